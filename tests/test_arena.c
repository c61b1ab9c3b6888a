/* Arenas, strings, vectors, the hash index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "graph/arena.h"
#include "graph/index.h"

static void blocks_are_apart_and_aligned(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  unsigned char *blocks[300];
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < 300; i++) {
      blocks[i] = ent_arena_alloc(arena, i * 7);
      assert_non_null(blocks[i]);
      assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
      memset(blocks[i], (int)(i & 255), i * 7);
    }
    for (size_t i = 0; i < 300; i++)
      for (size_t k = 0; k < i * 7; k++)
        assert_int_equal(blocks[i][k], i & 255);
    ent_arena_reset(arena);
  }
  assert_non_null(ent_arena_alloc(arena, (size_t)8 << 20));
  ent_arena_free(arena);
  ent_arena_free(NULL);
}

static void impossible_sizes_are_refused(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  assert_null(ent_arena_alloc(arena, SIZE_MAX));
  assert_null(ent_arena_alloc(arena, SIZE_MAX - 64));
  assert_null(ent_arena_calloc(arena, SIZE_MAX / 2, 4));
  assert_null(ent_arena_copy(arena, ent_str_make("", SIZE_MAX)).ptr);
  assert_non_null(ent_arena_alloc(arena, 0));
  ent_arena_free(arena);
}

static void calloc_zeroes_used_memory(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  memset(ent_arena_alloc(arena, 1000), 255, 1000);
  ent_arena_reset(arena);
  const char *zeroes = ent_arena_calloc(arena, 10, 100);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(zeroes[i], 0);
  ent_arena_free(arena);
}

static void texts_are_copied_and_formatted(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  ent_str copy = ent_arena_copy(arena, ent_str_make("中国人", 6));
  assert_string_equal(copy.ptr, "中国");
  assert_int_equal(copy.len, 6);
  assert_string_equal(ent_arena_format(arena, "%d-%s", 7, "x").ptr, "7-x");
  assert_string_equal(ent_arena_copy(arena, ent_str_make(NULL, 0)).ptr, "");
  ent_arena_free(arena);
}

static void strings_compare_like_bytes(void **state) {
  (void)state;
  assert_true(ent_str_compare(ENT_STR("a"), ENT_STR("b")) < 0);
  assert_true(ent_str_compare(ENT_STR("a"), ENT_STR("ab")) < 0);
  assert_true(ent_str_compare(ENT_STR("z"), ENT_STR("中")) < 0);
  assert_int_equal(ent_str_compare(ENT_STR("a"), ENT_STR("a")), 0);
  assert_int_equal(ent_str_compare(ent_str_from(NULL), ENT_STR("")), 0);
  assert_true(ent_str_equal(ENT_STR("国"), ENT_STR("国")));
  assert_false(ent_str_equal(ENT_STR("国"), ENT_STR("中")));
}

static void a_vector_grows(void **state) {
  (void)state;
  uint64_t *items = NULL;
  uint32_t count = 0, capacity = 0;
  for (uint64_t i = 0; i < 1000; i++) {
    uint64_t *slot = ent_vector_push(&items, &count, &capacity, sizeof *items);
    assert_non_null(slot);
    *slot = i * i;
  }
  assert_int_equal(count, 1000);
  for (uint64_t i = 0; i < 1000; i++)
    assert_int_equal(items[i], i * i);
  free(items);
}

static void an_index_finds_every_id(void **state) {
  (void)state;
  ent_index index = {0};
  ent_probe none = ent_index_probe(&index, 5);
  assert_int_equal(ent_index_next(&index, &none), 0);
  for (uint32_t id = 1; id <= 5000; id++)
    assert_true(ent_index_add(&index, id % 700, id)); /* many per hash */
  for (uint32_t hash = 0; hash < 700; hash++) {
    uint32_t found = 0;
    ent_probe probe = ent_index_probe(&index, hash);
    for (uint32_t id; (id = ent_index_next(&index, &probe)) != 0; found++)
      assert_int_equal(id % 700, hash);
    assert_int_equal(found, hash >= 1 && hash <= 100 ? 8 : 7);
  }
  ent_index_free(&index);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_are_apart_and_aligned), cmocka_unit_test(impossible_sizes_are_refused),
      cmocka_unit_test(calloc_zeroes_used_memory),    cmocka_unit_test(texts_are_copied_and_formatted),
      cmocka_unit_test(strings_compare_like_bytes),   cmocka_unit_test(a_vector_grows),
      cmocka_unit_test(an_index_finds_every_id),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
