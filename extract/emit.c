#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"
#include "ontology/table.h"

static const char *const iri_kinds[ENT_TYPE_COUNT] = {"country", "organization", "group",      "person", "place",
                                                      "treaty",  "event",        "initiative", "date",   "issue"};

static ent_str thing_iri(const ent_reading *r, const ent_thing *t) {
  if (t->row != NULL) return t->row->iri;
  if (t->type == ENT_DATE) return ent_iri_make(r->arena, iri_kinds[t->type], t->edtf);
  return ent_iri_make(r->arena, iri_kinds[t->type], t->key);
}

static ent_str document_key(ent_reading *r) {
  const ent_document *d = r->document;
  ent_str title = ent_str_make(d->text.ptr + d->title.begin, d->title.end - d->title.begin);
  ent_str key = ent_name_key(r, title.len > 0 ? title : ent_str_from(d->file));
  if (title.len == 0) {
    for (size_t i = key.len; i > 0; i--)
      if (key.ptr[i - 1] == '/') {
        key = ent_str_make(key.ptr + i, key.len - i);
        break;
      }
    return d->article > 1 ? ent_arena_format(r->arena, "%.*s-%u", (int)key.len, key.ptr, d->article) : key;
  }
  if (d->date.year == 0) return key;
  ent_date date = {.from = d->date};
  ent_str edtf = ent_date_edtf(r->arena, &date);
  return ent_arena_format(r->arena, "%.*s-%.*s", (int)key.len, key.ptr, (int)edtf.len, edtf.ptr);
}

static ent_id add_document(ent_reading *r, ent_str iri, ent_graph *graph) {
  const ent_document *d = r->document;
  if (iri.len == 0) iri = ent_iri_make(r->arena, "document", document_key(r));
  if (iri.ptr == NULL) return 0;
  ent_str title = ent_str_make(d->text.ptr + d->title.begin, d->title.end - d->title.begin);
  ent_document_node node = {.article = d->article};
  node.iri = ent_graph_sym(graph, iri);
  node.file = ent_graph_sym(graph, ent_str_from(d->file));
  node.title = ent_graph_sym(graph, title);
  node.lang = ent_graph_sym(graph, d->lang);
  node.kind = ent_graph_sym(graph, ent_str_from(ent_document_kind_name(d->kind)));
  node.encoding = ent_graph_sym(graph, ent_str_from(ent_source_encoding(d->source)));
  node.sha256 = ent_graph_sym(graph, ent_str_from(ent_source_sha256(d->source)));
  node.characters = (uint32_t)ent_utf8_count(d->text.ptr, d->text.len);
  if (d->date.year != 0) {
    ent_date date = {.from = d->date};
    node.date = ent_graph_sym(graph, ent_date_edtf(r->arena, &date));
  }
  return ent_graph_add_document(graph, &node);
}

/* A thing is written if a mention of it is left or a claim ends in it. */
static ent_status find_used(const ent_reading *r, uint8_t *used) {
  for (uint32_t i = 0; i < r->mention_count; i++) {
    const ent_occurrence *m = &r->mentions[i];
    if (m->thing != 0 && m->first < m->last && m->type != ENT_ISSUE && !ent_thing_at(r, m->thing)->optional)
      used[m->thing - 1] = 1;
  }
  for (uint32_t i = 0; i < r->assertion_count; i++) {
    const ent_assertion *a = &r->assertions[i];
    const uint32_t ends[] = {a->subject, a->object, a->date, a->place, a->speaker};
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
      if (ends[k] != 0) used[ends[k] - 1] = 1;
  }
  for (uint32_t i = 0; i < r->thing_count; i++)
    if (r->things[i].kept) used[i] = 1;
  if (r->instrument != 0) used[r->instrument - 1] = 1;
  return ENT_OK;
}

static ent_status add_thing(ent_reading *r, ent_thing *t, ent_graph *graph) {
  ent_str iri = thing_iri(r, t);
  if (iri.ptr == NULL) return ENT_ERR_MEMORY;
  ent_str lang = r->document->lang;
  ent_entity entity = {.type = t->type};
  entity.iri = ent_graph_sym(graph, iri);
  entity.preferred.text = ent_graph_sym(graph, t->type == ENT_DATE ? t->edtf : t->name);
  entity.preferred.lang = t->type == ENT_DATE ? 0 : ent_graph_sym(graph, lang);
  entity.rule = ent_graph_sym(graph, t->rule);
  if (t->row != NULL && t->row->wikidata.len > 0) entity.wikidata = ent_graph_sym(graph, t->row->wikidata);
  if (t->type == ENT_DATE) {
    entity.edtf = ent_graph_sym(graph, t->edtf);
    entity.earliest = ent_graph_sym(graph, t->earliest);
    entity.latest = ent_graph_sym(graph, t->latest);
  }
  t->graph_id = ent_graph_add_entity(graph, &entity);
  if (t->graph_id == 0) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < t->name_count; i++) {
    ent_status status = ent_graph_add_label(graph, t->graph_id, t->names[i], lang);
    if (status != ENT_OK) return status;
  }
  ent_str list = t->row != NULL ? t->row->aliases : ENT_STR(""), alias;
  while (ent_table_next_value(&list, &alias)) {
    ent_status status = ent_graph_add_label(graph, t->graph_id, alias, lang);
    if (status != ENT_OK) return status;
  }
  if (r->explain != NULL && r->explain->fn != NULL) {
    ent_str text = ent_arena_format(r->arena, "entity: %s %.*s by %.*s", ent_type_name((ent_type)t->type),
                                    (int)t->name.len, t->name.ptr, (int)t->rule.len, t->rule.ptr);
    if (text.ptr != NULL) r->explain->fn(r->explain->user, r->document, t->where, text.ptr);
  }
  return ENT_OK;
}

static void fill_span(const ent_reading *r, ent_id document, ent_range range, ent_graph *graph, ent_span *span) {
  memset(span, 0, sizeof *span);
  ent_document_locate(r->document, range, span);
  span->document = document;
  span->quote = ent_graph_sym(graph, ent_str_make(r->document->text.ptr + range.begin, range.end - range.begin));
}

static ent_status add_mentions(ent_reading *r, ent_id document, ent_graph *graph) {
  for (uint32_t i = 0; i < r->mention_count; i++) {
    const ent_occurrence *m = &r->mentions[i];
    if (m->thing == 0 || m->first >= m->last || ent_thing_at(r, m->thing)->graph_id == 0) continue;
    ent_span span;
    fill_span(r, document, m->where, graph, &span);
    ent_status status = ent_graph_add_mention(graph, ent_thing_at(r, m->thing)->graph_id, &span);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

static ent_status add_claims(ent_reading *r, ent_id document, ent_graph *graph) {
  for (uint32_t i = 0; i < r->assertion_count; i++) {
    const ent_assertion *a = &r->assertions[i];
    ent_claim claim = {.subject = ent_thing_at(r, a->subject)->graph_id,
                       .object = ent_thing_at(r, a->object)->graph_id,
                       .modality = a->modality,
                       .confidence = a->confidence};
    if (claim.subject == 0 || claim.object == 0) continue;
    claim.relation = ent_graph_sym(graph, ent_ontology_relation_name(r->ontology, a->relation));
    claim.strength = ent_graph_sym(graph, a->strength);
    claim.rule = ent_graph_sym(graph, a->rule);
    claim.date = a->date != 0 ? ent_thing_at(r, a->date)->graph_id : 0;
    claim.place = a->place != 0 ? ent_thing_at(r, a->place)->graph_id : 0;
    claim.speaker = a->speaker != 0 ? ent_thing_at(r, a->speaker)->graph_id : 0;
    fill_span(r, document, r->document->sentences[a->line].range, graph, &claim.evidence);
    if (ent_graph_add_claim(graph, &claim) == 0) return ENT_ERR_MEMORY;
    if (r->explain != NULL && r->explain->fn != NULL) {
      const ent_thing *s = ent_thing_at(r, a->subject), *o = ent_thing_at(r, a->object);
      ent_str name = ent_ontology_relation_name(r->ontology, a->relation);
      ent_str text =
          ent_arena_format(r->arena, "claim: %.*s %.*s %.*s (%s, %u%%) by %.*s", (int)s->name.len, s->name.ptr,
                           (int)name.len, name.ptr, (int)o->name.len, o->name.ptr,
                           ent_modality_name((ent_modality)a->modality), a->confidence, (int)a->rule.len, a->rule.ptr);
      if (text.ptr != NULL)
        r->explain->fn(r->explain->user, r->document, r->document->sentences[a->line].range, text.ptr);
    }
  }
  return ENT_OK;
}

ent_status ent_reading_emit(ent_reading *r, ent_str document_iri, ent_graph *graph) {
  ent_id document = add_document(r, document_iri, graph);
  uint8_t *used = ent_arena_calloc(r->arena, (size_t)r->thing_count + 1, 1);
  if (document == 0 || used == NULL) return ENT_ERR_MEMORY;
  ent_status status = find_used(r, used);
  for (uint32_t i = 0; i < r->thing_count && status == ENT_OK; i++)
    if (used[i] && !r->things[i].hidden) status = add_thing(r, &r->things[i], graph);
  if (status == ENT_OK) status = add_mentions(r, document, graph);
  return status == ENT_OK ? add_claims(r, document, graph) : status;
}
