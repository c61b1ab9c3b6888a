/* What changed between two graphs, in what they say and not in their bytes.
 *
 * Things are the same when their IRIs are. A claim of OLD and one of NEW are a pair when they relate the same two
 * things by the same relation, first within one document, then across documents, so that the evidence may move and last
 * year's declaration can be held against this year's. What is left without a pair is compared once more: the same
 * subject and object with another stance is a softened or hardened one; the only relation of its kind that a subject
 * has in both graphs, with another object, is a changed object. */
#ifndef ENT_GRAPH_DIFF_H
#define ENT_GRAPH_DIFF_H

#include "graph/model.h"

/* The least likeness (Dice coefficient of character bigrams; Dice, Ecology 26(3), 1945) at which things with different
 * IRIs are paired when asked for. The gold files' scorer takes an issue for the same from here on (ANNOTATION.md 4). */
#define ENT_DIFF_ALIKE 0.5

typedef enum {
  ENT_CHANGE_HARDENED, /* a stance moved down the order of stances, towards condemned */
  ENT_CHANGE_SOFTENED, /* up, towards supports */
  ENT_CHANGE_CHANGED,  /* see ent_change.fields */
  ENT_CHANGE_ADDED,
  ENT_CHANGE_REMOVED,
  ENT_CHANGE_SILENT, /* removed, and NEW makes no claim about the object at all */
  ENT_CHANGE_MOVED,  /* only the evidence is another; no change of what is said */
  ENT_CHANGE_KIND_COUNT
} ent_change_kind;
/* "hardened", … Static. */
const char *ent_change_name(ent_change_kind kind);

/* What differs between the two claims of a pair. */
enum {
  ENT_FIELD_SUBJECT = 1 << 0,
  ENT_FIELD_RELATION = 1 << 1,
  ENT_FIELD_OBJECT = 1 << 2,
  ENT_FIELD_MODALITY = 1 << 3,
  ENT_FIELD_STRENGTH = 1 << 4,
  ENT_FIELD_DATE = 1 << 5,
  ENT_FIELD_PLACE = 1 << 6,
  ENT_FIELD_SPEAKER = 1 << 7,
  ENT_FIELD_COUNT = 8
};
/* "subject", …, by the number of its bit. Static. */
const char *ent_field_name(int field);

typedef struct {
  ent_change_kind kind;
  ent_id before, after; /* claims of OLD and NEW; 0: none */
  unsigned fields;
  uint8_t score; /* hundredths: how alike the things are that were paired by their words; 100: they are the same */
} ent_change;

typedef enum {
  ENT_THING_RENAMED, /* another name (and perhaps IRI), with the same claims; by likeness when asked for */
  ENT_THING_CHANGED, /* the same IRI and name; other labels, another type, Wikidata item or date */
  ENT_THING_ADDED,
  ENT_THING_REMOVED,
  ENT_THING_KIND_COUNT
} ent_thing_kind;
const char *ent_thing_kind_name(ent_thing_kind kind); /* "renamed", … Static. */

typedef struct {
  ent_thing_kind kind;
  ent_id before, after; /* entities */
  uint8_t score;        /* hundredths: 100 unless the two were paired by their words */
  bool alike;           /* paired by their words */
} ent_thing_change;

/* Whether the documents that both graphs hold, or the one document of each, are the same bytes. */
typedef enum { ENT_TEXT_UNKNOWN, ENT_TEXT_SAME, ENT_TEXT_CHANGED } ent_text_state;

typedef struct {
  const ent_graph *before, *after;
  ent_change *changes; /* by kind, then by the IRIs of subject and object */
  uint32_t change_count, change_capacity;
  ent_thing_change *things; /* by kind, then by IRI */
  uint32_t thing_count, thing_capacity;
  uint32_t counts[ENT_CHANGE_KIND_COUNT], thing_counts[ENT_THING_KIND_COUNT];
  uint32_t same; /* claims that did not change */
  ent_text_state text;
} ent_diff;

typedef struct {
  /* Place of a relation on the order of stances, 0 if it is none; NULL: no stances are known. */
  int (*stance)(const void *user, ent_str relation);
  const void *user;
  double alike;  /* pair things and claims by their words from this likeness on, 0: do not */
  bool evidence; /* list moved evidence too */
} ent_diff_options;

/* Compares. The graphs must outlive the diff. The result belongs to the caller: ent_diff_free. */
ent_status ent_diff_make(const ent_graph *before, const ent_graph *after, const ent_diff_options *options,
                         ent_diff *diff);
void ent_diff_free(ent_diff *diff);
/* True if what is said differs: a change of claims that is no moved evidence, or of things. */
bool ent_diff_differs(const ent_diff *diff);

#endif
