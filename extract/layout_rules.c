#include "extract/layout_rules.h"

#include <stdlib.h>
#include <string.h>

#include "extract/pattern.h"
#include "extract/rule_index.h"
#include "graph/utf8.h"
#include "ontology/table.h"

struct ent_layout_rules {
  ent_layout_list lists[ENT_LANG_COUNT][ENT_RULE_KIND_COUNT];
  ent_arena *arena;   /* the compiled patterns */
  ent_table **tables; /* the rows borrow from them */
  uint32_t table_count, table_capacity;
};

/* Where the pattern of a kind has to fit. */
typedef enum { PLACE_WHOLE, PLACE_BEGIN, PLACE_END, PLACE_WORDS, PLACE_OTHER } place;

static const struct {
  const char *name;
  place where;
} kinds[ENT_RULE_KIND_COUNT] = {
    [ENT_RULE_FURNITURE] = {"furniture", PLACE_WHOLE},
    [ENT_RULE_MASTHEAD] = {"masthead", PLACE_WHOLE},
    [ENT_RULE_GOES_ON] = {"goes-on", PLACE_END},
    [ENT_RULE_CONTINUED] = {"continued", PLACE_BEGIN},
    [ENT_RULE_MARKER] = {"marker", PLACE_BEGIN},
    [ENT_RULE_HEADING] = {"heading", PLACE_WHOLE},
    [ENT_RULE_TURN] = {"turn", PLACE_BEGIN},
    [ENT_RULE_AGENCY] = {"agency", PLACE_BEGIN},
    [ENT_RULE_DATELINE] = {"dateline", PLACE_WHOLE},
    [ENT_RULE_SALUTATION] = {"salutation", PLACE_WHOLE},
    [ENT_RULE_TITLE] = {"title", PLACE_WHOLE},
    [ENT_RULE_KICKER] = {"kicker", PLACE_WHOLE},
    [ENT_RULE_OPENING] = {"opening", PLACE_END},
    [ENT_RULE_DONE_AT] = {"done-at", PLACE_WHOLE},
    [ENT_RULE_OFFICE] = {"office", PLACE_WORDS},
    [ENT_RULE_OPEN_END] = {"open-end", PLACE_WORDS},
    [ENT_RULE_GOES_ON_TITLE] = {"title-goes-on", PLACE_WORDS},
    [ENT_RULE_NO_BEGIN] = {"no-begin", PLACE_WORDS},
    [ENT_RULE_AHEAD] = {"ahead", PLACE_WORDS},
    [ENT_RULE_BACK] = {"back", PLACE_WORDS},
    [ENT_RULE_BYLINE] = {"byline", PLACE_WHOLE},
    [ENT_RULE_CLOSING] = {"closing", PLACE_WHOLE},
    [ENT_RULE_SAYS] = {"says", PLACE_WORDS},
    [ENT_RULE_GOES_WITH] = {"goes-with", PLACE_WORDS},
    [ENT_RULE_ABBREVIATION] = {"abbreviation", PLACE_WORDS},
    [ENT_RULE_MONTH] = {"month", PLACE_WORDS},
    [ENT_RULE_DATE] = {"date", PLACE_OTHER},
    [ENT_RULE_HYPHEN] = {"hyphen", PLACE_WORDS},
    [ENT_RULE_CLASS] = {"class", PLACE_WORDS},
    [ENT_RULE_ENCODING] = {"encoding", PLACE_OTHER},
    [ENT_RULE_FREQUENT] = {"frequent", PLACE_OTHER},
};

static const char *const langs[ENT_LANG_COUNT] = {[ENT_LANG_ZH] = "zh", [ENT_LANG_EN] = "en", [ENT_LANG_RU] = "ru"};

const char *ent_layout_lang_name(int lang) {
  return langs[lang];
}

int ent_layout_lang_find(ent_str name) {
  for (int i = 0; i < ENT_LANG_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(langs[i]))) return i;
  return -1;
}

static int kind_find(ent_str name) {
  for (int i = 0; i < ENT_RULE_KIND_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(kinds[i].name))) return i;
  return -1;
}

static ent_status add_rule(ent_layout_list *list, const ent_layout_rule *rule) {
  ent_layout_rule *item = ent_vector_push(&list->items, &list->count, &list->capacity, sizeof *list->items);
  if (item == NULL) return ENT_ERR_MEMORY;
  *item = *rule;
  return ENT_OK;
}

static ent_status add_row(ent_layout_rules *rules, int lang, const ent_table *table, uint32_t row, uint16_t root,
                          const ent_sink *sink) {
  ent_str kind_name = ent_table_field(table, row, ent_table_column(table, "kind"));
  int kind = kind_find(kind_name);
  uint32_t line = ent_table_line(table, row);
  if (kind < 0)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), line, 1, "unknown kind of row: %.*s",
                      (int)kind_name.len, kind_name.ptr);
  ent_layout_rule rule = {.pattern = ent_table_field(table, row, ent_table_column(table, "pattern")),
                          .value = ent_table_field(table, row, ent_table_column(table, "value")),
                          .example = ent_table_field(table, row, ent_table_column(table, "example")),
                          .counter = ent_table_field(table, row, ent_table_column(table, "counter")),
                          .line = line,
                          .root = root};
  if (rule.pattern.len == 0)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), line, 1, "a row without a pattern");
  ent_layout_list *list = &rules->lists[lang][kind];
  if (kinds[kind].where == PLACE_OTHER) return add_rule(list, &rule);
  if (kinds[kind].where != PLACE_WORDS) {
    if (ent_pattern_compile(rule.pattern, rules->arena, &rule.compiled) == ENT_ERR_DATA)
      return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), line, 1, "not a pattern: %.*s",
                        (int)rule.pattern.len, rule.pattern.ptr);
    return rule.compiled.elements == NULL ? ENT_ERR_MEMORY : add_rule(list, &rule);
  }
  ent_str words = rule.pattern;
  ent_status status = ENT_OK;
  while (status == ENT_OK && ent_table_next_value(&words, &rule.pattern))
    status = add_rule(list, &rule);
  return status;
}

/* *found is set when the root has the language's file. */
static ent_status read_file(ent_layout_rules *rules, int lang, const char *root, uint16_t number, bool *found,
                            const ent_sink *sink) {
  ent_arena *arena = ent_arena_new();
  ent_table *table = NULL;
  ent_status status = ENT_ERR_MEMORY;
  if (arena == NULL) return status;
  ent_str path = ent_arena_format(arena, "%s/extract/rules/%s/layout.tsv", root, langs[lang]);
  if (path.ptr == NULL) goto cleanup;
  status = ent_table_read(path.ptr, false, sink, &table);
  if (status == ENT_ERR_IO) status = ENT_OK; /* not every root has every file */
  if (status != ENT_OK || table == NULL) goto cleanup;
  *found = true;
  ent_table **slot =
      ent_vector_push(&rules->tables, &rules->table_count, &rules->table_capacity, sizeof *rules->tables);
  if (slot == NULL) {
    ent_table_free(table);
    status = ENT_ERR_MEMORY;
    goto cleanup;
  }
  *slot = table;
  for (uint32_t row = 0; status == ENT_OK && row < ent_table_count(table); row++)
    status = add_row(rules, lang, table, row, number, sink);
cleanup:
  ent_arena_free(arena);
  return status;
}

/* Fills the tables of all lists, when all rows are there. */
static void index_rules(ent_layout_rules *rules) {
  for (int lang = 0; lang < ENT_LANG_COUNT; lang++)
    for (int kind = 0; kind < ENT_RULE_KIND_COUNT; kind++) {
      ent_layout_list *list = &rules->lists[lang][kind];
      for (uint32_t i = 0; i < list->count; i++) {
        if (kind == ENT_RULE_DATE)
          ent_layout_index_date(list, i, &rules->lists[lang][ENT_RULE_MONTH]);
        else if (kinds[kind].where == PLACE_WORDS)
          ent_layout_index_word(list, i);
        else if (kinds[kind].where != PLACE_OTHER)
          ent_layout_index_pattern(list, i);
      }
    }
}

ent_status ent_layout_rules_load(const char *const *roots, const ent_sink *sink, ent_layout_rules **result) {
  *result = NULL;
  ent_layout_rules *rules = calloc(1, sizeof *rules);
  if (rules == NULL) return ENT_ERR_MEMORY;
  rules->arena = ent_arena_new();
  ent_status status = rules->arena == NULL ? ENT_ERR_MEMORY : ENT_OK;
  for (int lang = 0; status == ENT_OK && lang < ENT_LANG_COUNT; lang++) {
    bool found = false;
    for (uint16_t i = 0; status == ENT_OK && roots[i] != NULL && i < UINT16_MAX; i++)
      status = read_file(rules, lang, roots[i], i, &found, sink);
    if (status == ENT_OK && !found)
      status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, NULL, 0, 0,
                          "no data folder has extract/rules/%s/layout.tsv", langs[lang]);
  }
  if (status != ENT_OK) {
    ent_layout_rules_free(rules);
    return status;
  }
  index_rules(rules);
  *result = rules;
  return ENT_OK;
}

void ent_layout_rules_free(ent_layout_rules *rules) {
  if (rules == NULL) return;
  for (int lang = 0; lang < ENT_LANG_COUNT; lang++)
    for (int kind = 0; kind < ENT_RULE_KIND_COUNT; kind++)
      free(rules->lists[lang][kind].items);
  for (uint32_t i = 0; i < rules->table_count; i++)
    ent_table_free(rules->tables[i]);
  free(rules->tables);
  ent_arena_free(rules->arena);
  free(rules);
}

const ent_layout_list *ent_layout_rules_list(const ent_layout_rules *rules, int lang, ent_layout_kind kind) {
  return &rules->lists[lang][kind];
}

/* A text that rules are tried on. */
typedef struct {
  ent_str whole, window;                  /* `window`: as far as patterns of its place can see */
  const ent_pattern_signature *signature; /* NULL: not known yet */
  ent_pattern_signature own;
} subject;

static subject make_subject(ent_str text, place where) {
  subject s = {.whole = text, .window = text};
  if (where != PLACE_WHOLE && text.len > ENT_PATTERN_HEAD) {
    if (where == PLACE_END) s.window.ptr += text.len - ENT_PATTERN_HEAD;
    s.window.len = ENT_PATTERN_HEAD;
  }
  return s;
}

/* Tests that cost little and turn away nearly every text. */
static bool may_match(const ent_layout_rule *rule, place where, subject *s) {
  const ent_pattern *pattern = &rule->compiled;
  bool named = pattern->elements[0].kind == ENT_PATTERN_NAME; /* the begin says little and takes long */
  if (where != PLACE_BEGIN && !ent_pattern_may_end(pattern, s->whole)) return false;
  if (where != PLACE_END && !named && !ent_pattern_may_begin(pattern, s->whole)) return false;
  if (s->signature == NULL) {
    s->own = ent_pattern_sign(s->window);
    s->signature = &s->own;
  }
  if (!ent_pattern_may_have(pattern, s->signature)) return false;
  if (named && where != PLACE_END && !ent_pattern_may_begin(pattern, s->whole)) return false;
  return ent_pattern_may_follow(pattern, s->window);
}

static size_t match_one(const ent_layout_rule *rule, place where, subject *s) {
  if (!may_match(rule, where, s)) return 0;
  switch (where) {
  case PLACE_WHOLE:
    return ent_pattern_whole(&rule->compiled, s->whole) ? s->whole.len : 0;
  case PLACE_BEGIN:
    return ent_pattern_prefix(&rule->compiled, s->window);
  case PLACE_END:
    return ent_pattern_suffix(&rule->compiled, s->whole);
  case PLACE_WORDS:
  case PLACE_OTHER:
    break;
  }
  return 0;
}

static uint64_t first_mask(const ent_layout_list *list, ent_str text) {
  size_t at = 0;
  return list->first[ent_pattern_class(ent_utf8_next(text.ptr, text.len, &at))];
}

static uint64_t last_mask(const ent_layout_list *list, ent_str text) {
  size_t at = text.len;
  return list->last[ent_pattern_class(ent_utf8_previous(text.ptr, &at))];
}

const ent_layout_rule *ent_layout_match(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text,
                                        size_t *length) {
  return ent_layout_match_signed(rules, lang, kind, text, NULL, length);
}

const ent_layout_rule *ent_layout_match_signed(const ent_layout_rules *rules, int lang, ent_layout_kind kind,
                                               ent_str text, const ent_pattern_signature *signature, size_t *length) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  place where = kinds[kind].where;
  if (text.len == 0 || list->count == 0 || (where == PLACE_WHOLE && text.len > ENT_PATTERN_REACH)) return NULL;
  uint64_t mask = UINT64_MAX;
  if (where != PLACE_END) mask &= first_mask(list, text);
  if (where != PLACE_BEGIN && mask != 0) mask &= last_mask(list, text);
  if (mask == 0) return NULL;
  subject s = make_subject(text, where);
  s.signature = signature;
  for (uint32_t i = ent_layout_next_rule(mask, 0, list->count); i < list->count;
       i = ent_layout_next_rule(mask, i + 1, list->count)) {
    size_t covered = match_one(&list->items[i], where, &s);
    if (covered == 0) continue;
    if (length != NULL) *length = covered;
    return &list->items[i];
  }
  return NULL;
}

/* The first word, of the rules in the mask, that `text` begins or ends with. */
static size_t find_word(const ent_layout_list *list, uint64_t mask, ent_str text, bool end) {
  for (uint32_t i = ent_layout_next_rule(mask, 0, list->count); mask != 0 && i < list->count;
       i = ent_layout_next_rule(mask, i + 1, list->count)) {
    ent_str word = list->items[i].pattern;
    if (word.len <= text.len && memcmp(text.ptr + (end ? text.len - word.len : 0), word.ptr, word.len) == 0)
      return word.len;
  }
  return 0;
}

size_t ent_layout_word_begin(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  return text.len == 0 ? 0 : find_word(list, first_mask(list, text), text, false);
}

size_t ent_layout_word_end(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  return text.len == 0 ? 0 : find_word(list, last_mask(list, text), text, true);
}

bool ent_layout_word_in(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    uint64_t mask = list->first[ent_pattern_class(ent_utf8_next(text.ptr, text.len, &at))];
    if (mask != 0 && find_word(list, mask, ent_str_make(text.ptr + start, text.len - start), false) > 0) return true;
  }
  return false;
}

ent_status ent_layout_rules_check(const char *const *roots, const ent_layout_rules *rules, const ent_sink *sink) {
  ent_arena *arena = ent_arena_new();
  if (arena == NULL) return ENT_ERR_MEMORY;
  ent_status status = ENT_OK;
  for (int lang = 0; lang < ENT_LANG_COUNT; lang++) {
    for (int kind = 0; kind < ENT_RULE_KIND_COUNT; kind++) {
      place where = kinds[kind].where;
      if (where == PLACE_WORDS || where == PLACE_OTHER) continue;
      const ent_layout_list *list = &rules->lists[lang][kind];
      for (uint32_t i = 0; i < list->count; i++) {
        const ent_layout_rule *rule = &list->items[i];
        subject example = make_subject(rule->example, where), counter = make_subject(rule->counter, where);
        bool good = rule->example.len > 0 && match_one(rule, where, &example) > 0;
        bool bad = rule->counter.len > 0 && match_one(rule, where, &counter) > 0;
        if (good && !bad) continue;
        ent_str path = ent_arena_format(arena, "%s/extract/rules/%s/layout.tsv", roots[rule->root], langs[lang]);
        status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path.ptr, rule->line, 1, "%s: %.*s",
                            good ? "the pattern matches its counterexample" : "the pattern does not match its example",
                            (int)rule->pattern.len, rule->pattern.ptr);
      }
    }
  }
  ent_arena_free(arena);
  return status;
}
