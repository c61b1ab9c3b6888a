/* Reading back what the RDF writers wrote. */
#ifndef ENT_EXPORT_READ_H
#define ENT_EXPORT_READ_H

#include "graph/model.h"

/* The parser (ent_statements_read) for a format, NULL: for the ending of the path. Formats are those of the RDF
 * writers, trig and rj (RDF/JSON). NULL if there is none. */
const char *ent_read_parser(const char *path, const char *format);
/* True if the path ends like RDF (.ttl .turtle .nt .ntriples .nq .nquads .rdf .owl .rdfxml .trig .rj): a graph that can
 * be read, not a document. */
bool ent_read_is_graph(const char *path);

/* ent_graph_load (entente.h): `path` "-" is standard input, with a format given. What was written comes back but for
 * two things: a file's folder, and, where spans of mentions were not written, the mentions, of which only the number in
 * each document is known then. A claim needs rdf:subject, rdf:predicate and rdf:object; in a file without any claim
 * each direct triple counts as an asserted one. */

#endif
