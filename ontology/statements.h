/* The statements of an RDF file, one after the other, whatever it is written in. */
#ifndef ENT_ONTOLOGY_STATEMENTS_H
#define ENT_ONTOLOGY_STATEMENTS_H

#include <stdio.h>

#include "graph/arena.h"
#include "graph/status.h"

typedef enum { ENT_TERM_NONE, ENT_TERM_IRI, ENT_TERM_BLANK, ENT_TERM_LITERAL } ent_term_kind;

/* `text`: the IRI, the label of a blank node without "_:", the text of a literal. Of a literal only: the datatype's IRI
 * and the language, empty where there is none. */
typedef struct {
  ent_term_kind kind;
  ent_str text, datatype, lang;
} ent_term;

typedef struct {
  ent_term subject, predicate, object;
  ent_term graph; /* ENT_TERM_NONE: the default graph */
} ent_statement;

/* The statement is borrowed for the length of the call. A status other than ENT_OK ends the reading. */
typedef ent_status (*ent_statement_fn)(void *user, const ent_statement *statement);

/* Reads a stream to its end. `parser`: "ntriples" or "nquads" are read here, in one pass with memory for one line; any
 * other is the name of a parser of raptor2 ("turtle", "rdfxml", "trig", "json"). `base`: the IRI that relative ones are
 * resolved against. `path` is for messages, which say FILE:LINE:COL. Nothing is ever fetched. */
ent_status ent_statements_read(FILE *stream, const char *path, const char *parser, const char *base,
                               const ent_sink *sink, ent_statement_fn fn, void *user);

/* True for what may not stand in the IRIREF of N-Triples, Turtle and SPARQL: controls, space, <>"{}|^`\. */
static inline bool ent_iri_forbids(unsigned char c) {
  return c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' || (c >= '{' && c <= '}');
}

/* ntriples.c: the reader of N-Triples and (`quads`) N-Quads (RDF 1.1, W3C 2014). */
ent_status ent_ntriples_read(FILE *stream, const char *path, bool quads, const ent_sink *sink, ent_statement_fn fn,
                             void *user);

#endif
