/* The graph is a set: adding and merging in any order gives the same. */
#include <stdio.h>

#include "tests/graphs.h"

/* Everything that a graph holds, as text. */
static ent_buffer dump(const ent_graph *graph) {
  const ent_write_options all = {.provenance = ENT_PROVENANCE_MENTION};
  ent_buffer buffer = written(graph, "nq", &all);
  ent_output output = ent_output_buffer(&buffer);
  ent_graph_order order;
  assert_int_equal(ent_graph_sort(graph, &order), ENT_OK);
  for (uint32_t i = 0; i < ent_graph_claim_count(graph); i++) {
    const ent_claim *c = ent_graph_claim(graph, order.claims[i]);
    ent_output_format(&output, "%s %u %s %s\n", ent_graph_text(graph, c->iri).ptr, c->evidence.begin,
                      ent_graph_text(graph, c->evidence.quote).ptr, ent_graph_text(graph, c->rule).ptr);
  }
  for (uint32_t i = 0; i < ent_graph_mention_count(graph); i++) {
    const ent_mention *m = ent_graph_mention(graph, order.mentions[i]);
    ent_output_format(&output, "%s %u %u %s\n", ent_graph_text(graph, ent_graph_entity(graph, m->entity)->iri).ptr,
                      m->span.begin, m->span.end, ent_graph_text(graph, m->span.quote).ptr);
  }
  ent_graph_order_free(&order);
  return buffer;
}

static ent_graph *merged(const ent_graph *a, const ent_graph *b) {
  ent_graph *graph = ent_graph_new();
  assert_int_equal(ent_graph_merge(graph, a), ENT_OK);
  assert_int_equal(ent_graph_merge(graph, b), ENT_OK);
  return graph;
}

static void assert_same(const ent_graph *a, const ent_graph *b) {
  ent_buffer left = dump(a), right = dump(b);
  assert_string_equal(left.data, right.data);
  ent_buffer_free(&left);
  ent_buffer_free(&right);
}

static void merging_is_a_union(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 150; seed++) {
    ent_graph *a = random_graph(seed), *b = random_graph(seed + 1000), *c = random_graph(seed + 2000);
    ent_graph *ab = merged(a, b), *ba = merged(b, a), *bc = merged(b, c);
    ent_graph *ab_c = merged(ab, c), *a_bc = merged(a, bc), *aa = merged(a, a), *ab_a = merged(ab, a);
    assert_same(ab, ba);
    assert_same(ab_c, a_bc);
    assert_same(aa, a);
    assert_same(ab_a, ab);
    assert_int_equal(ent_graph_merge(a, a), ENT_OK);
    assert_same(aa, a);
    ent_graph *all[] = {a, b, c, ab, ba, bc, ab_c, a_bc, aa, ab_a};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
      ent_graph_free(all[i]);
  }
}

static void names_find_their_values(void **state) {
  (void)state;
  ent_type type;
  ent_modality modality;
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    assert_true(ent_type_find(ent_str_from(ent_type_name((ent_type)i)), &type));
    assert_int_equal(type, i);
  }
  for (int i = 0; i < ENT_MODALITY_COUNT; i++) {
    assert_true(ent_modality_find(ent_str_from(ent_modality_name((ent_modality)i)), &modality));
    assert_int_equal(modality, i);
  }
  assert_false(ent_type_find(ENT_STR("country"), &type));
  assert_false(ent_modality_find(ENT_STR(""), &modality));
}

static void the_preferred_label_is_the_first(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  ent_id id = add_named(graph, ENT_PLACE, "place/x", "乙", "zh");
  assert_int_equal(ent_graph_add_label(graph, id, ENT_STR("甲"), ENT_STR("zh")), ENT_OK); /* only another name */
  assert_int_equal(ent_graph_add_label(graph, id, ENT_STR("乙"), ENT_STR("zh")), ENT_OK); /* known */
  assert_int_equal(ent_graph_entity(graph, id)->label_count, 1);
  assert_int_equal(add_named(graph, ENT_PLACE, "place/x", "丙", "zh"), id);
  const ent_entity *place = ent_graph_entity(graph, id);
  assert_string_equal(ent_graph_text(graph, place->preferred.text).ptr, "丙");
  assert_int_equal(place->label_count, 2);
  add_named(graph, ENT_PLACE, "place/x", "Z", "en"); /* languages first */
  add_named(graph, ENT_PLACE, "place/x", "甲", "zh");
  place = ent_graph_entity(graph, id);
  assert_string_equal(ent_graph_text(graph, place->preferred.text).ptr, "Z");
  assert_int_equal(place->label_count, 3);
  ent_graph_free(graph);
}

static void a_claim_keeps_its_best_evidence(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  const uint32_t claims = ent_graph_claim_count(graph);
  ent_claim claim = *ent_graph_claim(graph, 1);
  const ent_sym iri = claim.iri;
  claim.evidence.begin = 5;
  claim.confidence = 90;
  assert_int_equal(ent_graph_add_claim(graph, &claim), 1);
  assert_int_equal(ent_graph_claim(graph, 1)->evidence.begin, 10); /* less sure */
  claim.confidence = 95;
  assert_int_equal(ent_graph_add_claim(graph, &claim), 1);
  assert_int_equal(ent_graph_claim(graph, 1)->evidence.begin, 5); /* earlier */
  assert_int_equal(ent_graph_claim(graph, 1)->iri, iri);          /* offsets are no part of it */
  assert_int_equal(ent_graph_claim_count(graph), claims);
  claim.modality = ENT_DENIED;
  assert_int_equal(ent_graph_add_claim(graph, &claim), claims + 1);
  assert_int_not_equal(ent_graph_claim(graph, claims + 1)->iri, iri);
  ent_graph_free(graph);
}

static void unsound_arguments_are_refused(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  const ent_entity nameless = {.iri = 0}, failed = {.iri = ENT_SYM_FAILED};
  const ent_document_node no_iri = {.iri = 0};
  ent_claim claim = *ent_graph_claim(graph, 1);
  assert_int_equal(ent_graph_add_entity(graph, &nameless), 0);
  assert_int_equal(ent_graph_add_entity(graph, &failed), 0);
  assert_int_equal(ent_graph_add_document(graph, &no_iri), 0);
  claim.object = 99;
  assert_int_equal(ent_graph_add_claim(graph, &claim), 0);
  claim.object = 0;
  assert_int_equal(ent_graph_add_claim(graph, &claim), 0);
  const ent_span span = {.document = 99};
  assert_int_equal(ent_graph_add_mention(graph, 1, &span), ENT_ERR_USAGE);
  assert_int_equal(ent_graph_add_label(graph, 99, ENT_STR("x"), ENT_STR("zh")), ENT_ERR_USAGE);
  assert_int_equal(ent_graph_find_entity(graph, ENT_STR("country/XXX")), 0);
  assert_int_equal(ent_graph_find_entity(graph, ENT_STR("")), 0);
  assert_int_equal(ent_graph_find_entity(graph, ENT_STR("country/CHN")), 1);
  ent_graph_free(graph);
  ent_graph_free(NULL);
}

/* Two versions of one text share an IRI; their records are not mixed. */
static void versions_of_a_document_are_not_mixed(void **state) {
  (void)state;
  for (int order = 0; order < 2; order++) {
    ent_graph *graph = ent_graph_new();
    const ent_document_node versions[] = {
        {.iri = sym(graph, "document/x"), .sha256 = sym(graph, "aa"), .title = sym(graph, "new"), .characters = 9},
        {.iri = sym(graph, "document/x"),
         .sha256 = sym(graph, "bb"),
         .title = sym(graph, "a"),
         .kind = sym(graph, "news")}};
    ent_graph_add_document(graph, &versions[order]);
    ent_graph_add_document(graph, &versions[1 - order]);
    const ent_document_node *document = ent_graph_document(graph, 1);
    assert_int_equal(ent_graph_document_count(graph), 1);
    assert_string_equal(ent_graph_text(graph, document->title).ptr, "new");
    assert_int_equal(document->kind, 0);
    ent_graph_free(graph);
  }
}

static void ids_are_sorted_by_iri(void **state) {
  (void)state;
  ent_graph *graph = random_graph(7);
  ent_graph_order order;
  assert_int_equal(ent_graph_sort(graph, &order), ENT_OK);
  for (uint32_t i = 1; i < ent_graph_entity_count(graph); i++)
    assert_true(ent_str_compare(ent_graph_text(graph, ent_graph_entity(graph, order.entities[i - 1])->iri),
                                ent_graph_text(graph, ent_graph_entity(graph, order.entities[i])->iri)) < 0);
  ent_graph_order_free(&order);
  ent_graph_order_free(NULL);
  ent_graph_free(graph);
  graph = ent_graph_new();
  assert_int_equal(ent_graph_sort(graph, &order), ENT_OK);
  ent_graph_order_free(&order);
  ent_graph_free(graph);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(merging_is_a_union),
      cmocka_unit_test(names_find_their_values),
      cmocka_unit_test(the_preferred_label_is_the_first),
      cmocka_unit_test(a_claim_keeps_its_best_evidence),
      cmocka_unit_test(unsound_arguments_are_refused),
      cmocka_unit_test(versions_of_a_document_are_not_mixed),
      cmocka_unit_test(ids_are_sorted_by_iri),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
