/* DOCX and ODT: the text of the one XML part of the archive that holds it. Built where libarchive is there. */
#ifndef ENT_EXTRACT_OFFICE_H
#define ENT_EXTRACT_OFFICE_H

#include "graph/arena.h"
#include "graph/status.h"

/* Takes the text out of word/document.xml or content.xml: UTF-8 in malloc memory of the caller, paragraphs separated by
 * a blank line, the cells of a table row by U+3000; *length is its size. ENT_ERR_SYNTAX for an archive that is neither,
 * ENT_ERR_LIMIT beyond ENT_CONTAINER_LIMIT (extract/container.h) of uncompressed XML. */
ent_status ent_office_read(const char *file, const char *bytes, size_t size, const ent_sink *sink, char **text,
                           size_t *length);

#endif
