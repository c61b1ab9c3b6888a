/* entente check: are the ontology, the gazetteers and the rules sound? */
#include <stdlib.h>
#include <string.h>

#include "cli/examples.h"
#include "cli/options.h"
#include "cli/tables.h"
#include "extract/expand.h"
#include "extract/extract.h"
#include "extract/layout_rules.h"
#include "ontology/data_dir.h"
#include "ontology/ontology.h"
#include "ontology/table.h"

typedef struct {
  uint64_t tables, rows, examples;
} totals;

/* A table whose first column is its key ("key", "word") must be sorted by it, so that a change is one line of a diff,
 * and have each key once, so that no row hides another. */
static void check_order(const ent_table *table, const ent_sink *sink) {
  if (ent_table_column(table, "key") != 0 && ent_table_column(table, "word") != 0) return;
  for (uint32_t row = 1; row < ent_table_count(table); row++) {
    ent_str before = ent_table_field(table, row - 1, 0), key = ent_table_field(table, row, 0);
    int order = ent_str_compare(before, key);
    if (order >= 0)
      ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), ent_table_line(table, row), 1,
                 order == 0 ? "%.*s stands here a second time" : "%.*s is out of order", (int)key.len, key.ptr);
  }
}

typedef struct {
  const ent_sink *sink;
  totals *sum;
} checking;

static void check_table(void *user, const char *path, const char *name) {
  const checking *c = user;
  ent_table *table = NULL;
  (void)name;
  if (ent_table_read(path, true, c->sink, &table)) return;
  check_order(table, c->sink);
  c->sum->tables++;
  c->sum->rows += ent_table_count(table);
  ent_table_free(table);
}

/* What only shows when the tables are put to use: relations that the ontology does not know, classes, patterns; and
 * whether each row finds what its examples say. */
static ent_status check_languages(char *const *roots, const ent_ontology *ontology, const ent_sink *sink, totals *sum) {
  static const char *const languages[] = {"zh", "en", "ru"};
  const char *const *folders = (const char *const *)roots;
  ent_layout_rules *layout = NULL;
  ent_status status = ent_layout_rules_load(folders, sink, &layout);
  if (status) return status;
  status = ent_layout_rules_check(folders, layout, sink);
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
    ent_extractor *extractor = NULL;
    ent_status own = ent_extractor_load(folders, languages[i], ontology, sink, &extractor);
    const cli_examples examples = {ontology, layout, extractor, languages[i], sink};
    if (own == ENT_OK) own = cli_examples_check(&examples, roots, &sum->examples);
    if (own) status = own;
    ent_extractor_free(extractor);
  }
  ent_layout_rules_free(layout);
  return status;
}

static ent_status check_roots(char *const *roots, const ent_sink *sink, totals *sum) {
  ent_ontology *ontology = NULL;
  char *path = ent_data_roots_path(roots, "ontology/entente.ttl");
  ent_status status = path ? ent_ontology_load(path, sink, &ontology) : ENT_ERR_MEMORY;
  for (char *const *root = roots; *root && status != ENT_ERR_MEMORY; root++) {
    checking c = {sink, sum};
    ent_status own = cli_tables_each(*root, sink, check_table, &c);
    if (own) status = own;
  }
  if (status == ENT_OK) status = cli_tables_tell_replaced((const char *const *)roots, sink);
  if (status == ENT_OK) {
    ent_memberships *memberships = NULL;
    status = ent_memberships_load((const char *const *)roots, sink, &memberships);
    ent_memberships_free(memberships);
  }
  if (status == ENT_OK) status = check_languages(roots, ontology, sink, sum);
  ent_ontology_free(ontology);
  free(path);
  return status;
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (argc - first > 1) return cli_misuse(command, "one folder at most");

  ent_sink sink = cli_message_sink(&exit_status);
  totals sum = {0, 0, 0};
  char **roots = NULL;
  ent_status status = ent_data_roots_find(argv[first], &sink, &roots);
  if (status == ENT_OK) status = check_roots(roots, &sink, &sum);
  cli_message_fail(status, &exit_status);
  ent_data_roots_free(roots);
  if (exit_status == CLI_DONE)
    printf("sound: the ontology and %llu tables of %llu rows; %llu examples hold\n", (unsigned long long)sum.tables,
           (unsigned long long)sum.rows, (unsigned long long)sum.examples);
  return exit_status;
}

const cli_command cli_check = {
    .name = "check",
    .summary = "are the ontology, the gazetteers and the rules sound?",
    .arguments = "[DIR]",
    .about =
        "Reads the ontology and every table of gazetteers and rules, the installed ones and those of DIR (laid out\n"
        "as for --data of build), runs the examples of the rules, and says what is wrong.",
    .options = 0,
    .run = run,
};
