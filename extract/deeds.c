/* Deeds: signed, adopted, proposed, established, attended, chaired, joined: acts whose object is a thing by name. */
#include "extract/claims.h"

#include <string.h>

#include "graph/utf8.h"

#define LIST 0x3001u

static bool is_relation(const ent_clauses *c, const ent_act *act, const char *name) {
  return act->relation >= 0 &&
         ent_str_equal(ent_ontology_relation_name(c->reading->ontology, (uint32_t)act->relation), ent_str_from(name));
}

/* True if the relation admits an object of this type. */
static bool takes(const ent_clauses *c, const ent_act *act, uint8_t type) {
  if (type == ENT_DATE || type == ENT_ISSUE || type == ENT_PLACE) return false;
  const ent_ontology *o = c->reading->ontology;
  return ent_ontology_admits(o, (uint32_t)act->relation, ENT_COUNTRY, (ent_type)type) ||
         ent_ontology_admits(o, (uint32_t)act->relation, ENT_GROUP, (ent_type)type) ||
         ent_ontology_admits(o, (uint32_t)act->relation, ENT_PERSON, (ent_type)type);
}

/* What may stand between an act and the name of its object. */
static bool is_modifier(const ent_line *line, uint32_t token) {
  const ent_token *t = &line->tokens[token];
  const ent_occurrence *none = NULL;
  (void)none;
  if (t->kind == ENT_TOKEN_NUMBER || t->kind == ENT_TOKEN_ORDINAL || t->kind == ENT_TOKEN_CHAR) return true;
  if (t->kind == ENT_TOKEN_MARK) return t->point == 0x201C || t->point == 0x201D || t->point == '-';
  const ent_class_set plain = ENT_SET(NOUN) | ENT_SET(GENERIC) | ENT_SET(ADV) | ENT_SET(QUANT) | ENT_SET(VERB_NOUN) |
                              ENT_SET(ORDINAL) | ENT_SET(ORG_HEAD) | ENT_SET(MEETING_HEAD) | ENT_SET(THIS);
  if ((t->classes & (ENT_SET(OBJ) | ENT_SET(LOC) | ENT_SET(TO) | ENT_SET(WITH) | ENT_SET(BY))) != 0 &&
      (t->classes & ENT_SET(NOUN)) == 0)
    return false;
  return (t->classes & plain) != 0 || ent_token_says(line, token, "了");
}

/* 签署并发表《X》, 创设并充分发挥…: both verbs have the object. */
static uint32_t behind_second_act(const ent_clauses *c, uint32_t first, uint32_t last) {
  const ent_line *line = c->line;
  uint32_t at = first;
  if (at >= last || line->owner[at] != 0 ||
      !(ent_token_says(line, at, "并") || ent_token_is(&line->tokens[at], ENT_CLASS_CONJ)))
    return first;
  at++;
  while (at < last &&
         ((line->owner[at] == 0 && (line->tokens[at].classes & (ENT_SET(ADV) | ENT_SET(DEGREE) | ENT_SET(LOC))) != 0) ||
          line->tokens[at].kind == ENT_TOKEN_DATE))
    at++;
  bool verb = at < last && line->owner[at] == 0 &&
              (ent_act_at(c->reading, line, at) != NULL || ent_token_is(&line->tokens[at], ENT_CLASS_VERB));
  return verb ? at + 1 : first;
}

/* 出席X的有A、B: who attends follows. */
static bool lists_behind(const ent_line *line, uint32_t token) {
  return ent_token_says(line, token, "有") || ent_token_says(line, token, "还有") ||
         ent_token_says(line, token, "包括");
}

/* The names that follow an act: 签署了《A》、《B》和《C》. */
static uint32_t objects_right(const ent_clauses *c, const ent_act *act, uint32_t first, uint32_t last,
                              ent_party *objects) {
  const ent_line *line = c->line;
  objects->count = 0;
  first = behind_second_act(c, first, last);
  if (is_relation(c, act, "proposed") && first < last && line->owner[first] == 0) {
    /* 建议成立X, 倡议在Y召开Z: the proposal is the thing */
    uint32_t verb = first;
    while (verb < last && verb < first + 5 && !(ent_act_at(c->reading, line, verb) != NULL && line->owner[verb] == 0) &&
           !(ent_token_free(line, verb, ENT_CLASS_HOLD)))
      verb++;
    const ent_act *made = verb < last ? ent_act_at(c->reading, line, verb) : NULL;
    bool holds = verb < last && ent_token_free(line, verb, ENT_CLASS_HOLD);
    bool framed = verb == first || ent_token_is(&line->tokens[first], ENT_CLASS_LOC) ||
                  ent_token_is(&line->tokens[first], ENT_CLASS_ADV);
    if (verb < last && framed && (holds || (made != NULL && made->kind == ENT_ACT_MAKE))) first = verb + 1;
  }
  uint32_t skipped = 0, end = first;
  for (uint32_t i = first; i < last;) {
    const ent_occurrence *m = ent_mention_of(c->reading, line, i);
    /* 会晤期间举行的对话会: the meeting in front only says when */
    bool when = m != NULL && m->last < last && line->owner[m->last] == 0 &&
                (ent_token_says(line, m->last, "期间") || ent_token_says(line, m->last, "框架") ||
                 ent_token_says(line, m->last, "间隙") || ent_token_says(line, m->last, "之际"));
    if (when && m->type == ENT_EVENT && m->last + 1 < last) {
      i = m->last + 1;
      while (i < last && line->owner[i] == 0 &&
             (line->tokens[i].classes & (ENT_SET(HOLD) | ENT_SET(OF) | ENT_SET(OCCUR))) != 0)
        i++;
      continue;
    }
    if (m != NULL && m->thing != 0 && takes(c, act, m->type) &&
        !(m->last + 1 < last && ent_token_free(line, m->last, ENT_CLASS_OF) && m->type != ENT_TREATY &&
          !lists_behind(line, m->last + 1))) {
      if (objects->count < ENT_LIST_MAX) objects->things[objects->count++] = m->thing;
      end = m->last;
      i = m->last;
      /* A（…）、B和C; a head noun behind a title belongs to it */
      while (
          i < last && line->owner[i] == 0 &&
          (ent_token_is(&line->tokens[i], ENT_CLASS_INSTRUMENT_HEAD) || ent_token_is(&line->tokens[i], ENT_CLASS_OF)))
        i++;
      bool joined = i < last && line->owner[i] == 0 &&
                    (ent_token_mark(line, i, LIST) || ent_token_is(&line->tokens[i], ENT_CLASS_CONJ));
      if (!joined) break;
      i++;
      skipped = 0;
      continue;
    }
    if (m != NULL && m->type != ENT_COUNTRY && m->type != ENT_ORGANIZATION && m->type != ENT_PLACE &&
        m->type != ENT_DATE && m->type != ENT_GROUP)
      break;
    if (m == NULL && !is_modifier(line, i)) break;
    if (++skipped > 10) break;
    i = m != NULL ? m->last : i + 1;
  }
  return end;
}

/* Names in front of the act, for passives and topics: 《X》由Y签署. */
static void objects_left(const ent_clauses *c, const ent_act *act, uint32_t first, uint32_t last, ent_party *objects) {
  objects->count = 0;
  for (uint32_t i = first; i < last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m == NULL || m->first != i || m->thing == 0) continue;
    if (takes(c, act, m->type) && m->type != ENT_COUNTRY && m->type != ENT_GROUP && m->type != ENT_PERSON &&
        objects->count < ENT_LIST_MAX)
      objects->things[objects->count++] = m->thing;
  }
}

static bool behind_of(const ent_line *line, uint32_t act, uint32_t last, uint32_t *of) {
  for (uint32_t i = act + 1; i < last && i < act + 3; i++) {
    if (line->owner[i] != 0) return false;
    if (ent_token_is(&line->tokens[i], ENT_CLASS_OF)) {
      *of = i;
      return true;
    }
    if (!ent_token_says(line, i, "了") && !ent_token_says(line, i, "过")) return false;
  }
  return false;
}

/* Over what stands between a subject and its act: adverbs, dates, 在X. Returns the token behind the subject. */
static uint32_t back_over_adverbials(const ent_clauses *c, uint32_t first, uint32_t act) {
  const ent_line *line = c->line;
  uint32_t at = act;
  while (at > first) {
    uint32_t before = at - 1;
    const ent_occurrence *m = ent_mention_of(c->reading, line, before);
    const ent_token *t = &line->tokens[before];
    if (m == NULL) {
      if ((t->classes & (ENT_SET(ADV) | ENT_SET(EACH) | ENT_SET(TIME) | ENT_SET(DEGREE) | ENT_SET(PLAN))) == 0 ||
          ent_token_is(t, ENT_CLASS_WITH))
        break;
      at = before;
      continue;
    }
    bool place = m->type == ENT_PLACE || m->type == ENT_COUNTRY;
    bool framed = m->first > first && ent_token_free(line, m->first - 1, ENT_CLASS_LOC);
    if (m->type == ENT_DATE) {
      at = framed ? m->first - 1 : m->first;
    } else if (place) {
      uint32_t start = m->first;
      while (start > first && !framed) { /* 在法国尼斯 */
        const ent_occurrence *p = ent_mention_of(c->reading, line, start - 1);
        if (p == NULL || (p->type != ENT_COUNTRY && p->type != ENT_PLACE)) break;
        start = p->first;
        framed = start > first && ent_token_free(line, start - 1, ENT_CLASS_LOC);
      }
      if (!framed) break;
      at = start - 1;
    } else {
      break;
    }
  }
  return at;
}

/* Dates and places among the adverbials of the act go to an instrument. */
/* Whose date and place the act's are: the instrument's, and a new body's. */
static bool takes_circumstances(const ent_clauses *c, uint32_t thing) {
  uint8_t type = ent_thing_at(c->reading, thing)->type;
  return type == ENT_TREATY || type == ENT_ORGANIZATION;
}

static void circumstances_of(ent_clauses *c, uint32_t first, uint32_t act, const ent_party *objects, const char *rule) {
  const ent_line *line = c->line;
  bool dated = false;
  for (uint32_t i = first; i < act; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, line, i);
    dated = dated || (m != NULL && m->type == ENT_DATE);
  }
  /* 5月6日，两国元首在巴黎…并发表: the date is a clause of its own, or stands at the head of the sentence */
  for (uint32_t k = c->segment_count; k > 0 && !dated; k--) {
    const ent_segment *s = &c->segments[k - 1];
    if (s->first >= first || s->last - s->first > 6) continue;
    for (uint32_t i = s->first; i < s->last && !dated; i++) {
      const ent_occurrence *m = ent_mention_of(c->reading, line, i);
      if (m == NULL || m->type != ENT_DATE || m->thing == 0) continue;
      dated = true;
      for (uint32_t o = 0; o < objects->count; o++)
        if (ent_thing_at(c->reading, objects->things[o])->type == ENT_TREATY)
          ent_claim_pair(c, objects->things[o], "date", m->thing, ENT_ASSERTED, 78, rule);
    }
  }
  for (uint32_t i = first; i < act; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, line, i);
    if (m == NULL || m->first != i || m->thing == 0) continue;
    bool framed = i > 0 && ent_token_free(line, i - 1, ENT_CLASS_LOC);
    const ent_occurrence *before = i > 0 ? ent_mention_of(c->reading, line, i - 1) : NULL;
    bool beside_country = before != NULL && before->type == ENT_COUNTRY;
    for (uint32_t o = 0; o < objects->count; o++) {
      if (!takes_circumstances(c, objects->things[o])) continue;
      bool instrument = ent_thing_at(c->reading, objects->things[o])->type == ENT_TREATY;
      if (m->type == ENT_DATE)
        ent_claim_pair(c, objects->things[o], "date", m->thing, ENT_ASSERTED, 85, rule);
      else if (instrument && m->type == ENT_PLACE && (framed || beside_country))
        ent_claim_pair(c, objects->things[o], "concludedIn", m->thing, ENT_ASSERTED, 85, rule);
    }
  }
}

/* A提出的B, C和D在E签署的F */
static bool attributive(ent_clauses *c, const ent_segment *s, uint32_t token, const ent_act *act) {
  const ent_line *line = c->line;
  uint32_t of;
  if (!behind_of(line, token, s->last, &of)) return false;
  uint32_t end = back_over_adverbials(c, s->first, token);
  ent_party who;
  uint32_t start = ent_agents_before(c->reading, line, s->first, end, &who);
  if (who.count > 0 && start > s->first && ent_token_free(line, start - 1, ENT_CLASS_WITH)) {
    /* A同B签署的: both */
    ent_party other;
    ent_agents_before(c->reading, line, s->first, start - 1, &other);
    for (uint32_t i = 0; i < other.count && who.count < ENT_LIST_MAX; i++)
      who.things[who.count++] = other.things[i];
  }
  uint32_t since = start;
  const ent_occurrence *meeting = end > s->first ? ent_mention_of(c->reading, line, end - 1) : NULL;
  if (who.count == 0 && meeting != NULL && meeting->type == ENT_EVENT && meeting->thing != 0 &&
      is_relation(c, act, "adopted")) {
    who = (ent_party){{meeting->thing}, 1}; /* 首次领导人会议在三亚发表的《三亚宣言》 */
    const ent_occurrence *day = meeting->first > s->first ? ent_mention_of(c->reading, line, meeting->first - 1) : NULL;
    since = day != NULL && day->type == ENT_DATE ? day->first : meeting->first;
  }
  ent_party objects;
  objects_right(c, act, of + 1, s->last, &objects);
  if (objects.count == 0) return true;
  bool negated;
  ent_modality mode = ent_mode_of(line, end > s->first ? end - 1 : s->first, token, &negated);
  if (negated) mode = ENT_DENIED;
  bool paired = false;
  for (uint32_t i = end; i < token; i++)
    paired = paired || ent_token_is(&line->tokens[i], ENT_CLASS_EACH);
  if (paired && who.count > 1 && objects.count == who.count) {
    for (uint32_t i = 0; i < who.count; i++) {
      ent_party one = {{who.things[i]}, 1}, its = {{objects.things[i]}, 1};
      ent_claim_add(c, &one, act->relation, &its, mode, act->strength, 88, act->rule);
    }
  } else {
    if (paired && objects.count > 0 && who.count > objects.count)
      who.count = objects.count; /* one of the pairs is no name */
    if (!paired && objects.count > 1 && is_relation(c, act, "proposed") == false) objects.count = objects.count;
    ent_claim_add(c, &who, act->relation, &objects, mode, act->strength, 88, act->rule);
  }
  if (mode == ENT_ASSERTED && !is_relation(c, act, "proposed")) {
    uint32_t from = since < start ? since : end;
    if (who.count == 0) { /* 1972年签署的《X》, 1996年在Y签订的: the subject is not said */
      ent_party none;
      from = ent_agents_before(c->reading, line, s->first, end, &none);
    }
    circumstances_of(c, from, token, &objects, "deeds: date and place in an attributive clause");
  }
  return true;
}

/* 由A主持, 经B批准, 得到C批准 */
static bool agent_by(const ent_clauses *c, const ent_segment *s, uint32_t token, ent_party *who, uint32_t *by) {
  const ent_line *line = c->line;
  uint32_t end = back_over_adverbials(c, s->first, token);
  uint32_t start = ent_agents_before(c->reading, line, s->first, end, who);
  if (who->count == 0 || start == s->first || line->owner[start - 1] != 0) return false;
  const ent_token *t = &line->tokens[start - 1];
  if (!ent_token_is(t, ENT_CLASS_BY) && !ent_token_is(t, ENT_CLASS_PASSIVE)) return false;
  *by = start - 1;
  return true;
}

/* 由X以候任主席国身份主持: something stands between the agent and the act. */
static bool agent_by_far(const ent_clauses *c, const ent_segment *s, uint32_t token, ent_party *who, uint32_t *by) {
  for (uint32_t i = s->first; i + 1 < token; i++) {
    if (c->line->owner[i] != 0 || !ent_token_says(c->line, i, "由") || !ent_is_agent(c->reading, c->line, i + 1))
      continue;
    (void)ent_agents_read(c->reading, c->line, i + 1, token, who);
    *by = i;
    return who->count > 0;
  }
  return false;
}

/* Something that keeps the deed from being a fact: an act that governs it, a purpose, a proposal. */
static bool is_governed(const ent_clauses *c, uint32_t segment, uint32_t token) {
  const ent_segment *s = &c->segments[segment];
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i < token; i++) {
    if (line->owner[i] != 0) continue;
    const ent_act *act = ent_act_at(c->reading, line, i);
    bool vote = ent_token_says(line, i + 1, "票") || (i > s->first && ent_token_says(line, i - 1, "票"));
    bool factual = act != NULL && is_relation(c, act, "welcomes"); /* 欢迎X通过Y: it has */
    if (act != NULL && act->kind == ENT_ACT_STANCE && act->relation >= 0 && (act->frames & ENT_FRAME_VERB) != 0 &&
        !vote && !factual)
      return true;
    if (act != NULL && is_relation(c, act, "proposed") && !ent_token_says(line, i, "发起"))
      return true; /* 倡议设立X: nothing is set up */
    if (ent_token_says(line, i, "关于") || ent_token_says(line, i, "就") || ent_token_says(line, i, "为")) return true;
  }
  /* an object clause of a call that began in the clause before */
  for (uint32_t k = segment; k > 0; k--) {
    const ent_segment *p = &c->segments[k - 1];
    bool explicit_subject = s->first < token && ent_is_agent(c->reading, line, s->first);
    if (p->mark != 0xFF0C || explicit_subject) return false;
    for (uint32_t i = p->first; i < p->last; i++) {
      const ent_act *act = ent_act_at(c->reading, line, i);
      if (act != NULL && (act->frames & ENT_FRAME_CLAUSES) != 0) return true;
    }
  }
  return false;
}

static void pair_or_cross(ent_clauses *c, const ent_party *who, const ent_party *with, bool each, const ent_act *act,
                          const ent_party *objects, ent_modality mode, uint8_t confidence) {
  if (each && who->count > 1 && who->count == objects->count) {
    for (uint32_t i = 0; i < who->count; i++) {
      ent_party one = {{who->things[i]}, 1}, its = {{objects->things[i]}, 1};
      ent_claim_add(c, &one, act->relation, &its, mode, act->strength, confidence, act->rule);
      if (with->count == who->count) {
        one.things[0] = with->things[i];
        ent_claim_add(c, &one, act->relation, &its, mode, act->strength, confidence, act->rule);
      }
    }
    return;
  }
  ent_claim_add(c, who, act->relation, objects, mode, act->strength, confidence, act->rule);
  ent_claim_add(c, with, act->relation, objects, mode, act->strength, confidence, act->rule);
}

/* 双方欢迎联合国大会通过X: who did it stands behind the welcome. */
static uint32_t behind_welcome(const ent_clauses *c, const ent_segment *s, uint32_t token) {
  for (uint32_t i = token; i > s->first; i--) {
    const ent_act *act = ent_act_at(c->reading, c->line, i - 1);
    if (act != NULL && act->kind == ENT_ACT_STANCE && is_relation(c, act, "welcomes")) return i;
  }
  return s->first;
}

/* A、B领导人，观察员国C、D代表参加会议: a clause in front that is nothing but a list belongs to the subject. */
static void earlier_list(const ent_clauses *c, uint32_t segment, ent_party *who) {
  if (segment == 0) return;
  const ent_segment *p = &c->segments[segment - 1];
  ent_party list;
  uint32_t end = ent_agents_read(c->reading, c->line, p->first, p->last, &list);
  const ent_class_set offices = ENT_SET(OF) | ENT_SET(OFFICE) | ENT_SET(NOUN) | ENT_SET(EXTEND) | ENT_SET(GROUP_WORD);
  while (end > p->first && end < p->last && c->line->owner[end] == 0 && (c->line->tokens[end].classes & offices) != 0)
    end++; /* 中国、埃及和约旦的部长 */
  if (p->mark != 0xFF0C || end != p->last || list.count < 2) return;
  for (uint32_t i = 0; i < list.count && who->count < ENT_LIST_MAX; i++)
    who->things[who->count++] = list.things[i];
}

/* 参加会谈的，中国方面有A、B；C方面有D: those behind 有. */
static void sides_listed(ent_clauses *c, uint32_t segment, const ent_act *act, const ent_party *objects) {
  const ent_line *line = c->line;
  for (uint32_t k = segment + 1; k < c->segment_count; k++)
    for (uint32_t i = c->segments[k].first; i < c->segments[k].last; i++) {
      if (line->owner[i] != 0 || !ent_token_says(line, i, "有")) continue;
      ent_party who;
      uint32_t from = i + 1;
      while (from < c->segments[k].last && ent_token_free(line, from, ENT_CLASS_OFFICE))
        from++;
      (void)ent_agents_read(c->reading, line, from, c->segments[k].last, &who);
      ent_claim_add(c, &who, act->relation, objects, ENT_ASSERTED, ENT_STR(""), 85, act->rule);
      break;
    }
}

static void active(ent_clauses *c, uint32_t segment, uint32_t token, const ent_act *act) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  ent_party who = {.count = 0}, with = {.count = 0}, objects;
  uint32_t by = s->first, confidence = 90;
  bool passive = agent_by(c, s, token, &who, &by) || agent_by_far(c, s, token, &who, &by);
  uint32_t behind = objects_right(c, act, token + 1, s->last, &objects);
  bool about_event = is_relation(c, act, "participatedIn") || is_relation(c, act, "chairs");
  if (about_event && objects.count > 0 && behind + 1 < s->last && ent_token_free(line, behind, ENT_CLASS_OF)) {
    /* 出席会晤的有A、B和C的代表 */
    uint32_t list = behind + 1;
    while (list < s->last && line->owner[list] == 0 &&
           (ent_token_says(line, list, "有") || ent_token_says(line, list, "还有") ||
            ent_token_says(line, list, "包括") || ent_token_is(&line->tokens[list], ENT_CLASS_ADV)))
      list++;
    ent_agents_read(c->reading, line, list, s->last, &who);
    if (list > behind + 1 && who.count > 0)
      ent_claim_add(c, &who, act->relation, &objects, ENT_ASSERTED, ENT_STR(""), 85, act->rule);
    return;
  }
  if (about_event && objects.count > 0 && behind + 1 == s->last && ent_token_free(line, behind, ENT_CLASS_OF)) {
    sides_listed(c, segment, act, &objects);
    return;
  }
  if (passive && objects.count == 0) objects_left(c, act, s->first, by, &objects);
  if (!passive) {
    uint32_t from = behind_welcome(c, s, token);
    ent_subject_state state = ent_subject_find(c->reading, line, from, token, &who, &with);
    if (state == ENT_SUBJECT_OTHER || (state == ENT_SUBJECT_NONE && from > s->first)) return;
    if (state == ENT_SUBJECT_NONE) {
      confidence = 75;
      if (s->first < token && ent_token_free(line, s->first, ENT_CLASS_WITH))
        (void)ent_agents_read(c->reading, line, s->first + 1, token, &with); /* ，同蒙古国签署… */
      if (c->course->subject.count > 0)
        who = c->course->subject;
      else if (c->reading->issuer != 0)
        who = (ent_party){{c->reading->issuer}, 1};
    } else if (from == s->first) {
      c->course->subject = who;
      earlier_list(c, segment, &who);
    }
  }
  if (objects.count == 0 && about_event && act->strength.len == 0 && (act->frames & ENT_FRAME_NOUN) != 0) {
    uint32_t event = c->course->event; /* 与会, 列席: the meeting spoken of */
    if (event == 0) return;
    objects = (ent_party){{event}, 1};
  }
  if (objects.count == 0 && is_relation(c, act, "adopted") && c->reading->instrument != 0 && token + 1 < s->last &&
      ent_token_free(line, token + 1, ENT_CLASS_INSTRUMENT_HEAD) &&
      (ent_token_says(line, token + 2, "如") || ent_token_says(line, token + 2, "如下")))
    objects = (ent_party){{c->reading->instrument}, 1}; /* 发表声明如下: the document itself */
  if (objects.count == 0 && token + 1 == s->last && (act->frames & ENT_FRAME_UNDATED) == 0 &&
      (is_relation(c, act, "signed") || is_relation(c, act, "adopted"))) {
    /* 第2758号决议于1971年10月25日通过: nobody is named, the day is */
    bool no;
    objects_left(c, act, s->first, token, &objects);
    if (objects.count > 0 && ent_mode_of(line, s->first, token, &no) == ENT_ASSERTED && !no &&
        !is_governed(c, segment, token))
      circumstances_of(c, s->first, token, &objects, "deeds: date and place of the act");
    return;
  }
  if (objects.count == 0 || who.count == 0) return;
  bool negated, each = false;
  ent_modality mode = ent_mode_of(line, s->first, token, &negated);
  if (negated)
    mode = ENT_DENIED;
  else if (mode == ENT_ASSERTED && is_governed(c, segment, token))
    mode = ENT_CALLED_FOR;
  for (uint32_t i = s->first; i < token; i++)
    each = each || (ent_token_free(line, i, ENT_CLASS_EACH));
  ent_claim_setting(c, s->first, token);
  pair_or_cross(c, &who, &with, each, act, &objects, mode, (uint8_t)confidence);
  ent_claim_setting(c, 0, 0);
  if (mode == ENT_ASSERTED && (act->frames & ENT_FRAME_UNDATED) == 0 &&
      (is_relation(c, act, "signed") || is_relation(c, act, "adopted") || is_relation(c, act, "established")))
    circumstances_of(c, s->first, token, &objects, "deeds: date and place of the act");
}

/* 伊朗关于设立上合组织粮食安全中心的提议: who made the proposal, and what it would make. */
static void proposals(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  int32_t relation = ent_ontology_relation_find(c->reading->ontology, ENT_STR("proposed"));
  for (uint32_t i = s->first + 1; i + 2 < s->last; i++) {
    if (line->owner[i] != 0 || !ent_token_says(line, i, "关于")) continue;
    ent_party who;
    ent_agents_before(c->reading, line, s->first, i, &who);
    const ent_act *act = ent_act_at(c->reading, line, i + 1);
    bool makes = (act != NULL && (act->kind == ENT_ACT_MAKE || act->kind == ENT_ACT_SIGN)) ||
                 ent_token_says(line, i + 1, "制定") || ent_token_says(line, i + 1, "制订");
    const ent_occurrence *m = ent_mention_of(c->reading, line, i + 2);
    if (who.count == 0 || !makes || m == NULL || m->thing == 0 || m->last + 1 >= s->last ||
        !ent_token_is(&line->tokens[m->last], ENT_CLASS_OF) || line->owner[m->last] != 0 ||
        !ent_token_is(&line->tokens[m->last + 1], ENT_CLASS_EFFORT))
      continue;
    ent_party objects = {{m->thing}, 1};
    ent_claim_add(c, &who, relation, &objects, ENT_ASSERTED, ENT_STR(""), 82, ENT_STR("deeds: proposal about a thing"));
  }
}

/* Something one can attend: no war, no disaster. */
static bool is_meeting(const ent_thing *t) {
  return t->row == NULL || ent_str_equal(t->row->kind, ENT_STR("conference")) ||
         ent_str_equal(t->row->kind, ENT_STR("series")) || ent_str_equal(t->row->kind, ENT_STR("sport")) ||
         ent_str_equal(t->row->kind, ENT_STR("exercise"));
}

/* 联合国大会2022年12月14日关于…的第77/158号决议 */
static void dated_resolutions(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i + 3 < s->last; i++) {
    const ent_occurrence *body = ent_mention_of(c->reading, line, i);
    if (body == NULL || body->first != i || body->type != ENT_ORGANIZATION || body->thing == 0) continue;
    const ent_occurrence *day = ent_mention_of(c->reading, line, body->last);
    if (day == NULL || day->type != ENT_DATE || !ent_token_says(line, day->last, "关于")) continue;
    for (uint32_t k = day->last + 1; k < s->last; k++) {
      const ent_occurrence *m = ent_mention_of(c->reading, line, k);
      if (m == NULL || m->type != ENT_TREATY || m->thing == 0 || m->first != k ||
          !ent_token_is(&line->tokens[k - 1], ENT_CLASS_OF))
        continue;
      ent_claim_pair(c, body->thing, "adopted", m->thing, ENT_ASSERTED, 82, "deeds: resolution of a body and a day");
      ent_claim_pair(c, m->thing, "date", day->thing, ENT_ASSERTED, 82, "deeds: resolution of a body and a day");
      break;
    }
  }
}

void ent_claims_deeds(ent_clauses *c, uint32_t segment) {
  const ent_segment *s = &c->segments[segment];
  for (uint32_t i = s->first; i < s->last; i++) {
    const ent_act *act = ent_act_at(c->reading, c->line, i);
    if (act == NULL) continue;
    uint32_t of;
    if (act->attributive >= 0 && behind_of(c->line, i, s->last, &of)) { /* 中国倡导的…倡议 */
      ent_act other = *act;
      other.relation = act->attributive;
      (void)attributive(c, s, i, &other);
      continue;
    }
    if (act->relation < 0 || (act->kind != ENT_ACT_SIGN && act->kind != ENT_ACT_MAKE)) continue;
    if (!attributive(c, s, i, act)) active(c, segment, i, act);
  }
  proposals(c, s);
  dated_resolutions(c, s);
  /* the event that later clauses mean by 会议 */
  for (uint32_t i = s->first; i < s->last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m != NULL && m->first == i && m->type == ENT_EVENT && m->thing != 0 && strcmp(m->rule, "described") != 0 &&
        is_meeting(ent_thing_at(c->reading, m->thing)))
      c->course->event = m->thing;
  }
}
