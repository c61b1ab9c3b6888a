/* Tables, TSV, DOT and gold records; buffers and files. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/graphs.h"

#include "export/file.h"

static void columns_are_aligned(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  ent_buffer table = written(graph, "table", NULL);
  assert_contains(&table, "KIND     NAME                MENTIONS  ID          ALSO\n"
                          "Country  中国                2         Q148        China\n"
                          "Date     2025年9月1日        0         2025-09-01\n"
                          "Group    上海合作组织成员国  0\n");
  assert_contains(&table, "SUBJECT             RELATION  OBJECT          MODALITY  DATE\n");
  assert_contains(&table, "上海合作组织成员国  signed    天津宣言        asserted  2025年9月1日\n");
  assert_lacks(&table, " \n");
  ent_buffer_free(&table);
  ent_graph_free(graph);
}

static void long_cells_are_cut(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  add_named(graph, ENT_ISSUE, "issue/a", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸", "zh"); /* 40 cells: whole */
  add_named(graph, ENT_ISSUE, "issue/b", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子", "zh");
  add_named(graph, ENT_ISSUE, "issue/c", "e\xCC\x81\te\xCC\x81", "fr"); /* marks take no cell, tabs one */
  ent_buffer table = written(graph, "table", NULL);
  assert_contains(&table, "Issue  甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸  0\n");
  assert_contains(&table, "Issue  甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬…   0\n");
  assert_contains(&table, "Issue  e\xCC\x81 e\xCC\x81                                       0\n");
  ent_buffer_free(&table);
  ent_graph_free(graph);
}

/* Every line of a TSV has as many tabs as its header. */
static void assert_rectangular(const ent_buffer *tsv, unsigned lines) {
  unsigned wanted = 0, tabs = 0, count = 0;
  for (const char *at = tsv->data; *at; at++) {
    tabs += *at == '\t';
    if (*at != '\n') continue;
    if (count++ == 0) wanted = tabs;
    assert_int_equal(tabs, wanted);
    tabs = 0;
  }
  assert_int_equal(count, lines);
}

static void tsv_is_rectangular(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  add_named(graph, ENT_ISSUE, "issue/x", "a\tb\nc", "zh");
  add_named(graph, ENT_ISSUE, "issue/y", "\"quoted\" text", "zh");
  ent_buffer edges = written(graph, "tsv", NULL), nodes = written(graph, "tsv-nodes", NULL);
  assert_rectangular(&edges, 4);
  assert_rectangular(&nodes, 8);
  assert_contains(&edges, "\n中国\tsupports\t防止外空武器化\tasserted\t坚决\t");
  /* Gephi and Neo4j know columns by these names */
  assert_contains(&nodes, "Id\tLabel\tkind\t");
  assert_contains(&edges, "\tWeight\tSource\tTarget\tType\tLabel\tId\t");
  assert_contains(&nodes, "\nhttps://w3id.org/entente/id/issue/x\ta b c\tIssue\t");
  assert_contains(&nodes, "\t\"\"\"quoted\"\" text\"\tIssue\t");
  ent_buffer_free(&edges);
  ent_buffer_free(&nodes);
  ent_graph_free(graph);
}

static void tables_fill_a_folder(void **state) {
  (void)state;
  char folder[] = "/tmp/ent-tables-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  ent_graph *graph = example_graph();
  assert_int_equal(ent_graph_save(graph, folder, "tsv", NULL, NULL), ENT_OK);
  static const char *const names[] = {"nodes.tsv", "edges.tsv"};
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    assert_int_equal(unlink(path), 0);
  }
  assert_int_equal(rmdir(folder), 0);
  /* a path that ends in a slash is made a folder; below what is none, nothing is */
  snprintf(path, sizeof path, "%s/new/", folder);
  assert_int_equal(ent_graph_save(graph, path, "tsv", NULL, NULL), ENT_ERR_IO);
  ent_graph_free(graph);
}

static void gold_is_gold(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  add_named(graph, ENT_ISSUE, "issue/x", "a|b", "zh");
  ent_buffer gold = written(graph, "gold", NULL);
  assert_string_equal(gold.data, "E\te1\tCountry\t中国\tChina | 中华人民共和国\n"
                                 "E\te2\tDate\t2025-09-01\t2025年9月1日\n"
                                 "E\te3\tGroup\t上海合作组织成员国\t\n"
                                 "E\te4\tIssue\ta/b\t\n"
                                 "E\te5\tIssue\t防止外空武器化\t\n"
                                 "E\te6\tTreaty\t天津宣言\t\n"
                                 "R\te1\tsupports\te5\n"
                                 "R\te3\tsigned\te6\n");
  ent_buffer_free(&gold);
  ent_graph_free(graph);
}

static void dot_is_quoted(void **state) {
  (void)state;
  ent_graph *graph = example_graph();
  add_named(graph, ENT_ISSUE, "issue/\"x\\", "\"x\\\n", "zh");
  ent_buffer dot = written(graph, "dot", NULL);
  assert_contains(&dot, "  \"issue/\\\"x\\\\\" [label=\"\\\"x\\\\ \", fillcolor=\"#000000\", fontcolor=white];\n");
  assert_contains(&dot, "  \"country/CHN\" -> \"treaty/天津宣言\" [label=\"signed\", style=dashed];\n");
  ent_buffer_free(&dot);
  ent_graph_free(graph);
}

static void an_empty_graph_can_be_written(void **state) {
  (void)state;
  ent_graph *graph = ent_graph_new();
  for (uint32_t i = 0; i < ENT_FORMAT_COUNT; i++) {
    ent_buffer buffer = written(graph, ent_writer_at(i)->name, NULL);
    ent_buffer_free(&buffer);
  }
  ent_graph_free(graph);
}

static void outputs_grow_and_format(void **state) {
  (void)state;
  ent_buffer buffer = {0};
  ent_output output = ent_output_buffer(&buffer);
  char text[1000];
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  for (int i = 0; i < 50; i++)
    ent_output_format(&output, "%s|%d\n", text, i % 10);
  assert_int_equal(buffer.length, 50 * 1002);
  assert_int_equal(buffer.data[50 * 1002], 0);
  assert_int_equal(output.status, ENT_OK);
  ent_buffer_free(&buffer);
  ent_buffer_free(NULL);
}

static void read_back(const char *path, char *text, size_t size) {
  FILE *stream = fopen(path, "rb");
  assert_non_null(stream);
  size_t length = fread(text, 1, size - 1, stream);
  text[length] = '\0';
  fclose(stream);
}

/* Never half a file: the old one stays until the new one is whole. */
static void a_file_appears_whole_or_not_at_all(void **state) {
  (void)state;
  char folder[] = "/tmp/ent-file-XXXXXX", path[64], link_path[64], text[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/result", folder);
  snprintf(link_path, sizeof link_path, "%s/link", folder);
  ent_file *file;
  assert_int_equal(ent_file_open(path, NULL, &file), ENT_OK);
  ent_output_text(ent_file_output(file), "first");
  assert_int_not_equal(access(path, F_OK), 0);
  assert_int_equal(ent_file_close(file, true, NULL), ENT_OK);
  read_back(path, text, sizeof text);
  assert_string_equal(text, "first");
  assert_int_equal(chmod(path, 0640), 0);

  assert_int_equal(ent_file_open(path, NULL, &file), ENT_OK);
  ent_output_text(ent_file_output(file), "half");
  assert_int_equal(ent_file_close(file, false, NULL), ENT_OK);
  read_back(path, text, sizeof text);
  assert_string_equal(text, "first");

  /* through a symbolic link, which stays one; the mode is kept */
  assert_int_equal(symlink("result", link_path), 0);
  assert_int_equal(ent_file_open(link_path, NULL, &file), ENT_OK);
  ent_output_text(ent_file_output(file), "second");
  assert_int_equal(ent_file_close(file, true, NULL), ENT_OK);
  read_back(path, text, sizeof text);
  assert_string_equal(text, "second");
  struct stat status;
  assert_int_equal(lstat(link_path, &status), 0);
  assert_true(S_ISLNK(status.st_mode));
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 07777, 0640);

  assert_int_equal(unlink(link_path), 0);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(rmdir(folder), 0);
  assert_int_equal(ent_file_close(NULL, true, NULL), ENT_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_are_aligned),
      cmocka_unit_test(long_cells_are_cut),
      cmocka_unit_test(tables_fill_a_folder),
      cmocka_unit_test(tsv_is_rectangular),
      cmocka_unit_test(gold_is_gold),
      cmocka_unit_test(dot_is_quoted),
      cmocka_unit_test(an_empty_graph_can_be_written),
      cmocka_unit_test(outputs_grow_and_format),
      cmocka_unit_test(a_file_appears_whole_or_not_at_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
