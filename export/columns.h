/* What the formats of nodes and edges (GraphML, GEXF, TSV, DOT, tables) say about an entity and a claim. */
#ifndef ENT_EXPORT_COLUMNS_H
#define ENT_EXPORT_COLUMNS_H

#include "export/cut.h"

typedef struct {
  const char *name;
  const char *type; /* GraphML's and GEXF's name: "string", "int" (GEXF: "integer"), "double" */
} ent_column;

enum {
  ENT_NODE_LABEL,
  ENT_NODE_KIND,
  ENT_NODE_IRI,
  ENT_NODE_WIKIDATA,
  ENT_NODE_MENTIONS,
  ENT_NODE_SIZE,
  ENT_NODE_COLOR,
  ENT_NODE_COLUMNS
};
extern const ent_column ent_node_columns[ENT_NODE_COLUMNS];

enum {
  ENT_EDGE_LABEL,
  ENT_EDGE_WEIGHT,
  ENT_EDGE_RELATION,
  ENT_EDGE_INTERACTION, /* the relation under the name that Cytoscape expects */
  ENT_EDGE_MODALITY,
  ENT_EDGE_DATE,
  ENT_EDGE_EARLIEST,
  ENT_EDGE_LATEST,
  ENT_EDGE_CONFIDENCE,
  ENT_EDGE_QUOTE,
  ENT_EDGE_DOC,
  ENT_EDGE_COLUMNS
};
extern const ent_column ent_edge_columns[ENT_EDGE_COLUMNS];

/* Values as text, every one present (the empty string where there is none), not yet through the gate. Borrowed from the
 * graph or in arena memory. ENT_ERR_MEMORY is the only failure. */
ent_status ent_columns_of_node(const ent_graph *graph, const ent_write_options *options, const ent_node *node,
                               ent_arena *arena, ent_str values[ENT_NODE_COLUMNS]);
ent_status ent_columns_of_edge(const ent_graph *graph, const ent_write_options *options, const ent_edge *edge,
                               ent_arena *arena, ent_str values[ENT_EDGE_COLUMNS]);

/* The Date that an edge has: the day of the act; of a relation "date" its object. NULL: none is stated. Borrowed. */
const ent_entity *ent_date_of_claim(const ent_graph *graph, const ent_claim *claim);

/* The label of an entity in the language of the options: preferred where that is none or not there. */
ent_str ent_label_of_entity(const ent_graph *graph, const ent_write_options *options, const ent_entity *entity);
/* The label of a relation in the language of the options, else English; its name without an ontology. */
ent_str ent_label_of_relation(const ent_write_options *options, ent_str relation);

/* A node's size (Gephi's unit, an edge length of about 1): the area grows with the number of edges. */
double ent_node_size(uint32_t degree);
/* "#rrggbb" */
const char *ent_node_color(ent_type type);
/* An IRI as an XML name token, one to one: "/" becomes ":", every other character that may not stand in one ".XX" per
 * byte. So the same thing has the same id in every file. ptr NULL when out of memory. */
ent_str ent_node_id(ent_arena *arena, ent_str iri);

#endif
