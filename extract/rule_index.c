/* Which rules may fit a text, by its first and last character alone. */
#include <string.h>

#include "extract/rule_index.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* Elements of a pattern that are looked at from behind; longer patterns may end with anything. */
#define ELEMENTS 64

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
static bool mark_element(uint64_t *masks, uint64_t bit, ent_str element, bool last) {
  switch (element.ptr[0]) {
  case '#':
    mark_each(masks, bit, ent_pattern_numerals);
    return true;
  case '@':
    mark_each(masks, bit, "0123456789");
    return true;
  case ' ':
    mark_each(masks, bit, ent_pattern_spaces);
    return false;
  case '*':
  case '~':
  case '?':
    mark_all(masks, bit);
    return true;
  case '(': {
    bool whole = true;
    size_t start = 1;
    for (size_t end = 1; end < element.len; end++) {
      if (element.ptr[end] != '|' && element.ptr[end] != ')') continue;
      whole = mark_edge(masks, bit, element.ptr + start, end - start, last) && whole;
      start = end + 1;
    }
    return whole;
  }
  default: {
    size_t skip = element.ptr[0] == '\\' && element.len > 1 ? 1 : 0;
    return mark_edge(masks, bit, element.ptr + skip, element.len - skip, last);
  }
  }
}

static uint32_t take_elements(ent_str pattern, ent_str elements[ELEMENTS]) {
  uint32_t count = 0;
  ent_str element;
  while (pattern.len > 0 && count < ELEMENTS) {
    element = ent_pattern_element(&pattern);
    elements[count++] = element;
  }
  return pattern.len > 0 ? 0 : count;
}

static uint32_t alternatives(ent_str group) {
  uint32_t count = 1;
  for (size_t i = 0; i < group.len; i++)
    count += group.ptr[i] == '|';
  return count;
}

/* Stands in every text that the pattern fits: the longest literal, else the smallest group without an empty
 * alternative. */
static ent_str choose_need(const ent_str *elements, uint32_t count) {
  ent_str need = {"", 0};
  for (uint32_t i = 0; i < count; i++) {
    ent_str element = elements[i];
    if (ent_pattern_is_literal(element)) {
      if (element.ptr[0] == '\\') element = ent_str_make(element.ptr + 1, element.len - 1);
      if (element.len > need.len || (need.len > 0 && need.ptr[0] == '(')) need = element;
    } else if (element.ptr[0] == '(' && !ent_pattern_may_be_empty(element) &&
               (need.len == 0 || (need.ptr[0] == '(' && alternatives(element) < alternatives(need)))) {
      need = element;
    }
  }
  return need;
}

void ent_layout_index_pattern(ent_layout_list *list, uint32_t index) {
  ent_str elements[ELEMENTS];
  uint64_t bit = UINT64_C(1) << (index < 63 ? index : 63);
  uint32_t count = take_elements(list->items[index].pattern, elements), i = 0;
  while (i < count && !mark_element(list->first, bit, elements[i], false))
    i++;
  if (i == count) mark_all(list->first, bit);
  i = count;
  while (i > 0 && !mark_element(list->last, bit, elements[i - 1], true))
    i--;
  if (i == 0) mark_all(list->last, bit);
  list->items[index].need = choose_need(elements, count);
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
