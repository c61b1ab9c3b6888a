#include "export/gate.h"

#include <string.h>

#include "graph/utf8.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static bool is_noncharacter(uint32_t c) {
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static bool is_control(uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

/* Decodes one code point at *at; false if it may not pass. A U+FFFD that stands in the text may. */
static bool next_may_pass(ent_str text, size_t *at, bool one_line) {
  size_t from = *at;
  uint32_t c = ent_utf8_next(text.ptr, text.len, at);
  if (c == 0xFFFD && *at == from + 1) return false;
  if (one_line && (c == '\t' || c == '\n' || c == '\r')) return false;
  return !is_control(c) && !is_noncharacter(c);
}

/* Offset of the first code point that may not pass. */
static size_t clean_prefix(ent_str text, bool one_line) {
  size_t at = 0;
  while (at < text.len) {
    size_t from = at;
    unsigned char byte = (unsigned char)text.ptr[at];
    if (byte >= 0x20 && byte < 0x7F)
      at++;
    else if (!next_may_pass(text, &at, one_line))
      return from;
  }
  return text.len;
}

static ent_str clean(ent_arena *arena, ent_str text, bool one_line) {
  size_t at = clean_prefix(text, one_line);
  if (at == text.len) return text.ptr ? text : ENT_STR("");
  const size_t width = sizeof replacement - 1;
  if (text.len - at > (SIZE_MAX - at) / width) return (ent_str){NULL, 0};
  char *copy = ent_arena_alloc(arena, at + (text.len - at) * width);
  if (!copy) return (ent_str){NULL, 0};
  memcpy(copy, text.ptr, at);
  char *out = copy + at;
  while (at < text.len) {
    size_t from = at;
    if (next_may_pass(text, &at, one_line)) {
      memcpy(out, text.ptr + from, at - from);
      out += at - from;
    } else if (strchr("\t\n\r", text.ptr[from]) && text.ptr[from] != '\0')
      *out++ = ' ';
    else {
      memcpy(out, replacement, width);
      out += width;
    }
  }
  return (ent_str){copy, (size_t)(out - copy)};
}

ent_str ent_gate_text(ent_arena *arena, ent_str text) {
  return clean(arena, text, false);
}
ent_str ent_gate_line(ent_arena *arena, ent_str text) {
  return clean(arena, text, true);
}

static bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

static char *encode(char *out, const char *bytes, size_t length) {
  static const char digits[] = "0123456789ABCDEF";
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    *out++ = '%';
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
  }
  return out;
}

/* Printable ASCII but what IRIREF of Turtle leaves out, and "%", which is looked at by itself. */
static bool is_plain(unsigned char c) {
  static const bool barred[128] = {['<'] = true, ['>'] = true, ['"'] = true, ['{'] = true,  ['}'] = true,
                                   ['|'] = true, ['^'] = true, ['`'] = true, ['\\'] = true, ['%'] = true};
  return c > 0x20 && c < 0x7F && !barred[c];
}

static char *put_iri(char *out, ent_str text) {
  for (size_t at = 0; at < text.len;) {
    size_t from = at;
    if (is_plain((unsigned char)text.ptr[at])) {
      *out++ = text.ptr[at++];
      continue;
    }
    uint32_t c = ent_utf8_next(text.ptr, text.len, &at);
    bool good = c >= 0xA0 && !is_noncharacter(c) && !(c == 0xFFFD && at == from + 1);
    if (c == '%') good = text.len - from > 2 && is_hex(text.ptr[from + 1]) && is_hex(text.ptr[from + 2]);
    if (good) {
      memcpy(out, text.ptr + from, at - from);
      out += at - from;
    } else
      out = encode(out, text.ptr + from, at - from);
  }
  return out;
}

ent_str ent_gate_iri(ent_arena *arena, ent_str base, ent_str local) {
  if (base.len >= SIZE_MAX / 8 || local.len >= SIZE_MAX / 8) return (ent_str){NULL, 0};
  char *iri = ent_arena_alloc(arena, (base.len + local.len) * 3 + 1);
  if (!iri) return (ent_str){NULL, 0};
  char *out = put_iri(put_iri(iri, base), local);
  *out = '\0';
  return (ent_str){iri, (size_t)(out - iri)};
}

ent_str ent_gate_lang(ent_arena *arena, ent_str lang) {
  char *out = ent_arena_alloc(arena, lang.len + 1);
  if (!out) return (ent_str){NULL, 0};
  size_t part = 0;
  bool first = true;
  for (size_t i = 0; i < lang.len; i++) {
    char c = lang.ptr[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    out[i] = c;
    if (c == '-') {
      if (part == 0) return ENT_STR("");
      part = 0;
      first = false;
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && !first)) {
      if (++part > 8) return ENT_STR("");
    } else
      return ENT_STR("");
  }
  if (part == 0) return ENT_STR("");
  out[lang.len] = '\0';
  return (ent_str){out, lang.len};
}

ent_str ent_gate_decimal(ent_arena *arena, unsigned hundredths) {
  if (hundredths % 10 == 0) return ent_arena_format(arena, "%u.%u", hundredths / 100, hundredths / 10 % 10);
  return ent_arena_format(arena, "%u.%02u", hundredths / 100, hundredths % 100);
}

/* The number in `count` digits at `text`, -1 if they are no digits. */
static int digits(const char *text, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

ent_date_precision ent_gate_date(ent_str edtf) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (edtf.len != 4 && edtf.len != 7 && edtf.len != 10) return ENT_DATE_OTHER;
  int year = digits(edtf.ptr, 4);
  if (year < 0) return ENT_DATE_OTHER;
  if (edtf.len == 4) return ENT_DATE_YEAR;
  int month = edtf.ptr[4] == '-' ? digits(edtf.ptr + 5, 2) : -1;
  if (month < 1 || month > 12) return ENT_DATE_OTHER; /* 21 to 41 are EDTF's seasons and quarters */
  if (edtf.len == 7) return ENT_DATE_MONTH;
  int day = edtf.ptr[7] == '-' ? digits(edtf.ptr + 8, 2) : -1;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  int last = days[month - 1] + (month == 2 && leap);
  return day >= 1 && day <= last ? ENT_DATE_DAY : ENT_DATE_OTHER;
}
