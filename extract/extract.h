/* From a document to the graph: mentions → entities → claims. */
#ifndef ENT_EXTRACT_EXTRACT_H
#define ENT_EXTRACT_EXTRACT_H

#include "extract/document.h"
#include "ontology/ontology.h"

/* Gazetteers and rules of one language, compiled. Immutable after loading; safe to share between threads. */
typedef struct ent_extractor ent_extractor;

/* `roots`: folders that hold ontology/ and extract/rules/, NULL-terminated, the installed one first; rows of later ones
 * add to and, by key, override those of earlier ones. `lang` is "zh", "en" or "ru". The ontology must outlive the
 * extractor. Errors in data files are reported with FILE:LINE:COL. */
ent_status ent_extractor_load(const char *const *roots, const char *lang, const ent_ontology *ontology,
                              const ent_sink *sink, ent_extractor **extractor);
void ent_extractor_free(ent_extractor *extractor);

/* What --explain lists: called once per entity (which row or rule found it), claim (which rule made it) and per act
 * without a claim (why not). `text` is one line without newline; borrowed for the length of the call. */
typedef void (*ent_explain_fn)(void *user, const ent_document *document, ent_range where, const char *text);
typedef struct {
  ent_explain_fn fn; /* NULL: nothing is explained */
  void *user;
} ent_explain;

/* Adds the document, its entities, mentions and claims to the graph. `document_iri`: the local IRI to use, or an empty
 * string to make one from title and date (else the file's name). */
ent_status ent_extractor_run(const ent_extractor *extractor, const ent_document *document, ent_str document_iri,
                             const ent_explain *explain, const ent_sink *sink, ent_graph *graph);

#endif
