#include "graph/intern.h"

#include <stdlib.h>

#include "graph/index.h"

struct ent_intern {
  ent_arena *arena;
  ent_str *texts; /* by symbol */
  uint32_t count, capacity;
  ent_index index; /* ids are symbols; the empty string is not in it */
};

ent_intern *ent_intern_new(void) {
  ent_intern *intern = calloc(1, sizeof *intern);
  if (!intern) return NULL;
  intern->arena = ent_arena_new();
  ent_str *empty = ent_vector_push(&intern->texts, &intern->count, &intern->capacity, sizeof *intern->texts);
  if (!intern->arena || !empty) {
    ent_intern_free(intern);
    return NULL;
  }
  *empty = ENT_STR("");
  return intern;
}

void ent_intern_free(ent_intern *intern) {
  if (!intern) return;
  ent_arena_free(intern->arena);
  ent_index_free(&intern->index);
  free(intern->texts);
  free(intern);
}

static ent_sym find(const ent_intern *intern, ent_str text, uint32_t hash) {
  ent_probe probe = ent_index_probe(&intern->index, hash);
  for (uint32_t id; (id = ent_index_next(&intern->index, &probe)) != 0;)
    if (ent_str_equal(intern->texts[id], text)) return id;
  return ENT_SYM_FAILED;
}

ent_sym ent_intern_find(const ent_intern *intern, ent_str text) {
  return text.len == 0 ? 0 : find(intern, text, ent_hash_text(text));
}

ent_sym ent_intern_put(ent_intern *intern, ent_str text) {
  if (text.len == 0) return 0;
  uint32_t hash = ent_hash_text(text);
  ent_sym known = find(intern, text, hash);
  if (known != ENT_SYM_FAILED) return known;
  ent_str copy = ent_arena_copy(intern->arena, text);
  if (!copy.ptr) return ENT_SYM_FAILED;
  ent_str *slot = ent_vector_push(&intern->texts, &intern->count, &intern->capacity, sizeof *intern->texts);
  if (!slot) return ENT_SYM_FAILED;
  *slot = copy;
  if (!ent_index_add(&intern->index, hash, intern->count - 1)) {
    intern->count--;
    return ENT_SYM_FAILED;
  }
  return intern->count - 1;
}

ent_str ent_intern_text(const ent_intern *intern, ent_sym symbol) {
  return symbol < intern->count ? intern->texts[symbol] : ENT_STR("");
}

uint32_t ent_intern_count(const ent_intern *intern) {
  return intern->count;
}
