/* The tables that ent_layout_list looks rules up in; filled while the rules are loaded (layout_rules.c). */
#ifndef ENT_EXTRACT_RULE_INDEX_H
#define ENT_EXTRACT_RULE_INDEX_H

#include "extract/layout_rules.h"

/* Enters rule `index` of the list: a pattern, a word, a date pattern with the names of months.
 */
void ent_layout_index_pattern(ent_layout_list *list, uint32_t index);
void ent_layout_index_word(ent_layout_list *list, uint32_t index);
void ent_layout_index_date(ent_layout_list *list, uint32_t index, const ent_layout_list *months);

#endif
