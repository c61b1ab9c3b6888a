/* All triples of an RDF file in memory, found by their subject. For files of ours: the ontology, graphs to read back.
 */
#ifndef ENT_ONTOLOGY_TRIPLES_H
#define ENT_ONTOLOGY_TRIPLES_H

#include <stdio.h>

#include "graph/intern.h"

/* Symbols of `texts`. IRIs are whole, blank nodes are "_:name", literals are their text without type; lang is 0 for
 * what has none. */
typedef struct {
  ent_sym subject, predicate, object, lang;
} ent_triple;

/* Start from a zeroed struct; ent_triples_free takes it in any state. */
typedef struct {
  ent_intern *texts;
  ent_triple *items; /* in the order of the file */
  uint32_t count, capacity;
  uint32_t *heads, *next; /* by symbol, by item: index + 1 of the (next) item with that subject */
  uint32_t head_count;    /* symbols that have a head */
} ent_triples;

/* Reads a stream to its end; `path` is for messages, `parser` raptor2's name ("turtle", "ntriples", "nquads",
 * "rdfxml"), `base` the IRI to resolve relative ones against. Reports FILE:LINE:COL. Nothing is ever fetched. */
ent_status ent_triples_read(ent_triples *triples, FILE *stream, const char *path, const char *parser, const char *base,
                            const ent_sink *sink);
void ent_triples_free(ent_triples *triples);

ent_str ent_triples_text(const ent_triples *triples, ent_sym symbol);
/* The symbol of a text that stands in the file, else ENT_SYM_FAILED, which no triple has. */
ent_sym ent_triples_find(const ent_triples *triples, const char *text);

/* A walk over the triples of one subject and predicate in the order of the file. */
typedef struct {
  uint32_t at;
  ent_sym predicate;
} ent_triple_walk;
ent_triple_walk ent_triples_walk(const ent_triples *triples, ent_sym subject, ent_sym predicate);
const ent_triple *ent_triples_next(const ent_triples *triples, ent_triple_walk *walk); /* NULL at the end */
/* The object of the first one, 0 if there is none. */
ent_sym ent_triples_object(const ent_triples *triples, ent_sym subject, ent_sym predicate);

#endif
