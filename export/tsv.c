/* Tab-separated values with a header line, for spreadsheets, Gephi and Neo4j. The names that Gephi's import knows are
 * Id, Label, Source, Target, Type, Kind and Weight; Neo4j's LOAD CSV takes any (doc/consumers.md). Tabs and line ends
 * inside a value become spaces; a value with a quotation mark is quoted (RFC 4180), since both would take one at the
 * start of a value for the beginning of a quoted value. */
#include <string.h>

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
  const bool quoted = line.len && memchr(line.ptr, '"', line.len);
  if (quoted) ent_output_text(w->output, "\"");
  for (const char *mark; line.len && (mark = memchr(line.ptr, '"', line.len)) != NULL;) {
    const size_t taken = (size_t)(mark - line.ptr) + 1;
    ent_output_put(w->output, line.ptr, taken);
    ent_output_text(w->output, "\"");
    line = (ent_str){line.ptr + taken, line.len - taken};
  }
  ent_output_str(w->output, line.ptr ? line : ENT_STR(""));
  if (quoted) ent_output_text(w->output, "\"");
  ent_output_put(w->output, &after, 1);
}

static ent_str name_of(const writing *w, ent_id entity) {
  if (entity == 0) return ENT_STR("");
  return ent_label_of_entity(w->graph, w->options, ent_graph_entity(w->graph, entity));
}

/* The IRI of a thing with its base. */
static void put_iri(const writing *w, ent_sym iri, char after) {
  ent_str whole = ent_gate_iri(w->scratch, ent_str_from(w->options->base), ent_graph_text(w->graph, iri));
  if (!whole.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  put_field(w, whole, after);
}

static ent_status put_node(void *user, const ent_node *node) {
  const writing *w = user;
  const ent_entity *entity = node->view->entity;
  ent_str values[ENT_NODE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_node(w->graph, w->options, node, w->scratch, values);
  if (status != ENT_OK) return status;
  put_field(w, values[ENT_NODE_IRI], '\t');
  put_field(w, values[ENT_NODE_LABEL], '\t');
  put_field(w, values[ENT_NODE_KIND], '\t');
  put_field(w, values[ENT_NODE_WIKIDATA], '\t');
  put_field(w, values[ENT_NODE_MENTIONS], '\t');
  put_field(w, ent_graph_text(w->graph, entity->edtf), '\t');
  put_field(w, ent_graph_text(w->graph, entity->earliest), '\t');
  put_field(w, ent_graph_text(w->graph, entity->latest), '\t');
  put_field(w, values[ENT_NODE_SIZE], '\t');
  put_field(w, values[ENT_NODE_COLOR], '\n');
  return w->output->status;
}

static ent_status put_edge(void *user, const ent_edge *edge) {
  const writing *w = user;
  const ent_claim *claim = edge->claim;
  ent_str values[ENT_EDGE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_edge(w->graph, w->options, edge, w->scratch, values);
  if (status != ENT_OK) return status;
  put_field(w, name_of(w, claim->subject), '\t');
  put_field(w, values[ENT_EDGE_RELATION], '\t');
  put_field(w, name_of(w, claim->object), '\t');
  put_field(w, values[ENT_EDGE_MODALITY], '\t');
  put_field(w, ent_graph_text(w->graph, claim->strength), '\t');
  put_field(w, values[ENT_EDGE_DATE], '\t');
  put_field(w, values[ENT_EDGE_EARLIEST], '\t');
  put_field(w, values[ENT_EDGE_LATEST], '\t');
  put_field(w, name_of(w, claim->place), '\t');
  put_field(w, name_of(w, claim->speaker), '\t');
  put_field(w, values[ENT_EDGE_CONFIDENCE], '\t');
  put_field(w, values[ENT_EDGE_WEIGHT], '\t');
  put_iri(w, ent_graph_entity(w->graph, claim->subject)->iri, '\t');
  put_iri(w, ent_graph_entity(w->graph, claim->object)->iri, '\t');
  put_field(w, ENT_STR("Directed"), '\t');
  put_field(w, values[ENT_EDGE_LABEL], '\t');
  put_iri(w, claim->iri, '\t');
  put_field(w, values[ENT_EDGE_DOC], '\t');
  put_field(w, ent_arena_format(w->scratch, "%u", claim->evidence.line_begin), '\t');
  put_field(w, ent_graph_text(w->graph, claim->rule), '\t');
  put_field(w, values[ENT_EDGE_QUOTE], '\n');
  return w->output->status;
}

static ent_status write_tsv(const ent_graph *graph, const ent_write_options *options, const ent_cut_visitor *visitor,
                            ent_output *output) {
  writing w = {.graph = graph, .options = options, .output = output, .scratch = ent_arena_new()};
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_status status = ent_cut_traverse(graph, options, visitor, &w);
  ent_arena_free(w.scratch);
  return status;
}

ENT_DECLARE_WRITER(ent_write_tsv) {
  const ent_cut_visitor visitor = {.edge = put_edge};
  (void)sink;
  ent_output_text(output, "subject\tKind\tobject\tmodality\tstrength\tdate\tearliest\tlatest\tplace\tspeaker\t"
                          "confidence\tWeight\tSource\tTarget\tType\tLabel\tId\tdoc\tline\trule\tquote\n");
  return write_tsv(graph, options, &visitor, output);
}

ENT_DECLARE_WRITER(ent_write_tsv_nodes) {
  const ent_cut_visitor visitor = {.node = put_node};
  (void)sink;
  ent_output_text(output, "Id\tLabel\tkind\twikidata\tmentions\tedtf\tearliest\tlatest\tsize\tcolor\n");
  return write_tsv(graph, options, &visitor, output);
}
