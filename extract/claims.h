/* Claims of one line: acts with who, what, mode and strength. See doc/rules.5 for the frames. */
#ifndef ENT_EXTRACT_CLAIMS_H
#define ENT_EXTRACT_CLAIMS_H

#include "extract/reading.h"

#define ENT_LIST_MAX 64u

/* Things that play one part in an act together: X、Y和Z. */
typedef struct {
  uint32_t things[ENT_LIST_MAX];
  uint32_t count;
} ent_party;

/* A stretch of tokens without a comma in it. */
typedef struct {
  uint32_t first, last; /* tokens, last exclusive */
  uint32_t mark;        /* the code point that ends it, 0 at the end of the line */
} ent_segment;

typedef enum { ENT_SUBJECT_NONE, ENT_SUBJECT_FOUND, ENT_SUBJECT_OTHER } ent_subject_state;

/* Where the reader is: who spoke last, which event and which body were named last. */
typedef struct {
  ent_party subject;
  uint32_t paragraph;
  uint32_t event;
  uint32_t body;
  uint32_t object;  /* of the last stance */
  uint32_t speaker; /* whose turn it is: thing, 0: nobody's */
  uint32_t turn;    /* paragraph of the turn */
  uint32_t vote;    /* what was voted on last */
} ent_course;

typedef struct {
  ent_reading *reading;
  ent_line *line;
  ent_course *course;
  ent_segment *segments;
  uint32_t segment_count, segment_capacity;
  bool reported;                 /* 据报道: what the line says is somebody else's word */
  bool question;                 /* the line asks: nothing is asserted */
  uint32_t previous;             /* relation + 1 of the act whose object the next clauses may continue, 0: none */
  bool blocked;                  /* an initiative or a text is the subject: nobody's stance follows */
  uint32_t when, where, speaker; /* of the claim that is being made: things, index + 1, 0: not said */
  bool taken;                    /* an act of the line made a claim */
} ent_clauses;

/* clauses.c: structure of the line */
ent_status ent_clauses_split(ent_clauses *clauses);
bool ent_is_agent(const ent_reading *reading, const ent_line *line, uint32_t token);
/* Reads the list of agents that begins at `token`; returns the token behind it (`token` if there is none). */
uint32_t ent_agents_read(const ent_reading *reading, const ent_line *line, uint32_t token, uint32_t last,
                         ent_party *party);
/* The same for a single country: 反对1票（英国）. */
bool ent_aside_one(const ent_reading *reading, const ent_line *line, uint32_t token, ent_party *party);
/* Countries in the brackets behind a token: 部分成员国（白俄罗斯、哈萨克斯坦…）; false if it is no list of countries.
 */
bool ent_aside_countries(const ent_reading *reading, const ent_line *line, uint32_t token, ent_party *party);
/* The list of agents that ends in front of `token`; returns its first token (`token` if there is none). */
uint32_t ent_agents_before(const ent_reading *reading, const ent_line *line, uint32_t first, uint32_t token,
                           ent_party *party);
/* Who does what the token says, searched in [first, token). `with` gets the other side (同Y), if any. */
ent_subject_state ent_subject_find(const ent_reading *reading, const ent_line *line, uint32_t first, uint32_t token,
                                   ent_party *party, ent_party *with);
const ent_act *ent_act_at(const ent_reading *reading, const ent_line *line, uint32_t token);
/* Mode of an act from the words between `first` and the act; *negated is set apart. */
ent_modality ent_mode_of(const ent_line *line, uint32_t first, uint32_t act, bool *negated);
ent_str ent_strength_of(ent_reading *reading, const ent_line *line, uint32_t first, uint32_t act);

/* objects.c: the object of a stance, as things (entities or issues) */
void ent_objects_read(ent_reading *reading, ent_line *line, uint32_t first, uint32_t last, ent_party *objects);

/* topics.c: 对X in front of the verb at `before`, in this clause or in those before it; the clause in front as a topic
 * (将走廊政治化的言行，双方不予接受). Both give the token range of the object. */
bool ent_object_fronted(const ent_clauses *clauses, uint32_t segment, uint32_t before, uint32_t *first, uint32_t *last);
bool ent_object_topic(const ent_clauses *clauses, uint32_t segment, uint32_t *first, uint32_t *last);
/* stances.c: the act is part of an attributive clause (X支持的Y); it is used as a noun (受到支持). */
bool ent_act_is_attributive(const ent_line *line, uint32_t act, uint32_t last);
bool ent_act_is_nominal(const ent_line *line, uint32_t first, uint32_t act);

/* stances.c, deeds.c, circumstances.c */
void ent_claims_stances(ent_clauses *clauses, uint32_t segment);
void ent_claims_deeds(ent_clauses *clauses, uint32_t segment);
void ent_claims_memberships(ent_clauses *clauses, uint32_t segment);
/* Not yet sure: 拟, 如, 建议, and what is only proposed, supported or denied in front of `verb`. A set date (将于,
 * 定于) is the calendar's. */
bool ent_claim_is_open(const ent_clauses *clauses, uint32_t segment, uint32_t verb);
void ent_claims_votes(ent_clauses *clauses); /* votes.c: of a whole line */
void ent_claims_circumstances(ent_clauses *clauses, uint32_t segment);

/* Date and place among the adverbials of [first, last), for the claims made until it is called with an empty range. */
void ent_claim_setting(ent_clauses *clauses, uint32_t first, uint32_t last);
void ent_claim_add(ent_clauses *clauses, const ent_party *subjects, int32_t relation, const ent_party *objects,
                   ent_modality modality, ent_str strength, uint8_t confidence, ent_str rule);
void ent_claim_pair(ent_clauses *clauses, uint32_t subject, const char *relation, uint32_t object,
                    ent_modality modality, uint8_t confidence, const char *rule);

#endif
