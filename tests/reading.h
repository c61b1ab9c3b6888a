/* What the tests of the reader share: rules from the source tree, a sink that keeps the last message. Include behind
 * cmocka.h. */
#ifndef ENT_TESTS_READING_H
#define ENT_TESTS_READING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/document.h"
#include "extract/layout_rules.h"

typedef struct {
  char text[512]; /* cut if longer: only looked at */
  ent_status status;
  uint32_t line, column;
} reading_message;

static inline void reading_note(void *user, const ent_diagnostic *diagnostic) {
  reading_message *message = user;
  (void)snprintf(message->text, sizeof message->text, "%s", diagnostic->text);
  message->status = diagnostic->status;
  message->line = diagnostic->line;
  message->column = diagnostic->column;
}

/* The top of the source tree: $top_srcdir, else where the test is run. */
static inline const char *reading_top(void) {
  const char *top = getenv("top_srcdir");
  return top != NULL && top[0] != '\0' ? top : ".";
}

static inline ent_layout_rules *reading_rules(void) {
  const char *roots[] = {reading_top(), NULL};
  ent_layout_rules *rules = NULL;
  assert_int_equal(ent_layout_rules_load(roots, NULL, &rules), ENT_OK);
  return rules;
}

static inline ent_read_options reading_options(const ent_layout_rules *rules) {
  return (ent_read_options){.rules = rules, .lang = ENT_STR(""), .encoding = ENT_STR(""), .format = ENT_STR("")};
}

/* Reads text from memory; the caller frees the source. */
static inline ent_status reading_parse(const ent_layout_rules *rules, const char *bytes, size_t length,
                                       reading_message *message, ent_source **source) {
  ent_read_options options = reading_options(rules);
  ent_sink sink = {reading_note, message};
  memset(message, 0, sizeof *message);
  return ent_source_parse("memory", bytes, length, &options, &sink, source);
}

#endif
