/* What the tests of extraction share: the ontology and the Chinese extractor loaded once, a text read into a graph, and
 * questions about the graph by names, matched as ANNOTATION.md section 4 (shared) matches a graph with gold. */
#ifndef ENT_TESTS_EXTRACTING_H
#define ENT_TESTS_EXTRACTING_H

#include "extract/extract.h"

typedef struct extracting extracting;

/* Data from the source tree. Fails the test (cmocka assertion) if they cannot be loaded. The caller closes it. */
extracting *extracting_open(void);
void extracting_close(extracting *x); /* takes NULL */
const ent_ontology *extracting_ontology(const extracting *x);

/* Reads a text as one document; `date` is "2025-09-01" (what --date says) or NULL. The caller frees the graph. A text
 * that cannot be read fails the test. */
ent_graph *extracting_read(const extracting *x, const char *text, const char *date);

/* A claim is written "中国 signed 联合国宪章", "planned: 中国 signed 协定", "中国 supports ~维护和平". Without a mode
 * it is asserted. The subject and the relation hold no space. "*" stands for any end or relation. "=" parts names of
 * one thing, of which one must fit. A "~" says that the end is an Issue: it may also be found as an Event, Initiative,
 * Treaty or Organization whose name is alike or contains it. Behind the object, in this order, may stand what is said
 * of the claim: " strength=强烈" (that word in it; "-" for none), " on=2024-05-16", " at=开罗", " by=毛宁". */

/* True if the claim `id` is what `spec` says. With `strict`, names must be equal, not only alike. */
bool extracting_fits(extracting *x, const ent_graph *graph, ent_id id, ent_str spec, bool strict);
/* True if some claim of the graph is what `spec` says. */
bool extracting_claims(extracting *x, const ent_graph *graph, const char *spec);
/* An entity is written "Country:中国"; "*" stands for any type or name. The entity's id, 0 if there is none. */
ent_id extracting_entity(extracting *x, const ent_graph *graph, ent_str spec, bool strict);
/* "中国 signed 联合国宪章", with the mode in front if it is not asserted. Arena memory of `x` until the next read. */
const char *extracting_claim_text(const extracting *x, const ent_graph *graph, ent_id id);
ent_arena *extracting_arena(const extracting *x);

#endif
