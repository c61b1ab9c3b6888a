/* Matching of the patterns in layout.tsv (their syntax: extract/layout_rules.h). */
#ifndef ENT_EXTRACT_PATTERN_H
#define ENT_EXTRACT_PATTERN_H

#include "graph/arena.h"
#include "graph/status.h"

/* How far into a text a pattern can see, in bytes. Longer texts match only patterns that end before it. */
#define ENT_PATTERN_REACH 511
/* How far the patterns of a paragraph's begin (markers, datelines of agencies) see. Bytes; 50 Chinese characters. */
#define ENT_PATTERN_HEAD 160

typedef enum {
  ENT_PATTERN_LITERAL,  /* one of `texts`, one of which may be empty */
  ENT_PATTERN_NUMBER,   /* # */
  ENT_PATTERN_DIGITS,   /* @ */
  ENT_PATTERN_NAME,     /* ~ */
  ENT_PATTERN_ANYTHING, /* * */
  ENT_PATTERN_SPACE,    /* space */
  ENT_PATTERN_ONE,      /* ? */
} ent_pattern_kind;

typedef struct {
  const ent_str *texts;
  const uint8_t (*classes)[2]; /* of each text's first and last character */
  uint32_t count;              /* of texts */
  uint8_t kind;                /* ent_pattern_kind */
  bool empty;                  /* one of the texts is empty */
} ent_pattern_element;

/* A pattern taken apart. Its texts borrow from its source. */
typedef struct {
  const ent_pattern_element *elements;
  uint32_t count;
} ent_pattern;

/* Memory is the arena's. ENT_ERR_MEMORY, or ENT_ERR_DATA for a group that is not closed or a "\" at the end. */
ent_status ent_pattern_compile(ent_str source, ent_arena *arena, ent_pattern *pattern);

/* Time is proportional to reach times the length of the pattern, whatever the texts: the set of places that the
 * pattern so far can reach is carried along (Thompson, "Regular expression search algorithm", CACM 11, 1968). */

/* True if the pattern covers the text from begin to end. */
bool ent_pattern_whole(const ent_pattern *pattern, ent_str text);
/* Bytes that the pattern covers at the begin of the text; the shortest cover. 0: no match. */
size_t ent_pattern_prefix(const ent_pattern *pattern, ent_str text);
/* Bytes at the end of the text that the pattern covers; the longest cover within the last ENT_PATTERN_REACH / 4
 * bytes. 0: no match. */
size_t ent_pattern_suffix(const ent_pattern *pattern, ent_str text);

/* Cheap tests, each false only if the pattern cannot match: its first elements at the begin of the text, its last one
 * at the end, its literals in their order. */
bool ent_pattern_may_begin(const ent_pattern *pattern, ent_str text);
bool ent_pattern_may_end(const ent_pattern *pattern, ent_str text);
bool ent_pattern_may_follow(const ent_pattern *pattern, ent_str text);

/* Which characters stand in a text, by their class: a set that may say yes to one that does not. */
typedef struct {
  uint64_t bits[4];
} ent_pattern_signature;
ent_pattern_signature ent_pattern_sign(ent_str text);
/* False if the pattern's literals cannot stand in the text with this signature. */
bool ent_pattern_may_have(const ent_pattern *pattern, const ent_pattern_signature *signature);
/* The class of a character, below 256 (multiplicative hashing: Knuth, TAOCP 3, 6.4). */
static inline uint32_t ent_pattern_class(uint32_t code_point) {
  return (code_point * UINT32_C(2654435761)) >> 24;
}

static inline void ent_pattern_sign_one(ent_pattern_signature *signature, uint32_t code_point) {
  uint32_t class = ent_pattern_class(code_point);
  signature->bits[class / 64] |= UINT64_C(1) << (class % 64);
}

/* All numerals and all spaces, as text. */
extern const char ent_pattern_numerals[], ent_pattern_spaces[];
/* Characters that numbers are made of: decimal digits, full-width digits, Chinese numerals. */
bool ent_pattern_is_numeral(uint32_t code_point);
/* Space, tab, no-break space, U+2000 to U+200A, U+202F, U+3000. */
bool ent_pattern_is_space(uint32_t code_point);

#endif
