#include "export/cut.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  ent_edge edge;
  uint32_t place; /* of its claim in output order */
} kept_edge;

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  const ent_cut_visitor *visitor;
  void *user;
  uint32_t types;     /* bit i: ent_type i is shown */
  kept_edge *edges;   /* room for every claim */
  uint32_t count;     /* of edges */
  uint32_t place;     /* of the claim that comes next */
  uint32_t *degrees;  /* by entity id */
  bool without_loose; /* entities without an edge are left out */
} cutting;

/* Takes the next name off a list with commas; length 0 when there is none left. */
static ent_str next_name(const char **list) {
  *list += strspn(*list, ", ");
  ent_str name = {*list, strcspn(*list, ", ")};
  *list += name.len;
  return name;
}

ent_status ent_cut_check(const ent_write_options *options, const ent_sink *sink) {
  ent_type type;
  const char *list = options->types ? options->types : "";
  for (ent_str name; (name = next_name(&list)).len > 0;)
    if (!ent_type_find(name, &type))
      return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_USAGE, NULL, 0, 0, "no class of entities is called %.*s",
                        (int)name.len, name.ptr);
  list = options->relations && options->ontology ? options->relations : "";
  for (ent_str name; (name = next_name(&list)).len > 0;)
    if (ent_ontology_relation_find(options->ontology, name) < 0)
      return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_USAGE, NULL, 0, 0, "no relation is called %.*s", (int)name.len,
                        name.ptr);
  return ENT_OK;
}

static uint32_t chosen_types(const char *list) {
  if (!list) return UINT32_MAX;
  uint32_t types = 0;
  ent_type type;
  for (ent_str name; (name = next_name(&list)).len > 0;)
    if (ent_type_find(name, &type)) types |= 1u << type;
  return types;
}

static bool is_listed(const char *list, ent_str wanted) {
  for (ent_str name; (name = next_name(&list)).len > 0;)
    if (ent_str_equal(name, wanted)) return true;
  return false;
}

static bool is_shown(const cutting *c, ent_id entity) {
  return c->types >> ent_graph_entity(c->graph, entity)->type & 1;
}

static ent_status keep_claim(void *user, ent_id id, const ent_claim *claim) {
  cutting *c = user;
  (void)id;
  const uint32_t place = c->place++;
  if (!is_shown(c, claim->subject) || !is_shown(c, claim->object)) return ENT_OK;
  if (c->options->relations && !is_listed(c->options->relations, ent_graph_text(c->graph, claim->relation)))
    return ENT_OK;
  c->edges[c->count++] = (kept_edge){{claim, ent_claim_weight(claim), 1}, place};
  return ENT_OK;
}

static int by_number(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right) {
  return by_number(((const kept_edge *)left)->place, ((const kept_edge *)right)->place);
}

/* Parallel edges are those of the same ends, relation and modality: what is planned is not what is done. */
static int by_ends(const void *left, const void *right) {
  const ent_claim *a = ((const kept_edge *)left)->edge.claim, *b = ((const kept_edge *)right)->edge.claim;
  int order = by_number(a->subject, b->subject);
  if (!order) order = by_number(a->object, b->object);
  if (!order) order = by_number(a->relation, b->relation);
  return order ? order : by_number(a->modality, b->modality);
}

static int by_ends_and_place(const void *left, const void *right) {
  int order = by_ends(left, right);
  return order ? order : by_place(left, right);
}

static void unite(kept_edge *whole, const kept_edge *part) {
  whole->edge.weight += part->edge.weight;
  whole->edge.claims += part->edge.claims;
  if (ent_claim_weight(part->edge.claim) <= ent_claim_weight(whole->edge.claim)) return;
  whole->edge.claim = part->edge.claim;
  whole->place = part->place;
}

static void merge_parallel(cutting *c) {
  qsort(c->edges, c->count, sizeof *c->edges, by_ends_and_place);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < c->count; i++)
    if (kept > 0 && by_ends(&c->edges[kept - 1], &c->edges[i]) == 0)
      unite(&c->edges[kept - 1], &c->edges[i]);
    else
      c->edges[kept++] = c->edges[i];
  c->count = kept;
  qsort(c->edges, c->count, sizeof *c->edges, by_place);
}

static void drop_light(cutting *c) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < c->count; i++)
    if ((double)c->edges[i].edge.weight >= c->options->min_weight * 100.0) c->edges[kept++] = c->edges[i];
  c->count = kept;
}

static ent_status pass_node(void *user, const ent_entity_view *view) {
  const cutting *c = user;
  const ent_node node = {view, c->degrees[view->id]};
  if (!is_shown(c, view->id) || (c->without_loose && node.degree == 0)) return ENT_OK;
  return c->visitor->node(c->user, &node);
}

ent_status ent_cut_traverse(const ent_graph *graph, const ent_write_options *options, const ent_cut_visitor *visitor,
                            void *user) {
  const ent_visitor claims = {.claim = keep_claim}, entities = {.entity = pass_node};
  cutting c = {.graph = graph, .options = options, .visitor = visitor, .user = user};
  c.types = chosen_types(options->types);
  c.without_loose = options->types || options->relations || options->min_weight > 0;
  c.edges = calloc((size_t)ent_graph_claim_count(graph) + 1, sizeof *c.edges);
  c.degrees = calloc((size_t)ent_graph_entity_count(graph) + 1, sizeof *c.degrees);
  ent_status status = c.edges && c.degrees ? ent_traverse(graph, &claims, &c) : ENT_ERR_MEMORY;
  if (status != ENT_OK) goto done;
  if (options->merge_parallel) merge_parallel(&c);
  drop_light(&c);
  for (uint32_t i = 0; i < c.count; i++) {
    c.degrees[c.edges[i].edge.claim->subject]++;
    c.degrees[c.edges[i].edge.claim->object]++;
  }
  if (visitor->node) status = ent_traverse(graph, &entities, &c);
  for (uint32_t i = 0; status == ENT_OK && visitor->edge && i < c.count; i++)
    status = visitor->edge(user, &c.edges[i].edge);

done:
  free(c.edges);
  free(c.degrees);
  return status;
}
