#include "cli/jobs.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"
#include "graph/model.h"

/* How many finished inputs may wait for their turn to be merged, per thread: a slow first input must not make the
 * memory grow with the number of inputs. */
#define AHEAD 16

/* What became of one input. */
typedef struct {
  ent_graph *graph;
  char *messages; /* for standard error; malloc memory */
  bool failed, done;
} result;

typedef struct {
  const cli_inputs *inputs;
  const cli_options *options;
  ent_engine *engine;
  result *results; /* one per input */
  uint32_t next;   /* the input to be taken next */
  uint32_t merged; /* inputs before this one are in the graph */
  pthread_mutex_t lock;
  pthread_cond_t changed;
} work;

/* Where the messages of one input go until its turn comes. */
typedef struct {
  FILE *stream;
  bool failed;
} collector;

static void collect(void *user, const ent_diagnostic *diagnostic) {
  collector *c = user;
  cli_message_print(c->stream, diagnostic);
  if (diagnostic->level == ENT_LEVEL_ERROR) c->failed = true;
}

static void explain(void *user, const ent_document *document, ent_range where, const char *text) {
  FILE *stream = user;
  ent_span span = {0};
  ent_document_locate(document, where, &span);
  fprintf(stream, "%s:%lu: %s\n", document->file, (unsigned long)span.line_begin, text);
}

/* The IRI that --document asks for; the second and later articles of a file get their number behind it. */
static ent_str document_iri(ent_arena *arena, const cli_options *options, const ent_document *document) {
  if (!options->document) return ENT_STR("");
  ent_str key = ent_str_from(options->document);
  if (document->article > 1)
    key = ent_arena_format(arena, "%s-%lu", options->document, (unsigned long)document->article);
  return key.ptr ? ent_iri_make(arena, "document", key) : key;
}

static ent_status build_documents(const work *w, const ent_source *source, collector *c, const ent_sink *sink,
                                  ent_graph *graph) {
  ent_arena *arena = ent_arena_new();
  ent_status status = arena ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t i = 0; status == ENT_OK && i < ent_source_document_count(source); i++) {
    const ent_document *document = ent_source_document(source, i);
    const ent_extractor *extractor = ent_engine_extractor(w->engine, document, sink);
    if (!extractor) continue;
    ent_str iri = document_iri(arena, w->options, document);
    ent_explain explained = {w->options->explain ? explain : NULL, c->stream};
    status = iri.ptr ? ent_extractor_run(extractor, document, iri, &explained, sink, graph) : ENT_ERR_MEMORY;
    ent_arena_reset(arena);
  }
  ent_arena_free(arena);
  return status;
}

static void build_input(const work *w, const char *path, result *r) {
  size_t length;
  collector c = {open_memstream(&r->messages, &length), false};
  if (!c.stream) {
    r->failed = true;
    return;
  }
  ent_sink sink = {collect, &c};
  ent_source *source = NULL;
  ent_status status = ENT_ERR_MEMORY;
  r->graph = ent_graph_new();
  if (!r->graph) goto end;
  status = ent_engine_read(w->engine, path, &w->options->read, &sink, &source);
  if (status) goto end;
  status = build_documents(w, source, &c, &sink, r->graph);

end:
  /* what was reported is printed; what was not must not pass in silence */
  if (status && !c.failed) ent_report(&sink, ENT_LEVEL_ERROR, status, path, 0, 0, "%s", ent_status_text(status));
  ent_source_free(source);
  bool written = fclose(c.stream) == 0;
  r->failed = c.failed || !written;
}

static void *run_worker(void *argument) {
  work *w = argument;
  pthread_mutex_lock(&w->lock);
  for (;;) {
    while (w->next < w->inputs->count && w->next - w->merged >= AHEAD * w->options->jobs)
      pthread_cond_wait(&w->changed, &w->lock);
    if (w->next >= w->inputs->count) break;
    uint32_t mine = w->next++;
    pthread_mutex_unlock(&w->lock);
    build_input(w, w->inputs->paths[mine], &w->results[mine]);
    pthread_mutex_lock(&w->lock);
    w->results[mine].done = true;
    pthread_cond_broadcast(&w->changed);
  }
  pthread_mutex_unlock(&w->lock);
  return NULL;
}

/* Puts the results into the graph, in the order of the inputs, as they come. */
static void merge_results(work *w, ent_graph *graph, const ent_sink *sink, int *exit_status) {
  for (uint32_t i = 0; i < w->inputs->count; i++) {
    result *r = &w->results[i];
    pthread_mutex_lock(&w->lock);
    while (!r->done)
      pthread_cond_wait(&w->changed, &w->lock);
    pthread_mutex_unlock(&w->lock);

    if (r->messages) fputs(r->messages, stderr);
    ent_status status = r->graph ? ent_graph_merge(graph, r->graph) : ENT_ERR_MEMORY;
    if (status) ent_report(sink, ENT_LEVEL_ERROR, status, w->inputs->paths[i], 0, 0, "%s", ent_status_text(status));
    if (r->failed && *exit_status < CLI_FAILED) *exit_status = CLI_FAILED;
    ent_graph_free(r->graph);
    free(r->messages);

    pthread_mutex_lock(&w->lock);
    w->merged = i + 1;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
  }
}

void cli_jobs_run(const cli_inputs *inputs, const cli_options *options, ent_engine *engine, ent_graph *graph,
                  int *exit_status) {
  ent_sink sink = cli_message_sink(exit_status);
  work w = {.inputs = inputs,
            .options = options,
            .engine = engine,
            .results = calloc(inputs->count, sizeof *w.results),
            .lock = PTHREAD_MUTEX_INITIALIZER,
            .changed = PTHREAD_COND_INITIALIZER};
  uint32_t wanted = options->jobs < inputs->count ? options->jobs : inputs->count, started = 0;
  pthread_t *threads = calloc(wanted, sizeof *threads);
  if (!w.results || !threads) {
    ent_report(&sink, ENT_LEVEL_ERROR, ENT_ERR_MEMORY, NULL, 0, 0, "%s", ent_status_text(ENT_ERR_MEMORY));
    goto end;
  }
  int failure = 0;
  while (started < wanted && (failure = pthread_create(&threads[started], NULL, run_worker, &w)) == 0)
    started++;
  if (started == 0) { /* fewer threads than asked for are slower, none is a failure */
    ent_report(&sink, ENT_LEVEL_ERROR, ENT_ERR_MEMORY, NULL, 0, 0, "cannot start a thread: %s", strerror(failure));
    goto end;
  }
  merge_results(&w, graph, &sink, exit_status);
  for (uint32_t i = 0; i < started; i++)
    pthread_join(threads[i], NULL);

end:
  free(threads);
  free(w.results);
}
