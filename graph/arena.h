/* Bump allocation. Everything taken from an arena lives until ent_arena_reset or ent_arena_free.
 *
 * Configured with --enable-debug-alloc, every block is a malloc of its own, so that AddressSanitizer sees
 * each border. Sizes are in bytes; every returned block is aligned for any type. */
#ifndef ENT_GRAPH_ARENA_H
#define ENT_GRAPH_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ent_arena ent_arena;

/* Pointer plus length in bytes; not NUL-terminated unless a function says so. */
typedef struct {
  const char *ptr;
  size_t len;
} ent_str;

#define ENT_STR(literal) ((ent_str){(literal), sizeof(literal) - 1})

static inline ent_str ent_str_make(const char *ptr, size_t len) {
  return (ent_str){ptr, len};
}
static inline bool ent_str_equal(ent_str a, ent_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
/* memcmp order, shorter first on a common prefix: the order of Unicode code points for UTF-8. */
int ent_str_compare(ent_str a, ent_str b);
/* A view of a NUL-terminated string; NULL gives the empty string. */
static inline ent_str ent_str_from(const char *text) {
  return text ? (ent_str){text, strlen(text)} : (ent_str){"", 0};
}

/* NULL when out of memory. The caller owns the arena. */
ent_arena *ent_arena_new(void);
/* Forgets all blocks but keeps memory for reuse. */
void ent_arena_reset(ent_arena *arena);
/* Takes NULL. */
void ent_arena_free(ent_arena *arena);

/* Uninitialized / zeroed block; NULL when out of memory or when count * size overflows. A size of 0 gives a
 * valid pointer that must not be read. */
void *ent_arena_alloc(ent_arena *arena, size_t size);
void *ent_arena_calloc(ent_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy; ptr is NULL when out of memory. */
ent_str ent_arena_copy(ent_arena *arena, ent_str text);
/* printf into the arena, NUL-terminated; ptr is NULL when out of memory. */
ent_str ent_arena_format(ent_arena *arena, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* Growable vector of `width`-byte items in malloc memory: *items, *count and *capacity belong to the caller, who
 * frees *items. Makes room for one more and returns its address (uninitialized, *count raised), NULL when out of
 * memory (nothing changed). */
void *ent_vector_push(void *items_address, uint32_t *count, uint32_t *capacity, size_t width);

/* Room for `wanted` items in all, so that pushing up to them neither moves nor fails. False when out of memory. */
bool ent_vector_reserve(void *items_address, uint32_t *capacity, uint32_t wanted, size_t width);

#endif
