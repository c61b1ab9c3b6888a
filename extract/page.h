/* One file as lines of text, whatever it was: what plain text, HTML, XML, PDF and office documents have in common. */
#ifndef ENT_EXTRACT_PAGE_H
#define ENT_EXTRACT_PAGE_H

#include "extract/chars.h"
#include "extract/document.h"
#include "extract/pattern.h"

/* What the markup says about a line. Plain text says nothing. */
typedef enum {
  ENT_HINT_NONE,
  ENT_HINT_HEADING,   /* h1 to h6 */
  ENT_HINT_ROW,       /* a table row, cells separated by U+3000 */
  ENT_HINT_LABEL,     /* caption or header row of a table: no sentence */
  ENT_HINT_FURNITURE, /* navigation, share bars, footer */
} ent_hint;

typedef struct {
  uint32_t begin, end; /* bytes of the page's text, without surrounding white space; not empty */
  ent_pattern_signature signature;
  uint16_t indent;   /* columns of white space before it (full-width = 2) */
  uint16_t width;    /* columns of the line, saturated */
  uint8_t hint;      /* ent_hint */
  uint8_t level;     /* of a heading, 1 to 6 */
  bool blank;        /* a blank line, page break or block border before it */
  bool hard;         /* begins a block of its own (markup says so) */
  bool soft;         /* a line break inside a block of markup: joins unless the text says otherwise */
  bool article;      /* a new article begins here (markup says so) */
  bool page;         /* a page break before it */
  bool running;      /* a running head or foot (set by ent_layout_build) */
  uint8_t furniture; /* ent_block_kind if it is page furniture by itself, else 0 (set by ent_layout_build) */
  bool cut;          /* ends in mid-clause with a line right below (set by ent_layout_build) */
} ent_line;

typedef struct {
  ent_chars chars;
  ent_line *lines;
  uint32_t line_count, line_capacity;
  ent_range head_title; /* the HTML page's <title>, in chars; empty: none */
  ent_day published;    /* from metadata; zeros: none */
} ent_page;

void ent_page_free(ent_page *page);

/* Appends the line [begin, end) of page->chars, trimmed; white space only sets *blank, which is cleared by a line with
 * text. The new line's hint fields are zero; *line (may be NULL) is set to it, or to NULL if there was none. */
ent_status ent_page_add(ent_page *page, uint32_t begin, uint32_t end, bool *blank, ent_line **line);

/* Splits the text of a plain file into lines. Takes over `chars` (zeroed afterwards). CR, LF, CR LF, NEL and the
 * Unicode separators end lines; a form feed is a blank line. */
ent_status ent_page_from_text(ent_chars *chars, ent_page *page);

#endif
