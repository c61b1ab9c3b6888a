#include "extract/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/utf8.h"
#include "ontology/table.h"

static const char *const class_names[ENT_CLASS_COUNT] = {
#define CLASS_NAME(name, text) text,
    ENT_CLASSES(CLASS_NAME)};

int ent_class_find(ent_str name) {
  for (int i = 0; i < ENT_CLASS_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(class_names[i])))
      return i;
  return -1;
}

/* While loading, every use of a surface is a record; sorting brings the same surfaces together. */
typedef struct {
  ent_str surface;
  uint32_t order; /* of reading: what comes first wins where only one can */
  ent_class_set classes;
  uint32_t sense, act, bound; /* index + 1 */
  ent_str value;
} use;

typedef struct {
  ent_lexicon *lexicon;
  const ent_ontology *ontology;
  const ent_sink *sink;
  use *uses;
  uint32_t use_count, use_capacity;
} loader;

static ent_status add_use(loader *l, ent_str surface, const use *model) {
  ent_str folded;
  ent_status status = ent_fold_string(l->lexicon->fold, l->lexicon->arena, surface, &folded);
  if (status != ENT_OK || folded.len == 0)
    return status;
  use *u = ent_vector_push(&l->uses, &l->use_count, &l->use_capacity, sizeof *l->uses);
  if (u == NULL)
    return ENT_ERR_MEMORY;
  *u = *model;
  u->surface = folded;
  u->order = l->use_count;
  return ENT_OK;
}

static bool is_acronym(ent_str text) {
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] >= 0x80)
      return false;
  return text.len > 0;
}

static ent_str keep(loader *l, ent_str text) { return ent_arena_copy(l->lexicon->arena, text); }

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash != NULL ? slash + 1 : path;
}

static ent_str rule_of(loader *l, const ent_table *table, uint32_t row) {
  return ent_arena_format(l->lexicon->arena, "%s:%u", base_name(ent_table_path(table)), ent_table_line(table, row));
}

/* Gazetteers */

typedef struct {
  const char *file;
  ent_type type;
  const char *iri_kind;
} gazetteer;

static const gazetteer gazetteers[] = {
    {"countries.tsv", ENT_COUNTRY, "country"},       {"organizations.tsv", ENT_ORGANIZATION, "organization"},
    {"groups.tsv", ENT_GROUP, "group"},              {"instruments.tsv", ENT_TREATY, "treaty"},
    {"events.tsv", ENT_EVENT, "event"},              {"initiatives.tsv", ENT_INITIATIVE, "initiative"},
    {"regions.tsv", ENT_PLACE, "place"},             {"places.tsv", ENT_PLACE, "place"},
    {"persons.tsv", ENT_PERSON, "person"},
};

static ent_status add_sense(loader *l, uint32_t row, ent_str surface, uint8_t flags) {
  ent_sense *sense =
      ent_vector_push(&l->lexicon->senses, &l->lexicon->sense_count, &l->lexicon->sense_capacity, sizeof *sense);
  if (sense == NULL)
    return ENT_ERR_MEMORY;
  sense->row = row;
  sense->flags = flags;
  if (is_acronym(surface))
    sense->flags |= ENT_SENSE_ACRONYM;
  use model = {.sense = l->lexicon->sense_count};
  return add_use(l, surface, &model);
}

static ent_status add_senses(loader *l, uint32_t row, ent_str list, uint8_t flags) {
  ent_str value;
  ent_status status = ENT_OK;
  while (status == ENT_OK && ent_table_next_value(&list, &value))
    status = add_sense(l, row, value, flags);
  return status;
}

static ent_status add_blocks(loader *l, ent_str list) {
  static const use model = {.classes = ENT_SET(BLOCK)};
  ent_str value;
  ent_status status = ENT_OK;
  while (status == ENT_OK && ent_table_next_value(&list, &value))
    status = add_use(l, value, &model);
  return status;
}

static int lang_column(const ent_table *table, const char *lang, const char *suffix) {
  char name[24];
  snprintf(name, sizeof name, "%s%s", lang, suffix);
  return ent_table_column(table, name);
}

static ent_status load_gazetteer(loader *l, const ent_table *table, const gazetteer *g) {
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
    ent_row *row = ent_vector_push(&x->rows, &x->row_count, &x->row_capacity, sizeof *row);
    if (row == NULL)
      return ENT_ERR_MEMORY;
    uint32_t id = x->row_count - 1;
    memset(row, 0, sizeof *row);
    ent_str status_field = ent_table_field(table, i, independent);
    bool is_place = ent_str_equal(status_field, ENT_STR("Place"));
    row->type = (uint8_t)(is_place ? ENT_PLACE : g->type);
    row->sovereign = independent < 0 || ent_str_equal(status_field, ENT_STR("Yes"));
    row->key = keep(l, ent_table_field(table, i, key));
    row->iri = ent_iri_make(x->arena, is_place ? "place" : g->iri_kind, row->key);
    row->aliases = keep(l, ent_table_field(table, i, aliases));
    row->kind = keep(l, ent_table_field(table, i, kind));
    row->name = keep(l, ent_table_field(table, i, name));
    row->wikidata = keep(l, ent_table_field(table, i, wikidata));
    row->date = keep(l, ent_table_field(table, i, date));
    row->place = keep(l, ent_table_field(table, i, place));
    row->parent = keep(l, ent_table_field(table, i, parent));
    row->rule = rule_of(l, table, i);
    if (row->iri.ptr == NULL || row->rule.ptr == NULL)
      return ENT_ERR_MEMORY;
    uint8_t flags = 0;
    ent_str mark = ent_table_field(table, i, ambiguous);
    if (mark.len > 0 && !ent_str_equal(mark, ENT_STR("no")))
      flags |= ENT_SENSE_AMBIGUOUS;
    if (ent_str_equal(ent_table_field(table, i, weak_flag), ENT_STR("yes")))
      flags |= ENT_SENSE_WEAK;
    ent_status status = ENT_OK;
    if (row->name.len > 0)
      status = add_sense(l, id, ent_table_field(table, i, name), flags);
    if (status == ENT_OK)
      status = add_senses(l, id, ent_table_field(table, i, aliases), flags);
    if (status == ENT_OK)
      status = add_senses(l, id, ent_table_field(table, i, weak), (uint8_t)(flags | ENT_SENSE_WEAK));
    if (status == ENT_OK)
      status = add_blocks(l, ent_table_field(table, i, not_names));
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

static ent_status load_words(loader *l, const ent_table *table, const char *fixed_class) {
  int word = ent_table_column(table, "word"), class = ent_table_column(table, "class");
  int value = ent_table_column(table, "value"), note = ent_table_column(table, "note");
  int fixed = fixed_class != NULL ? ent_class_find(ent_str_from(fixed_class)) : -1;
  if (word < 0)
    word = 0;
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    use model = {0};
    if (fixed >= 0) {
      ent_str detail = ent_table_field(table, i, class >= 0 ? class : note);
      if (begins(detail, "split"))
        continue; /* a border between two words: the costs of the tokenizer find it */
      model.classes = UINT64_C(1) << fixed;
      if (ent_str_equal(detail, ENT_STR("title")))
        model.classes = ENT_SET(TITLE);
      else if (ent_str_equal(detail, ENT_STR("effort")))
        model.classes |= ENT_SET(EFFORT);
      else if (ent_str_equal(detail, ENT_STR("time")))
        model.classes |= ENT_SET(TIME);
      else if (begins(detail, "adverb"))
        model.classes |= ENT_SET(ADV);
      model.value = class >= 0 ? keep(l, detail) : ENT_STR("");
    } else {
      ent_str list = ent_table_field(table, i, class), name;
      while (ent_table_next_value(&list, &name)) {
        int found = ent_class_find(name);
        if (found < 0)
          return ent_report(l->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), ent_table_line(table, i), 1,
                            "unknown class \"%.*s\"", (int)name.len, name.ptr);
        model.classes |= UINT64_C(1) << found;
      }
      model.value = keep(l, ent_table_field(table, i, value));
    }
    ent_status status = add_use(l, ent_table_field(table, i, word), &model);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

static ent_status load_transliteration(loader *l, const ent_table *table) {
  int weak = ent_table_column(table, "weak");
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_str text = ent_table_field(table, i, 0);
    size_t at = 0;
    if (text.len == 0)
      continue;
    uint32_t point = ent_fold_point(l->lexicon->fold, ent_utf8_next(text.ptr, text.len, &at));
    if (point >= 0x10000)
      continue;
    uint8_t bit = (uint8_t)(1u << (point % 8));
    l->lexicon->transliterates_weakly[point / 8] |= bit;
    if (!ent_str_equal(ent_table_field(table, i, weak), ENT_STR("yes")))
      l->lexicon->transliterates[point / 8] |= bit;
  }
  return ENT_OK;
}

static int32_t relation_of(loader *l, ent_str name) {
  return name.len == 0 || ent_str_equal(name, ENT_STR("-")) ? -1 : ent_ontology_relation_find(l->ontology, name);
}

static ent_status load_acts(loader *l, const ent_table *table) {
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
    act->strength = keep(l, ent_table_field(table, i, strength));
    act->rule = rule_of(l, table, i);
    use model = {.act = l->lexicon->act_count};
    ent_status status = add_use(l, ent_table_field(table, i, word), &model);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

static ent_status load_bound(loader *l, const ent_table *table) {
  int form = ent_table_column(table, "form"), key = ent_table_column(table, "key");
  int weight = ent_table_column(table, "weight");
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    ent_lexicon *x = l->lexicon;
    ent_str wanted = ent_table_field(table, i, key);
    uint32_t row = UINT32_MAX;
    for (uint32_t r = 0; r < x->row_count && row == UINT32_MAX; r++)
      if ((x->rows[r].type == ENT_COUNTRY || x->rows[r].type == ENT_ORGANIZATION || x->rows[r].type == ENT_GROUP) &&
          ent_str_equal(x->rows[r].key, wanted))
        row = r;
    if (row == UINT32_MAX)
      continue; /* a region such as 非: not a party */
    ent_bound *bound = ent_vector_push(&x->bounds, &x->bound_count, &x->bound_capacity, sizeof *bound);
    if (bound == NULL)
      return ENT_ERR_MEMORY;
    bound->form = keep(l, ent_table_field(table, i, form));
    bound->row = row;
    ent_str digits = ent_table_field(table, i, weight);
    bound->weight = 0;
    for (size_t k = 0; k < digits.len && k < 4 && digits.ptr[k] >= '0' && digits.ptr[k] <= '9'; k++)
      bound->weight = bound->weight * 10 + (uint32_t)(digits.ptr[k] - '0');
    use model = {.bound = x->bound_count};
    ent_status status = add_use(l, bound->form, &model);
    if (status != ENT_OK)
      return status;
  }
  return ENT_OK;
}

/* Files */

static ent_status with_file(loader *l, const char *root, const char *folder, const char *file, bool required,
                            ent_table **table) {
  ent_str path = ent_arena_format(l->lexicon->arena, "%s/%s/%s", root, folder, file);
  if (path.ptr == NULL)
    return ENT_ERR_MEMORY;
  ent_status status = ent_table_read(path.ptr, required, l->sink, table);
  return status == ENT_ERR_IO && !required ? ENT_OK : status;
}

static ent_status load_root(loader *l, const char *root, bool base) {
  ent_status status = ENT_OK;
  ent_table *table = NULL;
  for (size_t i = 0; i < sizeof gazetteers / sizeof *gazetteers && status == ENT_OK; i++) {
    status = with_file(l, root, "ontology", gazetteers[i].file, base, &table);
    if (status == ENT_OK && table != NULL)
      status = load_gazetteer(l, table, &gazetteers[i]);
    ent_table_free(table);
    table = NULL;
  }
  if (status == ENT_OK && strcmp(l->lexicon->lang, "zh") == 0) {
    status = with_file(l, root, "ontology", "bound.tsv", false, &table);
    if (status == ENT_OK && table != NULL)
      status = load_bound(l, table);
    ent_table_free(table);
    table = NULL;
    if (status == ENT_OK)
      status = with_file(l, root, "ontology", "blocked.tsv", false, &table);
    for (uint32_t i = 0; status == ENT_OK && table != NULL && i < ent_table_count(table); i++)
      status = add_blocks(l, ent_table_field(table, i, 0));
    ent_table_free(table);
    table = NULL;
  }
  static const struct {
    const char *file, *class;
  } lists[] = {{"words.tsv", NULL},       {"heads.tsv", NULL},     {"verbs.tsv", NULL},   {"offices.tsv", "office"},
               {"surnames.tsv", "surname"}, {"nouns.tsv", "noun"}, {"plain.tsv", "plain"}};
  char folder[32];
  snprintf(folder, sizeof folder, "extract/rules/%s", l->lexicon->lang);
  for (size_t i = 0; i < sizeof lists / sizeof *lists && status == ENT_OK; i++) {
    status = with_file(l, root, folder, lists[i].file, false, &table);
    if (status == ENT_OK && table != NULL)
      status = load_words(l, table, lists[i].class);
    ent_table_free(table);
    table = NULL;
  }
  if (status == ENT_OK)
    status = with_file(l, root, folder, "acts.tsv", false, &table);
  if (status == ENT_OK && table != NULL)
    status = load_acts(l, table);
  ent_table_free(table);
  table = NULL;
  if (status == ENT_OK)
    status = with_file(l, root, folder, "translit.tsv", false, &table);
  if (status == ENT_OK && table != NULL)
    status = load_transliteration(l, table);
  ent_table_free(table);
  return status;
}

static int by_surface(const void *a, const void *b) {
  const use *x = a, *y = b;
  int order = ent_str_compare(x->surface, y->surface);
  return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

/* Country before organization before …: the order of the gazetteers; a territory that is also listed as a place is the
 * place. */
static void order_senses(ent_lexicon *x, ent_entry *entry) {
  for (uint32_t i = 1; i < entry->sense_count; i++) {
    ent_sense *first = &x->senses[entry->first_sense], *other = &x->senses[entry->first_sense + i];
    const ent_row *a = &x->rows[first->row], *b = &x->rows[other->row];
    bool better = (a->type == ENT_COUNTRY && !a->sovereign && b->type == ENT_PLACE && b->kind.len > 0 &&
                   memcmp(b->rule.ptr, "regions", 7) == 0) ||
                  (first->flags != 0 && other->flags == 0);
    if (better) {
      ent_sense swap = *first;
      *first = *other;
      *other = swap;
    }
  }
}

static ent_status build(loader *l) {
  ent_lexicon *x = l->lexicon;
  ent_status status = ENT_ERR_MEMORY;
  ent_trie_pair *pairs = NULL;
  ent_sense *senses = NULL;
  uint32_t sense_count = 0, sense_capacity = 0;
  if (l->use_count > 0)
    qsort(l->uses, l->use_count, sizeof *l->uses, by_surface);
  for (uint32_t i = 0; i < l->use_count; i++) {
    const use *u = &l->uses[i];
    ent_entry *entry = x->entry_count > 0 ? &x->entries[x->entry_count - 1] : NULL;
    if (entry == NULL || !ent_str_equal(entry->surface, u->surface)) {
      entry = ent_vector_push(&x->entries, &x->entry_count, &x->entry_capacity, sizeof *entry);
      if (entry == NULL)
        goto cleanup;
      memset(entry, 0, sizeof *entry);
      entry->surface = u->surface;
      entry->first_sense = sense_count;
    }
    entry->classes |= u->classes;
    if (entry->act == 0)
      entry->act = u->act;
    if (entry->value.len == 0)
      entry->value = u->value;
    if (u->bound != 0) {
      if (entry->bound == 0)
        entry->bound = u->bound;
      entry->bound_count = u->bound - entry->bound + 1;
    }
    if (u->sense != 0) {
      ent_sense *sense = ent_vector_push(&senses, &sense_count, &sense_capacity, sizeof *senses);
      if (sense == NULL)
        goto cleanup;
      *sense = x->senses[u->sense - 1];
      entry->sense_count++;
    }
  }
  free(x->senses);
  x->senses = senses;
  x->sense_count = sense_count;
  senses = NULL;
  pairs = malloc((size_t)(x->entry_count + 1) * sizeof *pairs);
  if (pairs == NULL)
    goto cleanup;
  for (uint32_t i = 0; i < x->entry_count; i++) {
    order_senses(x, &x->entries[i]);
    pairs[i] = (ent_trie_pair){x->entries[i].surface, i};
  }
  status = ent_trie_build(pairs, x->entry_count, &x->trie);
cleanup:
  free(pairs);
  free(senses);
  return status;
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
  if (l.lexicon->arena == NULL)
    goto cleanup;
  status = ent_fold_load(roots, sink, &l.lexicon->fold);
  for (size_t i = 0; roots[i] != NULL && status == ENT_OK; i++)
    status = load_root(&l, roots[i], i == 0);
  if (status == ENT_OK)
    status = build(&l);
cleanup:
  free(l.uses);
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
  ent_arena_free(x->arena);
  free(x);
}

const ent_entry *ent_lexicon_find(const ent_lexicon *x, ent_str surface) {
  int64_t found = ent_trie_find(x->trie, surface);
  return found < 0 ? NULL : &x->entries[found];
}

const ent_row *ent_lexicon_row(const ent_lexicon *x, ent_type type, ent_str key) {
  for (uint32_t i = 0; i < x->row_count; i++)
    if (x->rows[i].type == type && ent_str_equal(x->rows[i].key, key))
      return &x->rows[i];
  return NULL;
}

bool ent_lexicon_transliterates(const ent_lexicon *x, uint32_t point) {
  return point < 0x10000 && (x->transliterates[point / 8] >> (point % 8) & 1) != 0;
}

bool ent_lexicon_transliterates_weakly(const ent_lexicon *x, uint32_t point) {
  return point < 0x10000 && (x->transliterates_weakly[point / 8] >> (point % 8) & 1) != 0;
}
