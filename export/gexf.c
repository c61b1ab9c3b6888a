/* GEXF 1.3 (https://gexf.net). The kind of an edge keeps parallel edges of different relations apart. */
#include <string.h>

#include "export/columns.h"
#include "export/formats.h"
#include "export/xml.h"

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_xml *xml;
  ent_arena *scratch; /* emptied with each node and edge */
} writing;

/* What GEXF has attributes or elements of its own for: a node's label, size and color, an edge's label and weight. */
static bool is_own_node_column(int i) {
  return i == ENT_NODE_LABEL || i == ENT_NODE_SIZE || i == ENT_NODE_COLOR;
}
static bool is_own_edge_column(int i) {
  return i == ENT_EDGE_LABEL || i == ENT_EDGE_WEIGHT;
}

static void put_columns(ent_xml *xml, const char *whose, const ent_column *columns, int count, bool (*own)(int)) {
  ent_xml_start(xml, "attributes");
  ent_xml_attribute(xml, "class", ent_str_from(whose));
  for (int i = 0; i < count; i++) {
    if (own(i)) continue;
    ent_xml_start(xml, "attribute");
    ent_xml_attribute(xml, "id", ent_str_from(columns[i].name));
    ent_xml_attribute(xml, "title", ent_str_from(columns[i].name));
    ent_xml_attribute(xml, "type", ent_str_from(strcmp(columns[i].type, "int") == 0 ? "integer" : columns[i].type));
    ent_xml_end(xml);
  }
  ent_xml_end(xml);
}

static void put_values(ent_xml *xml, const ent_column *columns, int count, bool (*own)(int), const ent_str *values) {
  ent_xml_start(xml, "attvalues");
  for (int i = 0; i < count; i++) {
    if (own(i)) continue;
    ent_xml_start(xml, "attvalue");
    ent_xml_attribute(xml, "for", ent_str_from(columns[i].name));
    ent_xml_attribute(xml, "value", values[i]);
    ent_xml_end(xml);
  }
  ent_xml_end(xml);
}

static void put_id(const writing *w, const char *attribute, ent_sym iri) {
  ent_xml_attribute(w->xml, attribute, ent_node_id(w->scratch, ent_graph_text(w->graph, iri)));
}

static ent_status put_node(void *user, const ent_entity_view *view) {
  const writing *w = user;
  ent_str values[ENT_NODE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_entity(w->graph, w->options, view, w->scratch, values);
  if (status != ENT_OK) return status;
  ent_xml_start(w->xml, "node");
  put_id(w, "id", view->entity->iri);
  ent_xml_attribute(w->xml, "label", values[ENT_NODE_LABEL]);
  put_values(w->xml, ent_node_columns, ENT_NODE_COLUMNS, is_own_node_column, values);
  ent_xml_start(w->xml, "viz:color");
  ent_xml_attribute(w->xml, "hex", values[ENT_NODE_COLOR]);
  ent_xml_end(w->xml);
  ent_xml_start(w->xml, "viz:size");
  ent_xml_attribute(w->xml, "value", values[ENT_NODE_SIZE]);
  ent_xml_end(w->xml);
  ent_xml_end(w->xml);
  return ent_xml_status(w->xml);
}

static ent_status put_edge(void *user, ent_id id, const ent_claim *claim) {
  const writing *w = user;
  ent_str values[ENT_EDGE_COLUMNS];
  (void)id;
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_claim(w->graph, w->options, claim, w->scratch, values);
  if (status != ENT_OK) return status;
  ent_xml_start(w->xml, "edge");
  put_id(w, "id", claim->iri);
  put_id(w, "source", ent_graph_entity(w->graph, claim->subject)->iri);
  put_id(w, "target", ent_graph_entity(w->graph, claim->object)->iri);
  ent_xml_attribute(w->xml, "kind", values[ENT_EDGE_RELATION]);
  ent_xml_attribute(w->xml, "label", values[ENT_EDGE_LABEL]);
  ent_xml_attribute(w->xml, "weight", values[ENT_EDGE_WEIGHT]);
  put_values(w->xml, ent_edge_columns, ENT_EDGE_COLUMNS, is_own_edge_column, values);
  ent_xml_end(w->xml);
  return ent_xml_status(w->xml);
}

static void put_head(ent_xml *xml) {
  ent_xml_start(xml, "gexf");
  ent_xml_attribute(xml, "xmlns", ENT_STR("http://gexf.net/1.3"));
  ent_xml_attribute(xml, "xmlns:viz", ENT_STR("http://gexf.net/1.3/viz"));
  ent_xml_attribute(xml, "version", ENT_STR("1.3"));
  ent_xml_start(xml, "meta");
  ent_xml_start(xml, "creator");
  ent_xml_text(xml, ENT_STR("entente"));
  ent_xml_end(xml);
  ent_xml_end(xml);
  ent_xml_start(xml, "graph");
  ent_xml_attribute(xml, "mode", ENT_STR("static"));
  ent_xml_attribute(xml, "defaultedgetype", ENT_STR("directed"));
  put_columns(xml, "node", ent_node_columns, ENT_NODE_COLUMNS, is_own_node_column);
  put_columns(xml, "edge", ent_edge_columns, ENT_EDGE_COLUMNS, is_own_edge_column);
}

ENT_DECLARE_WRITER(ent_write_gexf) {
  const ent_visitor nodes = {.entity = put_node}, edges = {.claim = put_edge};
  writing w = {.graph = graph, .options = options, .scratch = ent_arena_new()};
  (void)sink;
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_status status = ent_xml_open(output, &w.xml);
  if (status == ENT_OK) {
    put_head(w.xml);
    ent_xml_start(w.xml, "nodes");
    status = ent_traverse(graph, &nodes, &w);
    ent_xml_end(w.xml);
  }
  if (status == ENT_OK) {
    ent_xml_start(w.xml, "edges");
    status = ent_traverse(graph, &edges, &w);
  }
  ent_status closed = ent_xml_close(w.xml); /* ends what is open */
  ent_arena_free(w.scratch);
  return status != ENT_OK ? status : closed;
}
