/* A raptor2 world whose messages go to a sink and are counted: raptor reports some failures nowhere else. */
#ifndef ENT_ONTOLOGY_RDF_WORLD_H
#define ENT_ONTOLOGY_RDF_WORLD_H

#include <raptor2.h>

#include "graph/status.h"

typedef struct {
  const ent_sink *sink; /* may be NULL */
  const char *file;     /* for messages; NULL when none is read */
  uint32_t errors;      /* counted up by each error */
} ent_rdf_log;

/* `intern`: URIs are shared. Writing is three times faster without; reading saves memory with it. NULL when out of
 * memory. `log` must outlive the world. raptor_free_world ends libxml2 for the whole process: no other thread may be
 * using it then. */
raptor_world *ent_rdf_world_open(ent_rdf_log *log, bool intern);

#endif
