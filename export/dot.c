/* Graphviz. Planned, called-for, denied and reported claims are dashed. */
#include "export/columns.h"
#include "export/formats.h"
#include "export/gate.h"

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_output *output;
  ent_arena *scratch; /* emptied with each node and edge */
} writing;

static void put_quoted(const writing *w, ent_str text) {
  ent_str line = ent_gate_line(w->scratch, text);
  if (!line.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  ent_output_text(w->output, "\"");
  size_t from = 0;
  for (size_t i = 0; i < line.len; i++)
    if (line.ptr[i] == '"' || line.ptr[i] == '\\') {
      ent_output_put(w->output, line.ptr + from, i - from);
      ent_output_text(w->output, "\\");
      from = i;
    }
  ent_output_put(w->output, line.ptr ? line.ptr + from : "", line.len - from);
  ent_output_text(w->output, "\"");
}

static void put_iri(const writing *w, ent_id entity) {
  put_quoted(w, ent_graph_text(w->graph, ent_graph_entity(w->graph, entity)->iri));
}

static ent_status put_node(void *user, const ent_entity_view *view) {
  const writing *w = user;
  ent_arena_reset(w->scratch);
  ent_output_text(w->output, "  ");
  put_iri(w, view->id);
  ent_output_text(w->output, " [label=");
  put_quoted(w, ent_label_of_entity(w->graph, w->options, view->entity));
  ent_output_format(w->output, ", color=\"%s\"];\n", ent_node_color((ent_type)view->entity->type));
  return w->output->status;
}

static ent_status put_edge(void *user, ent_id id, const ent_claim *claim) {
  const writing *w = user;
  (void)id;
  ent_arena_reset(w->scratch);
  ent_output_text(w->output, "  ");
  put_iri(w, claim->subject);
  ent_output_text(w->output, " -> ");
  put_iri(w, claim->object);
  ent_output_text(w->output, " [label=");
  put_quoted(w, ent_label_of_relation(w->options, ent_graph_text(w->graph, claim->relation)));
  ent_output_text(w->output, claim->modality == ENT_ASSERTED ? "];\n" : ", style=dashed];\n");
  return w->output->status;
}

ENT_DECLARE_WRITER(ent_write_dot) {
  const ent_visitor visitor = {.entity = put_node, .claim = put_edge};
  writing w = {.graph = graph, .options = options, .output = output, .scratch = ent_arena_new()};
  (void)sink;
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_output_text(output, "digraph entente {\n  node [shape=box, style=rounded];\n");
  ent_status status = ent_traverse(graph, &visitor, &w);
  ent_output_text(output, "}\n");
  ent_arena_free(w.scratch);
  return status != ENT_OK ? status : output->status;
}
