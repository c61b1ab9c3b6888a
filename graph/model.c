#include "graph/model.h"

#include <stdlib.h>
#include <string.h>

#include "graph/digest.h"
#include "graph/index.h"

/* 128 bits of SHA-256 name a claim: enough that no two of 2^50 claims are likely to collide (birthday bound 2^64). */
#define CLAIM_DIGITS 32

typedef struct {
  ent_id entity;
  ent_label label;
} known_label;

/* Tables are vectors of which item i has the id i + 1. */
struct ent_graph {
  ent_intern *intern;
  ent_document_node *documents;
  uint32_t document_count, document_capacity;
  ent_entity *entities;
  uint32_t entity_count, entity_capacity;
  ent_mention *mentions;
  uint32_t mention_count, mention_capacity;
  ent_claim *claims;
  uint32_t claim_count, claim_capacity;
  ent_tally *tallies;
  uint32_t tally_count, tally_capacity;
  /* Every label an entity has, the preferred one too: so that a label is found known without a walk over them. */
  known_label *known;
  uint32_t known_count, known_capacity;
  ent_index document_index, entity_index, mention_index, claim_index, known_index, tally_index;
  ent_arena *scratch;
};

static const char *const type_names[ENT_TYPE_COUNT] = {
    [ENT_COUNTRY] = "Country", [ENT_ORGANIZATION] = "Organization",
    [ENT_GROUP] = "Group",     [ENT_PERSON] = "Person",
    [ENT_PLACE] = "Place",     [ENT_TREATY] = "Treaty",
    [ENT_EVENT] = "Event",     [ENT_INITIATIVE] = "Initiative",
    [ENT_DATE] = "Date",       [ENT_ISSUE] = "Issue",
};

static const char *const modality_names[ENT_MODALITY_COUNT] = {
    [ENT_ASSERTED] = "asserted", [ENT_PLANNED] = "planned",   [ENT_CALLED_FOR] = "called-for",
    [ENT_DENIED] = "denied",     [ENT_REPORTED] = "reported",
};

const char *ent_type_name(ent_type type) {
  return (unsigned)type < ENT_TYPE_COUNT ? type_names[type] : "";
}

bool ent_type_find(ent_str name, ent_type *type) {
  for (int i = 0; i < ENT_TYPE_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(type_names[i]))) {
      *type = (ent_type)i;
      return true;
    }
  return false;
}

const char *ent_modality_name(ent_modality modality) {
  return (unsigned)modality < ENT_MODALITY_COUNT ? modality_names[modality] : "";
}

bool ent_modality_find(ent_str name, ent_modality *modality) {
  for (int i = 0; i < ENT_MODALITY_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(modality_names[i]))) {
      *modality = (ent_modality)i;
      return true;
    }
  return false;
}

ent_graph *ent_graph_new(void) {
  ent_graph *graph = calloc(1, sizeof *graph);
  if (!graph) return NULL;
  graph->intern = ent_intern_new();
  graph->scratch = ent_arena_new();
  if (!graph->intern || !graph->scratch) {
    ent_graph_free(graph);
    return NULL;
  }
  return graph;
}

void ent_graph_free(ent_graph *graph) {
  if (!graph) return;
  for (uint32_t i = 0; i < graph->entity_count; i++)
    free(graph->entities[i].labels);
  free(graph->documents);
  free(graph->entities);
  free(graph->mentions);
  free(graph->claims);
  free(graph->known);
  free(graph->tallies);
  ent_index_free(&graph->document_index);
  ent_index_free(&graph->entity_index);
  ent_index_free(&graph->mention_index);
  ent_index_free(&graph->claim_index);
  ent_index_free(&graph->known_index);
  ent_index_free(&graph->tally_index);
  ent_arena_free(graph->scratch);
  ent_intern_free(graph->intern);
  free(graph);
}

ent_intern *ent_graph_intern(ent_graph *graph) {
  return graph->intern;
}
ent_sym ent_graph_sym(ent_graph *graph, ent_str text) {
  return ent_intern_put(graph->intern, text);
}
ent_str ent_graph_text(const ent_graph *graph, ent_sym symbol) {
  return ent_intern_text(graph->intern, symbol);
}

uint32_t ent_graph_document_count(const ent_graph *graph) {
  return graph->document_count;
}
uint32_t ent_graph_entity_count(const ent_graph *graph) {
  return graph->entity_count;
}
uint32_t ent_graph_mention_count(const ent_graph *graph) {
  return graph->mention_count;
}
uint32_t ent_graph_claim_count(const ent_graph *graph) {
  return graph->claim_count;
}
const ent_document_node *ent_graph_document(const ent_graph *graph, ent_id id) {
  return &graph->documents[id - 1];
}
const ent_entity *ent_graph_entity(const ent_graph *graph, ent_id id) {
  return &graph->entities[id - 1];
}
const ent_mention *ent_graph_mention(const ent_graph *graph, uint32_t id) {
  return &graph->mentions[id - 1];
}
const ent_claim *ent_graph_claim(const ent_graph *graph, ent_id id) {
  return &graph->claims[id - 1];
}

uint32_t ent_graph_tally_count(const ent_graph *graph) {
  return graph->tally_count;
}
const ent_tally *ent_graph_tally(const ent_graph *graph, uint32_t id) {
  return &graph->tallies[id - 1];
}

/* Uniting. Each rule below picks one of two values by a total order on what they say, never by which came first, so
 * that it is associative, commutative and idempotent; 0 (not set) gives way to anything. */

static int order_of(const ent_graph *graph, ent_sym a, ent_sym b) {
  return a == b ? 0 : ent_str_compare(ent_graph_text(graph, a), ent_graph_text(graph, b));
}

static ent_sym first_of(const ent_graph *graph, ent_sym a, ent_sym b) {
  if (a == 0 || b == 0) return a ? a : b;
  return order_of(graph, a, b) <= 0 ? a : b;
}

static uint32_t smaller_set(uint32_t a, uint32_t b) {
  if (a == 0 || b == 0) return a ? a : b;
  return a < b ? a : b;
}

/* True if text a says more than text b: the longer one ("date/2025-09-01" over "date/2025"), then the first. */
static bool more_specific(ent_str a, ent_str b) {
  return a.len != b.len ? a.len > b.len : ent_str_compare(a, b) < 0;
}

static int order_of_labels(const ent_graph *graph, ent_label a, ent_label b) {
  int order = order_of(graph, a.lang, b.lang);
  return order ? order : order_of(graph, a.text, b.text);
}

static int order_of_numbers(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

static int order_of_spans(const ent_graph *graph, const ent_span *a, const ent_span *b) {
  int order = order_of_numbers(a->begin, b->begin);
  if (!order) order = order_of_numbers(a->end, b->end);
  if (!order) order = order_of_numbers(a->byte_begin, b->byte_begin);
  if (!order) order = order_of_numbers(a->byte_end, b->byte_end);
  if (!order) order = order_of_numbers(a->line_begin, b->line_begin);
  if (!order) order = order_of_numbers(a->line_end, b->line_end);
  return order ? order : order_of(graph, a->quote, b->quote);
}

static bool any_failed(const ent_sym *symbols, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (symbols[i] == ENT_SYM_FAILED) return true;
  return false;
}

/* Documents */

/* Two versions of one text share an IRI. Of different bytes the whole record of the smaller digest stays, for a mixture
 * would describe neither; of the same bytes each field is united by itself. */
static void unite_documents(const ent_graph *graph, ent_document_node *known, const ent_document_node *added) {
  if (known->sha256 != added->sha256) {
    if (first_of(graph, known->sha256, added->sha256) == added->sha256) *known = *added;
    return;
  }
  known->file = first_of(graph, known->file, added->file);
  known->title = first_of(graph, known->title, added->title);
  known->lang = first_of(graph, known->lang, added->lang);
  known->date = first_of(graph, known->date, added->date);
  known->kind = first_of(graph, known->kind, added->kind);
  known->encoding = first_of(graph, known->encoding, added->encoding);
  known->generator = first_of(graph, known->generator, added->generator);
  known->characters = smaller_set(known->characters, added->characters);
  known->article = smaller_set(known->article, added->article);
}

static ent_id find_document(const ent_graph *graph, ent_sym iri) {
  ent_probe probe = ent_index_probe(&graph->document_index, ent_hash_words(&iri, 1));
  for (uint32_t id; (id = ent_index_next(&graph->document_index, &probe)) != 0;)
    if (graph->documents[id - 1].iri == iri) return id;
  return 0;
}

ent_id ent_graph_find_document(const ent_graph *graph, ent_str iri) {
  ent_sym symbol = ent_intern_find(graph->intern, iri);
  return symbol == 0 || symbol == ENT_SYM_FAILED ? 0 : find_document(graph, symbol);
}

ent_id ent_graph_add_document(ent_graph *graph, const ent_document_node *document) {
  const ent_sym symbols[] = {document->iri,  document->file,     document->title,  document->lang,     document->date,
                             document->kind, document->encoding, document->sha256, document->generator};
  if (document->iri == 0 || any_failed(symbols, sizeof symbols / sizeof *symbols)) return 0;
  const ent_id known = find_document(graph, document->iri);
  if (known != 0) {
    unite_documents(graph, &graph->documents[known - 1], document);
    return known;
  }
  ent_document_node *slot =
      ent_vector_push(&graph->documents, &graph->document_count, &graph->document_capacity, sizeof *graph->documents);
  if (!slot) return 0;
  *slot = *document;
  if (!ent_index_add(&graph->document_index, ent_hash_words(&document->iri, 1), graph->document_count)) {
    graph->document_count--;
    return 0;
  }
  return graph->document_count;
}

/* Entities and their labels */

static uint32_t label_hash(ent_id entity, ent_label label) {
  const uint32_t words[] = {entity, label.text, label.lang};
  return ent_hash_words(words, 3);
}

static bool same_label(ent_label a, ent_label b) {
  return a.text == b.text && a.lang == b.lang;
}

static bool has_label(const ent_graph *graph, ent_id entity, ent_label label) {
  ent_probe probe = ent_index_probe(&graph->known_index, label_hash(entity, label));
  for (uint32_t id; (id = ent_index_next(&graph->known_index, &probe)) != 0;)
    if (graph->known[id - 1].entity == entity && same_label(graph->known[id - 1].label, label)) return true;
  return false;
}

/* Room for one more label on the entity, so that what follows cannot fail half-way. */
static bool reserve_label(ent_entity *entity) {
  if (!ent_vector_push(&entity->labels, &entity->label_count, &entity->label_capacity, sizeof *entity->labels))
    return false;
  entity->label_count--;
  return true;
}

static bool remember_label(ent_graph *graph, ent_id entity, ent_label label) {
  known_label *slot = ent_vector_push(&graph->known, &graph->known_count, &graph->known_capacity, sizeof *graph->known);
  if (!slot) return false;
  *slot = (known_label){entity, label};
  if (!ent_index_add(&graph->known_index, label_hash(entity, label), graph->known_count)) {
    graph->known_count--;
    return false;
  }
  return true;
}

static bool unite_label(ent_graph *graph, ent_id id, ent_label label) {
  if (label.text == 0 || has_label(graph, id, label)) return true;
  ent_entity *entity = &graph->entities[id - 1];
  if (!reserve_label(entity) || !remember_label(graph, id, label)) return false;
  entity->labels[entity->label_count++] = label;
  return true;
}

/* The preferred label is the first, by language and text, of all that were ever added as preferred. */
static bool unite_preferred(ent_graph *graph, ent_id id, ent_label label) {
  ent_entity *entity = &graph->entities[id - 1];
  ent_label old = entity->preferred;
  if (label.text == 0 || same_label(old, label)) return true;
  if (old.text != 0 && order_of_labels(graph, old, label) < 0) return unite_label(graph, id, label);
  bool known = has_label(graph, id, label);
  if (!reserve_label(entity) || (!known && !remember_label(graph, id, label))) return false;
  for (uint32_t i = 0; known && i < entity->label_count; i++)
    if (same_label(entity->labels[i], label)) {
      entity->labels[i] = entity->labels[--entity->label_count];
      break;
    }
  if (old.text != 0) entity->labels[entity->label_count++] = old;
  entity->preferred = label;
  return true;
}

static ent_id find_entity(const ent_graph *graph, ent_sym iri) {
  ent_probe probe = ent_index_probe(&graph->entity_index, ent_hash_words(&iri, 1));
  for (uint32_t id; (id = ent_index_next(&graph->entity_index, &probe)) != 0;)
    if (graph->entities[id - 1].iri == iri) return id;
  return 0;
}

ent_id ent_graph_find_entity(const ent_graph *graph, ent_str iri) {
  ent_sym symbol = ent_intern_find(graph->intern, iri);
  return symbol == 0 || symbol == ENT_SYM_FAILED ? 0 : find_entity(graph, symbol);
}

static void unite_entities(const ent_graph *graph, ent_entity *known, const ent_entity *added) {
  if (added->type < known->type) known->type = added->type;
  known->wikidata = first_of(graph, known->wikidata, added->wikidata);
  known->edtf = first_of(graph, known->edtf, added->edtf);
  known->earliest = first_of(graph, known->earliest, added->earliest);
  known->latest = first_of(graph, known->latest, added->latest);
  known->rule = first_of(graph, known->rule, added->rule);
}

ent_id ent_graph_add_entity(ent_graph *graph, const ent_entity *entity) {
  const ent_sym symbols[] = {entity->iri,    entity->wikidata,       entity->edtf,           entity->earliest,
                             entity->latest, entity->preferred.text, entity->preferred.lang, entity->rule};
  if (entity->iri == 0 || any_failed(symbols, sizeof symbols / sizeof *symbols) || entity->type >= ENT_TYPE_COUNT)
    return 0;
  ent_id id = find_entity(graph, entity->iri);
  if (id != 0) {
    unite_entities(graph, &graph->entities[id - 1], entity);
    return unite_preferred(graph, id, entity->preferred) ? id : 0;
  }
  ent_entity *slot =
      ent_vector_push(&graph->entities, &graph->entity_count, &graph->entity_capacity, sizeof *graph->entities);
  if (!slot) return 0;
  *slot = *entity;
  slot->labels = NULL;
  slot->label_count = slot->label_capacity = 0;
  slot->preferred = (ent_label){0, 0};
  id = graph->entity_count;
  if (!ent_index_add(&graph->entity_index, ent_hash_words(&entity->iri, 1), id)) {
    graph->entity_count--;
    return 0;
  }
  return unite_preferred(graph, id, entity->preferred) ? id : 0;
}

ent_status ent_graph_add_label(ent_graph *graph, ent_id entity, ent_str text, ent_str lang) {
  if (entity == 0 || entity > graph->entity_count) return ENT_ERR_USAGE;
  const ent_label label = {ent_graph_sym(graph, text), ent_graph_sym(graph, lang)};
  if (label.text == ENT_SYM_FAILED || label.lang == ENT_SYM_FAILED) return ENT_ERR_MEMORY;
  return unite_label(graph, entity, label) ? ENT_OK : ENT_ERR_MEMORY;
}

/* Mentions */

ent_status ent_graph_add_mention(ent_graph *graph, ent_id entity, const ent_span *span) {
  if (entity == 0 || entity > graph->entity_count || span->document > graph->document_count) return ENT_ERR_USAGE;
  if (span->quote == ENT_SYM_FAILED) return ENT_ERR_MEMORY;
  const uint32_t key[] = {entity, span->document, span->begin, span->end};
  uint32_t hash = ent_hash_words(key, 4);
  ent_probe probe = ent_index_probe(&graph->mention_index, hash);
  for (uint32_t id; (id = ent_index_next(&graph->mention_index, &probe)) != 0;) {
    ent_mention *known = &graph->mentions[id - 1];
    if (known->entity == entity && known->span.document == span->document && known->span.begin == span->begin &&
        known->span.end == span->end) {
      if (order_of_spans(graph, span, &known->span) < 0) known->span = *span;
      return ENT_OK;
    }
  }
  ent_mention *slot =
      ent_vector_push(&graph->mentions, &graph->mention_count, &graph->mention_capacity, sizeof *graph->mentions);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = (ent_mention){entity, *span};
  if (!ent_index_add(&graph->mention_index, hash, graph->mention_count)) {
    graph->mention_count--;
    return ENT_ERR_MEMORY;
  }
  return ENT_OK;
}

ent_status ent_graph_add_tally(ent_graph *graph, const ent_tally *tally) {
  if (tally->entity == 0 || tally->entity > graph->entity_count || tally->document > graph->document_count)
    return ENT_ERR_USAGE;
  const uint32_t key[] = {tally->entity, tally->document};
  uint32_t hash = ent_hash_words(key, 2);
  ent_probe probe = ent_index_probe(&graph->tally_index, hash);
  for (uint32_t id; (id = ent_index_next(&graph->tally_index, &probe)) != 0;) {
    ent_tally *known = &graph->tallies[id - 1];
    if (known->entity != tally->entity || known->document != tally->document) continue;
    if (tally->count > known->count) known->count = tally->count;
    return ENT_OK;
  }
  ent_tally *slot = ent_vector_push(&graph->tallies, &graph->tally_count, &graph->tally_capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = *tally;
  if (!ent_index_add(&graph->tally_index, hash, graph->tally_count)) {
    graph->tally_count--;
    return ENT_ERR_MEMORY;
  }
  return ENT_OK;
}

/* Claims */

static ent_sym make_claim_iri(ent_graph *graph, const ent_claim *claim) {
  ent_id document = claim->evidence.document;
  ent_str parts[] = {
      ent_graph_text(graph, graph->entities[claim->subject - 1].iri),
      ent_graph_text(graph, claim->relation),
      ent_graph_text(graph, graph->entities[claim->object - 1].iri),
      ent_str_from(ent_modality_name((ent_modality)claim->modality)),
      document ? ent_graph_text(graph, graph->documents[document - 1].iri) : ENT_STR(""),
  };
  const size_t count = sizeof parts / sizeof *parts;
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    if (parts[i].len >= SIZE_MAX - length) return ENT_SYM_FAILED;
    length += parts[i].len + 1;
  }
  ent_arena_reset(graph->scratch);
  char *bytes = ent_arena_alloc(graph->scratch, length);
  if (!bytes) return ENT_SYM_FAILED;
  char *out = bytes;
  for (size_t i = 0; i < count; i++) {
    memcpy(out, parts[i].ptr, parts[i].len);
    out += parts[i].len;
    *out++ = '\n'; /* stands in no IRI: no two lists of parts give the same bytes */
  }
  char digest[ENT_DIGEST_SIZE];
  ent_digest_hex(bytes, length, digest);
  ent_str iri = ent_arena_format(graph->scratch, "claim/%.*s", CLAIM_DIGITS, digest);
  return iri.ptr ? ent_graph_sym(graph, iri) : ENT_SYM_FAILED;
}

static ent_id more_specific_entity(const ent_graph *graph, ent_id a, ent_id b) {
  if (a == 0 || b == 0 || a == b) return a ? a : b;
  bool second = more_specific(ent_graph_text(graph, graph->entities[b - 1].iri),
                              ent_graph_text(graph, graph->entities[a - 1].iri));
  return second ? b : a;
}

/* What is stated beside the act (strength, date, place, speaker) is united field by field: a sentence that adds the
 * date to a claim made by another one adds to that claim. Confidence, evidence and rule belong together. */
static void unite_claims(const ent_graph *graph, ent_claim *known, const ent_claim *added) {
  if (added->strength != 0 && (known->strength == 0 || more_specific(ent_graph_text(graph, added->strength),
                                                                     ent_graph_text(graph, known->strength))))
    known->strength = added->strength;
  known->date = more_specific_entity(graph, known->date, added->date);
  known->place = more_specific_entity(graph, known->place, added->place);
  known->speaker = more_specific_entity(graph, known->speaker, added->speaker);
  int order = order_of_numbers(added->confidence, known->confidence);
  if (!order) order = order_of_spans(graph, &known->evidence, &added->evidence);
  if (!order) order = order_of(graph, known->rule, added->rule);
  if (order > 0) {
    known->confidence = added->confidence;
    known->evidence = added->evidence;
    known->rule = added->rule;
  }
}

static bool is_sound(const ent_graph *graph, const ent_claim *claim) {
  const ent_sym symbols[] = {claim->relation, claim->strength, claim->rule, claim->evidence.quote};
  return !any_failed(symbols, sizeof symbols / sizeof *symbols) && claim->relation != 0 && claim->subject != 0 &&
         claim->object != 0 && claim->subject <= graph->entity_count && claim->object <= graph->entity_count &&
         claim->date <= graph->entity_count && claim->place <= graph->entity_count &&
         claim->speaker <= graph->entity_count && claim->evidence.document <= graph->document_count &&
         claim->modality < ENT_MODALITY_COUNT;
}

ent_id ent_graph_add_claim(ent_graph *graph, const ent_claim *claim) {
  if (!is_sound(graph, claim)) return 0;
  const uint32_t key[] = {claim->subject, claim->relation, claim->object, claim->modality, claim->evidence.document};
  uint32_t hash = ent_hash_words(key, 5);
  ent_probe probe = ent_index_probe(&graph->claim_index, hash);
  for (uint32_t id; (id = ent_index_next(&graph->claim_index, &probe)) != 0;) {
    ent_claim *known = &graph->claims[id - 1];
    if (known->subject == claim->subject && known->relation == claim->relation && known->object == claim->object &&
        known->modality == claim->modality && known->evidence.document == claim->evidence.document) {
      unite_claims(graph, known, claim);
      return id;
    }
  }
  ent_sym iri = make_claim_iri(graph, claim);
  if (iri == ENT_SYM_FAILED) return 0;
  ent_claim *slot = ent_vector_push(&graph->claims, &graph->claim_count, &graph->claim_capacity, sizeof *graph->claims);
  if (!slot) return 0;
  *slot = *claim;
  slot->iri = iri;
  if (!ent_index_add(&graph->claim_index, hash, graph->claim_count)) {
    graph->claim_count--;
    return 0;
  }
  return graph->claim_count;
}
