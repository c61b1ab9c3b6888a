#include "cli/names.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* What is left out of a name besides white space: 《》〈〉 “”"‘’' 「」『』 ·・ */
static bool is_left_out(UChar32 c) {
  static const UChar32 marks[] = {0x300A, 0x300B, 0x3008, 0x3009, 0x201C, 0x201D, '"',  0x2018,
                                  0x2019, '\'',   0x300C, 0x300D, 0x300E, 0x300F, 0xB7, 0x30FB};
  /* the four separators of ASCII are white space to Python, which the scores were defined with */
  if (u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F)) return true;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (c == marks[i]) return true;
  return false;
}

static int by_value(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static ent_status set_points(ent_arena *arena, const UChar32 *text, int32_t length, cli_name *name) {
  uint32_t *points = ent_arena_calloc(arena, (size_t)length + 1, sizeof *points);
  uint64_t *pairs = ent_arena_calloc(arena, (size_t)length + 1, sizeof *pairs);
  uint32_t count = 0;
  if (!points || !pairs) return ENT_ERR_MEMORY;
  for (int32_t i = 0; i < length; i++)
    if (!is_left_out(text[i])) points[count++] = (uint32_t)text[i];
  for (uint32_t i = 1; i < count; i++)
    pairs[i - 1] = (uint64_t)points[i - 1] << 32 | points[i];
  if (count > 2) qsort(pairs, count - 1, sizeof *pairs, by_value);
  *name = (cli_name){points, pairs, count};
  return ENT_OK;
}

ent_status cli_name_make(ent_arena *arena, ent_str text, cli_name *name) {
  /* of one code unit NFKC makes at most 18 (U+FDFA), case folding at most 3 */
  enum { NORMALIZED = 18, FOLDED = NORMALIZED * 3 };
  if (text.len >= INT32_MAX / FOLDED) return ENT_ERR_LIMIT;
  UErrorCode error = U_ZERO_ERROR;
  int32_t size = (int32_t)text.len + 1, length = 0;
  UChar *source = malloc((size_t)size * sizeof *source);
  UChar *normalized = malloc((size_t)size * NORMALIZED * sizeof *normalized);
  UChar *folded = malloc((size_t)size * FOLDED * sizeof *folded);
  UChar32 *points = malloc((size_t)size * FOLDED * sizeof *points);
  ent_status status = ENT_ERR_MEMORY;
  if (!source || !normalized || !folded || !points) goto end;
  u_strFromUTF8(source, size, &length, text.ptr, (int32_t)text.len, &error);
  length = unorm2_normalize(unorm2_getNFKCInstance(&error), source, length, normalized, size * NORMALIZED, &error);
  length = u_strFoldCase(folded, size * FOLDED, normalized, length, U_FOLD_CASE_DEFAULT, &error);
  u_strToUTF32(points, size * FOLDED, &length, folded, length, &error);
  status = U_SUCCESS(error) ? set_points(arena, points, length, name) : ENT_ERR_LIBRARY;

end:
  free(source);
  free(normalized);
  free(folded);
  free(points);
  return status;
}

bool cli_name_equal(const cli_name *a, const cli_name *b) {
  return a->count == b->count && memcmp(a->points, b->points, a->count * sizeof *a->points) == 0;
}

static uint32_t pair_count(const cli_name *name) {
  return name->count > 1 ? name->count - 1 : 0;
}

double cli_name_dice(const cli_name *a, const cli_name *b) {
  const uint32_t x = pair_count(a), y = pair_count(b);
  uint32_t common = 0;
  if (x + y == 0) return cli_name_equal(a, b) ? 1.0 : 0.0;
  for (uint32_t i = 0, k = 0; i < x && k < y;) {
    if (a->pairs[i] == b->pairs[k]) {
      common++;
      i++;
      k++;
    } else if (a->pairs[i] < b->pairs[k]) {
      i++;
    } else {
      k++;
    }
  }
  return 2.0 * common / ((double)x + y);
}

bool cli_name_holds(const cli_name *whole, const cli_name *part) {
  for (uint32_t at = 0; at + part->count <= whole->count; at++)
    if (memcmp(whole->points + at, part->points, part->count * sizeof *part->points) == 0) return true;
  return false;
}
