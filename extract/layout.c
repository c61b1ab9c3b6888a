#include "extract/layout.h"

#include <stdlib.h>
#include <string.h>

#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* An unclosed 《 or （ holds a block together over this many bytes; beyond, it is taken for a misprint. */
#define BRACKET_REACH 600
/* A paragraph without a final stop is only joined over a blank line if its last line has this many columns. */
#define LONG_LINE 60
/* Columns of no-break or ideographic spaces behind a line break of markup that begin a paragraph. */
#define SOFT_INDENT 4
/* The longest remark in brackets behind a sentence, in bytes. */
#define REMARK 60

typedef struct {
  const ent_page *page;
  const ent_layout_rules *rules;
  ent_layout *layout;
  int64_t open;         /* block that the next line may belong to, -1: none */
  uint32_t open_line;   /* its last line */
  uint32_t open_size;   /* bytes since the outermost open bracket */
  uint32_t depth;       /* open 《 〈 （ 【 in it */
  uint32_t quotes;      /* open quotation marks in it */
  bool commas;          /* it has a comma or a stop inside */
  bool comma_last;      /* it ends with one */
  bool transfer;        /* 下转 was the last thing seen */
  bool resumed;         /* 上接 without a title was the last thing seen */
  bool heading;         /* the open block is a 上接 mark whose 《title》 is not closed yet */
  bool furniture_blank; /* a blank line was skipped together with furniture */
  bool furniture;       /* furniture was the last thing seen */
} builder;

static ent_str line_text(const builder *b, const ent_line *line) {
  return ent_str_make(b->page->chars.text + line->begin, line->end - line->begin);
}

static void sign(ent_block *block, const ent_line *line) {
  for (size_t i = 0; i < sizeof block->signature.bits / sizeof *block->signature.bits; i++)
    block->signature.bits[i] |= line->signature.bits[i];
  ent_pattern_sign_one(&block->signature, ' ');
}

static ent_status new_block(builder *b, ent_block_kind kind, uint32_t line, uint32_t begin, uint32_t end) {
  ent_layout *layout = b->layout;
  ent_block *block =
      ent_vector_push(&layout->blocks, &layout->block_count, &layout->block_capacity, sizeof *layout->blocks);
  ent_piece *piece =
      ent_vector_push(&layout->pieces, &layout->piece_count, &layout->piece_capacity, sizeof *layout->pieces);
  if (block == NULL || piece == NULL) return ENT_ERR_MEMORY;
  const ent_line *from = &b->page->lines[line];
  *piece = (ent_piece){begin, end, UINT32_MAX};
  *block = (ent_block){.first = layout->piece_count - 1,
                       .last = layout->piece_count - 1,
                       .line = line,
                       .kind = (uint8_t)kind,
                       .hint = from->hint,
                       .level = from->level,
                       .blank = from->blank,
                       .article = from->article};
  sign(block, from);
  return ENT_OK;
}

static ent_status extend(builder *b, const ent_line *line, uint32_t begin, uint32_t end) {
  ent_layout *layout = b->layout;
  b->commas = b->commas || b->comma_last;
  ent_piece *piece =
      ent_vector_push(&layout->pieces, &layout->piece_count, &layout->piece_capacity, sizeof *layout->pieces);
  if (piece == NULL) return ENT_ERR_MEMORY;
  *piece = (ent_piece){begin, end, UINT32_MAX};
  ent_block *block = &layout->blocks[b->open];
  sign(block, line);
  layout->pieces[block->last].next = layout->piece_count - 1;
  block->last = layout->piece_count - 1;
  return ENT_OK;
}

/* Counts brackets and quotation marks of what was added to the open block. */
static void follow(builder *b, uint32_t begin, uint32_t end) {
  for (size_t at = begin; at < end;) {
    uint32_t c = ent_utf8_next(b->page->chars.text, end, &at);
    if (ent_letter_is_ideograph(c)) {
      b->comma_last = false;
      continue;
    }
    if (c == 0x300A || c == 0xFF08) {
      if (b->depth++ == 0) b->open_size = 0;
    } else if ((c == 0x300B || c == 0xFF09) && b->depth > 0) {
      b->depth--;
    } else if (c == 0x201C || c == 0x300C) {
      b->quotes++;
    } else if ((c == 0x201D || c == 0x300D) && b->quotes > 0) {
      b->quotes--;
    }
    bool stop = ent_letter_is_ender(c) || c == 0xFF0C || c == 0xFF1B || c == ',';
    b->commas = b->commas || (stop && at < end);
    b->comma_last = stop;
  }
  b->open_size += end - begin;
}

/* Indented against the least indented of its neighbours. */
static bool is_indented(const ent_page *page, uint32_t index) {
  if (page->lines[index].indent < 2) return false;
  uint32_t from = index > 8 ? index - 8 : 0, to = index + 8 < page->line_count ? index + 8 : page->line_count - 1;
  uint16_t least = UINT16_MAX;
  for (uint32_t i = from; i <= to; i++)
    if (page->lines[i].indent < least && page->lines[i].hint == ENT_HINT_NONE) least = page->lines[i].indent;
  return page->lines[index].indent >= least + 2;
}

/* Without a remark in brackets at its end: …。（掌声） */
static size_t before_remark(ent_str text) {
  size_t at = text.len;
  uint32_t last = ent_letter_last(text), c = 0;
  if (last != 0xFF09 && last != ')') return at;
  while (at > 0 && text.len - at < REMARK && c != 0xFF08 && c != '(')
    c = ent_utf8_previous(text.ptr, &at);
  return (c == 0xFF08 || c == '(') && at > 0 && ent_letter_is_ender(ent_letter_last(ent_str_make(text.ptr, at)))
             ? at
             : text.len;
}

static bool is_terminal(ent_str text) {
  size_t at = before_remark(text);
  while (at > 0) {
    uint32_t c = ent_utf8_previous(text.ptr, &at);
    if (ent_letter_is_ender(c) || c == 0xFF1A || c == 0xFF1B || c == ':' || c == ';' || c == '.') return true;
    if (!ent_letter_is_closer(c) || c == 0x300B) return false; /* 》 ends a name, not a sentence */
  }
  return false;
}

/* A rule of the kind that fits (part of) a line. */
static const ent_layout_rule *match(const builder *b, ent_layout_kind kind, const ent_line *line, size_t *length) {
  return ent_layout_match_signed(b->rules, b->layout->lang, kind, line_text(b, line), &line->signature, length);
}

/* A list marker that is not the begin of a number: "1. " but not "1.4". */
static bool has_marker(const builder *b, const ent_line *line) {
  size_t length = 0;
  ent_str text = line_text(b, line);
  if (match(b, ENT_RULE_MARKER, line, &length) == NULL) return false;
  if (length >= text.len) return true;
  size_t at = length;
  uint32_t before = ent_utf8_previous(text.ptr, &at);
  at = length;
  uint32_t next = ent_utf8_next(text.ptr, text.len, &at);
  return !((before == '.' || before == 0xFF0E) && ent_pattern_is_numeral(next));
}

/* Looks like the begin of a paragraph, whatever stands before it. */
static bool begins(const builder *b, const ent_line *line) {
  static const ent_layout_kind kinds[] = {ENT_RULE_HEADING,    ENT_RULE_AGENCY, ENT_RULE_DATELINE,
                                          ENT_RULE_SALUTATION, ENT_RULE_BYLINE, ENT_RULE_TURN};
  if (has_marker(b, line)) return true;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (match(b, kinds[i], line, NULL) != NULL) return true;
  return false;
}

/* An agency's or a signature's dateline on a line of its own. */
static bool is_dateline(const builder *b, const ent_line *line) {
  size_t length = 0, size = line->end - line->begin;
  if (size > ENT_PATTERN_REACH) return false;
  return match(b, ENT_RULE_DATELINE, line, NULL) != NULL ||
         (match(b, ENT_RULE_AGENCY, line, &length) != NULL && length == size);
}

/* One character alone on a line. */
static bool is_orphan(const builder *b, const ent_line *line) {
  ent_str text = line_text(b, line);
  size_t at = 0;
  uint32_t c = ent_utf8_next(text.ptr, text.len, &at);
  return at == text.len && ent_utf8_is_han(c) && match(b, ENT_RULE_HEADING, line, NULL) == NULL;
}

/* Begins with a word that no sentence begins with (们, 以及). */
static bool cannot_begin(const builder *b, ent_str text) {
  return ent_layout_word_begin(b->rules, b->layout->lang, ENT_RULE_NO_BEGIN, text) > 0;
}

/* A word that was hyphenated at the line's end: letters on both sides, the second in lower case. */
static bool is_hyphenated(ent_str left, ent_str right) {
  if (left.len < 2 || left.ptr[left.len - 1] != '-' || !ent_letter_is_lower(ent_letter_first(right))) return false;
  return ent_letter_is_lower(ent_letter_last(ent_str_make(left.ptr, left.len - 1)));
}

/* The line right below a line without a final stop. */
static bool runs_on(const builder *b, uint32_t index, ent_wrap wrap, bool open_end) {
  const ent_line *line = &b->page->lines[index];
  ent_str left = line_text(b, &b->page->lines[b->open_line]), right = line_text(b, line);
  if (wrap.full || is_orphan(b, line) || cannot_begin(b, right)) return true;
  if (begins(b, line)) return false;
  if (open_end || ent_letter_is_lower(ent_letter_first(right))) return true;
  /* A headline may have a comma; its deck has none. A paragraph of its own may end with a comma in a preamble. */
  uint32_t last = ent_letter_last(left);
  bool clause = b->commas || ent_layout_has_clause(left) || b->depth > 0 || b->quotes > 0;
  if (last == 0x3001) return true;
  if (ent_letter_is_trailing(last) || ent_letter_is_closer(last)) return false;
  return clause && (is_terminal(right) || ent_layout_has_clause(right));
}

/* A line behind a blank one: does the text go on over the end of a column? A title has no comma, and does not stand
 * directly below a finished sentence. */
static bool crosses(const builder *b, uint32_t index, ent_wrap wrap, bool open_end) {
  const ent_line *before = &b->page->lines[b->open_line], *line = &b->page->lines[index];
  ent_str left = line_text(b, before), right = line_text(b, line);
  uint32_t first = b->layout->blocks[b->open].line;
  bool below = first > 0 && !b->page->lines[first].blank && is_terminal(line_text(b, &b->page->lines[first - 1]));
  if (begins(b, line)) return false;
  if (cannot_begin(b, right)) return true;
  bool mid_clause =
      ent_letter(ent_letter_last(left)) == ENT_LETTER_ALPHABET && ent_letter_is_lower(ent_letter_first(right));
  if (mid_clause && line->page) return true;
  /* A page's foot or head between the halves of a sentence. */
  bool clause =
      ent_utf8_is_han(ent_letter_last(left)) && b->commas && (is_terminal(right) || ent_layout_has_clause(right));
  if (b->furniture && clause) return true;
  if (!b->commas && !below && !open_end && b->quotes == 0)
    return ent_layout_is_inner(b->page, first, b->open_line, index);
  if (wrap.full || wrap.wrapped) return wrap.full;
  if (mid_clause && b->commas) return true;
  return ent_utf8_is_han(ent_letter_last(left)) && b->commas && (open_end || before->width >= LONG_LINE);
}

/* Does the line go on with the open block? */
static bool goes_on(builder *b, uint32_t index) {
  const ent_line *line = &b->page->lines[index], *before = &b->page->lines[b->open_line];
  if (b->open < 0 || line->hint != before->hint || line->hard || line->article || line->hint == ENT_HINT_ROW)
    return false;
  if (b->transfer != b->resumed) return false; /* it goes on elsewhere, or something else goes on here */
  ent_str left = line_text(b, before), right = line_text(b, line);
  uint32_t first = ent_letter_first(right);
  bool blank = line->blank || b->furniture_blank, terminal = is_terminal(left);
  if (ent_letter_is_trailing(first) && first != '.' && !terminal) return true;
  if (b->depth > 0 && b->open_size < BRACKET_REACH && !has_marker(b, line)) return true;
  if (is_hyphenated(left, right)) return true;
  if (line->soft && line->indent >= SOFT_INDENT) return false; /* in markup white space that is kept was meant */
  if (is_indented(b->page, index) && (line->indent > before->indent || terminal)) return false;
  if (line->hint == ENT_HINT_HEADING) return !blank;
  if (line->soft && !terminal) return !begins(b, line);
  ent_wrap wrap = ent_layout_wrap(b->page, b->open_line, index);
  if (terminal) return !blank && wrap.full && !begins(b, line);
  if (is_dateline(b, before)) return false;
  bool open_end = ent_layout_word_end(b->rules, b->layout->lang, ENT_RULE_OPEN_END, left) > 0;
  return blank ? crosses(b, index, wrap, open_end) : runs_on(b, index, wrap, open_end);
}

static ent_status add_text(builder *b, uint32_t index, uint32_t begin, uint32_t end) {
  ent_status status;
  if (goes_on(b, index)) {
    status = extend(b, &b->page->lines[index], begin, end);
  } else {
    status = new_block(b, ENT_BLOCK_TEXT, index, begin, end);
    if (status != ENT_OK) return status;
    b->open = b->layout->block_count - 1;
    ent_block *block = &b->layout->blocks[b->open];
    block->indented = is_indented(b->page, index);
    block->blank = block->blank || b->furniture_blank;
    block->continued = b->resumed;
    b->depth = b->quotes = b->open_size = 0;
    b->commas = b->heading = false;
  }
  b->open_line = index;
  b->furniture_blank = b->furniture = false;
  b->transfer = b->resumed = false;
  follow(b, begin, end);
  return status;
}

/* 上接一版《title》: the title may take several lines, and text may follow on the last of them. */
static ent_status add_continued(builder *b, uint32_t index, uint32_t begin, uint32_t end, size_t mark) {
  const char *text = b->page->chars.text;
  size_t at = begin + mark;
  while (at < end && text[at] == ' ')
    at++;
  size_t next = at;
  if (at >= end || ent_utf8_next(text, end, &next) != 0x300A) {
    ent_status status = new_block(b, ENT_BLOCK_CONTINUED, index, begin, (uint32_t)(begin + mark));
    b->resumed = true;
    b->furniture_blank = b->furniture_blank || b->page->lines[index].blank;
    return status == ENT_OK && at < end ? add_text(b, index, (uint32_t)at, end) : status;
  }
  ent_status status = new_block(b, ENT_BLOCK_CONTINUED, index, begin, end);
  b->open = b->layout->block_count - 1;
  b->open_line = index;
  b->depth = b->quotes = b->open_size = 0;
  b->commas = b->transfer = b->resumed = false;
  b->furniture_blank = false;
  follow(b, begin, end);
  b->heading = b->depth > 0;
  if (!b->heading) b->open = -1;
  return status;
}

/* ent_block_kind of a line that is page furniture whatever stands around it; ENT_BLOCK_TEXT if it is none. */
static uint8_t furniture_kind(const builder *b, const ent_line *line) {
  ent_str text = line_text(b, line);
  if (line->hint == ENT_HINT_FURNITURE) return ENT_BLOCK_FURNITURE;
  if (text.len > ENT_PATTERN_REACH) return ENT_BLOCK_TEXT;
  if (match(b, ENT_RULE_FURNITURE, line, NULL) != NULL) return ENT_BLOCK_FURNITURE;
  if (match(b, ENT_RULE_MASTHEAD, line, NULL) != NULL) return ENT_BLOCK_MASTHEAD;
  return ENT_BLOCK_TEXT;
}

static ent_status add_line(builder *b, uint32_t index) {
  const ent_line *line = &b->page->lines[index];
  if (b->heading && b->open >= 0 && b->depth > 0) { /* the rest of a 上接《title */
    ent_status status = extend(b, line, line->begin, line->end);
    follow(b, line->begin, line->end);
    b->open_line = index;
    if (b->depth == 0 || b->open_size > BRACKET_REACH) {
      b->heading = false;
      b->open = -1;
    }
    return status;
  }
  if (line->furniture != ENT_BLOCK_TEXT || line->running) {
    b->furniture = true;
    b->furniture_blank = b->furniture_blank || line->blank;
    ent_block_kind kind = line->running ? ENT_BLOCK_FURNITURE : (ent_block_kind)line->furniture;
    return new_block(b, kind, index, line->begin, line->end);
  }
  if (line->hint == ENT_HINT_LABEL) {
    b->open = -1;
    return new_block(b, ENT_BLOCK_TEXT, index, line->begin, line->end);
  }
  uint32_t begin = line->begin, end = line->end;
  size_t length = 0;
  ent_status status = ENT_OK;
  if (match(b, ENT_RULE_CONTINUED, line, &length) != NULL) return add_continued(b, index, begin, end, length);
  if (match(b, ENT_RULE_GOES_ON, line, &length) != NULL) end -= (uint32_t)length;
  uint32_t mark = end;
  while (end > begin && ent_pattern_is_space(ent_letter_last(ent_str_make(b->page->chars.text + begin, end - begin)))) {
    size_t at = end - begin;
    (void)ent_utf8_previous(b->page->chars.text + begin, &at);
    end = begin + (uint32_t)at;
  }
  if (end > begin) status = add_text(b, index, begin, end);
  if (status != ENT_OK || mark == line->end) return status;
  if (b->open >= 0) b->layout->blocks[b->open].goes_on = true;
  b->transfer = true;
  b->furniture_blank = false;
  return new_block(b, ENT_BLOCK_GOES_ON, index, mark, line->end);
}

ent_str ent_layout_text(const ent_layout *layout, const ent_block *block) {
  return ent_str_make(layout->text.text + block->text.begin, block->text.end - block->text.begin);
}

const ent_layout_rule *ent_layout_match_block(const ent_layout_rules *rules, const ent_layout *layout,
                                              ent_layout_kind kind, const ent_block *block, size_t *length) {
  return ent_layout_match_signed(rules, layout->lang, kind, ent_layout_text(layout, block), &block->signature, length);
}

ent_status ent_layout_build(ent_page *page, int lang, const ent_layout_rules *rules, ent_layout *layout) {
  builder b = {.page = page, .rules = rules, .layout = layout, .open = -1};
  layout->lang = lang;
  ent_layout_mark_cuts(page);
  for (uint32_t i = 0; i < page->line_count; i++)
    page->lines[i].furniture = furniture_kind(&b, &page->lines[i]);
  ent_status marked = ent_layout_mark_running(page);
  if (marked != ENT_OK) return marked;
  for (uint32_t i = 0; i < page->line_count; i++) {
    ent_status status = add_line(&b, i);
    if (status != ENT_OK) return status;
  }
  return ent_layout_compose(page, rules, layout);
}

void ent_layout_free(ent_layout *layout) {
  ent_chars_free(&layout->text);
  free(layout->blocks);
  free(layout->pieces);
  memset(layout, 0, sizeof *layout);
}
