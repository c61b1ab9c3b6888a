/* A document's text with the mentions in it, and the forms in which `entente mark` shows it. */
#ifndef ENT_CLI_MARKS_H
#define ENT_CLI_MARKS_H

#include "export/output.h"
#include "extract/extract.h"

typedef struct {
  const ent_document *document;
  ent_graph *graph;          /* of this document alone */
  const ent_mention **marks; /* by place, of two that begin together the longer one first */
  uint32_t count;
} cli_marked;

/* Reads the document with the extractor. cli_marked_free takes what was made, also half of it. */
ent_status cli_marked_make(const ent_document *document, const ent_extractor *extractor, const ent_sink *sink,
                           cli_marked *marked);
void cli_marked_free(cli_marked *marked);
/* The name that an entity goes by: preferred label, else its value or IRI. */
ent_str cli_marked_name(const cli_marked *marked, ent_id entity);

/* What is called on the way through the text. Marks are properly nested: one that crosses the end of another is closed
 * and opened again there. */
typedef struct {
  void (*open)(void *user, const ent_mention *mark);
  void (*close)(void *user, const ent_mention *mark);
  void (*text)(void *user, ent_str piece);
} cli_mark_visitor;

/* Where the way has come to; start from a zeroed struct and free `open` at the end. */
typedef struct {
  const cli_marked *marked;
  uint32_t position; /* code points of the text behind it */
  uint32_t at;       /* bytes */
  uint32_t next;     /* mark */
  const ent_mention **open;
  uint32_t depth, capacity;
} cli_mark_walk;

/* Goes on to byte `end` of the text and closes what is open there. ENT_ERR_MEMORY. */
ent_status cli_marks_walk(cli_mark_walk *walk, uint32_t end, const cli_mark_visitor *visitor, void *user);

/* mark_text.c: [words](Type: name) */
ent_status cli_mark_text(const cli_marked *marked, ent_output *output);

/* mark_html.c: one page, complete in itself; `number` counts the documents from 1. */
ent_status cli_mark_html_begin(const char *title, const ent_ontology *ontology, ent_output *output);
ent_status cli_mark_html(const cli_marked *marked, uint32_t number, ent_output *output);
void cli_mark_html_end(ent_output *output);

/* mark_brat.c: a folder with NAME.txt and NAME.ann for each document (http://brat.nlplab.org/standoff.html), and the
 * configuration that brat wants, where there is none yet. */
typedef struct cli_brat cli_brat;
ent_status cli_brat_open(const char *folder, const ent_ontology *ontology, const ent_sink *sink, cli_brat **brat);
ent_status cli_brat_put(cli_brat *brat, const cli_marked *marked);
void cli_brat_free(cli_brat *brat);

#endif
