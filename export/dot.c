/* Graphviz. Edges that are planned, called for, denied or reported are dashed. */
#include <stdlib.h>

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

/* Black letters on light colours, white on dark ones: by luma (ITU-R BT.601), 0 to 255. */
static const char *ink_on(const char *color) {
  unsigned long rgb = strtoul(color + 1, NULL, 16);
  double luma = 0.299 * (double)(rgb >> 16) + 0.587 * (double)(rgb >> 8 & 255) + 0.114 * (double)(rgb & 255);
  return luma > 128 ? "black" : "white";
}

static ent_status put_node(void *user, const ent_node *node) {
  const writing *w = user;
  const ent_entity_view *view = node->view;
  const char *color = ent_node_color((ent_type)view->entity->type);
  ent_arena_reset(w->scratch);
  ent_output_text(w->output, "  ");
  put_iri(w, view->id);
  ent_output_text(w->output, " [label=");
  put_quoted(w, ent_label_of_entity(w->graph, w->options, view->entity));
  ent_output_format(w->output, ", fillcolor=\"%s\", fontcolor=%s];\n", color, ink_on(color));
  return w->output->status;
}

static ent_status put_edge(void *user, const ent_edge *edge) {
  const writing *w = user;
  const ent_claim *claim = edge->claim;
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
  const ent_cut_visitor visitor = {.node = put_node, .edge = put_edge};
  writing w = {.graph = graph, .options = options, .output = output, .scratch = ent_arena_new()};
  (void)sink;
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_output_text(output, "digraph entente {\n  rankdir=LR;\n"
                          "  node [shape=box, style=\"filled,rounded\", fontname=\"sans-serif\"];\n"
                          "  edge [fontname=\"sans-serif\", fontsize=10];\n");
  ent_status status = ent_cut_traverse(graph, options, &visitor, &w);
  ent_output_text(output, "}\n");
  ent_arena_free(w.scratch);
  return status != ENT_OK ? status : output->status;
}
