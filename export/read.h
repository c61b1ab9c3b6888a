/* Reading back what the RDF writers wrote. */
#ifndef ENT_EXPORT_READ_H
#define ENT_EXPORT_READ_H

#include "graph/model.h"

/* True if the path ends like a file of the RDF writers (.ttl .turtle .nt .ntriples .nq .nquads .rdf .owl .rdfxml): a
 * graph that can be read, not a document. */
bool ent_read_is_graph(const char *path);

/* ent_graph_load (entente.h): `path` "-" is standard input, with a format given. What was written comes back but for
 * two things: a file's folder, and, where spans of mentions were not written, the mentions. A claim needs rdf:subject,
 * rdf:predicate and rdf:object; in a file without any claim each direct triple counts as an asserted one. */

#endif
