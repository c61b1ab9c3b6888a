#include "extract/claims.h"

#include <string.h>

#include "graph/utf8.h"

#define COMMA 0xFF0Cu
#define LIST 0x3001u

static bool is_break(uint32_t point) {
  switch (point) {
  case COMMA:
  case ',':
  case 0xFF1B:
  case 0x3002:
  case 0xFF1A:
  case ':':
  case 0xFF01:
  case 0xFF1F:
    return true;
  default:
    return false;
  }
}

const ent_act *ent_act_at(const ent_reading *r, const ent_line *line, uint32_t token) {
  if (token >= line->token_count || line->owner[token] != 0) return NULL;
  const ent_token *t = &line->tokens[token];
  return t->entry != NULL && t->entry->act != 0 && t->alias == 0 ? &r->lexicon->acts[t->entry->act - 1] : NULL;
}

/* 反对单边霸权、反对保护主义: a list mark in front of an act parts clauses as a comma does. */
static bool act_follows(const ent_reading *r, const ent_line *line, uint32_t token) {
  for (uint32_t i = token; i < line->token_count && i < token + 3; i++) {
    const ent_act *act = ent_act_at(r, line, i);
    if (act != NULL) return act->kind == ENT_ACT_STANCE && (act->frames & ENT_FRAME_VERB) != 0;
    if ((line->tokens[i].classes & (ENT_SET(DEGREE) | ENT_SET(ADV))) == 0) return false;
  }
  return false;
}

/* 对X奉行A、支持B的立场，表示…: the list mark stands inside what 对 fronts. */
static bool open_phrase(const ent_line *line, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++) {
    if (line->owner[i] != 0) continue;
    if (ent_token_is(&line->tokens[i], ENT_CLASS_LIGHT)) return false;
    if (ent_token_is(&line->tokens[i], ENT_CLASS_OBJ) && i == first) return true;
  }
  return false;
}

static ent_segment *add_segment(ent_clauses *c, uint32_t first, uint32_t last, uint32_t mark) {
  if (c->segment_count == c->segment_capacity) {
    c->reading->failure = ENT_ERR_MEMORY;
    return NULL;
  }
  ent_segment *s = &c->segments[c->segment_count++];
  *s = (ent_segment){first, last, mark};
  return s;
}

/* Behind a list marker: 一、 （二） 1. -- */
static uint32_t behind_marker(const ent_line *line) {
  uint32_t at = 0;
  while (at < line->token_count && line->owner[at] == 0 && line->tokens[at].kind == ENT_TOKEN_MARK &&
         line->tokens[at].point != 0x201C)
    at++;
  uint32_t numeral = at;
  while (numeral < line->token_count && line->owner[numeral] == 0 && numeral < at + 4) {
    const ent_token *t = &line->tokens[numeral];
    ent_str text = ent_token_text(line, numeral);
    int value;
    bool number = t->kind == ENT_TOKEN_NUMBER || t->kind == ENT_TOKEN_ORDINAL || t->kind == ENT_TOKEN_LATIN ||
                  ent_numeral_read(text.ptr, text.len, &value) == text.len;
    if (!number) break;
    numeral++;
  }
  if (numeral == at) return at;
  uint32_t end = numeral;
  while (end < line->token_count && line->owner[end] == 0 &&
         (ent_token_mark(line, end, LIST) || ent_token_mark(line, end, '.') || ent_token_mark(line, end, 0xFF09) ||
          ent_token_mark(line, end, 0xFF0E) || ent_token_mark(line, end, ' ')))
    end++;
  return end > numeral || at > 0 ? end : 0;
}

/* 据报道, 据X称; not the dateline 据新华社…电 */
static bool is_reported(const ent_line *line, const ent_segment *s) {
  if (s == NULL) return false;
  ent_str text = ent_token_text(line, s->first);
  if (text.len < 3 || memcmp(text.ptr, "据", 3) != 0 || ent_token_says(line, s->first, "据此")) return false;
  static const char *const words[] = {"报道", "称",   "消息", "透露", "援引", "据报道", "据悉",
                                      "据称", "据说", "据传", "据报", "据信", NULL};
  for (uint32_t i = s->first; i < s->last; i++)
    for (size_t k = 0; words[k] != NULL; k++)
      if (ent_token_says(line, i, words[k])) return true;
  return false;
}

ent_status ent_clauses_split(ent_clauses *c) {
  const ent_line *line = c->line;
  c->segment_capacity = line->token_count + 1;
  c->segments = ent_arena_calloc(c->reading->arena, c->segment_capacity, sizeof *c->segments);
  if (c->segments == NULL) return ENT_ERR_MEMORY;
  uint32_t first = behind_marker(line);
  for (uint32_t i = first; i < line->token_count; i++) {
    const ent_token *t = &line->tokens[i];
    if (t->kind != ENT_TOKEN_MARK || line->owner[i] != 0) continue;
    bool parts = is_break(t->point) || (t->point == LIST && i > first && act_follows(c->reading, line, i + 1) &&
                                        !open_phrase(line, first, i));
    if (!parts) continue;
    if (i > first)
      add_segment(c, first, i, t->point);
    else if (c->segment_count > 0)
      c->segments[c->segment_count - 1].mark = t->point;
    first = i + 1;
  }
  if (first < line->token_count) add_segment(c, first, line->token_count, 0);
  const ent_segment *last = c->segment_count > 0 ? &c->segments[c->segment_count - 1] : NULL;
  c->question = last != NULL && (last->mark == 0xFF1F);
  c->reported = is_reported(line, c->segment_count > 0 ? &c->segments[0] : NULL);
  return c->reading->failure;
}

bool ent_is_agent(const ent_reading *r, const ent_line *line, uint32_t token) {
  const ent_occurrence *m = ent_mention_of(r, line, token);
  return m != NULL && m->thing != 0 &&
         (m->type == ENT_COUNTRY || m->type == ENT_ORGANIZATION || m->type == ENT_GROUP || m->type == ENT_PERSON);
}

static bool aside_list(const ent_reading *r, const ent_line *line, uint32_t token, uint32_t least, ent_party *party) {
  for (uint32_t i = 0; i < line->view.aside_count; i++) {
    const ent_line *aside = &line->asides[i];
    if (line->view.asides[i].view_at != line->tokens[token].end) continue;
    ent_party found = {.count = 0};
    for (uint32_t k = 0; k < aside->token_count; k++) {
      const ent_occurrence *m = ent_mention_of(r, aside, k);
      if (m != NULL && m->first == k && m->type == ENT_COUNTRY && m->thing != 0 && found.count < ENT_LIST_MAX)
        found.things[found.count++] = m->thing;
      else if (m == NULL && !ent_token_mark(aside, k, LIST) && !ent_token_is(&aside->tokens[k], ENT_CLASS_CONJ) &&
               !ent_token_is(&aside->tokens[k], ENT_CLASS_ETC))
        return false;
    }
    if (found.count >= least) {
      *party = found;
      return true;
    }
  }
  return false;
}

bool ent_aside_countries(const ent_reading *r, const ent_line *line, uint32_t token, ent_party *party) {
  return aside_list(r, line, token, 2, party);
}

bool ent_aside_one(const ent_reading *r, const ent_line *line, uint32_t token, ent_party *party) {
  return aside_list(r, line, token, 1, party) && party->count == 1;
}

/* The group that the brackets behind a token define, 0 if they define none. */
static uint32_t defined_group(const ent_reading *r, const ent_line *line, uint32_t token) {
  for (uint32_t i = 0; i < line->view.aside_count; i++) {
    if (line->view.asides[i].view_at != line->tokens[token].end) continue;
    ent_str text = line->asides[i].view.text;
    for (uint32_t k = 0; k < r->alias_count; k++) {
      ent_str name = r->aliases[k].folded;
      if (ent_thing_at(r, r->aliases[k].thing)->type != ENT_GROUP || name.len >= text.len) continue;
      for (size_t at = 0; at + name.len <= text.len; at++)
        if (memcmp(text.ptr + at, name.ptr, name.len) == 0) return r->aliases[k].thing;
    }
  }
  return 0;
}

/* 埃及计划、经济发展和国际合作部长拉尼娅·马沙特: the person behind an office of many words; 0 if there is none. */
static uint32_t person_behind(const ent_reading *r, const ent_line *line, uint32_t at, uint32_t last) {
  uint32_t i = at;
  bool office = false;
  while (i < last && i < at + 10 && line->owner[i] == 0) {
    const ent_token *t = &line->tokens[i];
    bool noun =
        (t->classes & (ENT_SET(OFFICE) | ENT_SET(NOUN) | ENT_SET(GENERIC) | ENT_SET(VERB_NOUN) | ENT_SET(EXTEND))) != 0;
    bool join = i > at && (ent_token_mark(line, i, LIST) || ent_token_is(t, ENT_CLASS_CONJ)) && !office;
    if ((!noun && !join) || (t->entry != NULL && t->entry->act != 0)) return 0;
    office = ent_token_is(t, ENT_CLASS_OFFICE);
    i++;
  }
  const ent_occurrence *p = i < last ? ent_mention_of(r, line, i) : NULL;
  return office && p != NULL && p->type == ENT_PERSON && p->first == i ? i : 0;
}

/* One agent, with what stands in apposition: 俄罗斯总统普京 is the person, 六国外长 behind their list is the list. */
static uint32_t one_agent(const ent_reading *r, const ent_line *line, uint32_t token, uint32_t last, uint32_t *thing) {
  const ent_occurrence *m = ent_mention_of(r, line, token);
  *thing = m->thing;
  uint32_t at = m->last;
  if (m->type == ENT_COUNTRY || m->type == ENT_ORGANIZATION || m->type == ENT_GROUP) {
    uint32_t i = at;
    while (i < last && i < at + 4 && line->owner[i] == 0 &&
           (line->tokens[i].classes & (ENT_SET(OFFICE) | ENT_SET(NOUN) | ENT_SET(EXTEND) | ENT_SET(GENERIC) |
                                       ENT_SET(ORDINAL) | ENT_SET(VERB_NOUN))) != 0)
      i++;
    uint32_t far = person_behind(r, line, at, last);
    if (far != 0) i = far;
    const ent_occurrence *p = i < last ? ent_mention_of(r, line, i) : NULL;
    if (p != NULL && p->type == ENT_DATE && m->type == ENT_ORGANIZATION) { /* 安理会2月轮值主席国中国 */
      i = p->last;
      while (i < last && ent_token_free(line, i, ENT_CLASS_OFFICE))
        i++;
      while (i < last && ent_token_free(line, i, ENT_CLASS_NOUN))
        i++;
      p = i < last ? ent_mention_of(r, line, i) : NULL;
    }
    if (i > at && p != NULL && p->type != ENT_PERSON && p->first == i && ent_is_agent(r, line, i) &&
        m->type != ENT_COUNTRY) {
      *thing = 0; /* 东盟轮值主席国老挝: the first name only says what the second one is */
      return i;
    }
    bool office = i > at || (m->last > m->first + 1 && ent_token_is(&line->tokens[m->last - 1], ENT_CLASS_OFFICE));
    if (p != NULL && p->type == ENT_PERSON && p->first == i && office && p->thing != 0) {
      *thing = p->thing;
      at = p->last;
    } else if (i > at) {
      /* 法国常驻代表: an office without a name behind it */
      uint32_t k = at;
      while (k < i && (line->tokens[k].classes & (ENT_SET(OFFICE) | ENT_SET(EXTEND))) != 0)
        k++;
      at = k;
    }
  }
  while (at < last && line->owner[at] == 0 && m->type == ENT_PERSON &&
         (line->tokens[at].classes & (ENT_SET(TITLE) | ENT_SET(OFFICE))) != 0)
    at++;
  return at;
}

uint32_t ent_agents_read(const ent_reading *r, const ent_line *line, uint32_t token, uint32_t last, ent_party *party) {
  party->count = 0;
  uint32_t at = token;
  while (at < last && ent_is_agent(r, line, at)) {
    uint32_t thing;
    uint32_t end = one_agent(r, line, at, last, &thing);
    if (thing == 0) {
      at = end;
      continue;
    }
    ent_party inside;
    if (ent_aside_countries(r, line, end - 1, &inside)) {
      *party = inside;
      return end;
    }
    uint32_t group = defined_group(r, line, end - 1);
    if (group != 0) { /* A、B和C外交部长（以下称“外长们”）: the list is that group */
      party->things[0] = group;
      party->count = 1;
      return end;
    }
    if (party->count < ENT_LIST_MAX) party->things[party->count++] = thing;
    at = end;
    /* 中英两国: each of them; 中法双方, 两国元首 are the group */
    if (at < last && ent_thing_at(r, thing)->type == ENT_COUNTRY && ent_is_agent(r, line, at) &&
        ent_mention_of(r, line, at)->type == ENT_COUNTRY && line->tokens[at].point != 0)
      continue;
    /* 联盟成员国亚美尼亚、白俄罗斯…: the group in front is a label of the list */
    if (party->count == 1 && at < last && ent_thing_at(r, thing)->type == ENT_GROUP && ent_is_agent(r, line, at) &&
        ent_mention_of(r, line, at)->type == ENT_COUNTRY) {
      party->count = 0;
      continue;
    }
    uint32_t following = at + 1; /* 达尔、陆军参谋长穆尼尔: an office without its country in between */
    while (following < last && following < at + 5 && line->owner[following] == 0 &&
           (line->tokens[following].classes & (ENT_SET(OFFICE) | ENT_SET(NOUN))) != 0)
      following++;
    const ent_occurrence *person = following < last ? ent_mention_of(r, line, following) : NULL;
    if (!(person != NULL && person->type == ENT_PERSON && ent_token_is(&line->tokens[following - 1], ENT_CLASS_OFFICE)))
      following = at + 1;
    bool next_is_agent = following < last && ent_is_agent(r, line, following);
    bool joined = next_is_agent && line->owner[at] == 0 &&
                  (ent_token_mark(line, at, LIST) || (ent_token_is(&line->tokens[at], ENT_CLASS_CONJ)));
    if (joined) {
      at = following;
      continue;
    }
    /* 柬埔寨、中国和越南六国外长: the group sums the list up */
    if (at < last && party->count >= 2 && ent_is_agent(r, line, at) && ent_mention_of(r, line, at)->type == ENT_GROUP) {
      const ent_occurrence *sum = ent_mention_of(r, line, at);
      if (sum->last == sum->first + 1 && (ent_token_says(line, at, "两国") || ent_token_says(line, at, "三国") ||
                                          ent_token_says(line, at, "两国政府") || ent_token_says(line, at, "四国") ||
                                          ent_token_says(line, at, "五国")))
        return sum->last; /* 俄塔两国, A、B和C三国: each of them */
      party->count = 0;
      continue;
    }
    break;
  }
  if (party->count > 0 && at < last && ent_token_is(&line->tokens[at], ENT_CLASS_ETC) && line->owner[at] == 0) at++;
  return party->count > 0 ? at : token;
}

/* 等53国, 等一百多个国家 */
static bool counted_states(const ent_line *line, uint32_t token) {
  const ent_token *t = &line->tokens[token];
  return t->kind == ENT_TOKEN_NUMBER || ent_token_says(line, token, "国") || ent_token_says(line, token, "国家") ||
         ent_token_says(line, token, "多") || ent_token_says(line, token, "个");
}

uint32_t ent_agents_before(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t token,
                           ent_party *party) {
  /* Go back over the list to its head, then read it forwards. */
  uint32_t at = token;
  while (at > first) {
    uint32_t before = at - 1;
    const ent_occurrence *m = ent_mention_of(r, line, before);
    bool agent = ent_is_agent(r, line, before);
    bool glue = line->owner[before] == 0 &&
                (ent_token_mark(line, before, LIST) || ent_token_is(&line->tokens[before], ENT_CLASS_CONJ) ||
                 ent_token_is(&line->tokens[before], ENT_CLASS_OFFICE) ||
                 ent_token_is(&line->tokens[before], ENT_CLASS_ETC) || counted_states(line, before) ||
                 /* 阿联酋的代表 */
                 (ent_token_is(&line->tokens[before], ENT_CLASS_OF) && at < token && before > first &&
                  ent_is_agent(r, line, before - 1) && line->owner[at] == 0 &&
                  (line->tokens[at].classes & (ENT_SET(OFFICE) | ENT_SET(EXTEND))) != 0) ||
                 ent_token_is(&line->tokens[before], ENT_CLASS_EXTEND));
    if (agent)
      at = m->first;
    else if (glue)
      at = before;
    else
      break;
  }
  while (at < token && !ent_is_agent(r, line, at))
    at++;
  if (at == token) {
    party->count = 0;
    return token;
  }
  uint32_t end = ent_agents_read(r, line, at, token, party);
  while (end < token && line->owner[end] == 0 &&
         (counted_states(line, end) || (end + 1 < token && ent_token_is(&line->tokens[end], ENT_CLASS_OF)) ||
          (end > at && ent_token_is(&line->tokens[end - 1], ENT_CLASS_OF) &&
           (line->tokens[end].classes & (ENT_SET(OFFICE) | ENT_SET(EXTEND))) != 0)))
    end++;
  if (end == token) return at;
  party->count = 0;
  return token;
}

/* Behind a preposition: past the noun phrase that it governs. */
static uint32_t skip_phrase(const ent_reading *r, const ent_line *line, uint32_t token, uint32_t last) {
  static const char *const closers[] = {"内",   "上",     "中",     "下",   "时",     "后",     "前",     "期间",
                                        "方面", "框架内", "框架下", "之际", "背景下", "基础上", "问题上", "过程中",
                                        "为由", "名义",   "之间",   "间",   "以来",   NULL};
  uint32_t limit = token + 40 < last ? token + 40 : last;
  for (uint32_t i = token; i < limit; i++)
    for (size_t k = 0; closers[k] != NULL; k++)
      if (line->owner[i] == 0 && ent_token_says(line, i, closers[k])) return i + 1;
  const ent_occurrence *m = ent_mention_of(r, line, token);
  if (m == NULL) return token + 1 < last ? token + 1 : last;
  uint32_t at = m->last;
  while (at + 1 < last && line->owner[at] == 0 &&
         (ent_token_mark(line, at, LIST) || ent_token_is(&line->tokens[at], ENT_CLASS_CONJ)) &&
         ent_mention_of(r, line, at + 1) != NULL)
    at = ent_mention_of(r, line, at + 1)->last;
  /* 对斐济总理兰布卡…: the office and the name belong to the phrase */
  uint32_t office = at;
  while (office < last && ent_token_free(line, office, ENT_CLASS_OFFICE))
    office++;
  const ent_occurrence *p = office < last ? ent_mention_of(r, line, office) : NULL;
  if (p != NULL && p->type == ENT_PERSON && (office > at || m->type == ENT_COUNTRY)) at = p->last;
  return at;
}

/* 会议通过…: a meeting acts if nothing but adverbs stands between it and the act. */
static bool event_acts(const ent_line *line, uint32_t first, uint32_t act) {
  for (uint32_t i = first; i < act; i++)
    if (line->owner[i] != 0 ||
        (line->tokens[i].classes & (ENT_SET(ADV) | ENT_SET(TIME) | ENT_SET(SAY) | ENT_SET(PLAN))) == 0)
      return false;
  return true;
}

static bool speaks_for(const ent_reading *r, const ent_line *line, uint32_t token) {
  static const char *const words[] = {"领导人", "代表", "代表团", "外长", "元首", "部长", "总理", "总统", "政府", NULL};
  (void)r;
  for (size_t i = 0; words[i] != NULL; i++)
    if (ent_token_says(line, token, words[i])) return true;
  return false;
}

ent_subject_state ent_subject_find(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t token,
                                   ent_party *party, ent_party *with) {
  party->count = 0;
  with->count = 0;
  const ent_class_set light = ENT_SET(ADV) | ENT_SET(TIME) | ENT_SET(CONJ) | ENT_SET(DEGREE) | ENT_SET(AUX) |
                              ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(NEG) | ENT_SET(EACH) | ENT_SET(COND) |
                              ENT_SET(ETC) | ENT_SET(SAY) | ENT_SET(QUANT);
  const ent_class_set prepositions = ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(TO) | ENT_SET(WITH) | ENT_SET(BY);
  for (uint32_t at = first; at < token;) {
    const ent_token *t = &line->tokens[at];
    const ent_occurrence *m = ent_mention_of(r, line, at);
    if (ent_is_agent(r, line, at)) {
      uint32_t end = ent_agents_read(r, line, at, token, party);
      if (end < token && ent_token_free(line, end, ENT_CLASS_OF)) {
        if (speaks_for(r, line, end + 1)) return ENT_SUBJECT_FOUND; /* A、B和C的领导人 */
        party->count = 0;
        return ENT_SUBJECT_OTHER;
      }
      /* X在P同Y…: the other side of what both do, behind adverbials */
      uint32_t side = end;
      while (side < token && !(ent_token_free(line, side, ENT_CLASS_WITH))) {
        const ent_occurrence *a = ent_mention_of(r, line, side);
        bool adverbial = a != NULL
                             ? a->type == ENT_DATE || ((a->type == ENT_PLACE || a->type == ENT_COUNTRY) && side > end)
                             : (line->tokens[side].classes & (ENT_SET(ADV) | ENT_SET(TIME) | ENT_SET(LOC))) != 0;
        if (!adverbial) break;
        side = a != NULL ? a->last : side + 1;
      }
      if (side < token && ent_token_free(line, side, ENT_CLASS_WITH) && side + 1 < token &&
          ent_is_agent(r, line, side + 1))
        (void)ent_agents_read(r, line, side + 1, token, with);
      else if (end + 1 < token && ent_token_free(line, end, ENT_CLASS_EACH) &&
               ent_token_is(&line->tokens[end + 1], ENT_CLASS_WITH) && end + 2 < token)
        (void)ent_agents_read(r, line, end + 2, token, with);
      return ENT_SUBJECT_FOUND;
    }
    if (m != NULL) {
      if (m->type == ENT_DATE) {
        at = m->last;
        continue;
      }
      if (m->type == ENT_EVENT && m->thing != 0 && m->last < token + 1 && event_acts(line, m->last, token)) {
        party->things[0] = m->thing;
        party->count = 1;
        return ENT_SUBJECT_FOUND;
      }
      return ENT_SUBJECT_OTHER;
    }
    const ent_act *act = ent_act_at(r, line, at);
    if (act != NULL && act->relation >= 0) return ENT_SUBJECT_NONE;
    if (act != NULL) { /* 表示中方反对…: who acts inside what is said */
      at++;
      continue;
    }
    const ent_occurrence *next = ent_mention_of(r, line, at + 1);
    if (ent_token_is(t, ENT_CLASS_OFFICE) && next != NULL && next->type == ENT_PERSON) {
      at++; /* 国务院总理李强 */
      continue;
    }
    if (ent_token_is(t, ENT_CLASS_SITED)) { /* 设在X的Y */
      uint32_t of = at + 1;
      while (of < token && of < at + 6 && !(ent_token_free(line, of, ENT_CLASS_OF)))
        of++;
      at = of + 1;
      continue;
    }
    if ((t->classes & prepositions) != 0 && !ent_token_is(t, ENT_CLASS_CONJ)) {
      at = skip_phrase(r, line, at + 1, token);
      continue;
    }
    if ((t->classes & light) != 0 || t->kind == ENT_TOKEN_MARK) {
      at++;
      continue;
    }
    if ((t->classes & (ENT_SET(VERB) | ENT_SET(VERB_NOUN) | ENT_SET(LIGHT) | ENT_SET(PASSIVE))) != 0)
      return ENT_SUBJECT_NONE;
    return ENT_SUBJECT_OTHER;
  }
  return ENT_SUBJECT_NONE;
}

/* One token's part in the modality of what stands `distance` tokens behind it. False: nothing in front of it counts. */
static bool mode_step(const ent_token *t, uint32_t distance, ent_modality *mode, bool *negated) {
  if (ent_token_is(t, ENT_CLASS_OF)) return false;
  if ((t->classes & (ENT_SET(COND) | ENT_SET(ACCUSE))) != 0) {
    *mode = ENT_REPORTED;
    return false;
  }
  if (ent_token_is(t, ENT_CLASS_NEG) && distance < 4)
    *negated = true;
  else if (ent_token_is(t, ENT_CLASS_CALL) && *mode == ENT_ASSERTED)
    *mode = ENT_CALLED_FOR;
  else if (ent_token_is(t, ENT_CLASS_PLAN) && *mode == ENT_ASSERTED)
    *mode = ENT_PLANNED;
  return true;
}

ent_modality ent_mode_of(const ent_line *line, uint32_t first, uint32_t act, bool *negated) {
  ent_modality mode = ENT_ASSERTED;
  *negated = false;
  uint32_t marker = act; /* 没有对X的举措表示关切: the object between 对 and the act says nothing about the act */
  while (marker > first && (line->owner[marker - 1] != 0 || !ent_token_is(&line->tokens[marker - 1], ENT_CLASS_OBJ)))
    marker--;
  const ent_class_set light = ENT_SET(LIGHT) | ENT_SET(ADV) | ENT_SET(DEGREE) | ENT_SET(NEG) | ENT_SET(AUX) |
                              ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(COND) | ENT_SET(SAY);
  uint32_t behind = act;
  if (marker > first) {
    while (behind > marker && line->owner[behind - 1] == 0 && (line->tokens[behind - 1].classes & light) != 0)
      behind--;
    for (uint32_t i = act; i > behind; i--)
      if (!mode_step(&line->tokens[i - 1], act - i, &mode, negated)) return mode;
    act = behind = marker - 1;
  }
  for (uint32_t i = behind; i > first; i--)
    if (line->owner[i - 1] == 0 && !mode_step(&line->tokens[i - 1], act - i, &mode, negated)) break;
  return mode;
}

ent_str ent_strength_of(ent_reading *r, const ent_line *line, uint32_t first, uint32_t act) {
  for (uint32_t i = act; i > first; i--) {
    const ent_token *t = &line->tokens[i - 1];
    if (ent_token_is(t, ENT_CLASS_DEGREE) && line->owner[i - 1] == 0) return ent_line_text(r, line, i - 1, i);
    if ((t->classes & (ENT_SET(ADV) | ENT_SET(LIGHT))) == 0) break;
  }
  return ENT_STR("");
}

/* What somebody holds or has done, as against where and when a thing took place: hearsay if it is reported. */
static bool is_position(const ent_clauses *c, int32_t relation) {
  const ent_ontology *o = c->reading->ontology;
  ent_str name = ent_ontology_relation_name(o, (uint32_t)relation);
  return ent_ontology_stance(o, (uint32_t)relation) > 0 || ent_str_equal(name, ENT_STR("signed")) ||
         ent_str_equal(name, ENT_STR("adopted")) || ent_str_equal(name, ENT_STR("established")) ||
         ent_str_equal(name, ENT_STR("proposed")) || ent_str_equal(name, ENT_STR("callsFor"));
}

/* The organization whose meeting it is, by its name; the parties, else; 0 if neither is known. */
static uint32_t body_of_meeting(const ent_reading *r, uint32_t meeting) {
  const ent_thing *m = ent_thing_at(r, meeting);
  uint32_t best = 0;
  size_t longest = 0;
  for (uint32_t i = 0; i < r->thing_count; i++) {
    const ent_thing *t = &r->things[i];
    if (t->type != ENT_ORGANIZATION || t->hidden) continue;
    for (uint32_t n = 0; n <= t->name_count; n++)
      for (uint32_t k = 0; k <= m->name_count; k++) {
        ent_str part = n == 0 ? t->name : t->names[n - 1], whole = k == 0 ? m->name : m->names[k - 1];
        if (part.len > longest && whole.len > part.len && memcmp(whole.ptr, part.ptr, part.len) == 0) {
          best = i + 1;
          longest = part.len;
        }
      }
  }
  return best != 0 ? best : r->parties;
}

void ent_claim_add(ent_clauses *c, const ent_party *subjects, int32_t relation, const ent_party *objects,
                   ent_modality modality, ent_str strength, uint8_t confidence, ent_str rule) {
  if (relation < 0) return;
  if ((c->question || (c->reported && is_position(c, relation))) && modality == ENT_ASSERTED) modality = ENT_REPORTED;
  for (uint32_t s = 0; s < subjects->count; s++)
    for (uint32_t o = 0; o < objects->count; o++) {
      uint32_t subject = subjects->things[s];
      if (ent_thing_at(c->reading, subject)->type == ENT_EVENT &&
          ent_ontology_stance(c->reading->ontology, (uint32_t)relation) > 0)
        subject = body_of_meeting(c->reading, subject); /* 会议谴责…: the body that meets holds the stance */
      if (subject == 0) continue;
      ent_assertion a = {.subject = subject,
                         .object = objects->things[o],
                         .relation = (uint32_t)relation,
                         .modality = (uint8_t)modality,
                         .confidence = confidence,
                         .strength = strength,
                         .rule = rule,
                         .date = c->when,
                         .place = c->where,
                         .speaker = c->speaker != subjects->things[s] ? c->speaker : 0,
                         .line = c->line->index};
      ent_assertion_add(c->reading, &a);
      c->taken = true;
      c->course->object = objects->things[o];
    }
}

void ent_claim_pair(ent_clauses *c, uint32_t subject, const char *relation, uint32_t object, ent_modality modality,
                    uint8_t confidence, const char *rule) {
  ent_party s = {{subject}, subject != 0 ? 1 : 0}, o = {{object}, object != 0 ? 1 : 0};
  ent_claim_add(c, &s, ent_ontology_relation_find(c->reading->ontology, ent_str_from(relation)), &o, modality,
                ENT_STR(""), confidence, ent_str_from(rule));
}
