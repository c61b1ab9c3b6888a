/* Claims: evidence, soundness, awkward texts. Who claims what, how, when and where: tests/sentences. */
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

static void evidence(void **state) {
  (void)state;
  static const char sentence[] = "埃及和约旦在开罗签署了《安曼水资源公约》，谴责一切形式的恐怖主义。";
  const char *text = ent_arena_format(extracting_arena(x), "开场白已经结束。\n%s\n", sentence).ptr;
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
      cmocka_unit_test(evidence),
      cmocka_unit_test(the_ontology_admits_all),
      cmocka_unit_test(long_sentences),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
