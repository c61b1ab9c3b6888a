#include "export/traverse.h"

#include <stdlib.h>

/* qsort has no context argument: what is compared stands in the keys. */
typedef struct {
  uint32_t subject, object, document; /* places in the order of their kind */
  ent_str relation;
  ent_fact fact;
} fact_key;

typedef struct {
  uint32_t entity, document; /* places */
  ent_tally tally;
} tally_key;

typedef struct {
  uint32_t document; /* place */
  const ent_span *span;
  ent_str quote;
} span_key;

typedef struct {
  const ent_graph *graph;
  ent_graph_order order;
  uint32_t *entity_places, *document_places; /* by id; of id 0: 0 */
  ent_fact *facts;
  uint32_t fact_count;
  ent_tally *tallies; /* of each entity and document one */
  uint32_t tally_count;
  ent_arena *arena; /* emptied after each entity */
} walk;

static int by_number(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

static int by_fact(const void *left, const void *right) {
  const fact_key *a = left, *b = right;
  int order = by_number(a->subject, b->subject);
  if (!order) order = ent_str_compare(a->relation, b->relation);
  if (!order) order = by_number(a->object, b->object);
  return order ? order : by_number(a->document, b->document);
}

static int by_tally(const void *left, const void *right) {
  const tally_key *a = left, *b = right;
  int order = by_number(a->entity, b->entity);
  return order ? order : by_number(a->document, b->document);
}

static int by_span(const void *left, const void *right) {
  const span_key *a = left, *b = right;
  int order = by_number(a->document, b->document);
  if (!order) order = by_number(a->span->begin, b->span->begin);
  if (!order) order = by_number(a->span->end, b->span->end);
  if (!order) order = by_number(a->span->byte_begin, b->span->byte_begin);
  if (!order) order = by_number(a->span->byte_end, b->span->byte_end);
  return order ? order : ent_str_compare(a->quote, b->quote);
}

static uint32_t *invert(const ent_id *ids, uint32_t count) {
  uint32_t *places = calloc((size_t)count + 1, sizeof *places);
  for (uint32_t i = 0; places && i < count; i++)
    places[ids[i]] = i + 1;
  return places;
}

static ent_status collect_facts(walk *w) {
  const uint32_t claims = ent_graph_claim_count(w->graph);
  fact_key *keys = calloc((size_t)claims + 1, sizeof *keys);
  w->facts = calloc((size_t)claims + 1, sizeof *w->facts);
  if (!keys || !w->facts) {
    free(keys);
    return ENT_ERR_MEMORY;
  }
  uint32_t count = 0;
  for (ent_id id = 1; id <= claims; id++) {
    const ent_claim *claim = ent_graph_claim(w->graph, id);
    if (claim->modality != ENT_ASSERTED) continue;
    const ent_id document = claim->evidence.document;
    keys[count++] = (fact_key){.subject = w->entity_places[claim->subject],
                               .object = w->entity_places[claim->object],
                               .document = w->document_places[document],
                               .relation = ent_graph_text(w->graph, claim->relation),
                               .fact = {claim->relation, claim->subject, claim->object, document}};
  }
  qsort(keys, count, sizeof *keys, by_fact);
  for (uint32_t i = 0; i < count; i++)
    w->facts[i] = keys[i].fact;
  w->fact_count = count;
  free(keys);
  return ENT_OK;
}

/* Counts the known mentions of each entity in each document; where a tally says more, it is believed. */
static ent_status collect_tallies(walk *w) {
  const uint32_t mentions = ent_graph_mention_count(w->graph), tallies = ent_graph_tally_count(w->graph);
  tally_key *keys = calloc((size_t)mentions + tallies + 1, sizeof *keys);
  w->tallies = calloc((size_t)mentions + tallies + 1, sizeof *w->tallies);
  if (!keys || !w->tallies) {
    free(keys);
    return ENT_ERR_MEMORY;
  }
  size_t count = 0;
  for (uint32_t i = 0; i < mentions; i++) { /* in their order those of one entity and document stand together */
    const ent_mention *mention = ent_graph_mention(w->graph, w->order.mentions[i]);
    const ent_id entity = mention->entity, document = mention->span.document;
    if (count == 0 || keys[count - 1].tally.entity != entity || keys[count - 1].tally.document != document)
      keys[count++] = (tally_key){w->entity_places[entity], w->document_places[document], {entity, document, 0}};
    keys[count - 1].tally.count++;
  }
  for (uint32_t id = 1; id <= tallies; id++) {
    const ent_tally *tally = ent_graph_tally(w->graph, id);
    keys[count++] = (tally_key){w->entity_places[tally->entity], w->document_places[tally->document], *tally};
  }
  if (tallies) qsort(keys, count, sizeof *keys, by_tally);
  for (size_t i = 0; i < count; i++) {
    const ent_tally tally = keys[i].tally;
    if (i > 0 && by_tally(&keys[i], &keys[i - 1]) == 0) {
      ent_tally *same = &w->tallies[w->tally_count - 1];
      if (tally.count > same->count) same->count = tally.count;
    } else {
      w->tallies[w->tally_count++] = tally;
    }
  }
  free(keys);
  return ENT_OK;
}

static ent_status visit_documents(const walk *w, const ent_visitor *visitor, void *user) {
  ent_status status = ENT_OK;
  for (uint32_t i = 0; status == ENT_OK && i < ent_graph_document_count(w->graph); i++) {
    ent_id id = w->order.documents[i];
    status = visitor->document(user, id, ent_graph_document(w->graph, id));
  }
  return status;
}

/* Mentions, tallies and facts are sorted by entity too, so that one pass over all gives each entity its own. */
static ent_status visit_entities(const walk *w, const ent_visitor *visitor, void *user) {
  const uint32_t mentions = ent_graph_mention_count(w->graph);
  uint32_t mention = 0, fact = 0, tally = 0;
  ent_status status = ENT_OK;
  for (uint32_t i = 0; status == ENT_OK && i < ent_graph_entity_count(w->graph); i++) {
    ent_entity_view view = {.id = w->order.entities[i]};
    view.entity = ent_graph_entity(w->graph, view.id);
    view.spans = w->order.mentions + mention;
    while (mention < mentions && ent_graph_mention(w->graph, w->order.mentions[mention])->entity == view.id) {
      view.span_count++;
      mention++;
    }
    view.tallies = w->tallies + tally;
    while (tally < w->tally_count && w->tallies[tally].entity == view.id) {
      view.mention_count += w->tallies[tally].count;
      view.tally_count++;
      tally++;
    }
    view.facts = w->facts + fact;
    while (fact < w->fact_count && w->facts[fact].subject == view.id) {
      view.fact_count++;
      fact++;
    }
    ent_arena_reset(w->arena);
    view.labels = ent_graph_sort_labels(w->graph, view.entity, w->arena);
    status = view.labels ? visitor->entity(user, &view) : ENT_ERR_MEMORY;
  }
  return status;
}

static ent_status visit_claims(const walk *w, const ent_visitor *visitor, void *user) {
  ent_status status = ENT_OK;
  for (uint32_t i = 0; status == ENT_OK && i < ent_graph_claim_count(w->graph); i++) {
    ent_id id = w->order.claims[i];
    status = visitor->claim(user, id, ent_graph_claim(w->graph, id));
  }
  return status;
}

static void add_span(const walk *w, span_key *keys, size_t *count, const ent_span *span) {
  if (span->document != 0)
    keys[(*count)++] = (span_key){w->document_places[span->document], span, ent_graph_text(w->graph, span->quote)};
}

static bool same_place(const span_key *a, const span_key *b) {
  return a->document == b->document && a->span->begin == b->span->begin && a->span->end == b->span->end;
}

static ent_status visit_spans(const walk *w, const ent_visitor *visitor, void *user) {
  const uint32_t claims = ent_graph_claim_count(w->graph);
  const uint32_t mentions = visitor->mention_spans ? ent_graph_mention_count(w->graph) : 0;
  span_key *keys = calloc((size_t)claims + mentions + 1, sizeof *keys);
  if (!keys) return ENT_ERR_MEMORY;
  size_t count = 0;
  for (ent_id id = 1; id <= claims; id++)
    add_span(w, keys, &count, &ent_graph_claim(w->graph, id)->evidence);
  for (uint32_t id = 1; id <= mentions; id++)
    add_span(w, keys, &count, &ent_graph_mention(w->graph, id)->span);
  qsort(keys, count, sizeof *keys, by_span);
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < count; i++)
    if (i == 0 || !same_place(&keys[i], &keys[i - 1])) status = visitor->span(user, keys[i].span);
  free(keys);
  return status;
}

ent_status ent_traverse(const ent_graph *graph, const ent_visitor *visitor, void *user) {
  walk w = {.graph = graph};
  ent_status status = ent_graph_sort(graph, &w.order);
  if (status != ENT_OK) return status;
  status = ENT_ERR_MEMORY;
  w.entity_places = invert(w.order.entities, ent_graph_entity_count(graph));
  w.document_places = invert(w.order.documents, ent_graph_document_count(graph));
  w.arena = ent_arena_new();
  if (w.entity_places && w.document_places && w.arena) status = collect_facts(&w);
  if (status == ENT_OK) status = collect_tallies(&w);
  if (status == ENT_OK && visitor->document) status = visit_documents(&w, visitor, user);
  if (status == ENT_OK && visitor->entity) status = visit_entities(&w, visitor, user);
  if (status == ENT_OK && visitor->claim) status = visit_claims(&w, visitor, user);
  if (status == ENT_OK && visitor->span) status = visit_spans(&w, visitor, user);
  ent_graph_order_free(&w.order);
  free(w.entity_places);
  free(w.document_places);
  free(w.facts);
  free(w.tallies);
  ent_arena_free(w.arena);
  return status;
}
