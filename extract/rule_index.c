/* Which rules may fit a text, by its first and last character alone. */
#include <string.h>

#include "extract/rule_index.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

static void mark(uint64_t *masks, uint64_t bit, uint32_t code_point) {
  masks[ent_pattern_class(code_point)] |= bit;
}

static void mark_all(uint64_t *masks, uint64_t bit) {
  for (uint32_t i = 0; i < ENT_LAYOUT_CLASSES; i++)
    masks[i] |= bit;
}

static void mark_each(uint64_t *masks, uint64_t bit, const char *characters) {
  size_t length = strlen(characters);
  for (size_t at = 0; at < length;)
    mark(masks, bit, ent_utf8_next(characters, length, &at));
}

/* The first or the last character of a literal; true if there is one. */
static bool mark_edge(uint64_t *masks, uint64_t bit, const char *text, size_t length, bool last) {
  size_t at = last ? length : 0;
  if (length == 0) return false;
  mark(masks, bit, last ? ent_utf8_previous(text, &at) : ent_utf8_next(text, length, &at));
  return true;
}

/* One element at the edge of a pattern. False if it may cover nothing, so that the next one counts too. */
static bool mark_element(uint64_t *masks, uint64_t bit, const ent_pattern_element *element, bool last) {
  switch ((ent_pattern_kind)element->kind) {
  case ENT_PATTERN_NUMBER:
    mark_each(masks, bit, ent_pattern_numerals);
    return true;
  case ENT_PATTERN_DIGITS:
    mark_each(masks, bit, "0123456789");
    return true;
  case ENT_PATTERN_SPACE:
    mark_each(masks, bit, ent_pattern_spaces);
    return false;
  case ENT_PATTERN_NAME:
  case ENT_PATTERN_ANYTHING:
  case ENT_PATTERN_ONE:
    mark_all(masks, bit);
    return true;
  case ENT_PATTERN_LITERAL:
    for (uint32_t i = 0; i < element->count; i++)
      (void)mark_edge(masks, bit, element->texts[i].ptr, element->texts[i].len, last);
    return !element->empty;
  }
  return true;
}

void ent_layout_index_pattern(ent_layout_list *list, uint32_t index) {
  const ent_pattern *pattern = &list->items[index].compiled;
  uint64_t bit = UINT64_C(1) << (index < 63 ? index : 63);
  uint32_t i = 0;
  while (i < pattern->count && !mark_element(list->first, bit, &pattern->elements[i], false))
    i++;
  if (i == pattern->count) mark_all(list->first, bit);
  i = pattern->count;
  while (i > 0 && !mark_element(list->last, bit, &pattern->elements[i - 1], true))
    i--;
  if (i == 0) mark_all(list->last, bit);
}

void ent_layout_index_word(ent_layout_list *list, uint32_t index) {
  ent_str word = list->items[index].pattern;
  uint64_t bit = UINT64_C(1) << (index < 63 ? index : 63);
  (void)mark_edge(list->first, bit, word.ptr, word.len, false);
  (void)mark_edge(list->last, bit, word.ptr, word.len, true);
}

/* What the element of a date at `at` begins with. */
static void mark_part(uint64_t *masks, uint64_t bit, ent_str pattern, size_t at, const ent_layout_list *months) {
  if (at >= pattern.len) {
    mark_all(masks, bit);
  } else if (pattern.ptr[at] == '%' && at + 1 < pattern.len) {
    if (pattern.ptr[at + 1] != 'B') {
      mark_each(masks, bit, ent_pattern_numerals);
      return;
    }
    for (uint32_t i = 0; i < months->count; i++)
      (void)mark_edge(masks, bit, months->items[i].pattern.ptr, months->items[i].pattern.len, false);
  } else {
    (void)mark_edge(masks, bit, pattern.ptr + at, pattern.len - at, false);
  }
}

void ent_layout_index_date(ent_layout_list *list, uint32_t index, const ent_layout_list *months) {
  ent_str pattern = list->items[index].pattern;
  uint64_t bit = UINT64_C(1) << (index < 63 ? index : 63);
  mark_part(list->first, bit, pattern, 0, months);
  if (pattern.len < 2 || pattern.ptr[0] != '%' || pattern.ptr[1] == 'B') {
    mark_all(list->second, bit);
    return;
  }
  size_t at = 2;
  if (at < pattern.len && pattern.ptr[at] == ' ') {
    mark_each(list->second, bit, ent_pattern_spaces);
    at++;
  }
  mark_part(list->second, bit, pattern, at, months);
}
