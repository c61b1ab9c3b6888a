/* Status codes and the diagnostic sink that every module reports through.
 *
 * The library never prints and never exits. A failing call returns a status; what a person should read
 * about it (file, line, column, text) goes to the sink that the caller installed. */
#ifndef ENT_GRAPH_STATUS_H
#define ENT_GRAPH_STATUS_H

#include "entente.h" /* ent_status, ent_diagnostic, ent_sink */

/* Formats a message (printf style, no trailing newline) and hands it to the sink, which may be NULL.
 * Returns `status`, so that a failing function can end with `return ent_report(...)`. */
ent_status ent_report(const ent_sink *sink, ent_level level, ent_status status, const char *file, uint32_t line,
                      uint32_t column, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 7, 8)))
#endif
    ;

#endif
