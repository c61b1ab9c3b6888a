#include "extract/trie.h"

#include <stdlib.h>
#include <string.h>

/* A node s has the child for byte c at base[s] + c (c from 1 to 255; 0 is the end mark) when check[base[s] + c] == s.
 * Where only one key is left there are no further nodes: base is -1 - i, and leaf i, of the i-th key, holds its rest
 * (Aoe's "minimal prefix" form). That saves most nodes, and the rest of a key is one memcmp. Cell 1 is the root; every
 * base leaves room for all 256 labels, so that looking up needs no test of bounds. */
typedef struct {
  int32_t base;
  uint32_t check; /* 0: free */
} cell;

typedef struct {
  uint32_t tail, length; /* in ent_trie.tails */
  uint32_t value;
} leaf;

struct ent_trie {
  cell *cells;
  uint32_t size;
  leaf *leaves;
  char *tails;
};

enum { ROOT = 1, LABELS = 256 };

typedef struct {
  uint64_t head;
  uint32_t pair;
} sort_key;

/* While building, the free cells from LABELS on are a ring through `next` and `previous`; cell 0 is its head. */
typedef struct {
  ent_trie *trie;
  const ent_trie_pair *pairs;
  sort_key *keys;  /* in order, as far as they were looked at */
  sort_key *spare; /* as long; for sorting */
  uint32_t *next, *previous;
  uint32_t top; /* all cells from here on are free */
  size_t tail_size;
} builder;

typedef struct {
  uint32_t node, begin, end, depth;
} work;

/* So many free cells are tried before a node goes behind all others: what is left at the front after a while is of no
 * use to nodes with many children, and those with one child take the first cell anyhow. Building stays linear. */
enum { TRIES = 16 };

static bool grow(builder *b, uint32_t wanted) {
  ent_trie *trie = b->trie;
  if (wanted <= trie->size) return true;
  uint32_t size = trie->size == 0 ? 16 * LABELS : trie->size;
  while (size < wanted) {
    if (size > INT32_MAX / 4) return false;
    size *= 2;
  }
  cell *cells = realloc(trie->cells, (size_t)size * sizeof *cells);
  if (cells != NULL) trie->cells = cells;
  uint32_t *next = realloc(b->next, (size_t)size * sizeof *next);
  if (next != NULL) b->next = next;
  uint32_t *previous = realloc(b->previous, (size_t)size * sizeof *previous);
  if (previous != NULL) b->previous = previous;
  if (cells == NULL || next == NULL || previous == NULL) return false;
  memset(cells + trie->size, 0, (size_t)(size - trie->size) * sizeof *cells);
  uint32_t last = trie->size == 0 ? 0 : previous[0];
  for (uint32_t i = trie->size == 0 ? LABELS : trie->size; i < size; i++) {
    next[last] = i;
    previous[i] = last;
    last = i;
  }
  next[last] = 0;
  previous[0] = last;
  trie->size = size;
  return true;
}

static void take(builder *b, uint32_t at, uint32_t node) {
  b->trie->cells[at].check = node;
  b->next[b->previous[at]] = b->next[at];
  b->previous[b->next[at]] = b->previous[at];
  if (at >= b->top) b->top = at + 1;
}

/* A base at which all labels (rising) fall on free cells; 0 when out of memory. */
static uint32_t find_base(builder *b, const uint8_t *labels, uint32_t count) {
  uint32_t tried = 0;
  for (uint32_t at = b->next[0]; at < b->top && at != 0 && tried < TRIES; at = b->next[at], tried++) {
    uint32_t base = at - labels[0], i = 1;
    if (!grow(b, base + LABELS)) return 0;
    while (i < count && b->trie->cells[base + labels[i]].check == 0)
      i++;
    if (i == count) return base;
  }
  return grow(b, b->top + LABELS) ? b->top - labels[0] : 0;
}

static void make_leaf(builder *b, uint32_t node, uint32_t pair, uint32_t depth) {
  ent_str key = b->pairs[pair].key;
  size_t length = depth < key.len ? key.len - depth : 0;
  if (length > 0) memcpy(b->trie->tails + b->tail_size, key.ptr + depth, length);
  b->trie->leaves[pair] = (leaf){(uint32_t)b->tail_size, (uint32_t)length, b->pairs[pair].value};
  b->tail_size += length;
  b->trie->cells[node].base = -1 - (int32_t)pair;
}

/* The next eight bytes of a key, the first on top: comparing and sorting them needs no look at the key. Behind its end
 * stand zeros, so that the end mark sorts first. */
static uint64_t head_of(const ent_trie_pair *pair, uint32_t depth) {
  unsigned char bytes[8] = {0};
  if (depth < pair->key.len)
    memcpy(bytes, pair->key.ptr + depth, pair->key.len - depth < 8 ? pair->key.len - depth : 8);
  uint64_t head = 0;
  for (int i = 0; i < 8; i++)
    head = head << 8 | bytes[i];
  return head;
}

static uint8_t byte_of(const sort_key *k, uint32_t depth) { return (uint8_t)(k->head >> (56 - depth % 8 * 8)); }

/* Brings a range whose keys agree up to `depth` into the order of the byte there: the sort of the keys and the building
 * of nodes look at the same bytes, so that they are one (most-significant-digit radix sort: Knuth, The Art of Computer
 * Programming 3, 5.2.5). */
static void sort_range(builder *b, uint32_t begin, uint32_t end, uint32_t depth) {
  sort_key *keys = b->keys + begin;
  uint32_t count = end - begin;
  if (depth % 8 == 0)
    for (uint32_t i = 0; i < count; i++)
      keys[i].head = head_of(&b->pairs[keys[i].pair], depth);
  if (count <= 32) {
    for (uint32_t i = 1; i < count; i++) {
      sort_key moved = keys[i];
      uint32_t k = i;
      for (; k > 0 && byte_of(&keys[k - 1], depth) > byte_of(&moved, depth); k--)
        keys[k] = keys[k - 1];
      keys[k] = moved;
    }
    return;
  }
  uint32_t starts[LABELS + 1] = {0};
  for (uint32_t i = 0; i < count; i++)
    starts[byte_of(&keys[i], depth) + 1]++;
  for (uint32_t i = 1; i < LABELS; i++)
    starts[i] += starts[i - 1];
  for (uint32_t i = 0; i < count; i++)
    b->spare[starts[byte_of(&keys[i], depth)]++] = keys[i];
  memcpy(keys, b->spare, count * sizeof *keys);
}

/* Gives a node its children; those that lead to several keys go on the stack. */
static bool expand(builder *b, work item, work **stack, uint32_t *depth, uint32_t *capacity) {
  uint8_t labels[LABELS];
  uint32_t starts[LABELS + 1];
  uint32_t count = 0;
  sort_range(b, item.begin, item.end, item.depth);
  for (uint32_t i = item.begin; i < item.end; i++) {
    uint8_t label = byte_of(&b->keys[i], item.depth);
    if (count == 0 || labels[count - 1] != label) {
      labels[count] = label;
      starts[count++] = i;
    }
  }
  starts[count] = item.end;
  uint32_t base = find_base(b, labels, count);
  if (base == 0)
    return false;
  b->trie->cells[item.node].base = (int32_t)base;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t node = base + labels[i];
    take(b, node, item.node);
    if (starts[i + 1] - starts[i] == 1) {
      make_leaf(b, node, b->keys[starts[i]].pair, item.depth + 1);
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
  ent_status status = ENT_ERR_MEMORY;
  work *stack = NULL;
  uint32_t depth = 0, capacity = 0;
  size_t bytes = 0;
  for (uint32_t i = 0; i < count; i++)
    bytes += pairs[i].key.len;
  builder b = {.pairs = pairs, .top = LABELS};
  b.trie = calloc(1, sizeof *b.trie);
  if (b.trie == NULL) return ENT_ERR_MEMORY;
  if (bytes > UINT32_MAX || count > INT32_MAX) {
    status = ENT_ERR_LIMIT;
    goto cleanup;
  }
  b.trie->leaves = malloc(((size_t)count + 1) * sizeof *b.trie->leaves);
  b.trie->tails = malloc(bytes + 1);
  b.keys = malloc(((size_t)count + 1) * sizeof *b.keys);
  b.spare = malloc(((size_t)count + 1) * sizeof *b.spare);
  if (!b.trie->leaves || !b.trie->tails || !b.keys || !b.spare || !grow(&b, 2 * LABELS)) goto cleanup;
  for (uint32_t i = 0; i < count; i++)
    b.keys[i].pair = i;
  b.trie->cells[ROOT].check = UINT32_MAX; /* taken, and nobody's child */
  if (count > 0) {
    work *first = ent_vector_push(&stack, &depth, &capacity, sizeof *stack);
    if (first == NULL) goto cleanup;
    *first = (work){ROOT, 0, count, 0};
  }
  while (depth > 0) {
    work item = stack[--depth];
    if (!expand(&b, item, &stack, &depth, &capacity)) goto cleanup;
  }
  status = ENT_OK;
  *result = b.trie;
  b.trie = NULL;
cleanup:
  free(stack);
  free(b.keys);
  free(b.spare);
  free(b.next);
  free(b.previous);
  ent_trie_free(b.trie);
  return status;
}

void ent_trie_free(ent_trie *trie) {
  if (trie == NULL) return;
  free(trie->cells);
  free(trie->leaves);
  free(trie->tails);
  free(trie);
}

/* The child of an inner node for a byte, or 0. */
static inline uint32_t step(const ent_trie *trie, uint32_t node, uint8_t byte) {
  uint32_t child = (uint32_t)trie->cells[node].base + byte;
  return trie->cells[child].check == node ? child : 0;
}

/* The leaf that a node stands for, NULL for an inner node. */
static inline const leaf *leaf_of(const ent_trie *trie, uint32_t node) {
  int32_t base = trie->cells[node].base;
  return base < 0 ? &trie->leaves[-1 - base] : NULL;
}

void ent_trie_prefixes(const ent_trie *trie, const char *text, size_t len, ent_trie_fn fn, void *user) {
  uint32_t node = ROOT;
  for (size_t at = 0; at < len && text[at] != '\0';) {
    node = step(trie, node, (uint8_t)text[at++]);
    if (node == 0) return;
    const leaf *found = leaf_of(trie, node);
    if (found != NULL) {
      if (found->length <= len - at && memcmp(text + at, trie->tails + found->tail, found->length) == 0)
        fn(user, (uint32_t)at + found->length, found->value);
      return;
    }
    uint32_t end = step(trie, node, 0);
    if (end != 0) fn(user, (uint32_t)at, trie->leaves[-1 - trie->cells[end].base].value);
  }
}

int64_t ent_trie_find(const ent_trie *trie, ent_str key) {
  uint32_t node = ROOT;
  const leaf *found = NULL;
  for (size_t at = 0; found == NULL; at++) {
    if (at < key.len && key.ptr[at] == '\0') return -1;
    node = step(trie, node, at < key.len ? (uint8_t)key.ptr[at] : 0);
    if (node == 0) return -1;
    found = leaf_of(trie, node);
    if (found == NULL) continue;
    size_t rest = at < key.len ? key.len - at - 1 : 0;
    if (found->length != rest || (rest > 0 && memcmp(key.ptr + at + 1, trie->tails + found->tail, rest) != 0))
      return -1;
  }
  return found->value;
}
