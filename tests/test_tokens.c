/* A line as tokens: where words, names, dates, numbers and titles begin and end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/reading.h"
#include "tests/reading.h"

static ent_ontology *ontology;
static ent_lexicon *lexicon;
static ent_arena *arena, *scratch;

/* The line of a sentence, with its asides lifted. Memory of the arena. */
static ent_line *line_of(const char *sentence, ent_reading *reading) {
  *reading = (ent_reading){.lexicon = lexicon, .ontology = ontology, .arena = arena, .scratch = scratch};
  assert_int_equal(ent_fold_text(lexicon->fold, arena, ent_str_from(sentence), &reading->folded), ENT_OK);
  ent_line *line = ent_arena_calloc(arena, 1, sizeof *line);
  assert_non_null(line);
  line->where = (ent_range){0, (uint32_t)reading->folded.text.len};
  assert_int_equal(ent_view_make(reading, line->where, true, &line->view), ENT_OK);
  assert_int_equal(ent_tokens_make(reading, line), ENT_OK);
  return line;
}

static const char *joined(const ent_line *line) {
  ent_str text = ENT_STR("");
  for (uint32_t i = 0; i < line->token_count; i++) {
    ent_str token = ent_token_text(line, i);
    text = ent_arena_format(arena, "%s%s%.*s", text.ptr, i > 0 ? "|" : "", (int)token.len, token.ptr);
  }
  return text.ptr;
}

static void borders(void **state) {
  (void)state;
  static const struct {
    const char *sentence, *tokens;
  } rows[] = {
      {"中国支持联合国。", "中国|支持|联合国|。"},
      {"其中，法律援助", "其中|，|法律|援助"},
      {"以及中国和法国", "以及|中国|和|法国"},
      {"几内亚比绍与几内亚", "几内亚比绍|与|几内亚"},
      {"2025年9月1日在天津举行", "2025年9月1日|在|天津|举行"},
      {"一九五〇年二月十四日在莫斯科", "一九五〇年二月十四日|在|莫斯科"},
      {"签署《〈宪章〉修正案》", "签署|《〈宪章〉修正案》"},
      {"第二十五次会议", "第二十五次|会议"},
      {"投资5000亿美元", "投资|5000亿|美元"},
      {"发展中国家", "发展中国家"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_reading reading;
    assert_string_equal(joined(line_of(rows[i].sentence, &reading)), rows[i].tokens);
  }
}

static void kinds(void **state) {
  (void)state;
  static const struct {
    const char *sentence;
    uint8_t kind;
  } rows[] = {
      {"2025年9月1日", ENT_TOKEN_DATE},  {"《联合国宪章》", ENT_TOKEN_TITLE},
      {"第二十五届", ENT_TOKEN_ORDINAL}, {"第2231（2015）号", ENT_TOKEN_SERIAL},
      {"第2231号", ENT_TOKEN_SERIAL},    {"5000亿", ENT_TOKEN_NUMBER},
      {"NEPAD", ENT_TOKEN_LATIN},        {"，", ENT_TOKEN_MARK},
      {"支持", ENT_TOKEN_WORD},          {"彧", ENT_TOKEN_CHAR},
      {"24年", ENT_TOKEN_NUMBER},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_reading reading;
    ent_line *line = line_of(rows[i].sentence, &reading);
    assert_true(line->token_count > 0);
    if (line->tokens[0].kind != rows[i].kind)
      fail_msg("%s: %s, kind %d", rows[i].sentence, joined(line), line->tokens[0].kind);
  }
}

static void tokens_cover_the_view(void **state) {
  (void)state;
  static const char *const sentences[] = {
      "",
      "。",
      "《没有结束",
      "（",
      "中国（",
      "２０２５年",
      "WHO、IAEA和IMF",
      "a b　c",
      "😀中国😀",
      "，，，。。",
      "1.5%",
      "埃及和約旦強烈譴責以色列襲擊加薩走廊。",
      "\"引号\"'单'",
      "第第第号号",
      "年月日",
      "2025年13月45日",
  };
  for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
    ent_reading reading;
    ent_line *line = line_of(sentences[i], &reading);
    uint32_t at = 0;
    for (uint32_t k = 0; k < line->token_count; k++) {
      assert_int_equal(line->tokens[k].begin, at);
      assert_true(line->tokens[k].end > at);
      at = line->tokens[k].end;
    }
    assert_int_equal(at, line->view.text.len);
  }
}

static void brackets_are_lifted(void **state) {
  (void)state;
  ent_reading reading;
  const char *text = "上海合作组织（以下称“上合组织”）签署了（草案）《公约（2009年）》和刚果（金）的协定。";
  ent_line *line = line_of(text, &reading);
  assert_int_equal(line->view.aside_count, 2);
  assert_null(strstr(line->view.text.ptr, "以下称"));
  assert_null(strstr(line->view.text.ptr, "草案"));
  assert_non_null(strstr(line->view.text.ptr, "《公约（2009年）》"));
  assert_non_null(strstr(line->view.text.ptr, "刚果（金）"));
  const ent_aside *aside = &line->view.asides[0];
  assert_int_equal(aside->view_at, strlen("上海合作组织"));
  assert_memory_equal(reading.folded.text.ptr + aside->inside.begin, "以下称", 9);
  /* the way back crosses the bracket only where the range does */
  ent_range name = ent_view_source(&reading, &line->view, 0, (uint32_t)strlen("上海合作组织"));
  assert_int_equal(name.begin, 0);
  assert_int_equal(name.end, strlen("上海合作组织"));
  const char *signed_at = strstr(line->view.text.ptr, "签署");
  uint32_t begin = (uint32_t)(signed_at - line->view.text.ptr);
  ent_range act = ent_view_source(&reading, &line->view, begin, begin + 6);
  assert_memory_equal(text + act.begin, "签署", 6);
  assert_int_equal(act.end - act.begin, 6);
}

static void unclosed_brackets_stay(void **state) {
  (void)state;
  ent_reading reading;
  ent_line *line = line_of("中国（以下称", &reading);
  assert_int_equal(line->view.aside_count, 0);
  assert_string_equal(line->view.text.ptr, "中国（以下称");
}

static void questions_about_tokens(void **state) {
  (void)state;
  ent_reading reading;
  ent_line *line = line_of("中国支持，", &reading);
  assert_int_equal(line->token_count, 3);
  assert_true(ent_token_says(line, 1, "支持"));
  assert_false(ent_token_says(line, 1, "支"));
  assert_false(ent_token_says(line, 9, "支持"));
  assert_true(ent_token_mark(line, 2, 0xFF0C));
  assert_false(ent_token_mark(line, 1, 0xFF0C));
  assert_false(ent_token_mark(line, 9, 0xFF0C));
  assert_true(line->tokens[0].entry != NULL && line->tokens[0].entry->sense_count > 0);
  assert_true(line->tokens[1].entry != NULL && line->tokens[1].entry->act > 0);
}

static int set_up(void **state) {
  (void)state;
  const char *const roots[] = {reading_top(), NULL};
  arena = ent_arena_new();
  scratch = ent_arena_new();
  if (arena == NULL || scratch == NULL) return 1;
  const char *path = ent_arena_format(arena, "%s/ontology/entente.ttl", reading_top()).ptr;
  return ent_ontology_load(path, NULL, &ontology) != ENT_OK ||
         ent_lexicon_load(roots, "zh", ontology, NULL, &lexicon) != ENT_OK;
}

static int tear_down(void **state) {
  (void)state;
  ent_lexicon_free(lexicon);
  ent_ontology_free(ontology);
  ent_arena_free(scratch);
  ent_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(borders),
      cmocka_unit_test(kinds),
      cmocka_unit_test(tokens_cover_the_view),
      cmocka_unit_test(brackets_are_lifted),
      cmocka_unit_test(unclosed_brackets_stay),
      cmocka_unit_test(questions_about_tokens),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
