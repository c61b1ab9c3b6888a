/* Entities of a document: identity, names, mentions. What single sentences say: tests/sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/extracting.h"
#include "tests/reading.h"

static extracting *x;

static const ent_entity *entity(const ent_graph *graph, const char *spec) {
  ent_id id = extracting_entity(x, graph, ent_str_from(spec), true);
  if (id == 0) fail_msg("%s: not found", spec);
  return ent_graph_entity(graph, id);
}

static const char *iri(const ent_graph *graph, const char *spec) {
  return ent_graph_text(graph, entity(graph, spec)->iri).ptr;
}

static bool has_name(const ent_graph *graph, const char *spec, const char *name) {
  const ent_entity *e = entity(graph, spec);
  if (ent_str_equal(ent_graph_text(graph, e->preferred.text), ent_str_from(name))) return true;
  for (uint32_t i = 0; i < e->label_count; i++)
    if (ent_str_equal(ent_graph_text(graph, e->labels[i].text), ent_str_from(name))) return true;
  return false;
}

static uint32_t mention_count(const ent_graph *graph, const char *spec) {
  ent_id id = extracting_entity(x, graph, ent_str_from(spec), true);
  uint32_t count = 0;
  for (uint32_t i = 1; i <= ent_graph_mention_count(graph); i++)
    count += ent_graph_mention(graph, i)->entity == id;
  return count;
}

static void one_thing_has_one_node(void **state) {
  (void)state;
  ent_graph *graph = extracting_read(x,
                                     "中华人民共和国政府欢迎俄罗斯联邦总统来访。中国同俄罗斯的合作不断深化。\n"
                                     "中方支持俄方主办国际论坛，中俄两国元首就此交换意见。\n",
                                     "2024-05-16");
  assert_string_equal(iri(graph, "Country:中国"), "country/CHN");
  assert_string_equal(iri(graph, "Country:俄罗斯"), "country/RUS");
  assert_true(has_name(graph, "Country:中国", "中华人民共和国"));
  assert_true(has_name(graph, "Country:中国", "中方"));
  uint32_t countries = 0;
  for (ent_id id = 1; id <= ent_graph_entity_count(graph); id++)
    countries += ent_graph_entity(graph, id)->type == ENT_COUNTRY;
  assert_int_equal(countries, 2);
  assert_string_equal(ent_graph_text(graph, entity(graph, "Country:中国")->wikidata).ptr, "Q148");
  assert_true(mention_count(graph, "Country:中国") >= 3);
  ent_graph_free(graph);
}

static void a_thing_has_one_iri_in_all_documents(void **state) {
  (void)state;
  ent_graph *a = extracting_read(x, "埃及和约旦签署了《安曼水资源公约》。上海合作组织对此表示欢迎。\n", NULL);
  ent_graph *b = extracting_read(x, "上合组织秘书长抵达开罗。《安曼水資源公約》已经生效，埃及对此表示满意。\n", NULL);
  assert_string_equal(iri(a, "Country:埃及"), iri(b, "Country:埃及"));
  assert_string_equal(iri(a, "Organization:上海合作组织"), iri(b, "Organization:上海合作组织"));
  assert_string_equal(iri(a, "Treaty:安曼水资源公约"), iri(b, "Treaty:安曼水資源公約"));
  ent_graph_free(a);
  ent_graph_free(b);
}

static void definitions_hold_in_their_document_only(void **state) {
  (void)state;
  static const char first[] = "里海渔业资源保护委员会（以下称“渔委会”）成立。渔委会支持可持续捕捞。\n";
  ent_graph *a = extracting_read(x, first, NULL);
  assert_true(has_name(a, "Organization:里海渔业资源保护委员会", "渔委会"));
  ent_graph_free(a);
  ent_graph *b = extracting_read(x, "渔委会支持可持续捕捞。\n", NULL);
  assert_int_equal(extracting_entity(x, b, ENT_STR("Organization:里海渔业资源保护委员会"), true), 0);
  ent_graph_free(b);
}

static void dates_have_their_bounds(void **state) {
  (void)state;
  ent_graph *graph = extracting_read(x, "2024年11月4至5日，论坛在上海举行。2026—2035年发展规划已经通过。\n", NULL);
  const ent_entity *days = entity(graph, "Date:2024-11-04/2024-11-05");
  assert_string_equal(ent_graph_text(graph, days->earliest).ptr, "2024-11-04");
  assert_string_equal(ent_graph_text(graph, days->latest).ptr, "2024-11-05");
  assert_string_equal(ent_graph_text(graph, days->edtf).ptr, "2024-11-04/2024-11-05");
  const ent_entity *years = entity(graph, "Date:2026/2035");
  assert_string_equal(ent_graph_text(graph, years->earliest).ptr, "2026-01-01");
  assert_string_equal(ent_graph_text(graph, years->latest).ptr, "2035-12-31");
  ent_graph_free(graph);
}

/* Every mention's quote is what stands at its place in the bytes of the file. */
static void mentions_stand_where_they_say(void **state) {
  (void)state;
  static const char text[] =
      "埃及外长访问约旦。\n２０２４年５月，埃及、约旦和伊拉克在开罗举行会谈，签署了《三方合作议定书》。\n";
  ent_graph *graph = extracting_read(x, text, NULL);
  assert_true(ent_graph_mention_count(graph) >= 6);
  for (uint32_t i = 1; i <= ent_graph_mention_count(graph); i++) {
    const ent_span *span = &ent_graph_mention(graph, i)->span;
    ent_str quote = ent_graph_text(graph, span->quote);
    assert_int_equal(span->byte_end - span->byte_begin, quote.len);
    assert_true(span->byte_end <= sizeof text - 1);
    assert_memory_equal(text + span->byte_begin, quote.ptr, quote.len);
    assert_true(span->line_begin >= 1 && span->line_end <= 2);
  }
  ent_graph_free(graph);
}

static void every_entity_has_a_rule(void **state) {
  (void)state;
  ent_graph *graph = extracting_read(x,
                                     "联合国秘书长古特雷斯2024年9月22日在纽约出席未来峰会，与会各国通过《未来契约》。"
                                     "中方支持全球发展倡议，谴责一切恐怖主义行径。\n",
                                     NULL);
  assert_true(ent_graph_entity_count(graph) >= 6);
  for (ent_id id = 1; id <= ent_graph_entity_count(graph); id++) {
    const ent_entity *e = ent_graph_entity(graph, id);
    if (ent_graph_text(graph, e->rule).len == 0) fail_msg("%s: no rule", ent_graph_text(graph, e->preferred.text).ptr);
    assert_int_not_equal(ent_graph_text(graph, e->preferred.text).len, 0);
  }
  ent_graph_free(graph);
}

static void the_same_text_gives_the_same_graph(void **state) {
  (void)state;
  static const char text[] = "埃及和约旦签署了《安曼水资源公约》。两国谴责恐怖主义，支持联合国发挥作用。\n";
  ent_graph *a = extracting_read(x, text, "2024-01-01"), *b = extracting_read(x, text, "2024-01-01");
  assert_int_equal(ent_graph_entity_count(a), ent_graph_entity_count(b));
  assert_int_equal(ent_graph_claim_count(a), ent_graph_claim_count(b));
  for (ent_id id = 1; id <= ent_graph_claim_count(a); id++)
    assert_string_equal(ent_graph_text(a, ent_graph_claim(a, id)->iri).ptr,
                        ent_graph_text(b, ent_graph_claim(b, id)->iri).ptr);
  ent_graph_free(a);
  ent_graph_free(b);
}

static int set_up(void **state) {
  (void)state;
  x = extracting_open();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  extracting_close(x);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_thing_has_one_node),
      cmocka_unit_test(a_thing_has_one_iri_in_all_documents),
      cmocka_unit_test(definitions_hold_in_their_document_only),
      cmocka_unit_test(dates_have_their_bounds),
      cmocka_unit_test(mentions_stand_where_they_say),
      cmocka_unit_test(every_entity_has_a_rule),
      cmocka_unit_test(the_same_text_gives_the_same_graph),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
