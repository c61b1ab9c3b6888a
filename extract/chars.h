/* Text that knows where it came from: UTF-8 with the place of every byte in the original file. */
#ifndef ENT_EXTRACT_CHARS_H
#define ENT_EXTRACT_CHARS_H

#include "graph/arena.h"
#include "graph/status.h"

/* The extent of a place whose text is the original's, byte for byte. */
#define ENT_PLACE_SAME UINT32_MAX

/* Where a run of text came from: the bytes from `at` up to the next place. With ENT_PLACE_SAME, byte at + i from byte
 * origin + i; else all of them, one character, from the `extent` bytes at `origin` (another encoding, a character
 * reference, a space that stands for a line's end). 32 bits do: files are no larger than ENT_DECODE_LIMIT. */
typedef struct {
  uint32_t at, origin, extent;
} ent_place;

/* Two forms. Mapped: the places are ascending in `at`. Plain: there are none, and byte i came from byte i + shift (a
 * UTF-8 file behind its byte order mark). */
typedef struct {
  char *text;
  size_t length, capacity;
  ent_place *places;
  uint32_t place_count, place_capacity;
  uint64_t shift;
} ent_chars;

/* All memory is malloc memory of the structure. Takes a zeroed structure; NULL is not allowed. */
void ent_chars_free(ent_chars *chars);
/* Makes room for `more` bytes. ENT_ERR_MEMORY. */
ent_status ent_chars_reserve(ent_chars *chars, size_t more);

/* Appends one code point that came from the bytes [begin, end) of the original. Mapped form only.
 * ENT_ERR_MEMORY, or ENT_ERR_DATA for what is no Unicode scalar value, or ENT_ERR_LIMIT beyond 4 GiB. */
ent_status ent_chars_put(ent_chars *chars, uint32_t code_point, uint64_t begin, uint64_t end);
/* Appends bytes [begin, end) of `from` with their places. Mapped form only; the same errors. */
ent_status ent_chars_append(ent_chars *chars, const ent_chars *from, size_t begin, size_t end);
/* Takes the text back to its first `length` bytes. */
void ent_chars_cut(ent_chars *chars, size_t length);

/* The offset in the original of what byte `at` came from, and the offset behind it. at < length. */
uint64_t ent_chars_begin(const ent_chars *chars, size_t at);
uint64_t ent_chars_end(const ent_chars *chars, size_t at);

/* The same for places that stand alone; `shift` where there are none. */
void ent_places_find(const ent_place *places, uint32_t count, uint64_t shift, size_t at, uint64_t *begin,
                     uint64_t *end);

#endif
