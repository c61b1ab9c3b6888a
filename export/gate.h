/* The gate: whatever goes to raptor2 or libxml2 passes here first, because neither checks what it is given. raptor2
 * drops the rest of a subject at the first ill-formed literal and reports success; libxml2 writes U+0001 as it is.
 *
 * Results are arena memory or, where nothing had to change, the argument itself; ptr is NULL when out of memory. */
#ifndef ENT_EXPORT_GATE_H
#define ENT_EXPORT_GATE_H

#include "graph/arena.h"

/* Text that every format can hold: each ill-formed byte, control character other than tab, line feed and carriage
 * return, and noncharacter becomes one U+FFFD, so that offsets into well-formed text stay what they were. */
ent_str ent_gate_text(ent_arena *arena, ent_str text);
/* As ent_gate_text, and tabs, line feeds and carriage returns become spaces: for formats of one line per record. */
ent_str ent_gate_line(ent_arena *arena, ent_str text);
/* base + local as an IRI: bytes that may not stand in an IRIREF of Turtle (controls, space, <>"{}|^`\), ill-formed
 * bytes and a % that begins no escape are percent-encoded. NUL-terminated. */
ent_str ent_gate_iri(ent_arena *arena, ent_str base, ent_str local);
/* A language tag in lower case, empty if it is not of the form of RFC 5646 (letters and digits, at most 8, joined
 * by hyphens, letters first). NUL-terminated. */
ent_str ent_gate_lang(ent_arena *arena, ent_str lang);
/* Hundredths as an xsd:decimal with a point in it ("0.95", "1.0"), which Turtle's shorthand needs in order to be read
 * as a decimal again. */
ent_str ent_gate_decimal(ent_arena *arena, unsigned hundredths);

/* How exact an EDTF value is that is one day, month or year of the years 0000 to 9999. */
typedef enum { ENT_DATE_OTHER, ENT_DATE_DAY, ENT_DATE_MONTH, ENT_DATE_YEAR } ent_date_precision;
ent_date_precision ent_gate_date(ent_str edtf);

#endif
