/* The data folders, the ontology, the rules of layout, and the extractor of each language, which is loaded when the first
 * document needs it. ent_engine_open, ent_engine_free, ent_engine_ontology and ent_engine_build are public: entente.h. */
#ifndef ENT_EXTRACT_ENGINE_H
#define ENT_EXTRACT_ENGINE_H

#include "extract/extract.h"

/* The data folders, NULL-terminated. */
const char *const *ent_engine_roots(const ent_engine *engine);
/* ent_source_read with the engine's rules of layout. May be called from several threads. */
ent_status ent_engine_read(const ent_engine *engine, const char *path, const ent_read_options *options,
                           const ent_sink *sink, ent_source **source);
/* ent_source_parse, the same way. */
ent_status ent_engine_parse(const ent_engine *engine, const char *name, const void *bytes, size_t length,
                            const ent_read_options *options, const ent_sink *sink, ent_source **source);
/* The extractor for the document's language; NULL when there is none, which is reported. What is wrong in its data is
 * reported to the sink of whoever asks first. May be called from several threads. */
const ent_extractor *ent_engine_extractor(ent_engine *engine, const ent_document *document, const ent_sink *sink);

#endif
