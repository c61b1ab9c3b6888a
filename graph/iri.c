/* Local IRIs: "country/CHN". What may stand in one is what RFC 3987 lets stand in a path segment. */
#include <string.h>

#include "graph/model.h"
#include "graph/utf8.h"

/* White_Space of the Unicode Character Database (PropList.txt) above and below ASCII. */
static bool is_space(uint32_t c) {
  return (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_unreserved(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* ipchar of RFC 3987 section 2.2 without pct-encoded; and without the format characters of its section 4.1, which are
 * invisible and would make two IRIs that look alike. */
static bool may_stand(uint32_t c) {
  if (c < 0x80)
    return is_unreserved(c) || (c != 0 && strchr("-._~!$&'()*+,;=:@", (int)c));
  if (c < 0xA0 || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return false;
  if (c >= 0xE0000) return false; /* tags (RFC 3987 forbids them) and private use */
  return !(c >= 0x200B && c <= 0x200F) && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2060 && c <= 0x206F) &&
         !(c >= 0xFFF0 && c <= 0xFFFD) && c != 0xFEFF;
}

static char *put_encoded(char *out, const char *bytes, size_t length) {
  static const char digits[] = "0123456789ABCDEF";
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    *out++ = '%';
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
  }
  return out;
}

ent_str ent_iri_make(ent_arena *arena, const char *kind, ent_str key) {
  const ent_str failed = {NULL, 0};
  size_t kind_length = strlen(kind);
  if (key.len > (SIZE_MAX - kind_length - 2) / 3) return failed;
  char *iri = ent_arena_alloc(arena, kind_length + 2 + key.len * 3);
  if (!iri) return failed;
  memcpy(iri, kind, kind_length);
  char *out = iri + kind_length;
  *out++ = '/';
  const char *start = out;
  bool space = false;
  for (size_t at = 0; at < key.len;) {
    size_t from = at;
    uint32_t c = ent_utf8_next(key.ptr, key.len, &at);
    if (is_unreserved(c) && !space) {
      *out++ = (char)c;
      continue;
    }
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (space && out != start) *out++ = '_';
    space = false;
    if (may_stand(c)) {
      memcpy(out, key.ptr + from, at - from);
      out += at - from;
    } else
      out = put_encoded(out, key.ptr + from, at - from);
  }
  *out = '\0';
  return (ent_str){iri, (size_t)(out - iri)};
}
