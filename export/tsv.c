/* Tab-separated values with a header line. Tabs and line ends inside a value become spaces. */
#include "export/columns.h"
#include "export/formats.h"
#include "export/gate.h"

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_output *output;
  ent_arena *scratch; /* emptied with each line */
} writing;

static void put_field(const writing *w, ent_str value, char after) {
  ent_str line = ent_gate_line(w->scratch, value);
  if (!line.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  ent_output_str(w->output, line.ptr ? line : ENT_STR(""));
  ent_output_put(w->output, &after, 1);
}

static ent_str name_of(const writing *w, ent_id entity) {
  if (entity == 0) return ENT_STR("");
  return ent_label_of_entity(w->graph, w->options, ent_graph_entity(w->graph, entity));
}

static ent_status put_node(void *user, const ent_entity_view *view) {
  const writing *w = user;
  ent_str values[ENT_NODE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_entity(w->graph, w->options, view, w->scratch, values);
  if (status != ENT_OK) return status;
  for (int i = 0; i < ENT_NODE_COLUMNS; i++)
    put_field(w, values[i], i + 1 < ENT_NODE_COLUMNS ? '\t' : '\n');
  return w->output->status;
}

static ent_status put_edge(void *user, ent_id id, const ent_claim *claim) {
  const writing *w = user;
  ent_str values[ENT_EDGE_COLUMNS];
  (void)id;
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_claim(w->graph, w->options, claim, w->scratch, values);
  if (status != ENT_OK) return status;
  const ent_str base = ent_str_from(w->options->base);
  const ent_str source = ent_graph_text(w->graph, ent_graph_entity(w->graph, claim->subject)->iri);
  const ent_str target = ent_graph_text(w->graph, ent_graph_entity(w->graph, claim->object)->iri);
  put_field(w, name_of(w, claim->subject), '\t');
  put_field(w, values[ENT_EDGE_RELATION], '\t');
  put_field(w, name_of(w, claim->object), '\t');
  put_field(w, values[ENT_EDGE_MODALITY], '\t');
  put_field(w, ent_graph_text(w->graph, claim->strength), '\t');
  put_field(w, values[ENT_EDGE_DATE], '\t');
  put_field(w, name_of(w, claim->place), '\t');
  put_field(w, name_of(w, claim->speaker), '\t');
  put_field(w, values[ENT_EDGE_CONFIDENCE], '\t');
  put_field(w, ent_gate_iri(w->scratch, base, source), '\t');
  put_field(w, ent_gate_iri(w->scratch, base, target), '\t');
  put_field(w, values[ENT_EDGE_DOC], '\t');
  put_field(w, ent_arena_format(w->scratch, "%u", claim->evidence.line_begin), '\t');
  put_field(w, ent_graph_text(w->graph, claim->rule), '\t');
  put_field(w, values[ENT_EDGE_QUOTE], '\n');
  return w->output->status;
}

static ent_status write_tsv(const ent_graph *graph, const ent_write_options *options, const ent_visitor *visitor,
                            ent_output *output) {
  writing w = {.graph = graph, .options = options, .output = output, .scratch = ent_arena_new()};
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_status status = ent_traverse(graph, visitor, &w);
  ent_arena_free(w.scratch);
  return status;
}

ENT_DECLARE_WRITER(ent_write_tsv) {
  const ent_visitor visitor = {.claim = put_edge};
  (void)sink;
  ent_output_text(output, "source\trelation\ttarget\tmodality\tstrength\tdate\tplace\tspeaker\tconfidence\t"
                          "source_iri\ttarget_iri\tdoc\tline\trule\tquote\n");
  return write_tsv(graph, options, &visitor, output);
}

ENT_DECLARE_WRITER(ent_write_tsv_nodes) {
  const ent_visitor visitor = {.entity = put_node};
  (void)sink;
  for (int i = 0; i < ENT_NODE_COLUMNS; i++) {
    ent_output_text(output, ent_node_columns[i].name);
    ent_output_text(output, i + 1 < ENT_NODE_COLUMNS ? "\t" : "\n");
  }
  return write_tsv(graph, options, &visitor, output);
}
