/* Folding: what looks the same, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include <unicode/utrans.h>

#include "extract/fold.h"
#include "graph/utf8.h"
#include "tests/reading.h"

static ent_fold *fold;
static ent_arena *arena;

static const char *folded(const char *text) {
  ent_str result;
  assert_int_equal(ent_fold_string(fold, arena, ent_str_from(text), &result), ENT_OK);
  assert_int_equal(result.len, strlen(result.ptr));
  return result.ptr;
}

static void one_form(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
  } same[] = {
      {"联合国", "聯合國"},
      {"条约", "條約"},
      {"埃及和约旦", "埃及和約旦"},
      {"２０２５", "2025"},
      {"ＷＨＯ", "WHO"},
      {"“一带一路”", "「一帶一路」"},
      {"2026—2035", "2026-2035"},
      {"2026–2035", "2026-2035"},
      {"2026～2035", "2026-2035"},
      {"扬·利帕夫斯基", "扬・利帕夫斯基"},
      {"扬·利帕夫斯基", "扬•利帕夫斯基"},
      {"(上合组织)", "（上合组织）"},
      {"中　国", "中 国"},
      {"〈宪章〉", "<宪章>"},
      {"国际场合", "國際場合"},
      {"为了", "爲了"},
      {"为了", "為了"},
      {"里约", "裡約"},
  };
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    assert_string_equal(folded(same[i].a), folded(same[i].b));
}

/* The table that the program reads is what the ICU that the test is linked with says (extract/rules/zh/tools). */
static void folds_as_icu_does(void **state) {
  (void)state;
  enum { FIRST = 0x3400, COUNT = 0xA000 - FIRST };
  static const UChar id[] = u"Traditional-Simplified";
  UErrorCode code = U_ZERO_ERROR;
  UTransliterator *simplify = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
  UChar *text = malloc(COUNT * sizeof *text);
  assert_non_null(text);
  for (int32_t i = 0; i < COUNT; i++)
    text[i] = (UChar)(FIRST + i);
  int32_t length = COUNT, limit = COUNT;
  utrans_transUChars(simplify, text, &length, COUNT, 0, &limit, &code);
  assert_true(U_SUCCESS(code));
  assert_int_equal(length, COUNT);
  for (uint32_t i = 0; i < COUNT; i++)
    if (ent_fold_point(fold, FIRST + i) != text[i])
      fail_msg("U+%04X folds to U+%04X, ICU says U+%04X", FIRST + i, ent_fold_point(fold, FIRST + i), text[i]);
  utrans_close(simplify);
  free(text);
}

static void refuses_what_is_not_one_for_one(void **state) {
  (void)state;
  static const char *const rows[] = {"國\t国国\n", "國國\t国\n", "A\ta\n", "國\t\n"};
  const char *temporary = getenv("TMPDIR");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_str root = ent_arena_format(arena, "%s/entente-fold-XXXXXX", temporary != NULL ? temporary : "/tmp");
    char *folder = strdup(root.ptr);
    assert_non_null(folder);
    assert_non_null(mkdtemp(folder));
    static const char *const parts[] = {"/extract", "/extract/rules", "/extract/rules/zh"};
    for (int k = 0; k < 3; k++)
      assert_int_equal(mkdir(ent_arena_format(arena, "%s%s", folder, parts[k]).ptr, 0700), 0);
    const char *path = ent_arena_format(arena, "%s/extract/rules/zh/fold.tsv", folder).ptr;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "# key\tsimplified\n%s", rows[i]) > 0);
    assert_int_equal(fclose(file), 0);
    reading_message message = {.text = ""};
    const ent_sink sink = {reading_note, &message};
    ent_fold *bad;
    assert_int_equal(ent_fold_load((const char *const[]){folder, NULL}, &sink, &bad), ENT_ERR_DATA);
    assert_null(bad);
    assert_int_equal(message.line, 2);
    assert_int_equal(unlink(path), 0);
    for (int k = 2; k >= 0; k--)
      assert_int_equal(rmdir(ent_arena_format(arena, "%s%s", folder, parts[k]).ptr), 0);
    assert_int_equal(rmdir(folder), 0);
    free(folder);
  }
}

static void kept_apart(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
  } apart[] = {{"《宪章》", "〈宪章〉"}, {"中国", "中方"}, {"，", "。"}, {"WHO", "who"}, {"“", "”"}};
  for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
    assert_string_not_equal(folded(apart[i].a), folded(apart[i].b));
}

static void folding_twice_is_folding_once(void **state) {
  (void)state;
  char text[8];
  for (uint32_t point = 1; point < 0x20000; point++) {
    size_t width = ent_utf8_put((char *)text, point);
    if (width == 0 || ent_utf8_is_han(point)) continue; /* ICU folds 苎 to 苧 and 苧 to 苎 */
    if (point == 0xFF1C || point == 0xFF1E) continue;   /* ＜＞ become <>, which stand for 〈〉 */
    uint32_t once = ent_fold_point(fold, point);
    assert_int_not_equal(once, 0);
    if (ent_fold_point(fold, once) != once) fail_msg("U+%04X folds to U+%04X, which folds further", point, once);
  }
}

static void the_way_back(void **state) {
  (void)state;
  static const char source[] = "(２０２５)聯合國 A";
  ent_folded result;
  assert_int_equal(ent_fold_text(fold, arena, ENT_STR("(２０２５)聯合國 A"), &result), ENT_OK);
  assert_int_equal(ent_utf8_count(result.text.ptr, result.text.len), ent_utf8_count(source, sizeof source - 1));
  assert_int_equal(result.back[result.text.len], sizeof source - 1);
  const char *at = strstr(result.text.ptr, "联");
  assert_non_null(at);
  assert_memory_equal(source + result.back[at - result.text.ptr], "聯", 3);
  for (size_t i = 1; i <= result.text.len; i++)
    assert_true(result.back[i - 1] <= result.back[i]);
  assert_int_equal(ent_fold_text(fold, arena, ENT_STR(""), &result), ENT_OK);
  assert_int_equal(result.text.len, 0);
  assert_int_equal(result.back[0], 0);
}

static int set_up(void **state) {
  (void)state;
  arena = ent_arena_new();
  return arena == NULL || ent_fold_load((const char *const[]){reading_top(), NULL}, NULL, &fold) != ENT_OK;
}

static int tear_down(void **state) {
  (void)state;
  ent_fold_free(fold);
  ent_fold_free(NULL);
  ent_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_form),
      cmocka_unit_test(folds_as_icu_does),
      cmocka_unit_test(refuses_what_is_not_one_for_one),
      cmocka_unit_test(kept_apart),
      cmocka_unit_test(folding_twice_is_folding_once),
      cmocka_unit_test(the_way_back),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
