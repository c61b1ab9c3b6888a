#include "cli/score.h"

#include <stdlib.h>

/* Core types and relations, and how alike two names must be to be of one thing: ANNOTATION.md section 4. */
static const bool is_core_type[ENT_TYPE_COUNT] = {
    [ENT_COUNTRY] = true, [ENT_ORGANIZATION] = true, [ENT_TREATY] = true, [ENT_EVENT] = true, [ENT_DATE] = true};
static const char *const core_relations[] = {"signed", "condemned", "supports", "hostedIn"};
static const double least_dice[ENT_TYPE_COUNT] = {
    [ENT_EVENT] = .6, [ENT_ISSUE] = .6, [ENT_INITIATIVE] = .6, [ENT_TREATY] = .85};
/* What an end may be in place of an Issue. */
static const bool is_soft[ENT_TYPE_COUNT] = {
    [ENT_ISSUE] = true, [ENT_EVENT] = true, [ENT_INITIATIVE] = true, [ENT_TREATY] = true, [ENT_ORGANIZATION] = true};
#define LEAST_DICE_OF_END .5
#define LEAST_PART 4 /* code points of a name that stands within another */

double cli_counts_precision(const cli_counts *c) {
  return c->hits + c->spurious ? (double)c->hits / (c->hits + c->spurious) : 0.0;
}

double cli_counts_recall(const cli_counts *c) {
  return c->hits + c->missed ? (double)c->hits / (c->hits + c->missed) : 0.0;
}

double cli_counts_f1(const cli_counts *c) {
  const double p = cli_counts_precision(c), r = cli_counts_recall(c);
  return p + r > 0 ? 2 * p * r / (p + r) : 0.0;
}

void cli_score_free(cli_score *score) {
  if (!score) return;
  free(score->relations);
  *score = (cli_score){0};
}

/* True if some name of a and some name of b pass the test. */
typedef bool (*name_test)(const cli_name *a, const cli_name *b, double least);

static bool any_names(const cli_listed *a, const cli_listed *b, name_test test, double least) {
  for (uint32_t i = 0; i < a->name_count; i++)
    for (uint32_t k = 0; k < b->name_count; k++)
      if (test(&a->names[i], &b->names[k], least)) return true;
  return false;
}

static bool are_equal(const cli_name *a, const cli_name *b, double least) {
  (void)least;
  return cli_name_equal(a, b);
}

static bool are_alike(const cli_name *a, const cli_name *b, double least) {
  return cli_name_dice(a, b) >= least;
}

static bool are_ends(const cli_name *a, const cli_name *b, double least) {
  if (cli_name_dice(a, b) >= least) return true;
  return a->count >= LEAST_PART && b->count >= LEAST_PART && (cli_name_holds(a, b) || cli_name_holds(b, a));
}

static bool are_named_same(const cli_listed *gold, const cli_listed *system) {
  return gold->type == system->type && any_names(gold, system, are_equal, 0);
}

static bool are_same(const cli_listed *gold, const cli_listed *system) {
  if (are_named_same(gold, system)) return true;
  const double least = least_dice[gold->type];
  return gold->type == system->type && least > 0 && any_names(gold, system, are_alike, least);
}

static bool can_be_end(const cli_listed *gold, const cli_listed *system) {
  if (are_same(gold, system)) return true;
  const bool soft =
      (gold->type == ENT_ISSUE && is_soft[system->type]) || (system->type == ENT_ISSUE && is_soft[gold->type]);
  return soft && any_names(gold, system, are_ends, LEAST_DICE_OF_END);
}

#define NONE UINT32_MAX
enum { UNKNOWN, NO, YES };

typedef struct {
  const cli_sheet *gold, *system;
  uint32_t *partners;  /* of gold entities: the system's entity, or NONE */
  bool *is_taken;      /* system entities */
  bool *is_claimed;    /* system relations */
  uint8_t *can_be_end; /* gold entity × system entity: UNKNOWN, NO, YES */
  cli_finding_fn found;
  void *user;
} matching;

static void tell_entity(const matching *m, cli_finding_kind kind, const cli_listed *entity) {
  const cli_finding finding = {kind, entity, NULL};
  if (m->found) m->found(m->user, &finding);
}

static void tell_relation(const matching *m, cli_finding_kind kind, const cli_related *related) {
  const cli_finding finding = {kind, NULL, related};
  if (m->found) m->found(m->user, &finding);
}

/* One to one, by the order of the sheets: equal names first, then alike ones. Issues are scored only as ends. */
static void pair_entities(const matching *m) {
  bool (*const levels[])(const cli_listed *, const cli_listed *) = {are_named_same, are_same};
  for (int level = 0; level < 2; level++)
    for (uint32_t g = 0; g < m->gold->entity_count; g++) {
      if (m->partners[g] != NONE || m->gold->entities[g].type == ENT_ISSUE) continue;
      for (uint32_t s = 0; s < m->system->entity_count && m->partners[g] == NONE; s++) {
        if (m->is_taken[s] || !levels[level](&m->gold->entities[g], &m->system->entities[s])) continue;
        m->partners[g] = s;
        m->is_taken[s] = true;
      }
    }
}

static bool is_duplicate(const matching *m, const cli_listed *entity) {
  for (uint32_t g = 0; g < m->gold->entity_count; g++)
    if (are_same(&m->gold->entities[g], entity)) return true;
  return false;
}

static void count_entities(const matching *m, cli_counts *counts) {
  for (uint32_t g = 0; g < m->gold->entity_count; g++) {
    const cli_listed *entity = &m->gold->entities[g];
    if (entity->type == ENT_ISSUE || entity->optional) continue;
    if (m->partners[g] != NONE) {
      counts[entity->type].hits++;
    } else {
      counts[entity->type].missed++;
      tell_entity(m, CLI_MISSED, entity);
    }
  }
  for (uint32_t s = 0; s < m->system->entity_count; s++) {
    const cli_listed *entity = &m->system->entities[s];
    if (entity->type == ENT_ISSUE || m->is_taken[s]) continue;
    counts[entity->type].spurious++;
    /* a second node for a thing that was found is an error of resolution */
    tell_entity(m, is_duplicate(m, entity) ? CLI_DUPLICATE : CLI_SPURIOUS, entity);
  }
}

static bool ends_meet(const matching *m, uint32_t g, uint32_t s) {
  if (m->partners[g] == s) return true;
  uint8_t *known = &m->can_be_end[(size_t)g * m->system->entity_count + s];
  if (*known == UNKNOWN) *known = can_be_end(&m->gold->entities[g], &m->system->entities[s]) ? YES : NO;
  return *known == YES;
}

static bool claim_relation(const matching *m, const cli_related *gold) {
  for (uint32_t i = 0; i < m->system->relation_count; i++) {
    const cli_related *system = &m->system->relations[i];
    if (m->is_claimed[i] || system->relation != gold->relation || !ends_meet(m, gold->subject, system->subject) ||
        !ends_meet(m, gold->object, system->object))
      continue;
    m->is_claimed[i] = true;
    return true;
  }
  return false;
}

static void count_relations(const matching *m, cli_counts *counts) {
  for (int optional = 0; optional < 2; optional++)
    for (uint32_t i = 0; i < m->gold->relation_count; i++) {
      const cli_related *gold = &m->gold->relations[i];
      if (gold->optional != (optional == 1)) continue;
      bool hit = claim_relation(m, gold);
      if (optional) continue;
      if (hit) {
        counts[gold->relation].hits++;
      } else {
        counts[gold->relation].missed++;
        tell_relation(m, CLI_MISSED, gold);
      }
    }
  for (uint32_t i = 0; i < m->system->relation_count; i++) {
    if (m->is_claimed[i]) continue;
    counts[m->system->relations[i].relation].spurious++;
    tell_relation(m, CLI_SPURIOUS, &m->system->relations[i]);
  }
}

ent_status cli_score_add(cli_score *score, const ent_ontology *ontology, const cli_sheet *gold, const cli_sheet *system,
                         cli_finding_fn found, void *user) {
  matching m = {.gold = gold, .system = system, .found = found, .user = user};
  ent_status status = ENT_ERR_MEMORY;
  if (!score->relations) score->relations = calloc(ent_ontology_relation_count(ontology) + 1, sizeof *score->relations);
  m.partners = malloc(((size_t)gold->entity_count + 1) * sizeof *m.partners);
  m.is_taken = calloc((size_t)system->entity_count + 1, sizeof *m.is_taken);
  m.is_claimed = calloc((size_t)system->relation_count + 1, sizeof *m.is_claimed);
  m.can_be_end = calloc((size_t)gold->entity_count + 1, (size_t)system->entity_count + 1);
  if (!score->relations || !m.partners || !m.is_taken || !m.is_claimed || !m.can_be_end) goto end;
  for (uint32_t g = 0; g < gold->entity_count; g++)
    m.partners[g] = NONE;
  pair_entities(&m);
  count_entities(&m, score->entities);
  count_relations(&m, score->relations);
  status = ENT_OK;

end:
  free(m.partners);
  free(m.is_taken);
  free(m.is_claimed);
  free(m.can_be_end);
  return status;
}

static void sum_up(cli_counts *sum, const cli_counts *counts) {
  sum->hits += counts->hits;
  sum->spurious += counts->spurious;
  sum->missed += counts->missed;
}

static cli_counts sum_entities(const cli_score *score, bool core) {
  cli_counts sum = {0, 0, 0};
  for (int i = 0; i < ENT_TYPE_COUNT; i++)
    if (!core || is_core_type[i]) sum_up(&sum, &score->entities[i]);
  return sum;
}

static bool is_core_relation(ent_str name) {
  for (size_t i = 0; i < sizeof core_relations / sizeof *core_relations; i++)
    if (ent_str_equal(name, ent_str_from(core_relations[i]))) return true;
  return false;
}

static cli_counts sum_relations(const cli_score *score, const ent_ontology *ontology, bool core) {
  cli_counts sum = {0, 0, 0};
  for (uint32_t i = 0; score->relations && i < ent_ontology_relation_count(ontology); i++)
    if (!core || is_core_relation(ent_ontology_relation_name(ontology, i))) sum_up(&sum, &score->relations[i]);
  return sum;
}

bool cli_score_measure(const cli_score *score, const ent_ontology *ontology, ent_str measure, cli_counts *counts) {
  ent_type type;
  int relation = ent_ontology_relation_find(ontology, measure);
  *counts = (cli_counts){0, 0, 0};
  if (ent_str_equal(measure, ENT_STR("core entities")))
    *counts = sum_entities(score, true);
  else if (ent_str_equal(measure, ENT_STR("all entities")))
    *counts = sum_entities(score, false);
  else if (ent_str_equal(measure, ENT_STR("core relations")))
    *counts = sum_relations(score, ontology, true);
  else if (ent_str_equal(measure, ENT_STR("all relations")))
    *counts = sum_relations(score, ontology, false);
  else if (ent_type_find(measure, &type))
    *counts = score->entities[type];
  else if (relation >= 0 && score->relations)
    *counts = score->relations[relation];
  else
    return relation >= 0;
  return true;
}

typedef struct {
  ent_str name;
  cli_counts counts;
} line;

static int by_name(const void *a, const void *b) {
  return ent_str_compare(((const line *)a)->name, ((const line *)b)->name);
}

static void put_line(const line *l, ent_output *output) {
  const cli_counts *c = &l->counts;
  ent_output_format(output, "%-22.*s P %.3f  R %.3f  F1 %.3f   tp %lu fp %lu fn %lu\n", (int)l->name.len, l->name.ptr,
                    cli_counts_precision(c), cli_counts_recall(c), cli_counts_f1(c), (unsigned long)c->hits,
                    (unsigned long)c->spurious, (unsigned long)c->missed);
}

static void put_lines(line *lines, uint32_t count, ent_output *output) {
  qsort(lines, count, sizeof *lines, by_name);
  for (uint32_t i = 0; i < count; i++)
    if (lines[i].counts.hits + lines[i].counts.spurious + lines[i].counts.missed > 0) put_line(&lines[i], output);
}

ent_status cli_score_print(const cli_score *score, const ent_ontology *ontology, ent_output *output) {
  const uint32_t relations = ent_ontology_relation_count(ontology);
  line *lines = calloc((size_t)relations + ENT_TYPE_COUNT, sizeof *lines);
  if (!lines) return ENT_ERR_MEMORY;
  for (int i = 0; i < ENT_TYPE_COUNT; i++)
    lines[i] = (line){ent_str_from(ent_type_name((ent_type)i)), score->entities[i]};
  put_lines(lines, ENT_TYPE_COUNT, output);
  put_line(&(line){ENT_STR("core entities"), sum_entities(score, true)}, output);
  put_line(&(line){ENT_STR("all entities"), sum_entities(score, false)}, output);
  for (uint32_t i = 0; i < relations; i++)
    lines[i] =
        (line){ent_ontology_relation_name(ontology, i), score->relations ? score->relations[i] : (cli_counts){0, 0, 0}};
  put_lines(lines, relations, output);
  put_line(&(line){ENT_STR("core relations"), sum_relations(score, ontology, true)}, output);
  put_line(&(line){ENT_STR("all relations"), sum_relations(score, ontology, false)}, output);
  free(lines);
  return output->status;
}
