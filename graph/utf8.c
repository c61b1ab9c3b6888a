#include "graph/utf8.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu

/* Length of the well-formed sequence at `text`, 0 if it is ill-formed; the code point goes to *code_point. The bounds
 * on the second byte are those of the Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences). */
static size_t sequence(const unsigned char *text, size_t len, uint32_t *code_point) {
  unsigned char lead = text[0];
  if (lead < 0x80) {
    *code_point = lead;
    return 1;
  }
  size_t width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (width == 0 || width > len) return 0;
  unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (text[1] < lowest || text[1] > highest) return 0;
  uint32_t value = (uint32_t)lead & (0x7Fu >> width);
  value = value << 6 | (text[1] & 0x3Fu);
  for (size_t i = 2; i < width; i++) {
    if ((text[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (text[i] & 0x3Fu);
  }
  *code_point = value;
  return width;
}

uint32_t ent_utf8_next_rare(const char *text, size_t len, size_t *at) {
  uint32_t code_point;
  size_t width = sequence((const unsigned char *)text + *at, len - *at, &code_point);
  if (width == 0) {
    *at += 1;
    return REPLACEMENT;
  }
  *at += width;
  return code_point;
}

uint32_t ent_utf8_previous(const char *text, size_t *at) {
  size_t end = *at;
  size_t start = end;
  do
    start--;
  while (start > 0 && end - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80);
  *at = start;
  return ent_utf8_next(text, end, &start);
}

size_t ent_utf8_put(char out[4], uint32_t code_point) {
  if (code_point < 0x80) {
    out[0] = (char)code_point;
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = (char)(0xC0 | code_point >> 6);
    out[1] = (char)(0x80 | (code_point & 0x3F));
    return 2;
  }
  if (code_point < 0x10000) {
    if (code_point >= 0xD800 && code_point < 0xE000) return 0;
    out[0] = (char)(0xE0 | code_point >> 12);
    out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code_point & 0x3F));
    return 3;
  }
  if (code_point > 0x10FFFF) return 0;
  out[0] = (char)(0xF0 | code_point >> 18);
  out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code_point & 0x3F));
  return 4;
}

size_t ent_utf8_check(const char *text, size_t len) {
  const uint64_t high_bits = UINT64_C(0x8080808080808080);
  size_t at = 0;
  while (at < len) {
    uint64_t word;
    if (len - at >= sizeof word) { /* eight ASCII bytes at a time */
      memcpy(&word, text + at, sizeof word);
      if ((word & high_bits) == 0) {
        at += sizeof word;
        continue;
      }
    }
    size_t next = at;
    if (ent_utf8_next(text, len, &next) == REPLACEMENT && next - at != 3) return at;
    at = next;
  }
  return len;
}

size_t ent_utf8_count(const char *text, size_t len) {
  size_t count = 0;
  for (size_t i = 0; i < len; i++)
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

bool ent_utf8_is_rare_han(uint32_t code_point) {
  /* Unified ideographs and their extensions A to I, the compatibility blocks (Unicode 15.1, Blocks.txt). */
  return (code_point >= 0x3400 && code_point <= 0x4DBF) ||
         code_point == 0x3005 || code_point == 0x3007 || (code_point >= 0xF900 && code_point <= 0xFAFF) ||
         (code_point >= 0x20000 && code_point <= 0x2EE5F) || (code_point >= 0x2F800 && code_point <= 0x2FA1F) ||
         (code_point >= 0x30000 && code_point <= 0x323AF);
}
