/* The kind and the date of an article. */
#include <string.h>

#include "extract/articles.h"
#include "extract/dateline.h"
#include "extract/letters.h"
#include "graph/utf8.h"

static const char *const names[ENT_KIND_COUNT] = {
    [ENT_KIND_UNKNOWN] = "",
    [ENT_KIND_DECLARATION] = "declaration",
    [ENT_KIND_SPEECH] = "speech",
    [ENT_KIND_NEWS] = "news",
    [ENT_KIND_RESOLUTION] = "resolution",
    [ENT_KIND_TREATY] = "treaty",
    [ENT_KIND_PRESS_CONFERENCE] = "press-conference",
    [ENT_KIND_LETTER] = "letter",
};

const char *ent_document_kind_name(ent_document_kind kind) {
  return names[kind];
}

static ent_document_kind kind_named(ent_str name) {
  for (int i = 0; i < ENT_KIND_COUNT; i++)
    if (ent_str_equal(name, ent_str_from(names[i]))) return (ent_document_kind)i;
  return ENT_KIND_UNKNOWN;
}

typedef struct {
  const ent_article_options *o;
  const uint8_t *roles;
  ent_article *article;
  ent_day page;
  bool by_text; /* a year may be taken from the text */
} judge;

static const ent_block *block_of(const judge *j, uint32_t member) {
  return &j->o->layout->blocks[j->article->members[member].block];
}

static ent_str text_of(const judge *j, uint32_t member) {
  return ent_layout_text(j->o->layout, block_of(j, member));
}

static const ent_layout_rule *match(const judge *j, ent_layout_kind kind, uint32_t member, size_t *length) {
  return ent_layout_match_block(j->o->rules, j->o->layout, kind, block_of(j, member), length);
}

/* What the title says; only lines of the title group are asked, the title first. */
static ent_document_kind kind_by_title(const judge *j) {
  ent_document_kind kind = ENT_KIND_UNKNOWN;
  for (uint32_t i = 0; i < j->article->member_count; i++) {
    uint8_t part = j->article->members[i].kind;
    if (part != ENT_PARAGRAPH_TITLE && part != ENT_PARAGRAPH_SUBTITLE) continue;
    const ent_layout_rule *rule = match(j, ENT_RULE_TITLE, i, NULL);
    if (rule == NULL) continue;
    if (part == ENT_PARAGRAPH_TITLE) return kind_named(rule->value);
    if (kind == ENT_KIND_UNKNOWN) kind = kind_named(rule->value);
  }
  return kind;
}

static void judge_kind(judge *j) {
  uint32_t turns = 0, salutations = 0, news = 0, opening = 0;
  ent_document_kind called = ENT_KIND_UNKNOWN; /* by how it addresses the reader */
  for (uint32_t i = 0; i < j->article->member_count; i++) {
    ent_role role = (ent_role)j->roles[j->article->members[i].block];
    turns += j->article->members[i].kind == ENT_PARAGRAPH_TURN;
    if (role == ENT_ROLE_SALUTATION) {
      const ent_layout_rule *rule = match(j, ENT_RULE_SALUTATION, i, NULL);
      if (rule != NULL && rule->value.len > 0 && called == ENT_KIND_UNKNOWN) called = kind_named(rule->value);
      salutations++;
    }
    news += role == ENT_ROLE_NEWS;
    opening += role == ENT_ROLE_BODY && match(j, ENT_RULE_OPENING, i, NULL) != NULL;
  }
  ent_document_kind kind = kind_by_title(j);
  if (j->article->named || (news > 0 && kind != ENT_KIND_SPEECH))
    kind = ENT_KIND_NEWS; /* a dateline reports on a treaty, it is none */
  else if (turns > 1)
    kind = ENT_KIND_PRESS_CONFERENCE;
  else if (kind == ENT_KIND_UNKNOWN && opening > 0)
    kind = ENT_KIND_DECLARATION;
  else if (kind == ENT_KIND_UNKNOWN && salutations > 0)
    kind = called != ENT_KIND_UNKNOWN ? called : ENT_KIND_SPEECH;
  else if (kind == ENT_KIND_UNKNOWN && j->article->title != UINT32_MAX && ent_day_is_full(j->page) &&
           memcmp(&j->page, &j->o->assumed, sizeof j->page) != 0)
    kind = ENT_KIND_NEWS; /* a page with a date of its own */
  j->article->kind = kind;
}

/* The first date in a member with one of the paragraph kinds in `mask`: one with a year, if there is one. */
static bool date_of(const judge *j, uint32_t mask, ent_day *day) {
  ent_found_day found;
  *day = (ent_day){0, 0, 0};
  for (uint32_t i = 0; i < j->article->member_count && day->year == 0; i++) {
    if ((mask >> j->article->members[i].kind & 1) == 0) continue;
    if (!ent_day_next(j->o->rules, j->o->lang, text_of(j, i), 0, &found) || found.day.month == 0) continue;
    if (day->month == 0 || found.day.year != 0) *day = found.day;
  }
  return day->month != 0;
}

/* Years told apart in one text; more do not help. */
#define YEARS 8

/* A year that the running text dates past events with. */
typedef struct {
  int year;
  uint32_t count; /* dates with a month */
  bool early;     /* one of them in the opening paragraph */
} told_year;

/* Dates of the running text. */
typedef struct {
  ent_day first, last; /* first and last date of the opening paragraph that lie behind; the year is carried on */
  ent_day news;        /* of the agency's dateline */
  ent_day done;        /* 本条约于…订于北京 */
  told_year years[YEARS];
  uint32_t year_count;
  int ahead;    /* the earliest year of what is still to come, 0: none */
  bool opening; /* the opening paragraph announces the declaration */
} body_days;

/* The date in an agency's dateline: within the bytes that the pattern covers. */
static ent_day agency_day(const judge *j, uint32_t member) {
  ent_str text = text_of(j, member);
  size_t length = 0;
  ent_found_day found;
  if (match(j, ENT_RULE_AGENCY, member, &length) == NULL ||
      !ent_day_next(j->o->rules, j->o->lang, ent_str_make(text.ptr, length), 0, &found))
    return (ent_day){0, 0, 0};
  return found.day;
}

/* What stands around the byte range within its clause. */
static ent_str clause_around(ent_str text, ent_range range) {
  size_t begin = range.begin, end = range.end;
  while (begin > 0) {
    size_t at = begin;
    uint32_t c = ent_utf8_previous(text.ptr, &at);
    if (ent_letter_is_ender(c) || c == 0xFF0C || c == 0xFF1B || c == ',' || c == ';') break;
    begin = at;
  }
  while (end < text.len) {
    size_t at = end;
    uint32_t c = ent_utf8_next(text.ptr, text.len, &at);
    if (ent_letter_is_ender(c) || c == 0xFF0C || c == 0xFF1B || c == ',' || c == ';') break;
    end = at;
  }
  return ent_str_make(text.ptr + begin, end - begin);
}

static void note_year(body_days *days, int year, bool early) {
  uint32_t i = 0;
  while (i < days->year_count && days->years[i].year != year)
    i++;
  if (i == YEARS) return;
  if (i == days->year_count) days->years[days->year_count++] = (told_year){.year = year};
  days->years[i].count++;
  days->years[i].early = days->years[i].early || early;
}

/* Follows 《》, “” and other marks of names and quotations from byte `from` to `to`: what is dated inside them says
 * nothing of the text's own time. */
static void follow_names(ent_str text, size_t from, size_t to, uint32_t *depth) {
  for (size_t at = from; at < to;) {
    uint32_t c = ent_utf8_next(text.ptr, to, &at);
    if (c == 0x300A || c == 0xAB || (ent_letter_is_quote(c) && ent_letter_closer(c) != 0))
      ++*depth;
    else if (*depth > 0 && (c == 0x300B || c == 0xBB || (ent_letter_is_quote(c) && c != '"')))
      --*depth;
  }
}

static void scan_paragraph(const judge *j, uint32_t member, bool first, body_days *days) {
  ent_str text = text_of(j, member);
  ent_found_day found;
  if (text.len > 2048) text.len = 2048; /* what dates a document stands near the begin of a paragraph */
  ent_day before = {0, 0, 0};
  uint32_t depth = 0;
  size_t followed = 0;
  bool opening = match(j, ENT_RULE_OPENING, member, NULL) != NULL;
  for (size_t at = 0; ent_day_next(j->o->rules, j->o->lang, text, at, &found); at = found.range.end) {
    follow_names(text, followed, found.range.begin, &depth);
    followed = found.range.begin;
    if (depth > 0) continue;
    ent_str clause = clause_around(text, found.range);
    if (ent_layout_word_in(j->o->rules, j->o->lang, ENT_RULE_AHEAD, clause)) {
      if (found.day.year != 0 && (days->ahead == 0 || found.day.year < days->ahead)) days->ahead = found.day.year;
      continue;
    }
    if (found.day.month == 0) continue;
    bool back = ent_layout_word_in(j->o->rules, j->o->lang, ENT_RULE_BACK, clause);
    if (found.day.year != 0 && !back) note_year(days, found.day.year, first || opening);
    before = ent_day_complete(found.day, before);
    if (days->first.month == 0) days->first = before;
    if ((first || opening) && !days->opening) days->last = before;
  }
  days->opening = days->opening || opening;
}

/* The year that the text was written in, by what it reports: the latest one of what is past, if that is told at the
 * text's begin or more than once, and nothing that is still to come is earlier. 0: not to be told; a wrong year would
 * make wrong dates. */
static int told(const body_days *days) {
  const told_year *latest = NULL;
  for (uint32_t i = 0; i < days->year_count; i++)
    if (latest == NULL || days->years[i].year > latest->year) latest = &days->years[i];
  if (latest == NULL || (days->ahead != 0 && days->ahead < latest->year)) return 0;
  return latest->early || latest->count > 1 ? latest->year : 0;
}

static void scan_body(const judge *j, body_days *days) {
  bool first = true;
  for (uint32_t i = 0; i < j->article->member_count; i++) {
    uint8_t part = j->article->members[i].kind;
    if (part != ENT_PARAGRAPH_BODY && part != ENT_PARAGRAPH_TURN) continue;
    ent_str text = text_of(j, i);
    if (first) days->news = agency_day(j, i);
    scan_paragraph(j, i, first, days);
    ent_found_day found;
    if (match(j, ENT_RULE_DONE_AT, i, NULL) != NULL && ent_day_next(j->o->rules, j->o->lang, text, 0, &found) &&
        ent_day_is_full(found.day))
      days->done = found.day;
    first = false;
  }
}

static ent_day with_year(ent_day day, int year) {
  if (day.year == 0) day.year = year;
  return day;
}

/* In this order: dateline under the title, the title itself, an agency's dateline, the signature, the clause that says
 * where and when the text was done, the announcement of the declaration, the page. A date without a year takes it from
 * the page, else from the text. */
static void judge_date(judge *j) {
  const uint32_t dateline = 1u << ENT_PARAGRAPH_DATELINE;
  const uint32_t titles = 1u << ENT_PARAGRAPH_TITLE | 1u << ENT_PARAGRAPH_SUBTITLE | 1u << ENT_PARAGRAPH_BYLINE;
  body_days days;
  memset(&days, 0, sizeof days);
  scan_body(j, &days);
  ent_day day = {0, 0, 0};
  int year = j->page.year != 0 || !j->by_text ? j->page.year : told(&days);
  if (year == 0 && date_of(j, dateline | titles, &day)) year = day.year;
  day = (ent_day){0, 0, 0};
  bool news = j->article->kind == ENT_KIND_NEWS;
  if (days.news.month != 0)
    day = with_year(days.news, year);
  else if (date_of(j, dateline, &day) || date_of(j, titles, &day))
    day = with_year(day, year);
  else if (days.done.year != 0)
    day = days.done;
  else if (days.opening && days.last.month != 0)
    day = with_year(days.last, year);
  else if (ent_day_is_full(j->page))
    day = j->page;
  else if (news && days.first.month != 0)
    day = with_year(days.first, year);
  else
    day.year = year;
  j->article->date = day;
}

void ent_article_judge(const ent_article_options *options, const uint8_t *roles, ent_day page, bool by_text,
                       ent_article *article) {
  judge j = {options, roles, article, page, by_text};
  judge_kind(&j);
  judge_date(&j);
}
