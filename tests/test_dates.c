/* Calendar expressions: what is one, how long it is, what it is in EDTF. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dates.h"
#include "extract/fold.h"
#include "tests/reading.h"

static ent_fold *fold;
static ent_arena *arena;

/* Reads a date at the begin of the text as a document would: folded. Returns the bytes of the folded text. */
static uint32_t read_folded(const char *text, ent_str *folded, ent_date *date) {
  assert_int_equal(ent_fold_string(fold, arena, ent_str_from(text), folded), ENT_OK);
  return ent_date_read(folded->ptr, folded->len, date);
}

/* `expected` is what the date covers; the rest of `text` follows it. */
static void check_edtf(const char *text, const char *expected, const char *edtf, ent_day last, ent_day document) {
  ent_str folded, covered;
  ent_date date;
  ent_date_context context = {last, document};
  uint32_t length = read_folded(text, &folded, &date);
  assert_int_equal(ent_fold_string(fold, arena, ent_str_from(expected), &covered), ENT_OK);
  if (length != covered.len) fail_msg("%s: covers \"%.*s\", not \"%s\"", text, (int)length, folded.ptr, expected);
  if (!ent_date_complete(&date, &context)) fail_msg("%s: not completed", text);
  ent_str result = ent_date_edtf(arena, &date);
  if (strcmp(result.ptr, edtf) != 0) fail_msg("%s: %s, not %s", text, result.ptr, edtf);
}

static void whole_dates(void **state) {
  (void)state;
  static const struct {
    const char *text, *covered, *edtf;
  } rows[] = {
      {"2025年9月1日，天津", "2025年9月1日", "2025-09-01"},
      {"2025年9月1号", "2025年9月1号", "2025-09-01"},
      {"2025年12月31日电", "2025年12月31日", "2025-12-31"},
      {"2024年2月29日", "2024年2月29日", "2024-02-29"},
      {"2025年6月", "2025年6月", "2025-06"},
      {"2025年6月份的会议", "2025年6月份", "2025-06"},
      {"2025年是", "2025年", "2025"},
      {"1648年签订", "1648年", "1648"},
      {"2025年度预算", "2025年度", "2025"},
      {"２０２３年３月１０日", "２０２３年３月１０日", "2023-03-10"},
      {"二〇二四年七月四日", "二〇二四年七月四日", "2024-07-04"},
      {"二○二四年七月四日", "二○二四年七月四日", "2024-07-04"},
      {"二零二四年七月四日", "二零二四年七月四日", "2024-07-04"},
      {"一九七二年二月二十八日于上海", "一九七二年二月二十八日", "1972-02-28"},
      {"一九五五年四月十八日至二十四日", "一九五五年四月十八日至二十四日", "1955-04-18/1955-04-24"},
      {"一九九六年十月廿五日", "一九九六年十月廿五日", "1996-10-25"},
      {"一九四九年十月一日", "一九四九年十月一日", "1949-10-01"},
      {"2025-09-26", "2025-09-26", "2025-09-26"},
      {"2025/9/6", "2025/9/6", "2025-09-06"},
      {"2025.11.24", "2025.11.24", "2025-11-24"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_edtf(rows[i].text, rows[i].covered, rows[i].edtf, (ent_day){0}, (ent_day){0});
}

static void ranges(void **state) {
  (void)state;
  static const struct {
    const char *text, *covered, *edtf;
  } rows[] = {
      {"2024年11月4至5日在", "2024年11月4至5日", "2024-11-04/2024-11-05"},
      {"2024年11月4日至5日在", "2024年11月4日至5日", "2024-11-04/2024-11-05"},
      {"2024年11月4-5日", "2024年11月4-5日", "2024-11-04/2024-11-05"},
      {"2024年11月4—5日", "2024年11月4—5日", "2024-11-04/2024-11-05"},
      {"2025年6月30日至7月3日", "2025年6月30日至7月3日", "2025-06-30/2025-07-03"},
      {"2024年12月30日至2025年1月2日", "2024年12月30日至2025年1月2日", "2024-12-30/2025-01-02"},
      {"2025年8月31日到9月1日", "2025年8月31日到9月1日", "2025-08-31/2025-09-01"},
      {"2025年3月至5月", "2025年3月至5月", "2025-03/2025-05"},
      {"2024年10月至2025年3月", "2024年10月至2025年3月", "2024-10/2025-03"},
      {"2026—2035年）发展战略", "2026—2035年", "2026/2035"},
      {"2026-2035年", "2026-2035年", "2026/2035"},
      {"2026至2035年", "2026至2035年", "2026/2035"},
      {"2026年至2035年", "2026年至2035年", "2026/2035"},
      {"2025至2026年度", "2025至2026年度", "2025/2026"},
      {"一九四六至一九五八年间", "一九四六至一九五八年", "1946/1958"},
      {"1946年—1958年", "1946年—1958年", "1946/1958"},
      {"１９７９—１９８９年", "１９７９—１９８９年", "1979/1989"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_edtf(rows[i].text, rows[i].covered, rows[i].edtf, (ent_day){0}, (ent_day){0});
}

static void what_the_context_completes(void **state) {
  (void)state;
  static const struct {
    const char *text, *covered, *edtf;
    ent_day last, document;
  } rows[] = {
      {"9月1日", "9月1日", "2025-09-01", {2025, 8, 31}, {0}},
      {"9月1日", "9月1日", "2024-09-01", {0}, {2024, 12, 5}},
      {"9月1日", "9月1日", "2021-09-01", {2021, 0, 0}, {2024, 12, 5}},
      {"11月4至5日", "11月4至5日", "2024-11-04/2024-11-05", {0}, {2024, 12, 5}},
      {"6月30日至7月3日", "6月30日至7月3日", "2024-06-30/2024-07-03", {0}, {2024, 12, 5}},
      {"12月30日至1月2日", "12月30日至1月2日", "2024-12-30/2025-01-02", {0}, {2024, 12, 31}},
      {"22日离开", "22日", "2015-10-22", {2015, 10, 21}, {2016, 1, 1}},
      {"22日", "22日", "2016-01-22", {0}, {2016, 1, 30}},
      {"5日至7日", "5日至7日", "2016-01-05/2016-01-07", {0}, {2016, 1, 30}},
      {"二十二日", "二十二日", "1954-06-22", {1954, 6, 20}, {0}},
      {"今年", "今年", "2025", {0}, {2025, 9, 1}},
      {"今年5月", "今年5月", "2025-05", {0}, {2025, 9, 1}},
      {"今年5月8日", "今年5月8日", "2025-05-08", {0}, {2025, 9, 1}},
      {"去年12月", "去年12月", "2024-12", {0}, {2025, 9, 1}},
      {"明年", "明年", "2026", {0}, {2025, 9, 1}},
      {"本月3日", "本月3日", "2025-09-03", {0}, {2025, 9, 1}},
      {"上个月", "上个月", "2025-08", {0}, {2025, 9, 1}},
      {"上月", "上月", "2024-12", {0}, {2025, 1, 9}},
      {"今天", "今天", "2025-03-01", {0}, {2025, 3, 1}},
      {"昨天", "昨天", "2024-02-29", {0}, {2024, 3, 1}},
      {"昨日", "昨日", "2024-12-31", {0}, {2025, 1, 1}},
      {"明天", "明天", "2025-01-01", {0}, {2024, 12, 31}},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_edtf(rows[i].text, rows[i].covered, rows[i].edtf, rows[i].last, rows[i].document);
}

static void dates_follow_each_other(void **state) {
  (void)state;
  static const char *const texts[] = {"2024年10月21日", "22日", "11月3日", "5日"};
  static const char *const edtf[] = {"2024-10-21", "2024-10-22", "2024-11-03", "2024-11-05"};
  ent_date_context context = {{0}, {2025, 1, 1}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ent_str folded;
    ent_date date;
    assert_true(read_folded(texts[i], &folded, &date) > 0);
    assert_true(ent_date_complete(&date, &context));
    assert_string_equal(ent_date_edtf(arena, &date).ptr, edtf[i]);
  }
}

static void what_stays_unknown(void **state) {
  (void)state;
  static const char *const texts[] = {"9月1日", "22日", "今年", "昨天", "2025年2月29日", "2025年4月31日"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ent_str folded;
    ent_date date;
    ent_date_context context = {{0}, {0}};
    if (read_folded(texts[i], &folded, &date) > 0 && ent_date_complete(&date, &context))
      fail_msg("%s: became %s", texts[i], ent_date_edtf(arena, &date).ptr);
  }
  ent_date_context year_only = {{0}, {2025, 0, 0}};
  ent_str folded;
  ent_date date;
  assert_true(read_folded("昨天", &folded, &date) > 0);
  assert_false(ent_date_complete(&date, &year_only));
}

static void what_is_no_date(void **state) {
  (void)state;
  static const char *const texts[] = {
      "24年来",     "80周年",   "未来5年",         "第五届",   "2231号",  "5000亿美元", "5年",
      "三年多",     "十年",     "2000多人",        "一九",     "2025",    "13月5日",    "32日",
      "0月3日",     "两年后",   "百年未有",        "千年之交", "2025人",  "1000年来",   "日本",
      "月底",       "年度报告", "2025.1",          "3.5%",     "12345年", "",           "年",
      "2000年之久", "99日",     "第2231（2015）号"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ent_str folded;
    ent_date date;
    uint32_t length = read_folded(texts[i], &folded, &date);
    if (length != 0) fail_msg("%s: \"%.*s\" is no date", texts[i], (int)length, folded.ptr);
  }
}

static void bounds(void **state) {
  (void)state;
  static const struct {
    const char *text, *earliest, *latest;
  } rows[] = {
      {"2025年9月1日", "2025-09-01", "2025-09-01"}, {"2024年2月", "2024-02-01", "2024-02-29"},
      {"2025年2月", "2025-02-01", "2025-02-28"},    {"1900年2月", "1900-02-01", "1900-02-28"},
      {"2000年2月", "2000-02-01", "2000-02-29"},    {"2025年", "2025-01-01", "2025-12-31"},
      {"2026—2035年", "2026-01-01", "2035-12-31"},  {"2025年3月至4月", "2025-03-01", "2025-04-30"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_str folded;
    ent_date date;
    ent_date_context context = {{0}, {0}};
    assert_true(read_folded(rows[i].text, &folded, &date) > 0);
    assert_true(ent_date_complete(&date, &context));
    assert_string_equal(ent_date_earliest(arena, &date).ptr, rows[i].earliest);
    assert_string_equal(ent_date_latest(arena, &date).ptr, rows[i].latest);
  }
}

static void numerals(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t length;
    int value;
  } rows[] = {
      {"16日", 2, 16},
      {"十", 3, 10},
      {"十一日", 6, 11},
      {"二十", 6, 20},
      {"二十五届", 9, 25},
      {"廿五", 6, 25},
      {"一百二十三", 15, 123},
      {"一百零三", 12, 103},
      {"九千九百九十九", 21, 9999},
      {"零", 3, 0},
      {"二〇二五", 12, 2025},
      {"七十七国", 9, 77},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int value = -1;
    uint32_t length = ent_numeral_read(rows[i].text, strlen(rows[i].text), &value);
    if (length != rows[i].length || value != rows[i].value) fail_msg("%s: %u bytes, %d", rows[i].text, length, value);
  }
  int value;
  assert_int_equal(ent_numeral_read("国", 3, &value), 0);
  assert_int_equal(ent_numeral_read("", 0, &value), 0);
}

/* A text may end anywhere: nothing behind it is looked at (AddressSanitizer sees it). */
static void cut_texts(void **state) {
  (void)state;
  static const char text[] = "2024年12月30日至2025年1月2日";
  for (size_t length = 0; length < sizeof text; length++) {
    char *copy = malloc(length + 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    ent_date date;
    assert_true(ent_date_read(copy, length, &date) <= length);
    free(copy);
  }
}

static int set_up(void **state) {
  (void)state;
  arena = ent_arena_new();
  return arena == NULL || ent_fold_load((const char *const[]){reading_top(), NULL}, NULL, &fold) != ENT_OK;
}

static int tear_down(void **state) {
  (void)state;
  ent_fold_free(fold);
  ent_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_dates),
      cmocka_unit_test(ranges),
      cmocka_unit_test(what_the_context_completes),
      cmocka_unit_test(dates_follow_each_other),
      cmocka_unit_test(what_stays_unknown),
      cmocka_unit_test(what_is_no_date),
      cmocka_unit_test(bounds),
      cmocka_unit_test(numerals),
      cmocka_unit_test(cut_texts),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
