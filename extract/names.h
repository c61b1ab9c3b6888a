/* Helpers of the names_*.c files. Tokens are addressed by their index in the line. */
#ifndef ENT_EXTRACT_NAMES_H
#define ENT_EXTRACT_NAMES_H

#include "extract/reading.h"

#define ENT_QUOTE_OPEN 0x201Cu
#define ENT_QUOTE_CLOSE 0x201Du

/* The opening quotation mark that matches the closing one at `close`; `close` if there is none on this line. */
uint32_t ent_quote_open(const ent_line *line, uint32_t close);
/* An act of one of the kinds (bit per ent_act_kind) stands at most eight tokens in front, with no break between. */
bool ent_act_of_kind_before(const ent_reading *reading, const ent_line *line, uint32_t token, uint8_t kind_mask);
/* The head noun makes a name by itself: 国事访问. */
bool ent_is_self_head(const ent_line *line, uint32_t head);

/* names_anaphora.c */
/* The thing of this type mentioned last whose name ends in the head noun, 0: none. */
uint32_t ent_last_with_head(const ent_reading *reading, ent_type type, ent_str head);
/* The thing that is the same by its ordinal: 理事会第二十五次会议 and 上海合作组织成员国元首理事会第二十五次会议; 0:
 * none. */
uint32_t ent_same_ordinal(const ent_reading *reading, ent_type type, ent_str name);
/* 本次, 此次, 该: the word points to a meeting that was named. */
bool ent_is_this_meeting(const ent_line *line, uint32_t token);
/* The document's meeting ends in the same two characters as this head. */
bool ent_ends_alike(const ent_reading *reading, const ent_line *line, uint32_t head);
/* 该组织, 本次会议, 会议: marks the head noun as a mention of the last thing of its kind. */
void ent_names_anaphor(ent_reading *reading, ent_line *line, uint32_t head, ent_type type, ent_class head_class);
/* The document's own meeting, written though it stands only inside the name of its declaration. */
void ent_note_event(ent_reading *reading, uint32_t thing);

/* names_places.c, names_framed.c: parts of ent_names_grown */
void ent_names_places(ent_reading *reading, ent_line *line);
void ent_names_sessions(ent_reading *reading, ent_line *line);
void ent_names_about(ent_reading *reading, ent_line *line);
void ent_names_title(ent_reading *reading, ent_line *line);
void ent_names_quoted_head(ent_reading *reading, ent_line *line, uint32_t head, ent_type type);
void ent_names_quoted(ent_reading *reading, ent_line *line);

#endif
