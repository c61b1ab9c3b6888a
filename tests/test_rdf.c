/* RDF: what is written, that all formats say the same, and that it comes back. */
#include <stdio.h>
#include <unistd.h>

#include "tests/graphs.h"

#include "export/read.h"
#include "export/rdf_terms.h"

#define ID "https://w3id.org/entente/id/"

#if defined(__SANITIZE_ADDRESS__)
/* raptor2 2.0.15 forgets a reference to each datatype when it parses N-Quads. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:raptor_new_uri_from_counted_string\n";
}
#endif

static const ent_write_options with_mentions = {.provenance = ENT_PROVENANCE_MENTION};

static void the_triples_are_those_of_the_design(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  ent_buffer nt = written(graph, "nt", NULL);
  static const char *const lines[] = {
      "<" ID "country/CHN> <" NS_RDF "type> <" ENT_NS "Country> .\n",
      "<" ID "country/CHN> <" NS_SKOS "prefLabel> \"中国\"@zh .\n",
      "<" ID "country/CHN> <" NS_RDFS "label> \"中国\"@zh .\n",
      "<" ID "country/CHN> <" NS_SKOS "altLabel> \"China\"@en .\n",
      "<" ID "country/CHN> <" NS_OWL "sameAs> <http://www.wikidata.org/entity/Q148> .\n",
      "<" ID "country/CHN> <" ENT_NS "mentionedIn> <" ID "document/天津宣言> .\n",
      "<" ID "country/CHN> <" ENT_NS "mentionCount> \"2\"^^<" NS_XSD "nonNegativeInteger> .\n",
      "<" ID "country/CHN> <" ENT_NS "supports> <" ID "issue/防止外空武器化> .\n",
      "<" ID "group/上海合作组织成员国> <" ENT_NS "signed> <" ID "treaty/天津宣言> .\n",
      "<" ID "date/2025-09-01> <" ENT_NS "edtf> \"2025-09-01\" .\n",
      "<" ID "date/2025-09-01> <" ENT_NS "earliest> \"2025-09-01\"^^<" NS_XSD "date> .\n",
      "<" ID "date/2025-09-01> <" NS_DCTERMS "date> \"2025-09-01\"^^<" NS_XSD "date> .\n",
      "> <" NS_RDF "type> <" ENT_NS "Claim> .\n",
      "> <" NS_RDF "predicate> <" ENT_NS "signed> .\n",
      "> <" ENT_NS "modality> \"planned\" .\n",
      "> <" ENT_NS "strength> \"坚决\" .\n",
      "> <" ENT_NS "confidence> \"0.95\"^^<" NS_XSD "decimal> .\n",
      "> <" ENT_NS "date> <" ID "date/2025-09-01> .\n",
      "> <" ENT_NS "rule> \"acts.tsv:17\" .\n",
      "> <" NS_PROV "wasDerivedFrom> <" ID "document/天津宣言#char=10,22> .\n",
      "<" ID "document/天津宣言#char=10,22> <" NS_NIF "anchorOf> \"成员国签署了\\\"天津宣言\\\"。\" .\n",
      "<" ID "document/天津宣言#char=10,22> <" NS_NIF "beginIndex> \"10\"^^<" NS_XSD "nonNegativeInteger> .\n",
      "<" ID "document/天津宣言#char=10,22> <" ENT_NS "byteEnd> \"66\"^^<" NS_XSD "nonNegativeInteger> .\n",
      "<" ID "document/天津宣言> <" ENT_NS "sha256> \"00ff\" .\n",
      "<" ID "document/天津宣言> <" ENT_NS "file> \"宣言.txt\" .\n",
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    assert_contains(&nt, lines[i]);
  /* A planned act has no direct triple; no blank nodes; no folders; no spans of mentions unless asked for. */
  assert_lacks(&nt, "<" ID "country/CHN> <" ENT_NS "signed>");
  assert_lacks(&nt, "_:");
  assert_lacks(&nt, "secret");
  assert_lacks(&nt, "#char=40,42");
  ent_buffer_free(&nt);
  ent_graph_free(graph);
}

static void provenance_is_as_much_as_asked_for(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  const ent_write_options none = {.provenance = ENT_PROVENANCE_NONE, .base = "http://example.org/"};
  ent_buffer nt = written(graph, "nt", &none);
  assert_contains(&nt, "<http://example.org/country/CHN> <" ENT_NS "supports> <http://example.org/issue/");
  assert_lacks(&nt, "Claim");
  assert_lacks(&nt, ID);
  ent_buffer_free(&nt);
  nt = written(graph, "nt", &with_mentions);
  assert_contains(&nt, "<" ID "country/CHN> <" ENT_NS "mention> <" ID "document/天津宣言#char=40,42> .\n");
  assert_contains(&nt, "<" ID "document/天津宣言#char=50,52> <" NS_NIF "anchorOf> \"中国\" .\n");
  ent_buffer_free(&nt);
  ent_graph_free(graph);
}

static void what_is_written_does_not_depend_on_the_order(void **state) {
  (void)state;
  static const char *const formats[] = {"ttl", "nt",  "nq",        "rdf",   "graphml", "gexf",
                                        "dot", "tsv", "tsv-nodes", "table", "gold"};
  for (uint32_t seed = 1; seed < 6; seed++) {
    ent_graph *a = random_graph(seed), *b = random_graph(seed + 100), *ab = ent_graph_new(), *ba = ent_graph_new();
    ent_graph_merge(ab, a);
    ent_graph_merge(ab, b);
    ent_graph_merge(ba, b);
    ent_graph_merge(ba, a);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
      const ent_write_options options = {.provenance = ENT_PROVENANCE_MENTION, .lang = "x-1"};
      ent_buffer left = written(ab, formats[i], &options), right = written(ba, formats[i], &options);
      assert_string_equal(left.data, right.data);
      ent_buffer_free(&left);
      ent_buffer_free(&right);
    }
    ent_graph_free(a);
    ent_graph_free(b);
    ent_graph_free(ab);
    ent_graph_free(ba);
  }
}

/* Writes a file, reads it into a new graph. */
static ent_graph *there_and_back(const ent_graph *graph, const char *format, const ent_write_options *options) {
  char folder[] = "/tmp/ent-rdf-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/graph.%s", folder, format);
  assert_int_equal(ent_graph_save(graph, path, NULL, options, NULL), ENT_OK);
  assert_true(ent_read_is_graph(path));
  ent_graph *back = ent_graph_new();
  assert_int_equal(ent_graph_load(back, path, NULL, options->base, NULL), ENT_OK);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(rmdir(folder), 0); /* no temporary file is left */
  return back;
}

static void graphs_come_back(void **state) {
  (void)state;
  static const char *const formats[] = {"ttl", "nt", "nq", "rdf"};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    for (uint32_t seed = 0; seed < 20; seed++) {
      ent_write_options options = with_mentions;
      if (seed % 3 == 1) options.base = "http://example.org/知识#";
      ent_graph *graph = seed ? random_graph(seed) : example_graph();
      ent_graph *back = there_and_back(graph, formats[i], &options);
      ent_buffer before = written(graph, "nt", &options), after = written(back, "nt", &options);
      assert_string_equal(before.data, after.data);
      ent_buffer_free(&before);
      ent_buffer_free(&after);
      ent_graph_free(graph);
      ent_graph_free(back);
    }
}

static void facts_without_claims_come_back(void **state) {
  (void)state;
  const ent_write_options none = {.provenance = ENT_PROVENANCE_NONE};
  ent_graph *graph = example_graph(), *back = there_and_back(graph, "ttl", &none);
  assert_int_equal(ent_graph_claim_count(back), 2);
  ent_buffer before = written(graph, "gold", &none), after = written(back, "gold", &none);
  assert_string_equal(before.data, after.data);
  ent_buffer_free(&before);
  ent_buffer_free(&after);
  ent_graph_free(graph);
  ent_graph_free(back);
}

/* Each of these made raptor2 drop the rest of the subject, or write what no one can read. */
static void hostile_texts_do_no_harm(void **state) {
  (void)state;
  static const char *const hostile[] = {"\xFF\xFE", "a\x01\x02", "\xED\xA0\x80", "\xEF\xBF\xBF", "<>\"{}|^`\\ %",
                                        "\"\"\"",   "\\",        "\r\n\t",       "]]>&amp;<x>"};
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    ent_graph *graph = example_graph();
    ent_entity entity = {.iri = sym(graph, hostile[i]),
                         .type = ENT_EVENT,
                         .wikidata = sym(graph, hostile[i]),
                         .edtf = sym(graph, hostile[i]),
                         .earliest = sym(graph, hostile[i]),
                         .preferred = {sym(graph, hostile[i]), sym(graph, hostile[i])}};
    assert_int_not_equal(ent_graph_add_entity(graph, &entity), 0);
    static const char *const formats[] = {"ttl", "nt", "nq", "rdf"};
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
      ent_graph *back = there_and_back(graph, formats[f], &with_mentions);
      assert_int_equal(ent_graph_entity_count(back), ent_graph_entity_count(graph));
      assert_int_equal(ent_graph_claim_count(back), ent_graph_claim_count(graph));
      ent_graph_free(back);
    }
    ent_graph_free(graph);
  }
}

/* More subjects than one serializer takes. */
static void long_turtle_has_one_header(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  char iri[32];
  for (int i = 0; i < 2500; i++) {
    snprintf(iri, sizeof iri, "issue/%d", i);
    add_named(graph, ENT_ISSUE, iri, iri, "zh");
  }
  ent_buffer ttl = written(graph, "ttl", NULL);
  const char *header = strstr(ttl.data, "@prefix ent:");
  assert_non_null(header);
  assert_null(strstr(header + 1, "@prefix ent:"));
  ent_buffer_free(&ttl);
  const ent_write_options defaults = {.base = NULL};
  ent_graph *back = there_and_back(graph, "ttl", &defaults);
  assert_int_equal(ent_graph_entity_count(back), 2500);
  ent_graph_free(back);
  ent_graph_free(graph);
}

static void quads_name_the_document(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  ent_buffer nq = written(graph, "nq", NULL);
  assert_contains(&nq, "<" ENT_NS "supports> <" ID "issue/防止外空武器化> <" ID "document/天津宣言> .\n");
  assert_contains(&nq, "<" ID "country/CHN> <" NS_SKOS "prefLabel> \"中国\"@zh .\n");
  ent_buffer_free(&nq);
  ent_graph_free(graph);
}

static bool refuse(void *user, const char *bytes, size_t length) {
  (void)bytes;
  size_t *room = user;
  if (length > *room) return false;
  *room -= length;
  return true;
}

static void a_full_disk_is_noticed(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  for (uint32_t i = 0; i < ENT_FORMAT_COUNT; i++)
    for (size_t room = 0; room < 200; room += 97) {
      size_t left = room;
      ent_output output = {.fn = refuse, .user = &left, .failure = ENT_ERR_IO};
      assert_int_equal(ent_writer_run(ent_writer_at(i), graph, NULL, NULL, &output), ENT_ERR_IO);
    }
  assert_int_equal(ent_graph_save(graph, "/nowhere/x.ttl", NULL, NULL, NULL), ENT_ERR_IO);
  assert_int_equal(ent_graph_save(graph, "/dev/full", "nt", NULL, NULL), ENT_ERR_IO);
  assert_int_equal(ent_graph_save(graph, "/dev/null", "nt", NULL, NULL), ENT_OK);
  assert_int_equal(ent_graph_save(graph, "/dev/null", "xyz", NULL, NULL), ENT_ERR_USAGE);
  ent_graph_free(graph);
}

static void take(void *user, const ent_diagnostic *diagnostic) {
  char **text = user;
  free(*text);
  *text = strdup(diagnostic->text);
}

static ent_status load_text(const char *text, const char *format, char **message) {
  char path[] = "/tmp/ent-rdf-XXXXXX";
  int descriptor = mkstemp(path);
  assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
  close(descriptor);
  const ent_sink sink = {take, message};
  ent_graph *graph = ent_graph_new();
  ent_status status = ent_graph_load(graph, path, format, NULL, &sink);
  ent_graph_free(graph);
  unlink(path);
  return status;
}

static void broken_graphs_are_refused(void **state) {
  (void)state;
  char *message = NULL;
  assert_int_equal(load_text("<a> <b", "nt", &message), ENT_ERR_SYNTAX);
  assert_int_equal(load_text("<rdf:RDF>", "rdf", &message), ENT_ERR_SYNTAX);
  assert_int_equal(load_text("", "graphml", &message), ENT_ERR_USAGE);
  assert_int_equal(load_text("", "nt", &message), ENT_OK);
  assert_int_equal(load_text("<http://other/x> <" NS_RDF "type> <" ENT_NS "Country> .\n", "nt", &message),
                   ENT_ERR_DATA);
  assert_string_equal(message, "<http://other/x>: does not begin with the base IRI");
  assert_int_equal(load_text("<" ID "c> <" NS_RDF "type> <" ENT_NS "Claim> .\n", "nt", &message), ENT_ERR_DATA);
  assert_string_equal(message, "<" ID "c>: the claim lacks its subject, predicate or object");
  assert_int_equal(load_text("<" ID "d> <" NS_RDF "type> <" ENT_NS "Document> .\n<" ID "d> <" ENT_NS
                             "article> \"-1\" .\n",
                             "nt", &message),
                   ENT_ERR_DATA);
  assert_int_equal(load_text("<" ID "c> <" NS_RDF "type> <" ENT_NS "Claim> .\n<" ID "c> <" ENT_NS
                             "confidence> \"2\" .\n",
                             "nt", &message),
                   ENT_ERR_DATA);
  free(message);
}

static void formats_are_found(void **state) {
  (void)state;
  static const struct {
    const char *path, *name;
  } rows[] = {{"a.ttl", "ttl"},
              {"dir.nt/a.TURTLE", "ttl"},
              {"a.nodes.tsv", "tsv-nodes"},
              {"a.edges.tsv", "tsv"},
              {"a.tsv", "tsv"},
              {"a.graphml", "graphml"},
              {"a.rdf", "rdf"},
              {"a.xml", NULL},
              {"a.txt", NULL},
              {".ttl", NULL},
              {"ttl", NULL},
              {"", NULL}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const ent_writer *writer = ent_writer_find_by_path(rows[i].path);
    if (rows[i].name)
      assert_string_equal(writer->name, rows[i].name);
    else
      assert_null(writer);
  }
  for (uint32_t i = 0; i < ENT_FORMAT_COUNT; i++) {
    assert_int_equal(ent_writer_at(i)->format, i);
    assert_ptr_equal(ent_writer_find_by_name(ent_writer_at(i)->name), ent_writer_at(i));
  }
  assert_null(ent_writer_at(ENT_FORMAT_COUNT));
  assert_string_equal(ent_writer_find_by_name("turtle")->name, "ttl");
  assert_null(ent_writer_find_by_name(""));
  assert_false(ent_read_is_graph("a.txt"));
  assert_false(ent_read_is_graph("a.graphml"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_triples_are_those_of_the_design),
      cmocka_unit_test(provenance_is_as_much_as_asked_for),
      cmocka_unit_test(what_is_written_does_not_depend_on_the_order),
      cmocka_unit_test(graphs_come_back),
      cmocka_unit_test(facts_without_claims_come_back),
      cmocka_unit_test(hostile_texts_do_no_harm),
      cmocka_unit_test(long_turtle_has_one_header),
      cmocka_unit_test(quads_name_the_document),
      cmocka_unit_test(a_full_disk_is_noticed),
      cmocka_unit_test(broken_graphs_are_refused),
      cmocka_unit_test(formats_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
