#include "extract/engine.h"

#include <pthread.h>
#include <stdlib.h>

#include <libxml/parser.h>

#include "ontology/data_dir.h"

static const char *const languages[] = {"zh", "en", "ru"};
enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

struct ent_engine {
  pthread_mutex_t lock; /* for `loaded` */
  char **roots;
  ent_ontology *ontology;
  ent_layout_rules *layout;
  struct {
    ent_extractor *extractor;
    ent_status status;
    bool tried;
  } loaded[LANGUAGE_COUNT];
};

ent_status ent_engine_open(const char *data, const ent_sink *sink, ent_engine **opened) {
  char *path = NULL;
  *opened = NULL;
  ent_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_MEMORY, NULL, 0, 0, "out of memory");
  engine->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  ent_status status = ent_data_roots_find(data, sink, &engine->roots);
  if (status) goto end;
  path = ent_data_roots_path(engine->roots, "ontology/entente.ttl");
  status = path ? ent_ontology_load(path, sink, &engine->ontology)
                : ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_MEMORY, NULL, 0, 0, "out of memory");
  if (status) goto end;
  status = ent_layout_rules_load((const char *const *)engine->roots, sink, &engine->layout);
  if (status) goto end;
  xmlInitParser(); /* once, before threads may want to: raptor2 took libxml2 down when the ontology had been read */
  *opened = engine;
  engine = NULL;

end:
  free(path);
  ent_engine_free(engine);
  return status;
}

void ent_engine_free(ent_engine *engine) {
  if (!engine) return;
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    ent_extractor_free(engine->loaded[i].extractor);
  ent_layout_rules_free(engine->layout);
  ent_ontology_free(engine->ontology);
  ent_data_roots_free(engine->roots);
  pthread_mutex_destroy(&engine->lock);
  free(engine);
}

const ent_ontology *ent_engine_ontology(const ent_engine *engine) {
  return engine->ontology;
}

const char *const *ent_engine_roots(const ent_engine *engine) {
  return (const char *const *)engine->roots;
}

ent_status ent_engine_read(const ent_engine *engine, const char *path, const ent_read_options *options,
                           const ent_sink *sink, ent_source **source) {
  ent_read_options complete = *options;
  complete.rules = engine->layout;
  return ent_source_read(path, &complete, sink, source);
}

ent_status ent_engine_parse(const ent_engine *engine, const char *name, const void *bytes, size_t length,
                            const ent_read_options *options, const ent_sink *sink, ent_source **source) {
  ent_read_options complete = *options;
  complete.rules = engine->layout;
  return ent_source_parse(name, bytes, length, &complete, sink, source);
}

const ent_extractor *ent_engine_extractor(ent_engine *engine, const ent_document *document, const ent_sink *sink) {
  int i = 0;
  while (i < LANGUAGE_COUNT && !ent_str_equal(ent_str_from(languages[i]), document->lang))
    i++;
  if (i == LANGUAGE_COUNT) {
    ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, document->file, 0, 0, "no rules for the language \"%.*s\"",
               (int)document->lang.len, document->lang.ptr);
    return NULL;
  }
  pthread_mutex_lock(&engine->lock);
  if (!engine->loaded[i].tried) {
    engine->loaded[i].tried = true;
    engine->loaded[i].status = ent_extractor_load((const char *const *)engine->roots, languages[i], engine->ontology,
                                                  sink, &engine->loaded[i].extractor);
  }
  ent_status status = engine->loaded[i].status;
  const ent_extractor *extractor = status == ENT_OK ? engine->loaded[i].extractor : NULL;
  pthread_mutex_unlock(&engine->lock);
  if (!extractor)
    ent_report(sink, ENT_LEVEL_ERROR, status, document->file, 0, 0, "the rules for \"%s\" cannot be used: %s",
               languages[i], ent_status_text(status));
  return extractor;
}

ent_status ent_engine_build(ent_engine *engine, const char *path, const ent_sink *sink, ent_graph *graph) {
  ent_source *source = NULL;
  ent_status unread = ENT_OK, status = ent_engine_read(engine, path, &(ent_read_options){0}, sink, &source);
  for (uint32_t i = 0; status == ENT_OK && i < ent_source_document_count(source); i++) {
    const ent_document *document = ent_source_document(source, i);
    const ent_extractor *extractor = ent_engine_extractor(engine, document, sink);
    if (extractor)
      status = ent_extractor_run(extractor, document, ENT_STR(""), NULL, sink, graph);
    else
      unread = ENT_ERR_DATA;
  }
  ent_source_free(source);
  return status ? status : unread;
}
