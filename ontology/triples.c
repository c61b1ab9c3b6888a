#include "ontology/triples.h"

#include <stdlib.h>
#include <string.h>

#include "ontology/statements.h"

typedef struct {
  ent_triples *triples;
  ent_arena *scratch;
  ent_sym subject, predicate; /* of the statement before: most repeat its subject, many its predicate */
} reading;

/* ENT_SYM_FAILED when out of memory. */
static ent_sym put_term(reading *r, const ent_term *term) {
  ent_str text = term->text;
  if (term->kind == ENT_TERM_BLANK) {
    ent_arena_reset(r->scratch);
    text = ent_arena_format(r->scratch, "_:%.*s", (int)text.len, text.ptr);
    if (!text.ptr) return ENT_SYM_FAILED;
  }
  return ent_intern_put(r->triples->texts, text);
}

static ent_sym put_again(reading *r, const ent_term *term, ent_sym before) {
  if (term->kind == ENT_TERM_IRI && ent_str_equal(ent_intern_text(r->triples->texts, before), term->text))
    return before;
  return put_term(r, term);
}

static ent_status take_statement(void *user, const ent_statement *statement) {
  reading *r = user;
  ent_triples *triples = r->triples;
  ent_triple *item = ent_vector_push(&triples->items, &triples->count, &triples->capacity, sizeof *item);
  if (!item) return ENT_ERR_MEMORY;
  *item = (ent_triple){put_again(r, &statement->subject, r->subject), put_again(r, &statement->predicate, r->predicate),
                       put_term(r, &statement->object), ent_intern_put(triples->texts, statement->object.lang)};
  if (item->subject == ENT_SYM_FAILED || item->predicate == ENT_SYM_FAILED || item->object == ENT_SYM_FAILED ||
      item->lang == ENT_SYM_FAILED)
    return ENT_ERR_MEMORY;
  r->subject = item->subject;
  r->predicate = item->predicate;
  return ENT_OK;
}

/* Chains the triples of each subject, from the last one backwards so that each chain runs forwards. */
static bool chain(ent_triples *triples) {
  triples->head_count = ent_intern_count(triples->texts);
  triples->heads = calloc((size_t)triples->head_count + 1, sizeof *triples->heads);
  triples->next = calloc((size_t)triples->count + 1, sizeof *triples->next);
  if (!triples->heads || !triples->next) return false;
  for (uint32_t i = triples->count; i > 0; i--) {
    uint32_t *head = &triples->heads[triples->items[i - 1].subject];
    triples->next[i - 1] = *head;
    *head = i;
  }
  return true;
}

ent_status ent_triples_read(ent_triples *triples, FILE *stream, const char *path, const char *parser, const char *base,
                            const ent_sink *sink) {
  reading r = {.triples = triples, .scratch = ent_arena_new()};
  ent_status status = ENT_ERR_MEMORY;
  triples->texts = ent_intern_new();
  if (triples->texts && r.scratch) status = ent_statements_read(stream, path, parser, base, sink, take_statement, &r);
  if (status == ENT_OK && !chain(triples)) status = ENT_ERR_MEMORY;
  if (status == ENT_ERR_MEMORY) ent_report(sink, ENT_LEVEL_ERROR, status, path, 0, 0, "out of memory");
  ent_arena_free(r.scratch);
  return status;
}

void ent_triples_free(ent_triples *triples) {
  if (!triples) return;
  ent_intern_free(triples->texts);
  free(triples->items);
  free(triples->heads);
  free(triples->next);
  *triples = (ent_triples){0};
}

ent_str ent_triples_text(const ent_triples *triples, ent_sym symbol) {
  return ent_intern_text(triples->texts, symbol);
}

ent_sym ent_triples_find(const ent_triples *triples, const char *text) {
  return ent_intern_find(triples->texts, ent_str_from(text));
}

ent_triple_walk ent_triples_walk(const ent_triples *triples, ent_sym subject, ent_sym predicate) {
  return (ent_triple_walk){subject < triples->head_count ? triples->heads[subject] : 0, predicate};
}

const ent_triple *ent_triples_next(const ent_triples *triples, ent_triple_walk *walk) {
  while (walk->at != 0) {
    const ent_triple *item = &triples->items[walk->at - 1];
    walk->at = triples->next[walk->at - 1];
    if (item->predicate == walk->predicate) return item;
  }
  return NULL;
}

ent_sym ent_triples_object(const ent_triples *triples, ent_sym subject, ent_sym predicate) {
  ent_triple_walk walk = ent_triples_walk(triples, subject, predicate);
  const ent_triple *item = ent_triples_next(triples, &walk);
  return item ? item->object : 0;
}
