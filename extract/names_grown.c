/* Names that end in a head noun and are grown to the left: meetings, bodies, instruments, initiatives, places. */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

#define QUOTE_OPEN 0x201Cu
#define QUOTE_CLOSE 0x201Du

/* What a name may contain to the left of its head. */
typedef struct {
  ent_type type;
  ent_class head;
  const char *rule;
  bool dates, ordinals, offices, groups;
} growth;

static const growth growths[] = {
    {ENT_EVENT, ENT_CLASS_MEETING_HEAD, "meeting", true, true, true, true},
    {ENT_EVENT, ENT_CLASS_EVENT_HEAD, "event", true, true, false, true},
    {ENT_TREATY, ENT_CLASS_INSTRUMENT_HEAD, "instrument", true, false, false, true},
    {ENT_ORGANIZATION, ENT_CLASS_ORG_HEAD, "body", false, true, true, true},
    {ENT_INITIATIVE, ENT_CLASS_INITIATIVE_HEAD, "initiative", true, false, false, false},
};

/* The opening quotation mark that matches the closing one at `close`; `close` if there is none on this line. */
static uint32_t quote_open(const ent_line *line, uint32_t close) {
  uint32_t depth = 1;
  for (uint32_t i = close; i > 0; i--) {
    if (ent_token_mark(line, i - 1, QUOTE_CLOSE))
      depth++;
    else if (ent_token_mark(line, i - 1, QUOTE_OPEN) && --depth == 0)
      return i - 1;
  }
  return close;
}

static bool is_act(const ent_reading *r, const ent_token *t) {
  return t->entry != NULL && t->entry->act != 0 && r->lexicon->acts[t->entry->act - 1].relation >= 0;
}

static const ent_class_set grammar =
    ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(WITH) | ENT_SET(TO) | ENT_SET(BY) | ENT_SET(OF) | ENT_SET(ADV) |
    ENT_SET(DEGREE) | ENT_SET(LIGHT) | ENT_SET(PASSIVE) | ENT_SET(THIS) | ENT_SET(QUANT) | ENT_SET(EACH) | ENT_SET(ETC) |
    ENT_SET(HOLD) | ENT_SET(SITED) | ENT_SET(OCCUR) | ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(COND) | ENT_SET(NEG) |
    ENT_SET(AUX) | ENT_SET(SAY) | ENT_SET(TIME) | ENT_SET(SELF) | ENT_SET(TITLE) | ENT_SET(CAPITAL) | ENT_SET(CONJ) |
    ENT_SET(PLAIN);
static const ent_class_set nominal = ENT_SET(NOUN) | ENT_SET(VERB_NOUN) | ENT_SET(ORG_HEAD) | ENT_SET(INSTRUMENT_HEAD) |
                                     ENT_SET(MEETING_HEAD) | ENT_SET(VIOLENCE_HEAD) | ENT_SET(EVENT_HEAD) |
                                     ENT_SET(INITIATIVE_HEAD) | ENT_SET(PLACE_HEAD) | ENT_SET(GENERIC) |
                                     ENT_SET(EXTEND) | ENT_SET(GROUP_HEAD);

/* 埃及农业与土地改良部: nouns on both sides, and a country or body in front of them. */
static bool joins_name(const ent_reading *r, const ent_line *line, uint32_t conj) {
  uint32_t at = conj, words = 0;
  if (!ent_token_says(line, conj, "与") && !ent_token_says(line, conj, "和") && !ent_token_says(line, conj, "及"))
    return false;
  while (at > 0 && words < 4 && line->owner[at - 1] == 0 &&
         (line->tokens[at - 1].classes & (ENT_SET(NOUN) | ENT_SET(VERB_NOUN) | ENT_SET(GENERIC))) != 0 &&
         !is_act(r, &line->tokens[at - 1])) {
    at--;
    words++;
  }
  const ent_occurrence *m = at > 0 ? ent_mention_of(r, line, at - 1) : NULL;
  if (words == 0 && m != NULL && (m->type == ENT_PLACE || m->type == ENT_COUNTRY) && m->first > 0) {
    /* 联合国可持续发展目标中亚及阿富汗区域中心: the name went on before the first of the places */
    const ent_token *t = &line->tokens[m->first - 1];
    return line->owner[m->first - 1] == 0 && (t->classes & (ENT_SET(NOUN) | ENT_SET(VERB_NOUN))) != 0 && !is_act(r, t);
  }
  return words > 0 && m != NULL && (m->type == ENT_COUNTRY || m->type == ENT_ORGANIZATION) && m->thing != 0;
}

/* Index of the first token of what stands before `token` if the name may grow over it, else `token`. */
static uint32_t step_left(const ent_reading *r, const ent_line *line, uint32_t token, const growth *g) {
  uint32_t before = token - 1;
  const ent_token *t = &line->tokens[before];
  const ent_occurrence *m = ent_mention_of(r, line, before);
  if (m != NULL) {
    switch (m->type) {
    case ENT_COUNTRY: case ENT_ORGANIZATION: case ENT_PLACE: case ENT_INITIATIVE: return m->first;
    case ENT_EVENT: return g->type == ENT_EVENT || g->type == ENT_TREATY || g->type == ENT_ORGANIZATION ? m->first : token;
    case ENT_GROUP: return g->groups && m->thing != r->parties ? m->first : token;
    case ENT_TREATY: return g->type == ENT_EVENT ? m->first : token;
    case ENT_DATE: return g->dates ? m->first : token;
    default: return token;
    }
  }
  switch (t->kind) {
  case ENT_TOKEN_CHAR: case ENT_TOKEN_LATIN: case ENT_TOKEN_NUMBER: return before;
  case ENT_TOKEN_ORDINAL: return g->ordinals ? before : token;
  case ENT_TOKEN_MARK:
    if (t->point == QUOTE_CLOSE) {
      uint32_t open = quote_open(line, before);
      return open < before && before - open < 40 ? open : token;
    }
    return t->point == '-' || t->point == 0xB7 || t->point == '+' ? before : token;
  case ENT_TOKEN_NAME: return token;
  case ENT_TOKEN_WORD:
    if (ent_token_is(t, ENT_CLASS_ORDINAL))
      return g->ordinals ? before : token;
    if (is_act(r, t) || (t->entry != NULL && t->entry->act != 0 && (t->classes & nominal & ~(ENT_SET(NOUN) | ENT_SET(VERB_NOUN))) == 0))
      return token;
    if (g->type == ENT_ORGANIZATION && ent_token_is(t, ENT_CLASS_CONJ))
      return joins_name(r, line, before) ? before : token;
    if (ent_token_is(t, ENT_CLASS_OFFICE))
      return g->offices ? before : token;
    if ((t->classes & nominal) != 0 && (t->classes & (ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(THIS) | ENT_SET(QUANT))) == 0)
      return before;
    if ((t->classes & grammar) != 0 || ent_token_is(t, ENT_CLASS_VERB))
      return token;
    if (ent_token_is(t, ENT_CLASS_GROUP_WORD))
      return g->groups ? before : token;
    return t->point == 0 && t->entry != NULL && t->entry->act == 0 ? before : token;
  default: return token;
  }
}

/* Cuts off what cannot begin a name: generic words, verbs that also are nouns, marks. */
static uint32_t trim_left(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head, const growth *g) {
  while (first < head) {
    const ent_token *t = &line->tokens[first];
    const ent_occurrence *m = ent_mention_of(r, line, first);
    if (m != NULL) {
      if (m->type == ENT_DATE) {
        /* Only a year belongs to a name: 2026年联合国水会议. */
        const ent_date *d = &line->dates[t->date];
        bool year = d->from.year > 0 && d->from.month == 0 && d->reference == ENT_DATE_OWN && g->type == ENT_EVENT;
        bool framed = first > 0 && (ent_token_is(&line->tokens[first - 1], ENT_CLASS_LOC) ||
                                    ent_token_is(&line->tokens[first - 1], ENT_CLASS_ADV));
        if (year && !framed)
          return first;
        first = m->last;
        continue;
      }
      return first;
    }
    bool odd = t->kind == ENT_TOKEN_MARK && t->point != QUOTE_OPEN;
    bool verb = t->kind == ENT_TOKEN_WORD && (t->classes & (ENT_SET(VERB_NOUN) | ENT_SET(VERB))) != 0 &&
                (t->classes & ENT_SET(NOUN)) == 0 && (t->classes & ENT_SET(GENERIC)) == 0;
    if (!odd && !verb && t->kind != ENT_TOKEN_NUMBER)
      return first;
    if (verb && g->type == ENT_ORGANIZATION && first > 0 &&
        (ent_token_mark(line, first - 1, 0x3001) || ent_mention_of(r, line, first - 1) != NULL))
      return first;
    first++;
  }
  return first;
}

/* What makes a description a name: a proper part, an ordinal, a quotation. */
static bool is_specific(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head, const growth *g,
                        uint32_t *plain_nouns) {
  *plain_nouns = 0;
  for (uint32_t i = first; i < head; i++) {
    const ent_token *t = &line->tokens[i];
    const ent_occurrence *m = ent_mention_of(r, line, i);
    if (m != NULL) {
      if (m->thing != 0 || m->type == ENT_DATE || m->type == ENT_GROUP)
        return true;
    } else if (t->kind == ENT_TOKEN_LATIN || (t->kind == ENT_TOKEN_MARK && t->point == QUOTE_OPEN)) {
      return true;
    } else if ((t->kind == ENT_TOKEN_ORDINAL || ent_token_is(t, ENT_CLASS_ORDINAL)) && g->ordinals) {
      return true;
    } else if (t->kind == ENT_TOKEN_WORD && (t->classes & ENT_SET(GENERIC)) == 0) {
      (*plain_nouns)++;
    }
  }
  return false;
}

static bool act_of_kind_before(const ent_reading *r, const ent_line *line, uint32_t token, uint8_t kind_mask) {
  for (uint32_t back = 1; back <= 8 && back <= token; back++) {
    const ent_token *t = &line->tokens[token - back];
    if (t->kind == ENT_TOKEN_MARK && t->point != 0x3001 && t->point != QUOTE_OPEN && t->point != QUOTE_CLOSE)
      return false;
    if (t->entry != NULL && t->entry->act != 0 && (kind_mask >> r->lexicon->acts[t->entry->act - 1].kind & 1) != 0)
      return true;
  }
  return false;
}

/* A gazetteer name that brings its quotation marks along: “上合组织+”. */
static bool opens_quote(const ent_line *line, uint32_t token) {
  ent_str text = ent_token_text(line, token);
  return text.len > 3 && memcmp(text.ptr, "“", 3) == 0;
}

static bool numbered_or_quoted(const ent_line *line, uint32_t first, uint32_t head) {
  for (uint32_t i = first; i < head; i++)
    if (line->tokens[i].kind == ENT_TOKEN_ORDINAL || ent_token_is(&line->tokens[i], ENT_CLASS_ORDINAL) ||
        ent_token_mark(line, i, QUOTE_OPEN) || opens_quote(line, i))
      return true;
  return false;
}

static bool weak_head(const ent_line *line, uint32_t head) {
  const ent_entry *entry = line->tokens[head].entry;
  return entry != NULL && ent_str_equal(entry->value, ENT_STR("weak"));
}

static bool self_head(const ent_line *line, uint32_t head) {
  const ent_entry *entry = line->tokens[head].entry;
  return entry != NULL && ent_str_equal(entry->value, ENT_STR("self"));
}

static uint32_t last_with_head(const ent_reading *r, ent_type type, ent_str head) {
  for (uint32_t i = r->mention_count; i > 0; i--) {
    const ent_occurrence *m = &r->mentions[i - 1];
    if (m->thing == 0 || m->type != type || m->first == m->last)
      continue;
    const ent_thing *t = ent_thing_at(r, m->thing);
    for (uint32_t k = 0; k <= t->name_count; k++) {
      ent_str name = k == 0 ? t->key : t->names[k - 1];
      if (name.len >= head.len && memcmp(name.ptr + name.len - head.len, head.ptr, head.len) == 0)
        return m->thing;
    }
  }
  return 0;
}

static bool is_this_meeting(const ent_line *line, uint32_t token) {
  static const char *const words[] = {"本次", "此次", "这次", "本届", "这一", "该", "本", NULL};
  for (size_t i = 0; words[i] != NULL; i++)
    if (ent_token_says(line, token, words[i]))
      return true;
  return false;
}

/* 该组织, 本次会议, 会议: a head noun alone stands for the last thing of its kind. */
static void anaphor(ent_reading *r, ent_line *line, uint32_t head, const growth *g) {
  uint32_t first = head;
  if (head > 0 && line->owner[head - 1] == 0 && g->type == ENT_EVENT && r->event != 0 && is_this_meeting(line, head - 1) &&
      !ent_token_says(line, head - 1, "该")) {
    ent_mention_add(r, line, head - 1, head + 1, ENT_EVENT, r->event, "anaphor");
    return;
  }
  bool pointed = head > 0 && line->owner[head - 1] == 0 &&
                 (ent_token_is(&line->tokens[head - 1], ENT_CLASS_THIS) ||
                  ent_token_says(line, head - 1, "本次") || ent_token_says(line, head - 1, "此次") ||
                  ent_token_says(line, head - 1, "这次"));
  if (pointed)
    first--;
  if (!pointed && !(g->head == ENT_CLASS_MEETING_HEAD && !self_head(line, head)))
    return;
  uint32_t thing = 0;
  if (pointed && g->type == ENT_TREATY && r->instrument != 0 && ent_token_says(line, head - 1, "本"))
    thing = r->instrument;
  if (thing == 0)
    thing = last_with_head(r, g->type, ent_token_text(line, head));
  if (thing != 0)
    ent_mention_add(r, line, first, head + 1, g->type, thing, "anaphor");
}

/* True if the characters of `part` come in `whole` in the same order: 亚信外长理事会 in 亚洲相互协作与信任措施会议…. */
static bool is_abridged(ent_str part, ent_str whole) {
  size_t at = 0;
  for (size_t i = 0; i < part.len;) {
    uint32_t wanted = ent_utf8_next(part.ptr, part.len, &i);
    bool found = false;
    while (at < whole.len && !found)
      found = ent_utf8_next(whole.ptr, whole.len, &at) == wanted;
    if (!found)
      return false;
  }
  return true;
}

/* 上海合作组织成员国元首理事会第二十五次会议 and 理事会第二十五次会议 are one: same ending from the ordinal on. */
static uint32_t same_ordinal(const ent_reading *r, ent_type type, ent_str name) {
  ent_str ordinal = ENT_STR("第");
  for (size_t at = 0; at + ordinal.len <= name.len; at += 3) {
    if (memcmp(name.ptr + at, ordinal.ptr, ordinal.len) != 0)
      continue;
    ent_str tail = ent_str_make(name.ptr + at, name.len - at);
    for (uint32_t i = 0; i < r->thing_count; i++) {
      const ent_thing *t = &r->things[i];
      if (t->type == type && !t->hidden && t->name.len >= tail.len &&
          memcmp(t->name.ptr + t->name.len - tail.len, tail.ptr, tail.len) == 0) {
        ent_str mine = ent_str_make(name.ptr, at), other = ent_str_make(t->name.ptr, t->name.len - tail.len);
        if (is_abridged(mine, other) || is_abridged(other, mine))
          return i + 1;
      }
    }
    return 0;
  }
  return 0;
}

/* 外交部, 司法部: a ministry by its whole name, without its country. */
static bool is_ministry(const ent_line *line, uint32_t head) {
  ent_str text = ent_token_text(line, head);
  return text.len >= 9 && memcmp(text.ptr + text.len - 3, "部", 3) == 0;
}

/* The document's meeting ends in the same two characters as this head. */
static bool ends_alike(const ent_reading *r, const ent_line *line, uint32_t head) {
  ent_str text = ent_token_text(line, head), name = ent_thing_at(r, r->event)->key;
  return text.len >= 6 && name.len >= 6 && memcmp(text.ptr + text.len - 6, name.ptr + name.len - 6, 6) == 0;
}

/* Nothing but words like 主管, 有关 between the names in front and the head. */
static bool only_generic(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head) {
  static const char *const words[] = {"治理", "主管", "有关", "相关", "其他", "各", "某些", "所有", NULL};
  for (uint32_t i = first; i < head; i++) {
    bool generic = ent_mention_of(r, line, i) != NULL && i + 1 < head;
    for (size_t k = 0; words[k] != NULL; k++)
      generic = generic || ent_token_says(line, i, words[k]);
    if (!generic)
      return false;
  }
  return true;
}

/* 政党论坛、传统医学论坛: in a list behind a name of the same kind with the same head. */
static bool listed_alike(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head, ent_type type) {
  if (first < 2 || !(ent_token_mark(line, first - 1, 0x3001) || ent_token_is(&line->tokens[first - 1], ENT_CLASS_CONJ)))
    return false;
  const ent_occurrence *m = ent_mention_of(r, line, first - 2);
  if (m == NULL || m->type != type)
    return false;
  ent_str before = ent_token_text(line, first - 2), mine = ent_token_text(line, head);
  if (type == ENT_ORGANIZATION && mine.len > 3) /* 计划发展部、国家粮食安全部: the last character will do */
    mine = ent_str_make(mine.ptr + mine.len - 3, 3);
  return before.len >= mine.len && memcmp(before.ptr + before.len - mine.len, mine.ptr, mine.len) == 0;
}

/* 签署了航空运输协定: an act of signing stands right in front, and nothing says that it is only meant to be. */
static bool is_signed(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head) {
  static const char *const heads[] = {"协定", "协议", "条约", "议定书", "备忘录", "谅解备忘录", "公约", "升级议定书", "联合声明",
                                      "合作协议", "合作协定", "自由贸易协定", "合作谅解备忘录", "和平协议", "停火协议", "和平协定", NULL};
  bool strong = false;
  for (size_t i = 0; heads[i] != NULL; i++)
    strong = strong || ent_token_says(line, head, heads[i]);
  uint32_t act = first;
  if (act > 0 && ent_token_says(line, act - 1, "了"))
    act--;
  if (!strong || act == 0 || line->tokens[act - 1].entry == NULL || line->tokens[act - 1].entry->act == 0 ||
      r->lexicon->acts[line->tokens[act - 1].entry->act - 1].kind != ENT_ACT_SIGN)
    return false;
  for (uint32_t i = act - 1; i > 0 && line->tokens[i - 1].kind != ENT_TOKEN_MARK; i--)
    if ((line->tokens[i - 1].classes & (ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(NEG) | ENT_SET(COND))) != 0 && line->owner[i - 1] == 0)
      return false;
  return true;
}

static bool is_held(const ent_line *line, uint32_t first) {
  return first > 0 && line->owner[first - 1] == 0 &&
         (ent_token_says(line, first - 1, "召开") || ent_token_says(line, first - 1, "举行") || ent_token_says(line, first - 1, "举办") ||
          ent_token_says(line, first - 1, "主办") || ent_token_says(line, first - 1, "召集"));
}

/* A meeting without a name of its own is named after the body that holds it. */
static void held_by(ent_reading *r, ent_line *line, uint32_t head) {
  ent_str name = ent_line_text(r, line, head, head + 1);
  uint32_t thing = ent_thing_get(r, ENT_EVENT, NULL, name, "meeting", ent_line_range(r, line, head, head + 1));
  if (thing == 0)
    return;
  for (uint32_t i = 0; i < head; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    if (m == NULL || m->first != i || m->type != ENT_ORGANIZATION || m->thing == 0)
      continue;
    ent_str owner = ent_line_text(r, line, m->first, m->last);
    ent_str full = ent_arena_format(r->arena, "%.*s%.*s", (int)owner.len, owner.ptr, (int)name.len, name.ptr);
    if (full.ptr != NULL)
      ent_thing_name(r, thing, full);
    break;
  }
  ent_mention_add(r, line, head, head + 1, ENT_EVENT, thing, "meeting");
}

static void note_event(ent_reading *r, uint32_t thing) {
  ent_thing_at(r, thing)->kept = true;
  if (r->event == 0)
    r->event = thing;
}

static void grow(ent_reading *r, ent_line *line, uint32_t head, const growth *g) {
  uint32_t first = head;
  while (first > 0) {
    uint32_t next = step_left(r, line, first, g);
    if (next == first)
      break;
    first = next;
  }
  first = trim_left(r, line, first, head, g);
  const ent_occurrence *lead = ent_mention_of(r, line, first);
  if (g->head == ENT_CLASS_EVENT_HEAD && lead != NULL && lead->type == ENT_COUNTRY && first > 0 &&
      (ent_token_mark(line, first - 1, 0x3001) || ent_token_is(&line->tokens[first - 1], ENT_CLASS_CONJ)) &&
      ent_token_mark(line, lead->last, QUOTE_OPEN))
    first = lead->last; /* 中国和柬埔寨“金龙”联合演习: both hold it, neither is in its name */
  if (first > 0 && first < head && line->owner[first] == 0 && line->tokens[first].kind == ENT_TOKEN_CHAR &&
      line->owner[first - 1] == 0 && ent_token_is(&line->tokens[first - 1], ENT_CLASS_THIS))
    return; /* 该行非洲区域中心 */
  if (g->type == ENT_ORGANIZATION && ent_token_mark(line, head + 1, QUOTE_CLOSE)) {
    uint32_t open = quote_open(line, head + 1); /* “国际不平等问题小组”: the quotation is the name */
    if (open < first && head - open <= 8)
      first = open + 1;
  }
  if (first == head && g->type == ENT_ORGANIZATION && is_ministry(line, head)) {
    ent_str name = ent_line_text(r, line, head, head + 1);
    uint32_t thing = ent_thing_get(r, ENT_ORGANIZATION, NULL, name, "ministry", ent_line_range(r, line, head, head + 1));
    ent_mention_add(r, line, head, head + 1, ENT_ORGANIZATION, thing, "ministry");
    return;
  }
  if (g->type == ENT_EVENT && first + 1 == head && line->owner[first] == 0 && is_this_meeting(line, first)) {
    anaphor(r, line, head, g);
    return;
  }
  if (first == head && g->type == ENT_TREATY && is_signed(r, line, first, head) && !ent_token_says(line, head, "协定") &&
      !ent_token_says(line, head, "协议") && !ent_token_says(line, head, "条约") && !ent_token_says(line, head, "议定书") &&
      !ent_token_says(line, head, "备忘录")) {
    ent_str bare = ent_line_text(r, line, head, head + 1); /* 签署和平协议: the compound is the name */
    ent_mention_add(r, line, head, head + 1, ENT_TREATY,
                    ent_thing_get(r, ENT_TREATY, NULL, bare, g->rule, ent_line_range(r, line, head, head + 1)), g->rule);
    return;
  }
  if (first == head) {
    if (self_head(line, head) && g->type == ENT_EVENT &&
        !(head > 0 && (ent_token_is(&line->tokens[head - 1], ENT_CLASS_QUANT)))) {
      ent_str name = ent_line_text(r, line, head, head + 1);
      uint32_t thing = ent_thing_get(r, ENT_EVENT, NULL, name, g->rule, ent_line_range(r, line, head, head + 1));
      ent_mention_add(r, line, head, head + 1, ENT_EVENT, thing, g->rule);
      return;
    }
    ent_str bare = ent_token_text(line, head);
    if (g->type == ENT_EVENT && g->head == ENT_CLASS_MEETING_HEAD && bare.len >= 12 && is_held(line, head) &&
        last_with_head(r, ENT_EVENT, bare) == 0) {
      held_by(r, line, head); /* X在Y召开紧急会议 */
      return;
    }
    anaphor(r, line, head, g);
    return;
  }
  uint32_t nouns;
  bool specific = is_specific(r, line, first, head, g, &nouns);
  bool made = act_of_kind_before(r, line, first, 1u << ENT_ACT_MAKE | 1u << ENT_ACT_SIGN);
  switch (g->type) {
  case ENT_EVENT:
    if (!specific && g->head == ENT_CLASS_MEETING_HEAD && r->event != 0 && ends_alike(r, line, head)) {
      ent_mention_add(r, line, head, head + 1, ENT_EVENT, r->event, "anaphor"); /* 年度会晤 */
      return;
    }
    if (!specific && g->head == ENT_CLASS_MEETING_HEAD && nouns >= 2 && is_held(line, first))
      break; /* 召开国际冰川保护高级别会议 */
    if (!specific || (weak_head(line, head) && !numbered_or_quoted(line, first, head)))
      return;
    break;
  case ENT_TREATY:
    if (!specific && nouns > 0 && is_signed(r, line, first, head))
      break;
    if (weak_head(line, head) || !specific)
      return;
    break;
  case ENT_ORGANIZATION:
    if (!specific && head - first >= 1 && first > 0 && ent_token_mark(line, first - 1, QUOTE_OPEN) &&
        ent_token_mark(line, head + 1, QUOTE_CLOSE)) {
      uint32_t quoted = ent_thing_get(r, ENT_ORGANIZATION, NULL, ent_line_text(r, line, first, head + 1), g->rule,
                                      ent_line_range(r, line, first, head + 1));
      ent_mention_add(r, line, first - 1, head + 2, ENT_ORGANIZATION, quoted, g->rule); /* “国际不平等问题小组” */
      return;
    }
    if (specific && only_generic(r, line, first, head))
      return; /* 联合国主管机构 */
    if (!specific && !(made && nouns > 0) && !(nouns > 0 && listed_alike(r, line, first, head, ENT_ORGANIZATION)))
      return;
    if (weak_head(line, head) && !specific)
      return;
    break;
  default:
    if (!specific || nouns == 0)
      return;
    break;
  }
  ent_str name = ent_line_text(r, line, first, head + 1);
  ent_range where = ent_line_range(r, line, first, head + 1);
  uint32_t thing = g->type == ENT_EVENT ? same_ordinal(r, ENT_EVENT, name) : 0;
  if (thing == 0)
    thing = ent_thing_get(r, g->type, NULL, name, g->rule, where);
  if (thing == 0)
    return;
  /* The meeting whose declaration this is: 亚太经合组织第三十二次领导人非正式会议庆州宣言 */
  const ent_occurrence *inner = ent_mention_of(r, line, first);
  if (line->paragraph_kind == ENT_PARAGRAPH_TITLE && g->type == ENT_TREATY && inner != NULL && inner->type == ENT_EVENT &&
      inner->first == first && inner->thing != 0)
    note_event(r, inner->thing);
  if (ent_mention_add(r, line, first, head + 1, g->type, thing, g->rule) != 0)
    ent_thing_name(r, thing, name);
}

/* “…”倡议, “…”理念: the quotation is the name, with and without its head. */
static void quoted(ent_reading *r, ent_line *line, uint32_t head, const growth *g) {
  uint32_t close = head - 1, open = quote_open(line, close);
  if (open == close || close - open < 2)
    return;
  ent_str inside = ent_line_text(r, line, open + 1, close), whole = ent_line_text(r, line, open, head + 1);
  uint32_t thing = ent_thing_find(r, g->type, inside);
  const ent_occurrence *m = ent_mention_of(r, line, open + 1);
  if (m != NULL && m->type == g->type && m->first == open + 1 && m->last == close)
    thing = m->thing;
  if (thing == 0)
    thing = ent_thing_get(r, g->type, NULL, inside, "quoted", ent_line_range(r, line, open, head + 1));
  if (thing == 0)
    return;
  ent_thing_name(r, thing, whole);
  ent_mention_add(r, line, open, head + 1, g->type, thing, "quoted");
}

/* 提出的…和“杜尚别水进程”: a quotation that ends in 进程, 倡议 …, behind who proposed it or listed with another. */
static void quoted_alone(ent_reading *r, ent_line *line) {
  for (uint32_t open = 0; open + 2 < line->token_count; open++) {
    if (!ent_token_mark(line, open, QUOTE_OPEN) || line->owner[open] != 0)
      continue;
    uint32_t close = open + 1;
    while (close < line->token_count && close < open + 12 && !ent_token_mark(line, close, QUOTE_CLOSE))
      close++;
    if (!ent_token_mark(line, close, QUOTE_CLOSE) || close < open + 3 || line->owner[close - 1] != 0 ||
        !ent_token_is(&line->tokens[close - 1], ENT_CLASS_INITIATIVE_HEAD))
      continue;
    const ent_occurrence *listed = open >= 2 ? ent_mention_of(r, line, open - 2) : NULL;
    bool joined = open > 0 && listed != NULL && listed->type == ENT_INITIATIVE &&
                  (ent_token_mark(line, open - 1, 0x3001) || ent_token_is(&line->tokens[open - 1], ENT_CLASS_CONJ));
    bool proposed = open > 1 && ent_token_is(&line->tokens[open - 1], ENT_CLASS_OF) && act_of_kind_before(r, line, open, 1u << ENT_ACT_MAKE);
    if (!joined && !proposed)
      continue;
    ent_str name = ent_line_text(r, line, open + 1, close);
    uint32_t thing = ent_thing_get(r, ENT_INITIATIVE, NULL, name, "quoted", ent_line_range(r, line, open, close + 1));
    ent_mention_add(r, line, open, close + 1, ENT_INITIATIVE, thing, "quoted");
  }
}

/* Places: 阿蒂博尼特省, 布良斯克州, 米尔巴莱监狱, and what stands behind 在, 首都. */

static bool transliterated_run(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (line->tokens[i].point == 0 || !(i == first ? ent_lexicon_transliterates(r->lexicon, line->tokens[i].point)
                                                    : ent_lexicon_transliterates_weakly(r->lexicon, line->tokens[i].point)))
      return false;
  return last > first;
}

static bool is_site(const ent_line *line, uint32_t head) {
  static const char *const sites[] = {"基地", "机场", "国际机场", "监狱", "医院", "核电站", "大桥", "港口", "口岸", "难民营", "音乐厅",
                                      "教堂", "清真寺", "广场", NULL};
  for (size_t i = 0; sites[i] != NULL; i++)
    if (ent_token_says(line, head, sites[i]))
      return true;
  return false;
}

static void place_with_head(ent_reading *r, ent_line *line, uint32_t head) {
  if (head == 0)
    return;
  const ent_occurrence *m = ent_mention_of(r, line, head - 1);
  uint32_t first = head;
  uint32_t site = head; /* 卡利空军基地: nouns between the place and what stands there */
  while (site > 0 && head - site < 2 && line->owner[site - 1] == 0 &&
         (line->tokens[site - 1].classes & (ENT_SET(NOUN) | ENT_SET(ORG_HEAD))) != 0 &&
         !ent_token_is(&line->tokens[site - 1], ENT_CLASS_VERB))
    site--;
  const ent_occurrence *at_site = site > 0 && site < head ? ent_mention_of(r, line, site - 1) : NULL;
  if (at_site != NULL && at_site->type == ENT_PLACE && is_site(line, head))
    first = at_site->first;
  else if (m != NULL && m->type == ENT_PLACE) {
    first = m->first;
  } else {
    while (first > 0 && line->owner[first - 1] == 0 && line->tokens[first - 1].kind == ENT_TOKEN_CHAR && head - first < 8)
      first--;
    if (head - first < 2 || !transliterated_run(r, line, first, head))
      return;
  }
  ent_str name = ent_line_text(r, line, first, head + 1), bare = ent_line_text(r, line, first, head);
  uint32_t thing = m != NULL && m->type == ENT_PLACE ? m->thing : 0;
  if (thing != 0 && !(ent_token_says(line, head, "市") || ent_token_says(line, head, "省") ||
                      ent_token_says(line, head, "州")))
    thing = 0; /* 福岛第一核电站 is not 福岛 */
  if (thing == 0)
    thing = ent_thing_get(r, ENT_PLACE, NULL, name, "place head", ent_line_range(r, line, first, head + 1));
  ent_thing_name(r, thing, name);
  if (m == NULL && line->tokens[head].point != 0 && ent_utf8_count(bare.ptr, bare.len) >= 2) {
    ent_thing_name(r, thing, bare);
    ent_alias_add(r, bare, thing);
  }
  ent_mention_add(r, line, first, head + 1, ENT_PLACE, thing, "place head");
}

static void place_behind(ent_reading *r, ent_line *line, uint32_t token) {
  uint32_t end = token;
  while (end < line->token_count && line->owner[end] == 0 && line->tokens[end].kind == ENT_TOKEN_CHAR && end - token < 8)
    end++;
  if (end - token < 2)
    return;
  bool closes = end >= line->token_count || line->tokens[end].kind == ENT_TOKEN_MARK ||
                (line->tokens[end].classes & (ENT_SET(HOLD) | ENT_SET(OCCUR) | ENT_SET(OF) | ENT_SET(ETC) | ENT_SET(VERB) |
                                              ENT_SET(CONJ) | ENT_SET(PASSIVE) | ENT_SET(BY))) != 0 ||
                (line->tokens[end].entry != NULL && line->tokens[end].entry->act != 0);
  if (!closes || !transliterated_run(r, line, token, end))
    return;
  ent_str name = ent_line_text(r, line, token, end);
  uint32_t thing = ent_thing_get(r, ENT_PLACE, NULL, name, "place behind", ent_line_range(r, line, token, end));
  ent_alias_add(r, name, thing);
  ent_mention_add(r, line, token, end, ENT_PLACE, thing, "place behind");
}

static void places(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
    const ent_token *t = &line->tokens[i];
    if (line->owner[i] != 0)
      continue;
    if (ent_token_is(t, ENT_CLASS_PLACE_HEAD))
      place_with_head(r, line, i);
    if (line->owner[i] != 0 || i == 0)
      continue;
    const ent_token *before = &line->tokens[i - 1];
    if (t->kind == ENT_TOKEN_CHAR && (ent_token_is(before, ENT_CLASS_LOC) || ent_token_is(before, ENT_CLASS_CAPITAL) ||
                                      ent_token_is(before, ENT_CLASS_SITED)))
      place_behind(r, line, i);
  }
  if (line->aside && line->token_count > 0 && line->owner[0] == 0)
    place_behind(r, line, 0);
}

/* 第80届联合国大会: a session of a body whose name is that of a meeting. */
static void sessions(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i + 1 < line->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i + 1);
    bool ordinal = line->tokens[i].kind == ENT_TOKEN_ORDINAL || ent_token_is(&line->tokens[i], ENT_CLASS_ORDINAL);
    if (!ordinal || line->owner[i] != 0 || m == NULL || m->first != i + 1 || m->thing == 0 ||
        (m->type != ENT_ORGANIZATION && !(m->type == ENT_EVENT && ent_thing_at(r, m->thing)->row != NULL)))
      continue;
    ent_str text = ent_line_text(r, line, i + 1, m->last);
    bool meeting = m->type == ENT_EVENT || (text.len >= 6 && (memcmp(text.ptr + text.len - 6, "大会", 6) == 0 ||
                                                              memcmp(text.ptr + text.len - 6, "联大", 6) == 0));
    if (!meeting)
      continue;
    uint32_t last = m->last;
    uint32_t thing = ent_thing_get(r, ENT_EVENT, NULL, ent_line_text(r, line, i, last), "session",
                                   ent_line_range(r, line, i, last));
    ent_mention_add(r, line, i, last, ENT_EVENT, thing, "session");
  }
}

/* 关于打击毒品犯罪的联合计划, behind an act that makes instruments: named by what they are about. */
static void about(ent_reading *r, ent_line *line) {
  for (uint32_t i = 1; i < line->token_count; i++) {
    if (line->owner[i] != 0 || !ent_token_says(line, i, "关于"))
      continue;
    const ent_token *before = &line->tokens[i - 1];
    const ent_act *act = before->entry != NULL && before->entry->act != 0 && line->owner[i - 1] == 0
                             ? &r->lexicon->acts[before->entry->act - 1]
                             : NULL;
    bool made = act != NULL && (act->kind == ENT_ACT_SIGN || act->kind == ENT_ACT_MAKE);
    const ent_occurrence *listed = i >= 2 ? ent_mention_of(r, line, i - 2) : NULL;
    bool joined = (ent_token_mark(line, i - 1, 0x3001) || ent_token_is(before, ENT_CLASS_CONJ)) && listed != NULL &&
                  listed->type == ENT_TREATY;
    if (!made && !joined && !(ent_token_says(line, i - 1, "了") && act_of_kind_before(r, line, i, 1u << ENT_ACT_MAKE | 1u << ENT_ACT_SIGN)))
      continue;
    uint32_t of = i, end = i;
    for (uint32_t k = i + 1; k < line->token_count && k < i + 40; k++) {
      const ent_token *t = &line->tokens[k];
      if (t->kind == ENT_TOKEN_MARK && t->point != 0x3001 && line->owner[k] == 0 && t->point != QUOTE_OPEN && t->point != QUOTE_CLOSE)
        break;
      if (line->owner[k] == 0 && ent_token_is(t, ENT_CLASS_OF))
        of = k;
      if (of > i && line->owner[k] == 0 && ent_token_is(t, ENT_CLASS_INSTRUMENT_HEAD)) {
        end = k + 1;
        break;
      }
    }
    if (end == i)
      continue;
    uint32_t thing = ent_thing_get(r, ENT_TREATY, NULL, ent_line_text(r, line, i, end), "about", ent_line_range(r, line, i, end));
    ent_mention_add(r, line, i, end, ENT_TREATY, thing, "about");
    i = end - 1;
  }
}

/* Between the brackets that close the line, or the opening one. */
static bool bracketed(const ent_line *line, uint32_t token) {
  for (uint32_t i = token + 1; i > 0 && token - i + 1 < 4; i--)
    if (ent_token_mark(line, i - 1, 0xFF08))
      return ent_token_mark(line, line->token_count - 1, 0xFF09);
  return false;
}

/* A title that ends in the name of a kind of instrument and tells no deed is the instrument's. */
static void whole_title(ent_reading *r, ent_line *line) {
  uint32_t last = line->token_count;
  while (last > 2 && (ent_token_mark(line, last - 1, 0xFF09) || bracketed(line, last - 1)))
    last--; /* 宣言（摘要） */
  if (line->paragraph_kind != ENT_PARAGRAPH_TITLE || last < 2 || line->owner[last - 1] != 0 ||
      !ent_token_is(&line->tokens[last - 1], ENT_CLASS_INSTRUMENT_HEAD) || line->tokens[0].kind == ENT_TOKEN_SERIAL)
    return;
  ent_document_kind kind = r->document->kind;
  if (kind != ENT_KIND_DECLARATION && kind != ENT_KIND_TREATY && kind != ENT_KIND_RESOLUTION)
    return;
  const ent_occurrence *m = ent_mention_of(r, line, 0);
  if (m != NULL && m->type == ENT_EVENT && m->first == 0 && m->thing != 0)
    note_event(r, m->thing);
  uint32_t thing = ent_thing_get(r, ENT_TREATY, NULL, ent_line_text(r, line, 0, last), "title of the document",
                                 ent_line_range(r, line, 0, last));
  ent_mention_add(r, line, 0, last, ENT_TREATY, thing, "title of the document");
}

static bool has_head_right(const ent_line *line, uint32_t token, const growth *g) {
  /* 元首理事会|会议, 联合|声明: the name goes on to the right. */
  return token + 1 < line->token_count && line->owner[token + 1] == 0 &&
         line->tokens[token + 1].kind == ENT_TOKEN_WORD && ent_token_is(&line->tokens[token + 1], g->head) &&
         (g->type != ENT_INITIATIVE);
}

void ent_names_grown(ent_reading *r, ent_line *line) {
  places(r, line);
  sessions(r, line);
  about(r, line);
  for (size_t k = 0; k < sizeof growths / sizeof *growths; k++) {
    const growth *g = &growths[k];
    if (g->type == ENT_TREATY)
      whole_title(r, line);
    for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
      const ent_token *t = &line->tokens[i];
      if (line->owner[i] != 0 || t->kind != ENT_TOKEN_WORD || !ent_token_is(t, g->head) || has_head_right(line, i, g))
        continue;
      /* 局 in 局势, 部 in 部长: one character heads no name where an unknown word may go on */
      if (g->type == ENT_ORGANIZATION && ent_token_says(line, i, "中心") && i + 1 < line->token_count &&
          line->owner[i + 1] == 0 && ent_token_is(&line->tokens[i + 1], ENT_CLASS_VERB_NOUN) &&
          !ent_token_is(&line->tokens[i + 1], ENT_CLASS_EFFORT))
        continue; /* 联合国中心协调作用 */
      if (t->point != 0 && i + 1 < line->token_count && line->tokens[i + 1].kind == ENT_TOKEN_CHAR &&
          line->owner[i + 1] == 0)
        continue;
      bool after_quote = i > 0 && ent_token_mark(line, i - 1, QUOTE_CLOSE);
      if (g->type == ENT_INITIATIVE) {
        if (after_quote)
          quoted(r, line, i, g);
        else if (ent_token_says(line, i, "倡议") || ent_token_says(line, i, "精神"))
          grow(r, line, i, g);
        continue;
      }
      if (is_act(r, t) && g->type != ENT_EVENT)
        continue;
      grow(r, line, i, g);
    }
  }
  quoted_alone(r, line);
}
