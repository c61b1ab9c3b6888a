/* Scores: how names are compared, gold files read and sheets laid side by side. That the figures are those of score.py
 * over whole documents is tests/check_gold.sh's to show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/score.h"
#include "tests/noting.h"

static ent_ontology *ontology;

static int load(void **state) {
  (void)state;
  const char *top = getenv("top_srcdir");
  char path[4096];
  snprintf(path, sizeof path, "%s/ontology/entente.ttl", top && *top ? top : ".");
  return ent_ontology_load(path, NULL, &ontology) == ENT_OK ? 0 : -1;
}

static int unload(void **state) {
  (void)state;
  ent_ontology_free(ontology);
  return 0;
}

static ent_status read_text(const char *text, note *n, cli_sheet **sheet) {
  char *copy = strdup(text);
  assert_non_null(copy);
  FILE *stream = fmemopen(copy, strlen(copy), "r");
  assert_non_null(stream);
  const ent_sink sink = {take, n};
  ent_status status = cli_sheet_read_stream(stream, "x.gold", ontology, &sink, sheet);
  fclose(stream);
  free(copy);
  return status;
}

static cli_sheet *sheet_of(const char *text) {
  note n = {.count = 0};
  cli_sheet *sheet = NULL;
  if (read_text(text, &n, &sheet) != ENT_OK) fail_msg("line %u: %s", n.line, n.text);
  return sheet;
}

static cli_name name_of(ent_arena *arena, const char *text) {
  cli_name name;
  assert_int_equal(cli_name_make(arena, ent_str_from(text), &name), ENT_OK);
  return name;
}

static void names_are_normalized(void **state) {
  (void)state;
  static const char *const same[][2] = {
      {"《联合国 宪章》", "联合国宪章"},
      {"ＳＣＯ", "sco"},
      {"宋赛·西潘敦", "宋赛西潘敦"},
      {"“一带一路”\xE3\x80\x80倡议", "一带一路倡议"},
      {"Straße", "STRASSE"},
      {"２０３０年", "2030年"},
      {"「兩國方案」", "兩國方案"},
      {"Nato's", "nato’s"},
  };
  ent_arena *arena = ent_arena_new();
  assert_non_null(arena);
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    cli_name a = name_of(arena, same[i][0]), b = name_of(arena, same[i][1]);
    if (!cli_name_equal(&a, &b)) fail_msg("%s is not %s", same[i][0], same[i][1]);
  }
  cli_name a = name_of(arena, "中方"), b = name_of(arena, "中国");
  assert_false(cli_name_equal(&a, &b));
  ent_arena_free(arena);
}

static void dice_counts_pairs(void **state) {
  (void)state;
  ent_arena *arena = ent_arena_new();
  assert_non_null(arena);
  cli_name a = name_of(arena, "aaab"), b = name_of(arena, "aab"), one = name_of(arena, "a"),
           none = name_of(arena, "《》");
  assert_true(cli_name_dice(&a, &b) == 2.0 * 2 / 5); /* aa aa ab; aa ab */
  assert_true(cli_name_dice(&a, &a) == 1.0);
  assert_true(cli_name_dice(&a, &one) == 0.0);
  assert_true(cli_name_dice(&one, &one) == 1.0);
  assert_true(cli_name_dice(&one, &none) == 0.0);
  assert_true(cli_name_dice(&none, &none) == 1.0);
  assert_true(cli_name_holds(&a, &b));
  assert_false(cli_name_holds(&b, &a));
  assert_true(cli_name_holds(&b, &none));
  ent_arena_free(arena);
}

static void records_are_read(void **state) {
  (void)state;
  cli_sheet *sheet = sheet_of("# comment\n"
                              "D\tdoc\tzh\ttext.txt\t3-17\r\n"
                              "\n"
                              "R\te1\tsigned\te2\n" /* before its ends */
                              "E\te1\tCountry\t中国\t中方 | 我国 |  \n"
                              "?E\te2\tTreaty\t《甲条约》\n"
                              "?R\te1\tsupports\te2\n");
  assert_true(ent_str_equal(sheet->text, ENT_STR("text.txt")));
  assert_int_equal(sheet->first_line, 3);
  assert_int_equal(sheet->last_line, 17);
  assert_int_equal(sheet->entity_count, 2);
  assert_int_equal(sheet->entities[0].name_count, 3);
  assert_int_equal(sheet->entities[0].origin, 5);
  assert_false(sheet->entities[0].optional);
  assert_true(sheet->entities[1].optional);
  assert_int_equal(sheet->relation_count, 2);
  assert_int_equal(sheet->relations[0].object, 1);
  assert_true(sheet->relations[1].optional);
  cli_sheet_free(sheet);
  cli_sheet_free(NULL);
}

static void bad_records_are_refused(void **state) {
  (void)state;
  static const struct {
    const char *text, *says;
    uint32_t line;
  } bad[] = {
      {"E\te1\tCountry\n", "an entity needs", 1},
      {"\nE\te1\tState\t中国\n", "no type is called State", 2},
      {"E\ta\tCountry\t甲\nE\ta\tCountry\t乙\n", "second time: a", 2},
      {"E\ta\tCountry\t甲\nR\ta\tsigned\tb\n", "no entity has the id b", 2},
      {"E\ta\tCountry\t甲\nR\ta\tloves\ta\n", "no relation is called loves", 2},
      {"X\ta\n", "no record", 1},
      {"E\ta\tCountry\t\xff\n", "not UTF-8", 1},
      {"D\td\tzh\tt.txt\t7-3\n", "not a range", 1},
      {"D\td\tzh\tt.txt\nD\te\tzh\tu.txt\n", "second document", 2},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    note n = {.count = 0};
    cli_sheet *sheet = NULL;
    assert_int_equal(read_text(bad[i].text, &n, &sheet), ENT_ERR_SYNTAX);
    assert_null(sheet);
    assert_int_equal(n.line, bad[i].line);
    if (!strstr(n.text, bad[i].says)) fail_msg("\"%s\" does not say \"%s\"", n.text, bad[i].says);
  }
}

static uint32_t findings[3];

static void count_finding(void *user, const cli_finding *finding) {
  (void)user;
  findings[finding->kind]++;
}

static cli_score score_of(const char *gold_text, const char *system_text) {
  cli_sheet *gold = sheet_of(gold_text), *system = sheet_of(system_text);
  cli_score score = {.relations = NULL};
  memset(findings, 0, sizeof findings);
  assert_int_equal(cli_score_add(&score, ontology, gold, system, count_finding, NULL), ENT_OK);
  cli_sheet_free(gold);
  cli_sheet_free(system);
  return score;
}

static void assert_counts(const cli_score *score, const char *measure, uint32_t hits, uint32_t spurious,
                          uint32_t missed) {
  cli_counts c;
  assert_true(cli_score_measure(score, ontology, ent_str_from(measure), &c));
  if (c.hits != hits || c.spurious != spurious || c.missed != missed)
    fail_msg("%s: %u hits, %u spurious, %u missed", measure, c.hits, c.spurious, c.missed);
}

static void entities_are_paired_one_to_one(void **state) {
  (void)state;
  cli_score score = score_of("E\t1\tCountry\t中国\t中方\n"
                             "E\t2\tCountry\t法国\n"
                             "?E\t3\tPlace\t天津\n"
                             "?E\t4\tPlace\t北京\n"
                             "E\t5\tEvent\t上海合作组织天津峰会\n"
                             "E\t6\tEvent\t上海合作组织峰会\n"
                             "E\t7\tIssue\t防止外空武器化\n",
                             "E\ta\tCountry\t中方\n"
                             "E\tb\tCountry\t中国\n" /* a second node for the same */
                             "E\tc\tPlace\t天津\n"
                             "E\td\tPlace\t南京\n"
                             "E\te\tEvent\t上海合作组织峰会\n" /* equal to 6, only alike to 5 */
                             "E\tf\tEvent\t上合组织天津峰会\n"
                             "E\tg\tOrganization\t法国\n"
                             "E\th\tIssue\t别的\n");
  assert_counts(&score, "Country", 1, 1, 1);
  assert_counts(&score, "Place", 0, 1, 0);
  assert_counts(&score, "Event", 2, 0, 0);
  assert_counts(&score, "Organization", 0, 1, 0);
  assert_counts(&score, "Issue", 0, 0, 0);
  assert_counts(&score, "core entities", 3, 2, 1);
  assert_counts(&score, "all entities", 3, 3, 1);
  assert_int_equal(findings[CLI_DUPLICATE], 1);
  assert_int_equal(findings[CLI_SPURIOUS], 2);
  assert_int_equal(findings[CLI_MISSED], 1);
  cli_score_free(&score);
}

static void relations_need_both_ends(void **state) {
  (void)state;
  static const char gold[] = "E\tcn\tCountry\t中国\n"
                             "E\tru\tCountry\t俄罗斯\n"
                             "E\ti\tIssue\t防止外空武器化\n"
                             "E\tt\tTreaty\t甲乙条约\n"
                             "R\tcn\tsupports\ti\n"
                             "R\tcn\tsigned\tt\n"
                             "R\tru\tsigned\tt\n"
                             "?R\tru\tsupports\ti\n";
  static const char system[] = "E\tcn\tCountry\t中国\n"
                               "E\tru\tCountry\t俄罗斯\n"
                               "E\te\tEvent\t关于防止外空武器化的谈判\n" /* holds the Issue, and is of a free type */
                               "E\tt\tTreaty\t甲乙条约\n"
                               "R\tcn\tsupports\te\n"
                               "R\tru\tsupports\te\n"
                               "R\tcn\tsigned\tt\n"
                               "R\tt\tsigned\tru\n"
                               "R\tcn\topposes\tt\n";
  cli_score score = score_of(gold, system);
  assert_counts(&score, "supports", 1, 0, 0);
  assert_counts(&score, "signed", 1, 1, 1);
  assert_counts(&score, "opposes", 0, 1, 0);
  assert_counts(&score, "core relations", 2, 1, 1);
  assert_counts(&score, "all relations", 2, 2, 1);
  cli_counts c;
  assert_false(cli_score_measure(&score, ontology, ENT_STR("wit"), &c));

  ent_buffer buffer = {0};
  ent_output output = ent_output_buffer(&buffer);
  assert_int_equal(cli_score_print(&score, ontology, &output), ENT_OK);
  assert_non_null(strstr(buffer.data, "signed                 P 0.500  R 0.500  F1 0.500   tp 1 fp 1 fn 1\n"));
  ent_buffer_free(&buffer);
  cli_score_free(&score);
}

static void a_graph_is_a_sheet(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  const ent_entity date = {.iri = ent_graph_sym(graph, ENT_STR("date/2025-09-01")),
                           .type = ENT_DATE,
                           .edtf = ent_graph_sym(graph, ENT_STR("2025-09-01")),
                           .preferred = {ent_graph_sym(graph, ENT_STR("9月1日")), 0}};
  const ent_entity meeting = {.iri = ent_graph_sym(graph, ENT_STR("event/x")),
                              .type = ENT_EVENT,
                              .preferred = {ent_graph_sym(graph, ENT_STR("天津峰会")), 0}};
  ent_claim claim = {.relation = ent_graph_sym(graph, ENT_STR("date")), .modality = ENT_ASSERTED, .confidence = 90};
  claim.object = ent_graph_add_entity(graph, &date);
  claim.subject = ent_graph_add_entity(graph, &meeting);
  assert_int_equal(ent_graph_add_label(graph, claim.subject, ENT_STR("上合峰会"), ENT_STR("zh")), ENT_OK);
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  claim.relation = ent_graph_sym(graph, ENT_STR("supports"));
  claim.modality = ENT_PLANNED; /* no direct triple */
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  cli_sheet *system = NULL, *gold = sheet_of("E\td\tDate\t2025-09-01\nE\te\tEvent\t上合峰会\nR\te\tdate\td\n");
  assert_int_equal(cli_sheet_from_graph(graph, ontology, &system), ENT_OK);
  cli_score score = {.relations = NULL};
  assert_int_equal(cli_score_add(&score, ontology, gold, system, NULL, NULL), ENT_OK);
  assert_counts(&score, "all entities", 2, 0, 0);
  assert_counts(&score, "all relations", 1, 0, 0);
  cli_score_free(&score);
  cli_sheet_free(gold);
  cli_sheet_free(system);
  ent_graph_free(graph);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_normalized),
      cmocka_unit_test(dice_counts_pairs),
      cmocka_unit_test(records_are_read),
      cmocka_unit_test(bad_records_are_refused),
      cmocka_unit_test(entities_are_paired_one_to_one),
      cmocka_unit_test(relations_need_both_ends),
      cmocka_unit_test(a_graph_is_a_sheet),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
