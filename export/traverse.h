/* The one walk over a graph that every writer uses: in output order, independent of how the graph was built. */
#ifndef ENT_EXPORT_TRAVERSE_H
#define ENT_EXPORT_TRAVERSE_H

#include "graph/model.h"

/* An asserted claim as a direct edge. A relation between two things is listed once per document that asserts it, these
 * one after the other. */
typedef struct {
  ent_sym relation;
  ent_id subject, object;
  ent_id document; /* 0: none is known */
} ent_fact;

/* An entity with what belongs to it. Borrowed for the length of the call. */
typedef struct {
  ent_id id;
  const ent_entity *entity;
  const ent_label *labels;  /* entity->label_count of them, sorted */
  uint32_t mention_count;   /* how often it is named */
  const ent_tally *tallies; /* by document, in the order of their IRIs; one without document first */
  uint32_t tally_count;
  const uint32_t *spans; /* the mentions of which the place is known, in that order */
  uint32_t span_count;
  const ent_fact *facts; /* of which it is the subject */
  uint32_t fact_count;
} ent_entity_view;

/* What is called, in this order; a member that is NULL is left out. A status other than ENT_OK ends the walk. */
typedef struct {
  ent_status (*document)(void *user, ent_id id, const ent_document_node *document);
  ent_status (*entity)(void *user, const ent_entity_view *view);
  ent_status (*claim)(void *user, ent_id id, const ent_claim *claim);
  /* The distinct spans of documents, by document IRI and offsets: evidence, and mentions if mention_spans. */
  ent_status (*span)(void *user, const ent_span *span);
  bool mention_spans;
} ent_visitor;

ent_status ent_traverse(const ent_graph *graph, const ent_visitor *visitor, void *user);

/* True if the fact says the same as the one before it in `view`, but in another document. */
static inline bool ent_fact_is_repeated(const ent_entity_view *view, uint32_t index) {
  return index > 0 && view->facts[index].relation == view->facts[index - 1].relation &&
         view->facts[index].object == view->facts[index - 1].object;
}

#endif
