#include "graph/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *ent_status_text(ent_status status) {
  switch (status) {
  case ENT_OK:
    return "success";
  case ENT_ERR_MEMORY:
    return "out of memory";
  case ENT_ERR_IO:
    return "input or output failed";
  case ENT_ERR_ENCODING:
    return "not text in the assumed encoding";
  case ENT_ERR_SYNTAX:
    return "malformed input";
  case ENT_ERR_DATA:
    return "inconsistent data";
  case ENT_ERR_EMPTY:
    return "no text";
  case ENT_ERR_LIMIT:
    return "limit exceeded";
  case ENT_ERR_USAGE:
    return "invalid argument";
  case ENT_ERR_LIBRARY:
    return "a library failed";
  }
  return "unknown status";
}

ent_status ent_report(const ent_sink *sink, ent_level level, ent_status status, const char *file, uint32_t line,
                      uint32_t column, const char *format, ...) {
  if (!sink || !sink->fn) return status;
  char brief[256]; /* most messages fit; longer ones, and only they, need an allocation that may fail */
  char *text = brief;
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(brief, sizeof brief, format, arguments);
  va_end(arguments);
  if (length >= (int)sizeof brief) {
    char *full = malloc((size_t)length + 1);
    if (full) {
      va_start(arguments, format);
      vsnprintf(full, (size_t)length + 1, format, arguments);
      va_end(arguments);
      text = full;
    }
  }
  const ent_diagnostic diagnostic = {level, status, file, line, column, length < 0 ? ent_status_text(status) : text};
  sink->fn(sink->user, &diagnostic);
  if (text != brief) free(text);
  return status;
}
