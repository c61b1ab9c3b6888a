/* Nodes and edges: what the formats of networks (GraphML, GEXF, DOT, tables) show of a graph, after the cut that the
 * options ask for. */
#ifndef ENT_EXPORT_CUT_H
#define ENT_EXPORT_CUT_H

#include "export/traverse.h"
#include "export/writer.h"

typedef struct {
  const ent_entity_view *view;
  uint32_t degree; /* edges at it that are left */
} ent_node;

typedef struct {
  const ent_claim *claim; /* the surest of those that it stands for, of equally sure ones the first */
  uint64_t weight;        /* hundredths: the sum of their confidences */
  uint32_t claims;        /* how many it stands for: 1 unless parallel edges are merged */
} ent_edge;

/* Called for every node that is left, then for every edge, in output order; a member that is NULL is left out. */
typedef struct {
  ent_status (*node)(void *user, const ent_node *node);
  ent_status (*edge)(void *user, const ent_edge *edge);
} ent_cut_visitor;

/* Walks over what options->types, relations, min_weight and merge_parallel leave. Names that are no class or relation
 * match nothing. With any of the first three, entities without an edge are left out. */
ent_status ent_cut_traverse(const ent_graph *graph, const ent_write_options *options, const ent_cut_visitor *visitor,
                            void *user);

/* ENT_ERR_USAGE, reported, if options->types names no class or options->relations what is no relation of
 * options->ontology (without one they are not checked). */
ent_status ent_cut_check(const ent_write_options *options, const ent_sink *sink);

/* The weight that a claim has by itself, in hundredths: its confidence. One that is not stated says nothing against
 * the claim. */
static inline uint32_t ent_claim_weight(const ent_claim *claim) {
  return claim->confidence ? claim->confidence : 100;
}

#endif
