/* Interning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "graph/intern.h"

static void equal_strings_share_a_symbol(void **state) {
  (void)state;
  ent_intern *intern = ent_intern_new();
  assert_int_equal(ent_intern_put(intern, ENT_STR("")), 0);
  ent_sym china = ent_intern_put(intern, ENT_STR("中国"));
  assert_int_equal(ent_intern_put(intern, ent_str_make("中国人", 6)), china);
  assert_int_not_equal(ent_intern_put(intern, ENT_STR("中国人")), china);
  assert_int_equal(ent_intern_find(intern, ENT_STR("中国")), china);
  assert_int_equal(ent_intern_find(intern, ENT_STR("美国")), ENT_SYM_FAILED);
  assert_int_equal(ent_intern_find(intern, ENT_STR("")), 0);
  assert_string_equal(ent_intern_text(intern, china).ptr, "中国");
  assert_int_equal(ent_intern_text(intern, 12345).len, 0);
  ent_intern_free(intern);
  ent_intern_free(NULL);
}

static void bytes_of_any_value_are_kept(void **state) {
  (void)state;
  ent_intern *intern = ent_intern_new();
  ent_sym a = ent_intern_put(intern, ent_str_make("a\0b", 3)), b = ent_intern_put(intern, ent_str_make("a\0c", 3));
  assert_int_not_equal(a, b);
  assert_memory_equal(ent_intern_text(intern, a).ptr, "a\0b", 4);
  ent_intern_free(intern);
}

static void many_strings_keep_their_symbols(void **state) {
  (void)state;
  ent_intern *intern = ent_intern_new();
  char text[32];
  for (uint32_t i = 0; i < 50000; i++) {
    size_t length = (size_t)snprintf(text, sizeof text, "name %u", i);
    assert_int_equal(ent_intern_put(intern, ent_str_make(text, length)), i + 1);
  }
  assert_int_equal(ent_intern_count(intern), 50001);
  for (uint32_t i = 0; i < 50000; i += 777) {
    snprintf(text, sizeof text, "name %u", i);
    assert_string_equal(ent_intern_text(intern, i + 1).ptr, text);
  }
  ent_intern_free(intern);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_strings_share_a_symbol),
      cmocka_unit_test(bytes_of_any_value_are_kept),
      cmocka_unit_test(many_strings_keep_their_symbols),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
