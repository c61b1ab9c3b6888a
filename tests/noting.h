/* What tests of messages share: a sink that keeps the last message and counts all. */
#ifndef ENT_TESTS_NOTING_H
#define ENT_TESTS_NOTING_H

#include <stdio.h>

#include "graph/status.h"

typedef struct {
  char text[256]; /* cut if longer: only looked at */
  uint32_t line, column, count;
} note;

static inline void take(void *user, const ent_diagnostic *diagnostic) {
  note *n = user;
  n->count++;
  n->line = diagnostic->line;
  n->column = diagnostic->column;
  (void)snprintf(n->text, sizeof n->text, "%s", diagnostic->text);
}

#endif
