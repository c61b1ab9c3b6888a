/* The graph: documents, entities, mentions and claims, unique by IRI.
 *
 * Everything is addressed by 32-bit ids that start at 1; 0 means none. Texts are symbols of the graph's own
 * interner. IRIs are stored without the base ("country/CHN"): the writer puts the base in front.
 * Adding a thing whose IRI is there already unites it with the one that is there, so a graph is a set and
 * merging is associative, commutative and idempotent. Not thread-safe: one graph per thread, merged afterwards. */
#ifndef ENT_GRAPH_MODEL_H
#define ENT_GRAPH_MODEL_H

#include "graph/intern.h"

typedef uint32_t ent_id;

/* The classes of entities (ANNOTATION.md section 1). Their names, labels and order in the ontology are data; the
 * numbers are used inside the program only and never written. */
typedef enum {
  ENT_COUNTRY,
  ENT_ORGANIZATION,
  ENT_GROUP,
  ENT_PERSON,
  ENT_PLACE,
  ENT_TREATY,
  ENT_EVENT,
  ENT_INITIATIVE,
  ENT_DATE,
  ENT_ISSUE,
  ENT_TYPE_COUNT
} ent_type;

/* "Country", "Organization", …: the local name in the ns# namespace. Static. */
const char *ent_type_name(ent_type type);
/* False when the name is no type. */
bool ent_type_find(ent_str name, ent_type *type);

typedef enum { ENT_ASSERTED, ENT_PLANNED, ENT_CALLED_FOR, ENT_DENIED, ENT_REPORTED, ENT_MODALITY_COUNT } ent_modality;
const char *ent_modality_name(ent_modality modality); /* "asserted", "planned", "called-for", "denied", "reported" */
bool ent_modality_find(ent_str name, ent_modality *modality);

/* Offsets of a piece of a document. Code points and bytes count from 0, end exclusive; lines and columns from 1.
 * begin/end: code points of the document's working text; byte_begin/byte_end: bytes of the original file. */
typedef struct {
  ent_id document;
  uint32_t begin, end;
  uint64_t byte_begin, byte_end;
  uint32_t line_begin, line_end;
  ent_sym quote; /* the working text of the span */
} ent_span;

typedef struct {
  ent_sym text;
  ent_sym lang; /* lower-case BCP 47, or 0: no language */
} ent_label;

typedef struct {
  ent_sym iri;         /* local: "document/…" */
  ent_sym file;        /* the path as the user named it */
  ent_sym title;       /* 0: none */
  ent_sym lang;        /* "zh" */
  ent_sym date;        /* EDTF, 0: unknown */
  ent_sym kind;        /* "declaration", "speech", "news", … 0: unknown */
  ent_sym encoding;    /* as it was read: "UTF-8", "GB18030", … */
  ent_sym sha256;      /* 64 hex digits of the original bytes */
  ent_sym generator;   /* the program that read it, of a graph read back; 0: this one */
  uint32_t characters; /* code points of the working text */
  uint32_t article;    /* ordinal of the article in its file, from 1 */
} ent_document_node;

typedef struct {
  ent_sym iri;
  uint8_t type;                   /* ent_type */
  ent_sym wikidata;               /* "Q148" or 0 */
  ent_sym edtf, earliest, latest; /* dates only: EDTF and xsd:date bounds */
  ent_label preferred;            /* the canonical name */
  ent_label *labels;              /* the other names, unique, unsorted; malloc memory of the graph */
  uint32_t label_count, label_capacity;
  ent_sym rule; /* which row or rule found it first: "ontology/countries.tsv:42" */
} ent_entity;

typedef struct {
  ent_id entity;
  ent_span span;
} ent_mention;

/* How often a document names an entity, known without the mentions themselves: of a graph read back. */
typedef struct {
  ent_id entity, document;
  uint32_t count;
} ent_tally;

typedef struct {
  ent_id subject, object;      /* entities */
  ent_sym relation;            /* local name in ns#: "signed" */
  uint8_t modality;            /* ent_modality */
  uint8_t confidence;          /* hundredths, 1..100 */
  ent_sym strength;            /* the words that grade it: "强烈", or 0 */
  ent_id date, place, speaker; /* entities or 0 */
  ent_sym rule;                /* "acts.tsv:17" */
  ent_span evidence;           /* the sentence that proves it */
  ent_sym iri;                 /* set by the graph: "claim/" + hash of subject, relation, object, modality, document */
} ent_claim;

/* ent_graph itself, its making, freeing, merging and its counts are public: entente.h. */

ent_intern *ent_graph_intern(ent_graph *graph);
/* Convenience: the symbol of a text and the text of a symbol. */
ent_sym ent_graph_sym(ent_graph *graph, ent_str text);
ent_str ent_graph_text(const ent_graph *graph, ent_sym symbol);

/* Each add returns the id of the (new or united) node, 0 when out of memory or when the argument is unsound: no IRI or
 * relation, an id or a type that is not there, a symbol that is ENT_SYM_FAILED (so that symbols need no check of their
 * own). The argument's symbols must be of this graph. Uniting keeps what is set over what is not and else what sorts
 * first by bytes, never what came first; a differing preferred label becomes another label unless it sorts before
 * (language, text) the one that is there. Documents of different sha256: the whole record of the smaller one stays. */
ent_id ent_graph_add_document(ent_graph *graph, const ent_document_node *document);
/* `labels` in the argument are ignored: use ent_graph_add_label. */
ent_id ent_graph_add_entity(ent_graph *graph, const ent_entity *entity);
ent_status ent_graph_add_label(ent_graph *graph, ent_id entity, ent_str text, ent_str lang);
/* The same entity and span again is the same mention. */
ent_status ent_graph_add_mention(ent_graph *graph, ent_id entity, const ent_span *span);
/* The same entity and document again: the larger count. What mentions are known counts too: an entity is named as often
 * as the larger of both says. */
ent_status ent_graph_add_tally(ent_graph *graph, const ent_tally *tally);
/* Sets iri itself. The same subject, relation, object, modality and document again: keeps confidence, evidence and rule
 * of the higher confidence, and of two equal ones the earlier evidence; strength, date, place and speaker are each
 * united: the longer text or IRI, then the first. */
ent_id ent_graph_add_claim(ent_graph *graph, const ent_claim *claim);

ent_id ent_graph_find_entity(const ent_graph *graph, ent_str iri); /* 0: not there */
ent_id ent_graph_find_document(const ent_graph *graph, ent_str iri);

/* Borrowed until the next add; id from 1 to the count. */
const ent_document_node *ent_graph_document(const ent_graph *graph, ent_id id);
const ent_entity *ent_graph_entity(const ent_graph *graph, ent_id id);
const ent_mention *ent_graph_mention(const ent_graph *graph, uint32_t id);
const ent_claim *ent_graph_claim(const ent_graph *graph, ent_id id);
uint32_t ent_graph_tally_count(const ent_graph *graph);
const ent_tally *ent_graph_tally(const ent_graph *graph, uint32_t id);

/* Ids in output order, independent of the order of adding: documents, entities, claims by IRI bytes; mentions by
 * entity IRI, document IRI, offsets; labels by language then text. Arrays are malloc memory of the caller. */
typedef struct {
  ent_id *documents, *entities, *mentions, *claims;
} ent_graph_order;
ent_status ent_graph_sort(const ent_graph *graph, ent_graph_order *order);
void ent_graph_order_free(ent_graph_order *order);

/* The labels but the preferred one, by language then text, in arena memory; NULL when out of memory. */
ent_label *ent_graph_sort_labels(const ent_graph *graph, const ent_entity *entity, ent_arena *arena);

/* The local IRI of a thing: kind (lower-case type name), "/" and the key with everything that may not stand in a
 * path segment of an IRI percent-encoded (RFC 3987: CJK letters stay, "/" does not). A run of white space becomes one
 * "_", none at the ends. Arena memory; ptr NULL when out of memory. */
ent_str ent_iri_make(ent_arena *arena, const char *kind, ent_str key);

#endif
