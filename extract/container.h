/* Documents inside other formats: PDF through pdftotext, DOCX and ODT through libarchive. */
#ifndef ENT_EXTRACT_CONTAINER_H
#define ENT_EXTRACT_CONTAINER_H

#include "graph/arena.h"
#include "graph/status.h"

/* Bytes of text that are taken out of a container at most; ENT_ERR_LIMIT beyond. */
#define ENT_CONTAINER_LIMIT (UINT64_C(1) << 28)

/* If `format` is "pdf", "zip", "docx" or "odt", takes the text out of the file: UTF-8 in malloc memory of the caller,
 * one paragraph a line; *length is set to its size. Other formats leave *text NULL and *length alone. ENT_ERR_LIBRARY,
 * with a message that names the package, where the program or library that is needed is not there. */
ent_status ent_container_open(const char *file, ent_str format, const char *bytes, size_t size, const ent_sink *sink,
                              char **text, size_t *length);

#endif
