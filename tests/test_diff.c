/* What changed between two graphs; sets of statements. */
#include <stdio.h>

#include "export/read.h"
#include "export/statement_set.h"
#include "graph/diff.h"
#include "graph/likeness.h"
#include "tests/graphs.h"

static int stance(const void *user, ent_str relation) {
  (void)user;
  static const char *const order[] = {"condemned", "opposes", "concernedAbout", "notes", "welcomes", "supports"};
  for (int i = 0; i < 6; i++)
    if (ent_str_equal(relation, ent_str_from(order[i]))) return i + 1;
  return 0;
}

static const ent_diff_options plain = {.stance = stance}, alike = {.stance = stance, .alike = ENT_DIFF_ALIKE};

static ent_diff compared(const ent_graph *before, const ent_graph *after, const ent_diff_options *options) {
  ent_diff diff;
  assert_int_equal(ent_diff_make(before, after, options, &diff), ENT_OK);
  return diff;
}

/* A graph with one document and the positions of one country. */
typedef struct {
  const char *relation, *object;
  ent_modality modality;
  const char *strength;
} position;

static ent_graph *positions(const char *document, const position *list, int count) {
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  const ent_document_node node = {.iri = sym(graph, document), .sha256 = sym(graph, document)};
  const ent_id doc = ent_graph_add_document(graph, &node);
  const ent_id china = add_named(graph, ENT_COUNTRY, "country/CHN", "中国", "zh");
  for (int i = 0; i < count; i++) {
    char iri[200];
    snprintf(iri, sizeof iri, "issue/%s", list[i].object);
    const ent_id object = add_named(graph, ENT_ISSUE, iri, list[i].object, "zh");
    const ent_claim claim = {.subject = china,
                             .object = object,
                             .relation = sym(graph, list[i].relation),
                             .modality = (uint8_t)list[i].modality,
                             .strength = list[i].strength ? sym(graph, list[i].strength) : 0,
                             .confidence = 90,
                             .evidence = {.document = doc, .begin = (uint32_t)i, .end = (uint32_t)i + 1}};
    assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  }
  return graph;
}

static ent_diff_options silent_options(void) {
  return (ent_diff_options){.stance = stance, .evidence = true};
}

static void a_graph_does_not_differ_from_itself(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 100; seed++) {
    ent_graph *graph = random_graph(seed), *other = random_graph(seed + 500);
    const ent_diff_options options = silent_options();
    ent_diff diff = compared(graph, graph, &options);
    assert_false(ent_diff_differs(&diff));
    assert_int_equal(diff.same, ent_graph_claim_count(graph));
    ent_diff_free(&diff);
    /* every claim is told of once, whichever way they are compared */
    ent_diff there = compared(graph, other, &alike), back = compared(other, graph, &alike);
    uint32_t before = there.same, after = there.same;
    for (uint32_t i = 0; i < there.change_count; i++) {
      before += there.changes[i].before != 0;
      after += there.changes[i].after != 0;
    }
    assert_int_equal(before, ent_graph_claim_count(graph));
    assert_int_equal(after, ent_graph_claim_count(other));
    assert_int_equal(there.counts[ENT_CHANGE_SOFTENED], back.counts[ENT_CHANGE_HARDENED]);
    assert_int_equal(there.counts[ENT_CHANGE_HARDENED], back.counts[ENT_CHANGE_SOFTENED]);
    ent_diff_free(&there);
    ent_diff_free(&back);
    ent_graph_free(graph);
    ent_graph_free(other);
  }
}

static void positions_change_in_named_ways(void **state) {
  (void)state;
  static const position before[] = {
      {"opposes", "单边制裁", ENT_ASSERTED, NULL}, {"condemned", "恐怖袭击", ENT_ASSERTED, "强烈"},
      {"signed", "边境协定", ENT_PLANNED, NULL},   {"supports", "全球倡议", ENT_ASSERTED, NULL},
      {"notes", "专家报告", ENT_ASSERTED, NULL},   {"callsFor", "会议召开", ENT_ASSERTED, NULL}};
  static const position after[] = {
      {"condemned", "单边制裁", ENT_ASSERTED, "最强烈"}, {"notes", "恐怖袭击", ENT_ASSERTED, NULL},
      {"signed", "边境协定", ENT_ASSERTED, NULL},        {"supports", "全球倡议", ENT_ASSERTED, "坚定"},
      {"welcomes", "海上合作", ENT_ASSERTED, NULL},      {"callsFor", "会议召开", ENT_ASSERTED, NULL}};
  /* in one document, and in another one */
  for (int other = 0; other < 2; other++) {
    ent_graph *old = positions("document/a", before, 6),
              *new = positions(other ? "document/b" : "document/a", after, 6);
    ent_diff diff = compared(old, new, &plain);
    static const ent_change_kind kinds[] = {ENT_CHANGE_HARDENED, ENT_CHANGE_SOFTENED, ENT_CHANGE_CHANGED,
                                            ENT_CHANGE_CHANGED,  ENT_CHANGE_ADDED,    ENT_CHANGE_SILENT};
    assert_int_equal(diff.change_count, 6);
    for (int i = 0; i < 6; i++)
      assert_int_equal(diff.changes[i].kind, kinds[i]);
    assert_int_equal(diff.changes[0].fields, ENT_FIELD_RELATION | ENT_FIELD_STRENGTH);
    assert_int_equal(diff.changes[2].fields | diff.changes[3].fields, ENT_FIELD_STRENGTH | ENT_FIELD_MODALITY);
    assert_int_equal(diff.same, 1);
    assert_int_equal(diff.thing_counts[ENT_THING_ADDED], 1);
    assert_int_equal(diff.thing_counts[ENT_THING_REMOVED], 1);
    ent_diff_free(&diff);
    ent_graph_free(old);
    ent_graph_free(new);
  }
}

static void moved_evidence_is_no_change(void **state) {
  (void)state;
  static const position one[] = {{"supports", "甲", ENT_ASSERTED, NULL}, {"notes", "乙", ENT_ASSERTED, NULL}};
  static const position two[] = {{"notes", "乙", ENT_ASSERTED, NULL}, {"supports", "甲", ENT_ASSERTED, NULL}};
  ent_graph *old = positions("document/a", one, 2), *new = positions("document/a", two, 2);
  ent_diff diff = compared(old, new, &plain);
  assert_int_equal(diff.change_count, 0);
  ent_diff_free(&diff);
  const ent_diff_options options = silent_options();
  diff = compared(old, new, &options);
  assert_int_equal(diff.counts[ENT_CHANGE_MOVED], 2);
  assert_false(ent_diff_differs(&diff));
  ent_diff_free(&diff);
  ent_graph_free(old);
  ent_graph_free(new);
}

static void what_is_worded_otherwise_is_paired_when_asked_for(void **state) {
  (void)state;
  static const position before[] = {{"supports", "谈判制订税务合作框架公约", ENT_ASSERTED, NULL},
                                    {"notes", "完全不同的一件事", ENT_ASSERTED, NULL}};
  static const position after[] = {{"supports", "早日缔结税务合作框架公约", ENT_ASSERTED, NULL},
                                   {"notes", "毫无关系", ENT_ASSERTED, NULL}};
  ent_graph *old = positions("document/a", before, 2), *new = positions("document/b", after, 2);
  ent_diff diff = compared(old, new, &plain);
  assert_int_equal(diff.counts[ENT_CHANGE_ADDED], 2);
  ent_diff_free(&diff);
  diff = compared(old, new, &alike);
  assert_int_equal(diff.counts[ENT_CHANGE_ADDED], 1);
  assert_int_equal(diff.counts[ENT_CHANGE_CHANGED], 1);
  assert_int_equal(diff.changes[0].fields, ENT_FIELD_OBJECT);
  assert_int_equal(diff.changes[0].score, 64); /* 7 of 11 pairs */
  ent_diff_free(&diff);
  ent_graph_free(old);
  ent_graph_free(new);
}

static ent_graph *treaty(const char *iri, const char *name, const char *date) {
  ent_graph *graph = ent_graph_new();
  const ent_document_node node = {.iri = sym(graph, "document/a")};
  ent_claim claim = {.object = add_named(graph, ENT_TREATY, iri, name, "zh"),
                     .relation = sym(graph, "signed"),
                     .evidence = {.document = ent_graph_add_document(graph, &node)}};
  for (int i = 0; i < 3; i++) {
    static const char *const countries[] = {"country/CHN", "country/RUS", "country/KAZ"};
    claim.subject = add_named(graph, ENT_COUNTRY, countries[i], countries[i], "zh");
    assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  }
  claim.subject = claim.object;
  claim.relation = sym(graph, "date");
  claim.object = add_named(graph, ENT_DATE, date, date, "zh");
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  return graph;
}

static void things_are_renamed_and_their_dates_changed(void **state) {
  (void)state;
  ent_graph *old = treaty("treaty/边境协定", "边境协定", "date/2024"),
            *new = treaty("treaty/疆界条约", "疆界条约", "date/2024");
  ent_diff diff = compared(old, new, &plain); /* four claims say that it is one treaty */
  assert_int_equal(diff.thing_count, 1);
  assert_int_equal(diff.things[0].kind, ENT_THING_RENAMED);
  assert_int_equal(diff.change_count, 0);
  ent_diff_free(&diff);
  ent_graph_free(new);
  new = treaty("treaty/边境协定", "边境协定", "date/2025");
  diff = compared(old, new, &plain);
  assert_int_equal(diff.change_count, 1);
  assert_int_equal(diff.changes[0].kind, ENT_CHANGE_CHANGED);
  assert_int_equal(diff.changes[0].fields, ENT_FIELD_OBJECT);
  ent_diff_free(&diff);
  add_named(new, ENT_TREATY, "treaty/边境协定", "协定", "zh");
  diff = compared(old, new, &plain);
  assert_int_equal(diff.thing_counts[ENT_THING_RENAMED] + diff.thing_counts[ENT_THING_CHANGED], 1);
  ent_diff_free(&diff);
  ent_graph_free(old);
  ent_graph_free(new);
}

static double likeness(const char *a, const char *b) {
  ent_arena *arena = ent_arena_new();
  ent_bigrams x, y;
  assert_int_equal(ent_bigrams_make(arena, ent_str_from(a), &x), ENT_OK);
  assert_int_equal(ent_bigrams_make(arena, ent_str_from(b), &y), ENT_OK);
  const double score = ent_bigrams_likeness(&x, &y);
  ent_arena_free(arena);
  return score;
}

static void likeness_is_the_dice_coefficient(void **state) {
  (void)state;
  assert_true(likeness("night", "nacht") > 0.2499 && likeness("night", "nacht") < 0.2501); /* one of four pairs */
  assert_true(likeness("《巴黎 协定》", "巴黎协定") > 0.9999);
  assert_true(likeness("ABC", "abc") > 0.9999);
  assert_true(likeness("和", "和") > 0.9999);
  assert_true(likeness("", "x") < 0.0001 && likeness("", "") < 0.0001);
}

/* Statements */

static ent_statement_set read_set(ent_intern *terms, const char *text, size_t length, const char *format) {
  ent_statement_set set = {.terms = terms};
  if (length > 0) {
    FILE *stream = fmemopen((void *)(uintptr_t)text, length, "r");
    assert_non_null(stream);
    assert_int_equal(
        ent_statement_set_read(&set, stream, "x", ent_read_parser("", format), "https://example.org/", NULL), ENT_OK);
    fclose(stream);
  }
  ent_statement_set_order(&set);
  return set;
}

static void assert_equal_sets(const ent_statement_set *a, const ent_statement_set *b) {
  assert_int_equal(a->count, b->count);
  assert_memory_equal(a->items, b->items, a->count * sizeof *a->items);
}

/* Applies the patch by its rows: takes what D says off the set, adds what A says. */
static ent_statement_set patched(const ent_statement_set *set, const char *patch, size_t length) {
  ent_buffer rows[2] = {{0}, {0}};
  for (const char *line = patch, *end = patch + length; line < end;) {
    const char *stop = memchr(line, '\n', (size_t)(end - line));
    assert_non_null(stop);
    if (line[1] == ' ') {
      ent_output output = ent_output_buffer(&rows[line[0] == 'A']);
      ent_output_put(&output, line + 2, (size_t)(stop - line) - 1);
    }
    line = stop + 1;
  }
  ent_statement_set deleted = read_set(set->terms, rows[0].data, rows[0].length, "nq");
  ent_statement_set result = read_set(set->terms, rows[1].data, rows[1].length, "nq"), kept = {0}, unknown = {0};
  assert_int_equal(ent_statement_set_compare(set, &deleted, &kept, &unknown), ENT_OK);
  assert_int_equal(unknown.count, 0);
  for (uint32_t i = 0; i < kept.count; i++) {
    ent_triple_terms *slot = ent_vector_push(&result.items, &result.count, &result.capacity, sizeof *slot);
    assert_non_null(slot);
    *slot = kept.items[i];
  }
  const uint32_t all = result.count;
  ent_statement_set_order(&result);
  assert_int_equal(result.count, all); /* nothing was added that was there */
  ent_statement_set_free(&deleted);
  ent_statement_set_free(&kept);
  ent_statement_set_free(&unknown);
  ent_buffer_free(&rows[0]);
  ent_buffer_free(&rows[1]);
  return result;
}

/* A random edit: from one random graph to another that shares much with it, 250 in each format. */
static void a_thousand_edits_round_trip(void **state) {
  (void)state;
  static const char *const formats[] = {"nt", "ttl", "rdf", "nq"};
  const ent_write_options all = {.provenance = ENT_PROVENANCE_MENTION};
  for (uint32_t seed = 1; seed <= 1000; seed++) {
    const char *format = formats[seed % 4];
    ent_graph *old = random_graph(seed), *new = random_graph(seed + 5000);
    if (seed % 3 == 0) assert_int_equal(ent_graph_merge(new, old), ENT_OK);
    ent_buffer a = written(old, format, &all), b = written(new, format, &all), patch = {0};
    ent_intern *terms = ent_intern_new();
    ent_statement_set before = read_set(terms, a.data, a.length, format);
    ent_statement_set after = read_set(terms, b.data, b.length, format), removed = {0}, added = {0};
    ent_output output = ent_output_buffer(&patch);
    assert_int_equal(ent_statement_set_compare(&before, &after, &removed, &added), ENT_OK);
    assert_int_equal(ent_statement_write_patch(&removed, &added, &output), ENT_OK);
    ent_statement_set made = patched(&before, patch.data, patch.length);
    assert_equal_sets(&made, &after);
    ent_statement_set *sets[] = {&before, &after, &removed, &added, &made};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
      ent_statement_set_free(sets[i]);
    ent_intern_free(terms);
    ent_buffer_free(&a);
    ent_buffer_free(&b);
    ent_buffer_free(&patch);
    ent_graph_free(old);
    ent_graph_free(new);
  }
}

static ent_status read_line(const char *line, const char *format, ent_statement_set *set) {
  FILE *stream = fmemopen((void *)(uintptr_t)line, strlen(line), "r");
  assert_non_null(stream);
  ent_status status = ent_statement_set_read(set, stream, "x", ent_read_parser("", format), "x:", NULL);
  fclose(stream);
  return status;
}

static void lines_are_read_to_the_letter(void **state) {
  (void)state;
  static const char *const good[][2] = {
      {"<a:s><a:p><a:o>.", "<a:o>"},
      {"<a:s> <a:p> \"x\\ty\\u4E2D\\U0001F600\" . # comment", "\"x\\ty中😀\""},
      {" <a:s>\t<a:p>  \"\"  .\r\n", "\"\""},
      {"<a:s> <a:p> \"a\\\"b\\\\\"@zh-Hans .", "\"a\\\"b\\\\\"@zh-Hans"},
      {"<a:s> <a:p> \"1\"^^<a:int> .", "\"1\"^^<a:int>"},
      {"<a:s> <a:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#string> .", "\"1\""},
      {"_:s <a:p> _:o.", "_:o"},
      {"<a:\\u4E2D> <a:p> <a:\\u0020> .", "<a:\\u0020>"},
  };
  static const char *const bad[] = {"<a:s> <a:p> .",          "<a:s> <a:p> <a:o>",       "<a:s> <a:p> <a:o> <a:g> .",
                                    "<a:s> <a:p> \"x .",      "<a:s> <a:p> \"x\\q\" .",  "<a:s> <a:p> \"\\uD800\" .",
                                    "<a:s> \"p\" <a:o> .",    "<a:s> _:p <a:o> .",       "<a s> <a:p> <a:o> .",
                                    "<a:s> <a:p> \"\xff\" .", "<a:s> <a:p> \"x\"@ .",    "<a:s> <a:p> \"x\"^^ .",
                                    "<a:s> <a:p> <a:o> . x",  "<a:s> <a:p> \"\\u12\" .", "<a:s",
                                    "_: <a:p> <a:o> ."};
  ent_intern *terms = ent_intern_new();
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ent_statement_set set = {.terms = terms};
    assert_int_equal(read_line(good[i][0], "nt", &set), ENT_OK);
    assert_int_equal(set.count, 1);
    assert_string_equal(ent_intern_text(terms, set.items[0].object).ptr, good[i][1]);
    ent_statement_set_free(&set);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_statement_set set = {.terms = terms};
    if (read_line(bad[i], "nt", &set) != ENT_ERR_SYNTAX) fail_msg("taken: %s", bad[i]);
    ent_statement_set_free(&set);
  }
  ent_statement_set set = {.terms = terms};
  assert_int_equal(read_line("<a:s> <a:p> <a:o> <a:g> .\n# \n\n<a:s> <a:p> <a:o> .", "nq", &set), ENT_OK);
  assert_int_equal(set.count, 2);
  ent_statement_set_free(&set);
  ent_intern_free(terms);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_graph_does_not_differ_from_itself),
      cmocka_unit_test(positions_change_in_named_ways),
      cmocka_unit_test(moved_evidence_is_no_change),
      cmocka_unit_test(what_is_worded_otherwise_is_paired_when_asked_for),
      cmocka_unit_test(things_are_renamed_and_their_dates_changed),
      cmocka_unit_test(likeness_is_the_dice_coefficient),
      cmocka_unit_test(a_thousand_edits_round_trip),
      cmocka_unit_test(lines_are_read_to_the_letter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
