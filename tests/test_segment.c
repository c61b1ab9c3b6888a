/* Sentences: each text is given with "|" where one sentence ends and the next begins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "extract/segment.h"
#include "tests/reading.h"

static const struct {
  int lang;
  const char *text;
} cases[] = {
    {ENT_LANG_ZH, "会议闭幕。|各方表示欢迎。"},
    {ENT_LANG_ZH, "他说：“我们赢了。我们不会停下。”|代表们鼓掌。"},
    {ENT_LANG_ZH, "“何时停火？”的问题没有答案。"},
    {ENT_LANG_ZH, "“志同道合。”|让我们携手前行！"},
    {ENT_LANG_ZH, "难道不是侵略吗？！|各方关切……|会议结束。"},
    {ENT_LANG_ZH, "《何时停火？》一书出版。|（见附件。第3页）他如是说。"},
    {ENT_LANG_ZH, "感谢主席。（掌声）"},
    {ENT_LANG_ZH, "林安說：「我們譴責。」|北港未置評。"},
    {ENT_LANG_ZH, "支持停火；反对制裁；欢迎对话。"},
    {ENT_LANG_ZH, "1. 决定延长任期；"},
    {ENT_LANG_ZH, "Ａ．修正案未获通过。|３．０版已经发布。"},
    {ENT_LANG_ZH, "他表示：“有人问：‘值不值？’我说，和平无价。”|林安强调和平。"},
    {ENT_LANG_ZH, "他说：“我们不会停下。|会议继续。"},
    {ENT_LANG_EN, "Mr. Smith of the U.N. met J. K. Lin on Apr. 9.|They agreed."},
    {ENT_LANG_EN, "\"We will not stop,\" he said.|\"Peace is near.\"|No. 5 was adopted."},
    {ENT_LANG_EN, "1. The parties met at 3.5 km.|They left."},
    {ENT_LANG_EN, "Is it war?|It is!|They called it “a crime.”|Others agreed."},
    {ENT_LANG_RU, "В. В. Линь прибыл в г. Сунху 1 июня 2030 г. и выступил.|Стороны довольны."},
    {ENT_LANG_RU, "Стороны создали банк и т. д.|Встреча пройдёт в 2031 г.|Все согласны."},
    {ENT_LANG_RU, "«Мы не остановимся», — заявил он.|См. ст. 5 договора."},
};

static void segments(void **state) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[512], wanted[512], got[512];
    size_t used = 0;
    for (const char *p = cases[i].text; *p != '\0'; p++) {
      bool mark = *p == '|';
      /* where words stand apart, so do sentences */
      if (!mark) text[used++] = *p;
      if (mark && cases[i].lang != ENT_LANG_ZH) text[used++] = ' ';
    }
    text[used] = '\0';
    (void)snprintf(wanted, sizeof wanted, "%s", cases[i].text);
    ent_sentence_list list = {0};
    assert_int_equal(ent_segment(*state, cases[i].lang, ent_str_from(text), &list), ENT_OK);
    used = 0;
    for (uint32_t k = 0; k < list.count; k++)
      used += (size_t)snprintf(got + used, sizeof got - used, "%s%.*s", k > 0 ? "|" : "",
                               (int)(list.items[k].end - list.items[k].begin), text + list.items[k].begin);
    free(list.items);
    assert_string_equal(got, wanted);
  }
}

/* A text of nothing but brackets or stops must not take more than linear time. */
static void stays_linear(void **state) {
  static const char *const pieces[] = {"“", "（", "。", ".", "”", "\"", "《。", "A. ", "。”的", "……"};
  enum { TIMES = 100000 };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    size_t size = strlen(pieces[i]);
    char *text = malloc(size * TIMES);
    assert_non_null(text);
    for (size_t k = 0; k < TIMES; k++)
      memcpy(text + k * size, pieces[i], size);
    ent_sentence_list list = {0};
    assert_int_equal(ent_segment(*state, ENT_LANG_ZH, ent_str_make(text, size * TIMES), &list), ENT_OK);
    assert_true(list.count > 0);
    free(list.items);
    free(text);
  }
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(segments), cmocka_unit_test(stays_linear)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
