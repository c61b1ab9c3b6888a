#include "extract/pattern.h"

#include <string.h>

#include "extract/letters.h"
#include "graph/utf8.h"

#define WORDS ((ENT_PATTERN_REACH + 64) / 64)

/* Characters that "~" covers at most. */
#define NAME 14

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
  if (c > 0x3000) return false;
  return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}

static bool is_special(char c) {
  return memchr("#@~*?( \\", c, 8) != NULL;
}

/* Byte behind the first element; 0: it is broken. */
static size_t element_end(ent_str source) {
  size_t at = 1;
  if (source.ptr[0] == '(') {
    const char *close = memchr(source.ptr, ')', source.len);
    return close == NULL ? 0 : (size_t)(close - source.ptr) + 1;
  }
  if (source.ptr[0] == '\\') {
    if (source.len < 2) return 0;
    at = 2;
  } else if (is_special(source.ptr[0])) {
    return 1;
  }
  while (at < source.len && !is_special(source.ptr[at]))
    at++;
  return at;
}

static ent_status take_classes(ent_arena *arena, ent_pattern_element *element) {
  uint8_t(*classes)[2] = ent_arena_calloc(arena, element->count, sizeof *classes);
  if (classes == NULL) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < element->count; i++) {
    classes[i][0] = (uint8_t)ent_pattern_class(ent_letter_first(element->texts[i]));
    classes[i][1] = (uint8_t)ent_pattern_class(ent_letter_last(element->texts[i]));
  }
  element->classes = (const uint8_t(*)[2])classes;
  return ENT_OK;
}

static ent_status take_group(ent_str group, ent_arena *arena, ent_pattern_element *element) {
  uint32_t count = 1, used = 0;
  for (size_t i = 0; i < group.len; i++)
    count += group.ptr[i] == '|';
  ent_str *texts = ent_arena_calloc(arena, count, sizeof *texts);
  if (texts == NULL) return ENT_ERR_MEMORY;
  for (size_t start = 1, end = 1; end < group.len; end++) {
    if (group.ptr[end] != '|' && group.ptr[end] != ')') continue;
    texts[used++] = ent_str_make(group.ptr + start, end - start);
    element->empty = element->empty || end == start;
    start = end + 1;
  }
  element->texts = texts;
  element->count = used;
  return take_classes(arena, element);
}

static ent_status take_literal(ent_str literal, ent_arena *arena, ent_pattern_element *element) {
  ent_str *text = ent_arena_calloc(arena, 1, sizeof *text);
  if (text == NULL) return ENT_ERR_MEMORY;
  size_t skip = literal.ptr[0] == '\\' ? 1 : 0;
  *text = ent_str_make(literal.ptr + skip, literal.len - skip);
  element->texts = text;
  element->count = 1;
  return take_classes(arena, element);
}

static ent_status take_element(ent_str source, ent_arena *arena, ent_pattern_element *element) {
  static const char marks[] = "#@~* ?";
  static const ent_pattern_kind kinds[] = {ENT_PATTERN_NUMBER,   ENT_PATTERN_DIGITS, ENT_PATTERN_NAME,
                                           ENT_PATTERN_ANYTHING, ENT_PATTERN_SPACE,  ENT_PATTERN_ONE};
  const char *mark = memchr(marks, source.ptr[0], sizeof marks - 1);
  if (mark != NULL) {
    element->kind = (uint8_t)kinds[mark - marks];
    return ENT_OK;
  }
  element->kind = ENT_PATTERN_LITERAL;
  return source.ptr[0] == '(' ? take_group(source, arena, element) : take_literal(source, arena, element);
}

ent_status ent_pattern_compile(ent_str source, ent_arena *arena, ent_pattern *pattern) {
  uint32_t count = 0;
  for (size_t at = 0; at < source.len; count++) {
    size_t length = element_end(ent_str_make(source.ptr + at, source.len - at));
    if (length == 0) return ENT_ERR_DATA;
    at += length;
  }
  ent_pattern_element *elements = ent_arena_calloc(arena, count, sizeof *elements);
  if (elements == NULL) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    size_t length = element_end(source);
    ent_status status = take_element(ent_str_make(source.ptr, length), arena, &elements[i]);
    if (status != ENT_OK) return status;
    source = ent_str_make(source.ptr + length, source.len - length);
  }
  *pattern = (ent_pattern){elements, count};
  return ENT_OK;
}

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

static void step(const ent_pattern_element *element, ent_str text, const places *from, places *to) {
  memset(to, 0, sizeof *to);
  switch ((ent_pattern_kind)element->kind) {
  case ENT_PATTERN_LITERAL:
    for (uint32_t i = 0; i < element->count; i++)
      over_literal(from, to, text, element->texts[i]);
    break;
  case ENT_PATTERN_NUMBER:
    over_run(from, to, text, ent_pattern_is_numeral, true);
    break;
  case ENT_PATTERN_DIGITS:
    over_run(from, to, text, is_digit, true);
    break;
  case ENT_PATTERN_NAME:
    over_name(from, to, text);
    break;
  case ENT_PATTERN_ANYTHING:
    over_anything(from, to, text);
    break;
  case ENT_PATTERN_SPACE:
    over_run(from, to, text, ent_pattern_is_space, false);
    break;
  case ENT_PATTERN_ONE:
    over_one(from, to, text);
    break;
  }
}

static ent_str seen(ent_str text) {
  if (text.len <= ENT_PATTERN_REACH) return text;
  size_t len = ENT_PATTERN_REACH;
  while (len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
    len--;
  return ent_str_make(text.ptr, len);
}

/* The places where the pattern can end; false when there are none. */
static bool run(const ent_pattern *pattern, ent_str text, places *ends) {
  places other;
  memset(ends, 0, sizeof *ends);
  set_add(ends, 0);
  for (uint32_t i = 0; i < pattern->count; i++) {
    other = *ends;
    step(&pattern->elements[i], text, &other, ends);
    if (set_empty(ends)) return false;
  }
  return true;
}

/* "*a", "*(a|b)": the end decides. */
static bool only_end(const ent_pattern *pattern) {
  return pattern->count == 2 && pattern->elements[0].kind == ENT_PATTERN_ANYTHING &&
         pattern->elements[1].kind == ENT_PATTERN_LITERAL;
}

bool ent_pattern_whole(const ent_pattern *pattern, ent_str text) {
  places ends;
  if (text.len > ENT_PATTERN_REACH) return false;
  if (only_end(pattern)) return ent_pattern_may_end(pattern, text);
  return run(pattern, text, &ends) && set_has(&ends, text.len);
}

size_t ent_pattern_prefix(const ent_pattern *pattern, ent_str text) {
  places ends;
  ent_str front = seen(text);
  if (!run(pattern, front, &ends)) return 0;
  size_t at = next_place(&ends, 1);
  return at <= front.len ? at : 0;
}

size_t ent_pattern_suffix(const ent_pattern *pattern, ent_str text) {
  size_t from = text.len > ENT_PATTERN_REACH / 4 ? text.len - ENT_PATTERN_REACH / 4 : 0;
  for (size_t at = from; at < text.len; at++) {
    if (((unsigned char)text.ptr[at] & 0xC0) == 0x80) continue;
    ent_str rest = ent_str_make(text.ptr + at, text.len - at);
    if (ent_pattern_may_begin(pattern, rest) && ent_pattern_whole(pattern, rest)) return rest.len;
  }
  return 0;
}

static bool begins_with(ent_str text, ent_str part) {
  if (part.len == 0) return true;
  return part.len <= text.len && text.ptr[0] == part.ptr[0] && memcmp(text.ptr, part.ptr, part.len) == 0;
}

static bool ends_with(ent_str text, ent_str part) {
  if (part.len == 0) return true;
  return part.len <= text.len && text.ptr[text.len - 1] == part.ptr[part.len - 1] &&
         memcmp(text.ptr + (text.len - part.len), part.ptr, part.len) == 0;
}

/* Of the elements from `from` on; what covers nothing lets the next one decide. */
static bool may_begin(const ent_pattern *pattern, uint32_t from, ent_str text) {
  for (uint32_t i = from; i < pattern->count; i++) {
    const ent_pattern_element *element = &pattern->elements[i];
    size_t at = 0;
    bool named = i > from && pattern->elements[i - 1].kind == ENT_PATTERN_NAME;
    switch ((ent_pattern_kind)element->kind) {
    case ENT_PATTERN_NUMBER:
      return text.len > 0 && ent_pattern_is_numeral(ent_utf8_next(text.ptr, text.len, &at));
    case ENT_PATTERN_DIGITS:
      return text.len > 0 && is_digit((unsigned char)text.ptr[0]);
    case ENT_PATTERN_ANYTHING:
      return true;
    case ENT_PATTERN_ONE:
      return text.len > 0;
    case ENT_PATTERN_SPACE:
      for (size_t next = 0; next < text.len && ent_pattern_is_space(ent_utf8_next(text.ptr, text.len, &next));
           at = next) {
      }
      text = ent_str_make(text.ptr + at, text.len - at);
      break;
    case ENT_PATTERN_NAME:
      if (named || from > 0) return true; /* looked for in one name only */
      for (int left = NAME;; left--) {
        if (may_begin(pattern, i + 1, ent_str_make(text.ptr + at, text.len - at))) return true;
        if (left == 0 || at == text.len || !in_name(ent_utf8_next(text.ptr, text.len, &at))) return false;
      }
    case ENT_PATTERN_LITERAL:
      for (uint32_t k = 0; k < element->count; k++)
        if (element->texts[k].len > 0 && begins_with(text, element->texts[k])) return true;
      if (!element->empty) return false;
      break;
    }
  }
  return true;
}

bool ent_pattern_may_begin(const ent_pattern *pattern, ent_str text) {
  return may_begin(pattern, 0, text);
}

bool ent_pattern_may_end(const ent_pattern *pattern, ent_str text) {
  const ent_pattern_element *last = &pattern->elements[pattern->count - 1];
  if (last->kind != ENT_PATTERN_LITERAL || last->empty) return true;
  for (uint32_t i = 0; i < last->count; i++)
    if (ends_with(text, last->texts[i])) return true;
  return false;
}

/* Where the first `part` at or behind `from` ends; SIZE_MAX: nowhere. The last byte is looked for: of Chinese
 * characters it is the one that differs. */
static size_t find_end(ent_str text, size_t from, ent_str part) {
  if (part.len == 0) return from;
  for (size_t at = from + part.len - 1; at < text.len; at++) {
    const char *hit = memchr(text.ptr + at, part.ptr[part.len - 1], text.len - at);
    if (hit == NULL) return SIZE_MAX;
    at = (size_t)(hit - text.ptr);
    if (memcmp(text.ptr + at - (part.len - 1), part.ptr, part.len) == 0) return at + 1;
  }
  return SIZE_MAX;
}

bool ent_pattern_may_follow(const ent_pattern *pattern, ent_str text) {
  size_t from = 0;
  for (uint32_t i = 0; i < pattern->count; i++) {
    const ent_pattern_element *element = &pattern->elements[i];
    if (element->kind != ENT_PATTERN_LITERAL || element->empty) continue;
    size_t nearest = SIZE_MAX;
    for (uint32_t k = 0; k < element->count; k++) {
      size_t end = find_end(text, from, element->texts[k]);
      if (end < nearest) nearest = end;
    }
    if (nearest == SIZE_MAX) return false;
    from = nearest;
  }
  return true;
}

ent_pattern_signature ent_pattern_sign(ent_str text) {
  ent_pattern_signature signature = {{0}};
  for (size_t at = 0; at < text.len;)
    ent_pattern_sign_one(&signature, ent_utf8_next(text.ptr, text.len, &at));
  return signature;
}

static bool has(const ent_pattern_signature *signature, uint8_t class) {
  return (signature->bits[class / 64] >> (class % 64) & 1) != 0;
}

bool ent_pattern_may_have(const ent_pattern *pattern, const ent_pattern_signature *signature) {
  for (uint32_t i = pattern->count; i > 0; i--) { /* what tells them apart stands at the end */
    const ent_pattern_element *element = &pattern->elements[i - 1];
    if (element->kind != ENT_PATTERN_LITERAL || element->empty) continue;
    uint32_t k = 0;
    while (k < element->count && !(has(signature, element->classes[k][0]) && has(signature, element->classes[k][1])))
      k++;
    if (k == element->count) return false;
  }
  return true;
}
