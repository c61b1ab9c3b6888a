#include "graph/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT _Alignof(max_align_t)
/* The first chunk is small so that a short-lived arena is cheap; each further one doubles up to the largest, which
 * bounds what is wasted at the end of a chunk. */
#define SMALLEST_CHUNK ((size_t)4096)
#define LARGEST_CHUNK ((size_t)1 << 20)

typedef struct chunk {
  struct chunk *next;
  size_t size; /* usable bytes behind the header */
  max_align_t data[];
} chunk;

struct ent_arena {
  chunk *first;
  chunk *current; /* chunks behind it are free */
  size_t used;    /* bytes of the current chunk */
};

int ent_str_compare(ent_str a, ent_str b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common == 0 ? 0 : memcmp(a.ptr, b.ptr, common);
  if (order != 0) return order;
  return (a.len > b.len) - (a.len < b.len);
}

ent_arena *ent_arena_new(void) {
  return calloc(1, sizeof(ent_arena));
}

void ent_arena_free(ent_arena *arena) {
  if (!arena) return;
  for (chunk *c = arena->first, *next; c; c = next) {
    next = c->next;
    free(c);
  }
  free(arena);
}

static chunk *make_chunk(size_t size) {
  if (size > PTRDIFF_MAX - sizeof(chunk)) return NULL; /* no object is larger */
  chunk *c = malloc(sizeof(chunk) + size);
  if (!c) return NULL;
  c->next = NULL;
  c->size = size;
  return c;
}

#ifdef ENT_DEBUG_ALLOC

void ent_arena_reset(ent_arena *arena) {
  for (chunk *c = arena->first, *next; c; c = next) {
    next = c->next;
    free(c);
  }
  *arena = (ent_arena){0};
}

void *ent_arena_alloc(ent_arena *arena, size_t size) {
  chunk *c = make_chunk(size);
  if (!c) return NULL;
  c->next = arena->first;
  arena->first = c;
  return c->data;
}

#else

void ent_arena_reset(ent_arena *arena) {
  arena->current = arena->first;
  arena->used = 0;
}

/* Makes a chunk with room for `size` bytes the current one: a free one if it is large enough, else a new one. */
static bool next_chunk(ent_arena *arena, size_t size) {
  chunk *current = arena->current;
  chunk *next = current ? current->next : arena->first;
  if (!next || next->size < size) {
    size_t wanted = current ? current->size : SMALLEST_CHUNK / 2;
    wanted = wanted < LARGEST_CHUNK / 2 ? wanted * 2 : LARGEST_CHUNK;
    chunk *made = make_chunk(size > wanted ? size : wanted);
    if (!made) return false;
    made->next = next;
    if (current)
      current->next = made;
    else
      arena->first = made;
    next = made;
  }
  arena->current = next;
  arena->used = 0;
  return true;
}

void *ent_arena_alloc(ent_arena *arena, size_t size) {
  if (size > SIZE_MAX - ALIGNMENT) return NULL;
  size_t rounded = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if ((!arena->current || rounded > arena->current->size - arena->used) && !next_chunk(arena, rounded)) return NULL;
  void *block = (char *)arena->current->data + arena->used;
  arena->used += rounded;
  return block;
}

#endif

void *ent_arena_calloc(ent_arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) return NULL;
  void *block = ent_arena_alloc(arena, count * size);
  if (block) memset(block, 0, count * size);
  return block;
}

ent_str ent_arena_copy(ent_arena *arena, ent_str text) {
  if (text.len == SIZE_MAX) return (ent_str){NULL, 0};
  char *copy = ent_arena_alloc(arena, text.len + 1);
  if (!copy) return (ent_str){NULL, 0};
  if (text.len) memcpy(copy, text.ptr, text.len);
  copy[text.len] = '\0';
  return (ent_str){copy, text.len};
}

ent_str ent_arena_format(ent_arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length < 0) return (ent_str){NULL, 0};
  char *text = ent_arena_alloc(arena, (size_t)length + 1);
  if (!text) return (ent_str){NULL, 0};
  va_start(arguments, format);
  vsnprintf(text, (size_t)length + 1, format, arguments);
  va_end(arguments);
  return (ent_str){text, (size_t)length};
}

void *ent_vector_push(void *items_address, uint32_t *count, uint32_t *capacity, size_t width) {
  /* The caller's pointer may be of any object type: it is read and written as bytes, not as a void *. */
  void *items;
  memcpy(&items, items_address, sizeof items);
  if (*count == *capacity) {
    if (*capacity > UINT32_MAX / 2) return NULL;
    uint32_t wanted = *capacity ? *capacity * 2 : 8;
    if (wanted > SIZE_MAX / width) return NULL;
    void *grown = realloc(items, wanted * width);
    if (!grown) return NULL;
    items = grown;
    *capacity = wanted;
    memcpy(items_address, &items, sizeof items);
  }
  return (char *)items + (size_t)(*count)++ * width;
}

bool ent_vector_reserve(void *items_address, uint32_t *capacity, uint32_t wanted, size_t width) {
  if (wanted <= *capacity) return true;
  if (wanted > SIZE_MAX / width) return false;
  void *items;
  memcpy(&items, items_address, sizeof items);
  void *grown = realloc(items, wanted * width);
  if (!grown) return false;
  memcpy(items_address, &grown, sizeof grown);
  *capacity = wanted;
  return true;
}
