/* GraphML (http://graphml.graphdrawing.org) that Gephi, Cytoscape, yEd and networkx open without a setting. A claim is
 * an edge. Key ids are not names that Gephi gives a meaning; every value is written out, for Gephi ignores <default>.
 */
#include "export/columns.h"
#include "export/formats.h"
#include "export/xml.h"

#define NAMESPACE "http://graphml.graphdrawing.org/xmlns"

static const char *const node_keys[ENT_NODE_COLUMNS] = {"n_label",    "n_kind", "n_iri",  "n_wikidata",
                                                        "n_mentions", "n_size", "n_color"};
static const char *const edge_keys[ENT_EDGE_COLUMNS] = {"e_label",      "e_weight", "e_relation", "e_interaction",
                                                        "e_modality",   "e_date",   "e_earliest", "e_latest",
                                                        "e_confidence", "e_quote",  "e_doc"};

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_xml *xml;
  ent_arena *scratch; /* emptied with each node and edge */
} writing;

static void put_keys(ent_xml *xml, const char *whose, const char *const *keys, const ent_column *columns, int count) {
  for (int i = 0; i < count; i++) {
    ent_xml_start(xml, "key");
    ent_xml_attribute(xml, "id", ent_str_from(keys[i]));
    ent_xml_attribute(xml, "for", ent_str_from(whose));
    ent_xml_attribute(xml, "attr.name", ent_str_from(columns[i].name));
    ent_xml_attribute(xml, "attr.type", ent_str_from(columns[i].type));
    ent_xml_end(xml);
  }
}

static void put_id(const writing *w, const char *attribute, ent_sym iri) {
  ent_xml_attribute(w->xml, attribute, ent_node_id(w->scratch, ent_graph_text(w->graph, iri)));
}

static ent_status put_node(void *user, const ent_node *node) {
  const writing *w = user;
  ent_str values[ENT_NODE_COLUMNS];
  ent_arena_reset(w->scratch);
  ent_status status = ent_columns_of_node(w->graph, w->options, node, w->scratch, values);
  if (status != ENT_OK) return status;
  ent_xml_start(w->xml, "node");
  put_id(w, "id", node->view->entity->iri);
  for (int i = 0; i < ENT_NODE_COLUMNS; i++)
    ent_xml_leaf(w->xml, "data", "key", ent_str_from(node_keys[i]), values[i]);
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
  /* Not in the schema, but what Gephi tells parallel edges apart by. */
  if (!w->options->strict) ent_xml_attribute(w->xml, "label", values[ENT_EDGE_RELATION]);
  for (int i = 0; i < ENT_EDGE_COLUMNS; i++)
    ent_xml_leaf(w->xml, "data", "key", ent_str_from(edge_keys[i]), values[i]);
  ent_xml_end(w->xml);
  return ent_xml_status(w->xml);
}

ENT_DECLARE_WRITER(ent_write_graphml) {
  const ent_cut_visitor visitor = {.node = put_node, .edge = put_edge};
  writing w = {.graph = graph, .options = options, .scratch = ent_arena_new()};
  (void)sink;
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_status status = ent_xml_open(output, &w.xml);
  if (status == ENT_OK) {
    ent_xml_start(w.xml, "graphml");
    ent_xml_attribute(w.xml, "xmlns", ENT_STR(NAMESPACE));
    ent_xml_attribute(w.xml, "xmlns:xsi", ENT_STR("http://www.w3.org/2001/XMLSchema-instance"));
    ent_xml_attribute(w.xml, "xsi:schemaLocation", ENT_STR(NAMESPACE " " NAMESPACE "/1.0/graphml.xsd"));
    put_keys(w.xml, "node", node_keys, ent_node_columns, ENT_NODE_COLUMNS);
    put_keys(w.xml, "edge", edge_keys, ent_edge_columns, ENT_EDGE_COLUMNS);
    ent_xml_start(w.xml, "graph");
    ent_xml_attribute(w.xml, "id", ENT_STR("entente"));
    ent_xml_attribute(w.xml, "edgedefault", ENT_STR("directed"));
    status = ent_cut_traverse(graph, options, &visitor, &w);
  }
  ent_status closed = ent_xml_close(w.xml); /* ends what is open */
  ent_arena_free(w.scratch);
  return status != ENT_OK ? status : closed;
}
