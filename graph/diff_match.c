#include "graph/diff_match.h"

#include <stdlib.h>
#include <string.h>

#include "graph/index.h"
#include "graph/likeness.h"

/* A thing of other words is the same thing without any likeness of its names only if this many claims say so. */
#define ENOUGH_CLAIMS 3
/* A pair of characters that stands in more names than this tells nothing: it would make the search quadratic. */
#define TOO_COMMON 2000

/* What the claims of an unpaired thing say about it, without its own name. */
typedef struct {
  uint64_t signature; /* sum over its claims: independent of their order */
  uint32_t claims;
  uint8_t type;
  ent_id id;
} portrait;

typedef struct {
  uint32_t before, after; /* indices into the lists of unpaired things */
  double score;
  ent_str before_iri, after_iri;
} candidate;

typedef struct {
  uint64_t bigram;
  uint32_t thing; /* index into the list of unpaired things of NEW */
} posting;

static ent_str name_of(const ent_graph *graph, ent_id id) {
  return ent_graph_text(graph, ent_graph_entity(graph, id)->preferred.text);
}

static void pair(ent_match *m, ent_id before, ent_id after, double score) {
  m->to_after[before] = after;
  m->to_before[after] = before;
  m->score[before] = (uint8_t)(score * 100 + 0.5);
}

static void pair_by_iri(ent_match *m) {
  for (ent_id id = 1; id <= ent_graph_entity_count(m->after); id++) {
    const ent_id same = ent_graph_find_entity(m->before, ent_graph_text(m->after, ent_graph_entity(m->after, id)->iri));
    if (same) pair(m, same, id, 0);
  }
  for (ent_id id = 1; id <= ent_graph_document_count(m->after); id++)
    m->document_to_before[id] =
        ent_graph_find_document(m->before, ent_graph_text(m->after, ent_graph_document(m->after, id)->iri));
}

static bool number_relations(ent_match *m, const ent_graph *graph, uint32_t *numbers) {
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++) {
    numbers[id] = ent_intern_put(m->relations, ent_graph_text(graph, ent_graph_claim(graph, id)->relation));
    if (numbers[id] == ENT_SYM_FAILED) return false;
  }
  return true;
}

/* Renamed things */

/* The other end as both graphs know it; one that is not paired itself counts by its type. */
static uint32_t known_end(const ent_match *m, bool after, ent_id id) {
  const ent_graph *graph = after ? m->after : m->before;
  const ent_id known = after ? m->to_before[id] : m->to_after[id] ? id : 0;
  return known ? known + ENT_TYPE_COUNT : ent_graph_entity(graph, id)->type;
}

static void add_to_portrait(portrait *p, uint32_t relation, bool subject, uint32_t other, uint8_t modality) {
  const uint32_t words[] = {relation, subject, other, modality}, again[] = {modality, other, relation, subject, 1};
  p->signature += (uint64_t)ent_hash_words(words, 4) << 32 | ent_hash_words(again, 5);
  p->claims++;
}

static int by_portrait(const void *left, const void *right) {
  const portrait *a = left, *b = right;
  if (a->type != b->type) return a->type < b->type ? -1 : 1;
  if (a->signature != b->signature) return a->signature < b->signature ? -1 : 1;
  return (a->claims > b->claims) - (a->claims < b->claims);
}

/* The unpaired things of one graph that stand in claims, sorted; malloc memory, NULL when out of memory. */
static portrait *draw_portraits(const ent_match *m, bool after, uint32_t *count) {
  const ent_graph *graph = after ? m->after : m->before;
  const ent_id *paired = after ? m->to_before : m->to_after;
  const uint32_t *relations = after ? m->after_relation : m->before_relation;
  const uint32_t things = ent_graph_entity_count(graph);
  portrait *list = calloc((size_t)things + 1, sizeof *list);
  *count = 0;
  if (!list) return NULL;
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++) {
    const ent_claim *claim = ent_graph_claim(graph, id);
    if (!paired[claim->subject])
      add_to_portrait(&list[claim->subject], relations[id], true, known_end(m, after, claim->object), claim->modality);
    if (!paired[claim->object])
      add_to_portrait(&list[claim->object], relations[id], false, known_end(m, after, claim->subject), claim->modality);
  }
  for (ent_id id = 1; id <= things; id++)
    if (list[id].claims > 0) {
      const portrait drawn = {list[id].signature, list[id].claims, ent_graph_entity(graph, id)->type, id};
      list[(*count)++] = drawn;
    }
  if (*count > 1) qsort(list, *count, sizeof *list, by_portrait);
  return list;
}

static bool holds(ent_str text, ent_str part) {
  return part.len > 0 && part.len <= text.len && memmem(text.ptr, text.len, part.ptr, part.len) != NULL;
}

/* Two things of which the same is said: are they one? A date with another value is another date, an issue in other
 * words another issue; two ministers of one country are told apart by their names. */
static ent_status is_renamed(ent_match *m, const portrait *before, const portrait *after, bool *renamed) {
  ent_str old_name = name_of(m->before, before->id), new_name = name_of(m->after, after->id);
  ent_bigrams a, b;
  *renamed = false;
  if (before->type == ENT_DATE || before->type == ENT_COUNTRY || before->type == ENT_ISSUE) return ENT_OK;
  ent_status status = ent_bigrams_make(m->arena, old_name, &a);
  if (status == ENT_OK) status = ent_bigrams_make(m->arena, new_name, &b);
  if (status != ENT_OK) return status;
  *renamed = holds(old_name, new_name) || holds(new_name, old_name) || ent_bigrams_likeness(&a, &b) >= ENT_DIFF_ALIKE ||
             (before->claims >= ENOUGH_CLAIMS && before->type != ENT_PERSON);
  return ENT_OK;
}

static ent_status pair_renamed(ent_match *m) {
  uint32_t old_count = 0, new_count = 0;
  ent_status status = ENT_OK;
  portrait *old = draw_portraits(m, false, &old_count), *new = draw_portraits(m, true, &new_count);
  if (!old || !new) status = ENT_ERR_MEMORY;
  for (uint32_t i = 0, k = 0; status == ENT_OK && i < old_count && k < new_count;) {
    const int order = by_portrait(&old[i], &new[k]);
    if (order != 0) {
      i += order < 0;
      k += order > 0;
      continue;
    }
    uint32_t i_end = i + 1, k_end = k + 1;
    while (i_end < old_count && by_portrait(&old[i], &old[i_end]) == 0)
      i_end++;
    while (k_end < new_count && by_portrait(&new[k], &new[k_end]) == 0)
      k_end++;
    bool renamed = false;
    if (i_end == i + 1 && k_end == k + 1) status = is_renamed(m, &old[i], &new[k], &renamed);
    if (renamed) pair(m, old[i].id, new[k].id, 0);
    i = i_end;
    k = k_end;
  }
  free(old);
  free(new);
  return status;
}

/* Things that are alike */

typedef struct {
  ent_id id;
  ent_bigrams bigrams;
} worded;

/* Which kinds may be alike at all, and with which others: an issue that got a name is an initiative or an event. 0:
 * names of persons, places, countries and dates are the same or they are not. */
static int family(uint8_t type) {
  switch ((ent_type)type) {
  case ENT_ORGANIZATION:
    return 1;
  case ENT_GROUP:
    return 2;
  case ENT_TREATY:
    return 3;
  case ENT_EVENT:
  case ENT_INITIATIVE:
  case ENT_ISSUE:
    return 4;
  default:
    return 0;
  }
}

static worded *list_unpaired(const ent_match *m, bool after, uint32_t *count, ent_status *status) {
  const ent_graph *graph = after ? m->after : m->before;
  const ent_id *paired = after ? m->to_before : m->to_after;
  worded *list = calloc((size_t)ent_graph_entity_count(graph) + 1, sizeof *list);
  *count = 0;
  if (!list) *status = ENT_ERR_MEMORY;
  for (ent_id id = 1; *status == ENT_OK && id <= ent_graph_entity_count(graph); id++) {
    if (paired[id] || family(ent_graph_entity(graph, id)->type) == 0) continue;
    list[*count].id = id;
    *status = ent_bigrams_make(m->arena, name_of(graph, id), &list[*count].bigrams);
    ++*count;
  }
  return list;
}

static int by_bigram(const void *left, const void *right) {
  const posting *a = left, *b = right;
  if (a->bigram != b->bigram) return a->bigram < b->bigram ? -1 : 1;
  return (a->thing > b->thing) - (a->thing < b->thing);
}

static int by_score(const void *left, const void *right) {
  const candidate *a = left, *b = right;
  if (a->score > b->score || a->score < b->score) return a->score > b->score ? -1 : 1;
  const int order = ent_str_compare(a->before_iri, b->before_iri);
  return order ? order : ent_str_compare(a->after_iri, b->after_iri);
}

typedef struct {
  posting *items;
  uint32_t count, capacity;
} postings;

static ent_status post(const worded *list, uint32_t count, postings *all) {
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < list[i].bigrams.count; k++) {
      if (k > 0 && list[i].bigrams.items[k] == list[i].bigrams.items[k - 1]) continue;
      posting *slot = ent_vector_push(&all->items, &all->count, &all->capacity, sizeof *slot);
      if (!slot) return ENT_ERR_MEMORY;
      *slot = (posting){list[i].bigrams.items[k], i};
    }
  if (all->count > 1) qsort(all->items, all->count, sizeof *all->items, by_bigram);
  return ENT_OK;
}

static uint32_t first_posting(const postings *all, uint64_t bigram) {
  uint32_t low = 0, high = all->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (all->items[middle].bigram < bigram)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct {
  candidate *items;
  uint32_t count, capacity;
} candidates;

/* The things of NEW that share a telling pair of characters with one of OLD, as far as they are alike enough. `seen`:
 * by thing of NEW, the last thing of OLD (index + 1) that it was compared with. */
static ent_status find_alike(const ent_match *m, const worded *old, uint32_t index, const worded *new,
                             const postings *all, uint32_t *seen, candidates *found) {
  const ent_entity *thing = ent_graph_entity(m->before, old[index].id);
  for (uint32_t k = 0; k < old[index].bigrams.count; k++) {
    const uint64_t bigram = old[index].bigrams.items[k];
    const uint32_t first = first_posting(all, bigram);
    if (first + TOO_COMMON < all->count && all->items[first + TOO_COMMON].bigram == bigram) continue;
    for (uint32_t p = first; p < all->count && all->items[p].bigram == bigram; p++) {
      const uint32_t other = all->items[p].thing;
      if (seen[other] == index + 1) continue;
      seen[other] = index + 1;
      const ent_entity *like = ent_graph_entity(m->after, new[other].id);
      if (family(like->type) != family(thing->type)) continue;
      const double score = ent_bigrams_likeness(&old[index].bigrams, &new[other].bigrams);
      if (score < m->options->alike) continue;
      candidate *slot = ent_vector_push(&found->items, &found->count, &found->capacity, sizeof *slot);
      if (!slot) return ENT_ERR_MEMORY;
      *slot =
          (candidate){index, other, score, ent_graph_text(m->before, thing->iri), ent_graph_text(m->after, like->iri)};
    }
  }
  return ENT_OK;
}

/* The most alike first, each thing once. */
static ent_status pair_alike(ent_match *m) {
  uint32_t old_count = 0, new_count = 0, *seen = NULL;
  postings all = {0};
  candidates found = {0};
  ent_status status = ENT_OK;
  worded *old = list_unpaired(m, false, &old_count, &status);
  worded *new = list_unpaired(m, true, &new_count, &status);
  if (status != ENT_OK) goto end;
  seen = calloc((size_t)new_count + 1, sizeof *seen);
  status = seen ? post(new, new_count, &all) : ENT_ERR_MEMORY;
  for (uint32_t i = 0; status == ENT_OK && i < old_count; i++)
    status = find_alike(m, old, i, new, &all, seen, &found);
  if (status != ENT_OK) goto end;
  if (found.count > 1) qsort(found.items, found.count, sizeof *found.items, by_score);
  for (uint32_t i = 0; i < found.count; i++) {
    const ent_id before = old[found.items[i].before].id, after = new[found.items[i].after].id;
    if (!m->to_after[before] && !m->to_before[after]) pair(m, before, after, found.items[i].score);
  }

end:
  free(old);
  free(new);
  free(seen);
  free(all.items);
  free(found.items);
  return status;
}

ent_status ent_match_make(const ent_graph *before, const ent_graph *after, const ent_diff_options *options,
                          ent_match *match) {
  const size_t old_things = (size_t)ent_graph_entity_count(before) + 1;
  const size_t new_things = (size_t)ent_graph_entity_count(after) + 1;
  *match = (ent_match){.before = before, .after = after, .options = options};
  match->relations = ent_intern_new();
  match->arena = ent_arena_new();
  match->before_relation = calloc((size_t)ent_graph_claim_count(before) + 1, sizeof *match->before_relation);
  match->after_relation = calloc((size_t)ent_graph_claim_count(after) + 1, sizeof *match->after_relation);
  match->to_before = calloc(new_things, sizeof *match->to_before);
  match->to_after = calloc(old_things, sizeof *match->to_after);
  match->score = calloc(old_things, sizeof *match->score);
  match->document_to_before = calloc((size_t)ent_graph_document_count(after) + 1, sizeof *match->document_to_before);
  if (!match->relations || !match->arena || !match->before_relation || !match->after_relation || !match->to_before ||
      !match->to_after || !match->score || !match->document_to_before ||
      !number_relations(match, before, match->before_relation) ||
      !number_relations(match, after, match->after_relation))
    return ENT_ERR_MEMORY;
  pair_by_iri(match);
  ent_status status = pair_renamed(match);
  if (status == ENT_OK && options->alike > 0) status = pair_alike(match);
  return status;
}

void ent_match_free(ent_match *match) {
  ent_intern_free(match->relations);
  ent_arena_free(match->arena);
  free(match->before_relation);
  free(match->after_relation);
  free(match->to_before);
  free(match->to_after);
  free(match->score);
  free(match->document_to_before);
}
