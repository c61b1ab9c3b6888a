/* Classes of characters that layout and segmentation ask for. They are properties of characters, not of a language. */
#ifndef ENT_EXTRACT_LETTERS_H
#define ENT_EXTRACT_LETTERS_H

#include "graph/arena.h"

typedef enum {
  ENT_LETTER_OTHER,
  ENT_LETTER_IDEOGRAPH, /* Han, kana, Hangul, CJK punctuation, full-width forms */
  ENT_LETTER_DIGIT,     /* ASCII */
  ENT_LETTER_ALPHABET,  /* Latin, Greek, Cyrillic */
  ENT_LETTER_MARK       /* ASCII punctuation */
} ent_letter_class;

ent_letter_class ent_letter(uint32_t code_point);
/* Ends a sentence: 。！？!?… and their half- and full-width forms; not the ASCII full stop. */
bool ent_letter_is_ender(uint32_t code_point);
/* Opening and closing brackets and quotation marks; the other member of the pair, or 0. */
uint32_t ent_letter_closer(uint32_t opening);
bool ent_letter_is_closer(uint32_t code_point);
bool ent_letter_is_quote(uint32_t code_point);
/* May not begin a line: ，。、；：！？）》” … */
bool ent_letter_is_trailing(uint32_t code_point);
/* Nothing to see: zero-width, bidi controls, soft hyphen, C0 and C1 controls. Never part of the working text. */
bool ent_letter_is_invisible(uint32_t code_point);
bool ent_letter_is_upper(uint32_t code_point);
bool ent_letter_is_lower(uint32_t code_point);
/* First and last code point of a text, 0 if it is empty. */
uint32_t ent_letter_first(ent_str text);
uint32_t ent_letter_last(ent_str text);

/* A common unified ideograph (U+4E00 to U+9FFF): no mark, digit, bracket or space of any kind. */
static inline bool ent_letter_is_ideograph(uint32_t code_point) {
  return code_point >= 0x4E00 && code_point <= 0x9FFF;
}

#endif
