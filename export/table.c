/* Entities and claims in aligned columns, for a terminal: wide characters take two cells. */
#include <stdlib.h>

#include "export/cells.h"
#include "export/columns.h"
#include "export/formats.h"

#define COLUMNS 5

typedef struct {
  ent_str cells[COLUMNS];
} row;

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_arena *arena; /* of all cells */
  row *entities, *claims;
  uint32_t entity_count, entity_capacity, claim_count, claim_capacity;
} writing;

static ent_status add_row(const writing *w, row **rows, uint32_t *count, uint32_t *capacity, const row *values) {
  row *slot = ent_vector_push(rows, count, capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  for (int i = 0; i < COLUMNS; i++) {
    slot->cells[i] = ent_cells_cut(w->arena, values->cells[i]);
    if (!slot->cells[i].ptr) return ENT_ERR_MEMORY;
  }
  return ENT_OK;
}

static ent_str type_name(const writing *w, ent_type type) {
  if (!w->options->ontology) return ent_str_from(ent_type_name(type));
  return ent_ontology_class_label(w->options->ontology, type, ent_str_from(w->options->lang ? w->options->lang : "en"));
}

static ent_str name_of(const writing *w, ent_id entity) {
  if (entity == 0) return ENT_STR("");
  return ent_label_of_entity(w->graph, w->options, ent_graph_entity(w->graph, entity));
}

static ent_status add_entity(void *user, const ent_node *node) {
  writing *w = user;
  const ent_entity_view *view = node->view;
  const ent_entity *e = view->entity;
  ent_str other = e->label_count ? ent_graph_text(w->graph, view->labels[0].text) : ENT_STR("");
  const row values = {{type_name(w, (ent_type)e->type), name_of(w, view->id),
                       ent_arena_format(w->arena, "%u", view->mention_count),
                       ent_graph_text(w->graph, e->edtf ? e->edtf : e->wikidata), other}};
  return add_row(w, &w->entities, &w->entity_count, &w->entity_capacity, &values);
}

static ent_status add_claim(void *user, const ent_edge *edge) {
  writing *w = user;
  const ent_claim *claim = edge->claim;
  const row values = {{name_of(w, claim->subject),
                       ent_label_of_relation(w->options, ent_graph_text(w->graph, claim->relation)),
                       name_of(w, claim->object), ent_str_from(ent_modality_name((ent_modality)claim->modality)),
                       name_of(w, claim->date)}};
  return add_row(w, &w->claims, &w->claim_count, &w->claim_capacity, &values);
}

static int by_cells(const void *left, const void *right) {
  const row *a = left, *b = right;
  int order = 0;
  for (int i = 0; order == 0 && i < COLUMNS; i++)
    order = ent_str_compare(a->cells[i], b->cells[i]);
  return order;
}

static ent_status put_rows(ent_output *output, const row *head, const row *rows, uint32_t count) {
  return ent_cells_put(output, head->cells, count ? rows->cells : NULL, count, COLUMNS);
}

ENT_DECLARE_WRITER(ent_write_table) {
  const ent_cut_visitor visitor = {.node = add_entity, .edge = add_claim};
  const row entity_head = {{ENT_STR("KIND"), ENT_STR("NAME"), ENT_STR("MENTIONS"), ENT_STR("ID"), ENT_STR("ALSO")}};
  const row claim_head = {
      {ENT_STR("SUBJECT"), ENT_STR("RELATION"), ENT_STR("OBJECT"), ENT_STR("MODALITY"), ENT_STR("DATE")}};
  writing w = {.graph = graph, .options = options, .arena = ent_arena_new()};
  (void)sink;
  ent_status status = w.arena ? ent_cut_traverse(graph, options, &visitor, &w) : ENT_ERR_MEMORY;
  if (status == ENT_OK) {
    /* Claims come by their digests, which tell a reader nothing. */
    if (w.claim_count) qsort(w.claims, w.claim_count, sizeof *w.claims, by_cells);
    status = put_rows(output, &entity_head, w.entities, w.entity_count);
    ent_output_text(output, "\n");
    if (status == ENT_OK) status = put_rows(output, &claim_head, w.claims, w.claim_count);
  }
  free(w.entities);
  free(w.claims);
  ent_arena_free(w.arena);
  return status;
}
