/* The gate: every trap of raptor2 and libxml2 that it stands before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/gate.h"
#include "graph/utf8.h"

#define REPLACED "\xEF\xBF\xBD"

static void only_text_passes(void **state) {
  (void)state;
  static const struct {
    const char *text, *clean;
  } rows[] = {
      {"中国 \"x\"\t\n\r", "中国 \"x\"\t\n\r"},
      {"a\x01z", "a" REPLACED "z"},
      {"\x1B[31m\x7F", REPLACED "[31m" REPLACED},
      {"\xC2\x85\xC2\x9F\xC2\xA0", REPLACED REPLACED "\xC2\xA0"},
      {"\xFF中\xE4\xB8", REPLACED "中" REPLACED REPLACED},
      {"\xED\xA0\x80", REPLACED REPLACED REPLACED},
      {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90", REPLACED REPLACED REPLACED},
      {"\xF0\x9F\xBF\xBE\xF4\x8F\xBF\xBF", REPLACED REPLACED},
      {REPLACED, REPLACED},
      {"😀", "😀"},
      {"", ""},
  };
  ent_arena *arena = ent_arena_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_str clean = ent_gate_text(arena, ent_str_from(rows[i].text));
    assert_int_equal(clean.len, strlen(rows[i].clean));
    assert_memory_equal(clean.ptr, rows[i].clean, clean.len);
  }
  ent_str zero = ent_gate_text(arena, ent_str_make("a\0b", 3));
  assert_int_equal(zero.len, 5);
  assert_memory_equal(zero.ptr, "a" REPLACED "b", 5);
  ent_arena_free(arena);
}

static void clean_text_is_not_copied(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  const char *text = "中国";
  assert_ptr_equal(ent_gate_text(arena, ent_str_from(text)).ptr, text);
  ent_arena_free(arena);
}

static void well_formed_text_keeps_its_offsets(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  for (uint32_t c = 0; c < 0x30000; c++) {
    char text[6] = "a", *at = text + 1;
    size_t width = ent_utf8_put(at, c);
    if (width == 0) continue;
    ent_str clean = ent_gate_text(arena, ent_str_make(text, width + 1));
    assert_int_equal(ent_utf8_check(clean.ptr, clean.len), clean.len);
    assert_int_equal(ent_utf8_count(clean.ptr, clean.len), 2);
    ent_arena_reset(arena);
  }
  ent_arena_free(arena);
}

static void lines_have_no_breaks(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  ent_str line = ent_gate_line(arena, ent_str_make("a\tb\r\nc\0", 7));
  assert_int_equal(line.len, 9);
  assert_memory_equal(line.ptr, "a b  c" REPLACED, 9);
  ent_arena_free(arena);
}

static void iris_hold_only_what_they_may(void **state) {
  (void)state;
  static const struct {
    const char *base, *local, *iri;
  } rows[] = {
      {"https://e/", "country/中国", "https://e/country/中国"},
      {"https://e/", "a b<c>\"d\"{e}|f^g`h\\", "https://e/a%20b%3Cc%3E%22d%22%7Be%7D%7Cf%5Eg%60h%5C"},
      {"https://e/", "a%20b%2Fc", "https://e/a%20b%2Fc"},
      {"https://e/", "100%", "https://e/100%25"},
      {"https://e/", "%zz", "https://e/%25zz"},
      {"https://e/", "a\x01\x7F\n", "https://e/a%01%7F%0A"},
      {"https://e/", "\xFF\xE4\xB8", "https://e/%FF%E4%B8"},
      {"https://e/", "\xEF\xBF\xBF\xC2\x85", "https://e/%EF%BF%BF%C2%85"},
      {"http://e/ x#", "d#char=1,2", "http://e/%20x#d#char=1,2"},
  };
  ent_arena *arena = ent_arena_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_string_equal(ent_gate_iri(arena, ent_str_from(rows[i].base), ent_str_from(rows[i].local)).ptr, rows[i].iri);
  ent_arena_free(arena);
}

static void language_tags_are_lower_case_or_none(void **state) {
  (void)state;
  static const struct {
    const char *lang, *tag;
  } rows[] = {{"zh", "zh"},         {"ZH-Hans-CN", "zh-hans-cn"},
              {"en-419", "en-419"}, {"", ""},
              {"z h", ""},          {"zh_CN", ""},
              {"-zh", ""},          {"zh-", ""},
              {"zh--cn", ""},       {"1zh", ""},
              {"abcdefghi", ""},    {"中文", ""},
              {"zh\n", ""}};
  ent_arena *arena = ent_arena_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_string_equal(ent_gate_lang(arena, ent_str_from(rows[i].lang)).ptr, rows[i].tag);
  ent_arena_free(arena);
}

static void decimals_have_a_point(void **state) {
  (void)state;
  static const char *const decimals[] = {
      [0] = "0.0", [1] = "0.01", [10] = "0.1", [50] = "0.5", [95] = "0.95", [100] = "1.0"};
  ent_arena *arena = ent_arena_new();
  for (unsigned i = 0; i <= 100; i++)
    if (decimals[i]) assert_string_equal(ent_gate_decimal(arena, i).ptr, decimals[i]);
  ent_arena_free(arena);
}

static void dates_are_as_exact_as_they_are(void **state) {
  (void)state;
  static const struct {
    const char *edtf;
    ent_date_precision precision;
  } rows[] = {{"2025-09-01", ENT_DATE_DAY},   {"2024-02-29", ENT_DATE_DAY},   {"2025-02-29", ENT_DATE_OTHER},
              {"1900-02-29", ENT_DATE_OTHER}, {"2000-02-29", ENT_DATE_DAY},   {"2025-04-31", ENT_DATE_OTHER},
              {"2025-09", ENT_DATE_MONTH},    {"2025-13", ENT_DATE_OTHER},    {"2025-21", ENT_DATE_OTHER},
              {"2025", ENT_DATE_YEAR},        {"2026/2035", ENT_DATE_OTHER},  {"2025-09-0x", ENT_DATE_OTHER},
              {"202x", ENT_DATE_OTHER},       {"2025/09/01", ENT_DATE_OTHER}, {"", ENT_DATE_OTHER},
              {"2025-00-10", ENT_DATE_OTHER}, {"2025-10-00", ENT_DATE_OTHER}, {"2025~", ENT_DATE_OTHER}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_int_equal(ent_gate_date(ent_str_from(rows[i].edtf)), rows[i].precision);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_text_passes),
      cmocka_unit_test(clean_text_is_not_copied),
      cmocka_unit_test(well_formed_text_keeps_its_offsets),
      cmocka_unit_test(lines_have_no_breaks),
      cmocka_unit_test(iris_hold_only_what_they_may),
      cmocka_unit_test(language_tags_are_lower_case_or_none),
      cmocka_unit_test(decimals_have_a_point),
      cmocka_unit_test(dates_are_as_exact_as_they_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
