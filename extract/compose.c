/* The text of a block: lines joined, stray spaces gone, wide gaps kept as one separator. */
#include "extract/layout.h"
#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* What is known of a block before its text is written. */
typedef struct {
  bool prose;    /* running text: single spaces between ideographs are noise */
  bool spaced;   /* s p a c e d   o u t : a space between all characters */
  uint32_t keep; /* page byte at which a space is meant: behind a list marker or an agency's dateline */
} habits;

/* White space between two visible characters. */
typedef struct {
  uint32_t count;
  bool ideographic;       /* has U+3000, U+2003 or a no-break space */
  bool line;              /* a line's end lies in it */
  bool hyphen;            /* the line ended with a soft hyphen */
  uint32_t separator, at; /* the code point that stays if one stays, and its page byte */
} gap;

bool ent_layout_needs_space(int lang, uint32_t left, uint32_t right) {
  ent_letter_class l = ent_letter(left), r = ent_letter(right);
  if (l == ENT_LETTER_IDEOGRAPH || r == ENT_LETTER_IDEOGRAPH) return false;
  if (lang != ENT_LANG_ZH) return left != 0x2014 && right != 0x2014 && left != '/' && left != '(';
  /* In Chinese type, quotes and dashes of the general punctuation block stand close; numbers may be cut anywhere. */
  if (l == ENT_LETTER_OTHER || r == ENT_LETTER_OTHER) return false;
  return l == ENT_LETTER_ALPHABET || r == ENT_LETTER_ALPHABET ? left != '-' && left != '/' && left != '(' : false;
}

/* Measures a block: running text has a full stop, a semicolon, two commas, or is long (60 characters is more than a
 * headline); it is spaced out when at least four fifths of its characters are followed by exactly one space. */
static habits measure(const ent_page *page, const ent_layout *layout, const ent_block *block) {
  habits found = {false, false, UINT32_MAX};
  uint32_t visible = 0, single = 0, stops = 0, commas = 0, run = 0;
  bool number = false;
  for (uint32_t p = block->first; p != UINT32_MAX; p = layout->pieces[p].next) {
    const ent_piece *piece = &layout->pieces[p];
    for (size_t at = piece->begin; at < piece->end;) {
      uint32_t c = ent_utf8_next(page->chars.text, piece->end, &at);
      if (run == 0 && ent_letter_is_ideograph(c)) { /* nearly all of a text */
        visible++;
        number = false;
        continue;
      }
      if (ent_pattern_is_space(c)) {
        run++;
        continue;
      }
      if (run == 1) single++;
      bool figure = ent_letter(c) == ENT_LETTER_DIGIT || (c >= 0xFF10 && c <= 0xFF19);
      if (run > 0 || !figure || !number) visible++; /* a number counts as one character */
      number = figure;
      run = 0;
      if (ent_letter_is_ender(c) || c == 0xFF1B || c == ';') stops++;
      if (c == 0xFF0C || c == ',') commas++;
    }
    run = 0;
  }
  found.prose = block->hint != ENT_HINT_ROW && (stops > 0 || commas > 1 || visible > 60);
  found.spaced = visible >= 4 && single * 5 >= (visible - 1) * 4 &&
                 ent_letter(ent_letter_first(ent_str_make(
                     page->chars.text + layout->pieces[block->first].begin,
                     layout->pieces[block->first].end - layout->pieces[block->first].begin))) == ENT_LETTER_IDEOGRAPH;
  return found;
}

static uint32_t kept_gap(const ent_page *page, const ent_layout_rules *rules, const ent_layout *layout,
                         const ent_block *block) {
  const ent_piece *piece = &layout->pieces[block->first];
  ent_str line = ent_str_make(page->chars.text + piece->begin, piece->end - piece->begin);
  size_t length = 0;
  if (ent_layout_match(rules, layout->lang, ENT_RULE_AGENCY, line, &length) == NULL &&
      ent_layout_match(rules, layout->lang, ENT_RULE_MARKER, line, &length) == NULL)
    return UINT32_MAX;
  while (length > 0 && (line.ptr[length - 1] == ' ' || line.ptr[length - 1] == '\t'))
    length--;
  return piece->begin + (uint32_t)length;
}

static bool is_plain_ideograph(uint32_t c) {
  return ent_utf8_is_han(c);
}

/* 0: nothing stands between the two characters; else the code point that does. */
static uint32_t resolve(const gap *between, const habits *is, int lang, uint32_t left, uint32_t right,
                        uint32_t titles) {
  if (between->line) return ent_layout_needs_space(lang, left, right) ? ' ' : 0;
  ent_letter_class l = ent_letter(left), r = ent_letter(right);
  bool near_ideograph = l == ENT_LETTER_IDEOGRAPH || r == ENT_LETTER_IDEOGRAPH;
  uint32_t separator = between->ideographic && near_ideograph ? between->separator : ' ';
  if (is->spaced) return between->count == 1 ? 0 : separator;
  if (between->at == is->keep) return separator;
  if (!near_ideograph) return lang == ENT_LANG_ZH && (left == 0x2014 || right == 0x2014) ? 0 : ' ';
  if (l != r) { /* an ideograph beside a digit, a letter or a mark */
    if (l == ENT_LETTER_MARK || r == ENT_LETTER_MARK) return is->prose && between->count == 1 ? 0 : separator;
    return between->ideographic || between->count > (is->prose ? 2u : 1u) ? separator : 0;
  }
  if (titles > 0) return 0; /* inside 《》 */
  if (is->prose) return between->ideographic && between->count > 1 ? separator : 0;
  if (between->count == 1 && !between->ideographic && (!is_plain_ideograph(left) || !is_plain_ideograph(right)))
    return ent_letter_closer(right) != 0 || ent_letter_is_closer(left) ? separator : 0;
  return separator;
}

/* Hyphenation is undone where letters stand on both sides and the next line goes on in lower case; a word of the list
 * (self-) keeps its hyphen. Returns the length that the text is cut to. */
static size_t undo_hyphen(const ent_layout_rules *rules, int lang, const ent_chars *text, size_t from, uint32_t right,
                          bool *joined) {
  size_t at = text->length;
  *joined = false;
  if (at <= from + 1 || text->text[at - 1] != '-' || !ent_letter_is_lower(right)) return at;
  size_t before = at - 1;
  uint32_t letter = ent_utf8_previous(text->text, &before);
  if (!ent_letter_is_lower(letter)) return at;
  *joined = true;
  return ent_layout_word_end(rules, lang, ENT_RULE_HYPHEN, ent_str_make(text->text + from, at - from)) > 0 ? at
                                                                                                           : at - 1;
}

typedef struct {
  const ent_page *page;
  const ent_layout_rules *rules;
  ent_layout *layout;
  habits is;
  size_t from;     /* where the block's text begins */
  size_t run;      /* page bytes [run, at) are to be copied as they are */
  gap between;     /* what was seen since the last visible character */
  uint32_t left;   /* that character, 0: none yet */
  uint32_t titles; /* open 《 */
} writer;

static ent_status copy_run(writer *w, size_t end) {
  ent_status status = w->run < end ? ent_chars_append(&w->layout->text, &w->page->chars, w->run, end) : ENT_OK;
  w->run = end;
  return status;
}

static void note_space(gap *between, uint32_t c, size_t at) {
  if (between->count++ == 0) between->at = (uint32_t)at;
  if (c == 0x3000 || c == 0x2003 || c == 0xA0) between->ideographic = true;
  if (c == 0x3000 || between->separator == 0) between->separator = c == 0x3000 ? 0x3000 : ' ';
}

/* What stands between the last visible character and `c` at page byte `start`. */
static ent_status put_separator(writer *w, uint32_t c, size_t start) {
  ent_chars *out = &w->layout->text;
  gap between = w->between;
  w->between = (gap){0};
  if (w->left == 0 || (between.count == 0 && !between.line)) return ENT_OK;
  bool joined = between.hyphen && between.line;
  if (between.line && !joined) ent_chars_cut(out, undo_hyphen(w->rules, w->layout->lang, out, w->from, c, &joined));
  if (joined) return ENT_OK;
  uint32_t separator = resolve(&between, &w->is, w->layout->lang, w->left, c, w->titles);
  if (separator == 0) return ENT_OK;
  uint64_t place = ent_chars_begin(&w->page->chars, between.line ? start : between.at);
  return ent_chars_put(out, separator, place, between.line ? place : ent_chars_end(&w->page->chars, start - 1));
}

static ent_status write_piece(writer *w, const ent_piece *piece) {
  ent_status status = ENT_OK;
  w->run = piece->begin;
  for (size_t at = piece->begin; at < piece->end && status == ENT_OK;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(w->page->chars.text, piece->end, &at);
    if (w->between.count == 0 && !w->between.line && ent_letter_is_ideograph(c)) {
      w->left = c;
      continue;
    }
    bool space = ent_pattern_is_space(c);
    if (space || ent_letter_is_invisible(c)) {
      status = copy_run(w, start);
      w->run = at;
      if (space)
        note_space(&w->between, c, start);
      else
        w->between.hyphen = c == 0xAD && at == piece->end;
      continue;
    }
    if (w->between.count > 0 || w->between.line) status = put_separator(w, c, start);
    if (c == 0x300A)
      w->titles++;
    else if (c == 0x300B && w->titles > 0)
      w->titles--;
    w->left = c;
  }
  return status == ENT_OK ? copy_run(w, piece->end) : status;
}

static ent_status write_block(const ent_page *page, const ent_layout_rules *rules, ent_layout *layout,
                              ent_block *block) {
  writer w = {.page = page, .rules = rules, .layout = layout, .is = measure(page, layout, block)};
  ent_status status = ENT_OK;
  w.is.keep = kept_gap(page, rules, layout, block);
  w.from = layout->text.length;
  block->prose = w.is.prose;
  for (uint32_t p = block->first; p != UINT32_MAX && status == ENT_OK; p = layout->pieces[p].next) {
    status = write_piece(&w, &layout->pieces[p]);
    w.between.line = true;
  }
  if (layout->text.length >= UINT32_MAX) return ENT_ERR_LIMIT;
  block->text = (ent_range){(uint32_t)w.from, (uint32_t)layout->text.length};
  return status;
}

ent_status ent_layout_compose(const ent_page *page, const ent_layout_rules *rules, ent_layout *layout) {
  for (uint32_t i = 0; i < layout->block_count; i++) {
    ent_status status = write_block(page, rules, layout, &layout->blocks[i]);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}
