#include "graph/index.h"

#include <stdlib.h>
#include <string.h>

/* The multiplier is 2^64 / golden ratio (Knuth, The Art of Computer Programming 3, 6.4: Fibonacci hashing); the
 * shift after each product brings the well-mixed high bits down to where the next product can use them. */
#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15)

static uint64_t mix(uint64_t state, uint64_t word) {
  state = (state ^ word) * MULTIPLIER;
  return state ^ (state >> 32);
}

static uint32_t finish(uint64_t state) {
  state *= MULTIPLIER;
  return (uint32_t)(state >> 32);
}

uint32_t ent_hash_text(ent_str text) {
  uint64_t state = text.len;
  size_t at = 0;
  for (; text.len - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, text.ptr + at, 8);
    state = mix(state, word);
  }
  uint64_t rest = 0;
  if (at < text.len) memcpy(&rest, text.ptr + at, text.len - at);
  return finish(mix(state, rest));
}

uint32_t ent_hash_words(const uint32_t *words, size_t count) {
  uint64_t state = count;
  for (size_t i = 0; i < count; i++)
    state = mix(state, words[i]);
  return finish(state);
}

void ent_index_free(ent_index *index) {
  free(index->slots);
  *index = (ent_index){0};
}

static void place(ent_index_slot *slots, uint32_t capacity, ent_index_slot entry) {
  uint32_t at = entry.hash & (capacity - 1);
  while (slots[at].id != 0)
    at = (at + 1) & (capacity - 1);
  slots[at] = entry;
}

static bool resize(ent_index *index, uint32_t capacity) {
  ent_index_slot *slots = calloc(capacity, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < index->capacity; i++)
    if (index->slots[i].id != 0) place(slots, capacity, index->slots[i]);
  free(index->slots);
  index->slots = slots;
  index->capacity = capacity;
  return true;
}

static bool grow(ent_index *index) {
  if (index->capacity > UINT32_MAX / 4) return false;
  return resize(index, index->capacity ? index->capacity * 2 : 64);
}

bool ent_index_reserve(ent_index *index, uint32_t count) {
  uint32_t capacity = index->capacity ? index->capacity : 64;
  while (capacity / 2 < count) {
    if (capacity > UINT32_MAX / 4) return false;
    capacity *= 2;
  }
  return capacity == index->capacity || resize(index, capacity);
}

bool ent_index_add(ent_index *index, uint32_t hash, uint32_t id) {
  if (index->count >= index->capacity / 2 && !grow(index)) return false;
  place(index->slots, index->capacity, (ent_index_slot){hash, id});
  index->count++;
  return true;
}
