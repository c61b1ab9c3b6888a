/* What turns documents into claims: the data folders, the ontology, the rules of layout, and the extractor of each
 * language, which is loaded when the first document needs it. */
#ifndef ENT_CLI_ENGINE_H
#define ENT_CLI_ENGINE_H

#include "extract/extract.h"

typedef struct cli_engine cli_engine;

/* `data`: the value of --data, may be NULL. Reports what fails; *engine is NULL then. */
ent_status cli_engine_open(const char *data, const ent_sink *sink, cli_engine **engine);
void cli_engine_free(cli_engine *engine);

const ent_ontology *cli_engine_ontology(const cli_engine *engine);
/* The data folders, NULL-terminated. */
const char *const *cli_engine_roots(const cli_engine *engine);
/* ent_source_read with the engine's rules of layout. May be called from several threads. */
ent_status cli_engine_read(const cli_engine *engine, const char *path, const ent_read_options *options,
                           const ent_sink *sink, ent_source **source);
/* ent_source_parse, the same way. */
ent_status cli_engine_parse(const cli_engine *engine, const char *name, const void *bytes, size_t length,
                            const ent_read_options *options, const ent_sink *sink, ent_source **source);
/* The extractor for the document's language; NULL when there is none, which is reported. What is wrong in its data is
 * reported to the sink of whoever asks first. May be called from several threads. */
const ent_extractor *cli_engine_extractor(cli_engine *engine, const ent_document *document, const ent_sink *sink);

#endif
