/* A hash index from keys to 32-bit ids, for tables that hold the keys themselves: open addressing, linear probing, at
 * most half full. Ids are never 0 and never removed. The caller compares keys:
 *
 *   ent_probe probe = ent_index_probe(&index, hash);
 *   for (uint32_t id; (id = ent_index_next(&index, &probe)) != 0;)
 *     if (key of id equals the key sought) return id;
 */
#ifndef ENT_GRAPH_INDEX_H
#define ENT_GRAPH_INDEX_H

#include "graph/arena.h"

typedef struct {
  uint32_t hash, id;
} ent_index_slot;

/* Start from a zeroed struct. */
typedef struct {
  ent_index_slot *slots;
  uint32_t capacity; /* a power of two, or 0 */
  uint32_t count;
} ent_index;

typedef struct {
  uint32_t hash, slot;
} ent_probe;

void ent_index_free(ent_index *index);
/* Adds an id under a hash. False when out of memory or full (2^30 ids); nothing changed then. */
bool ent_index_add(ent_index *index, uint32_t hash, uint32_t id);

/* Room for `count` ids in all. False when out of memory or for more than 2^30; nothing changed then. */
bool ent_index_reserve(ent_index *index, uint32_t count);

static inline ent_probe ent_index_probe(const ent_index *index, uint32_t hash) {
  return (ent_probe){hash, index->capacity ? hash & (index->capacity - 1) : 0};
}

/* The next id that was added under the probe's hash, 0 when there is none left. */
static inline uint32_t ent_index_next(const ent_index *index, ent_probe *probe) {
  if (!index->capacity) return 0;
  for (;;) {
    const ent_index_slot *slot = &index->slots[probe->slot];
    if (slot->id == 0) return 0;
    probe->slot = (probe->slot + 1) & (index->capacity - 1);
    if (slot->hash == probe->hash) return slot->id;
  }
}

/* Hash of bytes, and of a few integers. Neither is secret: keys made to collide only make lookups slower. */
uint32_t ent_hash_text(ent_str text);
uint32_t ent_hash_words(const uint32_t *words, size_t count);

#endif
