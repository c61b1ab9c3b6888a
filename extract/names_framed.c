/* Names that are known by what frames them: quotation marks, an ordinal, 关于…的, the title of the document. */
#include <string.h>

#include "extract/names.h"
#include "graph/utf8.h"

/* “…”倡议, “…”理念: the quotation is the name, with and without its head. */
void ent_names_quoted_head(ent_reading *r, ent_line *line, uint32_t head, ent_type type) {
  uint32_t close = head - 1, open = ent_quote_open(line, close);
  if (open == close || close - open < 2) return;
  ent_str inside = ent_line_text(r, line, open + 1, close), whole = ent_line_text(r, line, open, head + 1);
  uint32_t thing = ent_thing_find(r, type, inside);
  const ent_occurrence *m = ent_mention_of(r, line, open + 1);
  if (m != NULL && m->type == type && m->first == open + 1 && m->last == close) thing = m->thing;
  if (thing == 0) thing = ent_thing_get(r, type, NULL, inside, "quoted", ent_line_range(r, line, open, head + 1));
  if (thing == 0) return;
  ent_thing_name(r, thing, whole);
  ent_mention_add(r, line, open, head + 1, type, thing, "quoted");
}

/* 提出的…和“杜尚别水进程”: a quotation that ends in 进程, 倡议 …, behind who proposed it or listed with another. */
void ent_names_quoted(ent_reading *r, ent_line *line) {
  for (uint32_t open = 0; open + 2 < line->token_count; open++) {
    if (!ent_token_mark(line, open, ENT_QUOTE_OPEN) || line->owner[open] != 0) continue;
    uint32_t close = open + 1;
    while (close < line->token_count && close < open + 12 && !ent_token_mark(line, close, ENT_QUOTE_CLOSE))
      close++;
    if (!ent_token_mark(line, close, ENT_QUOTE_CLOSE) || close < open + 3 || line->owner[close - 1] != 0 ||
        !ent_token_is(&line->tokens[close - 1], ENT_CLASS_INITIATIVE_HEAD))
      continue;
    const ent_occurrence *listed = open >= 2 ? ent_mention_of(r, line, open - 2) : NULL;
    bool joined = open > 0 && listed != NULL && listed->type == ENT_INITIATIVE &&
                  (ent_token_mark(line, open - 1, 0x3001) || ent_token_is(&line->tokens[open - 1], ENT_CLASS_CONJ));
    bool proposed = open > 1 && ent_token_is(&line->tokens[open - 1], ENT_CLASS_OF) &&
                    ent_act_of_kind_before(r, line, open, 1u << ENT_ACT_MAKE);
    if (!joined && !proposed) continue;
    ent_str name = ent_line_text(r, line, open + 1, close);
    uint32_t thing = ent_thing_get(r, ENT_INITIATIVE, NULL, name, "quoted", ent_line_range(r, line, open, close + 1));
    ent_mention_add(r, line, open, close + 1, ENT_INITIATIVE, thing, "quoted");
  }
}

/* 第80届联合国大会: a session of a body whose name is that of a meeting. */
void ent_names_sessions(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i + 1 < line->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i + 1);
    bool ordinal = line->tokens[i].kind == ENT_TOKEN_ORDINAL || ent_token_is(&line->tokens[i], ENT_CLASS_ORDINAL);
    if (!ordinal || line->owner[i] != 0 || m == NULL || m->first != i + 1 || m->thing == 0 ||
        (m->type != ENT_ORGANIZATION && !(m->type == ENT_EVENT && ent_thing_at(r, m->thing)->row != NULL)))
      continue;
    ent_str text = ent_line_text(r, line, i + 1, m->last);
    bool meeting = m->type == ENT_EVENT || (text.len >= 6 && (memcmp(text.ptr + text.len - 6, "大会", 6) == 0 ||
                                                              memcmp(text.ptr + text.len - 6, "联大", 6) == 0));
    if (!meeting) continue;
    uint32_t last = m->last;
    uint32_t thing =
        ent_thing_get(r, ENT_EVENT, NULL, ent_line_text(r, line, i, last), "session", ent_line_range(r, line, i, last));
    ent_mention_add(r, line, i, last, ENT_EVENT, thing, "session");
  }
}

/* 关于打击毒品犯罪的联合计划, behind an act that makes instruments: named by what they are about. */
void ent_names_about(ent_reading *r, ent_line *line) {
  for (uint32_t i = 1; i < line->token_count; i++) {
    if (line->owner[i] != 0 || !ent_token_says(line, i, "关于")) continue;
    const ent_token *before = &line->tokens[i - 1];
    const ent_act *act = before->entry != NULL && before->entry->act != 0 && line->owner[i - 1] == 0
                             ? &r->lexicon->acts[before->entry->act - 1]
                             : NULL;
    bool made = act != NULL && (act->kind == ENT_ACT_SIGN || act->kind == ENT_ACT_MAKE);
    const ent_occurrence *listed = i >= 2 ? ent_mention_of(r, line, i - 2) : NULL;
    bool joined = (ent_token_mark(line, i - 1, 0x3001) || ent_token_is(before, ENT_CLASS_CONJ)) && listed != NULL &&
                  listed->type == ENT_TREATY;
    if (!made && !joined &&
        !(ent_token_says(line, i - 1, "了") &&
          ent_act_of_kind_before(r, line, i, 1u << ENT_ACT_MAKE | 1u << ENT_ACT_SIGN)))
      continue;
    uint32_t of = i, end = i;
    for (uint32_t k = i + 1; k < line->token_count && k < i + 40; k++) {
      const ent_token *t = &line->tokens[k];
      if (t->kind == ENT_TOKEN_MARK && t->point != 0x3001 && line->owner[k] == 0 && t->point != ENT_QUOTE_OPEN &&
          t->point != ENT_QUOTE_CLOSE)
        break;
      if (line->owner[k] == 0 && ent_token_is(t, ENT_CLASS_OF)) of = k;
      if (of > i && line->owner[k] == 0 && ent_token_is(t, ENT_CLASS_INSTRUMENT_HEAD)) {
        end = k + 1;
        break;
      }
    }
    if (end == i) continue;
    uint32_t thing =
        ent_thing_get(r, ENT_TREATY, NULL, ent_line_text(r, line, i, end), "about", ent_line_range(r, line, i, end));
    ent_mention_add(r, line, i, end, ENT_TREATY, thing, "about");
    i = end - 1;
  }
}

/* Between the brackets that close the line, or the opening one. */
static bool bracketed(const ent_line *line, uint32_t token) {
  for (uint32_t i = token + 1; i > 0 && token - i + 1 < 4; i--)
    if (ent_token_mark(line, i - 1, 0xFF08)) return ent_token_mark(line, line->token_count - 1, 0xFF09);
  return false;
}

/* A title that ends in the name of a kind of instrument and tells no deed is the instrument's. */
void ent_names_title(ent_reading *r, ent_line *line) {
  uint32_t last = line->token_count;
  while (last > 2 && (ent_token_mark(line, last - 1, 0xFF09) || bracketed(line, last - 1)))
    last--; /* 宣言（摘要） */
  if (line->paragraph_kind != ENT_PARAGRAPH_TITLE || last < 2 || line->owner[last - 1] != 0 ||
      !ent_token_is(&line->tokens[last - 1], ENT_CLASS_INSTRUMENT_HEAD) || line->tokens[0].kind == ENT_TOKEN_SERIAL)
    return;
  ent_document_kind kind = r->document->kind;
  if (kind != ENT_KIND_DECLARATION && kind != ENT_KIND_TREATY && kind != ENT_KIND_RESOLUTION) return;
  const ent_occurrence *m = ent_mention_of(r, line, 0);
  if (m != NULL && m->type == ENT_EVENT && m->first == 0 && m->thing != 0) ent_note_event(r, m->thing);
  uint32_t thing = ent_thing_get(r, ENT_TREATY, NULL, ent_line_text(r, line, 0, last), "title of the document",
                                 ent_line_range(r, line, 0, last));
  ent_mention_add(r, line, 0, last, ENT_TREATY, thing, "title of the document");
}
