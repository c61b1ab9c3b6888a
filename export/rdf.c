/* The graph as RDF: the triples that DESIGN.md ("The graph", "RDF") lists and ontology/entente.ttl explains.
 *
 * No blank nodes. A quad's graph is the document that says so; what is said of a thing by itself (its names) stands in
 * the default graph. */
#include <string.h>

#include "export/formats.h"
#include "export/gate.h"
#include "export/rdf_sink.h"
#include "export/traverse.h"

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_rdf_sink *rdf;
  ent_arena *scratch; /* for span IRIs; emptied with each subject */
} writing;

static ent_str text_of(const writing *w, ent_sym symbol) {
  return ent_graph_text(w->graph, symbol);
}

static ent_str iri_of_document(const writing *w, ent_id id) {
  return id ? text_of(w, ent_graph_document(w->graph, id)->iri) : ENT_STR("");
}

static ent_str iri_of_entity(const writing *w, ent_id id) {
  return id ? text_of(w, ent_graph_entity(w->graph, id)->iri) : ENT_STR("");
}

/* RFC 5147, as NIF 2.0 uses it: the characters from begin to end, counted from 0. Empty for a span of no document. */
static ent_str iri_of_span(const writing *w, const ent_span *span) {
  ent_str document = iri_of_document(w, span->document);
  if (document.len == 0) return document;
  ent_str fragment = ent_arena_format(w->scratch, "#char=%u,%u", span->begin, span->end);
  if (!fragment.ptr) return fragment;
  char *iri = ent_arena_alloc(w->scratch, document.len + fragment.len);
  if (!iri) return (ent_str){NULL, 0};
  memcpy(iri, document.ptr, document.len);
  memcpy(iri + document.len, fragment.ptr, fragment.len);
  return (ent_str){iri, document.len + fragment.len};
}

static void put_exact_date(const writing *w, ent_sym edtf) {
  ent_str text = text_of(w, edtf);
  switch (ent_gate_date(text)) {
  case ENT_DATE_DAY:
    ent_rdf_put_typed(w->rdf, RDF_DC_DATE, text, RDF_XSD_DATE);
    break;
  case ENT_DATE_MONTH:
    ent_rdf_put_typed(w->rdf, RDF_DC_DATE, text, RDF_XSD_MONTH);
    break;
  case ENT_DATE_YEAR:
    ent_rdf_put_typed(w->rdf, RDF_DC_DATE, text, RDF_XSD_YEAR);
    break;
  case ENT_DATE_OTHER:
    break; /* no XML Schema type is that exact */
  }
}

static void put_bound(const writing *w, ent_rdf_term predicate, ent_sym day) {
  ent_str text = text_of(w, day);
  if (ent_gate_date(text) == ENT_DATE_DAY) ent_rdf_put_typed(w->rdf, predicate, text, RDF_XSD_DATE);
}

static ent_str base_name(ent_str path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '/')
    start--;
  return (ent_str){path.ptr + start, path.len - start};
}

static ent_status put_document(void *user, ent_id id, const ent_document_node *document) {
  const writing *w = user;
  ent_rdf_sink *rdf = w->rdf;
  const ent_str none = ENT_STR("");
  char generator[64];
  (void)id;
  int length = snprintf(generator, sizeof generator, "entente %s", ent_version());
  ent_rdf_graph(rdf, text_of(w, document->iri));
  ent_rdf_subject(rdf, text_of(w, document->iri));
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_DOCUMENT);
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_PROV_ENTITY);
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_NIF_CONTEXT);
  ent_rdf_put_text(rdf, RDF_DC_TITLE, text_of(w, document->title), text_of(w, document->lang));
  ent_rdf_put_text(rdf, RDF_DC_LANGUAGE, text_of(w, document->lang), none);
  put_exact_date(w, document->date);
  ent_rdf_put_text(rdf, RDF_ISSUED, text_of(w, document->date), none);
  ent_rdf_put_text(rdf, RDF_KIND, text_of(w, document->kind), none);
  ent_rdf_put_text(rdf, RDF_FILE, base_name(text_of(w, document->file)), none);
  if (document->article) ent_rdf_put_number(rdf, RDF_ARTICLE, document->article, RDF_XSD_ORDINAL);
  ent_rdf_put_text(rdf, RDF_SHA256, text_of(w, document->sha256), none);
  ent_rdf_put_text(rdf, RDF_ENCODING, text_of(w, document->encoding), none);
  ent_rdf_put_number(rdf, RDF_NIF_BEGIN, 0, RDF_XSD_COUNT);
  ent_rdf_put_number(rdf, RDF_NIF_END, document->characters, RDF_XSD_COUNT);
  ent_str program = ent_str_make(generator, length > 0 ? (size_t)length : 0);
  ent_rdf_put_text(rdf, RDF_GENERATOR, document->generator ? text_of(w, document->generator) : program, none);
  return ent_rdf_sink_status(rdf);
}

static void put_names(const writing *w, const ent_entity_view *view) {
  const ent_label preferred = view->entity->preferred;
  ent_rdf_put_text(w->rdf, RDF_PREF_LABEL, text_of(w, preferred.text), text_of(w, preferred.lang));
  ent_rdf_put_text(w->rdf, RDF_LABEL, text_of(w, preferred.text), text_of(w, preferred.lang));
  for (uint32_t i = 0; i < view->entity->label_count; i++)
    ent_rdf_put_text(w->rdf, RDF_ALT_LABEL, text_of(w, view->labels[i].text), text_of(w, view->labels[i].lang));
}

/* The count of each document, in the order of the documents' IRIs: mentionCount alone would not say what a graph of
 * some of these documents has, and merging could not count. */
static ent_status put_tally(const writing *w, const ent_entity_view *view) {
  ent_buffer text = {0};
  ent_output output = ent_output_buffer(&text);
  for (uint32_t i = 0; i < view->tally_count; i++)
    if (view->tallies[i].document) ent_output_format(&output, "%s%u", text.length ? " " : "", view->tallies[i].count);
  if (output.status == ENT_OK && text.length)
    ent_rdf_put_text(w->rdf, RDF_MENTION_TALLY, ent_str_make(text.data, text.length), ENT_STR(""));
  ent_buffer_free(&text);
  return output.status;
}

static ent_status put_mentions(const writing *w, const ent_entity_view *view) {
  uint32_t next = 0;
  ent_status status = ENT_OK;
  if (view->mention_count) ent_rdf_put_number(w->rdf, RDF_MENTION_COUNT, view->mention_count, RDF_XSD_COUNT);
  if (view->tally_count > 1) status = put_tally(w, view);
  for (uint32_t i = 0; i < view->tally_count; i++) {
    const ent_id document = view->tallies[i].document;
    if (document == 0) continue;
    ent_rdf_graph(w->rdf, iri_of_document(w, document));
    ent_rdf_put_local(w->rdf, RDF_MENTIONED_IN, iri_of_document(w, document));
    if (w->options->provenance != ENT_PROVENANCE_MENTION) continue;
    for (; next < view->span_count; next++) {
      const ent_span *span = &ent_graph_mention(w->graph, view->spans[next])->span;
      if (span->document == document)
        ent_rdf_put_local(w->rdf, RDF_MENTION, iri_of_span(w, span));
      else if (span->document != 0)
        break;
    }
  }
  return status;
}

/* The same fact of several documents is one triple, but a quad for each. */
static void put_facts(const writing *w, const ent_entity_view *view) {
  for (uint32_t i = 0; i < view->fact_count; i++) {
    const ent_fact *fact = &view->facts[i];
    if (ent_fact_is_repeated(view, i) && !ent_rdf_sink_has_graphs(w->rdf)) continue;
    ent_rdf_graph(w->rdf, iri_of_document(w, fact->document));
    ent_rdf_put_relation(w->rdf, text_of(w, fact->relation), iri_of_entity(w, fact->object));
  }
}

static ent_status put_entity(void *user, const ent_entity_view *view) {
  const writing *w = user;
  ent_rdf_sink *rdf = w->rdf;
  const ent_entity *entity = view->entity;
  const ent_str none = ENT_STR("");
  ent_arena_reset(w->scratch);
  ent_rdf_graph(rdf, none);
  ent_rdf_subject(rdf, text_of(w, entity->iri));
  ent_rdf_put_iri(rdf, RDF_TYPE, ENT_NS, ent_str_from(ent_type_name((ent_type)entity->type)));
  put_names(w, view);
  ent_rdf_put_iri(rdf, RDF_SAME_AS, NS_WIKIDATA, text_of(w, entity->wikidata));
  ent_rdf_put_text(rdf, RDF_EDTF, text_of(w, entity->edtf), none);
  put_exact_date(w, entity->edtf);
  put_bound(w, RDF_EARLIEST, entity->earliest);
  put_bound(w, RDF_LATEST, entity->latest);
  if (w->options->provenance != ENT_PROVENANCE_NONE) {
    ent_rdf_put_text(rdf, RDF_RULE, text_of(w, entity->rule), none);
    if (put_mentions(w, view) != ENT_OK) return ENT_ERR_MEMORY;
  }
  put_facts(w, view);
  return ent_rdf_sink_status(rdf);
}

static ent_status put_claim(void *user, ent_id id, const ent_claim *claim) {
  const writing *w = user;
  ent_rdf_sink *rdf = w->rdf;
  const ent_str none = ENT_STR("");
  (void)id;
  ent_arena_reset(w->scratch);
  ent_rdf_graph(rdf, iri_of_document(w, claim->evidence.document));
  ent_rdf_subject(rdf, text_of(w, claim->iri));
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_CLAIM);
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_STATEMENT);
  ent_rdf_put_local(rdf, RDF_SUBJECT, iri_of_entity(w, claim->subject));
  ent_rdf_put_iri(rdf, RDF_PREDICATE, ENT_NS, text_of(w, claim->relation));
  ent_rdf_put_local(rdf, RDF_OBJECT, iri_of_entity(w, claim->object));
  ent_rdf_put_text(rdf, RDF_MODALITY, ent_str_from(ent_modality_name((ent_modality)claim->modality)), none);
  ent_rdf_put_text(rdf, RDF_STRENGTH, text_of(w, claim->strength), none);
  ent_rdf_put_local(rdf, RDF_DATE, iri_of_entity(w, claim->date));
  ent_rdf_put_local(rdf, RDF_PLACE, iri_of_entity(w, claim->place));
  ent_rdf_put_local(rdf, RDF_SPEAKER, iri_of_entity(w, claim->speaker));
  if (claim->confidence) ent_rdf_put_confidence(rdf, claim->confidence);
  ent_rdf_put_text(rdf, RDF_RULE, text_of(w, claim->rule), none);
  ent_rdf_put_local(rdf, RDF_DERIVED_FROM, iri_of_span(w, &claim->evidence));
  return ent_rdf_sink_status(rdf);
}

static ent_status put_span(void *user, const ent_span *span) {
  const writing *w = user;
  ent_rdf_sink *rdf = w->rdf;
  ent_arena_reset(w->scratch);
  ent_str iri = iri_of_span(w, span);
  if (!iri.ptr) return ENT_ERR_MEMORY;
  ent_rdf_graph(rdf, iri_of_document(w, span->document));
  ent_rdf_subject(rdf, iri);
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_SPAN);
  ent_rdf_put_term(rdf, RDF_TYPE, RDF_NIF_STRING);
  ent_rdf_put_local(rdf, RDF_NIF_REFERENCE, iri_of_document(w, span->document));
  ent_rdf_put_number(rdf, RDF_NIF_BEGIN, span->begin, RDF_XSD_COUNT);
  ent_rdf_put_number(rdf, RDF_NIF_END, span->end, RDF_XSD_COUNT);
  ent_rdf_put_text(rdf, RDF_NIF_ANCHOR, text_of(w, span->quote), ENT_STR(""));
  ent_rdf_put_number(rdf, RDF_BYTE_BEGIN, span->byte_begin, RDF_XSD_COUNT);
  ent_rdf_put_number(rdf, RDF_BYTE_END, span->byte_end, RDF_XSD_COUNT);
  if (span->line_begin) ent_rdf_put_number(rdf, RDF_LINE_BEGIN, span->line_begin, RDF_XSD_ORDINAL);
  if (span->line_end) ent_rdf_put_number(rdf, RDF_LINE_END, span->line_end, RDF_XSD_ORDINAL);
  return ent_rdf_sink_status(rdf);
}

static ent_status write_rdf(const char *serializer, const ent_graph *graph, const ent_write_options *options,
                            const ent_sink *sink, ent_output *output) {
  ent_visitor visitor = {.document = put_document, .entity = put_entity};
  if (options->provenance != ENT_PROVENANCE_NONE) {
    visitor.claim = put_claim;
    visitor.span = put_span;
    visitor.mention_spans = options->provenance == ENT_PROVENANCE_MENTION;
  }
  writing w = {.graph = graph, .options = options, .scratch = ent_arena_new()};
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_status status = ent_rdf_sink_open(serializer, ent_str_from(options->base), sink, output, &w.rdf);
  if (status == ENT_OK) status = ent_traverse(graph, &visitor, &w);
  ent_status closed = ent_rdf_sink_close(w.rdf);
  ent_arena_free(w.scratch);
  return status != ENT_OK ? status : closed;
}

ENT_DECLARE_WRITER(ent_write_turtle) {
  return write_rdf("turtle", graph, options, sink, output);
}
ENT_DECLARE_WRITER(ent_write_ntriples) {
  return write_rdf("ntriples", graph, options, sink, output);
}
ENT_DECLARE_WRITER(ent_write_nquads) {
  return write_rdf("nquads", graph, options, sink, output);
}
ENT_DECLARE_WRITER(ent_write_rdfxml) {
  return write_rdf("rdfxml", graph, options, sink, output);
}
