#include "extract/layout_rules.h"

#include <stdlib.h>
#include <string.h>

#include "extract/pattern.h"
#include "ontology/table.h"

struct ent_layout_rules {
  ent_layout_list lists[ENT_LANG_COUNT][ENT_RULE_KIND_COUNT];
  ent_table **tables; /* the rows borrow from them */
  uint32_t table_count, table_capacity;
};

/* Where the pattern of a kind has to fit. */
typedef enum { PLACE_WHOLE, PLACE_BEGIN, PLACE_END, PLACE_WORDS, PLACE_OTHER } place;

static const struct {
  const char *name;
  place where;
} kinds[ENT_RULE_KIND_COUNT] = {
    [ENT_RULE_FURNITURE] = {"furniture", PLACE_WHOLE}, [ENT_RULE_MASTHEAD] = {"masthead", PLACE_WHOLE},
    [ENT_RULE_GOES_ON] = {"goes-on", PLACE_END},       [ENT_RULE_CONTINUED] = {"continued", PLACE_BEGIN},
    [ENT_RULE_MARKER] = {"marker", PLACE_BEGIN},       [ENT_RULE_HEADING] = {"heading", PLACE_WHOLE},
    [ENT_RULE_TURN] = {"turn", PLACE_BEGIN},           [ENT_RULE_AGENCY] = {"agency", PLACE_BEGIN},
    [ENT_RULE_DATELINE] = {"dateline", PLACE_WHOLE},   [ENT_RULE_SALUTATION] = {"salutation", PLACE_WHOLE},
    [ENT_RULE_TITLE] = {"title", PLACE_WHOLE},         [ENT_RULE_KICKER] = {"kicker", PLACE_WHOLE},
    [ENT_RULE_OPENING] = {"opening", PLACE_END},       [ENT_RULE_DONE_AT] = {"done-at", PLACE_WHOLE},
    [ENT_RULE_OFFICE] = {"office", PLACE_WORDS},       [ENT_RULE_OPEN_END] = {"open-end", PLACE_WORDS},
    [ENT_RULE_NO_BEGIN] = {"no-begin", PLACE_WORDS},   [ENT_RULE_AHEAD] = {"ahead", PLACE_WORDS},
    [ENT_RULE_BACK] = {"back", PLACE_WORDS},           [ENT_RULE_BYLINE] = {"byline", PLACE_WHOLE},
    [ENT_RULE_CLOSING] = {"closing", PLACE_WHOLE},     [ENT_RULE_SAYS] = {"says", PLACE_WORDS},
    [ENT_RULE_GOES_WITH] = {"goes-with", PLACE_WORDS}, [ENT_RULE_ABBREVIATION] = {"abbreviation", PLACE_WORDS},
    [ENT_RULE_MONTH] = {"month", PLACE_WORDS},         [ENT_RULE_DATE] = {"date", PLACE_OTHER},
    [ENT_RULE_HYPHEN] = {"hyphen", PLACE_WORDS},       [ENT_RULE_CLASS] = {"class", PLACE_WORDS},
    [ENT_RULE_ENCODING] = {"encoding", PLACE_OTHER},   [ENT_RULE_FREQUENT] = {"frequent", PLACE_OTHER},
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

/* The first three bytes, one Chinese character, as a number below ENT_LAYOUT_KEYS (multiplicative hashing: Knuth, TAOCP
 * 3, 6.4). */
static uint32_t key_of(const char *text) {
  uint32_t bytes =
      (uint32_t)(unsigned char)text[0] << 16 | (uint32_t)(unsigned char)text[1] << 8 | (uint32_t)(unsigned char)text[2];
  return (bytes * UINT32_C(2654435761)) >> 22;
}

static void add_key(ent_layout_list *list, ent_layout_rule *rule, ent_str start) {
  if (start.len < 3) {
    rule->keyed = false;
    return;
  }
  uint32_t key = key_of(start.ptr);
  list->keys[key / 64] |= UINT64_C(1) << (key % 64);
}

/* Enters what a pattern can begin with. */
static void add_keys(ent_layout_list *list, ent_layout_rule *rule) {
  ent_str pattern = rule->pattern;
  rule->keyed = memchr("#@~*? \\", pattern.ptr[0], 7) == NULL;
  if (!rule->keyed || pattern.ptr[0] != '(') {
    size_t length = 0;
    while (length < pattern.len && memchr("#@~*?( \\", pattern.ptr[length], 8) == NULL)
      length++;
    if (rule->keyed) add_key(list, rule, ent_str_make(pattern.ptr, length));
    return;
  }
  for (size_t start = 1, end = 1; end < pattern.len; end++) {
    if (pattern.ptr[end] != '|' && pattern.ptr[end] != ')') continue;
    add_key(list, rule, ent_str_make(pattern.ptr + start, end - start));
    if (pattern.ptr[end] == ')') break;
    start = end + 1;
  }
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
  if (kinds[kind].where != PLACE_WORDS) {
    rule.tail = ent_pattern_tail(rule.pattern);
    add_keys(list, &rule);
    return add_rule(list, &rule);
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

ent_status ent_layout_rules_load(const char *const *roots, const ent_sink *sink, ent_layout_rules **result) {
  *result = NULL;
  ent_layout_rules *rules = calloc(1, sizeof *rules);
  if (rules == NULL) return ENT_ERR_MEMORY;
  ent_status status = ENT_OK;
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
  free(rules);
}

const ent_layout_list *ent_layout_rules_list(const ent_layout_rules *rules, int lang, ent_layout_kind kind) {
  return &rules->lists[lang][kind];
}

/* The last byte is looked for: of Chinese characters it is the one that differs. */
static bool contains(ent_str text, ent_str part) {
  if (part.len == 0) return true;
  if (part.len > text.len) return false;
  const char *end = text.ptr + text.len;
  for (const char *at = text.ptr + part.len - 1; at < end; at++) {
    at = memchr(at, part.ptr[part.len - 1], (size_t)(end - at));
    if (at == NULL) return false;
    if (memcmp(at - (part.len - 1), part.ptr, part.len) == 0) return true;
  }
  return false;
}

static bool ends_with(ent_str text, ent_str part) {
  return part.len <= text.len && memcmp(text.ptr + (text.len - part.len), part.ptr, part.len) == 0;
}

/* Tests that cost next to nothing and turn away nearly every text. */
static bool may_match(const ent_layout_rule *rule, place where, ent_str text) {
  if ((where == PLACE_WHOLE || where == PLACE_BEGIN) && !ent_pattern_may_begin(rule->pattern, text)) return false;
  if ((where == PLACE_WHOLE || where == PLACE_END) && !ends_with(text, rule->tail)) return false;
  return true;
}

static size_t match_one(const ent_layout_rule *rule, place where, ent_str text) {
  if (!may_match(rule, where, text)) return 0;
  ent_str window = text;
  switch (where) {
  case PLACE_WHOLE:
    return ent_pattern_may_follow(rule->pattern, text) && ent_pattern_whole(rule->pattern, text) ? text.len : 0;
  case PLACE_BEGIN:
    if (window.len > ENT_PATTERN_HEAD) window.len = ENT_PATTERN_HEAD;
    return ent_pattern_may_follow(rule->pattern, window) ? ent_pattern_prefix(rule->pattern, window) : 0;
  case PLACE_END:
    if (window.len > ENT_PATTERN_HEAD) {
      window.ptr += window.len - ENT_PATTERN_HEAD;
      window.len = ENT_PATTERN_HEAD;
    }
    return ent_pattern_may_follow(rule->pattern, window) ? ent_pattern_suffix(rule->pattern, text) : 0;
  case PLACE_WORDS:
    return contains(text, rule->pattern) ? rule->pattern.len : 0;
  case PLACE_OTHER:
    break;
  }
  return 0;
}

const ent_layout_rule *ent_layout_match(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text,
                                        size_t *length) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  place where = kinds[kind].where;
  if (text.len == 0 || (where == PLACE_WHOLE && text.len > ENT_PATTERN_REACH)) return NULL;
  uint32_t key = text.len < 3 ? 0 : key_of(text.ptr);
  bool unkeyed = where != PLACE_END && text.len >= 3 && (list->keys[key / 64] >> (key % 64) & 1) == 0;
  for (uint32_t i = 0; i < list->count; i++) {
    if (unkeyed && list->items[i].keyed) continue;
    size_t covered = match_one(&list->items[i], where, text);
    if (covered == 0) continue;
    if (length != NULL) *length = covered;
    return &list->items[i];
  }
  return NULL;
}

size_t ent_layout_word_begin(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  for (uint32_t i = 0; i < list->count; i++) {
    ent_str word = list->items[i].pattern;
    if (word.len <= text.len && memcmp(text.ptr, word.ptr, word.len) == 0) return word.len;
  }
  return 0;
}

size_t ent_layout_word_end(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  for (uint32_t i = 0; i < list->count; i++) {
    ent_str word = list->items[i].pattern;
    if (word.len <= text.len && memcmp(text.ptr + text.len - word.len, word.ptr, word.len) == 0) return word.len;
  }
  return 0;
}

bool ent_layout_word_in(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text) {
  const ent_layout_list *list = &rules->lists[lang][kind];
  for (uint32_t i = 0; i < list->count; i++)
    if (contains(text, list->items[i].pattern)) return true;
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
        bool good = rule->example.len > 0 && match_one(rule, where, rule->example) > 0;
        bool bad = rule->counter.len > 0 && match_one(rule, where, rule->counter) > 0;
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
