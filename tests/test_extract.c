/* Sentences with what they say and what they do not say: tests/sentences, format in its README. Each file has a floor,
 * the number of rows that are read right; it only goes up. Every row that is not is printed with the reason.
 * UPDATE=yes in the environment raises the floors in the source tree to what is reached. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>

#include "ontology/table.h"
#include "tests/extracting.h"
#include "tests/reading.h"

typedef struct {
  char *name; /* of the file, without the folder */
  uint32_t floor, passed, total;
} sentence_file;

typedef struct {
  ent_str id, context, sentence, claims, never, entities, none;
} sentence_row;

static extracting *x;
static sentence_file *files;
static uint32_t file_count;

static ent_arena *kept; /* for the whole run */

static const char *in_folder(const char *name) {
  return ent_arena_format(kept, "%s/tests/sentences/%s", reading_top(), name).ptr;
}

static void say(const sentence_row *row, bool *bad, const char *what, ent_str spec) {
  if (!*bad) print_message("# %.*s\t%.*s\n", (int)row->id.len, row->id.ptr, (int)row->sentence.len, row->sentence.ptr);
  *bad = true;
  print_message("#     %s: %.*s\n", what, (int)spec.len, spec.ptr);
}

/* True if a claim was read from the sentence, not from the context in front of it. */
static bool is_from_sentence(const ent_graph *graph, ent_id id, const char *context) {
  ent_str quote = ent_graph_text(graph, ent_graph_claim(graph, id)->evidence.quote);
  return quote.len == 0 || strstr(context, quote.ptr) == NULL;
}

static bool is_wanted(const ent_graph *graph, ent_id id, ent_str list) {
  ent_str spec;
  while (ent_table_next_value(&list, &spec)) {
    if (spec.ptr[0] == '?') spec = ent_str_make(spec.ptr + 1, spec.len - 1);
    if (extracting_fits(x, graph, id, spec, false)) return true;
  }
  return false;
}

static bool check_claims(const sentence_row *row, const ent_graph *graph, const char *context) {
  bool bad = false;
  ent_str list = row->claims, spec;
  while (ent_table_next_value(&list, &spec))
    if (spec.ptr[0] != '?' && !extracting_claims(x, graph, ent_arena_copy(extracting_arena(x), spec).ptr))
      say(row, &bad, "missed", spec);
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++) {
    if (!is_from_sentence(graph, id, context) || is_wanted(graph, id, row->claims)) continue;
    for (list = row->never; ent_table_next_value(&list, &spec);)
      if (extracting_fits(x, graph, id, spec, true)) {
        say(row, &bad, "wrong", ent_str_from(extracting_claim_text(x, graph, id)));
        break;
      }
  }
  for (list = row->entities; ent_table_next_value(&list, &spec);)
    if (extracting_entity(x, graph, spec, false) == 0) say(row, &bad, "missed", spec);
  for (list = row->none; ent_table_next_value(&list, &spec);) {
    ent_id id = extracting_entity(x, graph, spec, true);
    if (id == 0) continue;
    const ent_entity *entity = ent_graph_entity(graph, id);
    say(row, &bad, "wrong",
        ent_arena_format(extracting_arena(x), "%s:%s", ent_type_name((ent_type)entity->type),
                         ent_graph_text(graph, entity->preferred.text).ptr));
  }
  if (bad)
    for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++)
      print_message("#     claim: %s\n", extracting_claim_text(x, graph, id));
  return !bad;
}

/* "\n" of the table becomes a line feed. */
static char *unescape(ent_str text) {
  char *out = ent_arena_alloc(kept, text.len + 1);
  size_t used = 0;
  for (size_t i = 0; i < text.len; i++) {
    bool feed = text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] == 'n';
    out[used++] = feed ? '\n' : text.ptr[i];
    i += feed;
  }
  out[used] = '\0';
  return out;
}

static bool check_row(const sentence_row *row) {
  char *context = unescape(row->context);
  const char *date = NULL;
  if (context[0] == '@') { /* @2025-09-01: the date that --date would give */
    size_t length = strcspn(context, " ");
    date = ent_arena_copy(kept, ent_str_make(context + 1, length - 1)).ptr;
    context += length + (context[length] == ' ');
  }
  const char *text =
      ent_arena_format(kept, "%s%s%s\n", context, context[0] != '\0' ? "\n" : "", unescape(row->sentence)).ptr;
  ent_graph *graph = extracting_read(x, text, date);
  bool good = check_claims(row, graph, context);
  ent_graph_free(graph);
  return good;
}

static void sentences(void **state) {
  sentence_file *file = *state;
  const ent_sink sink = {0};
  ent_table *table = NULL;
  assert_int_equal(ent_table_read(in_folder(file->name), true, &sink, &table), ENT_OK);
  const char *const names[] = {"id", "context", "sentence", "claims", "never", "entities", "none"};
  int columns[7];
  for (int i = 0; i < 7; i++) {
    columns[i] = ent_table_column(table, names[i]);
    if (columns[i] < 0) fail_msg("%s: no column \"%s\"", file->name, names[i]);
  }
  print_message("# %s\n", file->name);
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_str field[7];
    for (int k = 0; k < 7; k++)
      field[k] = ent_table_field(table, i, columns[k]);
    for (uint32_t k = 0; k < i; k++)
      if (ent_str_equal(field[0], ent_table_field(table, k, columns[0])))
        fail_msg("%s:%u: the id \"%.*s\" is there twice", file->name, ent_table_line(table, i), (int)field[0].len,
                 field[0].ptr);
    if (field[3].len + field[4].len + field[5].len + field[6].len == 0)
      fail_msg("%s:%u: nothing is expected", file->name, ent_table_line(table, i));
    const sentence_row row = {field[0], field[1], field[2], field[3], field[4], field[5], field[6]};
    file->passed += check_row(&row);
    file->total++;
  }
  ent_table_free(table);
  print_message("# %s: %u of %u, floor %u\n", file->name, file->passed, file->total, file->floor);
  if (file->passed < file->floor) fail_msg("%s: %u rows pass, the floor is %u", file->name, file->passed, file->floor);
}

static int is_table(const struct dirent *entry) {
  const char *end = strrchr(entry->d_name, '.');
  return end != NULL && strcmp(end, ".tsv") == 0 && strcmp(entry->d_name, "floors.tsv") != 0;
}

static void find_files(void) {
  struct dirent **entries;
  ent_table *floors = NULL;
  int count = scandir(in_folder(""), &entries, is_table, alphasort);
  if (count < 0 || ent_table_read(in_folder("floors.tsv"), false, NULL, &floors) == ENT_ERR_MEMORY) abort();
  files = calloc((size_t)count + 1, sizeof *files);
  if (files == NULL) abort();
  for (int i = 0; i < count; i++) {
    sentence_file *file = &files[file_count++];
    file->name = strdup(entries[i]->d_name);
    if (file->name == NULL) abort();
    for (uint32_t k = 0; floors != NULL && k < ent_table_count(floors); k++)
      if (ent_str_equal(ent_table_field(floors, k, 0), ent_str_from(file->name)))
        file->floor = (uint32_t)strtoul(ent_table_field(floors, k, 1).ptr, NULL, 10);
    free(entries[i]);
  }
  free(entries);
  ent_table_free(floors);
}

static void raise_floors(void) {
  FILE *out = fopen(in_folder("floors.tsv"), "w");
  if (out == NULL) abort();
  bool good = fputs("# How many rows of each file are read right, at least. Raised by UPDATE=yes tests/test_extract, "
                    "never lowered.\n# file\tfloor\n",
                    out) >= 0;
  for (uint32_t i = 0; i < file_count; i++) {
    uint32_t floor = files[i].passed > files[i].floor ? files[i].passed : files[i].floor;
    good = good && fprintf(out, "%s\t%u\n", files[i].name, floor) > 0;
  }
  if (fclose(out) != 0 || !good) abort();
}

static int set_up(void **state) {
  (void)state;
  x = extracting_open();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  extracting_close(x);
  return 0;
}

int main(void) {
  kept = ent_arena_new();
  if (kept == NULL) abort();
  find_files();
  struct CMUnitTest *tests = calloc((size_t)file_count + 1, sizeof *tests);
  if (tests == NULL) abort();
  for (uint32_t i = 0; i < file_count; i++)
    tests[i] = (struct CMUnitTest){files[i].name, sentences, NULL, NULL, &files[i]};
  int failed = _cmocka_run_group_tests("sentences", tests, file_count, set_up, tear_down);
  const char *update = getenv("UPDATE");
  if (update != NULL && strcmp(update, "yes") == 0) raise_floors();
  for (uint32_t i = 0; i < file_count; i++)
    free(files[i].name);
  free(files);
  free(tests);
  ent_arena_free(kept);
  return failed;
}
