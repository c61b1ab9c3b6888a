#include <string.h>

#include "extract/layout.h"
#include "extract/letters.h"
#include "graph/utf8.h"

/* Lines looked at on either side: more than a paragraph's worth, less than a column's. */
#define REACH 8
/* Wider lines are not lines of a column but whole paragraphs. Columns. */
#define WIDEST 160
/* What a paragraph's first line is short of where its indentation was lost, and what a justified line may be longer or
 * shorter by than its column: two characters and one, in columns. */
#define INDENT 4u
#define SLACK 2u
/* Lines looked at on either side for how paragraphs begin. */
#define HABIT 24

static ent_str text_of(const ent_page *page, const ent_line *line) {
  return ent_str_make(page->chars.text + line->begin, line->end - line->begin);
}

/* Has punctuation of running text before its last character. */
static bool has_clause(ent_str text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t c = ent_utf8_next(text.ptr, text.len, &at);
    if (at < text.len && (ent_letter_is_ender(c) || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == 0x3001))
      return true;
    if (at < text.len && (c == ',' || c == ';') && text.ptr[at] == ' ') return true;
  }
  return false;
}

/* A line that was cut: running text that ends in the middle of a clause, with a line right below. That is what tells
 * wrapped text from text with a paragraph on each line. */
static bool is_cut(const ent_page *page, uint32_t index) {
  const ent_line *line = &page->lines[index];
  if (line->width > WIDEST || index + 1 >= page->line_count || page->lines[index + 1].blank) return false;
  ent_str text = text_of(page, line);
  uint32_t last = ent_letter_last(text);
  if (ent_letter_is_ender(last) || ent_letter_is_closer(last) || ent_letter_is_trailing(last)) return false;
  if (ent_letter_is_lower(ent_letter_first(text_of(page, &page->lines[index + 1])))) return true;
  return ent_letter(last) != ENT_LETTER_MARK && has_clause(text);
}

void ent_layout_mark_cuts(ent_page *page) {
  for (uint32_t i = 0; i < page->line_count; i++)
    page->lines[i].cut = is_cut(page, i);
}

/* The width of the column, from the cut lines among the next ones in one direction; 0 if there are none. The widest is
 * left aside where there are enough: it may be of another column. */
static uint32_t column_width(const ent_page *page, int64_t index, int step) {
  uint32_t widest = 0, second = 0, cuts = 0;
  for (int64_t i = index, n = 0; i >= 0 && i < page->line_count && n < REACH; i += step, n++) {
    const ent_line *line = &page->lines[i];
    if (line->hint != ENT_HINT_NONE) break;
    if (line->cut) {
      cuts++;
      if (line->width > widest) {
        second = widest;
        widest = line->width;
      } else if (line->width > second) {
        second = line->width;
      }
    }
    if (line->hard && step < 0) break;
  }
  return cuts > 2 ? second : widest;
}

static uint32_t first_word(const ent_page *page, const ent_line *line) {
  uint32_t count = 0;
  for (size_t at = line->begin; at < line->end; count++)
    if (ent_letter(ent_utf8_next(page->chars.text, line->end, &at)) == ENT_LETTER_OTHER) break;
  return count;
}

/* Chinese breaks anywhere, so a full line is a nearly full one (a paragraph's first line has lost its indentation of
 * two characters, and justified columns vary by one or two). Where words stay whole, a line is full if the next word
 * would not have fitted. */
static bool is_full(const ent_page *page, const ent_line *line, const ent_line *next, uint32_t width) {
  if (width == 0 || line->width * 10u > width * 13u) return false;
  uint32_t last = ent_letter_last(text_of(page, line)), first = ent_letter_first(text_of(page, next));
  bool words = ent_letter(last) != ENT_LETTER_IDEOGRAPH && ent_letter(first) != ENT_LETTER_IDEOGRAPH &&
               (ent_letter(last) == ENT_LETTER_ALPHABET || ent_letter(first) == ENT_LETTER_ALPHABET);
  if (words) return (1u + line->indent + line->width + first_word(page, next)) * 20u >= width * 19u;
  return line->width * 4u >= width * 3u;
}

ent_wrap ent_layout_wrap(const ent_page *page, uint32_t index, uint32_t next) {
  ent_wrap wrap = {false, false};
  const ent_line *line = &page->lines[index];
  if (line->width > WIDEST) return wrap;
  uint32_t before = column_width(page, index, -1), after = column_width(page, next, 1);
  wrap.wrapped = before > 0 || after > 0;
  wrap.full = is_full(page, line, &page->lines[next], before) || is_full(page, line, &page->lines[next], after);
  return wrap;
}

/* A paragraph's first line next to the one below it. */
typedef enum { FIRST_NONE, FIRST_SHORT, FIRST_WIDE } first_line;

/* Only a line below a finished sentence says anything: by its own indentation, or behind a blank line and going on in
 * the next one by what it is short of. */
static first_line first_line_at(const ent_page *page, uint32_t index, uint32_t width) {
  const ent_line *line = &page->lines[index], *below = &page->lines[index + 1];
  uint32_t before = index > 0 ? ent_letter_last(text_of(page, &page->lines[index - 1])) : 0x3002;
  if (!ent_letter_is_ender(before) && !ent_letter_is_closer(before)) return FIRST_NONE;
  if (line->indent >= below->indent + 2u) return FIRST_SHORT;
  uint32_t last = ent_letter_last(text_of(page, line));
  if (below->blank || !line->blank || ent_letter_is_ender(last) || ent_letter_is_trailing(last)) return FIRST_NONE;
  if (line->width + INDENT + SLACK < width) return FIRST_NONE; /* a heading */
  return line->width + INDENT <= width + SLACK ? FIRST_SHORT : FIRST_WIDE;
}

bool ent_layout_is_inner(const ent_page *page, uint32_t first, uint32_t index, uint32_t next) {
  const ent_line *line = &page->lines[index], *right = &page->lines[next];
  uint32_t width = column_width(page, next, 1), before = column_width(page, index, -1);
  if (width == 0) width = before;
  if (width == 0 || line->width + line->indent + INDENT + SLACK < width || line->width > width + SLACK) return false;
  if (ent_letter(ent_letter_last(text_of(page, line))) != ENT_LETTER_IDEOGRAPH) return false;
  if (!right->cut && !ent_letter_is_ender(ent_letter_last(text_of(page, right)))) return false; /* a subtitle */
  uint32_t shorter = 0, wide = 0;
  bool visible = false; /* the indentation is still there */
  uint32_t from = index > HABIT ? index - HABIT : 0,
           to = next + HABIT < page->line_count ? next + HABIT : page->line_count - 1;
  for (uint32_t i = from; i < to; i++) {
    if (i == next || i == index) continue;
    first_line kind = first_line_at(page, i, width);
    shorter += kind == FIRST_SHORT;
    wide += kind == FIRST_WIDE;
    visible = visible || (kind == FIRST_SHORT && page->lines[i].indent >= page->lines[i + 1].indent + 2u);
  }
  if (shorter < 2 || shorter < wide * 3) return false;
  return visible ? right->indent == 0 && page->lines[first].indent >= 2 : right->width + INDENT > width + SLACK;
}

bool ent_layout_has_clause(ent_str text) {
  return has_clause(text);
}
