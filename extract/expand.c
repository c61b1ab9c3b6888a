#include "extract/expand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ontology/table.h"

enum { LANG_COUNT = 3 };
static const char *const langs[LANG_COUNT] = {"zh", "en", "ru"};

/* A row of a gazetteer; the fields are borrowed from the table. */
typedef struct {
  const ent_table *table;
  uint32_t row;
  ent_str key, iri, wikidata;
  ent_str names[LANG_COUNT], aliases[LANG_COUNT];
  ent_str iso2;               /* countries */
  ent_str members, observers; /* organizations and groups */
  ent_str organization;       /* groups */
} entry;

typedef struct {
  entry *items;
  uint32_t count, capacity;
} entries;

struct ent_memberships {
  ent_arena *arena;
  ent_table **tables;
  uint32_t table_count, table_capacity;
  entries countries, organizations, groups;
};

static const entry *find_key(const entries *list, ent_str key) {
  for (uint32_t i = 0; i < list->count; i++)
    if (ent_str_equal(list->items[i].key, key)) return &list->items[i];
  return NULL;
}

/* The country that has the code today: former states keep the ones that were theirs. */
static const entry *find_country(const ent_memberships *m, ent_str iso2) {
  const entry *former = NULL;
  for (uint32_t i = 0; i < m->countries.count; i++) {
    const entry *country = &m->countries.items[i];
    if (!ent_str_equal(country->iso2, iso2)) continue;
    if (country->key.len == 3) return country;
    former = country;
  }
  return former;
}

/* Loading */

static ent_status load_entry(ent_memberships *m, const ent_table *table, uint32_t row, const char *kind,
                             entries *list) {
  entry e = {.table = table, .row = row};
  char column[16];
  e.key = ent_table_field(table, row, ent_table_column(table, "key"));
  e.iri = ent_iri_make(m->arena, kind, e.key);
  if (!e.iri.ptr) return ENT_ERR_MEMORY;
  e.wikidata = ent_table_field(table, row, ent_table_column(table, "wikidata"));
  e.iso2 = ent_table_field(table, row, ent_table_column(table, "iso2"));
  e.members = ent_table_field(table, row, ent_table_column(table, "members"));
  e.observers = ent_table_field(table, row, ent_table_column(table, "observers"));
  e.organization = ent_table_field(table, row, ent_table_column(table, "organization"));
  for (int i = 0; i < LANG_COUNT; i++) {
    e.names[i] = ent_table_field(table, row, ent_table_column(table, langs[i]));
    snprintf(column, sizeof column, "%s_aliases", langs[i]);
    e.aliases[i] = ent_table_field(table, row, ent_table_column(table, column));
  }
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].table != table && ent_str_equal(list->items[i].key, e.key)) {
      list->items[i] = e;
      return ENT_OK;
    }
  entry *slot = ent_vector_push(&list->items, &list->count, &list->capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = e;
  return ENT_OK;
}

static ent_status load_table(ent_memberships *m, const char *root, bool required, const char *file, const char *kind,
                             entries *list, const ent_sink *sink) {
  ent_table *table = NULL;
  ent_str path = ent_arena_format(m->arena, "%s/ontology/%s", root, file);
  if (!path.ptr) return ENT_ERR_MEMORY;
  ent_status status = ent_table_read(path.ptr, required, sink, &table);
  if (status) return status == ENT_ERR_IO && !required ? ENT_OK : status;
  ent_table **slot = ent_vector_push(&m->tables, &m->table_count, &m->table_capacity, sizeof *slot);
  if (!slot) {
    ent_table_free(table);
    return ENT_ERR_MEMORY;
  }
  *slot = table;
  for (uint32_t row = 0; row < ent_table_count(table) && status == ENT_OK; row++)
    status = load_entry(m, table, row, kind, list);
  return status;
}

/* "GB@1973-01-01/2020-01-31": the code and the bounds, empty where there is none. */
static ent_str take_member(ent_str value, ent_str *from, ent_str *to) {
  *from = *to = ENT_STR("");
  const char *at = memchr(value.ptr, '@', value.len);
  if (!at) return value;
  const ent_str code = ent_str_make(value.ptr, (size_t)(at - value.ptr));
  *from = ent_str_make(at + 1, value.len - code.len - 1);
  const char *slash = memchr(from->ptr, '/', from->len);
  if (slash) {
    *to = ent_str_make(slash + 1, from->len - (size_t)(slash + 1 - from->ptr));
    from->len = (size_t)(slash - from->ptr);
  }
  return code;
}

static ent_status refuse(const entry *e, const ent_sink *sink, const char *what, ent_str which) {
  return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(e->table), ent_table_line(e->table, e->row), 0,
                    "%.*s: no row has the %s %.*s", (int)e->key.len, e->key.ptr, what, (int)which.len, which.ptr);
}

static ent_status check_members(const ent_memberships *m, const entry *e, ent_str list, const ent_sink *sink) {
  ent_status status = ENT_OK;
  ent_str value, from, to;
  while (ent_table_next_value(&list, &value)) {
    const ent_str code = take_member(value, &from, &to);
    if (!find_country(m, code)) status = refuse(e, sink, "country", code);
  }
  return status;
}

/* The body whose members (or, with *observers set, whose observers) a group is; NULL: it is not said. */
static const entry *body_of_group(const ent_memberships *m, const entry *group, bool *observers) {
  static const ent_str mark = {":observers", sizeof ":observers" - 1};
  ent_str key = group->organization;
  *observers = key.len > mark.len && memcmp(key.ptr + key.len - mark.len, mark.ptr, mark.len) == 0;
  if (*observers) key.len -= mark.len;
  return find_key(&m->organizations, key);
}

static ent_status check_all(const ent_memberships *m, const ent_sink *sink) {
  ent_status status = ENT_OK;
  const entries *const lists[] = {&m->organizations, &m->groups};
  for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
    for (uint32_t i = 0; i < lists[k]->count; i++) {
      const entry *e = &lists[k]->items[i];
      bool observers;
      if (check_members(m, e, e->members, sink)) status = ENT_ERR_DATA;
      if (check_members(m, e, e->observers, sink)) status = ENT_ERR_DATA;
      if (e->organization.len > 0 && !body_of_group(m, e, &observers))
        status = refuse(e, sink, "organization", e->organization);
    }
  return status;
}

ent_status ent_memberships_load(const char *const *roots, const ent_sink *sink, ent_memberships **memberships) {
  *memberships = NULL;
  ent_memberships *m = calloc(1, sizeof *m);
  if (!m) return ENT_ERR_MEMORY;
  m->arena = ent_arena_new();
  ent_status status = m->arena ? ENT_OK : ENT_ERR_MEMORY;
  for (size_t i = 0; roots[i] && status == ENT_OK; i++) {
    status = load_table(m, roots[i], i == 0, "countries.tsv", "country", &m->countries, sink);
    if (status == ENT_OK)
      status = load_table(m, roots[i], i == 0, "organizations.tsv", "organization", &m->organizations, sink);
    if (status == ENT_OK) status = load_table(m, roots[i], i == 0, "groups.tsv", "group", &m->groups, sink);
  }
  if (status == ENT_OK) status = check_all(m, sink);
  if (status == ENT_OK)
    *memberships = m;
  else
    ent_memberships_free(m);
  return status;
}

void ent_memberships_free(ent_memberships *m) {
  if (!m) return;
  for (uint32_t i = 0; i < m->table_count; i++)
    ent_table_free(m->tables[i]);
  free(m->tables);
  free(m->countries.items);
  free(m->organizations.items);
  free(m->groups.items);
  ent_arena_free(m->arena);
  free(m);
}

/* Expanding */

/* Where a document first names a group. */
typedef struct {
  ent_id group;
  ent_span span; /* a copy: the graph moves its own when it grows */
} naming;

typedef struct {
  naming *items;
  uint32_t count, capacity;
} namings;

/* Who a group is: a list of members, and the body whose members or partners they are, if it is one's. */
typedef struct {
  const entry *source; /* the row that the list stands in */
  const entry *body;
  ent_str list;
  bool observers;
} membership;

static ent_status add_naming(namings *list, const ent_graph *graph, ent_id group, const ent_span *span) {
  if (!group || !span->document || ent_graph_entity(graph, group)->type != ENT_GROUP) return ENT_OK;
  naming *slot = ent_vector_push(&list->items, &list->count, &list->capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = (naming){group, *span};
  return ENT_OK;
}

static int by_place(const void *a, const void *b) {
  const naming *x = a, *y = b;
  if (x->group != y->group) return x->group < y->group ? -1 : 1;
  if (x->span.document != y->span.document) return x->span.document < y->span.document ? -1 : 1;
  if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
  return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

/* Mentions, and the sentences of claims: an issuer may be named nowhere. */
static ent_status collect(const ent_graph *graph, namings *list) {
  ent_status status = ENT_OK;
  for (uint32_t id = 1; id <= ent_graph_mention_count(graph) && status == ENT_OK; id++) {
    const ent_mention *mention = ent_graph_mention(graph, id);
    status = add_naming(list, graph, mention->entity, &mention->span);
  }
  for (ent_id id = 1; id <= ent_graph_claim_count(graph) && status == ENT_OK; id++) {
    const ent_claim *claim = ent_graph_claim(graph, id);
    status = add_naming(list, graph, claim->subject, &claim->evidence);
    if (status == ENT_OK) status = add_naming(list, graph, claim->object, &claim->evidence);
  }
  if (status == ENT_OK && list->count > 1) qsort(list->items, list->count, sizeof *list->items, by_place);
  return status;
}

static bool begins_with(ent_str text, ent_str start) {
  return start.len > 0 && start.len < text.len && memcmp(text.ptr, start.ptr, start.len) == 0;
}

/* The body with the longest name that `label` begins with. */
static const entry *body_in_front(const ent_memberships *m, ent_str label) {
  const entry *best = NULL;
  size_t longest = 0;
  for (uint32_t i = 0; i < m->organizations.count; i++) {
    const entry *e = &m->organizations.items[i];
    for (int k = 0; k < LANG_COUNT; k++) {
      ent_str list = e->aliases[k], name = e->names[k];
      do {
        if (!begins_with(label, name) || name.len <= longest) continue;
        best = e;
        longest = name.len;
      } while (ent_table_next_value(&list, &name));
    }
  }
  return best;
}

/* A group of the gazetteer, or one that the rule "members" made: 上海合作组织成员国, of the body that it begins with.
 */
static bool find_membership(const ent_memberships *m, const ent_graph *graph, const ent_entity *group,
                            membership *found) {
  const ent_str iri = ent_graph_text(graph, group->iri);
  *found = (membership){.list = ENT_STR("")};
  for (uint32_t i = 0; i < m->groups.count; i++) {
    const entry *e = &m->groups.items[i];
    if (!ent_str_equal(e->iri, iri)) continue;
    found->source = e;
    found->list = e->members;
    found->body = body_of_group(m, e, &found->observers);
  }
  if (!found->source && ent_str_equal(ent_graph_text(graph, group->rule), ENT_STR("members")))
    found->body = body_in_front(m, ent_graph_text(graph, group->preferred.text));
  if (found->body) {
    found->source = found->body;
    found->list = found->observers ? found->body->observers : found->body->members;
  }
  return found->list.len > 0;
}

/* Compares two EDTF dates as far as both say something: 2009-06 is 2009-06-15. */
static int compare_dates(ent_str a, ent_str b) {
  const size_t common = a.len < b.len ? a.len : b.len;
  return memcmp(a.ptr, b.ptr, common);
}

static bool is_member_on(ent_str from, ent_str to, ent_str date) {
  return (from.len == 0 || compare_dates(from, date) <= 0) && (to.len == 0 || compare_dates(date, to) <= 0);
}

/* The thing in the graph, added where it is not there yet. 0 when out of memory. */
static ent_id require_entity(ent_graph *graph, const entry *e, ent_type type, ent_str lang) {
  ent_id id = ent_graph_find_entity(graph, e->iri);
  if (id) return id;
  int language = 0;
  for (int i = 0; i < LANG_COUNT; i++)
    if (ent_str_equal(lang, ent_str_from(langs[i])) && e->names[i].len > 0) language = i;
  char line[16];
  snprintf(line, sizeof line, ":%lu", (unsigned long)ent_table_line(e->table, e->row));
  const char *slash = strrchr(ent_table_path(e->table), '/');
  const char *file = slash ? slash + 1 : ent_table_path(e->table);
  char rule[64];
  snprintf(rule, sizeof rule, "%.40s%s", file, line);
  const ent_entity entity = {
      .iri = ent_graph_sym(graph, e->iri),
      .type = (uint8_t)type,
      .wikidata = e->wikidata.len > 0 ? ent_graph_sym(graph, e->wikidata) : 0,
      .preferred = {ent_graph_sym(graph, e->names[language]), ent_graph_sym(graph, ent_str_from(langs[language]))},
      .rule = ent_graph_sym(graph, ent_str_from(rule))};
  return ent_graph_add_entity(graph, &entity);
}

static ent_status add_member(const ent_ontology *ontology, ent_graph *graph, ent_id country, const char *relation,
                             ent_id object, ent_sym rule, const ent_span *span) {
  const int number = ent_ontology_relation_find(ontology, ent_str_from(relation));
  if (number < 0 || !ent_ontology_admits(ontology, (uint32_t)number, (ent_type)ent_graph_entity(graph, country)->type,
                                         (ent_type)ent_graph_entity(graph, object)->type))
    return ENT_OK;
  const ent_claim claim = {.subject = country,
                           .object = object,
                           .relation = ent_graph_sym(graph, ent_str_from(relation)),
                           .modality = ENT_ASSERTED,
                           .confidence = ENT_DERIVED_CONFIDENCE,
                           .rule = rule,
                           .evidence = *span};
  return ent_graph_add_claim(graph, &claim) ? ENT_OK : ENT_ERR_MEMORY;
}

static ent_status expand(const ent_memberships *m, const ent_ontology *ontology, ent_graph *graph, ent_arena *scratch,
                         const naming *named) {
  membership of;
  const ent_span *span = &named->span;
  if (!find_membership(m, graph, ent_graph_entity(graph, named->group), &of)) return ENT_OK;
  const ent_document_node *document = ent_graph_document(graph, span->document);
  const ent_str date = ent_graph_text(graph, document->date), lang = ent_graph_text(graph, document->lang);
  if (date.len == 0) return ENT_OK;
  const ent_str name = ent_graph_text(graph, ent_graph_entity(graph, named->group)->preferred.text);
  ent_str text = ent_arena_format(scratch, ENT_DERIVED_RULE "%.*s", (int)name.len, name.ptr);
  if (!text.ptr) return ENT_ERR_MEMORY;
  const ent_sym rule = ent_graph_sym(graph, text);
  ent_str list = of.list, value, from, to;
  ent_status status = ENT_OK;
  while (status == ENT_OK && ent_table_next_value(&list, &value)) {
    const entry *country = find_country(m, take_member(value, &from, &to));
    if (!country || !is_member_on(from, to, date)) continue;
    const ent_id member = require_entity(graph, country, ENT_COUNTRY, lang);
    const ent_id body = of.body ? require_entity(graph, of.body, ENT_ORGANIZATION, lang) : 0;
    if (!member || (of.body && !body)) return ENT_ERR_MEMORY;
    status = add_member(ontology, graph, member, "memberOf", named->group, rule, span);
    if (status == ENT_OK && body)
      status = add_member(ontology, graph, member, of.observers ? "partnerOf" : "memberOf", body, rule, span);
  }
  return status;
}

ent_status ent_memberships_expand(const ent_memberships *m, const ent_ontology *ontology, ent_graph *graph) {
  namings list = {NULL, 0, 0};
  ent_arena *scratch = ent_arena_new();
  ent_status status = scratch ? collect(graph, &list) : ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < list.count && status == ENT_OK; i++) {
    const naming *named = &list.items[i], *before = named - 1;
    if (i > 0 && named->group == before->group && named->span.document == before->span.document) continue;
    status = expand(m, ontology, graph, scratch, named);
    ent_arena_reset(scratch);
  }
  free(list.items);
  ent_arena_free(scratch);
  return status;
}
