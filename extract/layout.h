/* Lines to blocks: what belongs together, what is page furniture; and the text of each block with its lines joined and
 * stray spaces gone. */
#ifndef ENT_EXTRACT_LAYOUT_H
#define ENT_EXTRACT_LAYOUT_H

#include "extract/layout_rules.h"
#include "extract/page.h"

typedef enum {
  ENT_BLOCK_TEXT, /* 0 */
  ENT_BLOCK_FURNITURE,
  ENT_BLOCK_MASTHEAD,  /* furniture with the date of the page */
  ENT_BLOCK_GOES_ON,   /* furniture: 下转第三版 */
  ENT_BLOCK_CONTINUED, /* furniture: 上接一版, with 《title》 or without */
} ent_block_kind;

typedef struct {
  uint32_t first, last;            /* its pieces */
  ent_range text;                  /* in ent_layout.text */
  ent_pattern_signature signature; /* of its lines, and a space */
  uint32_t line;                   /* index of its first line in the page */
  uint8_t kind;                    /* ent_block_kind */
  uint8_t hint, level;             /* of its first line */
  bool blank;                      /* a blank line before it */
  bool indented;                   /* its first line is indented against its neighbours */
  bool article;                    /* markup begins a new article here */
  bool goes_on;                    /* a 下转 mark was cut off behind it or follows it */
  bool continued;                  /* a 上接 mark without a title was cut off before it or precedes it */
  bool prose;                      /* has punctuation that only running text has */
} ent_block;

/* A part of a block: a line or what is left of it. */
typedef struct {
  uint32_t begin, end; /* bytes of the page's text */
  uint32_t next;       /* the block's next piece, UINT32_MAX: none */
} ent_piece;

typedef struct {
  ent_chars text; /* the blocks' texts, one after the other */
  ent_block *blocks;
  uint32_t block_count, block_capacity;
  ent_piece *pieces;
  uint32_t piece_count, piece_capacity;
  int lang;
} ent_layout;

/* Fills a zeroed layout and the lines' `cut`. `lang` is an ENT_LANG_ number. */
ent_status ent_layout_build(ent_page *page, int lang, const ent_layout_rules *rules, ent_layout *layout);
void ent_layout_free(ent_layout *layout);
ent_str ent_layout_text(const ent_layout *layout, const ent_block *block);
/* ent_layout_match for a block's text. */
const ent_layout_rule *ent_layout_match_block(const ent_layout_rules *rules, const ent_layout *layout,
                                              ent_layout_kind kind, const ent_block *block, size_t *length);

/* compose.c: writes the text of all blocks. */
ent_status ent_layout_compose(const ent_page *page, const ent_layout_rules *rules, ent_layout *layout);
/* True if one space has to stand between the two characters when lines are joined. */
bool ent_layout_needs_space(int lang, uint32_t left, uint32_t right);

/* Whether the lines around line `index` are wrapped to a column, and whether that line is full, so that the sentence
 * may go on in the next one (wrap.c). */
typedef struct {
  bool wrapped, full;
} ent_wrap;
ent_wrap ent_layout_wrap(const ent_page *page, uint32_t index, uint32_t next);
/* True if line `next`, behind a blank one, is no paragraph's first line although line `index` before it has no comma
 * that tells it from a heading: `index` is full, perhaps but for the indentation it lost, and the paragraphs around
 * begin with lines that are indented (as is line `first`, where `index`'s paragraph begins), or shorter than `next` by
 * an indentation. */
bool ent_layout_is_inner(const ent_page *page, uint32_t first, uint32_t index, uint32_t next);
/* Has punctuation of running text before its last character. */
bool ent_layout_has_clause(ent_str text);
/* Sets ent_line.running of all lines, from `furniture` and page breaks (running.c). */
ent_status ent_layout_mark_running(ent_page *page);
/* Sets ent_line.cut of all lines. */
void ent_layout_mark_cuts(ent_page *page);

#endif
