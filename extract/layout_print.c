#include "extract/layout_print.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    [ENT_PARAGRAPH_TITLE] = "title",   [ENT_PARAGRAPH_SUBTITLE] = "subtitle",   [ENT_PARAGRAPH_DATELINE] = "dateline",
    [ENT_PARAGRAPH_BYLINE] = "byline", [ENT_PARAGRAPH_HEADING] = "heading",     [ENT_PARAGRAPH_BODY] = "body",
    [ENT_PARAGRAPH_TURN] = "turn",     [ENT_PARAGRAPH_SIGNATURE] = "signature", [ENT_PARAGRAPH_FURNITURE] = "furniture",
};

const char *ent_paragraph_kind_name(ent_paragraph_kind kind) {
  return names[kind];
}

typedef struct {
  char *text;
  size_t used, capacity;
  bool failed;
} string;

static void add(string *s, const char *bytes, size_t count) {
  if (s->failed) return;
  if (s->used + count + 1 > s->capacity) {
    size_t wanted = (s->used + count + 1) * 2;
    char *grown = realloc(s->text, wanted);
    if (grown == NULL) {
      s->failed = true;
      return;
    }
    s->text = grown;
    s->capacity = wanted;
  }
  memcpy(s->text + s->used, bytes, count);
  s->used += count;
  s->text[s->used] = '\0';
}

static void add_text(string *s, const char *text) {
  add(s, text, strlen(text));
}

static void add_number(string *s, int number, int digits) {
  char buffer[16]; /* an int has at most 11 characters */
  (void)snprintf(buffer, sizeof buffer, "%0*d", digits, number);
  add_text(s, buffer);
}

static void add_day(string *s, ent_day day) {
  if (day.year == 0) {
    add_text(s, "no date");
    return;
  }
  add_number(s, day.year, 4);
  if (day.month == 0) return;
  add_text(s, "-");
  add_number(s, day.month, 2);
  if (day.day == 0) return;
  add_text(s, "-");
  add_number(s, day.day, 2);
}

static void add_line(string *s, const ent_document *document, ent_range range) {
  add_text(s, "  ");
  add(s, document->text.ptr + range.begin, range.end - range.begin);
  add_text(s, "\n");
}

ent_status ent_layout_print(const ent_document *document, char **out) {
  string s = {0};
  uint32_t sentence = 0;
  *out = NULL;
  add_text(&s, "== ");
  add_text(&s, document->file);
  add_text(&s, " article ");
  add_number(&s, (int)document->article, 1);
  add_text(&s, ": ");
  add_text(&s, document->kind == ENT_KIND_UNKNOWN ? "unknown kind" : ent_document_kind_name(document->kind));
  add_text(&s, ", ");
  add_day(&s, document->date);
  add_text(&s, ", ");
  add(&s, document->lang.ptr, document->lang.len);
  if (document->continued_title.ptr != NULL) {
    add_text(&s, ", continues ");
    add(&s, document->continued_title.ptr, document->continued_title.len);
  }
  add_text(&s, "\n");
  for (uint32_t p = 0; p < document->paragraph_count; p++) {
    const ent_paragraph *paragraph = &document->paragraphs[p];
    add_text(&s, "[");
    add_text(&s, names[paragraph->kind]);
    if (paragraph->section > 0) {
      add_text(&s, " ");
      add_number(&s, paragraph->section, 1);
    }
    add_text(&s, "]\n");
    bool any = false;
    for (; sentence < document->sentence_count && document->sentences[sentence].paragraph == p; sentence++) {
      add_line(&s, document, document->sentences[sentence].range);
      any = true;
    }
    if (!any) add_line(&s, document, paragraph->range);
  }
  if (s.failed) {
    free(s.text);
    return ENT_ERR_MEMORY;
  }
  *out = s.text;
  return ENT_OK;
}
