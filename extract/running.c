/* Running heads and feet: lines that come again at the edges of pages. */
#include <stdlib.h>

#include "extract/layout.h"
#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* The widest running head, in columns, and the fewest letters that one has. */
#define WIDEST 120
#define LETTERS 4
/* Lines of a running head or foot. */
#define DEEPEST 3
/* Columns of white space inside a line that only a head with two or three fields has. */
#define GAP 4

typedef struct {
  uint64_t key;
  uint32_t count;
} head;

/* A line's text without figures and white space as a number (FNV-1a); 0: can be no running head. */
static uint64_t key_of(const ent_page *page, const ent_line *line) {
  uint64_t key = UINT64_C(14695981039346656037);
  uint32_t letters = 0, last = ent_letter_last(ent_str_make(page->chars.text + line->begin, line->end - line->begin));
  if (ent_letter_is_ender(last) || ent_letter_is_trailing(last)) return 0;
  if (line->width > WIDEST || line->hint != ENT_HINT_NONE || line->furniture != 0) return 0;
  for (size_t at = line->begin; at < line->end;) {
    uint32_t c = ent_utf8_next(page->chars.text, line->end, &at);
    if (ent_pattern_is_space(c) || ent_pattern_is_numeral(c)) continue;
    ent_letter_class class = ent_letter(c);
    letters += class == ENT_LETTER_ALPHABET || class == ENT_LETTER_IDEOGRAPH;
    key = (key ^ c) * UINT64_C(1099511628211);
  }
  return letters < LETTERS ? 0 : key;
}

static bool has_gap(const ent_page *page, const ent_line *line) {
  uint32_t run = 0;
  for (size_t at = line->begin; at < line->end && run < GAP;) {
    uint32_t c = ent_utf8_next(page->chars.text, line->end, &at);
    run = !ent_pattern_is_space(c) ? 0 : run + (c == 0x3000 ? 2 : 1);
  }
  return run >= GAP;
}

/* Stands right below or above a page's border: a page number, a page break, the file's begin where it has the form of
 * a head. Lines between it and the border are `running` already, or at least at the border too. */
static bool at_edge(const ent_page *page, uint32_t index) {
  for (uint32_t i = index, n = 0; n < DEEPEST; n++, i--) {
    if (page->lines[i].page || (i == 0 && has_gap(page, &page->lines[index]))) return true;
    if (i == 0) break;
    if (page->lines[i - 1].furniture != 0) return true;
    if (!page->lines[i - 1].running) break;
  }
  if (index + 1 == page->line_count) return false;
  const ent_line *below = &page->lines[index + 1];
  return below->page || below->furniture != 0;
}

static int by_key(const void *a, const void *b) {
  const head *left = a, *right = b;
  return left->key < right->key ? -1 : left->key > right->key;
}

static head *find(head *heads, uint32_t count, uint64_t key) {
  head wanted = {key, 0};
  return key == 0 || count == 0 ? NULL : bsearch(&wanted, heads, count, sizeof *heads, by_key);
}

static bool has_borders(const ent_page *page) {
  for (uint32_t i = 1; i < page->line_count; i++)
    if (page->lines[i].page || page->lines[i].furniture != 0) return true;
  return false;
}

/* The keys of the lines at the edges, sorted, each once, with the number of lines in the whole page that have it. */
static ent_status collect(const ent_page *page, head **heads, uint32_t *count) {
  uint32_t capacity = 0, kept = 0;
  for (uint32_t i = 0; i < page->line_count; i++) {
    uint64_t key = at_edge(page, i) ? key_of(page, &page->lines[i]) : 0;
    if (key == 0) continue;
    head *slot = ent_vector_push(heads, count, &capacity, sizeof **heads);
    if (slot == NULL) return ENT_ERR_MEMORY;
    *slot = (head){key, 0};
  }
  if (*count == 0) return ENT_OK;
  qsort(*heads, *count, sizeof **heads, by_key);
  for (uint32_t i = 0; i < *count; i++)
    if (kept == 0 || (*heads)[kept - 1].key != (*heads)[i].key) (*heads)[kept++] = (*heads)[i];
  *count = kept;
  for (uint32_t i = 0; i < page->line_count; i++) {
    head *found = find(*heads, kept, key_of(page, &page->lines[i]));
    if (found != NULL) found->count++;
  }
  return ENT_OK;
}

ent_status ent_layout_mark_running(ent_page *page) {
  head *heads = NULL;
  uint32_t count = 0;
  if (!has_borders(page)) return ENT_OK;
  ent_status status = collect(page, &heads, &count);
  for (uint32_t i = 0; status == ENT_OK && i < page->line_count; i++) {
    const head *found = at_edge(page, i) ? find(heads, count, key_of(page, &page->lines[i])) : NULL;
    if (found != NULL && found->count > 1) page->lines[i].running = true;
  }
  free(heads);
  return status;
}
