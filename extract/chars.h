/* Text that knows where it came from: UTF-8 with the place of every byte in the original file. */
#ifndef ENT_EXTRACT_CHARS_H
#define ENT_EXTRACT_CHARS_H

#include "graph/arena.h"
#include "graph/status.h"

/* Two forms. Mapped: origin and extent have an entry for each byte of text; all bytes of one character share them.
 * Plain: both are NULL and byte i came from byte i + shift (a UTF-8 file behind its byte order mark). */
typedef struct {
  char *text;
  uint64_t *origin;
  uint8_t *extent;
  size_t length, capacity;
  uint64_t shift;
} ent_chars;

/* All memory is malloc memory of the structure. Takes a zeroed structure; NULL is not allowed. */
void ent_chars_free(ent_chars *chars);

/* Appends one code point that came from the bytes [begin, end) of the original. Mapped form only.
 * ENT_ERR_MEMORY, or ENT_ERR_DATA for what is no Unicode scalar value. */
ent_status ent_chars_put(ent_chars *chars, uint32_t code_point, uint64_t begin, uint64_t end);
/* Appends bytes [begin, end) of `from` with their places. */
ent_status ent_chars_append(ent_chars *chars, const ent_chars *from, size_t begin, size_t end);

/* The offset in the original of what byte `at` came from, and the offset behind it. at < length. */
static inline uint64_t ent_chars_begin(const ent_chars *chars, size_t at) {
  return chars->origin != NULL ? chars->origin[at] : at + chars->shift;
}
static inline uint64_t ent_chars_end(const ent_chars *chars, size_t at) {
  return chars->origin != NULL ? chars->origin[at] + chars->extent[at] : at + chars->shift + 1;
}

#endif
