/* Persons: by their office, by a title behind the name, by the dot of a foreign name, in a list with other persons. */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

#define DOT 0xB7u
#define LIST 0x3001u /* 、 */

static bool transliterates(const ent_reading *r, const ent_line *line, uint32_t token) {
  const ent_token *t = &line->tokens[token];
  if (t->point == 0) return false;
  return ent_lexicon_transliterates(r->lexicon, t->point);
}

/* A character that may be part of a name: nothing covers it, or only as a one-character word that names use too. */
static bool is_loose(const ent_line *line, uint32_t token) {
  return token < line->token_count && line->owner[token] == 0 && line->tokens[token].kind == ENT_TOKEN_CHAR;
}

static bool is_office(const ent_line *line, uint32_t token) {
  return token < line->token_count && ent_token_free(line, token, ENT_CLASS_OFFICE);
}

/* A whole word of the lexicon inside a transliterated name (马克, 哈里): all its characters transliterate and it does
 * nothing else in a sentence. */
static bool is_name_part(const ent_reading *r, const ent_line *line, uint32_t token) {
  if (token >= line->token_count || line->owner[token] != 0) return false;
  const ent_token *t = &line->tokens[token];
  if (t->kind != ENT_TOKEN_WORD) return false;
  const ent_class_set grammar = ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(WITH) | ENT_SET(TO) | ENT_SET(BY) | ENT_SET(OF) |
                                ENT_SET(ADV) | ENT_SET(CONJ) | ENT_SET(SAY) | ENT_SET(VERB) | ENT_SET(VERB_NOUN) |
                                ENT_SET(OFFICE) | ENT_SET(TITLE) | ENT_SET(TIME) | ENT_SET(PLAN) | ENT_SET(NEG) |
                                ENT_SET(ETC) | ENT_SET(HOLD) | ENT_SET(THIS) | ENT_SET(CALL) | ENT_SET(AUX);
  if ((t->classes & grammar) != 0 || (t->entry != NULL && t->entry->act != 0)) return false;
  ent_str text = ent_token_text(line, token);
  for (size_t at = 0; at < text.len;)
    if (!ent_lexicon_transliterates_weakly(r->lexicon, ent_utf8_next(text.ptr, text.len, &at))) return false;
  return true;
}

/* End of the run of name characters and dots that begins at `token`. */
static uint32_t foreign_run(const ent_reading *r, const ent_line *line, uint32_t token) {
  uint32_t end = token, letters = 0;
  while (end < line->token_count && letters < 24) {
    bool dot = ent_token_mark(line, end, DOT) && end > token;
    bool after_dot = end > token && ent_token_mark(line, end - 1, DOT);
    bool loose =
        is_loose(line, end) && (end == token ? transliterates(r, line, end)
                                             : ent_lexicon_transliterates_weakly(r->lexicon, line->tokens[end].point));
    bool whole = is_name_part(r, line, end);
    if (!dot && !loose && !whole && !(after_dot && is_loose(line, end))) break;
    letters += dot ? 0 : 1;
    end++;
  }
  /* 齐亚·拉赫曼于1980年: the last character of the run is the preposition of what follows. */
  const ent_class_set prepositions = ENT_SET(LOC) | ENT_SET(WITH) | ENT_SET(TO) | ENT_SET(CONJ);
  if (end > token + 2 && end < line->token_count && line->owner[end] != 0 &&
      (line->tokens[end - 1].classes & prepositions) != 0)
    end--;
  while (end > token && ent_token_mark(line, end - 1, DOT))
    end--;
  return end;
}

static uint32_t points_in(const ent_line *line, uint32_t first, uint32_t last) {
  ent_str text = ent_str_make(line->view.text.ptr + line->tokens[first].begin,
                              line->tokens[last - 1].end - line->tokens[first].begin);
  return (uint32_t)ent_utf8_count(text.ptr, text.len);
}

/* Surname and one or two more characters: 王毅, 谌贻琴, 欧阳明. */
static uint32_t chinese_run(const ent_line *line, uint32_t token) {
  if (token >= line->token_count || line->owner[token] != 0 || !ent_token_is(&line->tokens[token], ENT_CLASS_SURNAME))
    return token;
  if (line->tokens[token].kind != ENT_TOKEN_CHAR && line->tokens[token].point != 0 &&
      (line->tokens[token].classes & ~ENT_SET(SURNAME)) != 0)
    return token;
  uint32_t end = token + 1;
  while (end < line->token_count && end < token + 3 && is_loose(line, end))
    end++;
  return end > token + 1 ? end : token;
}

/* Whether what stands at `token` can follow a name that stops there. */
static bool is_border(const ent_line *line, uint32_t token) {
  return token >= line->token_count || line->owner[token] != 0 || line->tokens[token].kind != ENT_TOKEN_CHAR;
}

/* The office in front belongs to a country whose names follow neither Chinese surnames nor transliteration. */
static bool from_far_east(const ent_reading *r, const ent_line *line, uint32_t token) {
  for (uint32_t i = token, words = 0; i > 0 && words < 5; i--, words++) {
    const ent_occurrence *m = ent_mention_of(r, line, i - 1);
    if (m == NULL || m->type != ENT_COUNTRY || m->thing == 0) continue;
    const ent_row *row = ent_thing_at(r, m->thing)->row;
    return row != NULL && (ent_str_equal(row->key, ENT_STR("JPN")) || ent_str_equal(row->key, ENT_STR("KOR")) ||
                           ent_str_equal(row->key, ENT_STR("PRK")) || ent_str_equal(row->key, ENT_STR("VNM")));
  }
  return false;
}

/* The name that begins at `token` behind an office: its end, or `token`. */
static uint32_t name_after_office(const ent_reading *r, const ent_line *line, uint32_t token) {
  uint32_t foreign = foreign_run(r, line, token), chinese = chinese_run(line, token);
  bool dotted = false;
  for (uint32_t i = token; i < foreign; i++)
    dotted = dotted || ent_token_mark(line, i, DOT);
  if (dotted) return foreign;
  if (chinese > token && (is_border(line, chinese) || foreign <= chinese))
    if (is_border(line, chinese)) return chinese;
  if (foreign > token && points_in(line, token, foreign) >= 2 && points_in(line, token, foreign) <= 8) return foreign;
  /* Names of neither kind (岩屋毅, 苏杰生): a short run that nothing covers, up to the next border. */
  uint32_t end = token;
  bool named =
      is_loose(line, token) && (ent_lexicon_transliterates_weakly(r->lexicon, line->tokens[token].point) ||
                                ent_token_is(&line->tokens[token], ENT_CLASS_SURNAME) || from_far_east(r, line, token));
  while (is_loose(line, end) && end < token + 4)
    end++;
  return named && end - token >= 2 && is_border(line, end) ? end : token;
}

static ent_str last_part(ent_str name) {
  size_t from = 0;
  for (size_t at = 0; at < name.len;) {
    uint32_t point = ent_utf8_next(name.ptr, name.len, &at);
    if (point == DOT || point == 0x30FB || point == 0x2022 || point == 0x2027) from = at;
  }
  return ent_str_make(name.ptr + from, name.len - from);
}

static ent_str first_part(ent_str name) {
  for (size_t at = 0; at < name.len;) {
    size_t before = at;
    uint32_t point = ent_utf8_next(name.ptr, name.len, &at);
    if (point == DOT || point == 0x30FB || point == 0x2022 || point == 0x2027) return ent_str_make(name.ptr, before);
  }
  return name;
}

static uint32_t add_person(ent_reading *r, ent_line *line, uint32_t first, uint32_t last, const char *rule) {
  ent_str text = ent_line_text(r, line, first, last);
  ent_str last_name = last_part(text), first_name = first_part(text);
  uint32_t thing = 0;
  if (last_name.len < text.len) {
    ent_str folded;
    if (ent_fold_string(r->lexicon->fold, r->arena, last_name, &folded) == ENT_OK)
      for (uint32_t i = 0; i < r->alias_count && thing == 0; i++)
        if (ent_str_equal(r->aliases[i].folded, folded) && ent_thing_at(r, r->aliases[i].thing)->type == ENT_PERSON)
          thing = r->aliases[i].thing;
  }
  if (thing == 0) thing = ent_thing_get(r, ENT_PERSON, NULL, text, rule, ent_line_range(r, line, first, last));
  if (thing == 0) return 0;
  ent_thing_name(r, thing, text);
  ent_alias_add(r, text, thing);
  if (last_name.len < text.len) {
    if (ent_utf8_count(last_name.ptr, last_name.len) >= 2) {
      ent_alias_add(r, last_name, thing);
      ent_thing_name(r, thing, last_name);
    }
    if (ent_utf8_count(first_name.ptr, first_name.len) >= 3) ent_alias_add(r, first_name, thing);
  }
  ent_mention_add(r, line, first, last, ENT_PERSON, thing, rule);
  return thing;
}

/* Foreign names with a dot, wherever they stand: grown to the left over characters that nothing else covers. */
static void dotted(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count; i++)
    if (line->tokens[i].kind == ENT_TOKEN_NAME && line->owner[i] == 0) {
      bool junior = i > 0 && line->owner[i - 1] == 0 && ent_token_says(line, i - 1, "小"); /* 小费迪南德·马科斯 */
      add_person(r, line, junior ? i - 1 : i, i + 1, "dotted name");
    }
  for (uint32_t i = 1; i + 1 < line->token_count; i++) {
    if (!ent_token_mark(line, i, DOT) || line->owner[i] != 0) continue;
    uint32_t first = i;
    while (first > 0 && i - first < 8 &&
           ((is_loose(line, first - 1) && transliterates(r, line, first - 1)) || is_name_part(r, line, first - 1)))
      first--;
    if (first == i) continue;
    uint32_t last = foreign_run(r, line, first);
    if (last <= i + 1) continue;
    add_person(r, line, first, last, "dotted name");
    i = last;
  }
}

/* A person of the gazetteer whose name is too common to count by itself: 王储哈立德. */
static bool known_person(ent_reading *r, ent_line *line, uint32_t token) {
  const ent_entry *entry = token < line->token_count ? line->tokens[token].entry : NULL;
  for (uint32_t i = 0; entry != NULL && i < entry->sense_count && line->owner[token] == 0; i++) {
    const ent_row *row = &r->lexicon->rows[r->lexicon->senses[entry->first_sense + i].row];
    if (row->type != ENT_PERSON) continue;
    uint32_t thing = ent_thing_get(r, ENT_PERSON, row, ent_line_text(r, line, token, token + 1), NULL,
                                   ent_line_range(r, line, token, token + 1));
    return ent_mention_add(r, line, token, token + 1, ENT_PERSON, thing, "office") != 0;
  }
  return false;
}

/* 总统鲁托, 发言人汪文斌 */
static void behind_office(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count; i++) {
    if (!is_office(line, i)) continue;
    uint32_t first = i + 1;
    if (ent_token_mark(line, first, ' ')) first++;
    if (first >= line->token_count || line->owner[first] != 0 || is_office(line, first)) continue;
    if (known_person(r, line, first)) continue;
    uint32_t last = name_after_office(r, line, first);
    if (last > first) add_person(r, line, first, last, "office");
  }
}

/* 尼雷尔总统, 菲勒蒙先生: a title behind a run that transliterates and that nothing covers. */
static void before_title(ent_reading *r, ent_line *line) {
  for (uint32_t i = 1; i < line->token_count; i++) {
    const ent_token *t = &line->tokens[i];
    if (line->owner[i] != 0 || !(ent_token_is(t, ENT_CLASS_TITLE) || ent_token_is(t, ENT_CLASS_OFFICE))) continue;
    uint32_t first = i;
    while (first > 0 && i - first < 7 && is_loose(line, first - 1) && transliterates(r, line, first - 1))
      first--;
    if (i - first < 2 || (first > 0 && is_loose(line, first - 1))) continue;
    add_person(r, line, first, i, "title");
  }
}

/* 蔡奇、王毅等: names in a list with a known person; a speaker's turn. */
static void listed(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count; i++) {
    if (!ent_token_is(&line->tokens[i], ENT_CLASS_SURNAME) || line->owner[i] != 0) continue;
    uint32_t end = chinese_run(line, i);
    if (end == i) continue;
    const ent_occurrence *before = i >= 2 ? ent_mention_of(r, line, i - 2) : NULL;
    bool after_person = i >= 2 &&
                        (ent_token_mark(line, i - 1, LIST) || ent_token_is(&line->tokens[i - 1], ENT_CLASS_CONJ)) &&
                        before != NULL && before->type == ENT_PERSON;
    const ent_occurrence *next = ent_mention_of(r, line, end + 1);
    bool before_person = ent_token_mark(line, end, LIST) && next != NULL && next->type == ENT_PERSON;
    bool starts = (i == 0 || line->tokens[i - 1].kind == ENT_TOKEN_MARK);
    bool list_of_two = starts && ent_token_mark(line, end, LIST) && chinese_run(line, end + 1) > end + 1;
    bool turn = i == 0 && ent_token_mark(line, end, 0xFF1A);
    bool closes = end < line->token_count && ent_token_is(&line->tokens[end], ENT_CLASS_ETC) && i > 0 &&
                  ent_token_mark(line, i - 1, LIST);
    if (after_person || before_person || list_of_two || turn ||
        (closes && before != NULL && before->type == ENT_PERSON))
      add_person(r, line, i, end, "list of persons");
  }
}

/* Whom an office stands for: the country or body in front of it. */
static uint32_t represented(const ent_reading *r, const ent_line *line, uint32_t office) {
  for (uint32_t i = office, words = 0; i > 0 && words < 10; words++) {
    const ent_occurrence *m = ent_mention_of(r, line, i - 1);
    if (m != NULL && m->thing != 0 && m->first > 0 && line->owner[m->first - 1] == 0 &&
        (ent_token_says(line, m->first - 1, "驻") || ent_token_says(line, m->first - 1, "常驻"))) {
      i = m->first - 1; /* 多哥驻加纳大使 is Togo's */
      continue;
    }
    const ent_occurrence *sender = m != NULL && m->first > 0 ? ent_mention_of(r, line, m->first - 1) : NULL;
    if (m != NULL && m->type == ENT_COUNTRY && sender != NULL && sender->type == ENT_ORGANIZATION && sender->thing != 0)
      return sender->thing; /* 联合国也门特使: sent to the country by the body */
    if (m != NULL && m->thing != 0) return m->type == ENT_COUNTRY || m->type == ENT_ORGANIZATION ? m->thing : 0;
    const ent_token *t = &line->tokens[i - 1];
    bool list = i > 1 && line->owner[i - 1] == 0 &&
                (ent_token_mark(line, i - 1, LIST) || ent_token_is(t, ENT_CLASS_CONJ)) && line->owner[i - 2] == 0 &&
                (line->tokens[i - 2].classes & (ENT_SET(NOUN) | ENT_SET(VERB_NOUN))) != 0 &&
                (line->tokens[i - 2].classes & ENT_SET(OFFICE)) == 0; /* 埃及计划、经济发展和国际合作部长 */
    bool inside =
        list || (t->kind == ENT_TOKEN_MARK && t->point == ' ') || ent_token_is(t, ENT_CLASS_OFFICE) ||
        ent_token_is(t, ENT_CLASS_NOUN) || ent_token_is(t, ENT_CLASS_EXTEND) || ent_token_is(t, ENT_CLASS_GENERIC) ||
        t->kind == ENT_TOKEN_ORDINAL || ent_token_is(t, ENT_CLASS_VERB_NOUN) || ent_token_is(t, ENT_CLASS_ORG_HEAD) ||
        ent_token_says(line, i - 1, "有") || ent_token_says(line, i - 1, "兼") || ent_token_says(line, i - 1, "常驻");
    if (!inside) return 0;
    i--;
  }
  return 0;
}

/* Whom the person in front of the list mark stands for, if only an office stands between. */
static uint32_t of_person_before(const ent_reading *r, const ent_line *line, uint32_t office) {
  uint32_t at = office;
  while (at > 0 && line->owner[at] == 0 && (line->tokens[at].classes & (ENT_SET(OFFICE) | ENT_SET(NOUN))) != 0)
    at--;
  const ent_occurrence *m = at > 0 ? ent_mention_of(r, line, at - 1) : NULL;
  if (!(ent_token_mark(line, at, LIST) || ent_token_is(&line->tokens[at], ENT_CLASS_CONJ)) || m == NULL ||
      m->type != ENT_PERSON)
    return 0;
  return ent_represented_by(r, m->thing, false);
}

/* 国家主席习近平, 国务院总理周恩来: the office is one country's, and the document names that country. */
static uint32_t owner_of_office(const ent_reading *r, const ent_line *line, uint32_t office) {
  const ent_entry *entry = line->tokens[office].entry;
  if (entry == NULL || entry->value.len == 0) return 0;
  for (uint32_t i = 0; i < r->thing_count; i++)
    if (r->things[i].type == ENT_COUNTRY && r->things[i].row != NULL &&
        ent_str_equal(r->things[i].row->key, entry->value))
      return i + 1;
  return 0;
}

void ent_names_represents(ent_reading *r, ent_line *line) {
  for (uint32_t i = 1; i < line->token_count; i++) {
    ent_occurrence *m = ent_mention_of(r, line, i);
    if (m == NULL || m->type != ENT_PERSON || m->first != i) continue;
    /* The office stands in front of the name, in a signature or byline also with a space between. */
    uint32_t office = i - 1;
    if (ent_token_mark(line, office, ' ') && office > 0) office--;
    uint32_t whom = 0;
    if (ent_token_is(&line->tokens[office], ENT_CLASS_OF) && line->owner[office] == 0 && office > 0 &&
        m->last < line->token_count && ent_token_is(&line->tokens[m->last], ENT_CLASS_TITLE)) {
      const ent_occurrence *country = ent_mention_of(r, line, office - 1); /* 喀麦隆的扬先生 */
      whom = country != NULL && country->type == ENT_COUNTRY ? country->thing : 0;
    } else if (line->owner[office] != 0) {
      const ent_occurrence *owner = ent_mention_of(r, line, office); /* 中国代表耿爽: 代表 went with the country */
      bool speaks = owner->type == ENT_COUNTRY && owner->last == office + 1 && owner->first < office &&
                    (line->tokens[office].classes & (ENT_SET(EXTEND) | ENT_SET(OFFICE))) != 0;
      whom = speaks ? owner->thing : 0;
    } else if (ent_token_is(&line->tokens[office], ENT_CLASS_OFFICE)) {
      whom = represented(r, line, office);
      if (whom == 0) whom = owner_of_office(r, line, office);
    }
    if (whom == 0 && office < i && ent_token_is(&line->tokens[office], ENT_CLASS_OFFICE))
      whom = of_person_before(r, line, office); /* 外长达尔、陆军参谋长穆尼尔 */
    if (whom == 0) continue;
    ent_assertion_relate(r, line->index, m->thing, "represents", whom, 90, "names_persons: office before a name");
  }
}

void ent_names_persons(ent_reading *r, ent_line *line) {
  dotted(r, line);
  behind_office(r, line);
  before_title(r, line);
  listed(r, line);
}
