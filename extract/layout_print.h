/* The text as it was understood, for a person to check at a glance: `entente mark -f text --layout`. */
#ifndef ENT_EXTRACT_LAYOUT_PRINT_H
#define ENT_EXTRACT_LAYOUT_PRINT_H

#include "extract/document.h"

/* Writes one document: a line for the article (number, kind, date, language, title), then each paragraph with its kind
 * on a line and its sentences below, one per line:
 *
 *   == FILE article 1: speech, 2025-09-01, zh
 *   [title]
 *     牢记初心使命 开创美好未来
 *   [body 0]
 *     …
 *
 * *out is NUL-terminated malloc memory of the caller. ENT_ERR_MEMORY. */
ent_status ent_layout_print(const ent_document *document, char **out);
/* "title", "body", …; static. */
const char *ent_paragraph_kind_name(ent_paragraph_kind kind);

#endif
