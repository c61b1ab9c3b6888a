/* Merging is adding everything of one graph to another, with its symbols and ids translated. */
#include <stdlib.h>

#include "graph/model.h"

typedef struct {
  ent_graph *target;
  const ent_graph *source;
  ent_id *documents, *entities; /* by the source's id: the target's */
  bool failed;
} merger;

static ent_sym symbol(merger *m, ent_sym source) {
  if (source == 0) return 0;
  ent_sym target = ent_graph_sym(m->target, ent_graph_text(m->source, source));
  if (target == ENT_SYM_FAILED) m->failed = true;
  return target;
}

static ent_span span(merger *m, const ent_span *source) {
  ent_span target = *source;
  target.document = m->documents[source->document];
  target.quote = symbol(m, source->quote);
  return target;
}

static void merge_document(merger *m, ent_id id) {
  const ent_document_node *source = ent_graph_document(m->source, id);
  const ent_document_node document = {
      .iri = symbol(m, source->iri),
      .file = symbol(m, source->file),
      .title = symbol(m, source->title),
      .lang = symbol(m, source->lang),
      .date = symbol(m, source->date),
      .kind = symbol(m, source->kind),
      .encoding = symbol(m, source->encoding),
      .sha256 = symbol(m, source->sha256),
      .generator = symbol(m, source->generator),
      .characters = source->characters,
      .article = source->article,
  };
  m->documents[id] = ent_graph_add_document(m->target, &document);
  m->failed |= m->documents[id] == 0;
}

static void merge_entity(merger *m, ent_id id) {
  const ent_entity *source = ent_graph_entity(m->source, id);
  const ent_entity entity = {
      .iri = symbol(m, source->iri),
      .type = source->type,
      .wikidata = symbol(m, source->wikidata),
      .edtf = symbol(m, source->edtf),
      .earliest = symbol(m, source->earliest),
      .latest = symbol(m, source->latest),
      .preferred = {symbol(m, source->preferred.text), symbol(m, source->preferred.lang)},
      .rule = symbol(m, source->rule),
  };
  m->entities[id] = ent_graph_add_entity(m->target, &entity);
  m->failed |= m->entities[id] == 0;
  for (uint32_t i = 0; !m->failed && i < source->label_count; i++)
    m->failed |= ent_graph_add_label(m->target, m->entities[id], ent_graph_text(m->source, source->labels[i].text),
                                     ent_graph_text(m->source, source->labels[i].lang)) != ENT_OK;
}

static void merge_mention(merger *m, uint32_t id) {
  const ent_mention *source = ent_graph_mention(m->source, id);
  const ent_span target = span(m, &source->span);
  m->failed |= ent_graph_add_mention(m->target, m->entities[source->entity], &target) != ENT_OK;
}

static void merge_tally(merger *m, uint32_t id) {
  const ent_tally *source = ent_graph_tally(m->source, id);
  const ent_tally tally = {m->entities[source->entity], m->documents[source->document], source->count};
  m->failed |= ent_graph_add_tally(m->target, &tally) != ENT_OK;
}

static void merge_claim(merger *m, ent_id id) {
  const ent_claim *source = ent_graph_claim(m->source, id);
  const ent_claim claim = {
      .subject = m->entities[source->subject],
      .object = m->entities[source->object],
      .relation = symbol(m, source->relation),
      .modality = source->modality,
      .confidence = source->confidence,
      .strength = symbol(m, source->strength),
      .date = m->entities[source->date],
      .place = m->entities[source->place],
      .speaker = m->entities[source->speaker],
      .rule = symbol(m, source->rule),
      .evidence = span(m, &source->evidence),
  };
  m->failed |= ent_graph_add_claim(m->target, &claim) == 0;
}

ent_status ent_graph_merge(ent_graph *target, const ent_graph *source) {
  if (target == source) return ENT_OK;
  const uint32_t documents = ent_graph_document_count(source), entities = ent_graph_entity_count(source);
  merger m = {.target = target, .source = source};
  m.documents = calloc((size_t)documents + 1, sizeof *m.documents);
  m.entities = calloc((size_t)entities + 1, sizeof *m.entities);
  m.failed = !m.documents || !m.entities;
  for (ent_id id = 1; !m.failed && id <= documents; id++)
    merge_document(&m, id);
  for (ent_id id = 1; !m.failed && id <= entities; id++)
    merge_entity(&m, id);
  for (uint32_t id = 1; !m.failed && id <= ent_graph_mention_count(source); id++)
    merge_mention(&m, id);
  for (uint32_t id = 1; !m.failed && id <= ent_graph_tally_count(source); id++)
    merge_tally(&m, id);
  for (ent_id id = 1; !m.failed && id <= ent_graph_claim_count(source); id++)
    merge_claim(&m, id);
  free(m.documents);
  free(m.entities);
  return m.failed ? ENT_ERR_MEMORY : ENT_OK;
}
