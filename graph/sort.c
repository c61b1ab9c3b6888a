/* Output order: by what things say, never by when they were added. */
#include <stdlib.h>

#include "graph/model.h"

/* qsort has no context argument, so that the texts to compare by stand beside the ids. */
typedef struct {
  ent_str iri;
  ent_id id;
} named;

typedef struct {
  uint32_t entity, document; /* places in the order of their kind */
  uint32_t begin, end;
  uint32_t id;
} placed;

typedef struct {
  ent_str lang, text;
  ent_label label;
} worded;

static int by_iri(const void *left, const void *right) {
  const named *a = left, *b = right;
  return ent_str_compare(a->iri, b->iri);
}

static int by_place(const void *left, const void *right) {
  const placed *a = left, *b = right;
  if (a->entity != b->entity) return a->entity < b->entity ? -1 : 1;
  if (a->document != b->document) return a->document < b->document ? -1 : 1;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  return (a->end > b->end) - (a->end < b->end);
}

static int by_words(const void *left, const void *right) {
  const worded *a = left, *b = right;
  int order = ent_str_compare(a->lang, b->lang);
  return order ? order : ent_str_compare(a->text, b->text);
}

typedef ent_sym (*iri_fn)(const ent_graph *graph, ent_id id);
static ent_sym document_iri(const ent_graph *graph, ent_id id) {
  return ent_graph_document(graph, id)->iri;
}
static ent_sym entity_iri(const ent_graph *graph, ent_id id) {
  return ent_graph_entity(graph, id)->iri;
}
static ent_sym claim_iri(const ent_graph *graph, ent_id id) {
  return ent_graph_claim(graph, id)->iri;
}

/* Ids 1..count by their IRIs; malloc memory, never of size 0. NULL when out of memory. */
static ent_id *sort_by_iri(const ent_graph *graph, uint32_t count, iri_fn iri) {
  named *keys = calloc((size_t)count + 1, sizeof *keys);
  ent_id *ids = calloc((size_t)count + 1, sizeof *ids);
  if (!keys || !ids) {
    free(keys);
    free(ids);
    return NULL;
  }
  for (uint32_t i = 0; i < count; i++)
    keys[i] = (named){ent_graph_text(graph, iri(graph, i + 1)), i + 1};
  qsort(keys, count, sizeof *keys, by_iri);
  for (uint32_t i = 0; i < count; i++)
    ids[i] = keys[i].id;
  free(keys);
  return ids;
}

/* The inverse of an order: by id, the place it has; index 0 has place 0. */
static uint32_t *places(const ent_id *ids, uint32_t count) {
  uint32_t *result = calloc((size_t)count + 1, sizeof *result);
  for (uint32_t i = 0; result && i < count; i++)
    result[ids[i]] = i + 1;
  return result;
}

static uint32_t *sort_mentions(const ent_graph *graph, const ent_graph_order *order) {
  const uint32_t count = ent_graph_mention_count(graph);
  uint32_t *entities = places(order->entities, ent_graph_entity_count(graph));
  uint32_t *documents = places(order->documents, ent_graph_document_count(graph));
  placed *keys = calloc((size_t)count + 1, sizeof *keys);
  uint32_t *ids = entities && documents && keys ? calloc((size_t)count + 1, sizeof *ids) : NULL;
  for (uint32_t i = 0; ids && i < count; i++) {
    const ent_mention *mention = ent_graph_mention(graph, i + 1);
    keys[i] = (placed){entities[mention->entity], documents[mention->span.document], mention->span.begin,
                       mention->span.end, i + 1};
  }
  if (ids) qsort(keys, count, sizeof *keys, by_place);
  for (uint32_t i = 0; ids && i < count; i++)
    ids[i] = keys[i].id;
  free(entities);
  free(documents);
  free(keys);
  return ids;
}

ent_status ent_graph_sort(const ent_graph *graph, ent_graph_order *order) {
  *order = (ent_graph_order){0};
  order->documents = sort_by_iri(graph, ent_graph_document_count(graph), document_iri);
  order->entities = sort_by_iri(graph, ent_graph_entity_count(graph), entity_iri);
  order->claims = sort_by_iri(graph, ent_graph_claim_count(graph), claim_iri);
  if (order->documents && order->entities && order->claims) order->mentions = sort_mentions(graph, order);
  if (order->mentions) return ENT_OK;
  ent_graph_order_free(order);
  return ENT_ERR_MEMORY;
}

void ent_graph_order_free(ent_graph_order *order) {
  if (!order) return;
  free(order->documents);
  free(order->entities);
  free(order->mentions);
  free(order->claims);
  *order = (ent_graph_order){0};
}

ent_label *ent_graph_sort_labels(const ent_graph *graph, const ent_entity *entity, ent_arena *arena) {
  const uint32_t count = entity->label_count;
  worded *keys = ent_arena_calloc(arena, count, sizeof *keys);
  ent_label *labels = ent_arena_calloc(arena, count, sizeof *labels);
  if (!keys || !labels) return NULL;
  for (uint32_t i = 0; i < count; i++) {
    const ent_label label = entity->labels[i];
    keys[i] = (worded){ent_graph_text(graph, label.lang), ent_graph_text(graph, label.text), label};
  }
  qsort(keys, count, sizeof *keys, by_words);
  for (uint32_t i = 0; i < count; i++)
    labels[i] = keys[i].label;
  return labels;
}
