/* Encodings: marks, detection, demands, invalid bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/reading.h"

#define GB                                                                                                             \
  "\xb3\xc9\xd4\xb1\xb9\xfa\xc7\xb4\xd4\xf0\xbf\xd6\xb2\xc0\xcf\xae\xbb\xf7\xa3\xac\xd6\xa7\xb3\xd6\xb6\xd4\xbb\xb0"   \
  "\xa1\xa3"
#define BIG5                                                                                                           \
  "\xb0\xea\xbb\xda\xb2\xd5\xc2\xb4\xc4\xfe\xb3\x64\xae\xa3\xa9\xc6\xc5\xa7\xc0\xbb\xa1\x41\xa4\xe4\xab\xf9\xb9\xef"   \
  "\xb8\xdc\xa1\x43"
#define CP1251                                                                                                         \
  "\xd1\xf2\xee\xf0\xee\xed\xfb\x20\xee\xf1\xf3\xe4\xe8\xeb\xe8\x20\xf2\xe5\xf0\xf0\xee\xf0\xe8\xe7\xec\x2e"
#define KOI8 "\xf3\xd4\xcf\xd2\xcf\xce\xd9\x20\xcf\xd3\xd5\xc4\xc9\xcc\xc9\x20\xd4\xc5\xd2\xd2\xcf\xd2\xc9\xda\xcd\x2e"
#define CHINESE "成员国谴责恐怖袭击，支持对话。"
#define TRADITIONAL "國際組織譴責恐怖襲擊，支持對話。"
#define RUSSIAN "Стороны осудили терроризм."

static const struct {
  const char *bytes;
  size_t length;
  const char *demanded, *encoding, *text;
} good[] = {
    {CHINESE, sizeof CHINESE - 1, "", "UTF-8", CHINESE},
    {"\xEF\xBB\xBF" CHINESE, sizeof CHINESE + 2, "", "UTF-8", CHINESE},
    {GB, sizeof GB - 1, "", "GB18030", CHINESE},
    {GB, sizeof GB - 1, "gb18030", "gb18030", CHINESE},
    {BIG5, sizeof BIG5 - 1, "", "Big5", TRADITIONAL},
    {CP1251, sizeof CP1251 - 1, "", "windows-1251", RUSSIAN},
    {KOI8, sizeof KOI8 - 1, "", "KOI8-R", RUSSIAN},
    {"\xFF\xFE\x2D\x4E\xFD\x56\x02\x30", 8, "", "UTF-16LE", "中国。"},
    {"\xFE\xFF\x4E\x2D\x56\xFD\x30\x02", 8, "", "UTF-16BE", "中国。"},
    {"O\0K\0 \0g\0o\0.\0", 12, "", "UTF-16LE", "OK go."},
};

static void reads(void **state) {
  ent_layout_rules *rules = *state;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ent_read_options options = reading_options(rules);
    options.encoding = ent_str_from(good[i].demanded);
    ent_source *source = NULL;
    assert_int_equal(ent_source_parse("memory", good[i].bytes, good[i].length, &options, NULL, &source), ENT_OK);
    assert_string_equal(ent_source_encoding(source), good[i].encoding);
    assert_string_equal(ent_source_document(source, 0)->text.ptr, good[i].text);
    ent_source_free(source);
  }
}

static void places_of_converted_text(void **state) {
  ent_source *source = NULL;
  reading_message message;
  static const char bytes[] = "ab\n" GB;
  assert_int_equal(reading_parse(*state, bytes, sizeof bytes - 1, &message, &source), ENT_OK);
  const ent_document *document = ent_source_document(source, 0);
  const char *at = strstr(document->text.ptr, "谴责");
  assert_non_null(at);
  uint32_t begin = (uint32_t)(at - document->text.ptr);
  ent_span span = {0};
  ent_document_locate(document, (ent_range){begin, begin + 6}, &span);
  assert_int_equal(span.byte_begin, 3 + 6); /* "ab\n" and three characters of two bytes */
  assert_int_equal(span.byte_end, 3 + 10);
  assert_int_equal(span.line_begin, 2);
  assert_int_equal(span.end - span.begin, 2);
  ent_source_free(source);
}

static void refuses_invalid_bytes(void **state) {
  ent_source *source = NULL;
  reading_message message;
  static const char bytes[] = "成员国支持对话，各方表示欢迎。\n联合\xFF国\n";
  assert_int_equal(reading_parse(*state, bytes, sizeof bytes - 1, &message, &source), ENT_ERR_ENCODING);
  assert_null(source);
  assert_int_equal(message.line, 2);
  assert_int_equal(message.column, 3);
  assert_string_equal(message.text, "invalid UTF-8 at byte 52 (0xFF)");
}

/* A little text and one bad byte: no other encoding explains it. */
static const struct {
  const char *bytes;
  size_t length;
  uint32_t line, column;
} flawed[] = {
    {"\xE4\xB8\xAD\xFF\xE5\x9B\xBD\xE6\x94\xBF\xE5\xBA\x9C", 13, 1, 2},
    {"\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBD", 8, 1, 3},
    {"ab\n\xE4\xB8\xAD\xE5\x9B\xFF\xE4", 10, 2, 2},
    {"\xD0\x9F\xD1\x80\xFF\xD0\xB8", 7, 1, 3},
    {"hello world \xFF abcdef", 20, 1, 13},
};

static void refuses_short_texts_with_a_flaw(void **state) {
  for (size_t i = 0; i < sizeof flawed / sizeof *flawed; i++) {
    ent_source *source = NULL;
    reading_message message;
    assert_int_equal(reading_parse(*state, flawed[i].bytes, flawed[i].length, &message, &source), ENT_ERR_ENCODING);
    assert_null(source);
    assert_int_equal(message.line, flawed[i].line);
    assert_int_equal(message.column, flawed[i].column);
  }
}

static void repairs_when_told(void **state) {
  ent_source *source = NULL;
  reading_message message = {.status = ENT_OK};
  ent_sink sink = {reading_note, &message};
  static const char bytes[] = "成员国支持对话，各方表示欢迎。\n联合\xFF国\n";
  ent_read_options options = reading_options(*state);
  options.repair = true;
  assert_int_equal(ent_source_parse("memory", bytes, sizeof bytes - 1, &options, &sink, &source), ENT_OK);
  assert_string_equal(message.text, "1 invalid bytes of UTF-8 replaced by U+FFFD");
  assert_non_null(strstr(ent_source_document(source, 0)->text.ptr, "联合\xEF\xBF\xBD国"));
  ent_source_free(source);
}

static void refuses_emptiness(void **state) {
  ent_source *source = NULL;
  reading_message message;
  assert_int_equal(reading_parse(*state, "", 0, &message, &source), ENT_ERR_EMPTY);
  assert_int_equal(reading_parse(*state, " \n\xE3\x80\x80\n", 6, &message, &source), ENT_ERR_EMPTY);
  assert_int_equal(reading_parse(*state, "\xEF\xBB\xBF", 3, &message, &source), ENT_ERR_EMPTY);
}

static void refuses_unknown_encodings(void **state) {
  ent_source *source = NULL;
  ent_read_options options = reading_options(*state);
  options.encoding = ENT_STR("no-such-encoding");
  assert_int_equal(ent_source_parse("memory", "x", 1, &options, NULL, &source), ENT_ERR_USAGE);
}

static int set_up(void **state) {
  *state = reading_rules();
  return 0;
}

static int tear_down(void **state) {
  ent_layout_rules_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads),
      cmocka_unit_test(places_of_converted_text),
      cmocka_unit_test(refuses_invalid_bytes),
      cmocka_unit_test(refuses_short_texts_with_a_flaw),
      cmocka_unit_test(repairs_when_told),
      cmocka_unit_test(refuses_emptiness),
      cmocka_unit_test(refuses_unknown_encodings),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
