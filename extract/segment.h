/* Paragraphs to sentences. */
#ifndef ENT_EXTRACT_SEGMENT_H
#define ENT_EXTRACT_SEGMENT_H

#include "extract/layout_rules.h"

/* The sentences of one paragraph, appended to the vector as ranges relative to `text`, each without surrounding white
 * space and with its final punctuation and closing quotes. Every character that is no white space is in one of them.
 * Time is linear in the text. */
typedef struct {
  ent_range *items;
  uint32_t count, capacity;
} ent_sentence_list;

ent_status ent_segment(const ent_layout_rules *rules, int lang, ent_str text, ent_sentence_list *list);

#endif
