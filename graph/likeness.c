#include "graph/likeness.h"

#include <stdlib.h>

#include "graph/utf8.h"

static bool is_counted(uint32_t c) {
  static const uint32_t marks[] = {' ',    '\t',   '\n',   '\r',   '"',    '\'',   0x00A0,
                                   0x00B7, 0x2018, 0x2019, 0x201C, 0x201D, 0x3000, 0x3008,
                                   0x3009, 0x300A, 0x300B, 0x300C, 0x300D, 0x300E, 0x300F};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (c == marks[i]) return false;
  return true;
}

static int by_value(const void *left, const void *right) {
  const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

ent_status ent_bigrams_make(ent_arena *arena, ent_str name, ent_bigrams *bigrams) {
  uint64_t *items = ent_arena_calloc(arena, name.len + 1, sizeof *items);
  uint32_t count = 0, before = 0, only = 0;
  if (!items) return ENT_ERR_MEMORY;
  for (size_t at = 0; at < name.len;) {
    uint32_t c = ent_utf8_next(name.ptr, name.len, &at);
    if (!is_counted(c)) continue;
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (before) items[count++] = (uint64_t)before << 32 | c;
    only = before ? 0 : c;
    before = c;
  }
  if (only) items[count++] = only;
  if (count > 1) qsort(items, count, sizeof *items, by_value);
  *bigrams = (ent_bigrams){items, count};
  return ENT_OK;
}

double ent_bigrams_likeness(const ent_bigrams *a, const ent_bigrams *b) {
  uint32_t shared = 0;
  if (a->count == 0 || b->count == 0) return 0;
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    if (a->items[i] == b->items[k]) {
      shared++;
      i++;
      k++;
    } else if (a->items[i] < b->items[k]) {
      i++;
    } else {
      k++;
    }
  }
  return 2.0 * shared / ((double)a->count + b->count);
}
