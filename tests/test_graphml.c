/* GraphML and GEXF: well-formed whatever is in the graph, and what Gephi wants. */
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdio.h>

#include "tests/graphs.h"

#include "export/columns.h"

static xmlDocPtr parsed(const ent_graph *graph, const char *format, const ent_write_options *options) {
  ent_buffer buffer = written(graph, format, options);
  xmlDocPtr document =
      xmlReadMemory(buffer.data, (int)buffer.length, format, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  if (!document) fail_msg("not well-formed:\n%s", buffer.data);
  ent_buffer_free(&buffer);
  return document;
}

/* The number or the string value of an XPath expression. */
static double number(xmlDocPtr document, const char *expression) {
  xmlXPathContextPtr context = xmlXPathNewContext(document);
  xmlXPathObjectPtr result = xmlXPathEvalExpression((const xmlChar *)expression, context);
  assert_non_null(result);
  double value = xmlXPathCastToNumber(result);
  xmlXPathFreeObject(result);
  xmlXPathFreeContext(context);
  return value;
}

static void assert_value(xmlDocPtr document, const char *expression, const char *expected) {
  xmlXPathContextPtr context = xmlXPathNewContext(document);
  xmlXPathObjectPtr result = xmlXPathEvalExpression((const xmlChar *)expression, context);
  assert_non_null(result);
  xmlChar *value = xmlXPathCastToString(result);
  assert_string_equal((const char *)value, expected);
  xmlFree(value);
  xmlXPathFreeObject(result);
  xmlXPathFreeContext(context);
}

static void graphml_is_what_gephi_wants(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  xmlDocPtr document = parsed(graph, "graphml", NULL);
  assert_true(number(document, "count(//*[local-name()='node'])") == 5);
  assert_true(number(document, "count(//*[local-name()='edge'])") == 3);
  assert_value(document, "//*[local-name()='graph']/@edgedefault", "directed");
  /* each key is declared once, each value is written out */
  assert_true(number(document, "count(//*[local-name()='key'])") == ENT_NODE_COLUMNS + ENT_EDGE_COLUMNS);
  assert_true(number(document, "count(//*[local-name()='data'])") == 5 * ENT_NODE_COLUMNS + 3 * ENT_EDGE_COLUMNS);
  assert_true(number(document, "count(//*[local-name()='data'][not(@key = //*[local-name()='key']/@id)])") == 0);
  assert_true(number(document, "count(//*[local-name()='default'])") == 0);
  assert_true(number(document, "count(//*[local-name()='key'][@id='label' or @id='weight' or @attr.type='date'])") ==
              0);
  /* edges end at nodes, ids are unique */
  assert_true(number(document, "count(//*[local-name()='edge'][not(@source = //*[local-name()='node']/@id) or "
                               "not(@target = //*[local-name()='node']/@id)])") == 0);
  assert_true(number(document, "count(//@id[. = ../preceding::*/@id])") == 0);
  assert_value(document, "//*[@id='country:CHN']/*[@key='n_label']", "中国");
  assert_value(document, "//*[@id='country:CHN']/*[@key='n_mentions']", "2");
  assert_value(document, "//*[@id='country:CHN']/*[@key='n_wikidata']", "Q148");
  assert_value(document, "//*[@id='date:2025-09-01']/*[@key='n_wikidata']", "");
  assert_value(document, "//*[@source='group:上海合作组织成员国']/@label", "signed");
  assert_value(document, "//*[@source='group:上海合作组织成员国']/*[@key='e_weight']", "0.95");
  assert_value(document, "//*[@source='group:上海合作组织成员国']/*[@key='e_date']", "2025-09-01");
  assert_value(document, "//*[@source='country:CHN'][@label='signed']/*[@key='e_modality']", "planned");
  xmlFreeDoc(document);
  const ent_write_options strict = {.strict = true};
  document = parsed(graph, "graphml", &strict);
  assert_true(number(document, "count(//*[local-name()='edge']/@label)") == 0);
  xmlFreeDoc(document);
  ent_graph_free(graph);
}

static void gexf_has_the_same(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  xmlDocPtr document = parsed(graph, "gexf", NULL);
  assert_value(document, "/*/@version", "1.3");
  assert_true(number(document, "count(//*[local-name()='nodes']/*)") == 5);
  assert_true(number(document, "count(//*[local-name()='edges']/*)") == 3);
  assert_value(document, "//*[@id='country:CHN']/@label", "中国");
  assert_value(document, "//*[@source='group:上海合作组织成员国']/@weight", "0.95");
  assert_true(number(document, "count(//*[local-name()='attvalue'][not(@for = //*[local-name()='attribute']/@id)])") ==
              0);
  xmlFreeDoc(document);
  ent_graph_free(graph);
}

static void labels_follow_the_language(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  const ent_write_options english = {.lang = "en"};
  xmlDocPtr document = parsed(graph, "graphml", &english);
  assert_value(document, "//*[@id='country:CHN']/*[@key='n_label']", "China");
  assert_value(document, "//*[@id='treaty:天津宣言']/*[@key='n_label']", "天津宣言"); /* it has no other */
  xmlFreeDoc(document);
  ent_graph_free(graph);
}

static void hostile_texts_stay_well_formed(void **state) {
  (void)state;
  static const char *const hostile[] = {"\xFF\xFE", "a\x01\x1F", "\xED\xA0\x80", "\xEF\xBF\xBF",
                                        "]]>&<\"'", "\r\n\t",    "<!--",         "%00"};
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    ent_graph *graph = example_graph();
    const ent_entity entity = {.iri = sym(graph, hostile[i]),
                               .type = ENT_EVENT,
                               .wikidata = sym(graph, hostile[i]),
                               .preferred = {sym(graph, hostile[i]), sym(graph, hostile[i])}};
    assert_int_not_equal(ent_graph_add_entity(graph, &entity), 0);
    xmlDocPtr document = parsed(graph, "graphml", NULL);
    assert_true(number(document, "count(//*[local-name()='node'])") == 6);
    xmlFreeDoc(document);
    xmlFreeDoc(parsed(graph, "gexf", NULL));
    ent_graph_free(graph);
  }
}

static void what_has_no_name_is_called_by_its_iri(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  const ent_entity entity = {.iri = sym(graph, "event/𠮷 野"), .type = ENT_EVENT};
  assert_int_not_equal(ent_graph_add_entity(graph, &entity), 0);
  xmlDocPtr document = parsed(graph, "graphml", NULL);
  assert_value(document, "//*[@key='n_label']", "event/𠮷 野");
  assert_value(document, "//*[@key='n_iri']", "https://w3id.org/entente/id/event/𠮷%20野");
  xmlFreeDoc(document);
  ent_buffer nt = written(graph, "nt", NULL);
  assert_lacks(&nt, "Label>");
  ent_buffer_free(&nt);
  ent_graph_free(graph);
}

static void node_ids_are_name_tokens_one_to_one(void **state) {
  (void)state;
  static const struct {
    const char *iri, *id;
  } rows[] = {{"country/CHN", "country:CHN"},
              {"treaty/（2026）", "treaty:.EF.BC.882026.EF.BC.89"},
              {"a%2Fb", "a.252Fb"},
              {"a.b", "a.2Eb"},
              {"a:b", "a.3Ab"},
              {"x/日本、韩国", "x:日本.E3.80.81韩国"},
              {"", ""}};
  ent_arena *arena = ent_arena_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_str id = ent_node_id(arena, ent_str_from(rows[i].iri));
    assert_string_equal(id.ptr, rows[i].id);
    if (id.len) assert_int_equal(xmlValidateNMToken((const xmlChar *)id.ptr, 0), 0);
  }
  ent_arena_free(arena);
}

static void colors_and_sizes_are_there(void **state) {
  (void)state;
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    assert_int_equal(strlen(ent_node_color((ent_type)i)), 7);
    for (int k = 0; k < i; k++)
      assert_string_not_equal(ent_node_color((ent_type)i), ent_node_color((ent_type)k));
  }
  assert_true(ent_node_size(0) > 0 && ent_node_size(1) == ent_node_size(0) && ent_node_size(4) == 2 * ent_node_size(1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(graphml_is_what_gephi_wants),
      cmocka_unit_test(gexf_has_the_same),
      cmocka_unit_test(labels_follow_the_language),
      cmocka_unit_test(hostile_texts_stay_well_formed),
      cmocka_unit_test(what_has_no_name_is_called_by_its_iri),
      cmocka_unit_test(node_ids_are_name_tokens_one_to_one),
      cmocka_unit_test(colors_and_sizes_are_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
