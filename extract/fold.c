#include "extract/fold.h"

#include <stdlib.h>
#include <string.h>

#include "graph/utf8.h"
#include "ontology/table.h"

#define HAN_FIRST 0x3400u
#define HAN_LAST 0x9FFFu
#define HAN_COUNT (HAN_LAST - HAN_FIRST + 1)

struct ent_fold {
  uint16_t han[HAN_COUNT]; /* simplified form of U+3400..U+9FFF */
};

static bool is_foldable(uint32_t point) { return point >= HAN_FIRST && point <= HAN_LAST; }

/* The only character of a field, 0 if it holds none or several. */
static uint32_t only_point(ent_str field) {
  size_t at = 0;
  uint32_t point = field.len > 0 ? ent_utf8_next(field.ptr, field.len, &at) : 0;
  return at == field.len ? point : 0;
}

static ent_status take_table(ent_fold *fold, const ent_table *table, const ent_sink *sink) {
  int from = ent_table_column(table, "key"), to = ent_table_column(table, "simplified");
  for (uint32_t i = 0; i < ent_table_count(table); i++) {
    uint32_t traditional = only_point(ent_table_field(table, i, from));
    uint32_t simplified = only_point(ent_table_field(table, i, to));
    if (!is_foldable(traditional) || !is_foldable(simplified))
      return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, ent_table_path(table), ent_table_line(table, i), 1,
                        "not one character of U+3400 to U+9FFF for one");
    fold->han[traditional - HAN_FIRST] = (uint16_t)simplified;
  }
  return ENT_OK;
}

static ent_status read_table(ent_fold *fold, const char *root, bool required, const ent_sink *sink) {
  static const char name[] = "/extract/rules/zh/fold.tsv";
  ent_table *table = NULL;
  size_t length = strlen(root);
  char *path = malloc(length + sizeof name);
  if (path == NULL)
    return ENT_ERR_MEMORY;
  memcpy(path, root, length);
  memcpy(path + length, name, sizeof name);
  ent_status status = ent_table_read(path, required, sink, &table);
  if (status == ENT_OK)
    status = take_table(fold, table, sink);
  else if (status == ENT_ERR_IO && !required)
    status = ENT_OK; /* not every root has every file */
  ent_table_free(table);
  free(path);
  return status;
}

ent_status ent_fold_load(const char *const *roots, const ent_sink *sink, ent_fold **result) {
  *result = NULL;
  ent_status status = ENT_OK;
  ent_fold *fold = malloc(sizeof *fold);
  if (fold == NULL)
    return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < HAN_COUNT; i++)
    fold->han[i] = (uint16_t)(HAN_FIRST + i);
  for (size_t i = 0; roots[i] != NULL && status == ENT_OK; i++)
    status = read_table(fold, roots[i], i == 0, sink);
  if (status != ENT_OK) {
    ent_fold_free(fold);
    return status;
  }
  *result = fold;
  return ENT_OK;
}

void ent_fold_free(ent_fold *fold) { free(fold); }

uint32_t ent_fold_point(const ent_fold *fold, uint32_t c) {
  if (is_foldable(c))
    return fold->han[c - HAN_FIRST];
  switch (c) {
  case '(': return 0xFF08;
  case ')': return 0xFF09;
  case 0x300C: /* 「 */
  case 0x301D: /* 〝 */
  case 0xFF02: return 0x201C;
  case 0x300D: /* 」 */
  case 0x301E: return 0x201D;
  case 0x300E: return 0x2018;
  case 0x300F: return 0x2019;
  case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0x2500: case 0x30FC:
  case 0xFF0D: case 0xFF5E: case 0x301C: case '~': return '-';
  case 0x30FB: case 0x2022: case 0x2027: case 0xFF65: case 0x2219: case 0x22C5: return 0xB7;
  case 0x3000: case 0xA0: return ' ';
  case 0x2329: case 0xFE3F: case '<': return 0x3008;
  case 0x232A: case 0xFE40: case '>': return 0x3009;
  default: break;
  }
  if (c == 0xFF08 || c == 0xFF09 || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F)
    return c;
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFF01 + 0x21;
  if (c == ';') return 0xFF1B;
  if (c == '?') return 0xFF1F;
  if (c == '!') return 0xFF01;
  return c;
}

ent_status ent_fold_text(const ent_fold *fold, ent_arena *arena, ent_str source, ent_folded *folded) {
  if (source.len >= UINT32_MAX / 4)
    return ENT_ERR_LIMIT;
  /* '(' becomes U+FF08, an ill-formed byte U+FFFD; what is longer than a byte does not grow. */
  size_t size = source.len + 1;
  if (ent_utf8_check(source.ptr, source.len) < source.len)
    size += 2 * source.len;
  else
    for (size_t i = 0; i < source.len; i++)
      size += (unsigned char)source.ptr[i] < 0x80 ? 2 : 0;
  char *text = ent_arena_alloc(arena, size);
  uint32_t *back = ent_arena_alloc(arena, size * sizeof *back);
  if (text == NULL || back == NULL)
    return ENT_ERR_MEMORY;
  size_t used = 0;
  for (size_t at = 0; at < source.len;) {
    size_t from = at;
    uint32_t point = ent_fold_point(fold, ent_utf8_next(source.ptr, source.len, &at));
    size_t width = ent_utf8_put(text + used, point);
    for (size_t i = 0; i < width; i++)
      back[used + i] = (uint32_t)from;
    used += width;
  }
  back[used] = (uint32_t)source.len;
  text[used] = '\0';
  folded->text = ent_str_make(text, used);
  folded->back = back;
  return ENT_OK;
}

size_t ent_fold_into(const ent_fold *fold, ent_str source, char *out) {
  size_t used = 0;
  for (size_t at = 0; at < source.len;) {
    size_t from = at;
    uint32_t point = ent_utf8_next(source.ptr, source.len, &at), folded = ent_fold_point(fold, point);
    if (folded == point && at - from == 3) { /* most of a text */
      memcpy(out + used, source.ptr + from, 3);
      used += 3;
    } else {
      used += ent_utf8_put(out + used, folded);
    }
  }
  return used;
}

ent_status ent_fold_string(const ent_fold *fold, ent_arena *arena, ent_str source, ent_str *result) {
  if (source.len >= UINT32_MAX / 4)
    return ENT_ERR_LIMIT;
  char *text = ent_arena_alloc(arena, ENT_FOLD_ROOM(source.len) + 1);
  if (text == NULL)
    return ENT_ERR_MEMORY;
  size_t used = ent_fold_into(fold, source, text);
  text[used] = '\0';
  *result = ent_str_make(text, used);
  return ENT_OK;
}
