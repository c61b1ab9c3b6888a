/* The library as its users have it: entente.h and libentente, nothing else of the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente.h"

static void count(void *user, const ent_diagnostic *diagnostic) {
  if (diagnostic->level == ENT_LEVEL_ERROR) ++*(int *)user;
}

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static char *read_text(const char *path) {
  static char text[100000];
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  return text;
}

static void a_document_becomes_a_graph(void **state) {
  (void)state;
  char folder[] = "/tmp/ent-library-XXXXXX", input[64], output[64];
  assert_non_null(mkdtemp(folder));
  snprintf(input, sizeof input, "%s/text.txt", folder);
  snprintf(output, sizeof output, "%s/graph.nt", folder);
  write_text(input, "中国强烈谴责2025年9月9日对多哈的空袭。埃及支持联合国。\n");
  int errors = 0;
  const ent_sink sink = {count, &errors};
  ent_engine *engine = NULL;
  assert_int_equal(ent_engine_open(NULL, &sink, &engine), ENT_OK);
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  assert_int_equal(ent_engine_build(engine, input, &sink, graph), ENT_OK);
  assert_int_equal(ent_graph_document_count(graph), 1);
  assert_true(ent_graph_claim_count(graph) >= 2);
  ent_write_options options = {.ontology = ent_engine_ontology(engine)};
  assert_int_equal(ent_graph_save(graph, output, "nt", &options, &sink), ENT_OK);
  const char *triples = read_text(output);
  assert_non_null(strstr(triples, "id/country/CHN> <https://w3id.org/entente/ns#condemned>"));
  assert_non_null(strstr(triples, "id/country/EGY> <https://w3id.org/entente/ns#supports>"));

  ent_graph *again = ent_graph_new();
  assert_non_null(again);
  assert_int_equal(ent_graph_load(again, output, NULL, NULL, &sink), ENT_OK);
  assert_int_equal(ent_graph_claim_count(again), ent_graph_claim_count(graph));
  assert_int_equal(errors, 0);

  snprintf(input, sizeof input, "%s/missing.txt", folder);
  assert_int_equal(ent_engine_build(engine, input, &sink, graph), ENT_ERR_IO);
  assert_int_equal(errors, 1);
  assert_int_equal(ent_graph_claim_count(again), ent_graph_claim_count(graph));
  ent_graph_free(again);
  ent_graph_free(graph);
  ent_engine_free(engine);
  snprintf(input, sizeof input, "%s/text.txt", folder);
  remove(input);
  remove(output);
  remove(folder);
}

/* A newspaper page holds several documents for the library as for the program. */
static void articles_are_split(void **state) {
  (void)state;
  const char *top = getenv("top_srcdir");
  char page[4096];
  snprintf(page, sizeof page, "%s/example/communique.txt", top != NULL && top[0] != '\0' ? top : ".");
  ent_engine *engine = NULL;
  assert_int_equal(ent_engine_open(NULL, NULL, &engine), ENT_OK);
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  assert_int_equal(ent_engine_build(engine, page, NULL, graph), ENT_OK);
  assert_int_equal(ent_graph_document_count(graph), 2);
  ent_graph_free(graph);
  ent_engine_free(engine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_document_becomes_a_graph),
      cmocka_unit_test(articles_are_split),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
