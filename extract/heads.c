/* Labels the blocks of an article: title, subtitle, byline, dateline; headings, turns, signatures. */
#include <string.h>

#include "extract/articles.h"
#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* Lines of a title group. */
#define GROUP 8
/* The longest name of a speaker before its colon, in bytes: 某某通讯社和某某报社记者 */
#define SPEAKER 60

typedef struct {
  const ent_article_options *o;
  const uint8_t *roles;
  ent_article *article;
} labeller;

static const ent_block *block_of(const labeller *l, uint32_t member) {
  return &l->o->layout->blocks[l->article->members[member].block];
}

static ent_role role_of(const labeller *l, uint32_t member) {
  return (ent_role)l->roles[l->article->members[member].block];
}

static ent_str text_of(const labeller *l, uint32_t member) {
  return ent_layout_text(l->o->layout, block_of(l, member));
}

static bool matches(const labeller *l, ent_layout_kind kind, uint32_t member) {
  return ent_layout_match_block(l->o->rules, l->o->layout, kind, block_of(l, member), NULL) != NULL;
}

/* Bytes of a last word behind white space; 0 if there is only one word. */
static size_t last_word(ent_str text) {
  size_t at = text.len;
  while (at > 0) {
    size_t end = at;
    if (ent_pattern_is_space(ent_utf8_previous(text.ptr, &at))) return text.len - end;
  }
  return 0;
}

/* An office and, behind a space, a name: 中华人民共和国主席 习近平. Or what journalists put. */
static bool is_byline(const labeller *l, ent_str text) {
  size_t name = last_word(text);
  if (ent_layout_match(l->o->rules, l->o->lang, ENT_RULE_BYLINE, text, NULL) != NULL) return true;
  if (l->o->lang != ENT_LANG_ZH || name == 0) return false;
  ent_str office = ent_str_make(text.ptr, text.len - name);
  while (office.len > 0 && ent_pattern_is_space(ent_letter_last(office))) {
    size_t at = office.len;
    (void)ent_utf8_previous(office.ptr, &at);
    office.len = at;
  }
  return ent_layout_word_end(l->o->rules, l->o->lang, ENT_RULE_OFFICE, office) > 0;
}

static bool has_wide_gap(ent_str text) {
  for (size_t at = 0; at < text.len;)
    if (ent_utf8_next(text.ptr, text.len, &at) == 0x3000) return true;
  return false;
}

static bool begins_with_dash(ent_str text) {
  uint32_t first = ent_letter_first(text);
  return first == 0x2014 || first == 0x2015 || first == 0x2500;
}

/* The member of [from, to) that is the title: a page's main heading, else the first line that is neither kicker,
 * byline nor subtitle. UINT32_MAX: none. */
static uint32_t choose_title(const labeller *l, uint32_t from, uint32_t to) {
  uint32_t chosen = UINT32_MAX;
  for (uint32_t i = from; i < to; i++) {
    if (role_of(l, i) != ENT_ROLE_TITLE) continue;
    if (block_of(l, i)->hint == ENT_HINT_HEADING) return i;
    ent_str text = text_of(l, i);
    if (chosen == UINT32_MAX && !begins_with_dash(text) && !is_byline(l, text) && !matches(l, ENT_RULE_KICKER, i))
      chosen = i;
  }
  return chosen;
}

/* Where a title was set in two lines, the first of them does not name what it is and the second is only that:
 * 上海合作组织成员国元首理事会 / 天津宣言, 湖区论坛 / 第三次部长会议公报. */
static bool is_second_half(const labeller *l, uint32_t title, uint32_t next) {
  ent_str first = text_of(l, title), second = text_of(l, next);
  if (role_of(l, next) != ENT_ROLE_TITLE || block_of(l, next)->blank || begins_with_dash(second)) return false;
  if (ent_layout_word_end(l->o->rules, l->o->lang, ENT_RULE_OPEN_END, first) > 0) return true;
  if (matches(l, ENT_RULE_TITLE, title) || !matches(l, ENT_RULE_TITLE, next)) return false;
  return second.len <= 24 || ent_layout_word_begin(l->o->rules, l->o->lang, ENT_RULE_GOES_ON_TITLE, second) > 0;
}

static void label_group(labeller *l, uint32_t from, uint32_t to) {
  ent_member *members = l->article->members;
  uint32_t title = choose_title(l, from, to);
  l->article->title = title;
  for (uint32_t i = from; i < to; i++) {
    ent_role role = role_of(l, i);
    if (role == ENT_ROLE_FURNITURE)
      members[i].kind = ENT_PARAGRAPH_FURNITURE;
    else if (i == title)
      members[i].kind = ENT_PARAGRAPH_TITLE;
    else if (role == ENT_ROLE_DATE || role == ENT_ROLE_STAMP)
      members[i].kind = ENT_PARAGRAPH_DATELINE;
    else
      members[i].kind =
          role == ENT_ROLE_TITLE && is_byline(l, text_of(l, i)) ? ENT_PARAGRAPH_BYLINE : ENT_PARAGRAPH_SUBTITLE;
  }
  if (title != UINT32_MAX && title + 1 < to && is_second_half(l, title, title + 1)) {
    members[title + 1].kind = ENT_PARAGRAPH_TITLE;
    members[title + 1].glued = true;
  }
}

/* The next member, right below, ends with a colon. */
static bool next_is_lead(const labeller *l, uint32_t i) {
  uint32_t last = i + 1 < l->article->member_count ? ent_letter_last(text_of(l, i + 1)) : 0;
  return (last == 0xFF1A || last == ':') && !block_of(l, i + 1)->blank;
}

/* The first member behind the title group at the begin of an article; 0 if it begins with its text. */
static uint32_t head_end(const labeller *l) {
  uint32_t end = 0, lines = 0;
  for (uint32_t i = 0; i < l->article->member_count && lines < GROUP; i++) {
    ent_role role = role_of(l, i);
    if (block_of(l, i)->kind == ENT_BLOCK_CONTINUED) break;
    if (role == ENT_ROLE_FURNITURE) continue;
    if (role != ENT_ROLE_TITLE && role != ENT_ROLE_DATE && !(role == ENT_ROLE_STAMP && lines > 0)) break;
    if (block_of(l, i)->hint == ENT_HINT_HEADING && block_of(l, i)->level > 1 && lines > 0) break;
    if (lines > 0 && role == ENT_ROLE_TITLE && block_of(l, i)->blank && next_is_lead(l, i)) break; /* an address */
    lines++;
    end = i + 1;
  }
  return end;
}

/* The first member of a title group at the end of an article; the count if there is none. */
static uint32_t tail_begin(const labeller *l) {
  uint32_t count = l->article->member_count, begin = count, lines = 0;
  bool titled = false;
  for (uint32_t i = count; i > 0 && lines < GROUP; i--) {
    ent_role role = role_of(l, i - 1);
    if (role == ENT_ROLE_FURNITURE) continue;
    if (role != ENT_ROLE_TITLE && role != ENT_ROLE_DATE) break;
    titled = titled || role == ENT_ROLE_TITLE;
    begin = i - 1;
    lines++;
  }
  return titled ? begin : count;
}

/* 汪文斌：… / 法新社记者：…: bytes of the name before the colon, 0 if there is none. */
static size_t speaker(ent_str text) {
  for (size_t at = 0; at < text.len && at <= SPEAKER;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(text.ptr, text.len, &at);
    if (c == 0xFF1A || c == ':') return at < text.len ? start : 0;
    if (c != 0xB7 && c != ' ' && ent_letter(c) != ENT_LETTER_IDEOGRAPH && ent_letter(c) != ENT_LETTER_ALPHABET)
      return 0;
    if (ent_letter_is_ender(c) || c == 0xFF0C || c == 0x3001 || c == 0x300A) return 0;
  }
  return 0;
}

/* Turns are told by their mark (问：, 某某社记者：); where there are such, whoever speaks at least once right behind
 * one (汪文斌：) has turns too. */
static void label_turns(labeller *l) {
  ent_str answering = {NULL, 0};
  bool question = false, any = false;
  for (uint32_t i = 0; i < l->article->member_count; i++) {
    ent_member *member = &l->article->members[i];
    if (member->kind != ENT_PARAGRAPH_BODY) continue;
    ent_str text = text_of(l, i);
    size_t name = speaker(text);
    if (matches(l, ENT_RULE_TURN, i)) {
      member->kind = ENT_PARAGRAPH_TURN;
      question = any = true;
    } else if (name > 0 && (question || (any && name == answering.len && memcmp(answering.ptr, text.ptr, name) == 0))) {
      member->kind = ENT_PARAGRAPH_TURN;
      if (question) answering = ent_str_make(text.ptr, name);
      question = false;
    } else {
      question = false;
    }
  }
}

/* A short line without a stop in the middle of a text. */
static uint8_t label_short(const labeller *l, uint32_t i, uint32_t end) {
  ent_str text = text_of(l, i);
  bool date_next = i + 1 < end && role_of(l, i + 1) == ENT_ROLE_DATE && !block_of(l, i + 1)->blank;
  bool after_signature = i > 0 && l->article->members[i - 1].kind == ENT_PARAGRAPH_SIGNATURE;
  bool after_date = i > 0 && i + 1 == end && l->article->members[i - 1].kind == ENT_PARAGRAPH_DATELINE;
  if (after_signature || after_date || is_byline(l, text) || (date_next && block_of(l, i)->hint != ENT_HINT_HEADING) ||
      (has_wide_gap(text) && ent_layout_word_in(l->o->rules, l->o->lang, ENT_RULE_OFFICE, text)))
    return ENT_PARAGRAPH_SIGNATURE;
  bool body_next = i + 1 < end && (role_of(l, i + 1) == ENT_ROLE_BODY || role_of(l, i + 1) == ENT_ROLE_HEADING);
  bool apart = block_of(l, i)->blank || block_of(l, i)->hint == ENT_HINT_HEADING;
  return apart && body_next && !next_is_lead(l, i) ? ENT_PARAGRAPH_HEADING : ENT_PARAGRAPH_BODY;
}

static void label_body(labeller *l, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    uint8_t *kind = &l->article->members[i].kind;
    switch (role_of(l, i)) {
    case ENT_ROLE_FURNITURE:
      *kind = ENT_PARAGRAPH_FURNITURE;
      break;
    case ENT_ROLE_DATE:
    case ENT_ROLE_STAMP:
      *kind = ENT_PARAGRAPH_DATELINE;
      break;
    case ENT_ROLE_HEADING:
      *kind = ENT_PARAGRAPH_HEADING;
      break;
    case ENT_ROLE_TITLE:
      *kind = label_short(l, i, to);
      break;
    case ENT_ROLE_CLOSING:
      *kind = ENT_PARAGRAPH_SIGNATURE;
      break;
    case ENT_ROLE_NEWS:
    case ENT_ROLE_SALUTATION:
    case ENT_ROLE_BODY:
      *kind = ENT_PARAGRAPH_BODY;
      break;
    }
  }
}

void ent_article_label(const ent_article_options *options, const uint8_t *roles, bool after, ent_article *article) {
  labeller l = {options, roles, article};
  uint32_t head = head_end(&l), tail = article->member_count;
  if (after) {
    tail = tail_begin(&l);
    if (tail < article->member_count) head = 0;
  }
  if (head > 0) label_group(&l, 0, head);
  label_body(&l, head, tail);
  if (tail < article->member_count) label_group(&l, tail, article->member_count);
  label_turns(&l);
}
