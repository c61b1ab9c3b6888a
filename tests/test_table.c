/* Data tables: fields, columns, lists, and the place of what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "ontology/table.h"
#include "tests/noting.h"

/* Reads a table from a file with these bytes. */
static ent_status read_bytes(const char *bytes, size_t length, note *message, ent_table **table) {
  const char *folder = getenv("TMPDIR");
  ent_arena *arena = ent_arena_new();
  char *path = strdup(ent_arena_format(arena, "%s/entente-table-XXXXXX", folder != NULL ? folder : "/tmp").ptr);
  ent_arena_free(arena);
  assert_non_null(path);
  int handle = mkstemp(path);
  assert_true(handle >= 0);
  assert_int_equal(write(handle, bytes, length), (ssize_t)length);
  assert_int_equal(close(handle), 0);
  *message = (note){.count = 0};
  const ent_sink sink = {take, message};
  ent_status status = ent_table_read(path, true, &sink, table);
  if (status == ENT_OK) assert_string_equal(ent_table_path(*table), path);
  assert_int_equal(unlink(path), 0);
  free(path);
  return status;
}

static ent_status read_text(const char *text, note *message, ent_table **table) {
  return read_bytes(text, strlen(text), message, table);
}

static void reads_fields(void **state) {
  (void)state;
  ent_table *table;
  note message;
  assert_int_equal(read_text("# Countries.\n# key\tzh\taliases\nCHN\t中国\t中华人民共和国; 中方 ;;\n\n# a comment\n"
                             "RUS\t俄罗斯\r\nUSA\t\t美方",
                             &message, &table),
                   ENT_OK);
  assert_int_equal(message.count, 0);
  assert_int_equal(ent_table_count(table), 3);
  const int key = ent_table_column(table, "key"), zh = ent_table_column(table, "zh");
  const int aliases = ent_table_column(table, "aliases");
  assert_true(key == 0 && zh == 1 && aliases == 2);
  assert_int_equal(ent_table_column(table, "ru"), -1);
  assert_true(ent_str_equal(ent_table_field(table, 0, zh), ENT_STR("中国")));
  assert_true(ent_str_equal(ent_table_field(table, 1, zh), ENT_STR("俄罗斯")));
  assert_int_equal(ent_table_field(table, 1, aliases).len, 0); /* left out */
  assert_int_equal(ent_table_field(table, 2, zh).len, 0);      /* empty */
  assert_true(ent_str_equal(ent_table_field(table, 2, aliases), ENT_STR("美方")));
  assert_int_equal(ent_table_field(table, 0, -1).len, 0);
  assert_int_equal(ent_table_line(table, 0), 3);
  assert_int_equal(ent_table_line(table, 1), 6);
  assert_int_equal(ent_table_line(table, 2), 7);
  ent_str list = ent_table_field(table, 0, aliases), value;
  assert_true(ent_table_next_value(&list, &value));
  assert_true(ent_str_equal(value, ENT_STR("中华人民共和国")));
  assert_true(ent_table_next_value(&list, &value));
  assert_true(ent_str_equal(value, ENT_STR("中方")));
  assert_false(ent_table_next_value(&list, &value));
  ent_table_free(table);
  ent_table_free(NULL);
}

static void empty_tables(void **state) {
  (void)state;
  static const char *const texts[] = {"", "\n\n", "# only a comment\n", "# key\tzh\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ent_table *table;
    note message;
    assert_int_equal(read_text(texts[i], &message, &table), ENT_OK);
    assert_int_equal(ent_table_count(table), 0);
    ent_table_free(table);
  }
}

static void says_where_it_is_wrong(void **state) {
  (void)state;
  ent_table *table;
  note message;
  assert_int_equal(read_text("CHN\t中国\n", &message, &table), ENT_ERR_SYNTAX);
  assert_null(table);
  assert_int_equal(message.line, 1);
  assert_int_equal(message.count, 1);
  assert_int_equal(read_text("# key\tzh\nCHN\t中国\nRUS\t俄罗斯\t俄方\n", &message, &table), ENT_ERR_SYNTAX);
  assert_null(table);
  assert_int_equal(message.line, 3);
  assert_int_equal(read_text("# key\tzh\nCHN\t中国\nRUS\t俄\xFF罗斯\n", &message, &table), ENT_ERR_ENCODING);
  assert_null(table);
  assert_int_equal(message.line, 3);
  assert_int_equal(message.column, 6);
  assert_int_equal(read_text("# key\tzh\nCHN\t中\xE5\x9B", &message, &table), ENT_ERR_ENCODING);
  assert_int_equal(message.line, 2);
}

static void a_missing_file(void **state) {
  (void)state;
  ent_table *table;
  note message = {.count = 0};
  const ent_sink sink = {take, &message};
  assert_int_equal(ent_table_read("/nowhere/table.tsv", false, &sink, &table), ENT_ERR_IO);
  assert_int_equal(message.count, 0);
  assert_int_equal(ent_table_read("/nowhere/table.tsv", true, &sink, &table), ENT_ERR_IO);
  assert_int_equal(message.count, 1);
  assert_null(table);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_fields),
      cmocka_unit_test(empty_tables),
      cmocka_unit_test(says_where_it_is_wrong),
      cmocka_unit_test(a_missing_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
