/* Entente: knowledge graphs from diplomatic documents. The public C interface.
 *
 * Conventions. A failing call returns a status other than ENT_OK; what a person should read about it goes to the sink
 * that the caller passes, which may be NULL. The library never prints and never exits. Pointers that are returned
 * through an argument belong to the caller, who frees them with the matching *_free, which takes NULL. Strings are
 * UTF-8 and NUL-terminated here, borrowed for the length of the call. A graph belongs to one thread at a time.
 *
 * Reading and writing RDF starts and ends raptor2, which resets libxml2 globally when it ends: do neither while
 * another thread of the process uses libxml2. */
#ifndef ENTENTE_H
#define ENTENTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  ENT_OK = 0,
  ENT_ERR_MEMORY,   /* an allocation failed */
  ENT_ERR_IO,       /* a file could not be opened, read, written or renamed */
  ENT_ERR_ENCODING, /* bytes that are not text in the assumed encoding */
  ENT_ERR_SYNTAX,   /* a document, graph, data or rule file is malformed */
  ENT_ERR_DATA,     /* well-formed, but breaks a rule of the ontology or of a data file */
  ENT_ERR_EMPTY,    /* an input without any text */
  ENT_ERR_LIMIT,    /* a stated limit (size, nesting, count) was passed */
  ENT_ERR_USAGE,    /* an argument that the caller must not pass */
  ENT_ERR_LIBRARY   /* raptor2, libxml2 or ICU reported a failure */
} ent_status;

/* A short lower-case English phrase for a status; static, never NULL. */
const char *ent_status_text(ent_status status);
/* The version of the library, "0.1.0"; static. */
const char *ent_version(void);

typedef enum { ENT_LEVEL_NOTE, ENT_LEVEL_WARNING, ENT_LEVEL_ERROR } ent_level;

/* One message. `file` may be NULL (no file is concerned); line and column count from 1, 0 = unknown,
 * columns in code points. The strings are borrowed for the length of the call. */
typedef struct {
  ent_level level;
  ent_status status;
  const char *file;
  uint32_t line;
  uint32_t column;
  const char *text;
} ent_diagnostic;

typedef void (*ent_sink_fn)(void *user, const ent_diagnostic *diagnostic);

/* Where messages go. A zeroed sink swallows them. Sinks are called from the thread that works. */
typedef struct {
  ent_sink_fn fn;
  void *user;
} ent_sink;

/* A graph: documents, entities, mentions and claims, each there once. */
typedef struct ent_graph ent_graph;

ent_graph *ent_graph_new(void); /* NULL when out of memory */
void ent_graph_free(ent_graph *graph);
/* Adds everything of `source` to `target`. Associative, commutative, idempotent. */
ent_status ent_graph_merge(ent_graph *target, const ent_graph *source);
uint32_t ent_graph_document_count(const ent_graph *graph);
uint32_t ent_graph_entity_count(const ent_graph *graph);
uint32_t ent_graph_mention_count(const ent_graph *graph);
uint32_t ent_graph_claim_count(const ent_graph *graph);

/* The ontology: classes and relations with labels, domains, ranges and the order of stances. Immutable after loading;
 * safe to share between threads. */
typedef struct ent_ontology ent_ontology;

/* Reads the file; reports FILE:LINE:COL for malformed Turtle and what is missing for an incomplete ontology (each of
 * the ten classes, each relation with a domain, a range and a label in zh, en and ru). */
ent_status ent_ontology_load(const char *path, const ent_sink *sink, ent_ontology **ontology);
void ent_ontology_free(ent_ontology *ontology);

/* What turns documents into graphs: the gazetteers and rules, those of a language loaded when the first document in it
 * is read. May be shared between threads. */
typedef struct ent_engine ent_engine;

/* `data`: a folder of tables that add to the installed ones or override them, may be NULL. Those of ENTENTE_DATA in the
 * environment count too. What is wrong in the data is reported with FILE:LINE:COL. */
ent_status ent_engine_open(const char *data, const ent_sink *sink, ent_engine **engine);
void ent_engine_free(ent_engine *engine);
/* Borrowed from the engine. */
const ent_ontology *ent_engine_ontology(const ent_engine *engine);
/* Reads the file ("-" is standard input) and adds the documents in it, their entities, mentions and claims to `graph`,
 * which belongs to the calling thread. A document in a language without rules is reported, ENT_ERR_DATA, and the others are
 * added all the same; after another failure the graph holds the documents in front of it. */
ent_status ent_engine_build(ent_engine *engine, const char *path, const ent_sink *sink, ent_graph *graph);

/* How much of the evidence is written as RDF. */
typedef enum {
  ENT_PROVENANCE_CLAIM = 0, /* claims with the spans that prove them, documents, ent:mentionedIn */
  ENT_PROVENANCE_NONE,      /* entities, direct triples and documents only: planned or reported claims are left out */
  ENT_PROVENANCE_MENTION    /* as CLAIM, and a span for every mention */
} ent_provenance;

/* A zeroed struct, or NULL for the pointer to it, stands for the defaults. */
typedef struct {
  const ent_ontology *ontology; /* for the labels of relations and classes; NULL: local names are used */
  const char *base;             /* put before the local IRIs; NULL: https://w3id.org/entente/id/ */
  /* Language of labels in GraphML, GEXF, DOT and tables: "zh", "en", "ru". NULL: each entity's preferred label, and
   * English for relations. */
  const char *lang;
  ent_provenance provenance; /* RDF formats only */
  bool strict;               /* GraphML: only what its schema allows (no label attribute on edges) */
  /* The cut, in GraphML, GEXF, DOT and tables; RDF is always whole. With any of the first three, entities without an
   * edge are left out. */
  const char *types;     /* names of classes with commas: only their entities and the edges between these; NULL: all */
  const char *relations; /* names of relations with commas: only their edges; NULL: all */
  double min_weight;     /* only edges of this weight or more */
  bool merge_parallel;   /* edges of the same ends, relation and modality are one; its weight is their sum */
} ent_write_options;

/* Writes a graph. `path` NULL or "-" is standard output; otherwise a temporary file in the same folder is renamed when
 * it is complete. `format` NULL: by the ending of the path ("ttl" when it has none that is known).
 * "tsv" and a folder, or a path that ends in "/": nodes.tsv and edges.tsv in that folder. */
ent_status ent_graph_save(const ent_graph *graph, const char *path, const char *format,
                          const ent_write_options *options, const ent_sink *sink);
/* Adds to `graph` what an RDF file written by ent_graph_save holds. `format` NULL: by the ending of the path. `base`
 * NULL: https://w3id.org/entente/id/, else the base that the file was written with. */
ent_status ent_graph_load(ent_graph *graph, const char *path, const char *format, const char *base,
                          const ent_sink *sink);

#ifdef __cplusplus
}
#endif

#endif
