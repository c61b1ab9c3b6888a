/* Calendar dates in datelines, titles and mastheads. */
#ifndef ENT_EXTRACT_DATELINE_H
#define ENT_EXTRACT_DATELINE_H

#include "extract/layout_rules.h"

typedef struct {
  ent_range range; /* in the text given */
  ent_day day;     /* zeros where the text says nothing */
} ent_found_day;

/* The first date at or behind byte `from`, by the rows of kind "date"; false if there is none. Impossible dates
 * (month 13, day 32) are none. */
bool ent_day_next(const ent_layout_rules *rules, int lang, ent_str text, size_t from, ent_found_day *found);
/* Fills what `day` lacks from `from`: the year always, month and day only if day has neither year nor month. */
ent_day ent_day_complete(ent_day day, ent_day from);
bool ent_day_is_full(ent_day day);
/* True if a short text is nothing but dates, a place, and what stands between them. */
bool ent_day_is_dateline(const ent_layout_rules *rules, int lang, ent_str text);

#endif
