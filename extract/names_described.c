/* Attacks, wars, disasters: events that a noun phrase describes, with who, whom, where and when inside it.
 * 2025年4月22日在帕哈尔加姆发生的恐怖袭击事件; 以色列和美国于2025年6月对伊朗发动的军事侵略; 巴以冲突 */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

#define LIST 0x3001u

static bool is_party(uint8_t type) {
  return type == ENT_COUNTRY || type == ENT_ORGANIZATION || type == ENT_PERSON || type == ENT_GROUP;
}

static bool stance_act(const ent_reading *r, const ent_token *t) {
  return t->entry != NULL && t->entry->act != 0 && r->lexicon->acts[t->entry->act - 1].relation >= 0 &&
         (t->classes & (ENT_SET(OCCUR) | ENT_SET(VIOLENCE_HEAD))) == 0;
}

/* Something fronts an object between `token` and the last mark before it. */
static bool object_before(const ent_reading *r, const ent_line *line, uint32_t token) {
  for (uint32_t i = token; i > 0 && token - i < 16; i--) {
    const ent_token *t = &line->tokens[i - 1];
    if (ent_token_is(t, ENT_CLASS_OBJ)) return true;
    if (stance_act(r, t) || ent_token_is(t, ENT_CLASS_SAY)) return false;
    if (t->kind == ENT_TOKEN_MARK && t->point != LIST && line->owner[i - 1] == 0 && t->point != 0x201C &&
        t->point != 0x201D)
      return false;
  }
  return false;
}

typedef struct {
  uint32_t first;
  bool clause;        /* went over an attributive clause */
  bool generic;       /* 任何, 一切 */
  bool light_follows; /* 表示, 予以 behind the head: a stance on it */
  bool occurs;        /* 发生, 发动 inside */
} phrase;

static bool take(const ent_reading *r, const ent_line *line, phrase *p) {
  uint32_t before = p->first - 1;
  const ent_token *t = &line->tokens[before];
  const ent_occurrence *m = ent_mention_of(r, line, before);
  if (m != NULL) {
    if (m->type == ENT_GROUP && m->thing == r->parties) return false;
    p->first = m->first;
    return true;
  }
  if (ent_token_is(t, ENT_CLASS_QUANT)) {
    p->generic = true;
    return false;
  }
  if (t->kind == ENT_TOKEN_MARK) {
    if (t->point == 0x201D) {
      for (uint32_t i = before; i > 0; i--)
        if (ent_token_mark(line, i - 1, 0x201C)) {
          p->first = i - 1;
          return true;
        }
      return false;
    }
    bool list = t->point == LIST && p->clause && before > 0 && ent_mention_of(r, line, before - 1) != NULL;
    if (t->point != '-' && !list) return false;
    p->first = before;
    return true;
  }
  if (stance_act(r, t) || ent_token_is(t, ENT_CLASS_SAY) || ent_token_is(t, ENT_CLASS_THIS) ||
      (ent_token_is(t, ENT_CLASS_GROUP_WORD) && ent_token_is(&line->tokens[p->first], ENT_CLASS_OBJ)))
    return false;
  if (ent_token_is(t, ENT_CLASS_OF)) {
    bool clause =
        before > 0 && ((line->tokens[before - 1].classes & (ENT_SET(OCCUR) | ENT_SET(VERB) | ENT_SET(HOLD))) != 0 ||
                       object_before(r, line, before));
    bool owner = before > 0 && ent_mention_of(r, line, before - 1) != NULL;
    if (!clause && !owner) return false;
    p->clause = true;
    p->first = before;
    return true;
  }
  const ent_class_set inside =
      ENT_SET(OCCUR) | ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(TIME) | ENT_SET(VERB) | ENT_SET(HOLD);
  if ((t->classes & inside) != 0) {
    if (ent_token_is(t, ENT_CLASS_OBJ) && !ent_token_says(line, before, "对") && !ent_token_says(line, before, "针对"))
      return false; /* 就…, 关于…: about it, not part of it */
    bool fronts = ent_token_is(t, ENT_CLASS_OBJ) || ent_token_is(t, ENT_CLASS_LOC);
    /* 对地震表示关切: 对 goes with the stance, unless the phrase says who did it (发动的) */
    if (ent_token_is(t, ENT_CLASS_OBJ) && p->light_follows && !p->occurs && !ent_token_says(line, before, "针对"))
      return false;
    p->occurs = p->occurs || ent_token_is(t, ENT_CLASS_OCCUR);
    if (!p->clause && !fronts && !ent_token_is(t, ENT_CLASS_OCCUR)) {
      if ((t->classes & (ENT_SET(NOUN) | ENT_SET(VERB_NOUN))) == 0) return false;
      p->first = before;
      return true;
    }
    p->clause = true;
    p->first = before;
    return true;
  }
  if (ent_token_is(t, ENT_CLASS_CONJ)) {
    /* Between two parties of a list; not between two events. */
    const ent_occurrence *left = before > 0 ? ent_mention_of(r, line, before - 1) : NULL;
    const ent_occurrence *right = ent_mention_of(r, line, p->first);
    if (right == NULL && ent_token_says(line, p->first, "所谓")) right = ent_mention_of(r, line, p->first + 1);
    bool both = p->clause && left != NULL && right != NULL && left->type == right->type && is_party(left->type);
    bool own_head = before > 0 && ent_token_is(&line->tokens[before - 1], ENT_CLASS_VIOLENCE_HEAD);
    bool dates = p->clause && right != NULL && right->type == ENT_DATE && !own_head && object_before(r, line, before);
    if (!both && !dates) return false;
    p->first = before;
    return true;
  }
  if ((t->classes & (ENT_SET(PLAN) | ENT_SET(CALL) | ENT_SET(NEG) | ENT_SET(LIGHT) | ENT_SET(PASSIVE) |
                     ENT_SET(DEGREE) | ENT_SET(COND) | ENT_SET(BY) | ENT_SET(WITH) | ENT_SET(SELF) | ENT_SET(EACH))) !=
          0 &&
      (t->classes & ENT_SET(NOUN)) == 0)
    return false;
  if (ent_token_is(t, ENT_CLASS_ADV) && !p->clause &&
      !(before > 0 && ent_token_is(&line->tokens[before - 1], ENT_CLASS_OF)))
    return false;
  p->first = before;
  return true;
}

static void relate(ent_reading *r, const ent_line *line, const char *relation, uint32_t subject, uint32_t object) {
  ent_assertion_relate(r, line->index, subject, relation, object, 85,
                       "names_described: inside the description of an event");
}

/* Who, whom, where, when inside [first, head). */
static void circumstances(ent_reading *r, ent_line *line, uint32_t first, uint32_t head, uint32_t event) {
  bool after_object = false, after_place = false, acted = false;
  for (uint32_t i = first; i < head; i++)
    acted = acted || ent_token_is(&line->tokens[i], ENT_CLASS_OBJ) ||
            (ent_token_is(&line->tokens[i], ENT_CLASS_OCCUR) && !ent_token_says(line, i, "发生")); /* befell it */
  for (uint32_t i = first; i < head; i++) {
    const ent_token *t = &line->tokens[i];
    if (ent_token_is(t, ENT_CLASS_OBJ)) {
      after_object = true;
      after_place = false;
      continue;
    }
    if (ent_token_is(t, ENT_CLASS_LOC) && !ent_token_is(t, ENT_CLASS_OBJ)) {
      after_place = true;
      after_object = false;
      continue;
    }
    if (ent_token_is(t, ENT_CLASS_OCCUR) || ent_token_is(t, ENT_CLASS_OF)) {
      after_object = after_place = false;
      continue;
    }
    const ent_occurrence *m = ent_mention_of(r, line, i);
    uint32_t thing = m != NULL && m->thing != 0 ? m->thing : t->thing;
    if (thing == 0 || (m != NULL && m->first != i)) continue;
    uint8_t type = ent_thing_at(r, thing)->type;
    if (type == ENT_DATE)
      relate(r, line, "date", event, thing);
    else if (type == ENT_PLACE && !after_object)
      relate(r, line, "hostedIn", event, thing);
    else if (after_object && (is_party(type) || type == ENT_PLACE))
      relate(r, line, "hasTarget", event, thing);
    else if (after_place && type == ENT_COUNTRY)
      relate(r, line, "hostedIn", event, thing);
    else if (is_party(type) && acted && !after_object)
      relate(r, line, "hasActor", event, thing);
  }
}

/* Countries and places that the description names are named by the text. */
static void keep_parties(ent_reading *r, const ent_line *line, uint32_t first, uint32_t head) {
  for (uint32_t i = first; i < head; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    uint32_t thing = m != NULL ? m->thing : line->tokens[i].thing;
    if (thing != 0 && (ent_thing_at(r, thing)->type == ENT_COUNTRY || ent_thing_at(r, thing)->type == ENT_PLACE))
      ent_thing_at(r, thing)->kept = true;
  }
}

static uint32_t last_violence(const ent_reading *r, ent_str head) {
  for (uint32_t i = r->mention_count; i > 0; i--) {
    const ent_occurrence *m = &r->mentions[i - 1];
    if (m->type != ENT_EVENT || m->thing == 0 || m->first == m->last || strcmp(m->rule, "described") != 0) continue;
    ent_str key = ent_thing_at(r, m->thing)->key;
    if (head.len == 0 || (key.len >= head.len && memcmp(key.ptr + key.len - head.len, head.ptr, head.len) == 0))
      return m->thing;
  }
  return 0;
}

/* 2025年3月11日对A及5月21日在B发动的袭击: two events with one head. Returns the second's first token, or 0. */
static uint32_t second_event(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t head) {
  bool dated = false;
  for (uint32_t i = first; i + 1 < head; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    dated = dated || (m != NULL && m->type == ENT_DATE);
    const ent_occurrence *next = ent_mention_of(r, line, i + 1);
    if (dated && ent_token_is(&line->tokens[i], ENT_CLASS_CONJ) && next != NULL && next->type == ENT_DATE) return i + 1;
  }
  return 0;
}

static uint32_t attributive(const ent_line *line, uint32_t first, uint32_t head) {
  for (uint32_t i = first; i < head; i++)
    if (ent_token_is(&line->tokens[i], ENT_CLASS_OCCUR)) return i;
  return head;
}

static bool carries_light(const ent_reading *r, const ent_token *t) {
  return t->entry != NULL && t->entry->act != 0 && (r->lexicon->acts[t->entry->act - 1].frames & ENT_FRAME_LIGHT) != 0;
}

/* 袭击一艘油轮: the head is a verb, what follows is its object. */
static bool counts_object(const ent_line *line, uint32_t head) {
  uint32_t next = head + 1;
  if (next >= line->token_count || line->owner[next] != 0) return false;
  return line->tokens[next].kind == ENT_TOKEN_NUMBER || ent_token_is(&line->tokens[next], ENT_CLASS_QUANT) ||
         ent_token_says(line, next, "一") || ent_token_says(line, next, "了");
}

static void describe(ent_reading *r, ent_line *line, uint32_t head) {
  if (counts_object(line, head)) return;
  phrase p = {.first = head};
  for (uint32_t i = head + 1; i < line->token_count && line->tokens[i].kind != ENT_TOKEN_MARK; i++)
    p.light_follows = p.light_follows || (line->owner[i] == 0 && (ent_token_is(&line->tokens[i], ENT_CLASS_LIGHT) ||
                                                                  carries_light(r, &line->tokens[i])));
  while (p.first > 0 && head - p.first < 60 && take(r, line, &p))
    continue;
  /* 对…，外长们予以谴责: the 对 in front belongs to the stance. */
  bool at_start = p.first == 0 || line->tokens[p.first - 1].kind == ENT_TOKEN_MARK ||
                  ent_token_is(&line->tokens[p.first - 1], ENT_CLASS_GROUP_WORD) ||
                  ent_mention_of(r, line, p.first - 1) != NULL;
  while (p.first < head) {
    const ent_token *t = &line->tokens[p.first];
    const ent_occurrence *m = ent_mention_of(r, line, p.first);
    bool cut =
        m == NULL &&
        (ent_token_says(line, p.first, "是") || ent_token_says(line, p.first, "特别") ||
         ent_token_says(line, p.first, "尤其") || ent_token_says(line, p.first, "包括") ||
         ent_token_says(line, p.first, "特别是") || ent_token_is(t, ENT_CLASS_CONJ) || ent_token_is(t, ENT_CLASS_ADV) ||
         ent_token_is(t, ENT_CLASS_OF) || ent_token_mark(line, p.first, '-') || ent_token_mark(line, p.first, LIST) ||
         (ent_token_is(t, ENT_CLASS_OBJ) && at_start) ||
         ((t->classes & (ENT_SET(VERB) | ENT_SET(OCCUR) | ENT_SET(HOLD))) != 0 && (t->classes & ENT_SET(NOUN)) == 0));
    if (!cut) break;
    p.first++;
  }
  if (p.first == head) {
    bool pointed = head > 0 && ent_token_is(&line->tokens[head - 1], ENT_CLASS_THIS) && line->owner[head - 1] == 0;
    uint32_t thing = p.generic ? 0 : last_violence(r, pointed ? ENT_STR("") : ent_token_text(line, head));
    if (thing != 0) ent_mention_add(r, line, pointed ? head - 1 : head, head + 1, ENT_EVENT, thing, "described");
    return;
  }
  bool specific = false;
  for (uint32_t i = p.first; i < head; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    specific =
        specific || (m != NULL && m->thing != 0) || line->tokens[i].thing != 0 || ent_token_mark(line, i, 0x201C);
  }
  const ent_entry *entry = line->tokens[head].entry;
  if (!specific || p.generic || (entry != NULL && ent_str_equal(entry->value, ENT_STR("weak")) && !p.clause)) return;
  uint32_t second = second_event(r, line, p.first, head);
  if (second != 0) {
    uint32_t occur = attributive(line, second, head);
    ent_str left = ent_line_text(r, line, p.first, second - 1), tail = ent_line_text(r, line, occur, head + 1);
    ent_str name = ent_arena_format(r->arena, "%.*s%.*s", (int)left.len, left.ptr, (int)tail.len, tail.ptr);
    if (name.ptr == NULL) return;
    uint32_t one = ent_thing_get(r, ENT_EVENT, NULL, name, "described", ent_line_range(r, line, p.first, second - 1));
    uint32_t two = ent_thing_get(r, ENT_EVENT, NULL, ent_line_text(r, line, second, head + 1), "described",
                                 ent_line_range(r, line, second, head + 1));
    if (one == 0 || two == 0) return;
    circumstances(r, line, p.first, second - 1, one);
    circumstances(r, line, second, head, two);
    ent_mention_add(r, line, p.first, second - 1, ENT_EVENT, one, "described");
    ent_mention_add(r, line, second, head + 1, ENT_EVENT, two, "described");
    return;
  }
  uint32_t thing = ent_thing_get(r, ENT_EVENT, NULL, ent_line_text(r, line, p.first, head + 1), "described",
                                 ent_line_range(r, line, p.first, head + 1));
  if (thing == 0) return;
  circumstances(r, line, p.first, head, thing);
  keep_parties(r, line, p.first, head);
  ent_mention_add(r, line, p.first, head + 1, ENT_EVENT, thing, "described");
}

void ent_names_described(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
    const ent_token *t = &line->tokens[i];
    if (line->owner[i] != 0 || t->kind != ENT_TOKEN_WORD || !ent_token_is(t, ENT_CLASS_VIOLENCE_HEAD)) continue;
    bool more = i + 1 < line->token_count && ent_token_free(line, i + 1, ENT_CLASS_VIOLENCE_HEAD);
    if (!more) describe(r, line, i);
  }
}
