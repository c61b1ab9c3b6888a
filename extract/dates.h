/* Calendar expressions in folded Chinese text, and what they are in EDTF.
 *
 * Extended Date/Time Format: Library of Congress specification of 2019-02-04 (ISO 8601-2:2019, annex), levels 0 and 1:
 * 2025-09-01, 2025-06, 2025, 2024-11-04/2024-11-05. */
#ifndef ENT_EXTRACT_DATES_H
#define ENT_EXTRACT_DATES_H

#include "extract/document.h"

/* Which year or month an expression leaves to its context. */
typedef enum {
  ENT_DATE_OWN,       /* says its year itself, or leaves it to the dates before it */
  ENT_DATE_THIS_YEAR, /* 今年 本年 */
  ENT_DATE_LAST_YEAR, /* 去年 */
  ENT_DATE_NEXT_YEAR, /* 明年 */
  ENT_DATE_THIS_MONTH,
  ENT_DATE_LAST_MONTH,
  ENT_DATE_TODAY,
  ENT_DATE_YESTERDAY,
  ENT_DATE_TOMORROW
} ent_date_reference;

typedef struct {
  ent_day from, to;   /* zeros: not said; `to` all zero: no range */
  ent_date_reference reference;
} ent_date;

/* Reads the longest calendar expression that begins at text[0]. Returns its length in bytes, 0 if there is none.
 * Durations (24年来, 80周年, 未来5年) are none. */
uint32_t ent_date_read(const char *text, size_t len, ent_date *date);

/* What dates without a year are completed from: the last complete date before, and the document's own. */
typedef struct {
  ent_day last;
  ent_day document;
} ent_date_context;

/* Completes a date from its context and moves context->last on. False when its year stays unknown. */
bool ent_date_complete(ent_date *date, ent_date_context *context);

/* EDTF of a completed date, and its bounds as xsd:date (both 10 characters). Arena memory; ptr NULL: out of memory. */
ent_str ent_date_edtf(ent_arena *arena, const ent_date *date);
ent_str ent_date_earliest(ent_arena *arena, const ent_date *date);
ent_str ent_date_latest(ent_arena *arena, const ent_date *date);

/* A Chinese or Arabic numeral below 10,000 at text[0]: its length in bytes and its value; 0 if there is none. */
uint32_t ent_numeral_read(const char *text, size_t len, int *value);

#endif
