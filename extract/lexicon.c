#include "extract/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/lexicon_build.h"
#include "graph/utf8.h"

static const char *const class_names[ENT_CLASS_COUNT] = {
#define CLASS_NAME(name, text) text,
    ENT_CLASSES(CLASS_NAME)};

int ent_class_find(ent_str name) {
  for (int i = 0; i < ENT_CLASS_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(class_names[i])))
      return i;
  return -1;
}

typedef struct data_file data_file;

/* A table that was read: all are, before anything is made of them, so that their size is known. */
typedef struct {
  const data_file *file;
  const ent_table *table;
  uint32_t root;
  uint8_t list;
} pending;

typedef struct {
  ent_lexicon *lexicon;
  ent_lexicon_builder *builder;
  const ent_ontology *ontology;
  const ent_sink *sink;
  pending *pending;
  uint32_t pending_count, pending_capacity;
} loader;

/* A table and how it is read. */
struct data_file {
  const char *name;
  ent_status (*load)(loader *l, const ent_table *table, const data_file *file);
  ent_type type;          /* gazetteers: of its rows */
  const char *iri_kind;   /* gazetteers: what their IRIs begin with */
  const char *word_class; /* word lists: the class of all words; NULL: the table has a column of classes */
};

static bool is_acronym(ent_str text) {
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] >= 0x80)
      return false;
  return text.len > 0;
}

/* "countries.tsv:42"; ptr is NULL when out of memory. */
static ent_str rule_of(loader *l, const ent_table *table, uint32_t row, const data_file *file) {
  char digits[10];
  size_t first = sizeof digits, length = strlen(file->name);
  for (uint32_t line = ent_table_line(table, row); line > 0; line /= 10)
    digits[--first] = (char)('0' + line % 10);
  size_t used = sizeof digits - first;
  char *text = ent_arena_alloc(l->lexicon->arena, length + used + 2);
  if (text == NULL)
    return ent_str_make(NULL, 0);
  memcpy(text, file->name, length);
  text[length] = ':';
  memcpy(text + length + 1, digits + first, used);
  text[length + 1 + used] = '\0';
  return ent_str_make(text, length + 1 + used);
}

/* Gazetteers */

static ent_status add_name(loader *l, uint32_t row, ent_str name, uint8_t flags) {
  if (is_acronym(name))
    flags |= ENT_SENSE_ACRONYM;
  return ent_lexicon_builder_use(l->builder, name, ENT_USE_NAME, row, flags);
}

static ent_status add_names(loader *l, uint32_t row, ent_str list, uint8_t flags) {
  ent_str name;
  ent_status status = ENT_OK;
  while (status == ENT_OK && ent_table_next_value(&list, &name))
    status = add_name(l, row, name, flags);
  return status;
}

static int lang_column(const ent_table *table, const char *lang, const char *suffix) {
  char name[24];
  snprintf(name, sizeof name, "%s%s", lang, suffix);
  return ent_table_column(table, name);
}

static ent_status load_gazetteer(loader *l, const ent_table *table, const data_file *file) {
  ent_lexicon *x = l->lexicon;
  const char *lang = x->lang;
  int key = ent_table_column(table, "key"), kind = ent_table_column(table, "kind");
  int wikidata = ent_table_column(table, "wikidata"), independent = ent_table_column(table, "independent");
  int name = lang_column(table, lang, ""), aliases = lang_column(table, lang, "_aliases");
  int weak = lang_column(table, lang, "_weak"), ambiguous = ent_table_column(table, "ambiguous");
  int date = ent_table_column(table, "date"), place = ent_table_column(table, "place");
  int parent = ent_table_column(table, "parent"), weak_flag = ent_table_column(table, "weak");
  int not_names = lang_column(table, lang, "_not");
  if (key < 0 || name < 0)
    return ent_report(l->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), 0, 0,
                      "columns \"key\" and \"%s\" are needed", lang);
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_str status_field = ent_table_field(table, i, independent);
    bool is_place = ent_str_equal(status_field, ENT_STR("Place"));
    uint32_t id;
    ent_row *row =
        ent_lexicon_builder_row(l->builder, is_place ? ENT_PLACE : file->type, ent_table_field(table, i, key), &id);
    if (row == NULL)
      return ENT_ERR_MEMORY;
    row->sovereign = independent < 0 || ent_str_equal(status_field, ENT_STR("Yes"));
    row->iri = ent_iri_make(x->arena, is_place ? "place" : file->iri_kind, row->key);
    row->aliases = ent_table_field(table, i, aliases);
    row->kind = ent_table_field(table, i, kind);
    row->name = ent_table_field(table, i, name);
    row->wikidata = ent_table_field(table, i, wikidata);
    row->date = ent_table_field(table, i, date);
    row->place = ent_table_field(table, i, place);
    row->parent = ent_table_field(table, i, parent);
    row->rule = rule_of(l, table, i, file);
    if (row->iri.ptr == NULL || row->rule.ptr == NULL)
      return ENT_ERR_MEMORY;
    uint8_t flags = 0;
    ent_str mark = ent_table_field(table, i, ambiguous);
    if (mark.len > 0 && !ent_str_equal(mark, ENT_STR("no")))
      flags |= ENT_SENSE_AMBIGUOUS;
    if (ent_str_equal(ent_table_field(table, i, weak_flag), ENT_STR("yes")))
      flags |= ENT_SENSE_WEAK;
    ent_status status = add_name(l, id, row->name, flags);
    if (status == ENT_OK)
      status = add_names(l, id, row->aliases, flags);
    if (status == ENT_OK)
      status = add_names(l, id, ent_table_field(table, i, weak), (uint8_t)(flags | ENT_SENSE_WEAK));
    ent_str list = ent_table_field(table, i, not_names), text;
    while (status == ENT_OK && ent_table_next_value(&list, &text))
      status = ent_lexicon_builder_use(l->builder, text, ENT_USE_NOT_NAME, id, 0);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

/* Word lists */

static bool begins(ent_str text, const char *part) {
  size_t n = strlen(part);
  return text.len >= n && memcmp(text.ptr, part, n) == 0;
}

static ent_status load_words(loader *l, const ent_table *table, const data_file *file) {
  int word = ent_table_column(table, "word"), class = ent_table_column(table, "class");
  int value = ent_table_column(table, "value"), note = ent_table_column(table, "note");
  int fixed = file->word_class != NULL ? ent_class_find(ent_str_from(file->word_class)) : -1;
  if (word < 0)
    word = 0;
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_class_set classes = 0;
    ent_str said = ENT_STR("");
    if (fixed >= 0) {
      ent_str detail = ent_table_field(table, i, class >= 0 ? class : note);
      if (begins(detail, "split"))
        continue; /* a border between two words: the costs of the tokenizer find it */
      classes = UINT64_C(1) << fixed;
      if (ent_str_equal(detail, ENT_STR("title")))
        classes = ENT_SET(TITLE);
      else if (ent_str_equal(detail, ENT_STR("effort")))
        classes |= ENT_SET(EFFORT);
      else if (ent_str_equal(detail, ENT_STR("time")))
        classes |= ENT_SET(TIME);
      else if (begins(detail, "adverb"))
        classes |= ENT_SET(ADV);
      if (class >= 0)
        said = detail;
    } else {
      ent_str list = ent_table_field(table, i, class), name;
      while (ent_table_next_value(&list, &name)) {
        int found = ent_class_find(name);
        if (found < 0)
          return ent_report(l->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), ent_table_line(table, i), 1,
                            "unknown class \"%.*s\"", (int)name.len, name.ptr);
        classes |= UINT64_C(1) << found;
      }
      said = ent_table_field(table, i, value);
    }
    ent_status status = ent_lexicon_builder_word(l->builder, ent_table_field(table, i, word), classes, said);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

static ent_status load_transliteration(loader *l, const ent_table *table, const data_file *file) {
  (void)file;
  int weak = ent_table_column(table, "weak");
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_str text = ent_table_field(table, i, 0);
    size_t at = 0;
    if (text.len == 0)
      continue;
    uint32_t point = ent_fold_point(l->lexicon->fold, ent_utf8_next(text.ptr, text.len, &at));
    if (point >= 0x10000)
      continue;
    uint8_t bit = (uint8_t)(1u << (point % 8)), *strong = &l->lexicon->transliterates[point / 8];
    l->lexicon->transliterates_weakly[point / 8] |= bit;
    if (ent_str_equal(ent_table_field(table, i, weak), ENT_STR("yes")))
      *strong &= (uint8_t)~bit; /* a later root may find it weak */
    else
      *strong |= bit;
  }
  return ENT_OK;
}

static int32_t relation_of(loader *l, ent_str name) {
  return name.len == 0 || ent_str_equal(name, ENT_STR("-")) ? -1 : ent_ontology_relation_find(l->ontology, name);
}

static ent_status load_acts(loader *l, const ent_table *table, const data_file *file) {
  int word = ent_table_column(table, "word"), relation = ent_table_column(table, "relation");
  int negated = ent_table_column(table, "negated"), kind = ent_table_column(table, "kind");
  int attributive = ent_table_column(table, "attributive");
  int frames = ent_table_column(table, "frames"), strength = ent_table_column(table, "strength");
  static const char *const kinds[] = {"stance", "sign", "make", "none"};
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    uint32_t line = ent_table_line(table, i);
    ent_act *act = ent_vector_push(&l->lexicon->acts, &l->lexicon->act_count, &l->lexicon->act_capacity, sizeof *act);
    if (act == NULL)
      return ENT_ERR_MEMORY;
    memset(act, 0, sizeof *act);
    ent_str name = ent_table_field(table, i, relation), kind_name = ent_table_field(table, i, kind);
    act->relation = relation_of(l, name);
    if (act->relation < 0 && !ent_str_equal(name, ENT_STR("-")))
      return ent_report(l->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), line, 1,
                        "unknown relation \"%.*s\"", (int)name.len, name.ptr);
    act->attributive = relation_of(l, ent_table_field(table, i, attributive));
    act->negated_relation = relation_of(l, ent_table_field(table, i, negated));
    act->kind = ENT_ACT_NONE;
    for (uint8_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      if (ent_str_equal(kind_name, ent_str_from(kinds[k])))
        act->kind = k;
    ent_str list = ent_table_field(table, i, frames), frame;
    while (ent_table_next_value(&list, &frame)) {
      if (ent_str_equal(frame, ENT_STR("verb")))
        act->frames |= ENT_FRAME_VERB;
      else if (ent_str_equal(frame, ENT_STR("noun")))
        act->frames |= ENT_FRAME_NOUN;
      else if (ent_str_equal(frame, ENT_STR("light")))
        act->frames |= ENT_FRAME_LIGHT;
      else if (ent_str_equal(frame, ENT_STR("undated")))
        act->frames |= ENT_FRAME_UNDATED;
      else if (ent_str_equal(frame, ENT_STR("after")))
        act->frames |= ENT_FRAME_AFTER;
      else if (ent_str_equal(frame, ENT_STR("things")))
        act->frames |= ENT_FRAME_THINGS;
      else if (ent_str_equal(frame, ENT_STR("clauses")))
        act->frames |= ENT_FRAME_CLAUSES;
      else
        return ent_report(l->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), line, 1,
                          "unknown frame \"%.*s\"", (int)frame.len, frame.ptr);
    }
    act->strength = ent_table_field(table, i, strength);
    act->rule = rule_of(l, table, i, file);
    ent_status status = ent_lexicon_builder_use(l->builder, ent_table_field(table, i, word), ENT_USE_ACT,
                                                l->lexicon->act_count - 1, 0);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

static ent_status load_bound(loader *l, const ent_table *table, const data_file *file) {
  (void)file;
  int form = ent_table_column(table, "form"), key = ent_table_column(table, "key");
  int weight = ent_table_column(table, "weight"), with = ent_table_column(table, "with");
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_lexicon *x = l->lexicon;
    ent_str wanted = ent_table_field(table, i, key);
    const ent_row *row = ent_lexicon_row(x, ENT_COUNTRY, wanted);
    if (row == NULL)
      row = ent_lexicon_row(x, ENT_ORGANIZATION, wanted);
    if (row == NULL)
      row = ent_lexicon_row(x, ENT_GROUP, wanted);
    if (row == NULL)
      continue; /* a region such as 非: not a party */
    ent_bound *bound = ent_vector_push(&x->bounds, &x->bound_count, &x->bound_capacity, sizeof *bound);
    if (bound == NULL)
      return ENT_ERR_MEMORY;
    bound->form = ent_table_field(table, i, form);
    bound->row = (uint32_t)(row - x->rows);
    ent_str digits = ent_table_field(table, i, weight);
    bound->with = ent_table_field(table, i, with);
    bound->weight = 0;
    for (size_t k = 0; k < digits.len && k < 4 && digits.ptr[k] >= '0' && digits.ptr[k] <= '9'; k++)
      bound->weight = bound->weight * 10 + (uint32_t)(digits.ptr[k] - '0');
    ent_status status = ent_lexicon_builder_use(l->builder, bound->form, ENT_USE_BOUND, x->bound_count - 1, 0);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

static ent_status load_blocked(loader *l, const ent_table *table, const data_file *file) {
  (void)file;
  ent_status status = ENT_OK;
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_str list = ent_table_field(table, i, 0), text;
    while (status == ENT_OK && ent_table_next_value(&list, &text))
      status = ent_lexicon_builder_word(l->builder, text, ENT_SET(BLOCK), ENT_STR(""));
  }
  return status;
}

/* Files, in the order in which they are read: what comes first wins where only one can, a country before a place. */

static const data_file gazetteers[] = {
    {"countries.tsv", load_gazetteer, ENT_COUNTRY, "country", NULL},
    {"organizations.tsv", load_gazetteer, ENT_ORGANIZATION, "organization", NULL},
    {"groups.tsv", load_gazetteer, ENT_GROUP, "group", NULL},
    {"instruments.tsv", load_gazetteer, ENT_TREATY, "treaty", NULL},
    {"events.tsv", load_gazetteer, ENT_EVENT, "event", NULL},
    {"initiatives.tsv", load_gazetteer, ENT_INITIATIVE, "initiative", NULL},
    {"regions.tsv", load_gazetteer, ENT_PLACE, "place", NULL},
    {"places.tsv", load_gazetteer, ENT_PLACE, "place", NULL},
    {"persons.tsv", load_gazetteer, ENT_PERSON, "person", NULL},
};
/* What the gazetteers of names in Chinese need beside them. */
static const data_file chinese[] = {
    {.name = "bound.tsv", .load = load_bound},
    {.name = "blocked.tsv", .load = load_blocked},
};
static const data_file rules[] = {
    {.name = "words.tsv", .load = load_words},
    {.name = "heads.tsv", .load = load_words},
    {.name = "verbs.tsv", .load = load_words},
    {.name = "offices.tsv", .load = load_words, .word_class = "office"},
    {.name = "surnames.tsv", .load = load_words, .word_class = "surname"},
    {.name = "nouns.tsv", .load = load_words, .word_class = "noun"},
    {.name = "plain.tsv", .load = load_words, .word_class = "plain"},
    {.name = "acts.tsv", .load = load_acts},
    {.name = "translit.tsv", .load = load_transliteration},
};

/* Not every root has every file. */
static ent_status read_file(loader *l, const char *root, const char *folder, const data_file *file, uint32_t number,
                            uint8_t list) {
  ent_lexicon *x = l->lexicon;
  ent_table *table = NULL;
  bool required = number == 0 && file->load == load_gazetteer;
  ent_str path = ent_arena_format(x->arena, "%s/%s/%s", root, folder, file->name);
  if (path.ptr == NULL)
    return ENT_ERR_MEMORY;
  ent_status status = ent_table_read(path.ptr, required, l->sink, &table);
  if (status != ENT_OK)
    return status == ENT_ERR_IO && !required ? ENT_OK : status;
  ent_table **kept = ent_vector_push(&x->tables, &x->table_count, &x->table_capacity, sizeof *x->tables);
  if (kept == NULL) {
    ent_table_free(table);
    return ENT_ERR_MEMORY;
  }
  *kept = table;
  pending *next = ent_vector_push(&l->pending, &l->pending_count, &l->pending_capacity, sizeof *l->pending);
  if (next == NULL)
    return ENT_ERR_MEMORY;
  *next = (pending){file, table, number, list};
  return ENT_OK;
}

static ent_status read_root(loader *l, const char *root, uint32_t number) {
  char folder[32];
  snprintf(folder, sizeof folder, "extract/rules/%s", l->lexicon->lang);
  const struct {
    const data_file *files;
    size_t count;
    const char *folder;
  } groups[] = {
      {gazetteers, sizeof gazetteers / sizeof *gazetteers, "ontology"},
      {chinese, strcmp(l->lexicon->lang, "zh") == 0 ? sizeof chinese / sizeof *chinese : 0, "ontology"},
      {rules, sizeof rules / sizeof *rules, folder},
  };
  uint8_t list = 0;
  for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
    for (size_t i = 0; i < groups[g].count; i++) {
      ent_status status = read_file(l, root, groups[g].folder, &groups[g].files[i], number, list++);
      if (status != ENT_OK)
        return status;
    }
  return ENT_OK;
}

static ent_status load_tables(loader *l) {
  uint32_t rows = 0, words = 0;
  for (uint32_t i = 0; i < l->pending_count; i++)
    *(l->pending[i].file->load == load_gazetteer ? &rows : &words) += ent_table_count(l->pending[i].table);
  /* The rows of the gazetteers have two names each, as a rule. */
  ent_status status = ent_lexicon_builder_reserve(l->builder, rows, 2 * rows + words);
  for (uint32_t i = 0; i < l->pending_count && status == ENT_OK; i++) {
    const pending *next = &l->pending[i];
    status = ent_lexicon_builder_begin(l->builder, next->root, next->list);
    if (status == ENT_OK)
      status = next->file->load(l, next->table, next->file);
  }
  return status == ENT_OK ? ent_lexicon_builder_finish(l->builder) : status;
}

ent_status ent_lexicon_load(const char *const *roots, const char *lang, const ent_ontology *ontology,
                            const ent_sink *sink, ent_lexicon **result) {
  *result = NULL;
  loader l = {.ontology = ontology, .sink = sink};
  ent_status status = ENT_ERR_MEMORY;
  l.lexicon = calloc(1, sizeof *l.lexicon);
  if (l.lexicon == NULL)
    return ENT_ERR_MEMORY;
  snprintf(l.lexicon->lang, sizeof l.lexicon->lang, "%s", lang);
  l.lexicon->arena = ent_arena_new();
  l.builder = ent_lexicon_builder_new(l.lexicon);
  if (l.lexicon->arena == NULL || l.builder == NULL)
    goto cleanup;
  status = ent_fold_load(roots, sink, &l.lexicon->fold);
  for (uint32_t i = 0; roots[i] != NULL && status == ENT_OK; i++)
    status = read_root(&l, roots[i], i);
  if (status == ENT_OK)
    status = load_tables(&l);
cleanup:
  free(l.pending);
  ent_lexicon_builder_free(l.builder);
  if (status != ENT_OK) {
    ent_lexicon_free(l.lexicon);
    return status;
  }
  *result = l.lexicon;
  return ENT_OK;
}

void ent_lexicon_free(ent_lexicon *x) {
  if (x == NULL)
    return;
  ent_trie_free(x->trie);
  ent_fold_free(x->fold);
  free(x->entries);
  free(x->rows);
  free(x->senses);
  free(x->acts);
  free(x->bounds);
  ent_index_free(&x->row_index);
  for (uint32_t i = 0; i < x->table_count; i++)
    ent_table_free(x->tables[i]);
  free(x->tables);
  ent_arena_free(x->arena);
  free(x);
}

const ent_entry *ent_lexicon_find(const ent_lexicon *x, ent_str surface) {
  int64_t found = ent_trie_find(x->trie, surface);
  return found < 0 ? NULL : &x->entries[found];
}

uint32_t ent_lexicon_row_hash(ent_type type, ent_str key) { return ent_hash_text(key) + (uint32_t)type; }

const ent_row *ent_lexicon_row(const ent_lexicon *x, ent_type type, ent_str key) {
  ent_probe probe = ent_index_probe(&x->row_index, ent_lexicon_row_hash(type, key));
  for (uint32_t id; (id = ent_index_next(&x->row_index, &probe)) != 0;) {
    const ent_row *row = &x->rows[id - 1];
    if (row->type == type && ent_str_equal(row->key, key))
      return row;
  }
  return NULL;
}

bool ent_lexicon_transliterates(const ent_lexicon *x, uint32_t point) {
  return point < 0x10000 && (x->transliterates[point / 8] >> (point % 8) & 1) != 0;
}

bool ent_lexicon_transliterates_weakly(const ent_lexicon *x, uint32_t point) {
  return point < 0x10000 && (x->transliterates_weakly[point / 8] >> (point % 8) & 1) != 0;
}
