#include "extract/dates.h"

#include <string.h>

#include "graph/utf8.h"

/* Value of a Chinese digit, -1 if it is none. */
static int chinese_digit(uint32_t point) {
  switch (point) {
  case 0x3007: /* 〇 */
  case 0x96F6: /* 零 */
  case 0x25CB: /* ○, as many newspapers print the zero */
  case 'O': return 0;
  case 0x4E00: case 0x58F9: return 1;
  case 0x4E8C: case 0x8D30: return 2;
  case 0x4E09: return 3;
  case 0x56DB: return 4;
  case 0x4E94: return 5;
  case 0x516D: return 6;
  case 0x4E03: return 7;
  case 0x516B: return 8;
  case 0x4E5D: return 9;
  default: return -1;
  }
}

#define TEN 0x5341u      /* 十 */
#define TWENTY 0x5EFFu   /* 廿 */
#define HUNDRED 0x767Eu  /* 百 */
#define THOUSAND 0x5343u /* 千 */
/* No number that is meant as one has more characters: 〇〇〇… and 十十十… are not read to their end from every place. */
#define LONGEST_NUMERAL 32

/* What dates and numbers begin with: nearly all places of a text are neither. */
static bool may_begin(const char *text, size_t len) {
  size_t at = 0;
  uint32_t point = len > 0 ? ent_utf8_next(text, len, &at) : 0;
  if (point < 0x80)
    return point >= '0' && point <= '9';
  switch (point) {
  case 0x4ECA: /* 今 */
  case 0x672C: /* 本 */
  case 0x53BB: /* 去 */
  case 0x660E: /* 明 */
  case 0x4E0A: /* 上 */
  case 0x6628: /* 昨 */
  case TEN:
  case TWENTY:
  case HUNDRED:
  case THOUSAND: return true;
  default: return chinese_digit(point) >= 0;
  }
}

/* Digits one after the other: 2025, 二〇二五. `digits` gets their number. */
static uint32_t read_digits(const char *text, size_t len, int *value, int *digits) {
  size_t at = 0;
  int result = 0;
  *digits = 0;
  bool arabic = false;
  while (at < len && *digits < 5) {
    size_t next = at;
    uint32_t point = ent_utf8_next(text, len, &next);
    bool is_arabic = point >= '0' && point <= '9';
    int digit = is_arabic ? (int)(point - '0') : chinese_digit(point);
    if (digit < 0 || (*digits > 0 && is_arabic != arabic))
      break;
    if (point == 'O' && *digits == 0)
      break;
    arabic = is_arabic;
    result = result * 10 + digit;
    (*digits)++;
    at = next;
  }
  *value = result;
  return (uint32_t)at;
}

/* 十一, 二十, 二十五, 一百二十三, 9949. */
uint32_t ent_numeral_read(const char *text, size_t len, int *value) {
  *value = 0;
  if (!may_begin(text, len))
    return 0;
  int digits;
  uint32_t plain = read_digits(text, len, value, &digits);
  size_t at = 0;
  int total = 0, current = -1;
  bool units = false;
  for (int count = 0; at < len && count < LONGEST_NUMERAL; count++) {
    size_t next = at;
    uint32_t point = ent_utf8_next(text, len, &next);
    int digit = chinese_digit(point);
    if (point == 'O')
      break;
    if (digit >= 0 && current <= 0)
      current = digit;
    else if (point == TEN || point == HUNDRED || point == THOUSAND) {
      int unit = point == TEN ? 10 : point == HUNDRED ? 100 : 1000;
      total += (current < 0 ? 1 : current) * unit;
      current = -1;
      units = true;
    } else if (point == TWENTY) {
      total += 20;
      units = true;
    } else {
      break;
    }
    if (total > 99999)
      return 0;
    at = next;
  }
  if (!units)
    return plain;
  *value = total + (current > 0 ? current : 0);
  return (uint32_t)at;
}

static bool starts(const char *text, size_t len, const char *literal) {
  size_t n = strlen(literal);
  return n <= len && memcmp(text, literal, n) == 0;
}

/* Skips any of the literals; returns bytes. */
static uint32_t skip(const char *text, size_t len, const char *const *literals) {
  for (size_t i = 0; literals[i] != NULL; i++)
    if (starts(text, len, literals[i]))
      return (uint32_t)strlen(literals[i]);
  return 0;
}

static const char *const year_marks[] = {"年度", "年", NULL};
static const char *const month_marks[] = {"月份", "月", NULL};
static const char *const day_marks[] = {"日", "号", NULL};
static const char *const range_marks[] = {"至", "到", "--", "-", NULL};
/* What makes a number of years a duration. */
static const char *const duration_marks[] = {"来", "多", "前", "后", "之久", "以来", "期", "以上", NULL};

static uint32_t read_year(const char *text, size_t len, int *year, bool *marked) {
  int digits;
  uint32_t n = read_digits(text, len, year, &digits);
  *marked = false;
  if (digits != 4 || *year < 1000 || *year > 2999) {
    *year = 0;
    return 0;
  }
  uint32_t mark = skip(text + n, len - n, year_marks);
  *marked = mark > 0;
  return n + mark;
}

/* A number with a unit behind it, between 1 and limit. */
static uint32_t read_unit(const char *text, size_t len, const char *const *marks, int limit, int *value) {
  uint32_t n = ent_numeral_read(text, len, value);
  if (n == 0 || *value < 1 || *value > limit)
    return 0;
  uint32_t mark = skip(text + n, len - n, marks);
  return mark > 0 ? n + mark : 0;
}

/* Month and day behind a year or alone. */
static uint32_t read_month_day(const char *text, size_t len, ent_day *day) {
  uint32_t n = read_unit(text, len, month_marks, 12, &day->month);
  if (n == 0) {
    day->month = 0;
    return 0;
  }
  uint32_t d = read_unit(text + n, len - n, day_marks, 31, &day->day);
  if (d > 0)
    return n + d;
  day->day = 0;
  /* 11月4至5日: the day mark stands behind the second number only. */
  int value;
  uint32_t bare = ent_numeral_read(text + n, len - n, &value);
  if (bare > 0 && value >= 1 && value <= 31 && skip(text + n + bare, len - n - bare, range_marks) > 0) {
    uint32_t mark = skip(text + n + bare, len - n - bare, range_marks);
    int second;
    if (read_unit(text + n + bare + mark, len - n - bare - mark, day_marks, 31, &second) > 0) {
      day->day = value;
      return n + bare;
    }
  }
  return n;
}

/* 2025-09-26, 2025/9/26, 2025.9.26 */
static uint32_t read_iso(const char *text, size_t len, ent_day *day) {
  int digits;
  uint32_t n = read_digits(text, len, &day->year, &digits);
  if (digits != 4 || n != 4 || n >= len || (text[n] != '-' && text[n] != '/' && text[n] != '.'))
    return 0;
  char mark = text[n];
  uint32_t m = read_digits(text + n + 1, len - n - 1, &day->month, &digits);
  if (m == 0 || m > 2 || digits > 2 || day->month < 1 || day->month > 12)
    return 0;
  n += 1 + m;
  if (n >= len || text[n] != mark)
    return 0;
  uint32_t d = read_digits(text + n + 1, len - n - 1, &day->day, &digits);
  if (d == 0 || d > 2 || digits > 2 || day->day < 1 || day->day > 31)
    return 0;
  n += 1 + d;
  return n < len && text[n] >= '0' && text[n] <= '9' ? 0 : n;
}

static const struct {
  const char *word;
  ent_date_reference reference;
} references[] = {
    {"今年", ENT_DATE_THIS_YEAR},  {"本年度", ENT_DATE_THIS_YEAR}, {"去年", ENT_DATE_LAST_YEAR},
    {"明年", ENT_DATE_NEXT_YEAR},  {"本月", ENT_DATE_THIS_MONTH},  {"上月", ENT_DATE_LAST_MONTH},
    {"上个月", ENT_DATE_LAST_MONTH}, {"昨天", ENT_DATE_YESTERDAY},   {"昨日", ENT_DATE_YESTERDAY},
    {"今天", ENT_DATE_TODAY},      {"今日", ENT_DATE_TODAY},       {"明天", ENT_DATE_TOMORROW},
};

/* The second half of a range: any of year, month, day. */
static uint32_t read_range_end(const char *text, size_t len, const ent_date *date, ent_day *to) {
  ent_day day = {0, 0, 0};
  bool marked;
  uint32_t n = read_year(text, len, &day.year, &marked);
  if (n > 0 && !marked)
    return 0;
  uint32_t m = read_month_day(text + n, len - n, &day);
  if (n == 0 && m == 0 && date->from.day > 0)
    m = read_unit(text, len, day_marks, 31, &day.day);
  if (n + m == 0)
    return 0;
  if (day.year > 0 && date->from.month == 0 && day.month > 0)
    return 0; /* 2025年至2026年3月: precision differs, take the first */
  if (day.year == 0 && day.month > 0 && date->from.month == 0)
    return 0;
  *to = day;
  return n + m;
}

static uint32_t read_start(const char *text, size_t len, ent_date *date, bool *marked_year) {
  *marked_year = false;
  for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
    if (!starts(text, len, references[i].word))
      continue;
    uint32_t n = (uint32_t)strlen(references[i].word);
    date->reference = references[i].reference;
    if (date->reference <= ENT_DATE_NEXT_YEAR)
      n += read_month_day(text + n, len - n, &date->from);
    else if (date->reference <= ENT_DATE_LAST_MONTH)
      n += read_unit(text + n, len - n, day_marks, 31, &date->from.day);
    return n;
  }
  uint32_t n = read_iso(text, len, &date->from);
  if (n > 0)
    return n;
  date->from = (ent_day){0, 0, 0};
  n = read_year(text, len, &date->from.year, marked_year);
  if (n > 0 && !*marked_year) {
    /* 2026-2035年, 一九四六至一九五八年 */
    uint32_t mark = skip(text + n, len - n, range_marks);
    int second;
    bool second_marked = false;
    uint32_t end = mark > 0 ? read_year(text + n + mark, len - n - mark, &second, &second_marked) : 0;
    if (end == 0 || !second_marked || second <= date->from.year)
      return 0;
    date->to.year = second;
    return n + mark + end;
  }
  uint32_t m = read_month_day(text + n, len - n, &date->from);
  if (n + m > 0)
    return n + m;
  return read_unit(text, len, day_marks, 31, &date->from.day); /* 22日 */
}

uint32_t ent_date_read(const char *text, size_t len, ent_date *date) {
  memset(date, 0, sizeof *date);
  if (!may_begin(text, len))
    return 0;
  bool marked_year;
  uint32_t n = read_start(text, len, date, &marked_year);
  if (n == 0)
    return 0;
  bool year_only = date->from.year > 0 && date->from.month == 0 && date->to.year == 0;
  if (year_only && skip(text + n, len - n, duration_marks) > 0 && !starts(text + n, len - n, "以来") &&
      !starts(text + n, len - n, "前") && !starts(text + n, len - n, "后"))
    return 0;
  if (date->reference == ENT_DATE_OWN && date->to.year == 0) {
    uint32_t mark = skip(text + n, len - n, range_marks);
    uint32_t end = mark > 0 ? read_range_end(text + n + mark, len - n - mark, date, &date->to) : 0;
    if (end > 0)
      n += mark + end;
    else
      date->to = (ent_day){0, 0, 0};
  }
  return n;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

static ent_day shift_day(ent_day day, int by) {
  day.day += by;
  if (day.day < 1) {
    if (--day.month < 1) {
      day.month = 12;
      day.year--;
    }
    day.day = days_in_month(day.year, day.month);
  } else if (day.day > days_in_month(day.year, day.month)) {
    day.day = 1;
    if (++day.month > 12) {
      day.month = 1;
      day.year++;
    }
  }
  return day;
}

/* Fills what the reference word says; false if it needs a document date that is not known. */
static bool apply_reference(ent_date *date, ent_day now) {
  if (date->reference == ENT_DATE_OWN)
    return true;
  if (now.year == 0 || (date->reference >= ENT_DATE_THIS_MONTH && now.month == 0) ||
      (date->reference >= ENT_DATE_TODAY && now.day == 0))
    return false;
  switch (date->reference) {
  case ENT_DATE_LAST_YEAR: date->from.year = now.year - 1; break;
  case ENT_DATE_NEXT_YEAR: date->from.year = now.year + 1; break;
  case ENT_DATE_LAST_MONTH:
    date->from.year = now.month == 1 ? now.year - 1 : now.year;
    date->from.month = now.month == 1 ? 12 : now.month - 1;
    break;
  case ENT_DATE_THIS_MONTH:
    date->from.year = now.year;
    date->from.month = now.month;
    break;
  case ENT_DATE_TODAY: date->from = now; break;
  case ENT_DATE_YESTERDAY: date->from = shift_day(now, -1); break;
  case ENT_DATE_TOMORROW: date->from = shift_day(now, 1); break;
  default: date->from.year = now.year; break;
  }
  return true;
}

bool ent_date_complete(ent_date *date, ent_date_context *context) {
  if (!apply_reference(date, context->document))
    return false;
  ent_day *from = &date->from, *to = &date->to;
  if (from->year == 0 && from->month == 0) { /* a day alone */
    ent_day near = context->last.month > 0 ? context->last : context->document;
    if (near.year == 0 || near.month == 0)
      return false;
    from->year = near.year;
    from->month = near.month;
  } else if (from->year == 0) {
    from->year = context->last.year > 0 ? context->last.year : context->document.year;
    if (from->year == 0)
      from->year = to->year;
    if (from->year == 0)
      return false;
  }
  if (to->year != 0 || to->month != 0 || to->day != 0) {
    if (to->month == 0 && to->day > 0)
      to->month = from->month;
    if (to->year == 0)
      to->year = to->month < from->month ? from->year + 1 : from->year;
  }
  if (from->day > 0 && from->day > days_in_month(from->year, from->month))
    return false;
  if (to->day > 0 && to->day > days_in_month(to->year, to->month))
    return false;
  context->last = to->year > 0 && to->month > 0 ? *to : *from;
  return true;
}

static ent_str day_text(ent_arena *arena, ent_day day) {
  if (day.month == 0)
    return ent_arena_format(arena, "%04d", day.year);
  if (day.day == 0)
    return ent_arena_format(arena, "%04d-%02d", day.year, day.month);
  return ent_arena_format(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

ent_str ent_date_edtf(ent_arena *arena, const ent_date *date) {
  ent_str from = day_text(arena, date->from);
  if (date->to.year == 0 || from.ptr == NULL)
    return from;
  ent_str to = day_text(arena, date->to);
  return to.ptr == NULL ? to : ent_arena_format(arena, "%s/%s", from.ptr, to.ptr);
}

ent_str ent_date_earliest(ent_arena *arena, const ent_date *date) {
  ent_day day = date->from;
  if (day.month == 0)
    day.month = 1;
  if (day.day == 0)
    day.day = 1;
  return day_text(arena, day);
}

ent_str ent_date_latest(ent_arena *arena, const ent_date *date) {
  ent_day day = date->to.year > 0 ? date->to : date->from;
  if (day.month == 0)
    day.month = 12;
  if (day.day == 0)
    day.day = days_in_month(day.year, day.month);
  return day_text(arena, day);
}
