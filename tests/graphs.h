/* Graphs for the tests of the model and of the writers. */
#ifndef ENT_TESTS_GRAPHS_H
#define ENT_TESTS_GRAPHS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/writer.h"

static inline ent_sym sym(ent_graph *graph, const char *text) {
  return ent_graph_sym(graph, ent_str_from(text));
}

static inline ent_id add_named(ent_graph *graph, ent_type type, const char *iri, const char *name, const char *lang) {
  const ent_entity entity = {
      .iri = sym(graph, iri), .type = (uint8_t)type, .preferred = {sym(graph, name), sym(graph, lang)}};
  ent_id id = ent_graph_add_entity(graph, &entity);
  assert_int_not_equal(id, 0);
  return id;
}

/* One document, five entities, three claims: two asserted, one planned; two mentions of China. */
static inline ent_graph *example_graph(void) {
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  const ent_document_node document = {.iri = sym(graph, "document/天津宣言"),
                                      .file = sym(graph, "/secret/folder/宣言.txt"),
                                      .title = sym(graph, "天津宣言"),
                                      .lang = sym(graph, "zh"),
                                      .date = sym(graph, "2025-09-01"),
                                      .kind = sym(graph, "declaration"),
                                      .encoding = sym(graph, "UTF-8"),
                                      .sha256 = sym(graph, "00ff"),
                                      .characters = 1000,
                                      .article = 1};
  const ent_id doc = ent_graph_add_document(graph, &document);
  const ent_entity china_row = {.iri = sym(graph, "country/CHN"),
                                .type = ENT_COUNTRY,
                                .wikidata = sym(graph, "Q148"),
                                .preferred = {sym(graph, "中国"), sym(graph, "zh")},
                                .rule = sym(graph, "ontology/countries.tsv:42")};
  const ent_id china = ent_graph_add_entity(graph, &china_row);
  assert_int_equal(ent_graph_add_label(graph, china, ENT_STR("中华人民共和国"), ENT_STR("zh")), ENT_OK);
  assert_int_equal(ent_graph_add_label(graph, china, ENT_STR("China"), ENT_STR("en")), ENT_OK);
  const ent_id members = add_named(graph, ENT_GROUP, "group/上海合作组织成员国", "上海合作组织成员国", "zh");
  const ent_id treaty = add_named(graph, ENT_TREATY, "treaty/天津宣言", "天津宣言", "zh");
  const ent_id issue = add_named(graph, ENT_ISSUE, "issue/防止外空武器化", "防止外空武器化", "zh");
  const ent_entity date_row = {.iri = sym(graph, "date/2025-09-01"),
                               .type = ENT_DATE,
                               .edtf = sym(graph, "2025-09-01"),
                               .earliest = sym(graph, "2025-09-01"),
                               .latest = sym(graph, "2025-09-01"),
                               .preferred = {sym(graph, "2025年9月1日"), sym(graph, "zh")}};
  const ent_id date = ent_graph_add_entity(graph, &date_row);
  ent_span span = {.document = doc,
                   .begin = 10,
                   .end = 22,
                   .byte_begin = 30,
                   .byte_end = 66,
                   .line_begin = 2,
                   .line_end = 3,
                   .quote = sym(graph, "成员国签署了\"天津宣言\"。")};
  ent_claim claim = {.subject = members,
                     .object = treaty,
                     .relation = sym(graph, "signed"),
                     .confidence = 95,
                     .date = date,
                     .rule = sym(graph, "acts.tsv:17"),
                     .evidence = span};
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  claim.subject = china;
  claim.relation = sym(graph, "supports");
  claim.object = issue;
  claim.confidence = 100;
  claim.strength = sym(graph, "坚决");
  claim.date = 0;
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  claim.relation = sym(graph, "signed");
  claim.object = treaty;
  claim.modality = ENT_PLANNED;
  claim.strength = 0;
  assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  span.begin = 40;
  span.end = 42;
  span.quote = sym(graph, "中国");
  assert_int_equal(ent_graph_add_mention(graph, china, &span), ENT_OK);
  span.begin = 50;
  span.end = 52;
  assert_int_equal(ent_graph_add_mention(graph, china, &span), ENT_OK);
  return graph;
}

/* Numbers that are the same on every machine (xorshift32; Marsaglia 2003). */
static inline uint32_t draw(uint32_t *seed, uint32_t below) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed % below;
}

/* Few names, so that two such graphs share and contradict much. */
static inline ent_sym draw_text(ent_graph *graph, uint32_t *seed, const char *prefix, uint32_t kinds) {
  char text[64];
  uint32_t number = draw(seed, kinds + 1);
  if (number == kinds) return 0;
  snprintf(text, sizeof text, "%s%u", prefix, number);
  return sym(graph, text);
}

static inline ent_graph *random_graph(uint32_t seed) {
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  for (int i = 0; i < 4; i++) {
    ent_document_node document = {.iri = draw_text(graph, &seed, "document/", 3),
                                  .title = draw_text(graph, &seed, "title", 3),
                                  .date = draw_text(graph, &seed, "202", 3),
                                  .file = draw_text(graph, &seed, "file", 3),
                                  .sha256 = draw_text(graph, &seed, "5a", 2),
                                  .characters = draw(&seed, 3)};
    if (document.iri) assert_int_not_equal(ent_graph_add_document(graph, &document), 0);
  }
  for (int i = 0; i < 12; i++) {
    ent_entity entity = {.iri = draw_text(graph, &seed, "thing/", 8),
                         .type = (uint8_t)draw(&seed, ENT_TYPE_COUNT),
                         .wikidata = draw_text(graph, &seed, "Q", 3),
                         .edtf = draw_text(graph, &seed, "202", 3),
                         .preferred = {draw_text(graph, &seed, "name", 4), draw_text(graph, &seed, "x-", 2)},
                         .rule = draw_text(graph, &seed, "rule:", 3)};
    if (!entity.iri) continue;
    ent_id id = ent_graph_add_entity(graph, &entity);
    assert_int_not_equal(id, 0);
    ent_sym label = draw_text(graph, &seed, "name", 4), lang = draw_text(graph, &seed, "x-", 2);
    assert_int_equal(ent_graph_add_label(graph, id, ent_graph_text(graph, label), ent_graph_text(graph, lang)), ENT_OK);
  }
  const uint32_t entities = ent_graph_entity_count(graph), documents = ent_graph_document_count(graph);
  for (int i = 0; entities && i < 30; i++) {
    ent_span span = {.document = documents ? 1 + draw(&seed, documents) : 0,
                     .begin = draw(&seed, 3),
                     .end = 3 + draw(&seed, 2),
                     .byte_begin = draw(&seed, 2),
                     .quote = draw_text(graph, &seed, "quote", 3)};
    if (documents) assert_int_equal(ent_graph_add_mention(graph, 1 + draw(&seed, entities), &span), ENT_OK);
    ent_claim claim = {.subject = 1 + draw(&seed, entities),
                       .object = 1 + draw(&seed, entities),
                       .relation = sym(graph, draw(&seed, 2) ? "signed" : "supports"),
                       .modality = (uint8_t)draw(&seed, 2),
                       .confidence = (uint8_t)(98 + draw(&seed, 3)),
                       .strength = draw_text(graph, &seed, "坚", 3),
                       .date = draw(&seed, entities + 1),
                       .place = draw(&seed, entities + 1),
                       .rule = draw_text(graph, &seed, "rule:", 3),
                       .evidence = span};
    assert_int_not_equal(ent_graph_add_claim(graph, &claim), 0);
  }
  return graph;
}

/* The graph in a format; NUL-terminated. The caller frees the buffer. */
static inline ent_buffer written(const ent_graph *graph, const char *format, const ent_write_options *options) {
  ent_buffer buffer = {0};
  ent_output output = ent_output_buffer(&buffer);
  const ent_writer *writer = ent_writer_find_by_name(format);
  assert_non_null(writer);
  assert_int_equal(ent_writer_run(writer, graph, options, NULL, &output), ENT_OK);
  ent_output_put(&output, "", 0);
  return buffer;
}

static inline void assert_contains(const ent_buffer *buffer, const char *text) {
  if (!strstr(buffer->data, text)) fail_msg("\"%s\" is not in:\n%s", text, buffer->data);
}

static inline void assert_lacks(const ent_buffer *buffer, const char *text) {
  if (strstr(buffer->data, text)) fail_msg("\"%s\" is in:\n%s", text, buffer->data);
}

#endif
