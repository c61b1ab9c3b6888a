#include "extract/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utrans.h>

#include "graph/utf8.h"

#define HAN_FIRST 0x3400u
#define HAN_LAST 0x9FFFu
#define HAN_COUNT (HAN_LAST - HAN_FIRST + 1)

struct ent_fold {
  uint16_t han[HAN_COUNT]; /* simplified form of U+3400..U+9FFF */
};

/* Traditional forms of proper names and variants that ICU's table leaves alone, as it maps only what is unambiguous. */
static const uint16_t variants[][2] = {
    {0x7232, 0x4E3A}, /* 爲 → 为 */
    {0x70BA, 0x4E3A}, /* 為 → 为 */
    {0x5834, 0x573A}, /* 場 → 场 */
    {0x88E1, 0x91CC}, /* 裡 → 里 */
    {0x88CF, 0x91CC}, /* 裏 → 里 */
    {0x65BC, 0x4E8E}, /* 於 → 于 */
    {0x8457, 0x7740}, /* 著 → 着: the aspect particle; 著名 is matched as 着名 on both sides */
    {0x4E26, 0x5E76}, /* 並 → 并 */
    {0x4F75, 0x5E76}, /* 併 → 并 */
};

ent_status ent_fold_new(const ent_sink *sink, ent_fold **result) {
  *result = NULL;
  UErrorCode code = U_ZERO_ERROR;
  UTransliterator *transliterator = NULL;
  ent_status status = ENT_ERR_MEMORY;
  UChar *buffer = NULL;
  ent_fold *fold = malloc(sizeof *fold);
  if (fold == NULL)
    return ENT_ERR_MEMORY;
  buffer = malloc(HAN_COUNT * sizeof *buffer);
  if (buffer == NULL)
    goto cleanup;
  for (uint32_t i = 0; i < HAN_COUNT; i++)
    buffer[i] = (UChar)(HAN_FIRST + i);
  static const UChar id[] = u"Traditional-Simplified";
  transliterator = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
  int32_t length = (int32_t)HAN_COUNT, limit = (int32_t)HAN_COUNT;
  if (U_SUCCESS(code))
    utrans_transUChars(transliterator, buffer, &length, (int32_t)HAN_COUNT, 0, &limit, &code);
  if (U_FAILURE(code) || length != (int32_t)HAN_COUNT) {
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIBRARY, NULL, 0, 0, "ICU: Traditional-Simplified: %s",
                        u_errorName(code));
    goto cleanup;
  }
  for (uint32_t i = 0; i < HAN_COUNT; i++)
    fold->han[i] = buffer[i];
  for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
    fold->han[variants[i][0] - HAN_FIRST] = variants[i][1];
  *result = fold;
  fold = NULL;
  status = ENT_OK;
cleanup:
  if (transliterator != NULL)
    utrans_close(transliterator);
  free(buffer);
  free(fold);
  return status;
}

void ent_fold_free(ent_fold *fold) { free(fold); }

uint32_t ent_fold_point(const ent_fold *fold, uint32_t c) {
  if (c >= HAN_FIRST && c <= HAN_LAST)
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
  /* A folded code point may be two bytes longer than its source: '(' becomes U+FF08. */
  size_t size = source.len * 3 + 4;
  char *text = ent_arena_alloc(arena, size);
  uint32_t *back = ent_arena_calloc(arena, size, sizeof *back);
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

ent_status ent_fold_string(const ent_fold *fold, ent_arena *arena, ent_str source, ent_str *result) {
  if (source.len >= UINT32_MAX / 4)
    return ENT_ERR_LIMIT;
  char *text = ent_arena_alloc(arena, source.len * 3 + 4);
  if (text == NULL)
    return ENT_ERR_MEMORY;
  size_t used = 0;
  for (size_t at = 0; at < source.len;)
    used += ent_utf8_put(text + used, ent_fold_point(fold, ent_utf8_next(source.ptr, source.len, &at)));
  text[used] = '\0';
  *result = ent_str_make(text, used);
  return ENT_OK;
}
