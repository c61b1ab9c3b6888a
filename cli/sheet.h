/* What a text holds, by a gold file or by a graph: two sheets that can be laid side by side.
 *
 * A gold file (ANNOTATION.md section 3) is UTF-8 with one record per line, fields separated by a tab; "#" begins a
 * comment, "?" before the letter marks what a careful reader may or may not list:
 *
 *   D  document  language  text file  [first line-last line]
 *   E  id  type  name  [alias | alias | …]
 *   R  subject id  relation  object id */
#ifndef ENT_CLI_SHEET_H
#define ENT_CLI_SHEET_H

#include <stdio.h>

#include "cli/names.h"
#include "graph/model.h"
#include "ontology/ontology.h"

typedef struct {
  ent_str id, label; /* id: empty where the sheet was made from a graph */
  cli_name *names;
  uint32_t name_count;
  ent_type type;
  bool optional;
  uint32_t origin; /* line of the gold file, or entity of the graph */
} cli_listed;

typedef struct {
  uint32_t subject, object; /* indices into entities */
  uint32_t relation;        /* in the ontology */
  bool optional;
  uint32_t origin; /* line of the gold file; 0 where the sheet was made from a graph */
} cli_related;

typedef struct {
  ent_arena *arena;
  ent_str text;                   /* of the D record: the text file; ptr NULL: none */
  uint32_t first_line, last_line; /* 0: the whole file */
  cli_listed *entities;
  uint32_t entity_count, entity_capacity;
  cli_related *relations;
  uint32_t relation_count, relation_capacity;
} cli_sheet;

/* Reads a gold file; what is wrong in it is reported with FILE:LINE, and *sheet is NULL then. */
ent_status cli_sheet_read(const char *path, const ent_ontology *ontology, const ent_sink *sink, cli_sheet **sheet);
/* The same from an open stream, which is not closed; `path` is for messages. */
ent_status cli_sheet_read_stream(FILE *stream, const char *path, const ent_ontology *ontology, const ent_sink *sink,
                                 cli_sheet **sheet);
/* The entities of a graph and its direct triples, in output order. */
ent_status cli_sheet_from_graph(const ent_graph *graph, const ent_ontology *ontology, cli_sheet **sheet);
void cli_sheet_free(cli_sheet *sheet);

#endif
