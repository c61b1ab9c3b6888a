/* A raptor2 serializer behind the gate: subjects, one after the other, each with its statements. */
#ifndef ENT_EXPORT_RDF_SINK_H
#define ENT_EXPORT_RDF_SINK_H

#include "export/output.h"
#include "export/rdf_terms.h"

typedef struct ent_rdf_sink ent_rdf_sink;

/* `serializer`: raptor2's name, "turtle", "ntriples", "nquads", "rdfxml". Base, output and sink are borrowed until the
 * sink is closed. */
ent_status ent_rdf_sink_open(const char *serializer, ent_str base, const ent_sink *sink, ent_output *output,
                             ent_rdf_sink **opened);
/* Ends the output and frees everything (NULL is taken). The result is the first failure of all; raptor2's own are
 * reported. */
ent_status ent_rdf_sink_close(ent_rdf_sink *rdf);
/* The first failure until now; putting after it does nothing. */
ent_status ent_rdf_sink_status(const ent_rdf_sink *rdf);
/* Only quads tell graphs apart. */
bool ent_rdf_sink_has_graphs(const ent_rdf_sink *rdf);

/* The subject of all that is put next; its local IRI gets the base. */
void ent_rdf_subject(ent_rdf_sink *rdf, ent_str local);
/* The graph of all that is put next; empty: the default graph. No effect but in quads. */
void ent_rdf_graph(ent_rdf_sink *rdf, ent_str local);

/* Statements. Texts of length 0 are left out. */
void ent_rdf_put_term(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_rdf_term object);
void ent_rdf_put_local(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str local);
void ent_rdf_put_iri(ent_rdf_sink *rdf, ent_rdf_term predicate, const char *ns, ent_str name);
void ent_rdf_put_relation(ent_rdf_sink *rdf, ent_str relation, ent_str local);
void ent_rdf_put_text(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str text, ent_str lang);
void ent_rdf_put_typed(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str text, ent_rdf_term datatype);
void ent_rdf_put_number(ent_rdf_sink *rdf, ent_rdf_term predicate, uint64_t number, ent_rdf_term datatype);
void ent_rdf_put_confidence(ent_rdf_sink *rdf, unsigned hundredths);

#endif
