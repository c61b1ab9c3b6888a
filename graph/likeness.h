/* How alike two names are: the Dice coefficient of their character bigrams, as the gold files' scorer has it. */
#ifndef ENT_GRAPH_LIKENESS_H
#define ENT_GRAPH_LIKENESS_H

#include "graph/arena.h"
#include "graph/status.h"

/* The pairs of neighbouring characters of a name, sorted, each as often as it stands there. ASCII letters count without
 * case, white space and quotation and title marks not at all; a name of one character is that character. */
typedef struct {
  const uint64_t *items;
  uint32_t count;
} ent_bigrams;

/* In arena memory. ENT_ERR_MEMORY is the only failure. */
ent_status ent_bigrams_make(ent_arena *arena, ent_str name, ent_bigrams *bigrams);
/* 2 · |a ∩ b| / (|a| + |b|), from 0 to 1; 0 if one of them is empty. */
double ent_bigrams_likeness(const ent_bigrams *a, const ent_bigrams *b);

#endif
