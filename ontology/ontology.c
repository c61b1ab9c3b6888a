/* Reads ontology/entente.ttl: all triples first, then classes and relations out of them. */
#include "ontology/ontology.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/index.h"
#include "ontology/triples.h"

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define OWL "http://www.w3.org/2002/07/owl#"

/* A list of classes that is longer is a loop; so is a chain of superclasses that is deeper. */
#define LONGEST_LIST 64
#define DEEPEST_CLASS 4

enum { LANG_ZH, LANG_EN, LANG_RU, LANG_COUNT };
static const char *const langs[LANG_COUNT] = {"zh", "en", "ru"};

typedef struct {
  ent_str name;
  ent_str labels[LANG_COUNT];
  uint32_t subjects, objects; /* bit i: ent_type i is admitted */
  int stance;
} relation_row;

struct ent_ontology {
  ent_triples triples; /* owns the texts of every name and label */
  relation_row *relations;
  uint32_t count, capacity;
  ent_index by_name; /* ids are index + 1 */
  ent_str class_labels[ENT_TYPE_COUNT][LANG_COUNT];
};

typedef struct {
  ent_ontology *ontology;
  const ent_triples *triples;
  const char *path;
  const ent_sink *sink;
  ent_sym type, label, domain, range, subclass, subproperty, related, stance, rank, first, rest, nil, union_of;
  ent_sym classes[ENT_TYPE_COUNT];
  bool out_of_memory;
  uint32_t gaps; /* what is missing from the ontology */
} loader;

static void find_symbols(loader *l) {
  const ent_triples *t = l->triples;
  l->type = ent_triples_find(t, RDF "type");
  l->first = ent_triples_find(t, RDF "first");
  l->rest = ent_triples_find(t, RDF "rest");
  l->nil = ent_triples_find(t, RDF "nil");
  l->label = ent_triples_find(t, RDFS "label");
  l->domain = ent_triples_find(t, RDFS "domain");
  l->range = ent_triples_find(t, RDFS "range");
  l->subclass = ent_triples_find(t, RDFS "subClassOf");
  l->subproperty = ent_triples_find(t, RDFS "subPropertyOf");
  l->union_of = ent_triples_find(t, OWL "unionOf");
  l->related = ent_triples_find(t, ENT_NS "relatedTo");
  l->stance = ent_triples_find(t, ENT_NS "takesStanceOn");
  l->rank = ent_triples_find(t, ENT_NS "stanceRank");
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    char iri[sizeof ENT_NS + 32]; /* the names of types are ours, and shorter */
    snprintf(iri, sizeof iri, ENT_NS "%s", ent_type_name((ent_type)i));
    l->classes[i] = ent_triples_find(t, iri);
  }
}

/* Is `class` the class `ancestor` or below it? A class may have several superclasses. */
static bool is_below(const loader *l, ent_sym class, ent_sym ancestor, int depth) {
  if (class == ancestor) return true;
  if (depth == 0) return false;
  ent_triple_walk walk = ent_triples_walk(l->triples, class, l->subclass);
  for (const ent_triple *t; (t = ent_triples_next(l->triples, &walk)) != NULL;)
    if (is_below(l, t->object, ancestor, depth - 1)) return true;
  return false;
}

static uint32_t types_below(const loader *l, ent_sym class) {
  uint32_t types = 0;
  for (int i = 0; i < ENT_TYPE_COUNT; i++)
    if (is_below(l, l->classes[i], class, DEEPEST_CLASS)) types |= 1u << i;
  return types;
}

/* The types that a domain or a range admits: a class with those below it, or a union of classes. */
static uint32_t admitted(const loader *l, ent_sym property, ent_sym predicate) {
  ent_sym class = ent_triples_object(l->triples, property, predicate);
  if (class == 0) return 0;
  ent_sym list = ent_triples_object(l->triples, class, l->union_of);
  if (list == 0) return types_below(l, class);
  uint32_t types = 0;
  for (int i = 0; i < LONGEST_LIST && list != 0 && list != l->nil; i++) {
    types |= types_below(l, ent_triples_object(l->triples, list, l->first));
    list = ent_triples_object(l->triples, list, l->rest);
  }
  return types;
}

static void missing(loader *l, ent_str name, const char *what) {
  l->gaps++;
  ent_report(l->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, l->path, 0, 0, "%.*s has no %s", (int)name.len, name.ptr, what);
}

static void read_labels(loader *l, ent_sym subject, ent_str name, ent_str labels[LANG_COUNT]) {
  bool found[LANG_COUNT] = {false};
  for (int i = 0; i < LANG_COUNT; i++)
    labels[i] = name;
  ent_triple_walk walk = ent_triples_walk(l->triples, subject, l->label);
  for (const ent_triple *t; (t = ent_triples_next(l->triples, &walk)) != NULL;)
    for (int i = 0; i < LANG_COUNT; i++)
      if (ent_str_equal(ent_triples_text(l->triples, t->lang), ent_str_from(langs[i]))) {
        labels[i] = ent_triples_text(l->triples, t->object);
        found[i] = true;
      }
  for (int i = 0; i < LANG_COUNT; i++)
    if (!found[i]) {
      char what[32];
      snprintf(what, sizeof what, "rdfs:label in \"%s\"", langs[i]);
      missing(l, name, what);
    }
}

static void read_relation(loader *l, ent_sym subject) {
  ent_ontology *ontology = l->ontology;
  const size_t prefix = sizeof ENT_NS - 1;
  ent_str iri = ent_triples_text(l->triples, subject);
  if (iri.len <= prefix || memcmp(iri.ptr, ENT_NS, prefix) != 0) return;
  ent_str name = {iri.ptr + prefix, iri.len - prefix};
  relation_row *row = ent_vector_push(&ontology->relations, &ontology->count, &ontology->capacity, sizeof *row);
  if (!row || !ent_index_add(&ontology->by_name, ent_hash_text(name), ontology->count)) {
    l->out_of_memory = true;
    return;
  }
  *row = (relation_row){.name = name};
  read_labels(l, subject, name, row->labels);
  row->subjects = admitted(l, subject, l->domain);
  row->objects = admitted(l, subject, l->range);
  if (row->subjects == 0) missing(l, name, "rdfs:domain");
  if (row->objects == 0) missing(l, name, "rdfs:range");
  ent_str rank = ent_triples_text(l->triples, ent_triples_object(l->triples, subject, l->rank));
  if (rank.len == 1 && rank.ptr[0] >= '1' && rank.ptr[0] <= '9') row->stance = rank.ptr[0] - '0';
}

static void read_classes(loader *l) {
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    ent_str name = ent_str_from(ent_type_name((ent_type)i));
    if (ent_triples_object(l->triples, l->classes[i], l->type) == 0)
      missing(l, name, "rdf:type");
    else
      read_labels(l, l->classes[i], name, l->ontology->class_labels[i]);
  }
}

static void read_relations(loader *l) {
  for (uint32_t i = 0; i < l->triples->count && !l->out_of_memory; i++) {
    const ent_triple t = l->triples->items[i];
    if (t.predicate == l->subproperty && (t.object == l->related || t.object == l->stance) && t.subject != l->stance)
      read_relation(l, t.subject);
  }
  if (l->ontology->count == 0) missing(l, ENT_STR("the ontology"), "relation");
}

ent_status ent_ontology_load(const char *path, const ent_sink *sink, ent_ontology **loaded) {
  *loaded = NULL;
  ent_ontology *ontology = NULL;
  loader l = {.path = path, .sink = sink};
  FILE *stream = fopen(path, "rb");
  if (!stream) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
  ent_status status = ENT_ERR_MEMORY;
  ontology = calloc(1, sizeof *ontology);
  if (!ontology) goto done;
  status = ent_triples_read(&ontology->triples, stream, path, "turtle", ENT_NS, sink);
  if (status != ENT_OK) goto done;
  l.ontology = ontology;
  l.triples = &ontology->triples;
  find_symbols(&l);
  read_classes(&l);
  read_relations(&l);
  status = l.out_of_memory ? ENT_ERR_MEMORY : l.gaps > 0 ? ENT_ERR_DATA : ENT_OK;

done:
  fclose(stream); /* opened for reading: nothing can be lost */
  if (status == ENT_OK)
    *loaded = ontology;
  else
    ent_ontology_free(ontology);
  return status;
}

void ent_ontology_free(ent_ontology *ontology) {
  if (!ontology) return;
  ent_triples_free(&ontology->triples);
  ent_index_free(&ontology->by_name);
  free(ontology->relations);
  free(ontology);
}

uint32_t ent_ontology_relation_count(const ent_ontology *ontology) {
  return ontology->count;
}

int ent_ontology_relation_find(const ent_ontology *ontology, ent_str name) {
  ent_probe probe = ent_index_probe(&ontology->by_name, ent_hash_text(name));
  for (uint32_t id; (id = ent_index_next(&ontology->by_name, &probe)) != 0;)
    if (ent_str_equal(ontology->relations[id - 1].name, name)) return (int)(id - 1);
  return -1;
}

ent_str ent_ontology_relation_name(const ent_ontology *ontology, uint32_t relation) {
  return ontology->relations[relation].name;
}

static ent_str pick_label(const ent_str labels[LANG_COUNT], ent_str lang, ent_str otherwise) {
  for (int i = 0; i < LANG_COUNT; i++)
    if (ent_str_equal(lang, ent_str_from(langs[i]))) return labels[i];
  return otherwise;
}

ent_str ent_ontology_relation_label(const ent_ontology *ontology, uint32_t relation, ent_str lang) {
  return pick_label(ontology->relations[relation].labels, lang, ontology->relations[relation].name);
}

ent_str ent_ontology_class_label(const ent_ontology *ontology, ent_type type, ent_str lang) {
  return pick_label(ontology->class_labels[type], lang, ent_str_from(ent_type_name(type)));
}

bool ent_ontology_admits(const ent_ontology *ontology, uint32_t relation, ent_type subject, ent_type object) {
  const relation_row *row = &ontology->relations[relation];
  return (row->subjects >> subject & 1) && (row->objects >> object & 1);
}

int ent_ontology_stance(const ent_ontology *ontology, uint32_t relation) {
  return ontology->relations[relation].stance;
}
