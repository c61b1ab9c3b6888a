/* Names that end in a head noun and are grown to the left: meetings, bodies, instruments, initiatives, places. */
#include <string.h>

#include "extract/names.h"
#include "graph/utf8.h"

/* The opening quotation mark that matches the closing one at `close`; `close` if there is none on this line. */
uint32_t ent_quote_open(const ent_line *line, uint32_t close) {
  uint32_t depth = 1;
  for (uint32_t i = close; i > 0; i--) {
    if (ent_token_mark(line, i - 1, ENT_QUOTE_CLOSE))
      depth++;
    else if (ent_token_mark(line, i - 1, ENT_QUOTE_OPEN) && --depth == 0)
      return i - 1;
  }
  return close;
}

bool ent_act_of_kind_before(const ent_reading *r, const ent_line *line, uint32_t token, uint8_t kind_mask) {
  for (uint32_t back = 1; back <= 8 && back <= token; back++) {
    const ent_token *t = &line->tokens[token - back];
    if (t->kind == ENT_TOKEN_MARK && t->point != 0x3001 && t->point != ENT_QUOTE_OPEN && t->point != ENT_QUOTE_CLOSE)
      return false;
    if (t->entry != NULL && t->entry->act != 0 && (kind_mask >> r->lexicon->acts[t->entry->act - 1].kind & 1) != 0)
      return true;
  }
  return false;
}

bool ent_is_self_head(const ent_line *line, uint32_t head) {
  const ent_entry *entry = line->tokens[head].entry;
  return entry != NULL && ent_str_equal(entry->value, ENT_STR("self"));
}

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

static bool is_act(const ent_reading *r, const ent_token *t) {
  return t->entry != NULL && t->entry->act != 0 && r->lexicon->acts[t->entry->act - 1].relation >= 0;
}

static const ent_class_set grammar = ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(WITH) | ENT_SET(TO) | ENT_SET(BY) |
                                     ENT_SET(OF) | ENT_SET(ADV) | ENT_SET(DEGREE) | ENT_SET(LIGHT) | ENT_SET(PASSIVE) |
                                     ENT_SET(THIS) | ENT_SET(QUANT) | ENT_SET(EACH) | ENT_SET(ETC) | ENT_SET(HOLD) |
                                     ENT_SET(SITED) | ENT_SET(OCCUR) | ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(COND) |
                                     ENT_SET(NEG) | ENT_SET(AUX) | ENT_SET(SAY) | ENT_SET(TIME) | ENT_SET(SELF) |
                                     ENT_SET(TITLE) | ENT_SET(CAPITAL) | ENT_SET(CONJ) | ENT_SET(PLAIN);
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
    case ENT_COUNTRY:
    case ENT_ORGANIZATION:
    case ENT_PLACE:
    case ENT_INITIATIVE:
      return m->first;
    case ENT_EVENT:
      return g->type == ENT_EVENT || g->type == ENT_TREATY || g->type == ENT_ORGANIZATION ? m->first : token;
    case ENT_GROUP:
      return g->groups && m->thing != r->parties ? m->first : token;
    case ENT_TREATY:
      return g->type == ENT_EVENT ? m->first : token;
    case ENT_DATE:
      return g->dates ? m->first : token;
    default:
      return token;
    }
  }
  switch (t->kind) {
  case ENT_TOKEN_CHAR:
  case ENT_TOKEN_LATIN:
  case ENT_TOKEN_NUMBER:
    return before;
  case ENT_TOKEN_ORDINAL:
    return g->ordinals ? before : token;
  case ENT_TOKEN_MARK:
    if (t->point == ENT_QUOTE_CLOSE) {
      uint32_t open = ent_quote_open(line, before);
      return open < before && before - open < 40 ? open : token;
    }
    return t->point == '-' || t->point == 0xB7 || t->point == '+' ? before : token;
  case ENT_TOKEN_NAME:
    return token;
  case ENT_TOKEN_WORD:
    if (ent_token_is(t, ENT_CLASS_ORDINAL)) return g->ordinals ? before : token;
    if (is_act(r, t) ||
        (t->entry != NULL && t->entry->act != 0 && (t->classes & nominal & ~(ENT_SET(NOUN) | ENT_SET(VERB_NOUN))) == 0))
      return token;
    if (g->type == ENT_ORGANIZATION && ent_token_is(t, ENT_CLASS_CONJ))
      return joins_name(r, line, before) ? before : token;
    if (ent_token_is(t, ENT_CLASS_OFFICE)) return g->offices ? before : token;
    if ((t->classes & nominal) != 0 &&
        (t->classes & (ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(THIS) | ENT_SET(QUANT))) == 0)
      return before;
    if ((t->classes & grammar) != 0 || ent_token_is(t, ENT_CLASS_VERB)) return token;
    if (ent_token_is(t, ENT_CLASS_GROUP_WORD)) return g->groups ? before : token;
    return t->point == 0 && t->entry != NULL && t->entry->act == 0 ? before : token;
  default:
    return token;
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
        if (year && !framed) return first;
        first = m->last;
        continue;
      }
      return first;
    }
    bool odd = t->kind == ENT_TOKEN_MARK && t->point != ENT_QUOTE_OPEN;
    bool verb = t->kind == ENT_TOKEN_WORD && (t->classes & (ENT_SET(VERB_NOUN) | ENT_SET(VERB))) != 0 &&
                (t->classes & ENT_SET(NOUN)) == 0 && (t->classes & ENT_SET(GENERIC)) == 0;
    if (!odd && !verb && t->kind != ENT_TOKEN_NUMBER) return first;
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
      if (m->thing != 0 || m->type == ENT_DATE || m->type == ENT_GROUP) return true;
    } else if (t->kind == ENT_TOKEN_LATIN || (t->kind == ENT_TOKEN_MARK && t->point == ENT_QUOTE_OPEN)) {
      return true;
    } else if ((t->kind == ENT_TOKEN_ORDINAL || ent_token_is(t, ENT_CLASS_ORDINAL)) && g->ordinals) {
      return true;
    } else if (t->kind == ENT_TOKEN_WORD && (t->classes & ENT_SET(GENERIC)) == 0) {
      (*plain_nouns)++;
    }
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
        ent_token_mark(line, i, ENT_QUOTE_OPEN) || opens_quote(line, i))
      return true;
  return false;
}

static bool weak_head(const ent_line *line, uint32_t head) {
  const ent_entry *entry = line->tokens[head].entry;
  return entry != NULL && ent_str_equal(entry->value, ENT_STR("weak"));
}

/* 外交部, 司法部: a ministry by its whole name, without its country. */
static bool is_ministry(const ent_line *line, uint32_t head) {
  ent_str text = ent_token_text(line, head);
  return text.len >= 9 && memcmp(text.ptr + text.len - 3, "部", 3) == 0;
}

/* Nothing but words like 主管, 有关 between the names in front and the head. */
static bool only_generic(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head) {
  static const char *const words[] = {"治理", "主管", "有关", "相关", "其他", "各", "某些", "所有", NULL};
  for (uint32_t i = first; i < head; i++) {
    bool generic = ent_mention_of(r, line, i) != NULL && i + 1 < head;
    for (size_t k = 0; words[k] != NULL; k++)
      generic = generic || ent_token_says(line, i, words[k]);
    if (!generic) return false;
  }
  return true;
}

/* 政党论坛、传统医学论坛: in a list behind a name of the same kind with the same head. */
static bool listed_alike(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head, ent_type type) {
  if (first < 2 || !(ent_token_mark(line, first - 1, 0x3001) || ent_token_is(&line->tokens[first - 1], ENT_CLASS_CONJ)))
    return false;
  const ent_occurrence *m = ent_mention_of(r, line, first - 2);
  if (m == NULL || m->type != type) return false;
  ent_str before = ent_token_text(line, first - 2), mine = ent_token_text(line, head);
  if (type == ENT_ORGANIZATION && mine.len > 3) /* 计划发展部、国家粮食安全部: the last character will do */
    mine = ent_str_make(mine.ptr + mine.len - 3, 3);
  return before.len >= mine.len && memcmp(before.ptr + before.len - mine.len, mine.ptr, mine.len) == 0;
}

/* 签署了航空运输协定: an act of signing stands right in front, and nothing says that it is only meant to be. */
static bool is_signed(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head) {
  static const char *const heads[] = {
      "协定",           "协议",       "条约",     "议定书",   "备忘录",   "谅解备忘录",
      "公约",           "升级议定书", "联合声明", "合作协议", "合作协定", "自由贸易协定",
      "合作谅解备忘录", "和平协议",   "停火协议", "和平协定", NULL};
  bool strong = false;
  for (size_t i = 0; heads[i] != NULL; i++)
    strong = strong || ent_token_says(line, head, heads[i]);
  uint32_t act = first;
  if (act > 0 && ent_token_says(line, act - 1, "了")) act--;
  if (!strong || act == 0 || line->tokens[act - 1].entry == NULL || line->tokens[act - 1].entry->act == 0 ||
      r->lexicon->acts[line->tokens[act - 1].entry->act - 1].kind != ENT_ACT_SIGN)
    return false;
  for (uint32_t i = act - 1; i > 0 && line->tokens[i - 1].kind != ENT_TOKEN_MARK; i--)
    if ((line->tokens[i - 1].classes & (ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(NEG) | ENT_SET(COND))) != 0 &&
        line->owner[i - 1] == 0)
      return false;
  return true;
}

static bool is_held(const ent_line *line, uint32_t first) {
  return first > 0 && line->owner[first - 1] == 0 &&
         (ent_token_says(line, first - 1, "召开") || ent_token_says(line, first - 1, "举行") ||
          ent_token_says(line, first - 1, "举办") || ent_token_says(line, first - 1, "主办") ||
          ent_token_says(line, first - 1, "召集"));
}

/* A meeting without a name of its own is named after the body that holds it. */
static void held_by(ent_reading *r, ent_line *line, uint32_t head) {
  ent_str name = ent_line_text(r, line, head, head + 1);
  uint32_t thing = ent_thing_get(r, ENT_EVENT, NULL, name, "meeting", ent_line_range(r, line, head, head + 1));
  if (thing == 0) return;
  for (uint32_t i = 0; i < head; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    if (m == NULL || m->first != i || m->type != ENT_ORGANIZATION || m->thing == 0) continue;
    ent_str owner = ent_line_text(r, line, m->first, m->last);
    ent_str full = ent_arena_format(r->arena, "%.*s%.*s", (int)owner.len, owner.ptr, (int)name.len, name.ptr);
    if (full.ptr != NULL) ent_thing_name(r, thing, full);
    break;
  }
  ent_mention_add(r, line, head, head + 1, ENT_EVENT, thing, "meeting");
}

static void grow(ent_reading *r, ent_line *line, uint32_t head, const growth *g) {
  uint32_t first = head;
  while (first > 0) {
    uint32_t next = step_left(r, line, first, g);
    if (next == first) break;
    first = next;
  }
  first = trim_left(r, line, first, head, g);
  const ent_occurrence *lead = ent_mention_of(r, line, first);
  if (g->head == ENT_CLASS_EVENT_HEAD && lead != NULL && lead->type == ENT_COUNTRY && first > 0 &&
      (ent_token_mark(line, first - 1, 0x3001) || ent_token_is(&line->tokens[first - 1], ENT_CLASS_CONJ)) &&
      ent_token_mark(line, lead->last, ENT_QUOTE_OPEN))
    first = lead->last; /* 中国和柬埔寨“金龙”联合演习: both hold it, neither is in its name */
  if (first > 0 && first < head && line->owner[first] == 0 && line->tokens[first].kind == ENT_TOKEN_CHAR &&
      ent_token_free(line, first - 1, ENT_CLASS_THIS))
    return; /* 该行非洲区域中心 */
  if (g->type == ENT_ORGANIZATION && ent_token_mark(line, head + 1, ENT_QUOTE_CLOSE)) {
    uint32_t open = ent_quote_open(line, head + 1); /* “国际不平等问题小组”: the quotation is the name */
    if (open < first && head - open <= 8) first = open + 1;
  }
  if (first == head && g->type == ENT_ORGANIZATION && is_ministry(line, head)) {
    ent_str name = ent_line_text(r, line, head, head + 1);
    uint32_t thing =
        ent_thing_get(r, ENT_ORGANIZATION, NULL, name, "ministry", ent_line_range(r, line, head, head + 1));
    ent_mention_add(r, line, head, head + 1, ENT_ORGANIZATION, thing, "ministry");
    return;
  }
  if (g->type == ENT_EVENT && first + 1 == head && line->owner[first] == 0 && ent_is_this_meeting(line, first)) {
    ent_names_anaphor(r, line, head, g->type, g->head);
    return;
  }
  if (first == head && g->type == ENT_TREATY && is_signed(r, line, first, head) &&
      !ent_token_says(line, head, "协定") && !ent_token_says(line, head, "协议") &&
      !ent_token_says(line, head, "条约") && !ent_token_says(line, head, "议定书") &&
      !ent_token_says(line, head, "备忘录")) {
    ent_str bare = ent_line_text(r, line, head, head + 1); /* 签署和平协议: the compound is the name */
    ent_mention_add(r, line, head, head + 1, ENT_TREATY,
                    ent_thing_get(r, ENT_TREATY, NULL, bare, g->rule, ent_line_range(r, line, head, head + 1)),
                    g->rule);
    return;
  }
  if (first == head) {
    if (ent_is_self_head(line, head) && g->type == ENT_EVENT &&
        !(head > 0 && (ent_token_is(&line->tokens[head - 1], ENT_CLASS_QUANT)))) {
      ent_str name = ent_line_text(r, line, head, head + 1);
      uint32_t thing = ent_thing_get(r, ENT_EVENT, NULL, name, g->rule, ent_line_range(r, line, head, head + 1));
      ent_mention_add(r, line, head, head + 1, ENT_EVENT, thing, g->rule);
      return;
    }
    ent_str bare = ent_token_text(line, head);
    if (g->type == ENT_EVENT && g->head == ENT_CLASS_MEETING_HEAD && bare.len >= 12 && is_held(line, head) &&
        ent_last_with_head(r, ENT_EVENT, bare) == 0) {
      held_by(r, line, head); /* X在Y召开紧急会议 */
      return;
    }
    ent_names_anaphor(r, line, head, g->type, g->head);
    return;
  }
  uint32_t nouns;
  bool specific = is_specific(r, line, first, head, g, &nouns);
  bool made = ent_act_of_kind_before(r, line, first, 1u << ENT_ACT_MAKE | 1u << ENT_ACT_SIGN);
  switch (g->type) {
  case ENT_EVENT:
    if (!specific && g->head == ENT_CLASS_MEETING_HEAD && r->event != 0 && ent_ends_alike(r, line, head)) {
      ent_mention_add(r, line, head, head + 1, ENT_EVENT, r->event, "anaphor"); /* 年度会晤 */
      return;
    }
    if (!specific && g->head == ENT_CLASS_MEETING_HEAD && nouns >= 2 && is_held(line, first))
      break; /* 召开国际冰川保护高级别会议 */
    if (!specific || (weak_head(line, head) && !numbered_or_quoted(line, first, head))) return;
    break;
  case ENT_TREATY:
    if (!specific && nouns > 0 && is_signed(r, line, first, head)) break;
    if (weak_head(line, head) || !specific) return;
    break;
  case ENT_ORGANIZATION:
    if (!specific && head - first >= 1 && first > 0 && ent_token_mark(line, first - 1, ENT_QUOTE_OPEN) &&
        ent_token_mark(line, head + 1, ENT_QUOTE_CLOSE)) {
      uint32_t quoted = ent_thing_get(r, ENT_ORGANIZATION, NULL, ent_line_text(r, line, first, head + 1), g->rule,
                                      ent_line_range(r, line, first, head + 1));
      ent_mention_add(r, line, first - 1, head + 2, ENT_ORGANIZATION, quoted, g->rule); /* “国际不平等问题小组” */
      return;
    }
    if (specific && only_generic(r, line, first, head)) return; /* 联合国主管机构 */
    if (!specific && !(made && nouns > 0) && !(nouns > 0 && listed_alike(r, line, first, head, ENT_ORGANIZATION)))
      return;
    if (weak_head(line, head) && !specific) return;
    break;
  default:
    if (!specific || nouns == 0) return;
    break;
  }
  ent_str name = ent_line_text(r, line, first, head + 1);
  ent_range where = ent_line_range(r, line, first, head + 1);
  uint32_t thing = g->type == ENT_EVENT ? ent_same_ordinal(r, ENT_EVENT, name) : 0;
  if (thing == 0) thing = ent_thing_get(r, g->type, NULL, name, g->rule, where);
  if (thing == 0) return;
  /* The meeting whose declaration this is: 亚太经合组织第三十二次领导人非正式会议庆州宣言 */
  const ent_occurrence *inner = ent_mention_of(r, line, first);
  if (line->paragraph_kind == ENT_PARAGRAPH_TITLE && g->type == ENT_TREATY && inner != NULL &&
      inner->type == ENT_EVENT && inner->first == first && inner->thing != 0)
    ent_note_event(r, inner->thing);
  if (ent_mention_add(r, line, first, head + 1, g->type, thing, g->rule) != 0) ent_thing_name(r, thing, name);
}

static bool has_head_right(const ent_line *line, uint32_t token, const growth *g) {
  /* 元首理事会|会议, 联合|声明: the name goes on to the right. */
  return token + 1 < line->token_count && line->owner[token + 1] == 0 &&
         line->tokens[token + 1].kind == ENT_TOKEN_WORD && ent_token_is(&line->tokens[token + 1], g->head) &&
         (g->type != ENT_INITIATIVE);
}

void ent_names_grown(ent_reading *r, ent_line *line) {
  ent_names_places(r, line);
  ent_names_sessions(r, line);
  ent_names_about(r, line);
  for (size_t k = 0; k < sizeof growths / sizeof *growths; k++) {
    const growth *g = &growths[k];
    if (g->type == ENT_TREATY) ent_names_title(r, line);
    for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
      const ent_token *t = &line->tokens[i];
      if (line->owner[i] != 0 || t->kind != ENT_TOKEN_WORD || !ent_token_is(t, g->head) || has_head_right(line, i, g))
        continue;
      /* 局 in 局势, 部 in 部长: one character heads no name where an unknown word may go on */
      if (g->type == ENT_ORGANIZATION && ent_token_says(line, i, "中心") && i + 1 < line->token_count &&
          ent_token_free(line, i + 1, ENT_CLASS_VERB_NOUN) && !ent_token_is(&line->tokens[i + 1], ENT_CLASS_EFFORT))
        continue; /* 联合国中心协调作用 */
      if (t->point != 0 && i + 1 < line->token_count && line->tokens[i + 1].kind == ENT_TOKEN_CHAR &&
          line->owner[i + 1] == 0)
        continue;
      bool after_quote = i > 0 && ent_token_mark(line, i - 1, ENT_QUOTE_CLOSE);
      if (g->type == ENT_INITIATIVE) {
        if (after_quote)
          ent_names_quoted_head(r, line, i, g->type);
        else if (ent_token_says(line, i, "倡议") || ent_token_says(line, i, "精神"))
          grow(r, line, i, g);
        continue;
      }
      if (is_act(r, t) && g->type != ENT_EVENT) continue;
      grow(r, line, i, g);
    }
  }
  ent_names_quoted(r, line);
}
