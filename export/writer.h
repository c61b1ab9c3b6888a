/* The table of output formats. */
#ifndef ENT_EXPORT_WRITER_H
#define ENT_EXPORT_WRITER_H

#include "export/output.h"
#include "graph/model.h"
#include "ontology/ontology.h"

typedef enum {
  ENT_FORMAT_TURTLE,
  ENT_FORMAT_NTRIPLES,
  ENT_FORMAT_NQUADS,
  ENT_FORMAT_RDFXML,
  ENT_FORMAT_GRAPHML,
  ENT_FORMAT_GEXF,
  ENT_FORMAT_DOT,
  ENT_FORMAT_TSV,
  ENT_FORMAT_TSV_NODES,
  ENT_FORMAT_TABLE,
  ENT_FORMAT_GOLD,
  ENT_FORMAT_COUNT
} ent_format;

/* Writes the whole graph; `options` is never NULL here. Writers do not report what `output` keeps in its status. */
typedef ent_status (*ent_writer_fn)(const ent_graph *graph, const ent_write_options *options, const ent_sink *sink,
                                    ent_output *output);

typedef struct {
  ent_format format;
  const char *name;        /* for -f: "ttl" */
  const char *endings;     /* file endings, space-separated, with the dot: ".ttl .turtle"; "" for none */
  const char *description; /* one line for --help */
  ent_writer_fn write;
} ent_writer;

/* The writers in the order of --help; index from 0 to ENT_FORMAT_COUNT - 1. Static. */
const ent_writer *ent_writer_at(uint32_t index);
/* By name ("ttl", also an ending without its dot: "turtle"); NULL if there is none. */
const ent_writer *ent_writer_find_by_name(const char *name);
/* By the longest ending of the path that is known, ASCII case ignored; NULL if there is none. */
const ent_writer *ent_writer_find_by_path(const char *path);

/* Writes the graph; `options` may be NULL. Returns the first failure of the writer or of the output. What the output
 * itself failed with is not reported (ent_file_close does), everything else is. */
ent_status ent_writer_run(const ent_writer *writer, const ent_graph *graph, const ent_write_options *options,
                          const ent_sink *sink, ent_output *output);

#endif
