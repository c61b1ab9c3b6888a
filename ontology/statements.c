#include "ontology/statements.h"

#include <errno.h>
#include <string.h>

#include "ontology/rdf_world.h"

typedef struct {
  ent_statement_fn fn;
  void *user;
  raptor_parser *parser;
  ent_status status;
} reading;

static ent_str uri_text(raptor_uri *uri) {
  size_t length;
  const char *text = (const char *)raptor_uri_as_counted_string(uri, &length);
  return (ent_str){text, length};
}

static ent_term take_term(const raptor_term *term) {
  ent_term taken = {.text = ENT_STR(""), .datatype = ENT_STR(""), .lang = ENT_STR("")};
  if (!term) return taken;
  switch (term->type) {
  case RAPTOR_TERM_TYPE_URI:
    taken.kind = ENT_TERM_IRI;
    taken.text = uri_text(term->value.uri);
    break;
  case RAPTOR_TERM_TYPE_BLANK:
    taken.kind = ENT_TERM_BLANK;
    taken.text = (ent_str){(const char *)term->value.blank.string, term->value.blank.string_len};
    break;
  case RAPTOR_TERM_TYPE_LITERAL:
    taken.kind = ENT_TERM_LITERAL;
    taken.text = (ent_str){(const char *)term->value.literal.string, term->value.literal.string_len};
    if (term->value.literal.datatype) taken.datatype = uri_text(term->value.literal.datatype);
    if (term->value.literal.language)
      taken.lang = (ent_str){(const char *)term->value.literal.language, term->value.literal.language_len};
    break;
  case RAPTOR_TERM_TYPE_UNKNOWN:
    break;
  }
  return taken;
}

static void take_statement(void *user, raptor_statement *statement) {
  reading *r = user;
  if (r->status != ENT_OK) return;
  const ent_statement taken = {take_term(statement->subject), take_term(statement->predicate),
                               take_term(statement->object), take_term(statement->graph)};
  r->status = r->fn(r->user, &taken);
  if (r->status != ENT_OK) raptor_parser_parse_abort(r->parser);
}

static ent_status read_with_raptor(reading *r, FILE *stream, const char *path, const char *name, const char *base,
                                   const ent_sink *sink) {
  ent_rdf_log log = {.sink = sink, .file = path};
  raptor_uri *uri = NULL;
  ent_status status = ENT_ERR_MEMORY;
  int failed;
  raptor_world *world = ent_rdf_world_open(&log, true);
  if (!world) goto done;
  uri = raptor_new_uri(world, (const unsigned char *)base);
  r->parser = raptor_new_parser(world, name);
  if (!uri || !r->parser) goto done;
  if (raptor_parser_set_option(r->parser, RAPTOR_OPTION_NO_NET, NULL, 1) != 0 ||
      raptor_parser_set_option(r->parser, RAPTOR_OPTION_NO_FILE, NULL, 1) != 0) {
    status = ENT_ERR_LIBRARY;
    goto done;
  }
  raptor_parser_set_statement_handler(r->parser, r, take_statement);
  failed = raptor_parser_parse_file_stream(r->parser, stream, path, uri);
  if (r->status != ENT_OK)
    status = r->status;
  else if (ferror(stream))
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
  else if (log.errors > 0)
    status = ENT_ERR_SYNTAX; /* reported by the log */
  else if (failed)
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, path, 0, 0, "not well-formed %s", name);
  else
    status = ENT_OK;

done:
  if (r->parser) raptor_free_parser(r->parser);
  if (uri) raptor_free_uri(uri);
  if (world) raptor_free_world(world);
  return status;
}

ent_status ent_statements_read(FILE *stream, const char *path, const char *parser, const char *base,
                               const ent_sink *sink, ent_statement_fn fn, void *user) {
  const bool quads = strcmp(parser, "nquads") == 0;
  if (quads || strcmp(parser, "ntriples") == 0) return ent_ntriples_read(stream, path, quads, sink, fn, user);
  reading r = {.fn = fn, .user = user};
  return read_with_raptor(&r, stream, path, parser, base, sink);
}
