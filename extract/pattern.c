#include "extract/pattern.h"

#include <string.h>

#include "extract/letters.h"
#include "graph/utf8.h"

#define WORDS ((ENT_PATTERN_REACH + 64) / 64)

/* Characters that "~" covers at most. */
#define NAME 14

typedef struct {
  uint64_t bits[WORDS];
} places;

static void set_add(places *set, size_t at) {
  set->bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static bool set_has(const places *set, size_t at) {
  return (set->bits[at / 64] >> (at % 64)) & 1;
}

static bool set_empty(const places *set) {
  for (size_t i = 0; i < WORDS; i++)
    if (set->bits[i] != 0) return false;
  return true;
}

bool ent_pattern_is_numeral(uint32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  switch (c) {
  case 0x3007: /* 〇 */
  case 0x96F6: /* 零 */
  case 0x4E00: /* 一 */
  case 0x4E8C: /* 二 */
  case 0x4E09: /* 三 */
  case 0x56DB: /* 四 */
  case 0x4E94: /* 五 */
  case 0x516D: /* 六 */
  case 0x4E03: /* 七 */
  case 0x516B: /* 八 */
  case 0x4E5D: /* 九 */
  case 0x5341: /* 十 */
  case 0x767E: /* 百 */
  case 0x5343: /* 千 */
  case 0x4E24: /* 两 */
  case 0x5EFF: /* 廿 */
  case 0x5345: /* 卅 */
    return true;
  default:
    return c >= 0xFF10 && c <= 0xFF19;
  }
}

bool ent_pattern_is_space(uint32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}

/* From every place of `from`, over one or more (least = 1) or any number (least = 0) of accepted characters. */
static void over_run(const places *from, places *to, ent_str text, bool (*accepts)(uint32_t), bool least) {
  bool running = false; /* a run that began at some place of `from` has come to here */
  for (size_t at = 0; at <= text.len;) {
    bool starts = set_has(from, at);
    if ((running || starts) && (!least || running)) set_add(to, at);
    if (at == text.len) break;
    size_t next = at;
    uint32_t c = ent_utf8_next(text.ptr, text.len, &next);
    running = (running || starts) && accepts(c);
    at = next;
  }
}

static bool anything(uint32_t c) {
  (void)c;
  return true;
}

static void over_literal(const places *from, places *to, ent_str text, ent_str literal) {
  if (literal.len > text.len) return;
  for (size_t at = 0; at + literal.len <= text.len; at++)
    if (set_has(from, at) && memcmp(text.ptr + at, literal.ptr, literal.len) == 0) set_add(to, at + literal.len);
}

static void over_one(const places *from, places *to, ent_str text) {
  for (size_t at = 0; at < text.len;) {
    size_t next = at;
    (void)ent_utf8_next(text.ptr, text.len, &next);
    if (set_has(from, at)) set_add(to, next);
    at = next;
  }
}

static bool is_special(char c) {
  return memchr("#@~*?( \\", c, 8) != NULL;
}

static bool is_digit(uint32_t c) {
  return c >= '0' && c <= '9';
}

/* Letters and digits of names, with the dots and spaces in them: what a place or an office is written with. */
static bool in_name(uint32_t c) {
  ent_letter_class letter = ent_letter(c);
  if (letter == ENT_LETTER_IDEOGRAPH) return ent_utf8_is_han(c) || ent_pattern_is_numeral(c);
  return letter == ENT_LETTER_ALPHABET || letter == ENT_LETTER_DIGIT || c == ' ' || c == 0xB7 || c == '-' || c == '.';
}

/* `left`: characters that the longest name under way may still have. */
static void over_name(const places *from, places *to, ent_str text) {
  int left = -1;
  for (size_t at = 0; at <= text.len;) {
    if (set_has(from, at)) left = NAME;
    if (left >= 0) set_add(to, at);
    if (at == text.len) break;
    size_t next = at;
    left = in_name(ent_utf8_next(text.ptr, text.len, &next)) ? left - 1 : -1;
    at = next;
  }
}

/* Takes one element off the pattern and applies it. */
static void step(ent_str *pattern, ent_str text, const places *from, places *to) {
  memset(to, 0, sizeof *to);
  size_t taken = 1;
  switch (pattern->ptr[0]) {
  case '#':
    over_run(from, to, text, ent_pattern_is_numeral, true);
    break;
  case '@':
    over_run(from, to, text, is_digit, true);
    break;
  case '~':
    over_name(from, to, text);
    break;
  case '*':
    over_run(from, to, text, anything, false);
    break;
  case ' ':
    over_run(from, to, text, ent_pattern_is_space, false);
    break;
  case '?':
    over_one(from, to, text);
    break;
  case '(': {
    size_t start = 1;
    while (taken < pattern->len && pattern->ptr[taken - 1] != ')') {
      char c = pattern->ptr[taken];
      if (c == '|' || c == ')') {
        over_literal(from, to, text, ent_str_make(pattern->ptr + start, taken - start));
        start = taken + 1;
      }
      taken++;
    }
    break;
  }
  default: {
    size_t start = pattern->ptr[0] == '\\' && pattern->len > 1 ? 1 : 0;
    taken = start + 1;
    while (taken < pattern->len && !is_special(pattern->ptr[taken]))
      taken++;
    over_literal(from, to, text, ent_str_make(pattern->ptr + start, taken - start));
    break;
  }
  }
  pattern->ptr += taken;
  pattern->len -= taken;
}

static ent_str seen(ent_str text) {
  if (text.len <= ENT_PATTERN_REACH) return text;
  size_t len = ENT_PATTERN_REACH;
  while (len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
    len--;
  return ent_str_make(text.ptr, len);
}

/* The places where the pattern can end; false when there are none. */
static bool run(ent_str pattern, ent_str text, places *ends) {
  places other;
  memset(ends, 0, sizeof *ends);
  set_add(ends, 0);
  while (pattern.len > 0) {
    other = *ends;
    step(&pattern, text, &other, ends);
    if (set_empty(ends)) return false;
  }
  return true;
}

bool ent_pattern_whole(ent_str pattern, ent_str text) {
  places ends;
  return text.len <= ENT_PATTERN_REACH && run(pattern, text, &ends) && set_has(&ends, text.len);
}

size_t ent_pattern_prefix(ent_str pattern, ent_str text) {
  places ends;
  ent_str front = seen(text);
  if (!run(pattern, front, &ends)) return 0;
  for (size_t at = 1; at <= front.len; at++)
    if (set_has(&ends, at)) return at;
  return 0;
}

size_t ent_pattern_suffix(ent_str pattern, ent_str text) {
  char last = pattern.len > 0 ? pattern.ptr[pattern.len - 1] : ')';
  if (text.len > 0 && !is_special(last) && last != ')' && last != text.ptr[text.len - 1]) return 0;
  size_t from = text.len > ENT_PATTERN_REACH / 4 ? text.len - ENT_PATTERN_REACH / 4 : 0;
  for (size_t at = from; at < text.len; at++)
    if (((unsigned char)text.ptr[at] & 0xC0) != 0x80 &&
        ent_pattern_whole(pattern, ent_str_make(text.ptr + at, text.len - at)))
      return text.len - at;
  return 0;
}

/* Where the first `part` at or behind `from` ends; SIZE_MAX: nowhere. The last byte is looked for: of Chinese
 * characters it is the one that differs. */
static size_t find_end(ent_str text, size_t from, const char *part, size_t len) {
  if (len == 0) return from;
  for (size_t at = from + len - 1; at < text.len; at++) {
    const char *hit = memchr(text.ptr + at, part[len - 1], text.len - at);
    if (hit == NULL) return SIZE_MAX;
    at = (size_t)(hit - text.ptr);
    if (memcmp(text.ptr + at - (len - 1), part, len) == 0) return at + 1;
  }
  return SIZE_MAX;
}

/* The nearest end of one of the alternatives of the group that begins at pattern byte *at, which is moved behind it. */
static size_t find_group(ent_str pattern, size_t *at, ent_str text, size_t from) {
  size_t nearest = SIZE_MAX, start = *at + 1, end = start;
  for (; end < pattern.len; end++) {
    if (pattern.ptr[end] != '|' && pattern.ptr[end] != ')') continue;
    size_t found = find_end(text, from, pattern.ptr + start, end - start);
    if (found < nearest) nearest = found;
    if (pattern.ptr[end] == ')') break;
    start = end + 1;
  }
  *at = end + 1;
  return nearest;
}

bool ent_pattern_may_follow(ent_str pattern, ent_str text) {
  size_t from = 0;
  for (size_t at = 0; at < pattern.len && from != SIZE_MAX;) {
    char c = pattern.ptr[at];
    if (c == '(') {
      from = find_group(pattern, &at, text, from);
      continue;
    }
    size_t start = c == '\\' ? at + 1 : at;
    if (c != '\\' && is_special(c)) {
      at++;
      continue;
    }
    size_t end = start + 1;
    while (end < pattern.len && !is_special(pattern.ptr[end]))
      end++;
    if (end > pattern.len) end = pattern.len;
    from = find_end(text, from, pattern.ptr + start, end - start);
    at = end;
  }
  return from != SIZE_MAX;
}

static bool begins_with(ent_str text, const char *ptr, size_t len) {
  return len <= text.len && memcmp(text.ptr, ptr, len) == 0;
}

bool ent_pattern_may_begin(ent_str pattern, ent_str text) {
  if (pattern.len == 0 || text.len == 0) return false;
  size_t at = 0, end = 1;
  switch (pattern.ptr[0]) {
  case '#':
    return ent_pattern_is_numeral(ent_utf8_next(text.ptr, text.len, &at));
  case '@':
    return text.ptr[0] >= '0' && text.ptr[0] <= '9';
  case '*':
  case '~':
  case '?':
  case ' ':
    return true;
  case '(':
    for (size_t start = 1; end < pattern.len; end++) {
      if (pattern.ptr[end] != '|' && pattern.ptr[end] != ')') continue;
      if (begins_with(text, pattern.ptr + start, end - start)) return true; /* an empty alternative always does */
      if (pattern.ptr[end] == ')') break;
      start = end + 1;
    }
    return false;
  default:
    at = pattern.ptr[0] == '\\' && pattern.len > 1 ? 1 : 0;
    end = at + 1;
    while (end < pattern.len && !is_special(pattern.ptr[end]))
      end++;
    return begins_with(text, pattern.ptr + at, end - at);
  }
}

ent_str ent_pattern_tail(ent_str pattern) {
  size_t at = 0, tail = 0;
  while (at < pattern.len) {
    if (pattern.ptr[at] == '(') {
      while (at < pattern.len && pattern.ptr[at] != ')')
        at++;
      tail = ++at;
    } else if (is_special(pattern.ptr[at])) {
      at += pattern.ptr[at] == '\\' ? 2 : 1;
      tail = at;
    } else {
      at++;
    }
  }
  return tail >= pattern.len ? ent_str_make(pattern.ptr, 0) : ent_str_make(pattern.ptr + tail, pattern.len - tail);
}
