/* The ontology: classes and relations with labels, domains, ranges and the order of stances, read from
 * ontology/entente.ttl through raptor2. Immutable after loading; safe to share between threads. */
#ifndef ENT_ONTOLOGY_ONTOLOGY_H
#define ENT_ONTOLOGY_ONTOLOGY_H

#include "graph/model.h"

#define ENT_NS "https://w3id.org/entente/ns#"
#define ENT_ID_BASE "https://w3id.org/entente/id/"

/* ent_ontology, ent_ontology_load and ent_ontology_free are public: entente.h. */

uint32_t ent_ontology_relation_count(const ent_ontology *ontology);
/* Index of a relation by its local name ("signed"), or -1. */
int ent_ontology_relation_find(const ent_ontology *ontology, ent_str name);
ent_str ent_ontology_relation_name(const ent_ontology *ontology, uint32_t relation);
/* Label in "zh", "en" or "ru"; the local name if there is none. */
ent_str ent_ontology_relation_label(const ent_ontology *ontology, uint32_t relation, ent_str lang);
ent_str ent_ontology_class_label(const ent_ontology *ontology, ent_type type, ent_str lang);
/* True if domain and range admit the pair. */
bool ent_ontology_admits(const ent_ontology *ontology, uint32_t relation, ent_type subject, ent_type object);
/* Place on the order of stances, 1 (condemned) to 6 (supports); 0 if the relation is no stance. */
int ent_ontology_stance(const ent_ontology *ontology, uint32_t relation);

#endif
