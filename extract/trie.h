/* A double-array trie over the bytes of UTF-8 keys (J. Aoe, "An efficient digital search algorithm by using a
 * double-array structure", IEEE Trans. Software Eng. 15(9), 1989). Built once, then read-only. */
#ifndef ENT_EXTRACT_TRIE_H
#define ENT_EXTRACT_TRIE_H

#include "graph/arena.h"
#include "graph/status.h"

typedef struct ent_trie ent_trie;

typedef struct {
  ent_str key;    /* not empty, without NUL bytes */
  uint32_t value; /* < 2^31 */
} ent_trie_pair;

/* Keys must be unique, in any order, and are not kept. ENT_ERR_LIMIT for more than 4 GiB of keys. */
ent_status ent_trie_build(const ent_trie_pair *pairs, uint32_t count, ent_trie **trie);
void ent_trie_free(ent_trie *trie);

/* Calls back for each key that is a prefix of text, shortest first, with its length in bytes and its value. */
typedef void (*ent_trie_fn)(void *user, uint32_t length, uint32_t value);
void ent_trie_prefixes(const ent_trie *trie, const char *text, size_t len, ent_trie_fn fn, void *user);
/* The value of exactly this key, or -1. */
int64_t ent_trie_find(const ent_trie *trie, ent_str key);

#endif
