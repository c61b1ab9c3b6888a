/* GEXF 1.3 (https://gexf.net). The kind of an edge keeps parallel edges of different relations apart.
 *
 * For Gephi's timeline nodes and edges have spans, in full dates only: it takes "2025" for the first of January. A Date
 * spans the days that it may mean; what has a date, the days of all its dates; an edge the days of its act or, where
 * none is stated, the day of the document that says so. What has no span is always there. */
#include <string.h>

#include "export/columns.h"
#include "export/formats.h"
#include "export/gate.h"
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

typedef struct {
  ent_str start, end; /* empty: none */
} life;

static bool is_day(ent_str text) {
  return ent_gate_date(text) == ENT_DATE_DAY;
}

/* Days are compared as text: years have four digits. */
static void widen(const writing *w, life *span, const ent_entity *date) {
  const ent_str start = ent_graph_text(w->graph, date->earliest), end = ent_graph_text(w->graph, date->latest);
  if (is_day(start) && (span->start.len == 0 || ent_str_compare(start, span->start) < 0)) span->start = start;
  if (is_day(end) && (span->end.len == 0 || ent_str_compare(end, span->end) > 0)) span->end = end;
}

static life life_of_node(const writing *w, const ent_entity_view *view) {
  life span = {ENT_STR(""), ENT_STR("")};
  if (view->entity->type == ENT_DATE) widen(w, &span, view->entity);
  for (uint32_t i = 0; i < view->fact_count; i++)
    if (ent_str_equal(ent_graph_text(w->graph, view->facts[i].relation), ENT_STR("date")))
      widen(w, &span, ent_graph_entity(w->graph, view->facts[i].object));
  return span;
}

static life life_of_edge(const writing *w, const ent_claim *claim) {
  life span = {ENT_STR(""), ENT_STR("")};
  const ent_entity *date = ent_date_of_claim(w->graph, claim);
  if (date) widen(w, &span, date);
  if (span.start.len || span.end.len || !claim->evidence.document) return span;
  const ent_str said = ent_graph_text(w->graph, ent_graph_document(w->graph, claim->evidence.document)->date);
  if (is_day(said)) span.start = span.end = said;
  return span;
}

static void put_life(const writing *w, life span) {
  if (span.start.len) ent_xml_attribute(w->xml, "start", span.start);
  if (span.end.len) ent_xml_attribute(w->xml, "end", span.end);
}

static ent_status put_node(void *user, const ent_node *node) {
  const writing *w = user;
  ent_str values[ENT_NODE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_node(w->graph, w->options, node, w->scratch, values);
  if (status != ENT_OK) return status;
  ent_xml_start(w->xml, "node");
  put_id(w, "id", node->view->entity->iri);
  ent_xml_attribute(w->xml, "label", values[ENT_NODE_LABEL]);
  put_life(w, life_of_node(w, node->view));
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

static ent_status put_edge(void *user, const ent_edge *edge) {
  const writing *w = user;
  const ent_claim *claim = edge->claim;
  ent_str values[ENT_EDGE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_edge(w->graph, w->options, edge, w->scratch, values);
  if (status != ENT_OK) return status;
  ent_xml_start(w->xml, "edge");
  put_id(w, "id", claim->iri);
  put_id(w, "source", ent_graph_entity(w->graph, claim->subject)->iri);
  put_id(w, "target", ent_graph_entity(w->graph, claim->object)->iri);
  ent_xml_attribute(w->xml, "kind", values[ENT_EDGE_RELATION]);
  ent_xml_attribute(w->xml, "label", values[ENT_EDGE_LABEL]);
  ent_xml_attribute(w->xml, "weight", values[ENT_EDGE_WEIGHT]);
  put_life(w, life_of_edge(w, claim));
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
  ent_xml_attribute(xml, "mode", ENT_STR("dynamic"));
  ent_xml_attribute(xml, "timeformat", ENT_STR("date"));
  ent_xml_attribute(xml, "timerepresentation", ENT_STR("interval"));
  ent_xml_attribute(xml, "defaultedgetype", ENT_STR("directed"));
  put_columns(xml, "node", ent_node_columns, ENT_NODE_COLUMNS, is_own_node_column);
  put_columns(xml, "edge", ent_edge_columns, ENT_EDGE_COLUMNS, is_own_edge_column);
}

ENT_DECLARE_WRITER(ent_write_gexf) {
  const ent_cut_visitor nodes = {.node = put_node}, edges = {.edge = put_edge};
  writing w = {.graph = graph, .options = options, .scratch = ent_arena_new()};
  (void)sink;
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_status status = ent_xml_open(output, &w.xml);
  if (status == ENT_OK) {
    put_head(w.xml);
    ent_xml_start(w.xml, "nodes");
    status = ent_cut_traverse(graph, options, &nodes, &w);
    ent_xml_end(w.xml);
  }
  if (status == ENT_OK) {
    ent_xml_start(w.xml, "edges");
    status = ent_cut_traverse(graph, options, &edges, &w);
  }
  ent_status closed = ent_xml_close(w.xml); /* ends what is open */
  ent_arena_free(w.scratch);
  return status != ENT_OK ? status : closed;
}
