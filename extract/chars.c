#include "extract/chars.h"

#include <stdlib.h>
#include <string.h>

#include "graph/utf8.h"

void ent_chars_free(ent_chars *chars) {
  free(chars->text);
  free(chars->origin);
  free(chars->extent);
  memset(chars, 0, sizeof *chars);
}

static bool grow(void *address, size_t count, size_t width) {
  void **block = address;
  if (count > SIZE_MAX / width) return false;
  void *grown = realloc(*block, count * width);
  if (grown == NULL) return false;
  *block = grown;
  return true;
}

/* Room for `more` bytes and a NUL behind them. */
static bool reserve(ent_chars *chars, size_t more) {
  if (more > SIZE_MAX / 2 - chars->length) return false;
  size_t wanted = chars->length + more + 1;
  if (wanted <= chars->capacity) return true;
  size_t capacity = chars->capacity < 256 ? 256 : chars->capacity;
  while (capacity < wanted)
    capacity *= 2;
  if (!grow(&chars->text, capacity, 1) || !grow(&chars->origin, capacity, sizeof *chars->origin) ||
      !grow(&chars->extent, capacity, 1))
    return false;
  chars->capacity = capacity;
  return true;
}

ent_status ent_chars_put(ent_chars *chars, uint32_t code_point, uint64_t begin, uint64_t end) {
  char bytes[4];
  size_t count = ent_utf8_put(bytes, code_point);
  if (count == 0) return ENT_ERR_DATA;
  if (!reserve(chars, count)) return ENT_ERR_MEMORY;
  uint64_t extent = end - begin;
  for (size_t i = 0; i < count; i++) {
    chars->text[chars->length] = bytes[i];
    chars->origin[chars->length] = begin;
    chars->extent[chars->length] = extent > UINT8_MAX ? UINT8_MAX : (uint8_t)extent;
    chars->length++;
  }
  chars->text[chars->length] = '\0';
  return ENT_OK;
}

ent_status ent_chars_append(ent_chars *chars, const ent_chars *from, size_t begin, size_t end) {
  if (begin >= end) return ENT_OK;
  if (!reserve(chars, end - begin)) return ENT_ERR_MEMORY;
  memcpy(chars->text + chars->length, from->text + begin, end - begin);
  if (from->origin != NULL) {
    memcpy(chars->origin + chars->length, from->origin + begin, (end - begin) * sizeof *chars->origin);
    memcpy(chars->extent + chars->length, from->extent + begin, end - begin);
  } else {
    for (size_t i = begin; i < end; i++) {
      chars->origin[chars->length + i - begin] = i + from->shift;
      chars->extent[chars->length + i - begin] = 1;
    }
  }
  chars->length += end - begin;
  chars->text[chars->length] = '\0';
  return ENT_OK;
}
