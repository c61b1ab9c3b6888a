#include "export/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "export/rdf_terms.h"
#include "export/writer.h"
#include "ontology/triples.h"

typedef struct {
  ent_graph *graph;
  ent_triples triples;
  const char *path;
  const ent_sink *sink;
  ent_str base;
  ent_sym terms[RDF_TERM_COUNT]; /* symbols of the triples */
  ent_id *entities, *documents;  /* by symbol of the triples: id in the graph */
  uint32_t claim_count, thing_count;
  ent_status status;
} reading;

static const char *const term_iris[RDF_TERM_COUNT] = {
#define X(name, iri) [RDF_##name] = (iri),
    ENT_RDF_TERMS(X)
#undef X
};

/* The parsers by the format that they read back: raptor2's names, but that N-Triples and N-Quads are read by hand. */
static const char *parser_of(const ent_writer *writer) {
  if (!writer) return NULL;
  switch (writer->format) {
  case ENT_FORMAT_TURTLE:
    return "turtle";
  case ENT_FORMAT_NTRIPLES:
    return "ntriples";
  case ENT_FORMAT_NQUADS:
    return "nquads";
  case ENT_FORMAT_RDFXML:
    return "rdfxml";
  default:
    return NULL;
  }
}

/* What is read but not written. */
static const struct { const char *name, *parser; } foreign[] = {{"trig", "trig"}, {"rj", "json"}};

const char *ent_read_parser(const char *path, const char *format) {
  const char *dot = format ? NULL : strrchr(path, '.');
  const char *name = format ? format : dot ? dot + 1 : "";
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
    if (strcasecmp(foreign[i].name, name) == 0) return foreign[i].parser;
  return parser_of(format ? ent_writer_find_by_name(format) : ent_writer_find_by_path(path));
}

bool ent_read_is_graph(const char *path) {
  return ent_read_parser(path, NULL) != NULL;
}

static void fail(reading *r, ent_status status) {
  if (r->status == ENT_OK) r->status = status;
}

/* What is wrong with a subject ends the reading: half a graph would be merged and compared as if it were whole. */
static void reject(reading *r, ent_sym subject, const char *what) {
  ent_str iri = ent_triples_text(&r->triples, subject);
  fail(r, ent_report(r->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, r->path, 0, 0, "<%.*s>: %s", (int)iri.len, iri.ptr, what));
}

static ent_sym intern(reading *r, ent_str text) {
  ent_sym symbol = ent_graph_sym(r->graph, text);
  if (symbol == ENT_SYM_FAILED) fail(r, ENT_ERR_MEMORY);
  return symbol;
}

/* The text of a property as a symbol of the graph, 0 if it is not there. */
static ent_sym text_of(reading *r, ent_sym subject, ent_rdf_term property) {
  ent_sym object = ent_triples_object(&r->triples, subject, r->terms[property]);
  return object ? intern(r, ent_triples_text(&r->triples, object)) : 0;
}

static uint64_t number_of(reading *r, ent_sym subject, ent_rdf_term property, uint64_t largest) {
  ent_str text = ent_triples_text(&r->triples, ent_triples_object(&r->triples, subject, r->terms[property]));
  uint64_t number = 0;
  for (size_t i = 0; i < text.len; i++) {
    const unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
    if (digit > 9 || number > (largest - digit) / 10) {
      reject(r, subject, "a number is malformed or too large");
      return 0;
    }
    number = number * 10 + digit;
  }
  return number;
}

/* The part of an IRI behind a prefix; ptr NULL if it does not begin with it. */
static ent_str behind(ent_str iri, ent_str prefix) {
  if (iri.len <= prefix.len || memcmp(iri.ptr, prefix.ptr, prefix.len) != 0) return (ent_str){NULL, 0};
  return (ent_str){iri.ptr + prefix.len, iri.len - prefix.len};
}

static ent_sym local_iri(reading *r, ent_sym subject) {
  ent_str local = behind(ent_triples_text(&r->triples, subject), r->base);
  if (local.ptr) return intern(r, local);
  reject(r, subject, "does not begin with the base IRI");
  return 0;
}

static void read_document(reading *r, ent_sym subject) {
  const ent_document_node document = {
      .iri = local_iri(r, subject),
      .file = text_of(r, subject, RDF_FILE),
      .title = text_of(r, subject, RDF_DC_TITLE),
      .lang = text_of(r, subject, RDF_DC_LANGUAGE),
      .date = text_of(r, subject, RDF_ISSUED),
      .kind = text_of(r, subject, RDF_KIND),
      .encoding = text_of(r, subject, RDF_ENCODING),
      .sha256 = text_of(r, subject, RDF_SHA256),
      .generator = text_of(r, subject, RDF_GENERATOR),
      .characters = (uint32_t)number_of(r, subject, RDF_NIF_END, UINT32_MAX),
      .article = (uint32_t)number_of(r, subject, RDF_ARTICLE, UINT32_MAX),
  };
  if (r->status != ENT_OK) return;
  r->documents[subject] = ent_graph_add_document(r->graph, &document);
  if (!r->documents[subject]) fail(r, ENT_ERR_MEMORY);
}

static ent_label label(reading *r, const ent_triple *triple) {
  return (ent_label){intern(r, ent_triples_text(&r->triples, triple->object)),
                     intern(r, ent_triples_text(&r->triples, triple->lang))};
}

static void read_entity(reading *r, ent_sym subject, ent_type type) {
  ent_entity entity = {
      .iri = local_iri(r, subject),
      .type = (uint8_t)type,
      .edtf = text_of(r, subject, RDF_EDTF),
      .earliest = text_of(r, subject, RDF_EARLIEST),
      .latest = text_of(r, subject, RDF_LATEST),
      .rule = text_of(r, subject, RDF_RULE),
  };
  ent_triple_walk walk = ent_triples_walk(&r->triples, subject, r->terms[RDF_PREF_LABEL]);
  const ent_triple *t = ent_triples_next(&r->triples, &walk);
  if (t) entity.preferred = label(r, t);
  ent_str wikidata =
      behind(ent_triples_text(&r->triples, ent_triples_object(&r->triples, subject, r->terms[RDF_SAME_AS])),
             ENT_STR(NS_WIKIDATA));
  if (wikidata.ptr) entity.wikidata = intern(r, wikidata);
  if (r->status != ENT_OK) return;
  const ent_id id = r->entities[subject] = ent_graph_add_entity(r->graph, &entity);
  if (!id) fail(r, ENT_ERR_MEMORY);
  walk = ent_triples_walk(&r->triples, subject, r->terms[RDF_ALT_LABEL]);
  while (r->status == ENT_OK && (t = ent_triples_next(&r->triples, &walk)) != NULL)
    fail(r, ent_graph_add_label(r->graph, id, ent_triples_text(&r->triples, t->object),
                                ent_triples_text(&r->triples, t->lang)));
}

static ent_span read_span(reading *r, ent_sym subject) {
  ent_span span = {0};
  ent_sym document = ent_triples_object(&r->triples, subject, r->terms[RDF_NIF_REFERENCE]);
  if (document == 0 || r->documents[document] == 0) {
    reject(r, subject, "is no span of a document of this file");
    return span;
  }
  span.document = r->documents[document];
  span.begin = (uint32_t)number_of(r, subject, RDF_NIF_BEGIN, UINT32_MAX);
  span.end = (uint32_t)number_of(r, subject, RDF_NIF_END, UINT32_MAX);
  span.byte_begin = number_of(r, subject, RDF_BYTE_BEGIN, UINT64_MAX);
  span.byte_end = number_of(r, subject, RDF_BYTE_END, UINT64_MAX);
  span.line_begin = (uint32_t)number_of(r, subject, RDF_LINE_BEGIN, UINT32_MAX);
  span.line_end = (uint32_t)number_of(r, subject, RDF_LINE_END, UINT32_MAX);
  span.quote = text_of(r, subject, RDF_NIF_ANCHOR);
  return span;
}

static void read_mentions(reading *r, ent_sym subject) {
  ent_triple_walk walk = ent_triples_walk(&r->triples, subject, r->terms[RDF_MENTION]);
  for (const ent_triple *t; r->status == ENT_OK && (t = ent_triples_next(&r->triples, &walk)) != NULL;) {
    const ent_span span = read_span(r, t->object);
    if (r->status == ENT_OK) fail(r, ent_graph_add_mention(r->graph, r->entities[subject], &span));
  }
}

/* A document that mentions an entity, and how often. */
typedef struct {
  ent_str iri;
  ent_tally tally;
} counted;

static int by_iri(const void *left, const void *right) {
  const counted *a = left, *b = right;
  return ent_str_compare(a->iri, b->iri);
}

/* Takes the next number off the text; 0 when there is none. */
static uint32_t next_number(ent_str *text) {
  uint32_t number = 0;
  while (text->len > 0 && *text->ptr == ' ')
    *text = (ent_str){text->ptr + 1, text->len - 1};
  for (; text->len > 0 && *text->ptr >= '0' && *text->ptr <= '9'; *text = (ent_str){text->ptr + 1, text->len - 1}) {
    const uint32_t digit = (uint32_t)(*text->ptr - '0');
    if (number > (UINT32_MAX - digit) / 10) return 0;
    number = number * 10 + digit;
  }
  return number;
}

/* A count that no document is known for is the first one's: the sum is what the file says. */
static void read_tallies(reading *r, ent_sym subject) {
  uint64_t rest = number_of(r, subject, RDF_MENTION_COUNT, UINT32_MAX);
  ent_str numbers =
      ent_triples_text(&r->triples, ent_triples_object(&r->triples, subject, r->terms[RDF_MENTION_TALLY]));
  counted *list = NULL;
  uint32_t count = 0, capacity = 0;
  ent_triple_walk walk = ent_triples_walk(&r->triples, subject, r->terms[RDF_MENTIONED_IN]);
  for (const ent_triple *t; r->status == ENT_OK && (t = ent_triples_next(&r->triples, &walk)) != NULL;) {
    counted *slot = ent_vector_push(&list, &count, &capacity, sizeof *list);
    if (!slot) {
      fail(r, ENT_ERR_MEMORY);
      break;
    }
    *slot = (counted){ent_triples_text(&r->triples, t->object), {r->entities[subject], r->documents[t->object], 1}};
    if (slot->tally.document == 0) reject(r, subject, "is mentioned in a document that the file does not describe");
  }
  if (count > 1) qsort(list, count, sizeof *list, by_iri);
  const bool told = numbers.len > 0;
  for (uint32_t i = 0; i < count && told; i++)
    list[i].tally.count = next_number(&numbers);
  for (uint32_t i = 0; i < count; i++)
    rest -= rest < list[i].tally.count ? rest : list[i].tally.count;
  if (count == 0 && rest > 0) {
    const ent_tally nowhere = {r->entities[subject], 0, (uint32_t)rest};
    fail(r, ent_graph_add_tally(r->graph, &nowhere));
  } else if (count > 0 && !told) {
    list[0].tally.count += (uint32_t)rest;
  }
  for (uint32_t i = 0; r->status == ENT_OK && i < count; i++)
    fail(r, ent_graph_add_tally(r->graph, &list[i].tally));
  free(list);
}

/* The entity that a property names; 0 if it names none. */
static ent_id entity_of(reading *r, ent_sym subject, ent_rdf_term property) {
  ent_sym object = ent_triples_object(&r->triples, subject, r->terms[property]);
  if (object != 0 && r->entities[object] == 0) reject(r, subject, "names an entity that the file does not describe");
  return object ? r->entities[object] : 0;
}

/* "0.95" → 95; more decimals are cut off. */
static uint8_t confidence_of(reading *r, ent_sym subject) {
  ent_str text = ent_triples_text(&r->triples, ent_triples_object(&r->triples, subject, r->terms[RDF_CONFIDENCE]));
  unsigned hundredths = 0, decimals = 0;
  bool point = false;
  for (size_t i = 0; i < text.len && hundredths <= 100 && decimals < 2; i++) {
    if (text.ptr[i] == '.' && !point)
      point = true;
    else if (text.ptr[i] >= '0' && text.ptr[i] <= '9') {
      hundredths = hundredths * 10 + (unsigned)(text.ptr[i] - '0');
      decimals += point;
    } else
      hundredths = 101;
  }
  for (; decimals < 2 && hundredths <= 100; decimals++)
    hundredths *= 10;
  if (hundredths > 100) reject(r, subject, "the confidence is no decimal from 0 to 1");
  return (uint8_t)(hundredths > 100 ? 0 : hundredths);
}

static void add_claim(reading *r, const ent_claim *claim) {
  if (r->status == ENT_OK && !ent_graph_add_claim(r->graph, claim)) fail(r, ENT_ERR_MEMORY);
}

static void read_claim(reading *r, ent_sym subject) {
  ent_modality modality = ENT_ASSERTED;
  ent_sym word = ent_triples_object(&r->triples, subject, r->terms[RDF_MODALITY]);
  if (word && !ent_modality_find(ent_triples_text(&r->triples, word), &modality))
    reject(r, subject, "the modality is unknown");
  ent_sym predicate = ent_triples_object(&r->triples, subject, r->terms[RDF_PREDICATE]);
  ent_str relation = behind(ent_triples_text(&r->triples, predicate), ENT_STR(ENT_NS));
  ent_claim claim = {
      .subject = entity_of(r, subject, RDF_SUBJECT),
      .object = entity_of(r, subject, RDF_OBJECT),
      .relation = relation.ptr ? intern(r, relation) : 0,
      .modality = (uint8_t)modality,
      .confidence = confidence_of(r, subject),
      .strength = text_of(r, subject, RDF_STRENGTH),
      .date = entity_of(r, subject, RDF_DATE),
      .place = entity_of(r, subject, RDF_PLACE),
      .speaker = entity_of(r, subject, RDF_SPEAKER),
      .rule = text_of(r, subject, RDF_RULE),
  };
  ent_sym evidence = ent_triples_object(&r->triples, subject, r->terms[RDF_DERIVED_FROM]);
  if (evidence) claim.evidence = read_span(r, evidence);
  if (r->status == ENT_OK && (!claim.subject || !claim.object || !claim.relation))
    reject(r, subject, "the claim lacks its subject, predicate or object");
  add_claim(r, &claim);
}

static void read_fact(reading *r, const ent_triple *triple) {
  ent_str relation = behind(ent_triples_text(&r->triples, triple->predicate), ENT_STR(ENT_NS));
  if (!relation.ptr) return;
  const ent_claim claim = {.subject = r->entities[triple->subject],
                           .object = r->entities[triple->object],
                           .relation = intern(r, relation),
                           .confidence = 100};
  add_claim(r, &claim);
}

/* Things before what points at them: documents and entities, then mentions and claims, then bare facts. */
static void read_all(reading *r) {
  const ent_triples *triples = &r->triples;
  for (uint32_t i = 0; i < triples->count && r->status == ENT_OK; i++) {
    const ent_triple t = triples->items[i];
    if (t.predicate != r->terms[RDF_TYPE]) continue;
    ent_str class = behind(ent_triples_text(triples, t.object), ENT_STR(ENT_NS));
    ent_type type;
    if (t.object == r->terms[RDF_DOCUMENT])
      read_document(r, t.subject);
    else if (class.ptr && ent_type_find(class, &type))
      read_entity(r, t.subject, type);
    else
      r->thing_count -= t.object != r->terms[RDF_CLAIM]; /* a class of somebody else's */
    r->thing_count++;
  }
  for (uint32_t i = 0; i < triples->count && r->status == ENT_OK; i++) {
    const ent_triple t = triples->items[i];
    if (t.predicate != r->terms[RDF_TYPE]) continue;
    if (t.object == r->terms[RDF_CLAIM]) {
      read_claim(r, t.subject);
      r->claim_count++;
    } else if (r->entities[t.subject]) {
      read_mentions(r, t.subject);
      if (r->status == ENT_OK) read_tallies(r, t.subject);
    }
  }
  for (uint32_t i = 0; i < triples->count && r->status == ENT_OK && r->claim_count == 0; i++)
    if (r->entities[triples->items[i].subject] && r->entities[triples->items[i].object])
      read_fact(r, &triples->items[i]);
}

ent_status ent_graph_load(ent_graph *graph, const char *path, const char *format, const char *base,
                          const ent_sink *sink) {
  reading r = {.graph = graph, .path = path, .sink = sink, .base = ent_str_from(base ? base : ENT_ID_BASE)};
  const char *parser = ent_read_parser(path, format);
  if (!parser)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_USAGE, path, 0, 0, "not a format that can be read back");
  const bool standard_input = strcmp(path, "-") == 0;
  FILE *stream = standard_input ? stdin : fopen(path, "rb");
  if (!stream) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
  r.status = ent_triples_read(&r.triples, stream, path, parser, base ? base : ENT_ID_BASE, sink);
  if (!standard_input) fclose(stream); /* opened for reading: nothing can be lost */
  if (r.status == ENT_OK) {
    const size_t symbols = ent_intern_count(r.triples.texts);
    for (int i = 0; i < RDF_TERM_COUNT; i++)
      r.terms[i] = ent_triples_find(&r.triples, term_iris[i]);
    r.entities = calloc(symbols, sizeof *r.entities);
    r.documents = calloc(symbols, sizeof *r.documents);
    if (r.entities && r.documents)
      read_all(&r);
    else
      r.status = ENT_ERR_MEMORY;
    if (r.status == ENT_OK && r.triples.count > 0 && r.thing_count == 0)
      r.status =
          ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path, 0, 0,
                     "%u triples, but no document and no entity of " ENT_NS ": no graph of entente", r.triples.count);
    if (r.status == ENT_ERR_MEMORY) ent_report(sink, ENT_LEVEL_ERROR, r.status, path, 0, 0, "out of memory");
  }
  ent_triples_free(&r.triples);
  free(r.entities);
  free(r.documents);
  return r.status;
}
