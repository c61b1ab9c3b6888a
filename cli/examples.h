/* The examples of the rule tables: sentences in which a row must, or must not, find what it is for. */
#ifndef ENT_CLI_EXAMPLES_H
#define ENT_CLI_EXAMPLES_H

#include "extract/extract.h"

typedef struct {
  const ent_ontology *ontology;
  const ent_layout_rules *layout;
  const ent_extractor *extractor; /* of all roots together */
  const char *lang;
  const ent_sink *sink;
} cli_examples;

/* Runs the columns `example` and `counterexample` of acts.tsv and heads.tsv in extract/rules/LANG/ of every root. Rows
 * that a later root has its own row for are passed over. Reports FILE:LINE for each that does not hold (ENT_ERR_DATA
 * if any did) and adds the number of those that were run to *count.
 *
 * Several examples are separated by ";". In a row of acts.tsv an example is a sentence that must give an asserted claim
 * of the row's relation by this row; [ ] may mark its subject and { } its object. The counterexample must give none. In
 * a row of heads.tsv an example must hold a name of the row's kind that ends in the word, or exactly what stands in
 * { }; a counterexample must not. */
ent_status cli_examples_check(const cli_examples *examples, char *const *roots, uint64_t *count);

#endif
