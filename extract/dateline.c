#include "extract/dateline.h"

#include <string.h>

#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* Characters besides dates and brackets that a dateline may have: a place, a session, a body. */
#define DATELINE_REST 24

/* Value of one numeral: 0 to 9; 10 and 100 for 十 and 百; 20 and 30 for 廿 and 卅; -1: none. */
static int numeral(uint32_t c) {
  if (c >= '0' && c <= '9') return (int)(c - '0');
  if (c >= 0xFF10 && c <= 0xFF19) return (int)(c - 0xFF10);
  switch (c) {
  case 0x3007:
  case 0x96F6:
    return 0;
  case 0x4E00:
    return 1;
  case 0x4E8C:
    return 2;
  case 0x4E09:
    return 3;
  case 0x56DB:
    return 4;
  case 0x4E94:
    return 5;
  case 0x516D:
    return 6;
  case 0x4E03:
    return 7;
  case 0x516B:
    return 8;
  case 0x4E5D:
    return 9;
  case 0x5341:
    return 10;
  case 0x5EFF:
    return 20;
  case 0x5345:
    return 30;
  default:
    return -1;
  }
}

/* Reads a number: positional (2025, 二〇二五) or with tens (二十三, 廿三). Returns the byte behind it, `at` if none. */
static size_t take_number(ent_str text, size_t at, int *value) {
  int total = 0, digit = -1;
  size_t start = at;
  bool tens = false;
  while (at < text.len) {
    size_t next = at;
    int n = numeral(ent_utf8_next(text.ptr, text.len, &next));
    if (n < 0 || total > 99999) break;
    if (n >= 10) {
      total = n == 10 ? (digit < 0 ? 10 : total - digit + digit * 10) : n;
      tens = true;
      digit = -1;
    } else {
      total = tens ? total + n : total * 10 + n;
      digit = n;
    }
    at = next;
  }
  *value = total;
  return at > start ? at : start;
}

static size_t skip_space(ent_str text, size_t at) {
  while (at < text.len) {
    size_t next = at;
    if (!ent_pattern_is_space(ent_utf8_next(text.ptr, text.len, &next))) break;
    at = next;
  }
  return at;
}

static size_t take_month(const ent_layout_rules *rules, int lang, ent_str text, size_t at, int *month) {
  const ent_layout_list *list = ent_layout_rules_list(rules, lang, ENT_RULE_MONTH);
  if (at >= text.len) return at;
  for (uint32_t i = 0; i < list->count; i++) {
    ent_str word = list->items[i].pattern;
    if (word.len > text.len - at || memcmp(text.ptr + at, word.ptr, word.len) != 0) continue;
    (void)take_number(list->items[i].value, 0, month);
    return at + word.len;
  }
  return at;
}

/* Matches one date pattern at `at`; the byte behind it, 0 if it does not fit. */
static size_t fit(const ent_layout_rules *rules, int lang, ent_str pattern, ent_str text, size_t at, ent_day *day) {
  *day = (ent_day){0, 0, 0};
  for (size_t p = 0; p < pattern.len;) {
    if (pattern.ptr[p] == ' ') {
      at = skip_space(text, at);
      p++;
      continue;
    }
    if (pattern.ptr[p] == '%' && p + 1 < pattern.len) {
      int *part = pattern.ptr[p + 1] == 'Y' ? &day->year : pattern.ptr[p + 1] == 'd' ? &day->day : &day->month;
      size_t end = pattern.ptr[p + 1] == 'B' ? take_month(rules, lang, text, at, part) : take_number(text, at, part);
      if (end == at) return 0;
      if (part == &day->year && (*part < 1000 || *part > 2999)) return 0;
      at = end;
      p += 2;
      continue;
    }
    if (at >= text.len || text.ptr[at] != pattern.ptr[p]) return 0;
    at++;
    p++;
  }
  return day->month < 0 || day->month > 12 || day->day < 0 || day->day > 31 ? 0 : at;
}

/* The class of the character behind the number at `at`. */
static uint32_t behind_number(ent_str text, size_t at) {
  int value = 0;
  at = take_number(text, at, &value);
  return ent_pattern_class(at < text.len ? ent_utf8_next(text.ptr, text.len, &at) : 0);
}

bool ent_day_next(const ent_layout_rules *rules, int lang, ent_str text, size_t from, ent_found_day *found) {
  const ent_layout_list *list = ent_layout_rules_list(rules, lang, ENT_RULE_DATE);
  bool inside = false; /* in the middle of a number or a word */
  for (size_t at = from; at < text.len;) {
    size_t next = at;
    uint32_t c = ent_utf8_next(text.ptr, text.len, &next);
    uint64_t mask = list->first[ent_pattern_class(c)];
    if (mask == 0 && c >= 0x2E80) { /* no numeral, no letter */
      inside = false;
      at = next;
      continue;
    }
    bool number = numeral(c) >= 0, letter = ent_letter(c) == ENT_LETTER_ALPHABET;
    if (inside || !(number || letter)) mask = 0;
    if (number && mask != 0) mask &= list->second[behind_number(text, at)];
    for (uint32_t i = ent_layout_next_rule(mask, 0, list->count); mask != 0 && i < list->count;
         i = ent_layout_next_rule(mask, i + 1, list->count)) {
      ent_day day;
      size_t end = fit(rules, lang, list->items[i].pattern, text, at, &day);
      if (end == 0) continue;
      *found = (ent_found_day){{(uint32_t)at, (uint32_t)end}, day};
      return true;
    }
    inside = number || letter;
    at = next;
  }
  return false;
}

ent_day ent_day_complete(ent_day day, ent_day from) {
  if (day.year == 0) {
    if (day.month == 0) return from;
    day.year = from.year;
  }
  return day;
}

bool ent_day_is_full(ent_day day) {
  return day.year != 0 && day.month != 0 && day.day != 0;
}

/* Ends with a full stop that is not that of a short abbreviation (2032 г.). */
static bool ends_sentence(ent_str text) {
  size_t at = text.len, letters = 0;
  if (text.len == 0 || ent_utf8_previous(text.ptr, &at) != '.') return false;
  while (at > 0 && ent_letter(ent_utf8_previous(text.ptr, &at)) == ENT_LETTER_ALPHABET)
    letters++;
  return letters == 0 || letters > 2;
}

bool ent_day_is_dateline(const ent_layout_rules *rules, int lang, ent_str text) {
  ent_found_day found;
  size_t at = 0, rest = text.len, dates = 0;
  if (text.len > ENT_PATTERN_REACH) return false;
  while (ent_day_next(rules, lang, text, at, &found)) {
    if (found.day.month == 0) return false;
    rest -= found.range.end - found.range.begin;
    at = found.range.end;
    dates++;
  }
  uint32_t first = ent_letter_first(text), last = ent_letter_last(text);
  bool bracketed = (first == 0xFF08 && last == 0xFF09) || (first == '(' && last == ')');
  if (ent_letter_is_ender(last) || last == 0xFF0C || ends_sentence(text)) return false;
  return dates > 0 && rest <= DATELINE_REST * (bracketed ? 6u : 3u);
}
