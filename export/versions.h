/* Positions over several versions of a text, or several years of a declaration. */
#ifndef ENT_EXPORT_VERSIONS_H
#define ENT_EXPORT_VERSIONS_H

#include "export/writer.h"

typedef struct {
  const ent_graph *const *graphs;
  const char *const *names; /* as the user named them */
  uint32_t count;
  const ent_write_options *options; /* language and ontology of labels; never NULL */
} ent_versions;

/* A table: a row for each subject and object between which a version has a stance, or a claim about an issue; a column
 * for each version, with the stance in it, its strength and, unless it is asserted, its modality; what changed most
 * comes first: stances that turned into others, then what came or went, then what stayed. *differs: a row is not the
 * same in all versions. */
ent_status ent_versions_write_text(const ent_versions *versions, ent_output *output, bool *differs);
/* The same as JSON: {"version":1,"versions":[name…],"positions":[{"subject","object","changes","cells":[[{"relation",
 * "modality","strength","quote"}…]…]}…]}. */
ent_status ent_versions_write_json(const ent_versions *versions, ent_output *output, bool *differs);

#endif
