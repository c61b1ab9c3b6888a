#include "extract/letters.h"

#include <unicode/uchar.h>

#include "graph/utf8.h"

ent_letter_class ent_letter(uint32_t c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return ENT_LETTER_DIGIT;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return ENT_LETTER_ALPHABET;
    return c > ' ' && c < 0x7F ? ENT_LETTER_MARK : ENT_LETTER_OTHER;
  }
  if (c >= 0x2E80 && c != 0x3000) return c >= 0xE000 && c < 0xF900 ? ENT_LETTER_OTHER : ENT_LETTER_IDEOGRAPH;
  if (c >= 0xC0 && c < 0x530 && c != 0xD7 && c != 0xF7) return ENT_LETTER_ALPHABET;
  if (c >= 0x1E00 && c < 0x2000) return ENT_LETTER_ALPHABET;
  return ENT_LETTER_OTHER;
}

bool ent_letter_is_ender(uint32_t c) {
  switch (c) {
  case '!':
  case '?':
  case 0x2026: /* … */
  case 0x203C:
  case 0x2047:
  case 0x2048:
  case 0x2049:
  case 0x3002: /* 。 */
  case 0xFF01: /* ！ */
  case 0xFF1F: /* ？ */
  case 0xFF61:
    return true;
  default:
    return false;
  }
}

static const struct {
  uint32_t opening, closing;
  bool quote;
} pairs[] = {
    {'(', ')', false},       {'[', ']', false},       {0xFF08, 0xFF09, false}, {0xFF3B, 0xFF3D, false},
    {0x3008, 0x3009, false}, {0x300A, 0x300B, false}, {0x3010, 0x3011, false}, {0x3014, 0x3015, false},
    {0x300C, 0x300D, true},  {0x300E, 0x300F, true},  {0x2018, 0x2019, true},  {0x201C, 0x201D, true},
    {0xAB, 0xBB, true},      {0x201E, 0x201C, true},  {0xFE35, 0xFE36, false}, {0xFE3D, 0xFE3E, false},
    {0xFE3F, 0xFE40, false}, {0xFE41, 0xFE42, true},  {0xFE43, 0xFE44, true}, /* vertical forms */
};
#define PAIR_COUNT (sizeof pairs / sizeof *pairs)

/* Nothing between the brackets of CJK punctuation and their vertical forms is in the table: nearly all of a text. */
static bool has_no_pair(uint32_t c) {
  return c > 0x301F && c < 0xFE35;
}

uint32_t ent_letter_closer(uint32_t c) {
  if (has_no_pair(c)) return 0;
  for (size_t i = 0; i < PAIR_COUNT; i++)
    if (pairs[i].opening == c) return pairs[i].closing;
  return 0;
}

bool ent_letter_is_closer(uint32_t c) {
  if (has_no_pair(c)) return false;
  if (c == 0x201C) return false; /* closes in German and Russian type only */
  for (size_t i = 0; i < PAIR_COUNT; i++)
    if (pairs[i].closing == c) return true;
  return c == '"' || c == '\'';
}

bool ent_letter_is_quote(uint32_t c) {
  if (has_no_pair(c)) return false;
  for (size_t i = 0; i < PAIR_COUNT; i++)
    if (pairs[i].quote && (pairs[i].opening == c || pairs[i].closing == c)) return true;
  return c == '"';
}

bool ent_letter_is_trailing(uint32_t c) {
  switch (c) {
  case ',':
  case ';':
  case ':':
  case '.':
  case 0x3001: /* 、 */
  case 0xFF0C: /* ， */
  case 0xFF1A: /* ： */
  case 0xFF1B: /* ； */
  case 0x3002: /* 。 */
  case 0xFF01: /* ！ */
  case 0xFF1F: /* ？ */
    return true;
  default:
    return c != '"' && c != '\'' && ent_letter_is_closer(c);
  }
}

bool ent_letter_is_invisible(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

bool ent_letter_is_upper(uint32_t c) {
  return u_isupper((UChar32)c);
}
bool ent_letter_is_lower(uint32_t c) {
  return u_islower((UChar32)c);
}

uint32_t ent_letter_first(ent_str text) {
  size_t at = 0;
  return text.len == 0 ? 0 : ent_utf8_next(text.ptr, text.len, &at);
}

uint32_t ent_letter_last(ent_str text) {
  size_t at = text.len;
  return text.len == 0 ? 0 : ent_utf8_previous(text.ptr, &at);
}
