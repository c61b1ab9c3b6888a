#include "extract/decode.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "extract/letters.h"
#include "graph/utf8.h"

/* How many bytes the detector looks at. ICU's own detectors read no more than a few kB. */
#define SAMPLE 65536
/* Ratings (see rate) up to which an encoding is out of the question, and from which on it is certain. Chosen so that 27
 * Chinese documents and two excerpts of each (40 to 120 characters) in GB18030 and both orders of UTF-16, one of them
 * in Big5, and three short Russian texts in windows-1251, KOI8-R and IBM866 are all read right: 264 readings, one of
 * them with a warning. */
#define UNLIKELY 8
#define SURE 40
/* Weight of well-formed characters (see is_flawed_utf8) that outweighs a flaw. */
#define FLAW_WEIGHT 5
/* The last letter of the Latin script's first blocks. */
#define LATIN 0x24F
/* Bytes beyond ASCII that are too few to tell an encoding where usage does not. */
#define FEW 8

typedef struct {
  const char *file;
  const char *bytes;
  size_t length;
  bool repair;
  const ent_sink *sink;
} input;

static ent_status refuse(const input *in, const char *encoding, size_t offset) {
  uint32_t line = 1, column = 1;
  for (size_t i = 0; i < offset; i++) {
    unsigned char c = (unsigned char)in->bytes[i];
    if (c == '\n') {
      line++;
      column = 1;
    } else if ((c & 0xC0) != 0x80) {
      column++;
    }
  }
  return ent_report(in->sink, ENT_LEVEL_ERROR, ENT_ERR_ENCODING, in->file, line, column,
                    "invalid %s at byte %zu (0x%02X)", encoding, offset, (unsigned)(unsigned char)in->bytes[offset]);
}

static void tell_repairs(const input *in, const char *encoding, size_t count) {
  if (count > 0)
    (void)ent_report(in->sink, ENT_LEVEL_WARNING, ENT_ERR_ENCODING, in->file, 0, 0,
                     "%zu invalid bytes of %s replaced by U+FFFD", count, encoding);
}

static ent_status take_utf8(const input *in, size_t skip, ent_chars *chars) {
  const char *text = in->bytes + skip;
  size_t length = in->length - skip;
  size_t bad = ent_utf8_check(text, length);
  if (bad == length) {
    chars->text = malloc(length + 1);
    if (chars->text == NULL) return ENT_ERR_MEMORY;
    memcpy(chars->text, text, length);
    chars->text[length] = '\0';
    chars->length = length;
    chars->shift = skip;
    return ENT_OK;
  }
  if (!in->repair) return refuse(in, "UTF-8", skip + bad);
  size_t repaired = 0;
  for (size_t at = 0; at < length;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(text, length, &at);
    if (c == 0xFFFD && at - start == 1) repaired++;
    ent_status status = ent_chars_put(chars, c, skip + start, skip + at);
    if (status != ENT_OK) return status;
  }
  tell_repairs(in, "UTF-8", repaired);
  return ENT_OK;
}

/* Converts with ICU, one code point at a time, so that each knows its bytes. With a NULL `chars` it only looks whether
 * the first `length` bytes are valid. *bad is the offset of the first invalid byte. */
static ent_status convert(const input *in, const char *name, size_t skip, size_t length, bool repair, ent_chars *chars,
                          size_t *bad, size_t *repaired) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &error);
  if (U_FAILURE(error)) return ENT_ERR_USAGE;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  ent_status status = U_FAILURE(error) ? ENT_ERR_LIBRARY : ENT_OK;
  const char *at = in->bytes + skip, *end = in->bytes + length;
  while (status == ENT_OK && at < end) {
    const char *start = at;
    error = U_ZERO_ERROR;
    UChar32 c = ucnv_getNextUChar(converter, &at, end, &error);
    if (error == U_INDEX_OUTOFBOUNDS_ERROR) break; /* only state changes were left */
    if (U_FAILURE(error)) {
      *bad = (size_t)(start - in->bytes);
      if (!repair) {
        status = ENT_ERR_ENCODING;
        break;
      }
      ucnv_resetToUnicode(converter);
      at = start + 1;
      c = 0xFFFD;
      (*repaired)++;
    }
    if (chars != NULL)
      status = ent_chars_put(chars, (uint32_t)c, (uint64_t)(start - in->bytes), (uint64_t)(at - in->bytes));
  }
  ucnv_close(converter);
  return status;
}

static ent_status take_converted(const input *in, const char *name, size_t skip, ent_chars *chars) {
  size_t bad = 0, repaired = 0;
  ent_status status = convert(in, name, skip, in->length, in->repair, chars, &bad, &repaired);
  if (status == ENT_ERR_ENCODING) return refuse(in, name, bad);
  if (status == ENT_ERR_USAGE)
    return ent_report(in->sink, ENT_LEVEL_ERROR, ENT_ERR_USAGE, in->file, 0, 0, "unknown encoding: %s", name);
  tell_repairs(in, name, repaired);
  return status;
}

/* A sample that ends between two characters for any encoding is not to be had; what is cut off at its end must not
 * speak against an encoding. */
static bool fits(const input *in, const char *name) {
  size_t length = in->length < SAMPLE ? in->length : SAMPLE, bad = 0, repaired = 0;
  ent_status status = convert(in, name, 0, length, false, NULL, &bad, &repaired);
  return status == ENT_OK || (status == ENT_ERR_ENCODING && length < in->length && bad + 8 > length);
}

/* Names that documents use for subsets: the superset reads them all. */
static const char *superset(const char *name) {
  if (ucnv_compareNames(name, "gb2312") == 0 || ucnv_compareNames(name, "gbk") == 0 ||
      ucnv_compareNames(name, "gb_2312-80") == 0 || ucnv_compareNames(name, "cp936") == 0)
    return "GB18030";
  if (ucnv_compareNames(name, "iso-8859-1") == 0) return "windows-1252";
  return name;
}

static const struct {
  const char *mark;
  size_t length;
  const char *name;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"},  {"\xFE\xFF", 2, "UTF-16BE"},     {"\x84\x31\x95\x33", 4, "GB18030"},
};

/* UTF-16 without a mark: text holds no NUL, but line ends, spaces and small letters of UTF-16 have one, always on the
 * same side. (So do 一 and U+3000, on the other side: hence only characters that are not beside NUL in them.) */
static const char *utf16_by_nul(const input *in) {
  size_t length = in->length < SAMPLE ? in->length : SAMPLE, little = 0, big = 0;
  for (size_t i = 0; i + 1 < length; i += 2) {
    char a = in->bytes[i], b = in->bytes[i + 1];
    if (b == '\0' && (a == '\n' || a == ' ' || (a >= 'a' && a <= 'z'))) little++;
    if (a == '\0' && (b == '\n' || b == ' ' || (b >= 'a' && b <= 'z'))) big++;
  }
  if (in->length % 2 != 0 || little == big) return NULL;
  return little > big ? "UTF-16LE" : "UTF-16BE";
}

static bool two_numbers(ent_str text, int *first, int *second) {
  int values[2] = {0, 0};
  size_t at = 0;
  for (int i = 0; i < 2; i++) {
    while (at < text.len && text.ptr[at] == ' ')
      at++;
    for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9' && values[i] < 1000; at++)
      values[i] = values[i] * 10 + (text.ptr[at] - '0');
  }
  *first = values[0];
  *second = values[1];
  return values[1] > values[0];
}

static bool is_frequent(const ent_layout_list *list, const char *bytes, size_t length) {
  for (uint32_t i = 0; i < list->count; i++) {
    ent_str set = list->items[i].pattern;
    for (size_t at = 0; at + length <= set.len; at++)
      if (memcmp(set.ptr + at, bytes, length) == 0) return true;
  }
  return false;
}

/* How much the sample, read with an encoding, looks like a language: 100 for what is usual in it, 0 for what chance
 * gives, -1 if the encoding cannot read it. Both are hundredths of the characters beyond ASCII that are frequent ones,
 * and stand in the rules beside these: "chance usual". */
static int rate(const input *in, const ent_layout_rules *rules, int lang, const char *name) {
  const ent_layout_list *list = ent_layout_rules_list(rules, lang, ENT_RULE_FREQUENT);
  size_t length = in->length < SAMPLE ? in->length : SAMPLE, bad = 0, repaired = 0, count = 0, hits = 0;
  int chance = 0, usual = 0;
  if (list->count == 0 || !two_numbers(list->items[0].value, &chance, &usual)) return -1;
  ent_chars text = {0};
  ent_status status = convert(in, name, 0, length, false, &text, &bad, &repaired);
  bool whole = status == ENT_OK || (status == ENT_ERR_ENCODING && length < in->length && bad + 8 > length);
  for (size_t at = 0; whole && at < text.length;) {
    size_t start = at;
    if (ent_utf8_next(text.text, text.length, &at) < 0x80) continue;
    count++;
    if (is_frequent(list, text.text + start, at - start)) hits++;
  }
  ent_chars_free(&text);
  if (!whole || count == 0) return -1;
  int rating = ((int)(hits * 100 / count) - chance) * 100 / (usual - chance);
  return rating < 0 ? 0 : rating > 100 ? 100 : rating;
}

/* ICU's best guess among the encodings that read the sample. */
static ent_str detect(const input *in, ent_arena *arena) {
  ent_str name = {NULL, 0};
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return name;
  int32_t length = (int32_t)(in->length < SAMPLE ? in->length : SAMPLE), count = 0;
  ucsdet_setText(detector, in->bytes, length, &error);
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &error);
  if (U_FAILURE(error)) count = 0; /* nothing found is an error to ICU */
  for (int32_t i = 0; i < count && name.ptr == NULL; i++) {
    error = U_ZERO_ERROR;
    const char *found = ucsdet_getName(matches[i], &error);
    if (U_SUCCESS(error) && fits(in, found)) name = ent_arena_copy(arena, ent_str_from(found));
  }
  ucsdet_close(detector);
  return name;
}

/* How many bytes of the sample are beyond ASCII. */
static size_t count_high(const input *in) {
  size_t count = 0, length = in->length < SAMPLE ? in->length : SAMPLE;
  for (size_t i = 0; i < length; i++)
    count += (unsigned char)in->bytes[i] >= 0x80;
  return count;
}

static size_t count_ascii_letters(const input *in) {
  size_t count = 0, length = in->length < SAMPLE ? in->length : SAMPLE;
  for (size_t i = 0; i < length; i++)
    count += ent_letter((unsigned char)in->bytes[i]) == ENT_LETTER_ALPHABET && (unsigned char)in->bytes[i] < 0x80;
  return count;
}

/* A few bytes among Latin letters are no text in another script. */
static bool is_stray(const input *in, const ent_layout_rules *rules, int lang) {
  const ent_layout_list *list = ent_layout_rules_list(rules, lang, ENT_RULE_FREQUENT);
  size_t high = count_high(in);
  return high < FEW && count_ascii_letters(in) > high && list->count > 0 &&
         ent_letter_first(list->items[0].pattern) > LATIN;
}

/* The encoding of one of the languages in which the sample looks most like that language; of equals the first. Where
 * none does, ICU's guess. *sure is false then, or where the lead is thin. */
static ent_status guess(const input *in, const ent_layout_rules *rules, int lang, ent_arena *arena, ent_str *name,
                        bool *sure) {
  int best = UNLIKELY;
  for (int l = 0; l < ENT_LANG_COUNT; l++) {
    if ((lang >= 0 && l != lang) || is_stray(in, rules, l)) continue;
    const ent_layout_list *list = ent_layout_rules_list(rules, l, ENT_RULE_ENCODING);
    for (uint32_t i = 0; i < list->count; i++) {
      ent_str known = ent_arena_copy(arena, list->items[i].pattern);
      if (known.ptr == NULL) return ENT_ERR_MEMORY;
      int rating = rate(in, rules, l, known.ptr);
      if (rating <= best) continue;
      best = rating;
      *name = known;
    }
  }
  *sure = best >= SURE;
  if (name->ptr == NULL) *name = detect(in, arena);
  return ENT_OK;
}

/* Text with a flaw is a flaw, not another encoding, if most of what is beyond ASCII is well-formed UTF-8. In texts of
 * the other encodings hardly a character is: of Chinese ones in GB18030 and Big5 about one in six is two bytes of UTF-8
 * by chance, and one in a hundred three bytes. Bad bytes in a row are one flaw. */
static bool is_flawed_utf8(const input *in) {
  size_t weight = 0, flaws = 0, length = in->length < SAMPLE ? in->length : SAMPLE;
  bool bad = false;
  for (size_t at = 0; at < length;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(in->bytes, length, &at);
    bool flaw = c == 0xFFFD && at - start == 1;
    flaws += flaw && !bad;
    if (!flaw && c >= 0x80) weight += at - start > 2 ? 3 : 1;
    bad = flaw;
  }
  return weight > flaws * FLAW_WEIGHT;
}

ent_status ent_decode(const char *file, const void *bytes, size_t length, const ent_decode_options *options,
                      const ent_layout_rules *rules, ent_arena *arena, const ent_sink *sink, ent_chars *chars,
                      ent_str *encoding) {
  input in = {file, bytes, length, options->repair, sink};
  const char *name = NULL;
  size_t skip = 0;
  if (length > ENT_DECODE_LIMIT)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIMIT, file, 0, 0, "larger than %llu bytes",
                      (unsigned long long)ENT_DECODE_LIMIT);
  for (size_t i = 0; i < sizeof marks / sizeof *marks && name == NULL; i++)
    if (length >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
      name = marks[i].name;
      skip = marks[i].length;
    }
  if (options->encoding.len > 0) {
    ent_str demanded = ent_arena_copy(arena, options->encoding);
    if (demanded.ptr == NULL) return ENT_ERR_MEMORY;
    if (name == NULL || ucnv_compareNames(name, demanded.ptr) != 0) skip = 0;
    name = demanded.ptr;
  }
  if (name == NULL) name = utf16_by_nul(&in);
  if (name == NULL && ent_utf8_check(in.bytes, length) == length) name = "UTF-8";
  if (name == NULL && options->declared.len > 0) {
    ent_str declared = ent_arena_copy(arena, options->declared);
    if (declared.ptr == NULL) return ENT_ERR_MEMORY;
    const char *whole = superset(declared.ptr);
    /* A page that says UTF-8 and is not, most often is UTF-8 with a flaw: refused or repaired as such. */
    if (ucnv_compareNames(whole, "UTF-8") == 0 || fits(&in, whole)) name = whole;
  }
  if (name == NULL && is_flawed_utf8(&in)) name = "UTF-8";
  if (name == NULL) {
    ent_str guessed = {NULL, 0};
    bool sure = false;
    ent_status status = guess(&in, rules, options->lang, arena, &guessed, &sure);
    if (status != ENT_OK) return status;
    /* One odd byte or two that no language's usage explains are damage, not evidence of an encoding. */
    if (!sure && count_high(&in) < FEW) guessed.ptr = NULL;
    if (guessed.ptr == NULL) return refuse(&in, "UTF-8", ent_utf8_check(in.bytes, length));
    if (!sure)
      (void)ent_report(sink, ENT_LEVEL_WARNING, ENT_ERR_ENCODING, file, 0, 0, "the encoding is not certain; read as %s",
                       guessed.ptr);
    name = guessed.ptr;
  }
  *encoding = ent_arena_copy(arena, ent_str_from(name));
  if (encoding->ptr == NULL) return ENT_ERR_MEMORY;
  if (ucnv_compareNames(name, "UTF-8") == 0) return take_utf8(&in, skip, chars);
  return take_converted(&in, name, skip, chars);
}
