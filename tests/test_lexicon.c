/* The lexicon of the source tree: what kind of words and names the literals are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/lexicon.h"
#include "tests/reading.h"

static ent_ontology *ontology;
static ent_lexicon *lexicon;

static const ent_entry *entry(const char *word) {
  const ent_entry *found = ent_lexicon_find(lexicon, ent_str_from(word));
  if (found == NULL) fail_msg("%s: not in the lexicon", word);
  return found;
}

static void class_names(void **state) {
  (void)state;
  assert_int_equal(ent_class_find(ENT_STR("org")), ENT_CLASS_ORG_HEAD);
  assert_int_equal(ent_class_find(ENT_STR("v")), ENT_CLASS_VERB);
  assert_int_equal(ent_class_find(ENT_STR("block")), ENT_CLASS_BLOCK);
  assert_int_equal(ent_class_find(ENT_STR("")), -1);
  assert_int_equal(ent_class_find(ENT_STR("ORG")), -1);
}

static void words_have_their_classes(void **state) {
  (void)state;
  static const struct {
    const char *word;
    ent_class class;
  } rows[] = {
      {"将", ENT_CLASS_PLAN},
      {"拟", ENT_CLASS_PLAN},
      {"应", ENT_CLASS_CALL},
      {"必须", ENT_CLASS_CALL},
      {"不", ENT_CLASS_NEG},
      {"未", ENT_CLASS_NEG},
      {"如果", ENT_CLASS_COND},
      {"和", ENT_CLASS_CONJ},
      {"以及", ENT_CLASS_CONJ},
      {"在", ENT_CLASS_LOC},
      {"对", ENT_CLASS_OBJ},
      {"由", ENT_CLASS_BY},
      {"的", ENT_CLASS_OF},
      {"强烈", ENT_CLASS_DEGREE},
      {"予以", ENT_CLASS_LIGHT},
      {"受到", ENT_CLASS_PASSIVE},
      {"该", ENT_CLASS_THIS},
      {"分别", ENT_CLASS_EACH},
      {"举行", ENT_CLASS_HOLD},
      {"位于", ENT_CLASS_SITED},
      {"外长", ENT_CLASS_OFFICE},
      {"委员会", ENT_CLASS_ORG_HEAD},
      {"条约", ENT_CLASS_INSTRUMENT_HEAD},
      {"峰会", ENT_CLASS_MEETING_HEAD},
      {"袭击", ENT_CLASS_VIOLENCE_HEAD},
      {"倡议", ENT_CLASS_INITIATIVE_HEAD},
      {"海峡", ENT_CLASS_PLACE_HEAD},
      {"成员国", ENT_CLASS_GROUP_HEAD},
      {"双方", ENT_CLASS_GROUP_WORD},
      {"我们", ENT_CLASS_SELF},
      {"首都", ENT_CLASS_CAPITAL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if ((entry(rows[i].word)->classes >> rows[i].class & 1) == 0)
      fail_msg("%s: not of class %d", rows[i].word, (int)rows[i].class);
}

static bool means(const char *word, const char *iri) {
  const ent_entry *found = entry(word);
  for (uint32_t i = 0; i < found->sense_count; i++)
    if (ent_str_equal(lexicon->rows[lexicon->senses[found->first_sense + i].row].iri, ent_str_from(iri))) return true;
  return false;
}

static void names_have_their_rows(void **state) {
  (void)state;
  static const struct {
    const char *word, *iri;
  } rows[] = {
      {"中国", "country/CHN"},       {"中华人民共和国", "country/CHN"}, {"俄罗斯联邦", "country/RUS"},
      {"几内亚比绍", "country/GNB"}, {"几内亚", "country/GIN"},         {"刚果（金）", "country/COD"},
      {"刚果（布）", "country/COG"}, {"老挝", "country/LAO"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (!means(rows[i].word, rows[i].iri)) fail_msg("%s: not %s", rows[i].word, rows[i].iri);
  const ent_row *china = ent_lexicon_row(lexicon, ENT_COUNTRY, ENT_STR("CHN"));
  assert_non_null(china);
  assert_true(china->sovereign);
  assert_int_equal(china->type, ENT_COUNTRY);
  assert_true(ent_str_equal(china->name, ENT_STR("中国")));
  assert_true(ent_str_equal(china->wikidata, ENT_STR("Q148")));
  assert_memory_equal(china->rule.ptr, "countries.tsv:", 14);
  assert_null(ent_lexicon_row(lexicon, ENT_COUNTRY, ENT_STR("XXX")));
  assert_null(ent_lexicon_row(lexicon, ENT_ORGANIZATION, ENT_STR("CHN")));
  assert_non_null(ent_lexicon_row(lexicon, ENT_ORGANIZATION, ENT_STR("SCO")));
}

static void acts_have_their_relations(void **state) {
  (void)state;
  static const struct {
    const char *word, *relation, *negated;
  } rows[] = {{"签署", "signed", NULL},        {"谴责", "condemned", NULL}, {"支持", "supports", "opposes"},
              {"欢迎", "welcomes", NULL},      {"呼吁", "callsFor", NULL},  {"注意到", "notes", NULL},
              {"反对", "opposes", NULL},       {"通过", "adopted", NULL},   {"不接受", "opposes", NULL},
              {"出席", "participatedIn", NULL}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const ent_entry *found = entry(rows[i].word);
    if (found->act == 0) fail_msg("%s: no act", rows[i].word);
    const ent_act *act = &lexicon->acts[found->act - 1];
    assert_true(act->relation >= 0);
    ent_str name = ent_ontology_relation_name(ontology, (uint32_t)act->relation);
    if (!ent_str_equal(name, ent_str_from(rows[i].relation)))
      fail_msg("%s: %.*s", rows[i].word, (int)name.len, name.ptr);
    if (rows[i].negated != NULL) {
      assert_true(act->negated_relation >= 0);
      name = ent_ontology_relation_name(ontology, (uint32_t)act->negated_relation);
      assert_true(ent_str_equal(name, ent_str_from(rows[i].negated)));
    }
    assert_memory_equal(act->rule.ptr, "acts.tsv:", 9);
  }
}

static void bound_forms_by_weight(void **state) {
  (void)state;
  static const char *const forms[] = {"巴", "乌", "伊", "印", "哥", "土", "中", "俄"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    const ent_entry *found = entry(forms[i]);
    if (found->bound == 0 || found->bound_count == 0) fail_msg("%s: no bound form", forms[i]);
    for (uint32_t k = 0; k < found->bound_count; k++) {
      const ent_bound *bound = &lexicon->bounds[found->bound - 1 + k];
      assert_true(ent_str_equal(bound->form, ent_str_from(forms[i])));
      assert_in_range(bound->weight, 1, 100);
      if (k > 0) assert_true(bound->weight <= lexicon->bounds[found->bound - 2 + k].weight);
    }
  }
  assert_true(entry("巴")->bound_count >= 3); /* 巴基斯坦 巴勒斯坦 巴西 */
}

static void surfaces_are_folded(void **state) {
  (void)state;
  assert_non_null(ent_lexicon_find(lexicon, ENT_STR("联合国")));
  assert_null(ent_lexicon_find(lexicon, ENT_STR("聯合國")));
  assert_null(ent_lexicon_find(lexicon, ENT_STR("")));
  assert_null(ent_lexicon_find(lexicon, ENT_STR("没有这样的词")));
  for (uint32_t i = 0; i < lexicon->entry_count; i++) {
    ent_str surface = lexicon->entries[i].surface, again;
    assert_int_equal(ent_fold_string(lexicon->fold, lexicon->arena, surface, &again), ENT_OK);
    if (!ent_str_equal(surface, again)) fail_msg("%.*s: is not folded", (int)surface.len, surface.ptr);
  }
}

static void transliteration(void **state) {
  (void)state;
  assert_true(ent_lexicon_transliterates(lexicon, 0x65AF));  /* 斯 */
  assert_true(ent_lexicon_transliterates(lexicon, 0x57FA));  /* 基 */
  assert_false(ent_lexicon_transliterates(lexicon, 0x7684)); /* 的 */
  assert_false(ent_lexicon_transliterates(lexicon, 'a'));
  assert_false(ent_lexicon_transliterates(lexicon, 0x1F600));
}

static void a_folder_without_data(void **state) {
  (void)state;
  const char *const roots[] = {"/nowhere", NULL};
  reading_message message = {.text = ""};
  const ent_sink sink = {reading_note, &message};
  ent_lexicon *none;
  assert_int_not_equal(ent_lexicon_load(roots, "zh", ontology, &sink, &none), ENT_OK);
  assert_null(none);
  assert_true(message.text[0] != '\0');
  ent_lexicon_free(NULL);
}

static int set_up(void **state) {
  (void)state;
  const char *const roots[] = {reading_top(), NULL};
  char path[4096];
  if (snprintf(path, sizeof path, "%s/ontology/entente.ttl", reading_top()) >= (int)sizeof path) return 1;
  return ent_ontology_load(path, NULL, &ontology) != ENT_OK ||
         ent_lexicon_load(roots, "zh", ontology, NULL, &lexicon) != ENT_OK;
}

static int tear_down(void **state) {
  (void)state;
  ent_lexicon_free(lexicon);
  ent_ontology_free(ontology);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(class_names),           cmocka_unit_test(words_have_their_classes),
      cmocka_unit_test(names_have_their_rows), cmocka_unit_test(acts_have_their_relations),
      cmocka_unit_test(bound_forms_by_weight), cmocka_unit_test(surfaces_are_folded),
      cmocka_unit_test(transliteration),       cmocka_unit_test(a_folder_without_data),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
