#include "ontology/triples.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ontology/rdf_world.h"

typedef struct {
  ent_triples *triples;
  bool out_of_memory;
} reading;

static ent_sym put(reading *r, const char *text, size_t length) {
  ent_sym symbol = ent_intern_put(r->triples->texts, ent_str_make(text, length));
  if (symbol == ENT_SYM_FAILED) r->out_of_memory = true;
  return symbol;
}

static ent_sym put_blank(reading *r, const raptor_term *term) {
  size_t length = term->value.blank.string_len;
  char *name = malloc(length + 2);
  if (!name) {
    r->out_of_memory = true;
    return 0;
  }
  memcpy(name, "_:", 2);
  memcpy(name + 2, term->value.blank.string, length);
  ent_sym symbol = put(r, name, length + 2);
  free(name);
  return symbol;
}

static ent_sym put_term(reading *r, const raptor_term *term) {
  size_t length;
  const char *text;
  switch (term->type) {
  case RAPTOR_TERM_TYPE_URI:
    text = (const char *)raptor_uri_as_counted_string(term->value.uri, &length);
    return put(r, text, length);
  case RAPTOR_TERM_TYPE_LITERAL:
    return put(r, (const char *)term->value.literal.string, term->value.literal.string_len);
  case RAPTOR_TERM_TYPE_BLANK:
    return put_blank(r, term);
  case RAPTOR_TERM_TYPE_UNKNOWN:
    break;
  }
  return 0;
}

static void take_statement(void *user, raptor_statement *statement) {
  reading *r = user;
  ent_triples *triples = r->triples;
  if (r->out_of_memory) return;
  ent_triple *item = ent_vector_push(&triples->items, &triples->count, &triples->capacity, sizeof *item);
  if (!item) {
    r->out_of_memory = true;
    return;
  }
  *item = (ent_triple){put_term(r, statement->subject), put_term(r, statement->predicate),
                       put_term(r, statement->object), 0};
  const raptor_term *object = statement->object;
  if (object->type == RAPTOR_TERM_TYPE_LITERAL && object->value.literal.language)
    item->lang = put(r, (const char *)object->value.literal.language, object->value.literal.language_len);
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

static ent_status parse(reading *r, FILE *stream, const char *path, const char *name, const char *base,
                        const ent_sink *sink) {
  ent_rdf_log log = {.sink = sink, .file = path};
  raptor_uri *uri = NULL;
  raptor_parser *parser = NULL;
  ent_status status = ENT_ERR_MEMORY;
  int failed;
  raptor_world *world = ent_rdf_world_open(&log, true);
  if (!world) goto done;
  uri = raptor_new_uri(world, (const unsigned char *)base);
  parser = raptor_new_parser(world, name);
  if (!uri || !parser) goto done;
  if (raptor_parser_set_option(parser, RAPTOR_OPTION_NO_NET, NULL, 1) != 0 ||
      raptor_parser_set_option(parser, RAPTOR_OPTION_NO_FILE, NULL, 1) != 0) {
    status = ENT_ERR_LIBRARY;
    goto done;
  }
  raptor_parser_set_statement_handler(parser, r, take_statement);
  failed = raptor_parser_parse_file_stream(parser, stream, path, uri);
  if (r->out_of_memory) goto done;
  if (ferror(stream))
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
  else if (log.errors > 0)
    status = ENT_ERR_SYNTAX; /* reported by the log */
  else if (failed)
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, path, 0, 0, "not well-formed %s", name);
  else
    status = ENT_OK;

done:
  if (parser) raptor_free_parser(parser);
  if (uri) raptor_free_uri(uri);
  if (world) raptor_free_world(world);
  return status;
}

ent_status ent_triples_read(ent_triples *triples, FILE *stream, const char *path, const char *parser, const char *base,
                            const ent_sink *sink) {
  reading r = {.triples = triples};
  ent_status status = ENT_ERR_MEMORY;
  triples->texts = ent_intern_new();
  if (triples->texts) status = parse(&r, stream, path, parser, base, sink);
  if (status == ENT_OK && !chain(triples)) status = ENT_ERR_MEMORY;
  if (status == ENT_ERR_MEMORY) ent_report(sink, ENT_LEVEL_ERROR, status, path, 0, 0, "out of memory");
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
