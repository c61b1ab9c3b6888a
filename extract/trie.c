#include "extract/trie.h"

#include <stdlib.h>
#include <string.h>

/* A node s has the child for byte c at base[s] + c (c from 1 to 255; 0 is the end mark, whose cell holds the value in
 * base, negated minus one) when check[base[s] + c] == s. Cell 0 is unused, cell 1 the root. */
typedef struct {
  int32_t base;
  uint32_t check;
} cell;

struct ent_trie {
  cell *cells;
  uint32_t size;
  uint32_t next_free; /* while building: first cell that may be free */
};

typedef struct {
  uint32_t node, begin, end, depth;
} work;

static bool reserve(ent_trie *trie, uint32_t wanted) {
  if (wanted <= trie->size)
    return true;
  uint32_t size = trie->size == 0 ? 4096 : trie->size;
  while (size < wanted) {
    if (size > UINT32_MAX / 4)
      return false;
    size *= 2;
  }
  cell *cells = realloc(trie->cells, (size_t)size * sizeof *cells);
  if (cells == NULL)
    return false;
  memset(cells + trie->size, 0, (size_t)(size - trie->size) * sizeof *cells);
  trie->cells = cells;
  trie->size = size;
  return true;
}

static uint8_t byte_at(const ent_trie_pair *pair, uint32_t depth) {
  return depth < pair->key.len ? (uint8_t)pair->key.ptr[depth] : 0;
}

/* The lowest base at which all labels fall on free cells. */
static uint32_t find_base(ent_trie *trie, const uint8_t *labels, uint32_t count) {
  uint32_t start = trie->next_free > labels[0] ? trie->next_free - labels[0] : 1;
  if (start < 1)
    start = 1;
  uint32_t tried = 0;
  for (uint32_t base = start;; base++) {
    if (!reserve(trie, base + 256))
      return 0;
    bool free_all = true;
    for (uint32_t i = 0; i < count && free_all; i++)
      free_all = trie->cells[base + labels[i]].check == 0;
    if (free_all) {
      /* Dense regions are not worth scanning again: that keeps building linear in practice. */
      if (tried > 64)
        trie->next_free = base + labels[0];
      return base;
    }
    tried++;
  }
}

static bool expand(ent_trie *trie, const ent_trie_pair *pairs, work item, work **stack, uint32_t *depth,
                   uint32_t *capacity) {
  uint8_t labels[256];
  uint32_t starts[257];
  uint32_t count = 0;
  for (uint32_t i = item.begin; i < item.end; i++) {
    uint8_t label = byte_at(&pairs[i], item.depth);
    if (count == 0 || labels[count - 1] != label) {
      labels[count] = label;
      starts[count++] = i;
    }
  }
  starts[count] = item.end;
  uint32_t base = find_base(trie, labels, count);
  if (base == 0)
    return false;
  trie->cells[item.node].base = (int32_t)base;
  for (uint32_t i = 0; i < count; i++)
    trie->cells[base + labels[i]].check = item.node;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t node = base + labels[i];
    if (labels[i] == 0) {
      trie->cells[node].base = -(int32_t)pairs[starts[i]].value - 1;
      continue;
    }
    work *next = ent_vector_push(stack, depth, capacity, sizeof **stack);
    if (next == NULL)
      return false;
    *next = (work){node, starts[i], starts[i + 1], item.depth + 1};
  }
  return true;
}

ent_status ent_trie_build(const ent_trie_pair *pairs, uint32_t count, ent_trie **result) {
  *result = NULL;
  work *stack = NULL;
  uint32_t depth = 0, capacity = 0;
  ent_trie *trie = calloc(1, sizeof *trie);
  if (trie == NULL || !reserve(trie, 4096))
    goto failed;
  trie->cells[1].check = UINT32_MAX; /* the root is taken and nobody's child */
  trie->next_free = 2;
  if (count > 0) {
    work *first = ent_vector_push(&stack, &depth, &capacity, sizeof *stack);
    if (first == NULL)
      goto failed;
    *first = (work){1, 0, count, 0};
  }
  while (depth > 0) {
    work item = stack[--depth];
    if (!expand(trie, pairs, item, &stack, &depth, &capacity))
      goto failed;
  }
  free(stack);
  *result = trie;
  return ENT_OK;
failed:
  free(stack);
  ent_trie_free(trie);
  return ENT_ERR_MEMORY;
}

void ent_trie_free(ent_trie *trie) {
  if (trie == NULL)
    return;
  free(trie->cells);
  free(trie);
}

/* The child of node for a byte, or 0. */
static inline uint32_t step(const ent_trie *trie, uint32_t node, uint8_t byte) {
  int32_t base = trie->cells[node].base;
  if (base <= 0)
    return 0;
  uint32_t child = (uint32_t)base + byte;
  return child < trie->size && trie->cells[child].check == node ? child : 0;
}

void ent_trie_prefixes(const ent_trie *trie, const char *text, size_t len, ent_trie_fn fn, void *user) {
  uint32_t node = 1;
  for (size_t at = 0; at < len; at++) {
    uint8_t byte = (uint8_t)text[at];
    if (byte == 0)
      return;
    node = step(trie, node, byte);
    if (node == 0)
      return;
    uint32_t end = step(trie, node, 0);
    if (end != 0)
      fn(user, (uint32_t)at + 1, (uint32_t)(-(trie->cells[end].base + 1)));
  }
}

int64_t ent_trie_find(const ent_trie *trie, ent_str key) {
  uint32_t node = 1;
  for (size_t at = 0; at < key.len && node != 0; at++)
    node = key.ptr[at] == '\0' ? 0 : step(trie, node, (uint8_t)key.ptr[at]);
  uint32_t end = node != 0 ? step(trie, node, 0) : 0;
  return end != 0 ? -((int64_t)trie->cells[end].base + 1) : -1;
}
