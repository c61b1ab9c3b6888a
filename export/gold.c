/* Records of the gold files (ANNOTATION.md section 3), as tools/nt2gold.py makes them from the N-Triples. */
#include <stdlib.h>

#include "export/formats.h"
#include "export/gate.h"
#include "export/traverse.h"

typedef struct {
  const ent_graph *graph;
  ent_output *output;
  uint32_t *numbers; /* by entity id */
  uint32_t count;
  ent_arena *scratch;
} writing;

/* A name may hold neither tab nor the "|" between names. */
static void put_name(const writing *w, ent_str name) {
  ent_str line = ent_gate_line(w->scratch, name);
  if (!line.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  for (size_t i = 0; i < line.len; i++)
    ent_output_put(w->output, line.ptr[i] == '|' ? "/" : line.ptr + i, 1);
}

static ent_status put_entity(void *user, const ent_entity_view *view) {
  writing *w = user;
  const ent_entity *entity = view->entity;
  ent_arena_reset(w->scratch);
  w->numbers[view->id] = ++w->count;
  ent_output_format(w->output, "E\te%u\t%s\t", w->count, ent_type_name((ent_type)entity->type));
  /* A date is named by its value; its wording is an alias. */
  bool is_date = entity->edtf != 0 && entity->edtf != entity->preferred.text;
  ent_sym name = is_date ? entity->edtf : entity->preferred.text;
  put_name(w, ent_graph_text(w->graph, name ? name : entity->iri));
  ent_output_text(w->output, "\t");
  const char *separator = "";
  if (is_date && entity->preferred.text) {
    put_name(w, ent_graph_text(w->graph, entity->preferred.text));
    separator = " | ";
  }
  for (uint32_t i = 0; i < entity->label_count; i++) {
    if (view->labels[i].text == name || view->labels[i].text == entity->preferred.text) continue;
    ent_output_text(w->output, separator);
    put_name(w, ent_graph_text(w->graph, view->labels[i].text));
    separator = " | ";
  }
  ent_output_text(w->output, "\n");
  return w->output->status;
}

static ent_status put_facts(void *user, const ent_entity_view *view) {
  const writing *w = user;
  for (uint32_t i = 0; i < view->fact_count; i++) {
    if (ent_fact_is_repeated(view, i)) continue;
    ent_str relation = ent_graph_text(w->graph, view->facts[i].relation);
    ent_output_format(w->output, "R\te%u\t%.*s\te%u\n", w->numbers[view->id], (int)relation.len, relation.ptr,
                      w->numbers[view->facts[i].object]);
  }
  return w->output->status;
}

ENT_DECLARE_WRITER(ent_write_gold) {
  (void)options;
  (void)sink;
  const ent_visitor entities = {.entity = put_entity}, facts = {.entity = put_facts};
  writing w = {.graph = graph, .output = output, .scratch = ent_arena_new()};
  w.numbers = calloc((size_t)ent_graph_entity_count(graph) + 1, sizeof *w.numbers);
  ent_status status = ENT_ERR_MEMORY;
  if (w.scratch && w.numbers) status = ent_traverse(graph, &entities, &w);
  if (status == ENT_OK) status = ent_traverse(graph, &facts, &w);
  free(w.numbers);
  ent_arena_free(w.scratch);
  return status;
}
