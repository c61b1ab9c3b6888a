/* The way through a marked text: nesting, crossing, ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/marks.h"

static void put_open(void *user, const ent_mention *mark) {
  ent_output_format(user, "<%u:", mark->entity);
}

static void put_close(void *user, const ent_mention *mark) {
  ent_output_format(user, ":%u>", mark->entity);
}

static void put_text(void *user, ent_str piece) {
  ent_output_str(user, piece);
}

/* Spans in the order of cli_marked: entity, begin, end; the walk stops at byte `stop` on its way. */
static void assert_walk(const char *text, const uint32_t (*spans)[3], uint32_t count, uint32_t stop,
                        const char *expected) {
  static const cli_mark_visitor visitor = {put_open, put_close, put_text};
  ent_mention mentions[8];
  const ent_mention *marks[8];
  for (uint32_t i = 0; i < count; i++) {
    mentions[i] = (ent_mention){.entity = spans[i][0], .span = {.begin = spans[i][1], .end = spans[i][2]}};
    marks[i] = &mentions[i];
  }
  const ent_document document = {.text = ent_str_from(text)};
  const cli_marked marked = {.document = &document, .marks = marks, .count = count};
  cli_mark_walk walk = {.marked = &marked};
  ent_buffer buffer = {0};
  ent_output output = ent_output_buffer(&buffer);
  assert_int_equal(cli_marks_walk(&walk, stop, &visitor, &output), ENT_OK);
  assert_int_equal(cli_marks_walk(&walk, (uint32_t)document.text.len, &visitor, &output), ENT_OK);
  assert_string_equal(buffer.data, expected);
  assert_int_equal(walk.depth, 0);
  free(walk.open);
  ent_buffer_free(&buffer);
}

static void marks_are_closed_where_they_end(void **state) {
  (void)state;
  assert_walk("中国和法国", (const uint32_t[][3]){{1, 0, 2}, {2, 3, 5}}, 2, 0, "<1:中国:1>和<2:法国:2>");
  assert_walk("中国法国", (const uint32_t[][3]){{1, 0, 2}, {2, 2, 4}}, 2, 0, "<1:中国:1><2:法国:2>");
  assert_walk("上合组织秘书处", (const uint32_t[][3]){{1, 0, 7}, {2, 0, 4}}, 2, 0, "<1:<2:上合组织:2>秘书处:1>");
  assert_walk("地区反恐机构", (const uint32_t[][3]){{1, 0, 6}, {2, 4, 6}}, 2, 0, "<1:地区反恐<2:机构:2>:1>");
  assert_walk("没有", NULL, 0, 0, "没有");
}

static void crossing_marks_are_split(void **state) {
  (void)state;
  assert_walk("甲乙丙丁", (const uint32_t[][3]){{1, 0, 3}, {2, 1, 4}}, 2, 0, "<1:甲<2:乙丙:2>:1><2:丁:2>");
  assert_walk("甲乙丙丁", (const uint32_t[][3]){{1, 0, 2}, {2, 1, 4}, {3, 1, 3}}, 3, 0,
              "<1:甲<2:<3:乙:3>:2>:1><2:<3:丙:3>丁:2>");
}

static void a_stop_closes_everything(void **state) {
  (void)state;
  assert_walk("中国\n法国", (const uint32_t[][3]){{1, 0, 2}, {2, 3, 5}}, 2, 6, "<1:中国:1>\n<2:法国:2>");
  assert_walk("甲乙", (const uint32_t[][3]){{1, 0, 2}}, 1, 3, "<1:甲:1>乙");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_are_closed_where_they_end),
      cmocka_unit_test(crossing_marks_are_split),
      cmocka_unit_test(a_stop_closes_everything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
