/* The writers of the formats, for the table in writer.c; each is an ent_writer_fn. */
#ifndef ENT_EXPORT_FORMATS_H
#define ENT_EXPORT_FORMATS_H

#include "export/writer.h"

#define ENT_DECLARE_WRITER(name)                                                                                       \
  ent_status name(const ent_graph *graph, const ent_write_options *options, const ent_sink *sink, ent_output *output)

ENT_DECLARE_WRITER(ent_write_turtle);
ENT_DECLARE_WRITER(ent_write_ntriples);
ENT_DECLARE_WRITER(ent_write_nquads);
ENT_DECLARE_WRITER(ent_write_rdfxml);
ENT_DECLARE_WRITER(ent_write_graphml);
ENT_DECLARE_WRITER(ent_write_gexf);
ENT_DECLARE_WRITER(ent_write_dot);
ENT_DECLARE_WRITER(ent_write_tsv);
ENT_DECLARE_WRITER(ent_write_tsv_nodes);
ENT_DECLARE_WRITER(ent_write_table);
ENT_DECLARE_WRITER(ent_write_gold);

#endif
