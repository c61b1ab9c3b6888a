#include "extract/segment.h"

#include <stdlib.h>
#include <string.h>

#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* Brackets nest no deeper than this; what is deeper is not looked at. */
#define NESTING 64
/* The longest word that is looked up as an abbreviation, in bytes. */
#define WORD 32
/* Characters of the longest clause that tells who spoke. */
#define SPEAKER 10

/* An opening bracket that has not met its partner. */
typedef struct {
  uint32_t closer;
  uint32_t at; /* byte of the opening one */
} opening;

/* partner[k] for the k-th bracket that has one: byte of the opening and of the closing one. */
typedef struct {
  uint32_t begin, end;
  bool quote;
} bracket;

typedef struct {
  const ent_layout_rules *rules;
  int lang;
  ent_str text;
  size_t dateline;   /* bytes of an agency's dateline that it begins with */
  bracket *brackets; /* outermost ones, in text order */
  uint32_t bracket_count, bracket_capacity;
} segmenter;

/* Finds the outermost pairs of brackets and quotation marks. A bracket without partner counts for nothing. */
static ent_status find_brackets(segmenter *s) {
  opening stack[NESTING];
  uint32_t depth = 0;
  for (size_t at = 0; at < s->text.len;) {
    uint32_t start = (uint32_t)at;
    uint32_t c = ent_utf8_next(s->text.ptr, s->text.len, &at);
    if (ent_letter_is_ideograph(c)) continue;
    if (c < 0xAB && c != '(' && c != ')' && c != '[' && c != ']' && c != '"') continue;
    uint32_t top = depth;
    while (top > 0 && stack[top - 1].closer != c)
      top--;
    if (top == 0) {
      uint32_t closer = c == '"' ? '"' : ent_letter_closer(c);
      if (closer != 0 && depth < NESTING) stack[depth++] = (opening){closer, start};
      continue;
    }
    depth = top - 1;
    /* Pairs inside this one are of no interest any more. */
    while (s->bracket_count > 0 && s->brackets[s->bracket_count - 1].begin > stack[depth].at)
      s->bracket_count--;
    bracket *pair = ent_vector_push(&s->brackets, &s->bracket_count, &s->bracket_capacity, sizeof *s->brackets);
    if (pair == NULL) return ENT_ERR_MEMORY;
    *pair = (bracket){stack[depth].at, start, ent_letter_is_quote(c)};
  }
  return ENT_OK;
}

static size_t skip_space(ent_str text, size_t at) {
  while (at < text.len) {
    size_t next = at;
    if (!ent_pattern_is_space(ent_utf8_next(text.ptr, text.len, &next))) break;
    at = next;
  }
  return at;
}

/* The word, with its final full stop, that ends at byte `end`. */
static ent_str word_before(ent_str text, size_t end) {
  size_t at = end;
  while (at > 0 && end - at < WORD) {
    size_t previous = at;
    uint32_t c = ent_utf8_previous(text.ptr, &previous);
    if (ent_letter(c) != ENT_LETTER_ALPHABET && ent_letter(c) != ENT_LETTER_DIGIT && c != '.') break;
    at = previous;
  }
  return ent_str_make(text.ptr + at, end - at);
}

/* An abbreviation that ends no sentence here. Some can (etc.), some can behind a number (в 2025 г.). */
static bool is_abbreviation(const segmenter *s, ent_str word) {
  const ent_layout_list *list = ent_layout_rules_list(s->rules, s->lang, ENT_RULE_ABBREVIATION);
  for (uint32_t i = 0; i < list->count; i++) {
    if (!ent_str_equal(list->items[i].pattern, word)) continue;
    if (ent_str_equal(list->items[i].value, ENT_STR("may-end"))) return false;
    if (!ent_str_equal(list->items[i].value, ENT_STR("after-number"))) return true;
    size_t at = (size_t)(word.ptr - s->text.ptr);
    uint32_t c = ' ';
    while (at > 0 && ent_pattern_is_space(c))
      c = ent_utf8_previous(s->text.ptr, &at);
    return ent_letter(c) != ENT_LETTER_DIGIT;
  }
  return false;
}

/* Nothing but figures and marks. */
static bool is_number(ent_str text, size_t begin, size_t end) {
  while (begin < end) {
    ent_letter_class class = ent_letter(ent_utf8_next(text.ptr, text.len, &begin));
    if (class == ENT_LETTER_ALPHABET || class == ENT_LETTER_IDEOGRAPH) return false;
  }
  return true;
}

/* Does the full stop that ends at byte `end` end a sentence? Not in numbers (3.0), behind initials (J. Smith),
 * abbreviations, list numbers at the paragraph's begin, nor before a small letter. */
static bool stop_ends(const segmenter *s, size_t end, size_t begin) {
  ent_str word = word_before(s->text, end);
  size_t next = skip_space(s->text, end);
  if (next >= s->text.len) return true;
  size_t at = next;
  uint32_t c = ent_utf8_next(s->text.ptr, s->text.len, &at);
  while (ent_letter_is_closer(c) && at < s->text.len && next == end) { /* the stop stands inside the quotation */
    next = skip_space(s->text, at);
    if (next >= s->text.len) return true;
    at = next;
    c = ent_utf8_next(s->text.ptr, s->text.len, &at);
  }
  if (next == end)
    return ent_letter(c) == ENT_LETTER_IDEOGRAPH && word.len > 1 && !ent_letter_is_trailing(c) &&
           ent_letter(ent_letter_first(word)) != ENT_LETTER_DIGIT;
  if (ent_letter_is_lower(c) || ent_letter_is_trailing(c)) return false;
  if (word.len <= 1) return true; /* behind a bracket or a Han character */
  size_t word_begin = (size_t)(word.ptr - s->text.ptr);
  bool listed = skip_space(s->text, begin) == word_begin && word.len <= 5;
  if (listed || is_number(s->text, begin, end)) return false; /* "1.", "IV.", "A.", "85/117." */
  if (is_abbreviation(s, word)) return false;
  size_t letter_end = 0;
  uint32_t letter = ent_utf8_next(word.ptr, word.len, &letter_end);
  return !(letter_end + 1 == word.len && ent_letter_is_upper(letter)); /* an initial */
}

/* 有人问。 behind “…？”: a short clause about who spoke. */
static bool tells_speaker(const segmenter *s, size_t at) {
  size_t end = at;
  for (uint32_t count = 0; end < s->text.len; count++) {
    size_t next = end;
    uint32_t c = ent_utf8_next(s->text.ptr, s->text.len, &next);
    if (ent_letter_is_ender(c)) break;
    if (count == SPEAKER || ent_letter_is_trailing(c) || ent_letter_is_quote(c)) return false;
    end = next;
  }
  return ent_layout_word_end(s->rules, s->lang, ENT_RULE_SAYS, ent_str_make(s->text.ptr + at, end - at)) > 0;
}

/* Behind a closed quotation: does the sentence go on? A comma, a word that leans on the quotation, a small letter. */
static bool leans(const segmenter *s, size_t at, bool quoted) {
  at = skip_space(s->text, at);
  if (at >= s->text.len) return false;
  size_t next = at;
  uint32_t c = ent_utf8_next(s->text.ptr, s->text.len, &next);
  if (ent_letter_is_trailing(c) || ent_letter_is_lower(c)) return true;
  if (!quoted) return false;
  return ent_layout_word_begin(s->rules, s->lang, ENT_RULE_GOES_WITH,
                               ent_str_make(s->text.ptr + at, s->text.len - at)) > 0 ||
         tells_speaker(s, at);
}

/* A remark in brackets, （掌声）, that ends the paragraph belongs to the sentence before it. */
static bool only_remark(const segmenter *s, size_t at, uint32_t from) {
  at = skip_space(s->text, at);
  while (from < s->bracket_count && s->brackets[from].begin < at)
    from++;
  if (from >= s->bracket_count || s->brackets[from].begin != at || s->brackets[from].quote) return false;
  size_t end = s->brackets[from].end;
  (void)ent_utf8_next(s->text.ptr, s->text.len, &end);
  return skip_space(s->text, end) == s->text.len && end - at <= 60;
}

static ent_status add(ent_sentence_list *list, ent_str text, size_t begin, size_t end) {
  begin = skip_space(text, begin);
  while (end > begin) {
    size_t at = end;
    if (!ent_pattern_is_space(ent_utf8_previous(text.ptr, &at))) break;
    end = at;
  }
  if (begin >= end) return ENT_OK;
  ent_range *range = ent_vector_push(&list->items, &list->count, &list->capacity, sizeof *list->items);
  if (range == NULL) return ENT_ERR_MEMORY;
  *range = (ent_range){(uint32_t)begin, (uint32_t)end};
  return ENT_OK;
}

/* Moves over further stops and closing marks behind a stop. */
static size_t take_tail(ent_str text, size_t at) {
  while (at < text.len) {
    size_t next = at;
    uint32_t c = ent_utf8_next(text.ptr, text.len, &next);
    if (!ent_letter_is_ender(c) && !ent_letter_is_closer(c)) break;
    at = next;
  }
  return at;
}

static bool ends_han(ent_str text, size_t at) {
  return ent_utf8_is_han(ent_utf8_previous(text.ptr, &at));
}

static ent_status split(segmenter *s, ent_sentence_list *list) {
  size_t begin = 0;
  uint32_t next_bracket = 0;
  for (size_t at = 0; at < s->text.len;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(s->text.ptr, s->text.len, &at);
    if (ent_letter_is_ideograph(c)) continue;
    while (next_bracket < s->bracket_count && s->brackets[next_bracket].end < start)
      next_bracket++;
    if (c == 0xFF0E && start > begin && ends_han(s->text, start)) c = 0x3002; /* ． for 。, but not in １．２ */
    if (!ent_letter_is_ender(c) && c != '.') continue;
    bool quoted = false;
    size_t end = at;
    if (next_bracket < s->bracket_count && s->brackets[next_bracket].begin < start) {
      /* Inside a bracket nothing ends; inside a quotation only its last stop does. */
      const bracket *around = &s->brackets[next_bracket];
      end = take_tail(s->text, at);
      if (!around->quote || end <= around->end) continue;
      quoted = true;
    } else if (c == '.') {
      if (!stop_ends(s, at, begin)) continue;
      end = take_tail(s->text, at);
    } else {
      end = take_tail(s->text, at);
    }
    if (end <= s->dateline) continue; /* МОСКВА, 1 сентября /ТАСС/. */
    if (quoted && c == '.' && !stop_ends(s, at, begin)) continue;
    if (c == 0x2026 && end - start < 6 && end < s->text.len) continue; /* a single … is a pause */
    if (leans(s, end, quoted) || only_remark(s, end, next_bracket)) {
      at = end;
      continue;
    }
    ent_status status = add(list, s->text, begin, end);
    if (status != ENT_OK) return status;
    begin = at = end;
  }
  return add(list, s->text, begin, s->text.len);
}

ent_status ent_segment(const ent_layout_rules *rules, int lang, ent_str text, ent_sentence_list *list) {
  segmenter s = {.rules = rules, .lang = lang, .text = text};
  (void)ent_layout_match(rules, lang, ENT_RULE_AGENCY, text, &s.dateline);
  ent_status status = find_brackets(&s);
  if (status == ENT_OK) status = split(&s, list);
  free(s.brackets);
  return status;
}
