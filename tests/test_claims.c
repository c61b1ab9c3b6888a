/* Claims: mode, strength, circumstances, evidence. Who claims what in single sentences: tests/sentences. */
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

/* The claim that fits, or the test fails. */
static const ent_claim *claim(const ent_graph *graph, const char *spec) {
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++)
    if (extracting_fits(x, graph, id, ent_str_from(spec), false)) return ent_graph_claim(graph, id);
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++)
    print_message("# there is: %s\n", extracting_claim_text(x, graph, id));
  fail_msg("no claim \"%s\"", spec);
  return NULL;
}

static const char *name(const ent_graph *graph, ent_id id) {
  return id == 0 ? "" : ent_graph_text(graph, ent_graph_entity(graph, id)->preferred.text).ptr;
}

static void strength(void **state) {
  (void)state;
  static const struct {
    const char *sentence, *claim, *strength;
  } rows[] = {
      {"埃及强烈谴责这一恐怖袭击。", "埃及 condemned *", "强烈"},
      {"埃及坚决反对单边制裁。", "埃及 opposes *", "坚决"},
      {"埃及坚定支持全球发展倡议。", "埃及 supports *", "坚定"},
      {"埃及对加沙地带的人道局势深表关切。", "埃及 concernedAbout *", "深"},
      {"埃及支持全球发展倡议。", "埃及 supports *", ""},
      {"埃及最强烈地谴责对学校的轰炸。", "埃及 condemned *", "最强烈"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_graph *graph = extracting_read(x, ent_arena_format(extracting_arena(x), "%s\n", rows[i].sentence).ptr, NULL);
    ent_str found = ent_graph_text(graph, claim(graph, rows[i].claim)->strength);
    if (rows[i].strength[0] == '\0' ? found.len != 0 : strstr(found.ptr, rows[i].strength) == NULL)
      fail_msg("%s: strength \"%s\"", rows[i].sentence, found.ptr);
    ent_graph_free(graph);
  }
}

static void mode(void **state) {
  (void)state;
  static const struct {
    const char *sentence, *claim;
  } rows[] = {
      {"埃及和约旦签署了《安曼水资源公约》。", "埃及 signed 安曼水资源公约"},
      {"埃及和约旦将于明年签署《安曼水资源公约》。", "planned: 埃及 signed 安曼水资源公约"},
      {"埃及和约旦应签署《安曼水资源公约》。", "called-for: 埃及 signed 安曼水资源公约"},
      {"埃及和约旦尚未签署《安曼水资源公约》。", "denied: 埃及 signed 安曼水资源公约"},
      {"据报道，埃及和约旦签署了《安曼水资源公约》。", "reported: 埃及 signed 安曼水资源公约"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_graph *graph = extracting_read(x, ent_arena_format(extracting_arena(x), "%s\n", rows[i].sentence).ptr, NULL);
    (void)claim(graph, rows[i].claim);
    if (i > 0 && extracting_claims(x, graph, rows[0].claim)) fail_msg("%s: asserted", rows[i].sentence);
    ent_graph_free(graph);
  }
}

static void when_and_where(void **state) {
  (void)state;
  ent_graph *graph = extracting_read(x, "2024年5月16日，埃及和约旦在开罗签署了《安曼水资源公约》。\n", NULL);
  const ent_claim *found = claim(graph, "埃及 signed 安曼水资源公约");
  assert_string_equal(name(graph, found->date), "2024年5月16日");
  assert_string_equal(name(graph, found->place), "开罗");
  (void)claim(graph, "安曼水资源公约 date 2024-05-16");
  (void)claim(graph, "安曼水资源公约 concludedIn 开罗");
  ent_graph_free(graph);
}

static void who_says_it(void **state) {
  (void)state;
  ent_graph *graph = extracting_read(x, "外交部发言人毛宁主持例行记者会\n毛宁：中方坚决反对单边制裁。\n", NULL);
  const ent_claim *found = claim(graph, "中国 opposes ~单边制裁");
  if (found->speaker != 0) assert_string_equal(name(graph, found->speaker), "毛宁");
  ent_graph_free(graph);
}

static void evidence(void **state) {
  (void)state;
  static const char sentence[] = "埃及和约旦在开罗签署了《安曼水资源公约》，谴责一切形式的恐怖主义。";
  const char *text = ent_arena_format(extracting_arena(x), "开场白已经结束，各方都感到满意。\n%s\n", sentence).ptr;
  char *copy = strdup(text);
  assert_non_null(copy);
  ent_graph *graph = extracting_read(x, copy, NULL);
  assert_true(ent_graph_claim_count(graph) >= 4);
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++) {
    const ent_claim *c = ent_graph_claim(graph, id);
    ent_str quote = ent_graph_text(graph, c->evidence.quote);
    assert_int_equal(quote.len, sizeof sentence - 1);
    assert_memory_equal(quote.ptr, sentence, quote.len);
    assert_memory_equal(copy + c->evidence.byte_begin, sentence, quote.len);
    assert_int_equal(c->evidence.line_begin, 2);
    assert_int_not_equal(ent_graph_text(graph, c->rule).len, 0);
    assert_in_range(c->confidence, 1, 100);
    assert_int_not_equal(c->evidence.document, 0);
  }
  ent_graph_free(graph);
  free(copy);
}

/* Domains and ranges hold for whatever comes out, also of nonsense. */
static void the_ontology_admits_all(void **state) {
  (void)state;
  static const char *const texts[] = {
      "2024年签署了开罗。北京谴责2025年。《联合国宪章》支持埃及。\n",
      "埃及签署约旦，约旦出席《公约》，公约在恐怖主义举行。\n",
      "支持支持支持反对谴责签署签署。中国中国中国和和和支持。\n",
      "在在在举行举行，于于于召开，设在设在，成立成立于于。\n",
      "对对对表示表示关切关切，由由由主办主办，被被被谴责谴责。\n",
      "成员国、、、，，，谴责（（（），签署《》。\n",
  };
  const ent_ontology *ontology = extracting_ontology(x);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ent_graph *graph = extracting_read(x, texts[i], NULL);
    for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++) {
      const ent_claim *c = ent_graph_claim(graph, id);
      int relation = ent_ontology_relation_find(ontology, ent_graph_text(graph, c->relation));
      assert_true(relation >= 0);
      if (!ent_ontology_admits(ontology, (uint32_t)relation, (ent_type)ent_graph_entity(graph, c->subject)->type,
                               (ent_type)ent_graph_entity(graph, c->object)->type))
        fail_msg("not admitted: %s", extracting_claim_text(x, graph, id));
      assert_int_not_equal(c->subject, c->object);
    }
    ent_graph_free(graph);
  }
}

/* Long lists and deep nesting neither fail nor take long. */
static void long_sentences(void **state) {
  (void)state;
  enum { COUNT = 3000 };
  static const char *const parts[] = {"埃及、", "支持", "（", "《", "和约旦签署了《公约》，", "的", "关于", "“"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    size_t width = strlen(parts[i]);
    char *text = malloc(width * COUNT + 64);
    assert_non_null(text);
    for (size_t k = 0; k < COUNT; k++)
      memcpy(text + k * width, parts[i], width);
    strcpy(text + COUNT * width, "约旦谴责恐怖袭击。\n");
    ent_graph_free(extracting_read(x, text, NULL));
    free(text);
  }
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
      cmocka_unit_test(strength),     cmocka_unit_test(mode),
      cmocka_unit_test(when_and_where), cmocka_unit_test(who_says_it),
      cmocka_unit_test(evidence),     cmocka_unit_test(the_ontology_admits_all),
      cmocka_unit_test(long_sentences),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
