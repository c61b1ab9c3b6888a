#include "cli/tables.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ontology/table.h"

/* The folder's name with what glob(3) would take for a pattern escaped; NULL when out of memory. */
static char *as_pattern(const char *folder, const char *pattern) {
  char *text = malloc(2 * strlen(folder) + strlen(pattern) + 2), *end = text;
  if (!text) return NULL;
  for (const char *c = folder; *c; c++) {
    if (strchr("*?[\\", *c)) *end++ = '\\';
    *end++ = *c;
  }
  *end++ = '/';
  memcpy(end, pattern, strlen(pattern) + 1);
  return text;
}

ent_status cli_tables_each(const char *root, const ent_sink *sink, cli_table_fn each, void *user) {
  static const char *const patterns[] = {"ontology/*.tsv", "extract/rules/*/*.tsv"};
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    glob_t found;
    char *pattern = as_pattern(root, patterns[i]);
    if (!pattern) return ENT_ERR_MEMORY;
    int failure = glob(pattern, 0, NULL, &found);
    free(pattern);
    if (failure == GLOB_NOMATCH) continue;
    if (failure == GLOB_NOSPACE) return ENT_ERR_MEMORY;
    if (failure) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, root, 0, 0, "cannot be read");
    for (size_t k = 0; k < found.gl_pathc; k++)
      each(user, found.gl_pathv[k], found.gl_pathv[k] + strlen(root) + 1);
    globfree(&found);
  }
  return ENT_OK;
}

typedef struct {
  const char *const *roots;
  size_t root; /* the one whose tables are looked at */
  const ent_sink *sink;
  ent_status status;
} comparison;

/* Rows are known by their first column where that is the key of the table; other tables only grow. */
static bool is_keyed(const ent_table *table) {
  return ent_table_column(table, "key") == 0 || ent_table_column(table, "word") == 0;
}

static void compare_tables(const ent_table *table, const ent_table *earlier, const ent_sink *sink) {
  for (uint32_t row = 0; row < ent_table_count(table); row++) {
    const ent_str key = ent_table_field(table, row, 0);
    for (uint32_t old = 0; old < ent_table_count(earlier); old++) {
      if (!ent_str_equal(ent_table_field(earlier, old, 0), key)) continue;
      ent_report(sink, ENT_LEVEL_NOTE, ENT_OK, ent_table_path(table), ent_table_line(table, row), 0,
                 "%.*s replaces %s:%lu", (int)key.len, key.ptr, ent_table_path(earlier),
                 (unsigned long)ent_table_line(earlier, old));
      break;
    }
  }
}

static void compare(void *user, const char *path, const char *name) {
  comparison *c = user;
  ent_table *table = NULL, *earlier = NULL;
  if (c->status || ent_table_read(path, false, NULL, &table)) return;
  for (size_t i = 0; i < c->root && is_keyed(table) && c->status == ENT_OK; i++) {
    char *other = NULL;
    if (asprintf(&other, "%s/%s", c->roots[i], name) < 0) {
      c->status = ENT_ERR_MEMORY;
      break;
    }
    if (ent_table_read(other, false, NULL, &earlier) == ENT_OK) compare_tables(table, earlier, c->sink);
    ent_table_free(earlier);
    earlier = NULL;
    free(other);
  }
  ent_table_free(table);
}

ent_status cli_tables_tell_replaced(const char *const *roots, const ent_sink *sink) {
  comparison c = {.roots = roots, .sink = sink};
  for (size_t i = 1; roots[0] && roots[i] && c.status == ENT_OK; i++) {
    c.root = i;
    ent_status status = cli_tables_each(roots[i], NULL, compare, &c);
    if (status == ENT_ERR_MEMORY) c.status = status;
  }
  return c.status;
}
