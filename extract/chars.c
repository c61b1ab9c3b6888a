#include "extract/chars.h"

#include <stdlib.h>
#include <string.h>

#include "graph/utf8.h"

void ent_chars_free(ent_chars *chars) {
  free(chars->text);
  free(chars->places);
  memset(chars, 0, sizeof *chars);
}

ent_status ent_chars_reserve(ent_chars *chars, size_t more) {
  if (more > SIZE_MAX / 2 - chars->length) return ENT_ERR_LIMIT;
  size_t wanted = chars->length + more + 1; /* a NUL behind them */
  if (wanted <= chars->capacity) return ENT_OK;
  size_t capacity = chars->capacity < 256 ? 256 : chars->capacity + chars->capacity / 2;
  if (capacity < wanted) capacity = wanted;
  char *grown = realloc(chars->text, capacity);
  if (grown == NULL) return ENT_ERR_MEMORY;
  chars->text = grown;
  chars->capacity = capacity;
  return ENT_OK;
}

/* The text from here on came from `origin`. A place that only goes on with the last one is none of its own. */
static ent_status add_place(ent_chars *chars, uint64_t origin, uint64_t extent) {
  if (chars->length >= UINT32_MAX || origin >= UINT32_MAX) return ENT_ERR_LIMIT;
  uint32_t at = (uint32_t)chars->length;
  if (chars->place_count > 0 && extent == ENT_PLACE_SAME) {
    const ent_place *last = &chars->places[chars->place_count - 1];
    if (last->extent == ENT_PLACE_SAME && last->origin + (uint64_t)(at - last->at) == origin) return ENT_OK;
  }
  ent_place *place =
      ent_vector_push(&chars->places, &chars->place_count, &chars->place_capacity, sizeof *chars->places);
  if (place == NULL) return ENT_ERR_MEMORY;
  *place = (ent_place){at, (uint32_t)origin, (uint32_t)extent};
  return ENT_OK;
}

ent_status ent_chars_put(ent_chars *chars, uint32_t code_point, uint64_t begin, uint64_t end) {
  char bytes[4];
  size_t count = ent_utf8_put(bytes, code_point);
  if (count == 0) return ENT_ERR_DATA;
  uint64_t extent = end - begin;
  bool same = count == 1 && extent == 1;
  if (extent >= ENT_PLACE_SAME) extent = ENT_PLACE_SAME - 1;
  ent_status status = ent_chars_reserve(chars, count);
  if (status == ENT_OK) status = add_place(chars, begin, same ? ENT_PLACE_SAME : extent);
  if (status != ENT_OK) return status;
  memcpy(chars->text + chars->length, bytes, count);
  chars->length += count;
  chars->text[chars->length] = '\0';
  return ENT_OK;
}

/* The place that byte `at` belongs to. */
static uint32_t place_of(const ent_place *places, uint32_t count, size_t at) {
  uint32_t low = 0, high = count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (places[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static ent_status append_places(ent_chars *chars, const ent_chars *from, size_t begin, size_t end) {
  size_t length = chars->length;
  ent_status status = ENT_OK;
  uint32_t i = place_of(from->places, from->place_count, begin);
  for (size_t at = begin; at < end && status == ENT_OK; i++) {
    const ent_place *place = &from->places[i];
    bool same = place->extent == ENT_PLACE_SAME;
    chars->length = length + (at - begin);
    status = add_place(chars, same ? place->origin + (at - place->at) : place->origin, place->extent);
    if (i + 1 == from->place_count) break;
    at = from->places[i + 1].at;
  }
  chars->length = length;
  return status;
}

ent_status ent_chars_append(ent_chars *chars, const ent_chars *from, size_t begin, size_t end) {
  if (begin >= end) return ENT_OK;
  ent_status status = ent_chars_reserve(chars, end - begin);
  if (status != ENT_OK) return status;
  status = from->places != NULL ? append_places(chars, from, begin, end)
                                : add_place(chars, begin + from->shift, ENT_PLACE_SAME);
  if (status != ENT_OK) return status;
  memcpy(chars->text + chars->length, from->text + begin, end - begin);
  chars->length += end - begin;
  chars->text[chars->length] = '\0';
  return ENT_OK;
}

void ent_chars_cut(ent_chars *chars, size_t length) {
  if (length >= chars->length) return;
  chars->length = length;
  chars->text[length] = '\0';
  while (chars->place_count > 0 && chars->places[chars->place_count - 1].at >= length)
    chars->place_count--;
}

void ent_places_find(const ent_place *places, uint32_t count, uint64_t shift, size_t at, uint64_t *begin,
                     uint64_t *end) {
  if (count == 0) {
    *begin = at + shift;
    *end = *begin + 1;
    return;
  }
  const ent_place *place = &places[place_of(places, count, at)];
  bool same = place->extent == ENT_PLACE_SAME;
  *begin = same ? place->origin + (uint64_t)(at - place->at) : place->origin;
  *end = *begin + (same ? 1 : place->extent);
}

uint64_t ent_chars_begin(const ent_chars *chars, size_t at) {
  uint64_t begin, end;
  ent_places_find(chars->places, chars->place_count, chars->shift, at, &begin, &end);
  return begin;
}

uint64_t ent_chars_end(const ent_chars *chars, size_t at) {
  uint64_t begin, end;
  ent_places_find(chars->places, chars->place_count, chars->shift, at, &begin, &end);
  return end;
}
