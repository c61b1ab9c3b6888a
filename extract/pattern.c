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

const char ent_pattern_numerals[] = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千两廿卅";
const char ent_pattern_spaces[] =
    " \t\xC2\xA0\xE2\x80\x80\xE2\x80\x81\xE2\x80\x82\xE2\x80\x83\xE2\x80\x84\xE2\x80\x85"
    "\xE2\x80\x86\xE2\x80\x87\xE2\x80\x88\xE2\x80\x89\xE2\x80\x8A\xE2\x80\xAF\xE3\x80\x80";

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

/* The first place of the set at or behind `at`, SIZE_MAX: none. */
static size_t next_place(const places *set, size_t at) {
  size_t word = at / 64;
  if (word >= WORDS) return SIZE_MAX;
  uint64_t bits = set->bits[word] & (UINT64_MAX << (at % 64));
  while (bits == 0)
    if (++word == WORDS)
      return SIZE_MAX;
    else
      bits = set->bits[word];
  for (at = word * 64; (bits & 1) == 0; at++)
    bits >>= 1;
  return at;
}

/* From every place of `from`, over one or more (least = 1) or any number (least = 0) of accepted characters. */
static void over_run(const places *from, places *to, ent_str text, bool (*accepts)(uint32_t), bool least) {
  for (size_t start = next_place(from, 0); start <= text.len;) {
    size_t at = start;
    if (!least) set_add(to, at);
    while (at < text.len) {
      size_t next = at;
      if (!accepts(ent_utf8_next(text.ptr, text.len, &next))) break;
      at = next;
      set_add(to, at);
    }
    start = next_place(from, at + 1); /* places before that give nothing new */
  }
}

/* From the first place on, every one. */
static void over_anything(const places *from, places *to, ent_str text) {
  for (size_t at = next_place(from, 0); at <= text.len;) {
    set_add(to, at);
    if (at == text.len) break;
    (void)ent_utf8_next(text.ptr, text.len, &at);
  }
}

static void over_literal(const places *from, places *to, ent_str text, ent_str literal) {
  if (literal.len > text.len) return;
  for (size_t at = next_place(from, 0); at <= text.len - literal.len; at = next_place(from, at + 1))
    if (memcmp(text.ptr + at, literal.ptr, literal.len) == 0) set_add(to, at + literal.len);
}

static void over_one(const places *from, places *to, ent_str text) {
  for (size_t at = next_place(from, 0); at < text.len; at = next_place(from, at + 1)) {
    size_t next = at;
    (void)ent_utf8_next(text.ptr, text.len, &next);
    set_add(to, next);
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
  for (size_t at = next_place(from, 0); at <= text.len;) {
    if (set_has(from, at)) left = NAME;
    if (left < 0) {
      at = next_place(from, at);
      continue;
    }
    set_add(to, at);
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
    over_anything(from, to, text);
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

/* "*a", "*(a|b)": the end decides. */
static bool only_end(ent_str pattern) {
  if (pattern.len < 2 || pattern.ptr[0] != '*') return false;
  ent_str rest = ent_str_make(pattern.ptr + 1, pattern.len - 1), element = ent_pattern_element(&rest);
  return rest.len == 0 && (element.ptr[0] == '(' || ent_pattern_is_literal(element));
}

bool ent_pattern_whole(ent_str pattern, ent_str text) {
  places ends;
  if (only_end(pattern)) return text.len <= ENT_PATTERN_REACH && ent_pattern_may_end(pattern, text);
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
    if (((unsigned char)text.ptr[at] & 0xC0) != 0x80) {
      ent_str rest = ent_str_make(text.ptr + at, text.len - at);
      if (ent_pattern_may_begin(pattern, rest) && ent_pattern_whole(pattern, rest)) return rest.len;
    }
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

/* One of the alternatives of a group begins the text; *empty is set if one of them covers nothing. */
static bool begins_with_any(ent_str group, ent_str text, bool *empty) {
  for (size_t start = 1, end = 1; end < group.len; end++) {
    if (group.ptr[end] != '|' && group.ptr[end] != ')') continue;
    if (end == start)
      *empty = true;
    else if (begins_with(text, group.ptr + start, end - start))
      return true;
    start = end + 1;
  }
  return false;
}

bool ent_pattern_may_begin(ent_str pattern, ent_str text) {
  size_t at = 0;
  bool empty = false;
  if (pattern.len == 0) return true;
  ent_str rest = pattern, element = ent_pattern_element(&rest);
  switch (element.ptr[0]) {
  case '#':
    return text.len > 0 && ent_pattern_is_numeral(ent_utf8_next(text.ptr, text.len, &at));
  case '@':
    return text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9';
  case '*':
    return true;
  case '?':
    return text.len > 0;
  case ' ':
    while (at < text.len) {
      size_t next = at;
      if (!ent_pattern_is_space(ent_utf8_next(text.ptr, text.len, &next))) break;
      at = next;
    }
    return ent_pattern_may_begin(rest, ent_str_make(text.ptr + at, text.len - at));
  case '~':
    if (rest.len > 0 && rest.ptr[0] == '~') return true; /* no deeper than one name */
    for (int left = NAME;; left--) {
      if (ent_pattern_may_begin(rest, ent_str_make(text.ptr + at, text.len - at))) return true;
      if (left == 0 || at == text.len || !in_name(ent_utf8_next(text.ptr, text.len, &at))) return false;
    }
  case '(':
    return begins_with_any(element, text, &empty) || (empty && ent_pattern_may_begin(rest, text));
  default:
    at = element.ptr[0] == '\\' && element.len > 1 ? 1 : 0;
    return begins_with(text, element.ptr + at, element.len - at);
  }
}

/* Byte behind the first element. */
static size_t element_end(ent_str pattern) {
  size_t at = 1;
  if (pattern.ptr[0] == '(') {
    while (at < pattern.len && pattern.ptr[at - 1] != ')')
      at++;
    return at;
  }
  if (pattern.ptr[0] != '\\' && is_special(pattern.ptr[0])) return 1;
  if (pattern.ptr[0] == '\\' && pattern.len > 1) at = 2;
  while (at < pattern.len && !is_special(pattern.ptr[at]))
    at++;
  return at;
}

ent_str ent_pattern_element(ent_str *pattern) {
  size_t end = element_end(*pattern);
  ent_str element = ent_str_make(pattern->ptr, end);
  *pattern = ent_str_make(pattern->ptr + end, pattern->len - end);
  return element;
}

bool ent_pattern_is_literal(ent_str element) {
  return element.ptr[0] == '\\' || !is_special(element.ptr[0]);
}

bool ent_pattern_may_be_empty(ent_str element) {
  for (size_t at = 0; at + 1 < element.len; at++)
    if ((element.ptr[at] == '(' || element.ptr[at] == '|') &&
        (element.ptr[at + 1] == '|' || element.ptr[at + 1] == ')'))
      return true;
  return false;
}

ent_pattern_signature ent_pattern_sign(ent_str text) {
  ent_pattern_signature signature = {{0}};
  for (size_t at = 0; at < text.len;) {
    uint32_t class = ent_pattern_class(ent_utf8_next(text.ptr, text.len, &at));
    signature.bits[class / 64] |= UINT64_C(1) << (class % 64);
  }
  return signature;
}

static bool may_have_all(const char *text, size_t length, const ent_pattern_signature *signature) {
  for (size_t at = 0; at < length;) {
    uint32_t class = ent_pattern_class(ent_utf8_next(text, length, &at));
    if ((signature->bits[class / 64] >> (class % 64) & 1) == 0) return false;
  }
  return true;
}

bool ent_pattern_may_have(ent_str part, const ent_pattern_signature *signature) {
  if (part.len == 0 || part.ptr[0] != '(') return may_have_all(part.ptr, part.len, signature);
  for (size_t start = 1, end = 1; end < part.len; end++) {
    if (part.ptr[end] != '|' && part.ptr[end] != ')') continue;
    if (may_have_all(part.ptr + start, end - start, signature)) return true;
    start = end + 1;
  }
  return false;
}

static bool ends_with(ent_str text, const char *ptr, size_t len) {
  return len <= text.len && memcmp(text.ptr + (text.len - len), ptr, len) == 0;
}

bool ent_pattern_may_end(ent_str pattern, ent_str text) {
  ent_str element = {NULL, 0};
  while (pattern.len > 0)
    element = ent_pattern_element(&pattern);
  if (element.ptr == NULL) return false;
  if (element.ptr[0] != '(') {
    size_t skip = element.ptr[0] == '\\' ? 1 : 0;
    return !ent_pattern_is_literal(element) || ends_with(text, element.ptr + skip, element.len - skip);
  }
  for (size_t start = 1, end = 1; end < element.len; end++) {
    if (element.ptr[end] != '|' && element.ptr[end] != ')') continue;
    if (ends_with(text, element.ptr + start, end - start)) return true; /* an empty alternative always does */
    start = end + 1;
  }
  return false;
}
