/* Status texts and the diagnostic sink. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "graph/status.h"

static void every_status_has_a_text(void **state) {
  (void)state;
  for (int i = ENT_OK; i <= ENT_ERR_LIBRARY; i++) {
    assert_string_not_equal(ent_status_text((ent_status)i), "unknown status");
    for (int k = ENT_OK; k < i; k++)
      assert_string_not_equal(ent_status_text((ent_status)i), ent_status_text((ent_status)k));
  }
  assert_string_equal(ent_status_text((ent_status)99), "unknown status");
}

static void keep(void *user, const ent_diagnostic *diagnostic) {
  ent_diagnostic *kept = user;
  free((void *)(uintptr_t)kept->text);
  *kept = *diagnostic;
  kept->text = strdup(diagnostic->text);
}

static void a_message_reaches_the_sink(void **state) {
  (void)state;
  ent_diagnostic kept = {0};
  const ent_sink sink = {keep, &kept};
  assert_int_equal(ent_report(&sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, "x.tsv", 3, 7, "no %s in %d", "key", 5),
                   ENT_ERR_DATA);
  assert_string_equal(kept.text, "no key in 5");
  assert_string_equal(kept.file, "x.tsv");
  assert_int_equal(kept.line, 3);
  assert_int_equal(kept.column, 7);
  assert_int_equal(kept.level, ENT_LEVEL_ERROR);
  free((void *)(uintptr_t)kept.text);
}

static void a_long_message_is_whole(void **state) {
  (void)state;
  char text[2000];
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  ent_diagnostic kept = {0};
  const ent_sink sink = {keep, &kept};
  ent_report(&sink, ENT_LEVEL_NOTE, ENT_OK, NULL, 0, 0, "%s!", text);
  assert_int_equal(strlen(kept.text), sizeof text);
  free((void *)(uintptr_t)kept.text);
}

static void no_sink_swallows(void **state) {
  (void)state;
  const ent_sink silent = {NULL, NULL};
  assert_int_equal(ent_report(NULL, ENT_LEVEL_ERROR, ENT_ERR_IO, NULL, 0, 0, "x"), ENT_ERR_IO);
  assert_int_equal(ent_report(&silent, ENT_LEVEL_ERROR, ENT_ERR_IO, NULL, 0, 0, "x"), ENT_ERR_IO);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_status_has_a_text),
      cmocka_unit_test(a_message_reaches_the_sink),
      cmocka_unit_test(a_long_message_is_whole),
      cmocka_unit_test(no_sink_swallows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
