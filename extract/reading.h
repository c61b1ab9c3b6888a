/* One document while it is being read: folded text, sentences as tokens, mentions, things and claims.
 *
 * Lives in one scratch arena; nothing of it outlives ent_extractor_run. The stages fill it in this order:
 * view (text without lifted brackets) → tokens → mentions of things → items → claims. */
#ifndef ENT_EXTRACT_READING_H
#define ENT_EXTRACT_READING_H

#include <string.h>

#include "extract/dates.h"
#include "extract/document.h"
#include "extract/extract.h"
#include "extract/lexicon.h"

/* A bracket that was lifted out of the running text: （以下称“上合组织”）, （2025年6月19日，杜尚别）. */
typedef struct {
  uint32_t view_at; /* view byte in front of which it stood */
  ent_range inside; /* folded bytes between the brackets */
} ent_aside;

/* A stretch of folded text as the matcher sees it: without asides. */
typedef struct {
  ent_str text;
  uint32_t *at; /* at[i]: folded byte of view byte i; at[text.len]: end */
  ent_aside *asides;
  uint32_t aside_count, aside_capacity;
} ent_view;

typedef enum {
  ENT_TOKEN_WORD,    /* in the lexicon, or a name that the document defined */
  ENT_TOKEN_CHAR,    /* a letter or ideograph that nothing covers */
  ENT_TOKEN_LATIN,   /* a run of Latin letters and digits */
  ENT_TOKEN_NUMBER,  /* 5000亿, 16, 三十 */
  ENT_TOKEN_ORDINAL, /* 第二十五次 */
  ENT_TOKEN_SERIAL,  /* 第2231（2015）号 */
  ENT_TOKEN_DATE,
  ENT_TOKEN_TITLE, /* 《…》 */
  ENT_TOKEN_NAME,  /* 米格尔·乌里韦: a transliterated name with a dot */
  ENT_TOKEN_MARK   /* punctuation; `point` tells which */
} ent_token_kind;

typedef struct {
  uint32_t begin, end; /* view bytes */
  uint8_t kind;
  uint32_t point; /* MARK and CHAR: the code point */
  ent_class_set classes;
  const ent_entry *entry; /* NULL: not in the lexicon */
  uint32_t alias;         /* index + 1 of a name that the document defined, 0: none */
  uint32_t date;          /* DATE: index into ent_line.dates */
  uint32_t thing;         /* what the gazetteer or the calendar made of it, even inside a longer name; 0: nothing */
} ent_token;

/* A thing of this document: what becomes an entity of the graph. */
typedef struct {
  uint8_t type;
  const ent_row *row; /* its gazetteer row, or NULL */
  ent_str name;       /* canonical, as in the working text (of the first mention) or the data */
  ent_str key;        /* folded and stripped of quotes and spaces: what makes it one thing */
  ent_str *names;     /* other names, as in the working text */
  uint32_t name_count, name_capacity;
  ent_str edtf, earliest, latest;
  ent_str rule;
  ent_range where; /* first mention, bytes of the working text */
  bool hidden;     /* given up: united with another */
  bool kept;       /* written though no mention of it stands alone */
  bool optional;   /* written only as an end of a claim: 各国, 有关各方 */
  uint32_t graph_id;
} ent_thing;

typedef struct {
  uint32_t first, last; /* tokens, last exclusive */
  uint32_t thing;       /* index + 1; 0: a mention of a kind that makes no entity (a generic phrase) */
  uint8_t type;
  uint32_t line;
  ent_range where;  /* bytes of the working text */
  const char *rule; /* which pattern found it */
} ent_occurrence;

/* A name that the document itself introduced: 以下称“上合组织”. */
typedef struct {
  ent_str folded;
  uint32_t thing; /* index + 1 */
  uint32_t next;  /* index + 1 of another one in its bucket */
} ent_alias;
enum { ENT_ALIAS_BUCKETS = 1024 };

/* One sentence (or aside, or title) with its tokens. */
typedef struct ent_line {
  ent_view view;
  ent_token *tokens;
  uint32_t token_count, token_capacity;
  ent_date *dates;
  uint32_t date_count, date_capacity;
  ent_range where; /* folded bytes */
  uint32_t index;  /* of its sentence in ent_reading.lines; an aside has that of the sentence around it */
  uint32_t paragraph;
  uint8_t paragraph_kind;
  bool aside;
  struct ent_line *asides; /* view.aside_count of them, read as lines of their own */
  uint32_t *owner;         /* owner[token]: index + 1 of its mention (absolute), 0: none */
} ent_line;

typedef struct {
  uint32_t subject, object; /* things, index + 1 */
  uint32_t relation;
  uint8_t modality, confidence;
  ent_str strength;
  uint32_t date, place, speaker; /* things, index + 1, 0: none */
  ent_str rule;
  uint32_t line;
} ent_assertion;

typedef struct ent_reading {
  const ent_lexicon *lexicon;
  const ent_ontology *ontology;
  const ent_document *document;
  const ent_explain *explain;
  ent_arena *arena;
  ent_arena *scratch; /* emptied for the tokens of each line */
  ent_folded folded;
  ent_line *lines;
  uint32_t line_count, line_capacity;
  ent_line *headline; /* 上接…《…》, or NULL */
  ent_thing *things;
  uint32_t thing_count, thing_capacity;
  ent_index thing_index; /* of things by their row, those without one by type and key */
  ent_occurrence *mentions;
  uint32_t mention_count, mention_capacity;
  ent_alias *aliases;
  uint32_t alias_count, alias_capacity;
  uint32_t alias_buckets[ENT_ALIAS_BUCKETS]; /* index + 1 of the first alias that begins with such a character */
  ent_assertion *assertions;
  uint32_t assertion_count, assertion_capacity;
  ent_index assertion_index; /* of the first assertion_indexed assertions, by what they say */
  uint32_t assertion_indexed;
  ent_date_context dates;
  uint32_t issuer;       /* who speaks where nobody is named: thing, index + 1 */
  uint32_t speaker;      /* the person whom 我 stands for: thing, index + 1 */
  uint32_t self;         /* whom 我们 stands for: thing, index + 1 */
  uint32_t parties;      /* the group that 双方, 成员国, … stand for: thing, index + 1 */
  uint32_t event;        /* the meeting that the document comes from: thing, index + 1 */
  uint32_t instrument;   /* the document itself as an instrument: thing, index + 1 */
  uint32_t *bound_votes; /* per gazetteer row: how often its full name stands in the document */
  ent_status failure;    /* first out-of-memory; stages stop when it is set */
} ent_reading;

/* view.c */
/* Where what opens is closed, for marks that nest: (*ends)[i] is the byte behind the mark that closes the one which
 * opens at byte i, 0 if none does or none opens there; NULL if none opens anywhere. Lives in the arena. */
ent_status ent_pairs_find(ent_arena *arena, ent_str text, uint32_t open, uint32_t close, uint32_t **ends);
ent_status ent_view_make(ent_reading *reading, ent_range folded, bool lift, ent_view *view);
/* Bytes of the working text that view bytes [begin, end) came from. */
ent_range ent_view_source(const ent_reading *reading, const ent_view *view, uint32_t begin, uint32_t end);

/* tokens.c */
ent_status ent_tokens_make(ent_reading *reading, ent_line *line);
/* What the rules ask most; a token behind the last one says nothing and is no mark. */
static inline bool ent_token_is(const ent_token *token, ent_class class) {
  return (token->classes >> class & 1) != 0;
}
/* Whether the token is a word of the class that no mention covers. False behind the end of the line. */
static inline bool ent_token_free(const ent_line *line, uint32_t token, ent_class class) {
  return token < line->token_count && line->owner[token] == 0 && ent_token_is(&line->tokens[token], class);
}
static inline ent_str ent_token_text(const ent_line *line, uint32_t token) {
  const ent_token *t = &line->tokens[token];
  return ent_str_make(line->view.text.ptr + t->begin, t->end - t->begin);
}
static inline bool ent_token_says(const ent_line *line, uint32_t token, const char *literal) {
  if (token >= line->token_count) return false;
  ent_str text = ent_token_text(line, token);
  return text.len == strlen(literal) && memcmp(text.ptr, literal, text.len) == 0;
}
static inline bool ent_token_mark(const ent_line *line, uint32_t token, uint32_t point) {
  return token < line->token_count && line->tokens[token].kind == ENT_TOKEN_MARK && line->tokens[token].point == point;
}

/* things.c: every function that adds returns 0 when out of memory and sets reading->failure. Things, mentions and
 * lines are addressed by index + 1. */
uint32_t ent_thing_get(ent_reading *reading, ent_type type, const ent_row *row, ent_str name, const char *rule,
                       ent_range where);
/* The thing with this type and (unfolded) name, or 0. */
uint32_t ent_thing_find(const ent_reading *reading, ent_type type, ent_str name);
static inline ent_thing *ent_thing_at(const ent_reading *reading, uint32_t thing) {
  return &reading->things[thing - 1];
}
/* An organization that states are members of. */
bool ent_thing_is_body(const ent_thing *thing);
void ent_thing_name(ent_reading *reading, uint32_t thing, ent_str name);
/* Makes `other` the same thing as `kept`: mentions, aliases and names go over, `other` is hidden. */
void ent_thing_unite(ent_reading *reading, uint32_t kept, uint32_t other);
/* A date in EDTF as a thing. */
uint32_t ent_thing_date(ent_reading *reading, ent_date *date, ent_range where);
/* A thing, hidden or not, was made for this row. */
bool ent_thing_knows(const ent_reading *reading, const ent_row *row);
/* Which of alias_buckets holds the aliases of a folded text that begins like this, of at least one byte. */
uint32_t ent_alias_bucket(const char *text, size_t len);
/* A name for the thing that later sentences are matched against. */
void ent_alias_add(ent_reading *reading, ent_str name, uint32_t thing);
/* Folded, without quotation marks, title marks, middle dots and spaces. */
ent_str ent_name_key(ent_reading *reading, ent_str name);
/* Working text of the tokens [first, last), without asides. */
ent_str ent_line_text(ent_reading *reading, const ent_line *line, uint32_t first, uint32_t last);
ent_range ent_line_range(const ent_reading *reading, const ent_line *line, uint32_t first, uint32_t last);

/* Marks tokens as a mention of a thing (0: a phrase that is no entity but must not be read as its parts). Mentions that
 * it covers are dropped; returns 0 and does nothing if it would cut one in two. */
uint32_t ent_mention_add(ent_reading *reading, ent_line *line, uint32_t first, uint32_t last, ent_type type,
                         uint32_t thing, const char *rule);
/* The body whose members a bare 成员国 means, 0 if none is named. */
uint32_t ent_reading_body(ent_reading *reading);
/* The mention that a token belongs to, or NULL. */
ent_occurrence *ent_mention_of(const ent_reading *reading, const ent_line *line, uint32_t token);
ent_type ent_mention_type(const ent_reading *reading, const ent_line *line, uint32_t token, bool *found);

/* Adds an asserted claim of a named relation; nothing if an end is 0. `rule`: a static text that names what found it.
 */
void ent_assertion_relate(ent_reading *reading, uint32_t line, uint32_t subject, const char *relation, uint32_t object,
                          uint8_t confidence, const char *rule);
/* Whom the person stands for in what was asserted so far, the first; with `country`, the first country. 0: nobody. */
uint32_t ent_represented_by(const ent_reading *reading, uint32_t person, bool country);
/* Adds a claim of this document if the ontology admits its ends; a repeated one keeps the higher confidence. */
void ent_assertion_add(ent_reading *reading, const ent_assertion *assertion);

/* names_*.c, in the order in which a line goes through them */
void ent_names_gazetteer(ent_reading *reading, ent_line *line);
void ent_names_bound(ent_reading *reading, ent_line *line);
void ent_names_persons(ent_reading *reading, ent_line *line);
void ent_names_grown(ent_reading *reading, ent_line *line);
void ent_names_groups(ent_reading *reading, ent_line *line);
void ent_names_described(ent_reading *reading, ent_line *line);
/* Who stands for whom, by the office in front of a name: after all names of the line are found. */
void ent_names_represents(ent_reading *reading, ent_line *line);
void ent_names_asides(ent_reading *reading, ent_line *line);

/* parts.c: who the document speaks for, and the document as an instrument */
void ent_roles_before(ent_reading *reading, ent_line *line); /* with tokens, before names */
void ent_roles_after(ent_reading *reading, ent_line *line);  /* with names */
ent_status ent_roles_finish(ent_reading *reading);           /* all lines read, before claims */
void ent_roles_turn(ent_reading *reading, ent_line *line);   /* before the claims of a line */

/* emit.c: the document's things and claims into the graph */
ent_status ent_reading_emit(ent_reading *reading, ent_str document_iri, ent_graph *graph);

#endif
