/* Groups to members: by the installed tables, and by tables of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "extract/expand.h"
#include "tests/noting.h"

typedef struct {
  ent_ontology *ontology;
  ent_memberships *memberships;
} world;

static const char *top(void) {
  const char *path = getenv("top_srcdir");
  return path && *path ? path : ".";
}

static int load(void **state) {
  static world w;
  const char *const roots[] = {top(), NULL};
  char path[4096];
  snprintf(path, sizeof path, "%s/ontology/entente.ttl", top());
  *state = &w;
  return ent_ontology_load(path, NULL, &w.ontology) || ent_memberships_load(roots, NULL, &w.memberships);
}

static int unload(void **state) {
  world *w = *state;
  ent_memberships_free(w->memberships);
  ent_memberships_free(NULL);
  ent_ontology_free(w->ontology);
  return 0;
}

static ent_sym sym(ent_graph *graph, const char *text) {
  return ent_graph_sym(graph, ent_str_from(text));
}

/* A document of this date that names the group twice. */
static ent_graph *graph_of(const char *date, const char *iri, const char *label, const char *rule) {
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  const ent_document_node document = {
      .iri = sym(graph, "document/x"), .lang = sym(graph, "zh"), .date = *date ? sym(graph, date) : 0};
  const ent_entity group = {.iri = sym(graph, iri),
                            .type = ENT_GROUP,
                            .preferred = {sym(graph, label), sym(graph, "zh")},
                            .rule = sym(graph, rule)};
  ent_span span = {.document = ent_graph_add_document(graph, &document), .begin = 20, .end = 29};
  ent_id id = ent_graph_add_entity(graph, &group);
  assert_int_equal(ent_graph_add_mention(graph, id, &span), ENT_OK);
  span.begin = 7;
  span.end = 16;
  span.quote = sym(graph, label);
  assert_int_equal(ent_graph_add_mention(graph, id, &span), ENT_OK);
  return graph;
}

static uint32_t count_claims(const ent_graph *graph, const char *relation, const char *object) {
  uint32_t count = 0;
  const ent_id id = ent_graph_find_entity(graph, ent_str_from(object));
  for (ent_id i = 1; i <= ent_graph_claim_count(graph); i++) {
    const ent_claim *claim = ent_graph_claim(graph, i);
    if (claim->object != id || !ent_str_equal(ent_graph_text(graph, claim->relation), ent_str_from(relation))) continue;
    count++;
    assert_int_equal(claim->modality, ENT_ASSERTED);
    assert_int_equal(claim->confidence, ENT_DERIVED_CONFIDENCE);
    assert_int_equal(claim->evidence.begin, 7);
    assert_memory_equal(ent_graph_text(graph, claim->rule).ptr, ENT_DERIVED_RULE, strlen(ENT_DERIVED_RULE));
  }
  return count;
}

static void members_as_of_the_date(void **state) {
  const world *w = *state;
  static const struct {
    const char *date, *group, *object;
    uint32_t members;
  } cases[] = {
      {"2025-09-01", "group/SCO-MEMBERS", "group/SCO-MEMBERS", 10},
      {"2025-09-01", "group/SCO-MEMBERS", "organization/SCO", 10},
      {"2024-07-03", "group/SCO-MEMBERS", "organization/SCO", 9},
      {"2023-07-03", "group/SCO-MEMBERS", "organization/SCO", 8},
      {"2017-06-08", "group/SCO-MEMBERS", "organization/SCO", 6},
      {"2017-06-09", "group/SCO-MEMBERS", "organization/SCO", 8},
      {"2023-12-31", "group/BRICS-COUNTRIES", "group/BRICS-COUNTRIES", 5},
      {"2025-07", "group/BRICS-COUNTRIES", "group/BRICS-COUNTRIES", 10},
      {"2019-05-01", "group/EU-MEMBERS", "organization/EU", 28},
      {"2021-05-01", "group/EU-MEMBERS", "organization/EU", 27},
      {"2000", "group/P5-UNSC", "group/P5-UNSC", 5},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ent_graph *graph = graph_of(cases[i].date, cases[i].group, "成员", "groups.tsv:1");
    assert_int_equal(ent_memberships_expand(w->memberships, w->ontology, graph), ENT_OK);
    uint32_t count = count_claims(graph, "memberOf", cases[i].object);
    if (count != cases[i].members) fail_msg("%s on %s: %u members", cases[i].group, cases[i].date, count);
    ent_graph_free(graph);
  }
}

static void groups_that_a_document_made(void **state) {
  const world *w = *state;
  ent_graph *graph = graph_of("2025-09-01", "group/上海合作组织成员国", "上海合作组织成员国", "members");
  assert_int_equal(ent_memberships_expand(w->memberships, w->ontology, graph), ENT_OK);
  assert_int_equal(count_claims(graph, "memberOf", "group/上海合作组织成员国"), 10);
  assert_int_equal(count_claims(graph, "memberOf", "organization/SCO"), 10);
  const ent_id belarus = ent_graph_find_entity(graph, ENT_STR("country/BLR"));
  assert_int_not_equal(belarus, 0);
  assert_true(
      ent_str_equal(ent_graph_text(graph, ent_graph_entity(graph, belarus)->preferred.text), ENT_STR("白俄罗斯")));
  /* again: nothing new */
  const uint32_t claims = ent_graph_claim_count(graph);
  assert_int_equal(ent_memberships_expand(w->memberships, w->ontology, graph), ENT_OK);
  assert_int_equal(ent_graph_claim_count(graph), claims);
  ent_graph_free(graph);
}

static void what_is_not_known_adds_nothing(void **state) {
  const world *w = *state;
  static const char *const groups[][3] = {
      {"", "group/SCO-MEMBERS", "groups.tsv:1"},            /* no date */
      {"2025-09-01", "group/各方", "parties"},              /* no list */
      {"2025-09-01", "group/GLOBAL-SOUTH", "groups.tsv:1"}, /* a row without one */
  };
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
    ent_graph *graph = graph_of(groups[i][0], groups[i][1], "各方", groups[i][2]);
    assert_int_equal(ent_memberships_expand(w->memberships, w->ontology, graph), ENT_OK);
    assert_int_equal(ent_graph_claim_count(graph), 0);
    ent_graph_free(graph);
  }
}

static void write_file(const char *folder, const char *name, const char *text) {
  char path[4096];
  snprintf(path, sizeof path, "%s/ontology/%s", folder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static void own_tables_add_and_replace(void **state) {
  const world *w = *state;
  char folder[] = "/tmp/entente-XXXXXX", path[4096];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/ontology", folder);
  assert_int_equal(mkdir(path, 0700), 0);
  write_file(folder, "groups.tsv",
             "# key\tzh\tmembers\torganization\n"
             "SCO-MEMBERS\t上海合作组织成员国\tCN;RU@2001/2020\t\n"
             "TWO\t两国\tFR@/2024-06;DE@2024-07\t\n");
  const char *const roots[] = {top(), folder, NULL};
  ent_memberships *own = NULL;
  assert_int_equal(ent_memberships_load(roots, NULL, &own), ENT_OK);
  static const struct {
    const char *date, *group;
    uint32_t members;
  } cases[] = {{"2025-09-01", "group/SCO-MEMBERS", 1},
               {"2020-06", "group/SCO-MEMBERS", 2},
               {"2024-06-30", "group/TWO", 1},
               {"2024", "group/TWO", 2}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ent_graph *graph = graph_of(cases[i].date, cases[i].group, "成员", "groups.tsv:1");
    assert_int_equal(ent_memberships_expand(own, w->ontology, graph), ENT_OK);
    assert_int_equal(count_claims(graph, "memberOf", cases[i].group), cases[i].members);
    ent_graph_free(graph);
  }
  ent_memberships_free(own);

  write_file(folder, "groups.tsv", "# key\tzh\tmembers\torganization\nODD\t怪\tQQ\t\nLOST\t失\t\tNOBODY\n");
  note n = {.count = 0};
  const ent_sink sink = {take, &n};
  assert_int_equal(ent_memberships_load(roots, &sink, &own), ENT_ERR_DATA);
  assert_null(own);
  assert_int_equal(n.count, 2);
  assert_int_equal(n.line, 3);
  assert_non_null(strstr(n.text, "LOST: no row has the organization NOBODY"));
  snprintf(path, sizeof path, "%s/ontology/groups.tsv", folder);
  assert_int_equal(unlink(path), 0);
  snprintf(path, sizeof path, "%s/ontology", folder);
  assert_int_equal(rmdir(path), 0);
  assert_int_equal(rmdir(folder), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(members_as_of_the_date),
      cmocka_unit_test(groups_that_a_document_made),
      cmocka_unit_test(what_is_not_known_adds_nothing),
      cmocka_unit_test(own_tables_add_and_replace),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
