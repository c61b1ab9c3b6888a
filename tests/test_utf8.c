/* UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "graph/utf8.h"

static void every_code_point_comes_back(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x110000; c++) {
    char text[4];
    size_t width = ent_utf8_put(text, c), at = 0;
    if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) {
      assert_int_equal(width, 0);
      continue;
    }
    assert_int_equal(ent_utf8_next(text, width, &at), c);
    assert_int_equal(at, width);
    assert_int_equal(ent_utf8_previous(text, &at), c);
    assert_int_equal(at, 0);
    assert_int_equal(ent_utf8_check(text, width), width);
  }
}

/* Overlong forms, surrogates, values above U+10FFFF, stray and missing continuation bytes (RFC 3629). */
static void ill_formed_bytes_are_found(void **state) {
  (void)state;
  static const char *const bad[] = {"\x80",
                                    "\xC0\x80",
                                    "\xC1\xBF",
                                    "\xE0\x9F\xBF",
                                    "\xED\xA0\x80",
                                    "\xED\xBF\xBF",
                                    "\xF0\x8F\xBF\xBF",
                                    "\xF4\x90\x80\x80",
                                    "\xF5\x80\x80\x80",
                                    "\xE4\xB8",
                                    "\xE4\xB8x",
                                    "\xF0\x9F\x98",
                                    "\xFF",
                                    "\xC3"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char text[32] = "abcdefgh\xE4\xB8\xAD";
    strcat(text, bad[i]);
    size_t at = 11;
    assert_int_equal(ent_utf8_check(text, strlen(text)), 11);
    assert_int_equal(ent_utf8_next(text, strlen(text), &at), 0xFFFD);
    assert_int_equal(at, 12);
  }
}

static void counting_and_walking_back(void **state) {
  (void)state;
  const char *text = "a中é😀";
  assert_int_equal(ent_utf8_count(text, strlen(text)), 4);
  size_t at = strlen(text);
  assert_int_equal(ent_utf8_previous(text, &at), 0x1F600);
  assert_int_equal(ent_utf8_previous(text, &at), 0xE9);
  assert_int_equal(ent_utf8_previous(text, &at), 0x4E2D);
  assert_int_equal(ent_utf8_previous(text, &at), 'a');
  assert_int_equal(at, 0);
}

static void han_is_han(void **state) {
  (void)state;
  static const uint32_t yes[] = {0x4E00, 0x9FFF, 0x3400, 0x3005, 0x3007, 0x20000, 0x2A6DF, 0x30000, 0x323AF, 0xF900};
  static const uint32_t no[] = {'a', 0x3001, 0x300A, 0x3042, 0xAC00, 0xFF21, 0x4DC0, 0x1F600};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    assert_true(ent_utf8_is_han(yes[i]));
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    assert_false(ent_utf8_is_han(no[i]));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point_comes_back),
      cmocka_unit_test(ill_formed_bytes_are_found),
      cmocka_unit_test(counting_and_walking_back),
      cmocka_unit_test(han_is_han),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
