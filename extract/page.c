#include "extract/page.h"

#include <stdlib.h>
#include <string.h>

#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

void ent_page_free(ent_page *page) {
  ent_chars_free(&page->chars);
  free(page->lines);
  memset(page, 0, sizeof *page);
}

/* Columns on a Chinese page: everything from the CJK radicals up is two wide, and so are the quotation marks, dashes
 * and dots that Chinese type sets on a full square (Unicode UAX 11, class A in an East Asian context). */
static uint32_t columns(uint32_t c) {
  if (c < 0x80) return 1;
  if (c >= 0x2E80) return 2;
  return (c >= 0x2014 && c <= 0x2026) || c == 0xB7 ? 2 : 1;
}

static uint16_t saturate(uint32_t value) {
  return value > UINT16_MAX ? UINT16_MAX : (uint16_t)value;
}

ent_status ent_page_add(ent_page *page, uint32_t begin, uint32_t end, bool *blank, ent_line **result) {
  const char *text = page->chars.text;
  uint32_t indent = 0, wide = 0, width = 0, first = end, last = begin; /* wide: up to here, width: up to `last` */
  ent_pattern_signature signature = {{0}};
  for (size_t at = begin; at < end;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(text, end, &at);
    ent_pattern_sign_one(&signature, c);
    if (wide < UINT16_MAX && first != end) wide += columns(c);
    if (!ent_letter_is_ideograph(c) && (ent_pattern_is_space(c) || c == '\v' || c == 0xFEFF || c == 0x200B)) {
      if (first == end) indent += c == '\t' ? 4 : c == 0x3000 || c == 0x2003 ? 2 : 1;
    } else {
      if (first == end) {
        first = (uint32_t)start;
        wide = columns(c);
      }
      last = (uint32_t)at;
      width = wide;
    }
  }
  if (result != NULL) *result = NULL;
  if (first >= last) {
    *blank = true;
    return ENT_OK;
  }
  ent_line *line = ent_vector_push(&page->lines, &page->line_count, &page->line_capacity, sizeof *page->lines);
  if (line == NULL) return ENT_ERR_MEMORY;
  *line = (ent_line){.begin = first,
                     .end = last,
                     .indent = saturate(indent),
                     .width = saturate(width),
                     .signature = signature,
                     .blank = *blank};
  *blank = false;
  if (result != NULL) *result = line;
  return ENT_OK;
}

/* Length of the line end at `at`, 0 if there is none. */
static size_t line_end(const char *text, size_t at, size_t length) {
  unsigned char c = (unsigned char)text[at];
  if (c == '\n' || c == '\f') return 1;
  if (c == '\r') return at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
  if (c == 0xC2 && at + 1 < length && (unsigned char)text[at + 1] == 0x85) return 2; /* U+0085 */
  if (c == 0xE2 && at + 2 < length && (unsigned char)text[at + 1] == 0x80 &&
      ((unsigned char)text[at + 2] == 0xA8 || (unsigned char)text[at + 2] == 0xA9))
    return 3; /* U+2028, U+2029 */
  return 0;
}

ent_status ent_page_from_text(ent_chars *chars, ent_page *page) {
  page->chars = *chars;
  memset(chars, 0, sizeof *chars);
  if (page->chars.length >= UINT32_MAX) return ENT_ERR_LIMIT;
  bool blank = true, broken = false;
  const char *text = page->chars.text;
  size_t length = page->chars.length, start = 0;
  for (size_t at = 0; at < length;) {
    size_t ending = line_end(text, at, length);
    if (ending == 0) {
      at++;
      continue;
    }
    ent_line *line = NULL;
    ent_status status = ent_page_add(page, (uint32_t)start, (uint32_t)at, &blank, &line);
    if (status != ENT_OK) return status;
    if (line != NULL) {
      line->page = broken;
      broken = false;
    }
    if (text[at] == '\f') blank = broken = true;
    at += ending;
    start = at;
  }
  return ent_page_add(page, (uint32_t)start, (uint32_t)length, &blank, NULL);
}
