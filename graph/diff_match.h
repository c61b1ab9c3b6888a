/* Which thing of NEW is which of OLD: inside of the diff only. */
#ifndef ENT_GRAPH_DIFF_MATCH_H
#define ENT_GRAPH_DIFF_MATCH_H

#include "graph/diff.h"

typedef struct {
  const ent_graph *before, *after;
  const ent_diff_options *options;
  ent_intern *relations;                      /* both graphs' relations under common numbers */
  uint32_t *before_relation, *after_relation; /* by claim id: number of its relation */
  ent_id *to_before;                          /* by entity of NEW: the same in OLD, 0: none */
  ent_id *to_after;                           /* by entity of OLD: the same in NEW, 0: none */
  uint8_t *score;             /* by entity of OLD that is paired: hundredths; 0: by IRI or by its claims */
  ent_id *document_to_before; /* by document of NEW */
  ent_arena *arena;
} ent_match;

/* Pairs by IRI, then what is renamed, then, if the options ask for it, what is alike. */
ent_status ent_match_make(const ent_graph *before, const ent_graph *after, const ent_diff_options *options,
                          ent_match *match);
void ent_match_free(ent_match *match);

/* Common numbers of things: a thing of OLD has its id, one that only NEW has comes behind those. */
static inline uint32_t ent_match_number(const ent_match *match, ent_id after) {
  if (after == 0) return 0;
  return match->to_before[after] ? match->to_before[after] : ent_graph_entity_count(match->before) + after;
}
static inline uint32_t ent_match_document_number(const ent_match *match, ent_id after) {
  if (after == 0) return 0;
  return match->document_to_before[after] ? match->document_to_before[after]
                                          : ent_graph_document_count(match->before) + after;
}

#endif
