/* UTF-8 by hand where ICU would need a round trip through UTF-16. */
#ifndef ENT_GRAPH_UTF8_H
#define ENT_GRAPH_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What ent_utf8_next does not do inline. */
uint32_t ent_utf8_next_rare(const char *text, size_t len, size_t *at);

/* Decodes the code point at `text[*at]`, at < len, and moves *at behind it. Ill-formed input gives U+FFFD and
 * moves one byte. Strict: no overlong forms, surrogates or values above U+10FFFF (RFC 3629). */
static inline uint32_t ent_utf8_next(const char *text, size_t len, size_t *at) {
  const unsigned char *bytes = (const unsigned char *)text + *at;
  if (bytes[0] < 0x80) {
    *at += 1;
    return bytes[0];
  }
  /* Ideographs and their punctuation: three bytes without the bounds that E0 and ED set for the second. */
  if (bytes[0] > 0xE0 && bytes[0] < 0xED && len - *at >= 3 && (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
    *at += 3;
    return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
  }
  return ent_utf8_next_rare(text, len, at);
}
/* Moves *at (> 0) back to the start of the code point before it and returns that code point. Well-formed text. */
uint32_t ent_utf8_previous(const char *text, size_t *at);
/* Writes 1 to 4 bytes, returns their number; 0 for a surrogate or a value above U+10FFFF. */
size_t ent_utf8_put(char out[4], uint32_t code_point);
/* Byte offset of the first ill-formed sequence, or len when all is well-formed. */
size_t ent_utf8_check(const char *text, size_t len);
/* Code points in well-formed text. */
size_t ent_utf8_count(const char *text, size_t len);
/* What ent_utf8_is_han does not do inline. */
bool ent_utf8_is_rare_han(uint32_t code_point);
/* CJK unified ideographs (all blocks), U+3005 々, U+3007 〇. */
static inline bool ent_utf8_is_han(uint32_t code_point) {
  return (code_point >= 0x4E00 && code_point <= 0x9FFF) || (code_point > 0x3000 && ent_utf8_is_rare_han(code_point));
}

#endif
