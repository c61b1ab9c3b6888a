#include "export/rdf_sink.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "export/gate.h"
#include "ontology/rdf_world.h"

/* raptor2 writes in small pieces, many of one byte. */
#define BUFFER_SIZE 32768

/* raptor2 holds all of a Turtle document in trees until its end: 165 MB for a million triples, and slower with each.
 * So a new serializer is begun after so many subjects, and its repeated @prefix lines are left out. */
#define SUBJECTS_PER_SERIALIZER 1000

/* raptor2 declares rdf itself, and refuses a second time. */
static const struct {
  const char *prefix, *ns;
} prefixes[] = {
    {"ent", ENT_NS}, {"skos", NS_SKOS}, {"rdfs", NS_RDFS}, {"owl", NS_OWL},
    {"xsd", NS_XSD}, {"prov", NS_PROV}, {"nif", NS_NIF},   {"dcterms", NS_DCTERMS},
};

static const char *const term_iris[RDF_TERM_COUNT] = {
#define X(name, iri) [RDF_##name] = (iri),
    ENT_RDF_TERMS(X)
#undef X
};

struct ent_rdf_sink {
  const char *name; /* of the serializer */
  ent_str base;
  const ent_sink *sink;
  ent_output *output;
  ent_rdf_log log;
  raptor_world *world;
  raptor_serializer *serializer;
  raptor_iostream *stream;
  raptor_term *terms[RDF_TERM_COUNT];
  raptor_term *subject, *graph;
  uint32_t subjects;  /* of this serializer */
  bool chunked;       /* Turtle */
  bool headless;      /* the header of this serializer is being left out */
  bool after_newline; /* of that header */
  bool lines;         /* N-Triples and N-Quads: terms are written one by one */
  bool quads;
  ent_arena *scratch; /* emptied with each subject */
  ent_status status;
  size_t used;
  char buffer[BUFFER_SIZE];
};

static void fail(ent_rdf_sink *rdf, ent_status status) {
  if (rdf->status == ENT_OK) rdf->status = status;
}

static void flush(ent_rdf_sink *rdf) {
  ent_output_put(rdf->output, rdf->buffer, rdf->used);
  rdf->used = 0;
  if (rdf->output->status != ENT_OK) fail(rdf, rdf->output->status);
}

/* The header ends with the first empty line. */
static size_t skip_header(ent_rdf_sink *rdf, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    bool empty_line = bytes[i] == '\n' && rdf->after_newline;
    rdf->after_newline = bytes[i] == '\n';
    if (empty_line) {
      rdf->headless = false;
      return i + 1;
    }
  }
  return length;
}

static int take_bytes(void *user, const void *bytes, size_t size, size_t count) {
  ent_rdf_sink *rdf = user;
  const char *from = bytes;
  size_t length = size * count;
  if (rdf->headless) {
    size_t skipped = skip_header(rdf, from, length);
    from += skipped;
    length -= skipped;
  }
  while (length > 0) {
    size_t room = BUFFER_SIZE - rdf->used;
    size_t taken = length < room ? length : room;
    memcpy(rdf->buffer + rdf->used, from, taken);
    rdf->used += taken;
    from += taken;
    length -= taken;
    if (rdf->used == BUFFER_SIZE) flush(rdf);
  }
  return (int)count;
}

static int take_byte(void *user, int byte) {
  ent_rdf_sink *rdf = user;
  const char c = (char)byte;
  if (rdf->headless || rdf->used + 1 == BUFFER_SIZE) return take_bytes(rdf, &c, 1, 1) == 1 ? 0 : 1;
  rdf->buffer[rdf->used++] = c;
  return 0;
}

static bool set_namespace(ent_rdf_sink *rdf, const char *prefix, ent_str ns) {
  raptor_uri *uri = ns.ptr ? raptor_new_uri(rdf->world, (const unsigned char *)ns.ptr) : NULL;
  bool good = uri && raptor_serializer_set_namespace(rdf->serializer, uri, (const unsigned char *)prefix) == 0;
  if (uri) raptor_free_uri(uri);
  return good;
}

/* The kinds of things whose names raptor2 can shorten: those with keys of ASCII letters (country:CHN, place:Q85). */
static const char *const kinds[] = {"country", "organization", "group",      "person", "place",
                                    "treaty",  "event",        "initiative", "claim"};

static bool set_namespaces(ent_rdf_sink *rdf) {
  bool good = set_namespace(rdf, "id", ent_gate_iri(rdf->scratch, rdf->base, ENT_STR("")));
  for (size_t i = 0; good && i < sizeof prefixes / sizeof *prefixes; i++)
    good = set_namespace(rdf, prefixes[i].prefix, ent_str_from(prefixes[i].ns));
  /* raptor2 shortens no name with a slash, which is every name behind the base. */
  for (size_t i = 0; good && rdf->chunked && i < sizeof kinds / sizeof *kinds; i++) {
    ent_str local = ent_iri_make(rdf->scratch, kinds[i], ENT_STR(""));
    good = local.ptr && set_namespace(rdf, kinds[i], ent_gate_iri(rdf->scratch, rdf->base, local));
  }
  return good;
}

static void start_serializer(ent_rdf_sink *rdf) {
  static const raptor_iostream_handler handler = {.version = 2, .write_byte = take_byte, .write_bytes = take_bytes};
  rdf->subjects = 0;
  rdf->stream = raptor_new_iostream_from_handler(rdf->world, rdf, &handler);
  if (!rdf->stream) fail(rdf, ENT_ERR_MEMORY);
  if (rdf->lines) return;
  rdf->serializer = raptor_new_serializer(rdf->world, rdf->name);
  /* A base would make IRIs relative: NULL. */
  if (!rdf->stream || !rdf->serializer || !set_namespaces(rdf) ||
      raptor_serializer_start_to_iostream(rdf->serializer, NULL, rdf->stream) != 0)
    fail(rdf, ENT_ERR_LIBRARY);
}

static void end_serializer(ent_rdf_sink *rdf) {
  if (rdf->serializer) {
    if (raptor_serializer_serialize_end(rdf->serializer) != 0) fail(rdf, ENT_ERR_LIBRARY);
    raptor_free_serializer(rdf->serializer);
  }
  if (rdf->stream) raptor_free_iostream(rdf->stream);
  rdf->serializer = NULL;
  rdf->stream = NULL;
  rdf->headless = false;
}

static raptor_term *new_iri(ent_rdf_sink *rdf, ent_str iri) {
  raptor_term *term =
      iri.ptr ? raptor_new_term_from_counted_uri_string(rdf->world, (const unsigned char *)iri.ptr, iri.len) : NULL;
  if (!term) fail(rdf, ENT_ERR_MEMORY);
  return term;
}

ent_status ent_rdf_sink_open(const char *serializer, ent_str base, const ent_sink *sink, ent_output *output,
                             ent_rdf_sink **opened) {
  *opened = NULL;
  ent_rdf_sink *rdf = calloc(1, sizeof *rdf);
  if (!rdf) return ENT_ERR_MEMORY;
  rdf->name = serializer;
  rdf->base = base;
  rdf->sink = sink;
  rdf->output = output;
  rdf->log.sink = sink;
  rdf->chunked = strcmp(serializer, "turtle") == 0;
  rdf->quads = strcmp(serializer, "nquads") == 0;
  rdf->lines = rdf->quads || strcmp(serializer, "ntriples") == 0;
  rdf->scratch = ent_arena_new();
  rdf->world = rdf->scratch ? ent_rdf_world_open(&rdf->log, false) : NULL;
  if (!rdf->world) fail(rdf, ENT_ERR_MEMORY);
  for (int i = 0; rdf->status == ENT_OK && i < RDF_TERM_COUNT; i++)
    rdf->terms[i] = new_iri(rdf, ent_str_from(term_iris[i]));
  if (rdf->status == ENT_OK) start_serializer(rdf);
  if (rdf->status != ENT_OK) return ent_rdf_sink_close(rdf);
  *opened = rdf;
  return ENT_OK;
}

ent_status ent_rdf_sink_close(ent_rdf_sink *rdf) {
  if (!rdf) return ENT_OK;
  end_serializer(rdf);
  flush(rdf);
  if (rdf->subject) raptor_free_term(rdf->subject);
  if (rdf->graph) raptor_free_term(rdf->graph);
  for (int i = 0; i < RDF_TERM_COUNT; i++)
    if (rdf->terms[i]) raptor_free_term(rdf->terms[i]);
  if (rdf->world) raptor_free_world(rdf->world);
  if (rdf->log.errors > 0) fail(rdf, ENT_ERR_LIBRARY);
  ent_status status = rdf->status;
  if (status == ENT_ERR_LIBRARY)
    ent_report(rdf->sink, ENT_LEVEL_ERROR, status, NULL, 0, 0, "raptor2 failed to write %s", rdf->name);
  ent_arena_free(rdf->scratch);
  free(rdf);
  return status;
}

ent_status ent_rdf_sink_status(const ent_rdf_sink *rdf) {
  return rdf->status;
}
bool ent_rdf_sink_has_graphs(const ent_rdf_sink *rdf) {
  return rdf->quads;
}

static void set_term(ent_rdf_sink *rdf, raptor_term **term, ent_str local) {
  if (*term) raptor_free_term(*term);
  *term = local.len ? new_iri(rdf, ent_gate_iri(rdf->scratch, rdf->base, local)) : NULL;
}

void ent_rdf_subject(ent_rdf_sink *rdf, ent_str local) {
  if (rdf->status != ENT_OK) return;
  if (rdf->chunked && rdf->subjects == SUBJECTS_PER_SERIALIZER) {
    end_serializer(rdf);
    flush(rdf);
    rdf->headless = true;
    rdf->after_newline = false;
    start_serializer(rdf);
  }
  rdf->subjects++;
  ent_arena_reset(rdf->scratch);
  set_term(rdf, &rdf->subject, local);
}

void ent_rdf_graph(ent_rdf_sink *rdf, ent_str local) {
  if (rdf->quads && rdf->status == ENT_OK) set_term(rdf, &rdf->graph, local);
}

/* raptor2's own N-Triples are ASCII: \\uXXXX for every Chinese character, and nothing that grep finds. N-Triples has
 * allowed UTF-8 since 2014 (RDF 1.1). IRIs have passed the gate: there is nothing left in them to escape. */
static bool write_term(ent_rdf_sink *rdf, const raptor_term *term) {
  const unsigned flags = RAPTOR_ESCAPED_WRITE_BITFLAG_UTF8 | RAPTOR_ESCAPED_WRITE_BITFLAG_BS_ESCAPES_TNRU;
  if (term->type != RAPTOR_TERM_TYPE_URI) return raptor_term_escaped_write(term, flags, rdf->stream) == 0;
  size_t length;
  const unsigned char *iri = raptor_uri_as_counted_string(term->value.uri, &length);
  take_byte(rdf, '<');
  take_bytes(rdf, iri, 1, length);
  take_byte(rdf, '>');
  return true;
}

static bool write_line(ent_rdf_sink *rdf, const raptor_statement *statement) {
  const raptor_term *terms[] = {statement->subject, statement->predicate, statement->object, statement->graph};
  for (int i = 0; i < 4 && terms[i]; i++) {
    if (!write_term(rdf, terms[i])) return false;
    take_byte(rdf, ' ');
  }
  take_byte(rdf, '.');
  take_byte(rdf, '\n');
  return true;
}

static void put(ent_rdf_sink *rdf, raptor_term *predicate, raptor_term *object) {
  if (rdf->status != ENT_OK) return;
  if (!rdf->subject || !predicate || !object) {
    fail(rdf, ENT_ERR_MEMORY);
    return;
  }
  raptor_statement statement;
  raptor_statement_init(&statement, rdf->world);
  statement.subject = rdf->subject;
  statement.predicate = predicate;
  statement.object = object;
  statement.graph = rdf->graph;
  bool written = rdf->lines ? write_line(rdf, &statement)
                            : raptor_serializer_serialize_statement(rdf->serializer, &statement) == 0;
  if (!written || rdf->log.errors > 0) fail(rdf, ENT_ERR_LIBRARY);
}

static void put_new(ent_rdf_sink *rdf, raptor_term *predicate, raptor_term *object) {
  put(rdf, predicate, object);
  if (object) raptor_free_term(object);
}

static void put_literal(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str text, raptor_uri *datatype, ent_str lang) {
  if (rdf->status != ENT_OK || text.len == 0) return;
  ent_str clean = ent_gate_text(rdf->scratch, text);
  ent_str tag = lang.len ? ent_gate_lang(rdf->scratch, lang) : lang;
  if (!clean.ptr || (lang.len && !tag.ptr) || tag.len > UCHAR_MAX) {
    fail(rdf, ENT_ERR_MEMORY);
    return;
  }
  raptor_term *literal =
      raptor_new_term_from_counted_literal(rdf->world, (const unsigned char *)clean.ptr, clean.len, datatype,
                                           tag.len ? (const unsigned char *)tag.ptr : NULL, (unsigned char)tag.len);
  put_new(rdf, rdf->terms[predicate], literal);
}

void ent_rdf_put_term(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_rdf_term object) {
  put(rdf, rdf->terms[predicate], rdf->terms[object]);
}

void ent_rdf_put_local(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str local) {
  if (rdf->status != ENT_OK || local.len == 0) return;
  put_new(rdf, rdf->terms[predicate], new_iri(rdf, ent_gate_iri(rdf->scratch, rdf->base, local)));
}

void ent_rdf_put_iri(ent_rdf_sink *rdf, ent_rdf_term predicate, const char *ns, ent_str name) {
  if (rdf->status != ENT_OK || name.len == 0) return;
  put_new(rdf, rdf->terms[predicate], new_iri(rdf, ent_gate_iri(rdf->scratch, ent_str_from(ns), name)));
}

void ent_rdf_put_relation(ent_rdf_sink *rdf, ent_str relation, ent_str local) {
  if (rdf->status != ENT_OK) return;
  raptor_term *predicate = new_iri(rdf, ent_gate_iri(rdf->scratch, ent_str_from(ENT_NS), relation));
  put_new(rdf, predicate, new_iri(rdf, ent_gate_iri(rdf->scratch, rdf->base, local)));
  if (predicate) raptor_free_term(predicate);
}

void ent_rdf_put_text(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str text, ent_str lang) {
  put_literal(rdf, predicate, text, NULL, lang);
}

void ent_rdf_put_typed(ent_rdf_sink *rdf, ent_rdf_term predicate, ent_str text, ent_rdf_term datatype) {
  put_literal(rdf, predicate, text, rdf->terms[datatype]->value.uri, ENT_STR(""));
}

void ent_rdf_put_number(ent_rdf_sink *rdf, ent_rdf_term predicate, uint64_t number, ent_rdf_term datatype) {
  char digits[24]; /* 2^64 has 20 */
  int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
  if (length > 0) ent_rdf_put_typed(rdf, predicate, ent_str_make(digits, (size_t)length), datatype);
}

void ent_rdf_put_confidence(ent_rdf_sink *rdf, unsigned hundredths) {
  ent_str decimal = ent_gate_decimal(rdf->scratch, hundredths);
  if (decimal.ptr)
    ent_rdf_put_typed(rdf, RDF_CONFIDENCE, decimal, RDF_XSD_DECIMAL);
  else
    fail(rdf, ENT_ERR_MEMORY);
}
