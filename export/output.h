/* Where writers put bytes: a growing buffer or a stdio stream, behind one interface. */
#ifndef ENT_EXPORT_OUTPUT_H
#define ENT_EXPORT_OUTPUT_H

#include <stdio.h>

#include "graph/arena.h"
#include "graph/status.h"

/* Returns false when the bytes could not be taken. */
typedef bool (*ent_output_fn)(void *user, const char *bytes, size_t length);

/* After the first failure `status` keeps it and everything else is swallowed, so that a writer may check once. */
typedef struct {
  ent_output_fn fn;
  void *user;
  ent_status failure; /* the status that a refusal of fn stands for */
  ent_status status;
} ent_output;

/* Growing bytes in malloc memory; start from a zeroed struct. `data` is NUL-terminated once something was put. */
typedef struct {
  char *data;
  size_t length, capacity;
} ent_buffer;
void ent_buffer_free(ent_buffer *buffer);

ent_output ent_output_buffer(ent_buffer *buffer); /* borrowed; fails with ENT_ERR_MEMORY */
ent_output ent_output_stream(FILE *stream);       /* borrowed, not closed or flushed; fails with ENT_ERR_IO */

void ent_output_put(ent_output *output, const char *bytes, size_t length);
void ent_output_text(ent_output *output, const char *text); /* NUL-terminated */
void ent_output_str(ent_output *output, ent_str text);
void ent_output_format(ent_output *output, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
