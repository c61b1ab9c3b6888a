/* The trie: every key is found, no other, and all prefixes in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "extract/trie.h"

typedef struct {
  uint32_t lengths[8], values[8], count;
} hits;

static void take(void *user, uint32_t length, uint32_t value) {
  hits *h = user;
  assert_in_range(h->count, 0, 7);
  h->lengths[h->count] = length;
  h->values[h->count++] = value;
}

static void prefixes_in_order(void **state) {
  (void)state;
  static const ent_trie_pair pairs[] = {
      {{"上", 3}, 5}, {{"上合", 6}, 0}, {{"上合组织", 12}, 7}, {{"上海", 6}, INT32_MAX}, {{"中国", 6}, 1}};
  ent_trie *trie;
  assert_int_equal(ent_trie_build(pairs, 5, &trie), ENT_OK);
  hits h = {.count = 0};
  static const char text[] = "上合组织成员国";
  ent_trie_prefixes(trie, text, sizeof text - 1, take, &h);
  assert_int_equal(h.count, 3);
  static const uint32_t lengths[] = {3, 6, 12}, values[] = {5, 0, 7};
  assert_memory_equal(h.lengths, lengths, sizeof lengths);
  assert_memory_equal(h.values, values, sizeof values);
  h.count = 0;
  ent_trie_prefixes(trie, text, 9, take, &h); /* the text ends within the longest key */
  assert_int_equal(h.count, 2);
  h.count = 0;
  ent_trie_prefixes(trie, text, 0, take, &h);
  ent_trie_prefixes(trie, "日本", 6, take, &h);
  ent_trie_prefixes(trie, "\0上合", 7, take, &h);
  assert_int_equal(h.count, 0);
  assert_int_equal(ent_trie_find(trie, ENT_STR("上海")), INT32_MAX);
  assert_int_equal(ent_trie_find(trie, ENT_STR("上合")), 0);
  assert_int_equal(ent_trie_find(trie, ENT_STR("上合组")), -1);
  assert_int_equal(ent_trie_find(trie, ENT_STR("上合组织 ")), -1);
  assert_int_equal(ent_trie_find(trie, ENT_STR("\xE4\xB8")), -1); /* half a character */
  assert_int_equal(ent_trie_find(trie, ENT_STR("")), -1);
  assert_int_equal(ent_trie_find(trie, ENT_STR("\0")), -1);
  ent_trie_free(trie);
}

static void an_empty_trie(void **state) {
  (void)state;
  ent_trie *trie;
  assert_int_equal(ent_trie_build(NULL, 0, &trie), ENT_OK);
  hits h = {.count = 0};
  ent_trie_prefixes(trie, "中国", 6, take, &h);
  assert_int_equal(h.count, 0);
  assert_int_equal(ent_trie_find(trie, ENT_STR("中国")), -1);
  ent_trie_free(trie);
  ent_trie_free(NULL);
}

/* xorshift32 (Marsaglia 2003). */
static uint32_t draw(uint32_t *seed, uint32_t below) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed % below;
}

static int compare(const void *a, const void *b) {
  return ent_str_compare(((const ent_trie_pair *)a)->key, ((const ent_trie_pair *)b)->key);
}

enum { MANY = 20000 };

static void many_keys(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  ent_trie_pair *pairs = calloc(MANY, sizeof *pairs);
  assert_non_null(pairs);
  for (uint32_t i = 0; i < MANY; i++) /* keys of 4 to 7 bytes that use all byte values but 0, unique */
    pairs[i] = (ent_trie_pair){ent_arena_format(arena, "%c%c%.*s%c", (int)(i % 255 + 1), (int)(i / 255 % 255 + 1),
                                                (int)(i % 4) + 1, "上合", (int)(i / 65025 + 1)),
                               i};
  qsort(pairs, MANY, sizeof *pairs, compare);
  ent_trie *trie;
  assert_int_equal(ent_trie_build(pairs, MANY, &trie), ENT_OK);
  for (uint32_t i = 0; i < MANY; i++) {
    assert_int_equal(ent_trie_find(trie, pairs[i].key), pairs[i].value);
    assert_int_equal(ent_trie_find(trie, ent_str_make(pairs[i].key.ptr, pairs[i].key.len - 1)), -1);
  }
  ent_trie_free(trie);
  free(pairs);
  ent_arena_free(arena);
}

/* Random short keys over three letters: every prefix of every text is found, as by looking each up in the list. */
static void finds_what_a_list_finds(void **state) {
  (void)state;
  enum { KEYS = 400, TEXTS = 2000 };
  ent_arena *arena = ent_arena_new();
  ent_trie_pair pairs[KEYS];
  uint32_t seed = 7, count = 0;
  for (uint32_t i = 0; i < KEYS; i++) {
    char key[8];
    size_t length = 1 + draw(&seed, 7);
    for (size_t k = 0; k < length; k++)
      key[k] = (char)('a' + draw(&seed, 3));
    pairs[i] = (ent_trie_pair){ent_arena_copy(arena, ent_str_make(key, length)), 0};
  }
  qsort(pairs, KEYS, sizeof *pairs, compare);
  for (uint32_t i = 0; i < KEYS; i++)
    if (count == 0 || !ent_str_equal(pairs[count - 1].key, pairs[i].key)) {
      pairs[count] = (ent_trie_pair){pairs[i].key, count};
      count++;
    }
  ent_trie *trie;
  assert_int_equal(ent_trie_build(pairs, count, &trie), ENT_OK);
  for (uint32_t i = 0; i < TEXTS; i++) {
    char text[9];
    size_t length = draw(&seed, 9);
    for (size_t k = 0; k < length; k++)
      text[k] = (char)('a' + draw(&seed, 4));
    hits found = {.count = 0};
    ent_trie_prefixes(trie, text, length, take, &found);
    uint32_t expected = 0;
    for (size_t n = 1; n <= length; n++) {
      const ent_trie_pair wanted = {{text, n}, 0};
      const ent_trie_pair *pair = bsearch(&wanted, pairs, count, sizeof *pairs, compare);
      if (pair == NULL) continue;
      assert_in_range(found.count, expected + 1, 8);
      assert_int_equal(found.lengths[expected], n);
      assert_int_equal(found.values[expected], pair->value);
      expected++;
    }
    assert_int_equal(found.count, expected);
  }
  ent_trie_free(trie);
  ent_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(prefixes_in_order),
      cmocka_unit_test(an_empty_trie),
      cmocka_unit_test(many_keys),
      cmocka_unit_test(finds_what_a_list_finds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
