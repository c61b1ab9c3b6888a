/* Where the data files (ontology/, extract/rules/) are found. */
#ifndef ENT_ONTOLOGY_DATA_DIR_H
#define ENT_ONTOLOGY_DATA_DIR_H

#include "graph/status.h"

/* The folders to read data from, in the order of reading (later ones add to and override earlier ones):
 *   1. the base: the source tree, if the running program lies in its own build tree, else $(pkgdatadir);
 *   2. the folders in the environment variable ENTENTE_DATA, separated by ":";
 *   3. `added` (--data), may be NULL.
 * *roots is NULL-terminated and belongs to the caller: ent_data_roots_free. A folder of 2 or 3 that is not there, or
 * a base without ontology/entente.ttl, is reported and ENT_ERR_IO; *roots is NULL then. */
ent_status ent_data_roots_find(const char *added, const ent_sink *sink, char ***roots);
void ent_data_roots_free(char **roots);

/* The path of `name` ("ontology/entente.ttl") in the last root that has it, else in the first: malloc memory of the
 * caller, NULL when out of memory. */
char *ent_data_roots_path(char *const *roots, const char *name);

#endif
