/* The ontology: the real one is complete and says what ANNOTATION.md says; broken ones are refused with a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "ontology/ontology.h"
#include "tests/noting.h"

static ent_ontology *load_real(void) {
  const char *top = getenv("top_srcdir");
  char path[4096];
  snprintf(path, sizeof path, "%s/ontology/entente.ttl", top && *top ? top : ".");
  note n = {.count = 0};
  const ent_sink sink = {take, &n};
  ent_ontology *ontology;
  if (ent_ontology_load(path, &sink, &ontology) != ENT_OK) fail_msg("%s: %s", path, n.text);
  assert_int_equal(n.count, 0);
  return ontology;
}

static uint32_t find(const ent_ontology *ontology, const char *name) {
  int index = ent_ontology_relation_find(ontology, ent_str_from(name));
  if (index < 0) fail_msg("no relation %s", name);
  return (uint32_t)index;
}

static void every_relation_is_there(void **state) {
  (void)state;
  static const char *const names[] = {"signed",      "adopted",        "condemned",      "opposes",     "supports",
                                      "welcomes",    "callsFor",       "concernedAbout", "notes",       "proposed",
                                      "established", "participatedIn", "hostedIn",       "concludedIn", "locatedIn",
                                      "date",        "memberOf",       "partnerOf",      "chairs",      "partyTo",
                                      "partOf",      "hasActor",       "hasTarget",      "represents"};
  ent_ontology *ontology = load_real();
  assert_int_equal(ent_ontology_relation_count(ontology), sizeof names / sizeof *names);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_true(ent_str_equal(ent_ontology_relation_name(ontology, find(ontology, names[i])), ent_str_from(names[i])));
  assert_int_equal(ent_ontology_relation_find(ontology, ENT_STR("signedBy")), -1);
  assert_int_equal(ent_ontology_relation_find(ontology, ENT_STR("relatedTo")), -1);
  ent_ontology_free(ontology);
  ent_ontology_free(NULL);
}

static void labels_come_in_three_languages(void **state) {
  (void)state;
  ent_ontology *ontology = load_real();
  uint32_t signed_by = find(ontology, "signed");
  assert_true(ent_str_equal(ent_ontology_relation_label(ontology, signed_by, ENT_STR("zh")), ENT_STR("签署")));
  assert_true(ent_str_equal(ent_ontology_relation_label(ontology, signed_by, ENT_STR("ru")), ENT_STR("подписал")));
  assert_true(ent_str_equal(ent_ontology_relation_label(ontology, signed_by, ENT_STR("fr")), ENT_STR("signed")));
  assert_true(ent_str_equal(ent_ontology_class_label(ontology, ENT_COUNTRY, ENT_STR("zh")), ENT_STR("国家")));
  ent_ontology_free(ontology);
}

/* Domains and ranges as in ANNOTATION.md section 2: the letters are the ten types in their order. */
static void domains_and_ranges_admit_what_they_should(void **state) {
  (void)state;
  static const struct {
    const char *relation, *subjects, *objects;
  } rows[] = {
      {"signed", "COGP", "T"},
      {"adopted", "COGPE", "T"},
      {"condemned", "COGP", "ECOGPU"},
      {"opposes", "COGP", "COGPLTEIDU"},
      {"supports", "COGP", "COGPLTEIDU"},
      {"proposed", "COGP", "ITOE"},
      {"established", "COGP", "O"},
      {"participatedIn", "COGP", "E"},
      {"hostedIn", "E", "LC"},
      {"concludedIn", "T", "LC"},
      {"locatedIn", "OL", "LC"},
      {"date", "TEO", "D"},
      {"memberOf", "C", "OG"},
      {"partnerOf", "C", "O"},
      {"chairs", "CP", "OE"},
      {"partyTo", "CG", "T"},
      {"partOf", "OE", "OE"},
      {"hasActor", "E", "COGP"},
      {"hasTarget", "E", "COGPL"},
      {"represents", "P", "CO"},
  };
  static const char letters[] = "COGPLTEIDU";
  ent_ontology *ontology = load_real();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int s = 0; s < ENT_TYPE_COUNT; s++)
      for (int o = 0; o < ENT_TYPE_COUNT; o++) {
        bool should = strchr(rows[i].subjects, letters[s]) && strchr(rows[i].objects, letters[o]);
        if (ent_ontology_admits(ontology, find(ontology, rows[i].relation), (ent_type)s, (ent_type)o) != should)
          fail_msg("%s from %c to %c", rows[i].relation, letters[s], letters[o]);
      }
  ent_ontology_free(ontology);
}

static void stances_are_ordered(void **state) {
  (void)state;
  static const char *const order[] = {"condemned", "opposes", "concernedAbout", "notes", "welcomes", "supports"};
  ent_ontology *ontology = load_real();
  for (int i = 0; i < 6; i++)
    assert_int_equal(ent_ontology_stance(ontology, find(ontology, order[i])), i + 1);
  assert_int_equal(ent_ontology_stance(ontology, find(ontology, "callsFor")), 0);
  assert_int_equal(ent_ontology_stance(ontology, find(ontology, "signed")), 0);
  ent_ontology_free(ontology);
}

static ent_status load_text(const char *text, note *n) {
  char path[] = "/tmp/ent-ontology-XXXXXX";
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
  close(descriptor);
  *n = (note){.count = 0};
  const ent_sink sink = {take, n};
  ent_ontology *ontology;
  ent_status status = ent_ontology_load(path, &sink, &ontology);
  assert_null(ontology);
  unlink(path);
  return status;
}

static void broken_ontologies_are_refused(void **state) {
  (void)state;
  note n;
  assert_int_equal(load_text("@prefix a: <http://a/> .\n\na:b a:c \"open\n", &n), ENT_ERR_SYNTAX);
  assert_true(n.count > 0 && n.line >= 3);
  assert_int_equal(load_text("", &n), ENT_ERR_DATA);
  assert_string_equal(n.text, "the ontology has no relation");
  assert_int_equal(load_text("@prefix ent: <https://w3id.org/entente/ns#> .\n"
                             "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                             "ent:signed rdfs:subPropertyOf ent:relatedTo ; rdfs:label \"x\"@zh, \"x\"@en .\n",
                             &n),
                   ENT_ERR_DATA);
  assert_string_equal(n.text, "signed has no rdfs:range");
  /* A union that is a loop must end. */
  assert_int_equal(load_text("@prefix ent: <https://w3id.org/entente/ns#> .\n"
                             "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
                             "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                             "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
                             "ent:signed rdfs:subPropertyOf ent:relatedTo ; rdfs:domain ent:x .\n"
                             "ent:x owl:unionOf ent:l . ent:l rdf:first ent:x ; rdf:rest ent:l .\n"
                             "ent:Country rdfs:subClassOf ent:Country, ent:y . ent:y rdfs:subClassOf ent:Country .\n",
                             &n),
                   ENT_ERR_DATA);
  ent_ontology *ontology;
  assert_int_equal(ent_ontology_load("/nowhere/entente.ttl", NULL, &ontology), ENT_ERR_IO);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_relation_is_there),
      cmocka_unit_test(labels_come_in_three_languages),
      cmocka_unit_test(domains_and_ranges_admit_what_they_should),
      cmocka_unit_test(stances_are_ordered),
      cmocka_unit_test(broken_ontologies_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
