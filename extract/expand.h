/* Groups and bodies to their members, as the gazetteers know them: what a text does not say, and --expand-groups adds.
 *
 * organizations.tsv and groups.tsv list members in the columns `members` and `observers`: ISO 3166 alpha-2 codes
 * separated by ";", each with the dates between which it is one where they are known: GB@1973-01-01/2020-01-31, EDTF,
 * either may be left out. A row of groups.tsv whose members are those of a body names it in the column `organization`:
 * its key, with ":observers" behind it where the body's observers and partners are meant. */
#ifndef ENT_EXTRACT_EXPAND_H
#define ENT_EXTRACT_EXPAND_H

#include "graph/model.h"
#include "ontology/ontology.h"

typedef struct ent_memberships ent_memberships;

/* Reads countries.tsv, organizations.tsv and groups.tsv of every root; rows of later ones replace those of the same
 * key. Reports FILE:LINE for a code or key that no row has (ENT_ERR_DATA). */
ent_status ent_memberships_load(const char *const *roots, const ent_sink *sink, ent_memberships **memberships);
void ent_memberships_free(ent_memberships *memberships);

/* Adds to the graph, for each group and each document that names it, who belonged to it on the document's date: claims
 * “country memberOf group”, and “country memberOf (or partnerOf) organization” where the group is that of a body's
 * members (or observers). They are asserted, have the confidence ENT_DERIVED_CONFIDENCE, a rule that begins with
 * ENT_DERIVED_RULE, and the place where the document first names the group as evidence. A document without a date, and
 * a group whose members nobody knows, add nothing. ENT_ERR_MEMORY. */
#define ENT_DERIVED_CONFIDENCE 60
#define ENT_DERIVED_RULE "derived: members of "
ent_status ent_memberships_expand(const ent_memberships *memberships, const ent_ontology *ontology, ent_graph *graph);

#endif
