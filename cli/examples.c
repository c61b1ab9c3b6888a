#include "cli/examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/names.h"
#include "ontology/table.h"

typedef struct {
  ent_table **tables; /* one per root; NULL where a root has none */
  uint32_t count;
} stack;

/* A sentence without its brackets, and what stood in them; empty where nothing did. */
typedef struct {
  ent_str sentence, subject, object;
} sample;

/* The row that is run and what its sentences gave. */
typedef struct {
  const cli_examples *examples;
  const ent_table *table;
  uint32_t row;
  ent_str word;
  ent_arena *arena; /* emptied with each row */
  ent_status status;
} trial;

typedef struct {
  bool holds;
  ent_status failure;
} outcome;
typedef outcome (*seek)(const trial *t, const ent_graph *graph, const sample *s);

static sample take_apart(ent_arena *arena, ent_str text) {
  char *plain = ent_arena_alloc(arena, text.len + 1);
  sample s = {{plain, 0}, {NULL, 0}, {NULL, 0}};
  for (size_t i = 0; plain && i < text.len; i++) {
    if (text.ptr[i] == '[') {
      s.subject.ptr = plain + s.sentence.len;
    } else if (text.ptr[i] == '{') {
      s.object.ptr = plain + s.sentence.len;
    } else if (text.ptr[i] == ']' && s.subject.ptr) {
      s.subject.len = (size_t)(plain + s.sentence.len - s.subject.ptr);
    } else if (text.ptr[i] == '}' && s.object.ptr) {
      s.object.len = (size_t)(plain + s.sentence.len - s.object.ptr);
    } else {
      plain[s.sentence.len++] = text.ptr[i];
    }
  }
  return s;
}

/* True if the entity goes by this name, in the graph or in the sentence. */
static ent_status is_called(const trial *t, const ent_graph *graph, ent_id id, ent_str wanted, bool *called) {
  const ent_entity *entity = ent_graph_entity(graph, id);
  cli_name target, name;
  ent_status status = cli_name_make(t->arena, wanted, &target);
  *called = wanted.len == 0;
  for (uint32_t i = 0; status == ENT_OK && !*called && i <= entity->label_count; i++) {
    ent_sym label = i == 0 ? entity->preferred.text : entity->labels[i - 1].text;
    status = cli_name_make(t->arena, ent_graph_text(graph, label), &name);
    if (status == ENT_OK) *called = cli_name_equal(&name, &target);
  }
  for (uint32_t i = 1; status == ENT_OK && !*called && i <= ent_graph_mention_count(graph); i++) {
    const ent_mention *mention = ent_graph_mention(graph, i);
    if (mention->entity != id) continue;
    status = cli_name_make(t->arena, ent_graph_text(graph, mention->span.quote), &name);
    if (status == ENT_OK) *called = cli_name_equal(&name, &target);
  }
  return status;
}

/* acts.tsv: an asserted claim of the row's relation, made by the row. */
static outcome seek_claim(const trial *t, const ent_graph *graph, const sample *s) {
  outcome found = {false, ENT_OK};
  const ent_str relation = ent_table_field(t->table, t->row, ent_table_column(t->table, "relation"));
  const ent_str attributive = ent_table_field(t->table, t->row, ent_table_column(t->table, "attributive"));
  const ent_str rule = ent_arena_format(t->arena, "acts.tsv:%lu", (unsigned long)ent_table_line(t->table, t->row));
  if (!rule.ptr) found.failure = ENT_ERR_MEMORY;
  for (ent_id id = 1; found.failure == ENT_OK && !found.holds && id <= ent_graph_claim_count(graph); id++) {
    const ent_claim *claim = ent_graph_claim(graph, id);
    const ent_str name = ent_graph_text(graph, claim->relation);
    bool subject = false, object = false;
    if (claim->modality != ENT_ASSERTED || !ent_str_equal(ent_graph_text(graph, claim->rule), rule) ||
        !(ent_str_equal(name, relation) || (attributive.len > 0 && ent_str_equal(name, attributive))))
      continue;
    found.failure = is_called(t, graph, claim->subject, s->subject, &subject);
    if (found.failure == ENT_OK) found.failure = is_called(t, graph, claim->object, s->object, &object);
    found.holds = subject && object;
  }
  return found;
}

/* What a name that ends in a head noun of this class is; false for classes that make no name. */
static bool type_of_class(ent_str class, ent_type *type) {
  static const struct {
    const char *class;
    ent_type type;
  } types[] = {{"org", ENT_ORGANIZATION}, {"instrument", ENT_TREATY}, {"meeting", ENT_EVENT},
               {"violence", ENT_EVENT},   {"event", ENT_EVENT},       {"initiative", ENT_INITIATIVE},
               {"place", ENT_PLACE},      {"group", ENT_GROUP},       {"parties", ENT_GROUP}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (!ent_str_equal(class, ent_str_from(types[i].class))) continue;
    *type = types[i].type;
    return true;
  }
  return false;
}

static bool ends_in(const cli_name *name, const cli_name *word) {
  return name->count >= word->count &&
         memcmp(name->points + name->count - word->count, word->points, word->count * sizeof *word->points) == 0;
}

/* heads.tsv: a mention of the row's kind. */
static outcome seek_mention(const trial *t, const ent_graph *graph, const sample *s) {
  outcome found = {false, ENT_OK};
  bool wanted[ENT_TYPE_COUNT] = {false};
  ent_str list = ent_table_field(t->table, t->row, ent_table_column(t->table, "class")), class;
  ent_type type;
  while (ent_table_next_value(&list, &class))
    if (type_of_class(class, &type)) wanted[type] = true;
  cli_name target, name;
  found.failure = cli_name_make(t->arena, s->object.len > 0 ? s->object : t->word, &target);
  for (uint32_t i = 1; found.failure == ENT_OK && !found.holds && i <= ent_graph_mention_count(graph); i++) {
    const ent_mention *mention = ent_graph_mention(graph, i);
    if (!wanted[ent_graph_entity(graph, mention->entity)->type]) continue;
    found.failure = cli_name_make(t->arena, ent_graph_text(graph, mention->span.quote), &name);
    if (found.failure == ENT_OK)
      found.holds = s->object.len > 0 ? cli_name_equal(&name, &target) : ends_in(&name, &target);
  }
  return found;
}

static ent_status build(const trial *t, ent_str sentence, ent_graph *graph) {
  const cli_examples *e = t->examples;
  const ent_read_options options = {.whole = true,
                                    .rules = e->layout,
                                    .lang = ent_str_from(e->lang),
                                    .encoding = ENT_STR("UTF-8"),
                                    .format = ENT_STR("text")};
  ent_source *source = NULL;
  ent_status status =
      ent_source_parse(ent_table_path(t->table), sentence.ptr, sentence.len, &options, e->sink, &source);
  for (uint32_t i = 0; status == ENT_OK && i < ent_source_document_count(source); i++)
    status = ent_extractor_run(e->extractor, ent_source_document(source, i), ENT_STR(""), NULL, e->sink, graph);
  ent_source_free(source);
  return status;
}

/* One field of examples; each must be found or, for counterexamples, not. */
static void try_field(trial *t, const char *column, bool wanted, seek find, uint64_t *count) {
  ent_str list = ent_table_field(t->table, t->row, ent_table_column(t->table, column)), text;
  while (t->status != ENT_ERR_MEMORY && ent_table_next_value(&list, &text)) {
    const sample s = take_apart(t->arena, text);
    ent_graph *graph = ent_graph_new();
    outcome found = {false, graph && s.sentence.ptr ? build(t, s.sentence, graph) : ENT_ERR_MEMORY};
    if (found.failure == ENT_OK) found = find(t, graph, &s);
    ent_graph_free(graph);
    ++*count;
    if (found.failure) {
      t->status = found.failure;
    } else if (found.holds != wanted) {
      t->status = ENT_ERR_DATA;
      ent_report(t->examples->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(t->table),
                 ent_table_line(t->table, t->row), 0, "%.*s: the %s does not hold: %.*s", (int)t->word.len, t->word.ptr,
                 column, (int)text.len, text.ptr);
    }
  }
}

static bool is_replaced(const stack *tables, uint32_t root, ent_str word) {
  for (uint32_t i = root + 1; i < tables->count; i++)
    for (uint32_t row = 0; tables->tables[i] && row < ent_table_count(tables->tables[i]); row++)
      if (ent_str_equal(ent_table_field(tables->tables[i], row, ent_table_column(tables->tables[i], "word")), word))
        return true;
  return false;
}

static ent_status try_tables(const cli_examples *examples, const stack *tables, seek find, uint64_t *count) {
  trial t = {.examples = examples, .arena = ent_arena_new()};
  t.status = t.arena ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t root = 0; root < tables->count && t.status != ENT_ERR_MEMORY; root++) {
    t.table = tables->tables[root];
    for (t.row = 0; t.table && t.row < ent_table_count(t.table) && t.status != ENT_ERR_MEMORY; t.row++) {
      t.word = ent_table_field(t.table, t.row, ent_table_column(t.table, "word"));
      if (is_replaced(tables, root, t.word)) continue;
      try_field(&t, "example", true, find, count);
      try_field(&t, "counterexample", false, find, count);
      ent_arena_reset(t.arena);
    }
  }
  ent_arena_free(t.arena);
  return t.status;
}

static ent_status read_tables(const cli_examples *examples, char *const *roots, const char *file, stack *tables) {
  for (tables->count = 0; roots[tables->count];)
    tables->count++;
  tables->tables = calloc((size_t)tables->count + 1, sizeof *tables->tables);
  ent_status status = tables->tables ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < tables->count && status == ENT_OK; i++) {
    char *path = NULL;
    if (asprintf(&path, "%s/extract/rules/%s/%s", roots[i], examples->lang, file) < 0) return ENT_ERR_MEMORY;
    status = ent_table_read(path, false, examples->sink, &tables->tables[i]);
    if (status == ENT_ERR_IO) status = ENT_OK; /* a root need not have it */
    free(path);
  }
  return status;
}

ent_status cli_examples_check(const cli_examples *examples, char *const *roots, uint64_t *count) {
  static const struct {
    const char *file;
    seek find;
  } files[] = {{"acts.tsv", seek_claim}, {"heads.tsv", seek_mention}};
  ent_status result = ENT_OK;
  for (size_t i = 0; i < sizeof files / sizeof *files && result != ENT_ERR_MEMORY; i++) {
    stack tables = {NULL, 0};
    ent_status status = read_tables(examples, roots, files[i].file, &tables);
    if (status == ENT_OK) status = try_tables(examples, &tables, files[i].find, count);
    for (uint32_t k = 0; k < tables.count && tables.tables; k++)
      ent_table_free(tables.tables[k]);
    free(tables.tables);
    if (status) result = status;
  }
  return result;
}
