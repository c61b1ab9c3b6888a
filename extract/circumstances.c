/* Where and when things are held and stand; who belongs to what. */
#include "extract/claims.h"

#include <string.h>

#include "graph/utf8.h"

#define LIST 0x3001u

/* Places and dates among the adverbials in [first, last): at most one place, the nearest one. */
typedef struct {
  uint32_t place, date;
} setting;

static setting setting_of(const ent_clauses *c, uint32_t first, uint32_t last) {
  const ent_line *line = c->line;
  setting s = {0, 0};
  bool framed = false;
  for (uint32_t i = first; i < last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, line, i);
    if (m == NULL) {
      if (ent_token_free(line, i, ENT_CLASS_LOC))
        framed = true;
      else if (!ent_token_free(line, i, ENT_CLASS_CAPITAL) && !ent_token_free(line, i, ENT_CLASS_PLACE_HEAD) &&
               !ent_token_free(line, i, ENT_CLASS_NOUN) && !ent_token_free(line, i, ENT_CLASS_TIME))
        framed = false;
      continue;
    }
    if (m->first != i || m->thing == 0) continue;
    /* 在乌干达外长…主持下, 2月轮值主席国: the name belongs to what follows */
    if (m->last < last && (ent_token_free(line, m->last, ENT_CLASS_OFFICE) ||
                           (m->type == ENT_DATE && ent_token_free(line, m->last, ENT_CLASS_NOUN) &&
                            !ent_token_free(line, m->last, ENT_CLASS_TIME))))
      continue;
    if (m->type == ENT_DATE) {
      if (s.date == 0 || framed) s.date = m->thing;
    } else if (m->type == ENT_PLACE && framed) {
      s.place = m->thing;
    } else if (m->type == ENT_COUNTRY && framed) {
      const ent_occurrence *next = ent_mention_of(c->reading, line, m->last);
      if (next == NULL && ent_token_free(line, m->last, ENT_CLASS_CAPITAL))
        next = ent_mention_of(c->reading, line, m->last + 1);
      if (next == NULL || next->type != ENT_PLACE) s.place = m->thing;
    }
  }
  return s;
}

void ent_claim_setting(ent_clauses *c, uint32_t first, uint32_t last) {
  setting s = first < last ? setting_of(c, first, last) : (setting){0, 0};
  c->when = s.date;
  c->where = s.place;
}

/* 成员国欢迎南非举办峰会: who welcomes the meeting did not hold it. */
static bool behind_stance(const ent_clauses *c, uint32_t first, uint32_t held) {
  for (uint32_t i = first; i < held; i++) {
    const ent_act *act = ent_act_at(c->reading, c->line, i);
    if (act != NULL && act->kind == ENT_ACT_STANCE && c->line->owner[i] == 0) return true;
  }
  return false;
}

static void set_event(ent_clauses *c, uint32_t event, setting where, uint8_t confidence) {
  if (where.place != 0)
    ent_claim_pair(c, event, "hostedIn", where.place, ENT_ASSERTED, confidence, "circumstances: held in a place");
  if (where.date != 0)
    ent_claim_pair(c, event, "date", where.date, ENT_ASSERTED, confidence, "circumstances: held on a date");
}

static uint32_t event_between(const ent_clauses *c, uint32_t first, uint32_t last, bool nearest_last) {
  uint32_t found = 0;
  for (uint32_t i = first; i < last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m == NULL || m->first != i || m->type != ENT_EVENT || m->thing == 0) continue;
    found = m->thing;
    if (!nearest_last) return found;
  }
  return found;
}

/* The last event in front of the verb that is not the object of another: in 进行访问的X举行会谈 not 访问. */
static uint32_t topic_event(const ent_clauses *c, uint32_t first, uint32_t verb) {
  uint32_t found = 0;
  for (uint32_t i = first; i < verb; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m == NULL || m->first != i || m->type != ENT_EVENT || m->thing == 0) continue;
    bool object = i > first && ent_token_free(c->line, i - 1, ENT_CLASS_HOLD);
    bool within = i > first && ent_token_free(c->line, i - 1, ENT_CLASS_LOC); /* 在第80届联合国大会期间 */
    if (!object && !within) found = m->thing;
  }
  return found;
}

/* 进行国事访问的X: verb and object belong to the name behind 的. */
static bool attributive_object(const ent_clauses *c, uint32_t verb, uint32_t limit) {
  const ent_occurrence *m = ent_mention_of(c->reading, c->line, verb + 1);
  return m != NULL && m->type == ENT_EVENT && m->last < limit && ent_token_free(c->line, m->last, ENT_CLASS_OF);
}

/* A day is set, not only a year or a month. */
static bool is_day_set(const ent_clauses *c, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m != NULL && m->type == ENT_DATE && m->thing != 0 && ent_thing_at(c->reading, m->thing)->edtf.len >= 10)
      return true;
  }
  return false;
}

bool ent_claim_is_open(const ent_clauses *c, uint32_t segment, uint32_t verb) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  for (uint32_t k = segment + 1; k > 0; k--) {
    const ent_segment *p = &c->segments[k - 1];
    if (k <= segment && p->mark != 0xFF0C) break;
    if (segment + 1 - k > 1) break;
    uint32_t end = k == segment + 1 ? verb : p->last;
    for (uint32_t i = p->first; i < end; i++)
      if (ent_token_free(line, i, ENT_CLASS_COND)) return true;
  }
  for (uint32_t i = s->first; i < verb; i++) {
    if (line->owner[i] != 0) continue;
    if (ent_token_says(line, i, "拟") || ent_token_says(line, i, "拟于") || ent_token_says(line, i, "计划") ||
        ent_token_says(line, i, "关于") || ent_token_says(line, i, "建议") || ent_token_says(line, i, "提议") ||
        (ent_token_says(line, i, "支持") && !is_day_set(c, i, verb)) || ent_token_says(line, i, "呼吁") ||
        ent_token_says(line, i, "主张") || ent_token_says(line, i, "倡议") || ent_token_says(line, i, "要求") ||
        ent_token_says(line, i, "未") || (line->tokens[i].classes & (ENT_SET(CALL) | ENT_SET(NEG))) != 0 ||
        ent_token_says(line, i, "申办") || ent_token_says(line, i, "愿") || ent_token_says(line, i, "希望"))
      return true;
  }
  return false;
}

static bool has_act(const ent_clauses *c, const ent_segment *s) {
  for (uint32_t i = s->first; i < s->last; i++) {
    const ent_act *act = ent_act_at(c->reading, c->line, i);
    if ((act != NULL && act->relation >= 0) || ent_token_free(c->line, i, ENT_CLASS_HOLD)) return true;
  }
  return false;
}

/* 齐聚马来西亚吉隆坡: the place behind the verb. */
static uint32_t place_behind(const ent_clauses *c, uint32_t first, uint32_t last) {
  uint32_t found = 0;
  for (uint32_t i = first; i < last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m == NULL ? !ent_token_free(c->line, i, ENT_CLASS_LOC) && !ent_token_free(c->line, i, ENT_CLASS_CAPITAL) &&
                        !ent_token_free(c->line, i, ENT_CLASS_NOUN)
                  : m->type != ENT_PLACE && m->type != ENT_COUNTRY)
      break;
    if (m != NULL && m->thing != 0) found = m->thing;
  }
  return found;
}

static void take_part(ent_clauses *c, const ent_party *who, uint32_t event, ent_modality mode, uint8_t confidence,
                      const char *rule) {
  ent_party objects = {{event}, 1};
  ent_claim_add(c, who, ent_ontology_relation_find(c->reading->ontology, ENT_STR("participatedIn")), &objects, mode,
                ENT_STR(""), confidence, ent_str_from(rule));
}

/* X在P举行, 双方在P举行X, 在P举行的X */
static void held(ent_clauses *c, uint32_t segment) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  for (uint32_t h = s->first; h < s->last; h++) {
    if (!ent_token_free(line, h, ENT_CLASS_HOLD)) continue;
    if (h + 1 < s->last && ent_token_free(line, h + 1, ENT_CLASS_OF)) { /* attributive */
      uint32_t event = 0;
      for (uint32_t i = h + 2; i < s->last && i < h + 12 && event == 0; i++) {
        const ent_occurrence *m = ent_mention_of(c->reading, line, i);
        if (m != NULL && m->type == ENT_EVENT)
          event = m->thing;
        else if (line->tokens[i].kind == ENT_TOKEN_MARK && line->tokens[i].point == LIST)
          break;
      }
      uint32_t from = h;
      while (from > s->first && !ent_token_free(line, from - 1, ENT_CLASS_OBJ) &&
             !(ent_act_at(c->reading, line, from - 1) != NULL) && h - from < 14)
        from--;
      bool open = false;
      for (uint32_t i = from; i < h; i++)
        open = open || ent_token_says(line, i, "拟") || ent_token_says(line, i, "拟于");
      if (event != 0 && !open && !ent_token_says(line, h, "进行")) {
        ent_party who; /* A与B举办的X会议 */
        ent_agents_before(c->reading, line, from, h, &who);
        if (who.count > 1) take_part(c, &who, event, ENT_ASSERTED, 78, "circumstances: holds a meeting");
      }
      if (event != 0 && !open) set_event(c, event, setting_of(c, from, h), 88);
      continue;
    }
    if (ent_claim_is_open(c, segment, h)) continue;
    uint32_t event = topic_event(c, s->first, h), right = 0;
    uint32_t limit = h + 10 < s->last ? h + 10 : s->last;
    if (attributive_object(c, h, limit)) continue;
    if (event == 0) {
      event = event_between(c, h + 1, limit, false);
      right = event;
    }
    bool topic_elsewhere = false;
    if (event == 0 && segment > 0 && c->segments[segment - 1].mark == 0xFF0C) {
      /* 该大会将于…召开 behind a comma: the event of the clause before, when this one names nobody */
      ent_party who, with;
      if (ent_subject_find(c->reading, line, s->first, h, &who, &with) == ENT_SUBJECT_NONE) {
        event = event_between(c, c->segments[segment - 1].first, c->segments[segment - 1].last, true);
        topic_elsewhere = true;
      }
    }
    if (event == 0 && (ent_token_says(line, h, "聚首") || ent_token_says(line, h, "齐聚") ||
                       ent_token_says(line, h, "会聚") || ent_token_says(line, h, "相聚"))) {
      /* 我们于…在…聚首: the meeting of the document */
      ent_party who, with;
      event = segment + 1 < c->segment_count
                  ? event_between(c, c->segments[segment + 1].first, c->segments[segment + 1].last, false)
                  : 0; /* 齐聚吉隆坡，出席…会议 */
      if (event == 0) event = c->reading->event;
      if (event != 0 && ent_subject_find(c->reading, line, s->first, h, &who, &with) != ENT_SUBJECT_OTHER) {
        if (who.count == 0) who = c->course->subject;
        take_part(c, &who, event, ENT_ASSERTED, 78, "circumstances: gathers");
      }
      topic_elsewhere = true;
    }
    if (event == 0) continue;
    setting where = setting_of(c, s->first, h);
    if (where.date == 0 && where.place == 0 && segment > 0 && !topic_elsewhere) {
      /* 5月6日，两国元首…: a date that is a clause of its own */
      const ent_segment *p = &c->segments[segment - 1];
      if (p->last - p->first <= 3) where = setting_of(c, p->first, p->last);
    } else if (where.date == 0 && segment > 0 && c->segments[segment - 1].last - c->segments[segment - 1].first <= 2) {
      where.date = setting_of(c, c->segments[segment - 1].first, c->segments[segment - 1].last).date;
    }
    if (where.date == 0 && !topic_elsewhere) /* …爆发三周年当天，安理会在纽约举行…: a date earlier in the sentence */
      for (uint32_t k = segment; k > 0 && where.date == 0; k--)
        where.date =
            has_act(c, &c->segments[k - 1]) ? 0 : setting_of(c, c->segments[k - 1].first, c->segments[k - 1].last).date;
    if (topic_elsewhere && where.place == 0) where.place = place_behind(c, h + 1, s->last);
    setting behind = setting_of(c, h + 1, limit);
    if (where.place == 0 && right == 0) where.place = behind.place;
    set_event(c, event, where, 88);
    if (right != 0 && event != 0) {
      ent_party who, with;
      ent_subject_state state = ent_subject_find(c->reading, line, s->first, h, &who, &with);
      if (state == ENT_SUBJECT_NONE && segment > 0 && c->course->subject.count > 0 &&
          c->segments[segment - 1].mark == 0xFF0C) {
        who = c->course->subject; /* 我们，A、B领导人，于…举行X */
        state = ENT_SUBJECT_FOUND;
      }
      const ent_act *act = ent_act_at(c->reading, line, h);
      if (state == ENT_SUBJECT_FOUND && !behind_stance(c, s->first, h) && (act == NULL || act->relation < 0)) {
        c->course->subject = who;
        bool negated;
        ent_modality mode = ent_mode_of(line, s->first, h, &negated);
        if (negated) mode = ENT_DENIED;
        take_part(c, &who, event, mode, 80, "circumstances: holds a meeting");
        take_part(c, &with, event, mode, 80, "circumstances: holds a meeting");
      }
    }
  }
}

/* 设在P的X, X设在P */
static void sited(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i + 1 < s->last; i++) {
    if (!ent_token_free(line, i, ENT_CLASS_SITED)) continue;
    bool negated = false;
    for (uint32_t k = s->first; k < i; k++)
      negated = negated || ent_token_free(line, k, ENT_CLASS_PLAN) || ent_token_free(line, k, ENT_CLASS_NEG) ||
                ent_token_free(line, k, ENT_CLASS_COND);
    const ent_occurrence *p = ent_mention_of(c->reading, line, i + 1);
    if (p == NULL || (p->type != ENT_PLACE && p->type != ENT_COUNTRY) || negated) continue;
    const ent_occurrence *nearer = ent_mention_of(c->reading, line, p->last);
    if (p->type == ENT_COUNTRY && nearer != NULL && nearer->type == ENT_PLACE) p = nearer;
    const ent_occurrence *body = NULL;
    if (ent_token_free(line, p->last, ENT_CLASS_OF))
      body = ent_mention_of(c->reading, line, p->last + 1);
    else
      for (uint32_t k = i; k > s->first && body == NULL; k--) {
        const ent_occurrence *m = ent_mention_of(c->reading, line, k - 1);
        if (m != NULL && m->type == ENT_ORGANIZATION) body = m;
      }
    if (body != NULL && body->type == ENT_ORGANIZATION)
      ent_claim_pair(c, body->thing, "locatedIn", p->thing, ENT_ASSERTED, 88, "circumstances: seat");
  }
}

/* 1972年《中日联合声明》, 2023年5月11日的《吉达宣言》, 2025年7月2日安全理事会第9949次会议 */
static void dated(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i + 1 < s->last; i++) {
    const ent_occurrence *d = ent_mention_of(c->reading, line, i);
    if (d == NULL || d->first != i || d->type != ENT_DATE || d->thing == 0) continue;
    bool of = ent_token_free(line, d->last, ENT_CLASS_OF);
    const ent_occurrence *m = ent_mention_of(c->reading, line, of ? d->last + 1 : d->last);
    bool framed = i > s->first && ent_token_free(line, i - 1, ENT_CLASS_LOC);
    if (m == NULL || m->thing == 0 || framed) continue;
    if (m->type == ENT_TREATY || (m->type == ENT_EVENT && !of && ent_thing_at(c->reading, d->thing)->edtf.len > 4))
      ent_claim_pair(c, m->thing, "date", d->thing, ENT_ASSERTED, 80, "circumstances: date in front of a name");
  }
}

/* X成立于1992年10月5日, X于2025年7月1日正式启用 */
static void founded(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i < s->last; i++) {
    if (line->owner[i] != 0 || !(ent_token_says(line, i, "成立") || ent_token_says(line, i, "创立") ||
                                 ent_token_says(line, i, "创建") || ent_token_says(line, i, "启用")))
      continue;
    const ent_occurrence *body = NULL;
    for (uint32_t k = s->first; k < i && body == NULL; k++) {
      const ent_occurrence *m = ent_mention_of(c->reading, line, k);
      if (m != NULL && m->type == ENT_ORGANIZATION) body = m;
    }
    if (body == NULL || body->thing == 0) continue;
    const ent_occurrence *when =
        ent_token_free(line, i + 1, ENT_CLASS_LOC) ? ent_mention_of(c->reading, line, i + 2) : NULL;
    uint32_t date = when != NULL && when->type == ENT_DATE ? when->thing : 0;
    if (when == NULL && i + 1 == s->last) {
      date = setting_of(c, s->first, i).date;
      const ent_segment *p = s > c->segments ? s - 1 : NULL; /* 1945年10月24日，联合国正式成立 */
      if (date == 0 && p != NULL && p->last - p->first <= 2) date = setting_of(c, p->first, p->last).date;
    }
    if (date != 0) ent_claim_pair(c, body->thing, "date", date, ENT_ASSERTED, 82, "circumstances: founded");
  }
}

/* X对Y进行国事访问, X访问Y */
static void visits(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i < s->last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, line, i);
    if (m == NULL || m->first != i || m->type != ENT_EVENT || m->thing == 0) continue;
    ent_str name = ent_thing_at(c->reading, m->thing)->key;
    if (name.len < 6 || memcmp(name.ptr + name.len - 6, "访问", 6) != 0) continue;
    ent_party who, with;
    if (ent_subject_find(c->reading, line, s->first, i, &who, &with) != ENT_SUBJECT_FOUND) continue;
    bool held_here = false;
    uint32_t host = 0, date = 0;
    for (uint32_t k = s->first; k < i; k++) {
      held_here = held_here || ent_token_free(line, k, ENT_CLASS_HOLD);
      const ent_occurrence *o = ent_mention_of(c->reading, line, k);
      if (o == NULL || o->first != k) continue;
      if (o->type == ENT_DATE) date = o->thing;
      if (o->type == ENT_COUNTRY && k > s->first && ent_token_free(line, k - 1, ENT_CLASS_OBJ)) host = o->thing;
    }
    if (!held_here) continue;
    for (uint32_t k = 0; k < who.count; k++)
      if (ent_thing_at(c->reading, who.things[k])->type == ENT_PERSON)
        ent_claim_pair(c, m->thing, "hasActor", who.things[k], ENT_ASSERTED, 85, "circumstances: visit");
    set_event(c, m->thing, (setting){host, date}, 85);
  }
}

void ent_claims_circumstances(ent_clauses *c, uint32_t segment) {
  uint32_t i = segment;
  const ent_segment *s = &c->segments[i];
  for (uint32_t k = s->first; k < s->last; k++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, k);
    if (m != NULL && m->first == k && m->type == ENT_ORGANIZATION && m->thing != 0 && c->course->body == 0 &&
        ent_thing_is_body(ent_thing_at(c->reading, m->thing)))
      c->course->body = m->thing;
  }
  held(c, i);
  sited(c, s);
  dated(c, s);
  founded(c, s);
  visits(c, s);
}
