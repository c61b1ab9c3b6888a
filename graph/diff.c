#include "graph/diff.h"

#include <stdlib.h>

#include "graph/diff_match.h"

/* What claims are paired by, in common numbers; parts that do not count are 0. */
enum { KEY_SUBJECT, KEY_RELATION, KEY_OBJECT, KEY_DOCUMENT, KEY_MODALITY, KEY_PARTS };
typedef struct {
  uint32_t parts[KEY_PARTS];
  ent_id claim;
  ent_str iri; /* the order of claims with the same key */
} claim_key;

typedef struct {
  ent_match match;
  const ent_diff_options *options;
  ent_diff *diff;
  ent_id *old_pair, *new_pair; /* by claim: the one it is paired with */
  bool *spoken_of;             /* by common number of a thing: an end of a claim of NEW */
} differ;

static const char *const change_names[ENT_CHANGE_KIND_COUNT] = {"hardened", "softened", "changed", "added",
                                                                "removed",  "silent",   "moved"};
static const char *const thing_names[ENT_THING_KIND_COUNT] = {"renamed", "changed", "added", "removed"};
static const char *const field_names[ENT_FIELD_COUNT] = {"subject",  "relation", "object", "modality",
                                                         "strength", "date",     "place",  "speaker"};

const char *ent_change_name(ent_change_kind kind) {
  return (unsigned)kind < ENT_CHANGE_KIND_COUNT ? change_names[kind] : "";
}
const char *ent_thing_kind_name(ent_thing_kind kind) {
  return (unsigned)kind < ENT_THING_KIND_COUNT ? thing_names[kind] : "";
}
const char *ent_field_name(int field) {
  return field >= 0 && field < ENT_FIELD_COUNT ? field_names[field] : "";
}

static int by_key(const void *left, const void *right) {
  const claim_key *a = left, *b = right;
  for (int i = 0; i < KEY_PARTS; i++)
    if (a->parts[i] != b->parts[i]) return a->parts[i] < b->parts[i] ? -1 : 1;
  return 0;
}

static int by_key_and_iri(const void *left, const void *right) {
  const int order = by_key(left, right);
  return order ? order : ent_str_compare(((const claim_key *)left)->iri, ((const claim_key *)right)->iri);
}

static claim_key key_of(const differ *d, bool after, ent_id id) {
  const ent_graph *graph = after ? d->match.after : d->match.before;
  const ent_claim *c = ent_graph_claim(graph, id);
  claim_key key = {.claim = id, .iri = ent_graph_text(graph, c->iri)};
  key.parts[KEY_SUBJECT] = after ? ent_match_number(&d->match, c->subject) : c->subject;
  key.parts[KEY_OBJECT] = after ? ent_match_number(&d->match, c->object) : c->object;
  key.parts[KEY_RELATION] = after ? d->match.after_relation[id] : d->match.before_relation[id];
  key.parts[KEY_DOCUMENT] = after ? ent_match_document_number(&d->match, c->evidence.document) : c->evidence.document;
  key.parts[KEY_MODALITY] = c->modality;
  return key;
}

static int stance_of(const differ *d, ent_str relation) {
  return d->options->stance ? d->options->stance(d->options->user, relation) : 0;
}

static int stance_of_claim(const differ *d, const ent_graph *graph, ent_id id) {
  return stance_of(d, ent_graph_text(graph, ent_graph_claim(graph, id)->relation));
}

/* Pairs of claims */

typedef bool (*wanted_fn)(const differ *d, bool after, ent_id id);

static bool is_any(const differ *d, bool after, ent_id id) {
  (void)d;
  (void)after;
  (void)id;
  return true;
}

static bool is_stance(const differ *d, bool after, ent_id id) {
  return stance_of_claim(d, after ? d->match.after : d->match.before, id) > 0;
}

/* The claims of one graph that have no pair yet and are wanted, by the parts in `mask`; NULL when out of memory. */
static claim_key *list_claims(const differ *d, bool after, unsigned mask, wanted_fn wanted, uint32_t *count) {
  const uint32_t claims = ent_graph_claim_count(after ? d->match.after : d->match.before);
  const ent_id *paired = after ? d->new_pair : d->old_pair;
  claim_key *keys = calloc((size_t)claims + 1, sizeof *keys);
  *count = 0;
  for (ent_id id = 1; keys && id <= claims; id++) {
    if (paired[id] || !wanted(d, after, id)) continue;
    claim_key *key = &keys[(*count)++];
    *key = key_of(d, after, id);
    for (int i = 0; i < KEY_PARTS; i++)
      if (!(mask >> i & 1)) key->parts[i] = 0;
  }
  if (keys && *count > 1) qsort(keys, *count, sizeof *keys, by_key_and_iri);
  return keys;
}

/* Pairs the unpaired claims of both graphs with equal keys, in the order of their IRIs. */
static ent_status pair_claims(differ *d, unsigned mask, wanted_fn wanted) {
  uint32_t old_count, new_count;
  claim_key *old = list_claims(d, false, mask, wanted, &old_count);
  claim_key *new = list_claims(d, true, mask, wanted, &new_count);
  const ent_status status = old && new ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t i = 0, k = 0; status == ENT_OK && i < old_count && k < new_count;) {
    const int order = by_key(&old[i], &new[k]);
    if (order == 0) {
      d->old_pair[old[i].claim] = new[k].claim;
      d->new_pair[new[k].claim] = old[i].claim;
    }
    i += order <= 0;
    k += order >= 0;
  }
  free(old);
  free(new);
  return status;
}

/* Claims of one subject and relation, where each graph has only one: how many there are in all, by claim of the list.
 */
static bool *find_single(const differ *d, bool after) {
  const ent_graph *graph = after ? d->match.after : d->match.before;
  const uint32_t claims = ent_graph_claim_count(graph);
  claim_key *keys = calloc((size_t)claims + 1, sizeof *keys);
  bool *single = calloc((size_t)claims + 1, sizeof *single);
  for (ent_id id = 1; keys && id <= claims; id++) {
    keys[id - 1] = key_of(d, after, id);
    keys[id - 1].parts[KEY_OBJECT] = keys[id - 1].parts[KEY_DOCUMENT] = keys[id - 1].parts[KEY_MODALITY] = 0;
  }
  if (keys && claims > 1) qsort(keys, claims, sizeof *keys, by_key);
  for (uint32_t i = 0; keys && single && i < claims; i++)
    single[keys[i].claim] =
        (i == 0 || by_key(&keys[i], &keys[i - 1]) != 0) && (i + 1 == claims || by_key(&keys[i], &keys[i + 1]) != 0);
  if (!keys) {
    free(single);
    single = NULL;
  }
  free(keys);
  return single;
}

/* A subject that has one object by a relation in both graphs, another one in each: the date, the place, the chair. Of
 * stances and of calls for something a subject may well have one only, and say another thing next year. */
static ent_status pair_changed_objects(differ *d) {
  const unsigned mask = 1U << KEY_SUBJECT | 1U << KEY_RELATION;
  uint32_t old_count = 0, new_count = 0;
  bool *old_single = find_single(d, false), *new_single = find_single(d, true);
  claim_key *old = list_claims(d, false, mask, is_any, &old_count);
  claim_key *new = list_claims(d, true, mask, is_any, &new_count);
  const ent_status status = old_single && new_single && old && new ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t i = 0, k = 0; status == ENT_OK && i < old_count && k < new_count;) {
    const int order = by_key(&old[i], &new[k]);
    const ent_id before = old[i].claim, after = new[k].claim;
    i += order <= 0;
    k += order >= 0;
    if (order != 0 || !old_single[before] || !new_single[after]) continue;
    const uint8_t type = ent_graph_entity(d->match.before, ent_graph_claim(d->match.before, before)->object)->type;
    if (type != ent_graph_entity(d->match.after, ent_graph_claim(d->match.after, after)->object)->type ||
        type == ENT_ISSUE || is_stance(d, false, before))
      continue;
    d->old_pair[before] = after;
    d->new_pair[after] = before;
  }
  free(old_single);
  free(new_single);
  free(old);
  free(new);
  return status;
}

static ent_status pair_all(differ *d) {
  const unsigned ends = 1U << KEY_SUBJECT | 1U << KEY_OBJECT, same = ends | 1U << KEY_RELATION;
  const unsigned document = 1U << KEY_DOCUMENT, modality = 1U << KEY_MODALITY;
  const struct {
    unsigned mask;
    wanted_fn wanted;
  } rounds[] = {
      {same | document | modality, is_any}, {same | document, is_any}, {same | modality, is_any}, {same, is_any},
      {ends | document, is_stance},         {ends, is_stance}};
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < sizeof rounds / sizeof *rounds; i++)
    status = pair_claims(d, rounds[i].mask, rounds[i].wanted);
  return status == ENT_OK ? pair_changed_objects(d) : status;
}

/* Changes */

static bool same_text(const differ *d, ent_sym before, ent_sym after) {
  return ent_str_equal(ent_graph_text(d->match.before, before), ent_graph_text(d->match.after, after));
}

/* By its words, though it is another thing. */
static bool is_alike(const differ *d, ent_id before, ent_id after) {
  return d->match.to_after[before] == after && d->match.score[before] > 0;
}

static bool differs(const differ *d, ent_id before, ent_id after) {
  return before != ent_match_number(&d->match, after) || (before && is_alike(d, before, after));
}

static unsigned compare_fields(const differ *d, ent_id before, ent_id after) {
  const ent_claim *old = ent_graph_claim(d->match.before, before), *new = ent_graph_claim(d->match.after, after);
  unsigned fields = 0;
  if (differs(d, old->subject, new->subject)) fields |= ENT_FIELD_SUBJECT;
  if (d->match.before_relation[before] != d->match.after_relation[after]) fields |= ENT_FIELD_RELATION;
  if (differs(d, old->object, new->object)) fields |= ENT_FIELD_OBJECT;
  if (old->modality != new->modality) fields |= ENT_FIELD_MODALITY;
  if (!same_text(d, old->strength, new->strength)) fields |= ENT_FIELD_STRENGTH;
  if (differs(d, old->date, new->date)) fields |= ENT_FIELD_DATE;
  if (differs(d, old->place, new->place)) fields |= ENT_FIELD_PLACE;
  if (differs(d, old->speaker, new->speaker)) fields |= ENT_FIELD_SPEAKER;
  return fields;
}

static bool evidence_moved(const differ *d, const ent_span *old, const ent_span *new) {
  return old->begin != new->begin || old->end != new->end || !same_text(d, old->quote, new->quote) ||
         old->document != ent_match_document_number(&d->match, new->document);
}

static uint8_t score_of(const differ *d, const ent_claim *old, const ent_claim *new) {
  uint8_t score = 100;
  if (is_alike(d, old->subject, new->subject) && d->match.score[old->subject] < score)
    score = d->match.score[old->subject];
  if (is_alike(d, old->object, new->object) && d->match.score[old->object] < score) score = d->match.score[old->object];
  return score;
}

static ent_status add_change(differ *d, ent_change change) {
  ent_diff *diff = d->diff;
  ent_change *slot = ent_vector_push(&diff->changes, &diff->change_count, &diff->change_capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = change;
  diff->counts[change.kind]++;
  return ENT_OK;
}

static ent_status add_pair(differ *d, ent_id before, ent_id after) {
  const ent_claim *old = ent_graph_claim(d->match.before, before), *new = ent_graph_claim(d->match.after, after);
  ent_change change = {ENT_CHANGE_CHANGED, before, after, compare_fields(d, before, after), score_of(d, old, new)};
  if (change.fields == 0) {
    d->diff->same++;
    change.kind = ENT_CHANGE_MOVED;
    return d->options->evidence && evidence_moved(d, &old->evidence, &new->evidence) ? add_change(d, change) : ENT_OK;
  }
  if (change.fields & ENT_FIELD_RELATION)
    change.kind = stance_of_claim(d, d->match.after, after) > stance_of_claim(d, d->match.before, before)
                      ? ENT_CHANGE_SOFTENED
                      : ENT_CHANGE_HARDENED;
  return add_change(d, change);
}

/* Silence is of positions: of what is taken a stance on or called for, not of where a meeting was. */
static bool is_silent(const differ *d, const ent_claim *claim) {
  const bool position = stance_of(d, ent_graph_text(d->match.before, claim->relation)) > 0 ||
                        ent_graph_entity(d->match.before, claim->object)->type == ENT_ISSUE;
  return position && !d->spoken_of[claim->object];
}

static ent_status collect_changes(differ *d) {
  ent_status status = ENT_OK;
  for (ent_id id = 1; id <= ent_graph_claim_count(d->match.after); id++) {
    const ent_claim *claim = ent_graph_claim(d->match.after, id);
    d->spoken_of[ent_match_number(&d->match, claim->subject)] = true;
    d->spoken_of[ent_match_number(&d->match, claim->object)] = true;
  }
  for (ent_id id = 1; status == ENT_OK && id <= ent_graph_claim_count(d->match.before); id++) {
    const bool silent = is_silent(d, ent_graph_claim(d->match.before, id));
    status = d->old_pair[id]
                 ? add_pair(d, id, d->old_pair[id])
                 : add_change(d, (ent_change){silent ? ENT_CHANGE_SILENT : ENT_CHANGE_REMOVED, id, 0, 0, 100});
  }
  for (ent_id id = 1; status == ENT_OK && id <= ent_graph_claim_count(d->match.after); id++)
    if (!d->new_pair[id]) status = add_change(d, (ent_change){ENT_CHANGE_ADDED, 0, id, 0, 100});
  return status;
}

/* Things */

static bool same_label(const differ *d, ent_label before, ent_label after) {
  return same_text(d, before.text, after.text) && same_text(d, before.lang, after.lang);
}

static ent_status same_labels(const differ *d, const ent_entity *old, const ent_entity *new, bool *same) {
  *same = old->label_count == new->label_count;
  if (!*same || old->label_count == 0) return ENT_OK;
  ent_arena_reset(d->match.arena);
  const ent_label *before = ent_graph_sort_labels(d->match.before, old, d->match.arena);
  const ent_label *after = ent_graph_sort_labels(d->match.after, new, d->match.arena);
  if (!before || !after) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; *same && i < old->label_count; i++)
    *same = same_label(d, before[i], after[i]);
  return ENT_OK;
}

static ent_status add_thing(differ *d, ent_thing_change change) {
  ent_diff *diff = d->diff;
  ent_thing_change *slot = ent_vector_push(&diff->things, &diff->thing_count, &diff->thing_capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = change;
  diff->thing_counts[change.kind]++;
  return ENT_OK;
}

static ent_status compare_things(differ *d, ent_id before, ent_id after) {
  const ent_entity *old = ent_graph_entity(d->match.before, before), *new = ent_graph_entity(d->match.after, after);
  const uint8_t score = d->match.score[before];
  ent_thing_change change = {ENT_THING_RENAMED, before, after, score ? score : 100, score > 0};
  bool same;
  if (!same_text(d, old->iri, new->iri) || !same_label(d, old->preferred, new->preferred)) return add_thing(d, change);
  ent_status status = same_labels(d, old, new, &same);
  if (status != ENT_OK) return status;
  if (same && old->type == new->type &&same_text(d, old->wikidata, new->wikidata) && same_text(d, old->edtf, new->edtf))
    return ENT_OK;
  change.kind = ENT_THING_CHANGED;
  return add_thing(d, change);
}

static ent_status collect_things(differ *d) {
  ent_status status = ENT_OK;
  for (ent_id id = 1; status == ENT_OK && id <= ent_graph_entity_count(d->match.before); id++)
    status = d->match.to_after[id] ? compare_things(d, id, d->match.to_after[id])
                                   : add_thing(d, (ent_thing_change){ENT_THING_REMOVED, id, 0, 100, false});
  for (ent_id id = 1; status == ENT_OK && id <= ent_graph_entity_count(d->match.after); id++)
    if (!d->match.to_before[id]) status = add_thing(d, (ent_thing_change){ENT_THING_ADDED, 0, id, 100, false});
  return status;
}

/* One document on each side is the same text under perhaps another name; otherwise documents are held against those of
 * their IRI. */
static ent_text_state compare_texts(const differ *d) {
  const ent_graph *before = d->match.before, *after = d->match.after;
  const uint32_t count = ent_graph_document_count(after);
  if (count == 0 || ent_graph_document_count(before) == 0) return ENT_TEXT_UNKNOWN;
  if (count != ent_graph_document_count(before)) return ENT_TEXT_CHANGED;
  ent_text_state state = ENT_TEXT_SAME;
  for (ent_id id = 1; id <= count; id++) {
    const ent_id same = count == 1 ? 1 : d->match.document_to_before[id];
    if (!same) return ENT_TEXT_CHANGED;
    const ent_sym old = ent_graph_document(before, same)->sha256, new = ent_graph_document(after, id)->sha256;
    if (old == 0 || new == 0)
      state = ENT_TEXT_UNKNOWN;
    else if (!same_text(d, old, new))
      return ENT_TEXT_CHANGED;
  }
  return state;
}

/* Order */

typedef struct {
  int kind;
  ent_str subject, object, relation, last;
  uint32_t index;
} place;

static int by_place(const void *left, const void *right) {
  const place *a = left, *b = right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  int order = ent_str_compare(a->subject, b->subject);
  if (!order) order = ent_str_compare(a->object, b->object);
  if (!order) order = ent_str_compare(a->relation, b->relation);
  return order ? order : ent_str_compare(a->last, b->last);
}

static place place_of_change(const ent_diff *diff, uint32_t index) {
  const ent_change *change = &diff->changes[index];
  const ent_graph *graph = change->before ? diff->before : diff->after;
  const ent_claim *claim = ent_graph_claim(graph, change->before ? change->before : change->after);
  return (place){(int)change->kind,
                 ent_graph_text(graph, ent_graph_entity(graph, claim->subject)->iri),
                 ent_graph_text(graph, ent_graph_entity(graph, claim->object)->iri),
                 ent_graph_text(graph, claim->relation),
                 ent_graph_text(graph, claim->iri),
                 index};
}

static place place_of_thing(const ent_diff *diff, uint32_t index) {
  const ent_thing_change *thing = &diff->things[index];
  const ent_graph *graph = thing->before ? diff->before : diff->after;
  const ent_entity *entity = ent_graph_entity(graph, thing->before ? thing->before : thing->after);
  return (place){(int)thing->kind, ent_graph_text(graph, entity->iri), ENT_STR(""), ENT_STR(""), ENT_STR(""), index};
}

static ent_status sort_result(ent_diff *diff) {
  const uint32_t most = diff->change_count > diff->thing_count ? diff->change_count : diff->thing_count;
  place *places = calloc((size_t)most + 1, sizeof *places);
  ent_change *changes = calloc((size_t)diff->change_count + 1, sizeof *changes);
  ent_thing_change *things = calloc((size_t)diff->thing_count + 1, sizeof *things);
  if (!places || !changes || !things) {
    free(places);
    free(changes);
    free(things);
    return ENT_ERR_MEMORY;
  }
  for (uint32_t i = 0; i < diff->change_count; i++)
    places[i] = place_of_change(diff, i);
  qsort(places, diff->change_count, sizeof *places, by_place);
  for (uint32_t i = 0; i < diff->change_count; i++)
    changes[i] = diff->changes[places[i].index];
  for (uint32_t i = 0; i < diff->thing_count; i++)
    places[i] = place_of_thing(diff, i);
  qsort(places, diff->thing_count, sizeof *places, by_place);
  for (uint32_t i = 0; i < diff->thing_count; i++)
    things[i] = diff->things[places[i].index];
  free(diff->changes);
  free(diff->things);
  free(places);
  diff->changes = changes;
  diff->things = things;
  diff->change_capacity = diff->change_count;
  diff->thing_capacity = diff->thing_count;
  return ENT_OK;
}

ent_status ent_diff_make(const ent_graph *before, const ent_graph *after, const ent_diff_options *options,
                         ent_diff *diff) {
  differ d = {.options = options, .diff = diff};
  *diff = (ent_diff){.before = before, .after = after};
  const size_t numbers = (size_t)ent_graph_entity_count(before) + ent_graph_entity_count(after) + 1;
  d.old_pair = calloc((size_t)ent_graph_claim_count(before) + 1, sizeof *d.old_pair);
  d.new_pair = calloc((size_t)ent_graph_claim_count(after) + 1, sizeof *d.new_pair);
  d.spoken_of = calloc(numbers, sizeof *d.spoken_of);
  ent_status status = ent_match_make(before, after, options, &d.match);
  if (status == ENT_OK && (!d.old_pair || !d.new_pair || !d.spoken_of)) status = ENT_ERR_MEMORY;
  if (status == ENT_OK) status = pair_all(&d);
  if (status == ENT_OK) status = collect_changes(&d);
  if (status == ENT_OK) status = collect_things(&d);
  if (status == ENT_OK) diff->text = compare_texts(&d);
  if (status == ENT_OK) status = sort_result(diff);
  ent_match_free(&d.match);
  free(d.old_pair);
  free(d.new_pair);
  free(d.spoken_of);
  if (status != ENT_OK) ent_diff_free(diff);
  return status;
}

void ent_diff_free(ent_diff *diff) {
  if (!diff) return;
  free(diff->changes);
  free(diff->things);
  *diff = (ent_diff){0};
}

bool ent_diff_differs(const ent_diff *diff) {
  return diff->change_count > diff->counts[ENT_CHANGE_MOVED] || diff->thing_count > 0;
}
