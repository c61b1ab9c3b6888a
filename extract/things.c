#include <stdlib.h>
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

/* Arena-backed push: old blocks stay behind in the arena until the document is done. */
static void *push(ent_reading *r, void *items_address, uint32_t *count, uint32_t *capacity, size_t width) {
  void **items = items_address;
  if (*count == *capacity) {
    uint32_t wanted = *capacity == 0 ? 16 : *capacity * 2;
    void *grown = ent_arena_calloc(r->arena, wanted, width);
    if (grown == NULL) {
      r->failure = ENT_ERR_MEMORY;
      return NULL;
    }
    if (*count > 0) memcpy(grown, *items, *count * width);
    *items = grown;
    *capacity = wanted;
  }
  return (char *)*items + width * (*count)++;
}

static bool is_decoration(uint32_t point) {
  return point == ' ' || point == 0x300A || point == 0x300B || point == 0x3008 || point == 0x3009 ||
         (point >= 0x2018 && point <= 0x201D) || point == '"' || point == 0xB7;
}

ent_str ent_name_key(ent_reading *r, ent_str name) {
  char *out = ent_arena_alloc(r->arena, name.len * 3 + 4);
  if (out == NULL) {
    r->failure = ENT_ERR_MEMORY;
    return ENT_STR("");
  }
  size_t used = 0;
  for (size_t at = 0; at < name.len;) {
    uint32_t point = ent_fold_point(r->lexicon->fold, ent_utf8_next(name.ptr, name.len, &at));
    if (!is_decoration(point)) used += ent_utf8_put(out + used, point);
  }
  return ent_str_make(out, used);
}

static uint32_t thing_hash(const ent_reading *r, ent_type type, const ent_row *row, ent_str key) {
  if (row == NULL) return ent_hash_text(key) + (uint32_t)type;
  uint32_t index = (uint32_t)(row - r->lexicon->rows);
  return ent_hash_words(&index, 1);
}

/* The first one that is not hidden. */
static uint32_t find(const ent_reading *r, ent_type type, const ent_row *row, ent_str key) {
  uint32_t first = 0;
  ent_probe probe = ent_index_probe(&r->thing_index, thing_hash(r, type, row, key));
  for (uint32_t id; (id = ent_index_next(&r->thing_index, &probe)) != 0;) {
    const ent_thing *t = &r->things[id - 1];
    if (t->type != type || t->hidden || t->row != row || (row == NULL && !ent_str_equal(t->key, key))) continue;
    if (first == 0 || id < first) first = id;
  }
  return first;
}

bool ent_thing_knows(const ent_reading *r, const ent_row *row) {
  ent_probe probe = ent_index_probe(&r->thing_index, thing_hash(r, (ent_type)row->type, row, row->key));
  for (uint32_t id; (id = ent_index_next(&r->thing_index, &probe)) != 0;)
    if (r->things[id - 1].row == row) return true;
  return false;
}

uint32_t ent_thing_find(const ent_reading *r, ent_type type, ent_str name) {
  return find(r, type, NULL, ent_name_key((ent_reading *)(uintptr_t)r, name));
}

bool ent_thing_is_body(const ent_thing *t) {
  static const char *const kinds[] = {"igo", "regional", "bloc", "forum", "alliance", "bank", NULL};
  if (t->type != ENT_ORGANIZATION || t->row == NULL || t->row->parent.len > 0) return false;
  for (size_t i = 0; kinds[i] != NULL; i++)
    if (ent_str_equal(t->row->kind, ent_str_from(kinds[i]))) return !ent_str_equal(t->row->key, ENT_STR("UN"));
  return false;
}

void ent_thing_name(ent_reading *r, uint32_t thing, ent_str name) {
  if (thing == 0 || name.len == 0) return;
  ent_thing *t = ent_thing_at(r, thing);
  if (ent_str_equal(t->name, name)) return;
  for (uint32_t i = 0; i < t->name_count; i++)
    if (ent_str_equal(t->names[i], name)) return;
  ent_str *slot = push(r, &t->names, &t->name_count, &t->name_capacity, sizeof *slot);
  if (slot != NULL) *slot = name;
}

uint32_t ent_thing_get(ent_reading *r, ent_type type, const ent_row *row, ent_str name, const char *rule,
                       ent_range where) {
  ent_str key = ent_name_key(r, name);
  uint32_t found = find(r, type, row, key);
  if (found != 0) {
    if (row != NULL) ent_thing_name(r, found, name);
    return found;
  }
  ent_thing *t = push(r, &r->things, &r->thing_count, &r->thing_capacity, sizeof *t);
  if (t == NULL) return 0;
  memset(t, 0, sizeof *t);
  t->type = (uint8_t)type;
  t->row = row;
  t->key = key;
  t->name = row != NULL && row->name.len > 0 ? row->name : name;
  t->rule = row != NULL ? row->rule : ent_str_from(rule);
  t->where = where;
  uint32_t id = r->thing_count;
  if (!ent_index_add(&r->thing_index, thing_hash(r, type, row, key), id)) r->failure = ENT_ERR_MEMORY;
  if (row != NULL) ent_thing_name(r, id, name);
  return id;
}

void ent_thing_unite(ent_reading *r, uint32_t kept, uint32_t other) {
  if (kept == other || kept == 0 || other == 0) return;
  ent_thing *from = ent_thing_at(r, other);
  ent_thing_name(r, kept, from->name);
  for (uint32_t i = 0; i < from->name_count; i++)
    ent_thing_name(r, kept, from->names[i]);
  from->hidden = true;
  for (uint32_t i = 0; i < r->mention_count; i++)
    if (r->mentions[i].thing == other) r->mentions[i].thing = kept;
  for (uint32_t i = 0; i < r->alias_count; i++)
    if (r->aliases[i].thing == other) r->aliases[i].thing = kept;
  for (uint32_t i = 0; i < r->assertion_count; i++) {
    ent_assertion *a = &r->assertions[i];
    if (a->subject != other && a->object != other) continue;
    if (a->subject == other) a->subject = kept;
    if (a->object == other) a->object = kept;
    ent_index_free(&r->assertion_index); /* made again when it is needed */
    r->assertion_indexed = 0;
  }
  uint32_t *const roles[] = {&r->issuer, &r->self, &r->speaker, &r->event, &r->parties, &r->instrument};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (*roles[i] == other) *roles[i] = kept;
}

uint32_t ent_thing_date(ent_reading *r, ent_date *date, ent_range where) {
  if (!ent_date_complete(date, &r->dates)) return 0;
  ent_str edtf = ent_date_edtf(r->arena, date);
  uint32_t id = ent_thing_get(r, ENT_DATE, NULL, edtf, "date", where);
  if (id == 0) return 0;
  ent_thing *t = ent_thing_at(r, id);
  t->edtf = edtf;
  t->earliest = ent_date_earliest(r->arena, date);
  t->latest = ent_date_latest(r->arena, date);
  return id;
}

uint32_t ent_alias_bucket(const char *text, size_t len) {
  size_t at = 0;
  return ent_utf8_next(text, len, &at) % ENT_ALIAS_BUCKETS;
}

void ent_alias_add(ent_reading *r, ent_str name, uint32_t thing) {
  ent_str folded;
  if (thing == 0 || name.len == 0 || ent_fold_string(r->lexicon->fold, r->arena, name, &folded) != ENT_OK) return;
  uint32_t *bucket = &r->alias_buckets[ent_alias_bucket(folded.ptr, folded.len)];
  for (uint32_t i = *bucket; i != 0; i = r->aliases[i - 1].next)
    if (ent_str_equal(r->aliases[i - 1].folded, folded)) {
      r->aliases[i - 1].thing = thing;
      return;
    }
  ent_alias *alias = push(r, &r->aliases, &r->alias_count, &r->alias_capacity, sizeof *alias);
  if (alias == NULL) return;
  *alias = (ent_alias){folded, thing, *bucket};
  *bucket = r->alias_count;
}

ent_range ent_line_range(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  if (first >= last) return (ent_range){0, 0};
  return ent_view_source(r, &line->view, line->tokens[first].begin, line->tokens[last - 1].end);
}

ent_str ent_line_text(ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  if (first >= last) return ENT_STR("");
  uint32_t begin = line->tokens[first].begin, end = line->tokens[last - 1].end;
  const uint32_t *back = r->folded.back;
  const char *source = r->document->text.ptr;
  char *out = ent_arena_alloc(r->arena, (size_t)(end - begin) * 3 + 4);
  if (out == NULL) {
    r->failure = ENT_ERR_MEMORY;
    return ENT_STR("");
  }
  size_t used = 0;
  uint32_t previous = UINT32_MAX;
  for (uint32_t i = begin; i < end; i++) {
    uint32_t from = back[line->view.at[i]];
    if (from == previous) continue;
    previous = from;
    size_t at = from;
    (void)ent_utf8_next(source, r->document->text.len, &at);
    memcpy(out + used, source + from, at - from);
    used += at - from;
  }
  return ent_str_make(out, used);
}

uint32_t ent_mention_add(ent_reading *r, ent_line *line, uint32_t first, uint32_t last, ent_type type, uint32_t thing,
                         const char *rule) {
  for (uint32_t i = first; i < last; i++) {
    uint32_t owner = line->owner[i];
    if (owner == 0) continue;
    const ent_occurrence *m = &r->mentions[owner - 1];
    if (m->first < first || m->last > last) return 0;
  }
  ent_occurrence *m = push(r, &r->mentions, &r->mention_count, &r->mention_capacity, sizeof *m);
  if (m == NULL) return 0;
  *m = (ent_occurrence){first, last, thing, (uint8_t)type, line->index, ent_line_range(r, line, first, last), rule};
  for (uint32_t i = first; i < last; i++) {
    uint32_t owner = line->owner[i];
    if (owner != 0) /* covered: it is no mention any more */
      r->mentions[owner - 1].last = r->mentions[owner - 1].first;
    line->owner[i] = r->mention_count;
  }
  return r->mention_count;
}

ent_occurrence *ent_mention_of(const ent_reading *r, const ent_line *line, uint32_t token) {
  if (token >= line->token_count || line->owner[token] == 0) return NULL;
  return &r->mentions[line->owner[token] - 1];
}

ent_type ent_mention_type(const ent_reading *r, const ent_line *line, uint32_t token, bool *found) {
  const ent_occurrence *m = ent_mention_of(r, line, token);
  *found = m != NULL;
  return m != NULL ? (ent_type)m->type : ENT_ISSUE;
}

static uint32_t assertion_hash(const ent_assertion *a) {
  const uint32_t words[] = {a->subject, a->object, a->relation, a->modality};
  return ent_hash_words(words, sizeof words / sizeof *words);
}

/* The first assertion that says the same, or NULL. */
static ent_assertion *same_assertion(ent_reading *r, const ent_assertion *a) {
  for (; r->assertion_indexed < r->assertion_count; r->assertion_indexed++)
    if (!ent_index_add(&r->assertion_index, assertion_hash(&r->assertions[r->assertion_indexed]),
                       r->assertion_indexed + 1)) {
      r->failure = ENT_ERR_MEMORY;
      return NULL;
    }
  uint32_t first = 0;
  ent_probe probe = ent_index_probe(&r->assertion_index, assertion_hash(a));
  for (uint32_t id; (id = ent_index_next(&r->assertion_index, &probe)) != 0;) {
    const ent_assertion *b = &r->assertions[id - 1];
    if (b->subject == a->subject && b->object == a->object && b->relation == a->relation &&
        b->modality == a->modality && (first == 0 || id < first))
      first = id;
  }
  return first != 0 ? &r->assertions[first - 1] : NULL;
}

void ent_assertion_add(ent_reading *r, const ent_assertion *a) {
  if (a->subject == 0 || a->object == 0 || a->subject == a->object) return;
  ent_type subject = (ent_type)ent_thing_at(r, a->subject)->type, object = (ent_type)ent_thing_at(r, a->object)->type;
  if (!ent_ontology_admits(r->ontology, a->relation, subject, object)) {
    if (r->explain != NULL && r->explain->fn != NULL && a->line < r->line_count) {
      ent_str text = ent_arena_format(r->arena, "dropped: %s %s %s breaks the ontology (%.*s)", ent_type_name(subject),
                                      ent_ontology_relation_name(r->ontology, a->relation).ptr, ent_type_name(object),
                                      (int)a->rule.len, a->rule.ptr);
      if (text.ptr != NULL) r->explain->fn(r->explain->user, r->document, (ent_range){0, 0}, text.ptr);
    }
    return;
  }
  ent_assertion *same = same_assertion(r, a);
  if (same != NULL) {
    if (a->confidence > same->confidence) *same = *a;
    return;
  }
  ent_assertion *slot = push(r, &r->assertions, &r->assertion_count, &r->assertion_capacity, sizeof *slot);
  if (slot != NULL) *slot = *a;
}

void ent_assertion_relate(ent_reading *r, uint32_t line, uint32_t subject, const char *relation, uint32_t object,
                          uint8_t confidence, const char *rule) {
  int id = ent_ontology_relation_find(r->ontology, ent_str_from(relation));
  if (id < 0 || subject == 0 || object == 0) return;
  ent_assertion a = {.subject = subject,
                     .object = object,
                     .relation = (uint32_t)id,
                     .confidence = confidence,
                     .rule = ent_str_from(rule),
                     .line = line};
  ent_assertion_add(r, &a);
}

uint32_t ent_represented_by(const ent_reading *r, uint32_t person, bool country) {
  int relation = ent_ontology_relation_find(r->ontology, ENT_STR("represents"));
  for (uint32_t i = 0; i < r->assertion_count; i++) {
    const ent_assertion *a = &r->assertions[i];
    if (a->subject == person && (int)a->relation == relation &&
        (!country || ent_thing_at(r, a->object)->type == ENT_COUNTRY))
      return a->object;
  }
  return 0;
}
