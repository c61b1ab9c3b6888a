/* Matching of the patterns in layout.tsv (their syntax: extract/layout_rules.h). */
#ifndef ENT_EXTRACT_PATTERN_H
#define ENT_EXTRACT_PATTERN_H

#include "graph/arena.h"

/* How far into a text a pattern can see, in bytes. Longer texts match only patterns that end before it. */
#define ENT_PATTERN_REACH 511
/* How far the patterns of a paragraph's begin (markers, datelines of agencies) see. Bytes; 50 Chinese characters. */
#define ENT_PATTERN_HEAD 160

/* Time is proportional to reach times the length of the pattern, whatever the texts: the set of places that the
 * pattern so far can reach is carried along (Thompson, "Regular expression search algorithm", CACM 11, 1968). */

/* True if the pattern covers the text from begin to end. */
bool ent_pattern_whole(ent_str pattern, ent_str text);
/* Bytes that the pattern covers at the begin of the text; the shortest cover. 0: no match. */
size_t ent_pattern_prefix(ent_str pattern, ent_str text);
/* Bytes at the end of the text that the pattern covers; the longest cover within the last ENT_PATTERN_REACH / 4
 * bytes. 0: no match. */
size_t ent_pattern_suffix(ent_str pattern, ent_str text);
/* False if the pattern's first element, or what may stand in its place, does not fit at the text's begin: a cheap test.
 */
bool ent_pattern_may_begin(ent_str pattern, ent_str text);
/* The same for its end. */
bool ent_pattern_may_end(ent_str pattern, ent_str text);
/* Takes the first element off a pattern, which must not be empty. */
ent_str ent_pattern_element(ent_str *pattern);
/* What an element is: literal text (perhaps behind a "\\"); a group with an empty alternative. */
bool ent_pattern_is_literal(ent_str element);
bool ent_pattern_may_be_empty(ent_str element);
/* Which characters stand in a text, by their class: a set that may say yes to one that does not. */
typedef struct {
  uint64_t bits[4];
} ent_pattern_signature;
ent_pattern_signature ent_pattern_sign(ent_str text);
/* False if `part`, a literal without "\\" or a group, cannot stand in the text with this signature. */
bool ent_pattern_may_have(ent_str part, const ent_pattern_signature *signature);
/* The class of a character, below 256 (multiplicative hashing: Knuth, TAOCP 3, 6.4). */
static inline uint32_t ent_pattern_class(uint32_t code_point) {
  return (code_point * UINT32_C(2654435761)) >> 24;
}
/* False if the literal texts of the pattern do not stand in the text in their order: another. */
bool ent_pattern_may_follow(ent_str pattern, ent_str text);

/* All numerals and all spaces, as text. */
extern const char ent_pattern_numerals[], ent_pattern_spaces[];
/* Characters that numbers are made of: decimal digits, full-width digits, Chinese numerals. */
bool ent_pattern_is_numeral(uint32_t code_point);
/* Space, tab, no-break space, U+2000 to U+200A, U+202F, U+3000. */
bool ent_pattern_is_space(uint32_t code_point);

#endif
