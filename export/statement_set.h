/* Sets of RDF statements, and what makes one into another: exact, whatever vocabulary they are in. */
#ifndef ENT_EXPORT_STATEMENT_SET_H
#define ENT_EXPORT_STATEMENT_SET_H

#include "export/output.h"
#include "graph/intern.h"
#include "ontology/statements.h"

/* Terms as N-Triples have them, symbols of the sets' shared interner; `graph` 0: the default graph. */
typedef struct {
  ent_sym graph, subject, predicate, object;
} ent_triple_terms;

/* Memory: 16 bytes a statement, and each distinct term once in the interner, which several sets share. */
typedef struct {
  ent_intern *terms; /* borrowed */
  ent_triple_terms *items;
  uint32_t count, capacity;
  bool blank; /* a blank node was met */
  ent_buffer scratch;
} ent_statement_set;

/* Adds what a stream of RDF holds. Arguments as for ent_statements_read. Reports. */
ent_status ent_statement_set_read(ent_statement_set *set, FILE *stream, const char *path, const char *parser,
                                  const char *base, const ent_sink *sink);
/* Sorts, and leaves each statement once. */
void ent_statement_set_order(ent_statement_set *set);
void ent_statement_set_free(ent_statement_set *set);

/* What is in the one ordered set and not in the other, by graph, subject, predicate and object; start from zeroed sets,
 * which the caller frees. */
ent_status ent_statement_set_compare(const ent_statement_set *before, const ent_statement_set *after,
                                     ent_statement_set *removed, ent_statement_set *added);

/* RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html): TX, D and A rows, TC. Nothing when nothing differs. */
ent_status ent_statement_write_patch(const ent_statement_set *removed, const ent_statement_set *added,
                                     ent_output *output);
/* SPARQL 1.1 Update: DELETE DATA and INSERT DATA of at most ENT_UPDATE_CHUNK statements each. `graph`: the IRI of the
 * named graph that stands for the default graph; NULL: none. */
#define ENT_UPDATE_CHUNK 1000
ent_status ent_statement_write_update(const ent_statement_set *removed, const ent_statement_set *added,
                                      const char *graph, ent_output *output);

#endif
