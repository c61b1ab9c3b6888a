/* The cut that networks and tables show, and the spans of GEXF. */
#include "tests/graphs.h"

#include "export/cut.h"

typedef struct {
  uint32_t nodes, edges, degrees;
  uint64_t weight; /* of all edges */
  uint32_t claims;
} counts;

static ent_status count_node(void *user, const ent_node *node) {
  counts *c = user;
  c->nodes++;
  c->degrees += node->degree;
  return ENT_OK;
}

static ent_status count_edge(void *user, const ent_edge *edge) {
  counts *c = user;
  c->edges++;
  c->weight += edge->weight;
  c->claims += edge->claims;
  return ENT_OK;
}

static counts cut(const ent_graph *graph, const ent_write_options *options) {
  const ent_cut_visitor visitor = {.node = count_node, .edge = count_edge};
  counts c = {0};
  assert_int_equal(ent_cut_traverse(graph, options, &visitor, &c), ENT_OK);
  return c;
}

static void without_options_all_is_there(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  counts c = cut(graph, &(ent_write_options){0});
  assert_int_equal(c.nodes, ent_graph_entity_count(graph));
  assert_int_equal(c.edges, ent_graph_claim_count(graph));
  assert_int_equal(c.degrees, 2 * c.edges);
  ent_graph_free(graph);
}

static void types_relations_and_weights_cut(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  counts c = cut(graph, &(ent_write_options){.types = "Country,Treaty"});
  assert_int_equal(c.edges, 1); /* China plans to sign */
  assert_int_equal(c.nodes, 2);
  c = cut(graph, &(ent_write_options){.relations = "supports"});
  assert_int_equal(c.edges, 1);
  assert_int_equal(c.nodes, 2);
  c = cut(graph, &(ent_write_options){.relations = "signed, supports", .min_weight = 0.96});
  assert_int_equal(c.edges, 2); /* without the one of 0.95 */
  c = cut(graph, &(ent_write_options){.types = "Planet"});
  assert_int_equal(c.nodes, 0);
  ent_graph_free(graph);
}

/* The example's claim of the group once more, in another document and surer. */
static ent_graph *said_twice(void) {
  ent_graph *graph = example_graph();
  const ent_document_node document = {.iri = sym(graph, "document/other")};
  const ent_claim again = {.subject = ent_graph_find_entity(graph, ENT_STR("group/上海合作组织成员国")),
                           .object = ent_graph_find_entity(graph, ENT_STR("treaty/天津宣言")),
                           .relation = sym(graph, "signed"),
                           .confidence = 98,
                           .evidence = {.document = ent_graph_add_document(graph, &document)}};
  assert_int_not_equal(ent_graph_add_claim(graph, &again), 0);
  return graph;
}

static void parallel_edges_are_merged(void **state) {
  (void)state;
  ent_graph *graph = said_twice();
  counts apart = cut(graph, &(ent_write_options){0});
  counts merged = cut(graph, &(ent_write_options){.merge_parallel = true});
  assert_int_equal(apart.edges, 4);
  assert_int_equal(merged.edges, 3);
  assert_int_equal(merged.claims, 4);
  assert_true(merged.weight == apart.weight);
  assert_int_equal(cut(graph, &(ent_write_options){.merge_parallel = true, .min_weight = 1.5}).edges, 1);
  const ent_write_options options = {.merge_parallel = true};
  ent_buffer tsv = written(graph, "tsv", &options);
  assert_contains(&tsv, "\t0.98\t1.93\thttps://w3id.org/entente/id/group/");
  ent_buffer_free(&tsv);
  ent_graph_free(graph);
}

static void reported(void *user, const ent_diagnostic *diagnostic) {
  (void)diagnostic;
  ++*(int *)user;
}

static void unknown_names_are_refused(void **state) {
  (void)state;
  int messages = 0;
  const ent_sink sink = {reported, &messages};
  ent_ontology *ontology;
  const char *top = getenv("top_srcdir");
  char path[1024];
  snprintf(path, sizeof path, "%s/ontology/entente.ttl", top && *top ? top : ".");
  assert_int_equal(ent_ontology_load(path, NULL, &ontology), ENT_OK);
  assert_int_equal(ent_cut_check(&(ent_write_options){0}, &sink), ENT_OK);
  assert_int_equal(
      ent_cut_check(&(ent_write_options){.types = "Country,Event", .relations = "signed", .ontology = ontology}, &sink),
      ENT_OK);
  assert_int_equal(messages, 0);
  assert_int_equal(ent_cut_check(&(ent_write_options){.types = "country"}, &sink), ENT_ERR_USAGE);
  assert_int_equal(ent_cut_check(&(ent_write_options){.relations = "signed,likes", .ontology = ontology}, &sink),
                   ENT_ERR_USAGE);
  assert_int_equal(messages, 2);
  ent_ontology_free(ontology);
}

static void gexf_spans_are_full_dates(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  const ent_document_node document = {.iri = sym(graph, "document/d"), .date = sym(graph, "2025-09-02")};
  const ent_entity year = {.iri = sym(graph, "date/2025"),
                           .type = ENT_DATE,
                           .edtf = sym(graph, "2025"),
                           .earliest = sym(graph, "2025-01-01"),
                           .latest = sym(graph, "2025-12-31")};
  const ent_entity never = {
      .iri = sym(graph, "date/x"), .type = ENT_DATE, .edtf = sym(graph, "2025"), .earliest = sym(graph, "2025")};
  ent_claim claim = {.subject = add_named(graph, ENT_EVENT, "event/e", "会议", "zh"),
                     .object = ent_graph_add_entity(graph, &year),
                     .relation = sym(graph, "date"),
                     .evidence = {.document = ent_graph_add_document(graph, &document)}};
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  assert_int_not_equal(ent_graph_add_entity(graph, &never), 0);
  claim.object = add_named(graph, ENT_COUNTRY, "country/CHN", "中国", "zh");
  claim.relation = sym(graph, "hasActor");
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  ent_buffer gexf = written(graph, "gexf", NULL);
  assert_contains(&gexf, "<node id=\"event:e\" label=\"会议\" start=\"2025-01-01\" end=\"2025-12-31\">");
  assert_contains(&gexf, "<node id=\"country:CHN\" label=\"中国\">");
  assert_contains(&gexf, "<node id=\"date:x\" label=\"2025\">");
  assert_contains(&gexf, "kind=\"date\" label=\"date\" weight=\"1.0\" start=\"2025-01-01\" end=\"2025-12-31\">");
  assert_contains(&gexf,
                  "kind=\"hasActor\" label=\"hasActor\" weight=\"1.0\" start=\"2025-09-02\" end=\"2025-09-02\">");
  ent_buffer_free(&gexf);
  ent_graph_free(graph);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(without_options_all_is_there), cmocka_unit_test(types_relations_and_weights_cut),
      cmocka_unit_test(parallel_edges_are_merged),    cmocka_unit_test(unknown_names_are_refused),
      cmocka_unit_test(gexf_spans_are_full_dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
