/* Stances: condemned, opposes, supports, welcomes, callsFor, concernedAbout, notes. */
#include "extract/claims.h"

#include <string.h>

#include "graph/utf8.h"

typedef struct {
  uint32_t act; /* token */
  const ent_act *is;
} found_act;

/* A verb that is part of an attributive clause: X支持的Y. */
bool ent_act_is_attributive(const ent_line *line, uint32_t act, uint32_t last) {
  for (uint32_t i = act + 1; i < last && i < act + 3; i++) {
    if (ent_token_is(&line->tokens[i], ENT_CLASS_OF) && line->owner[i] == 0) return true;
    if (!ent_token_says(line, i, "了") && !ent_token_says(line, i, "过")) return false;
  }
  return false;
}

/* 支持 in 受到支持, 表示支持, 对…的支持 is a noun. */
bool ent_act_is_nominal(const ent_line *line, uint32_t first, uint32_t act) {
  for (uint32_t i = act; i > first; i--) {
    const ent_token *t = &line->tokens[i - 1];
    if (line->owner[i - 1] != 0) return false;
    if (ent_token_is(t, ENT_CLASS_OF)) return true;
    if ((t->classes & (ENT_SET(DEGREE) | ENT_SET(ADV) | ENT_SET(CONJ) | ENT_SET(QUANT))) == 0) return false;
  }
  return false;
}

/* 2票反对 counts votes. */
static bool is_vote(const ent_line *line, uint32_t first, uint32_t act) {
  return (act > first && ent_token_says(line, act - 1, "票")) || ent_token_says(line, act + 1, "票") ||
         (act + 1 < line->token_count && line->tokens[act + 1].kind == ENT_TOKEN_NUMBER &&
          ent_token_says(line, act + 2, "票"));
}

/* The light verb that carries the nominal act at `act`: 表示, 予以, with degrees and other nominal acts between. */
static uint32_t light_before(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t act) {
  if ((ent_act_at(r, line, act)->frames & ENT_FRAME_LIGHT) != 0) return act;
  for (uint32_t i = act; i > first && act - i < 8; i--) {
    const ent_token *t = &line->tokens[i - 1];
    if (line->owner[i - 1] != 0) return UINT32_MAX;
    if (ent_token_is(t, ENT_CLASS_LIGHT)) return i - 1;
    bool quote = t->kind == ENT_TOKEN_MARK && (t->point == 0x201C || t->point == 0x201D);
    bool between = quote || (t->classes & (ENT_SET(DEGREE) | ENT_SET(ADV) | ENT_SET(CONJ) | ENT_SET(QUANT))) != 0 ||
                   ent_act_at(r, line, i - 1) != NULL || ent_token_mark(line, i - 1, 0x3001) ||
                   ent_token_says(line, i - 1, "了");
    if (!between) return UINT32_MAX;
  }
  return UINT32_MAX;
}

static const ent_party *subject_of(ent_clauses *c, uint32_t first, uint32_t verb, ent_party *store, bool *carried) {
  ent_party with;
  *carried = false;
  ent_subject_state state = ent_subject_find(c->reading, c->line, first, verb, store, &with);
  if (state == ENT_SUBJECT_FOUND) {
    c->course->subject = *store;
    return store;
  }
  if (state == ENT_SUBJECT_OTHER) return NULL;
  *carried = true;
  if (c->blocked) return NULL; /* the sentence is about an initiative or a text: it, not a party, is what acts */
  if (c->course->subject.count > 0) return &c->course->subject;
  if (c->reading->issuer != 0) {
    *store = (ent_party){{c->reading->issuer}, 1};
    return store;
  }
  return NULL;
}

static bool names_instrument(const ent_clauses *c, const ent_segment *s) {
  for (uint32_t i = s->first; i < s->last; i++) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, i);
    if (m != NULL && m->type == ENT_TREATY) return true;
  }
  return false;
}

static bool is_stop_verb(const ent_clauses *c, const ent_segment *s) {
  for (uint32_t i = s->first; i < s->last; i++) {
    const ent_token *t = &c->line->tokens[i];
    if (c->line->owner[i] != 0) return ent_is_agent(c->reading, c->line, i);
    const ent_act *act = ent_act_at(c->reading, c->line, i);
    if (act != NULL && (act->kind == ENT_ACT_SIGN || act->kind == ENT_ACT_MAKE))
      return names_instrument(c, s); /* 达成议定书 is asked for, 通过《X》 is done */
    if (act != NULL) return true;
    if ((t->classes & (ENT_SET(SAY) | ENT_SET(THIS) | ENT_SET(PASSIVE))) != 0) return true;
    if ((t->classes & (ENT_SET(ADV) | ENT_SET(CONJ) | ENT_SET(DEGREE) | ENT_SET(TIME) | ENT_SET(EACH))) == 0) break;
  }
  return false;
}

/* 呼吁国际社会发挥作用，全面执行决议，共同打击…: clauses without a subject are objects as well. */
static void more_clauses(ent_clauses *c, uint32_t segment, const ent_party *subjects, const ent_act *act,
                         int32_t relation, ent_modality mode, ent_str strength, uint8_t confidence) {
  for (uint32_t k = segment + 1; k < c->segment_count; k++) {
    const ent_segment *before = &c->segments[k - 1], *s = &c->segments[k];
    if ((before->mark != 0xFF0C && before->mark != ',' && before->mark != 0x3001) || is_stop_verb(c, s)) return;
    const ent_token *t = &c->line->tokens[s->first];
    if (c->line->owner[s->first] == 0 &&
        (ent_token_says(c->line, s->first, "包括") || ent_token_says(c->line, s->first, "以") ||
         ent_token_says(c->line, s->first, "从而") || ent_token_says(c->line, s->first, "使") ||
         ent_token_says(c->line, s->first, "为") || ent_token_says(c->line, s->first, "将") ||
         ent_token_says(c->line, s->first, "拟") || ent_token_says(c->line, s->first, "愿")))
      return;
    bool verbal = false;
    for (uint32_t i = s->first; i < s->last; i++) {
      const ent_act *other = ent_act_at(c->reading, c->line, i);
      if (other != NULL && other->relation >= 0 && (other->frames & ENT_FRAME_NOUN) != 0 &&
          light_before(c->reading, c->line, s->first, i) != UINT32_MAX)
        return; /* 对X表示支持: a stance of its own */
    }
    for (uint32_t i = s->first; i < s->last && !verbal; i++)
      verbal = (t[i - s->first].classes & (ENT_SET(VERB) | ENT_SET(VERB_NOUN))) != 0 && c->line->owner[i] == 0;
    if (!verbal) return;
    ent_party objects;
    ent_objects_read(c->reading, c->line, s->first, s->last, &objects);
    if (objects.count > 1) objects.count = 1;
    ent_claim_add(c, subjects, relation, &objects, mode, strength, (uint8_t)(confidence - 5), act->rule);
  }
}

/* End of the object that begins behind the act: the next act that is coordinated with it, or the clause's end. */
static uint32_t object_end(const ent_clauses *c, const ent_segment *s, uint32_t act) {
  const ent_line *line = c->line;
  for (uint32_t i = act + 1; i < s->last; i++) {
    if (line->owner[i] != 0 || !ent_token_is(&line->tokens[i], ENT_CLASS_CONJ)) continue;
    uint32_t k = i + 1;
    while (k < s->last && line->owner[k] == 0 && (line->tokens[k].classes & (ENT_SET(DEGREE) | ENT_SET(ADV))) != 0)
      k++;
    const ent_act *next = ent_act_at(c->reading, line, k);
    if (next != NULL && next->kind == ENT_ACT_STANCE && (next->frames & ENT_FRAME_VERB) != 0 && k + 1 < s->last &&
        !ent_act_is_attributive(line, k, s->last) && i > act + 1)
      return i;
  }
  return s->last;
}

static bool is_plain_verb(const ent_clauses *c, uint32_t token) {
  return c->line->owner[token] == 0 && ((c->line->tokens[token].classes & (ENT_SET(VERB) | ENT_SET(VERB_NOUN))) != 0 ||
                                        ent_act_at(c->reading, c->line, token) != NULL);
}

/* The objects of an act; a call with 并 in it asks for two things: 要求撤军并解除封锁. */
static void read_objects(ent_clauses *c, const ent_act *act, uint32_t first, uint32_t last, ent_party *objects) {
  objects->count = 0;
  /* 加入谴责行列, 谴责这宗…行为: what was spoken of last */
  bool condemns =
      act->relation >= 0 &&
      ent_str_equal(ent_ontology_relation_name(c->reading->ontology, (uint32_t)act->relation), ENT_STR("condemned"));
  bool again = (last == first + 1 && ent_token_says(c->line, first, "行列")) ||
               (condemns && first < last && ent_token_free(c->line, first, ENT_CLASS_THIS) && c->course->object != 0 &&
                ent_thing_at(c->reading, c->course->object)->type == ENT_EVENT &&
                ent_mention_of(c->reading, c->line, last - 1) == NULL);
  if (again && c->course->object != 0) {
    *objects = (ent_party){{c->course->object}, 1};
    return;
  }
  if ((act->frames & ENT_FRAME_THINGS) != 0 && first < last && is_plain_verb(c, first)) return;
  if ((act->frames & ENT_FRAME_CLAUSES) != 0)
    for (uint32_t i = first + 1; i + 1 < last; i++) {
      if (c->line->owner[i] != 0 || !(ent_token_says(c->line, i, "并") || ent_token_says(c->line, i, "并且"))) continue;
      ent_party rest;
      ent_objects_read(c->reading, c->line, first, i, objects);
      ent_objects_read(c->reading, c->line, i + 1, last, &rest);
      for (uint32_t k = 0; k < rest.count && objects->count < ENT_LIST_MAX; k++)
        objects->things[objects->count++] = rest.things[k];
      return;
    }
  ent_objects_read(c->reading, c->line, first, last, objects);
}

static int32_t relation_of(const ent_act *act, bool negated) {
  return negated ? act->negated_relation : act->relation;
}

static bool is_noting(const ent_clauses *c, const ent_act *act) {
  return act->relation >= 0 &&
         ent_str_equal(ent_ontology_relation_name(c->reading->ontology, (uint32_t)act->relation), ENT_STR("notes"));
}

/* 认为X不可接受: what stands between the verb of opinion and the act. */
static bool clause_before(const ent_clauses *c, const ent_segment *s, uint32_t token, uint32_t *first, uint32_t *last) {
  *first = s->first;
  *last = token;
  for (uint32_t i = s->first; i < token; i++)
    if (ent_token_free(c->line, i, ENT_CLASS_SAY)) *first = i + 1;
  return *last > *first + 1;
}

static void verb_frame(ent_clauses *c, uint32_t segment, uint32_t token, const ent_act *act) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  ent_party store;
  bool carried, negated;
  uint32_t opinion = token;
  for (uint32_t i = token; (act->frames & ENT_FRAME_AFTER) != 0 && i > s->first; i--)
    if (ent_token_free(line, i - 1, ENT_CLASS_SAY)) opinion = i - 1;
  if ((act->frames & ENT_FRAME_AFTER) != 0 && opinion == token) opinion = s->first; /* X不可接受: X is no subject */
  const ent_party *subjects = subject_of(c, s->first, opinion, &store, &carried);
  if (subjects == NULL) return;
  ent_party who = *subjects;
  ent_modality mode = ent_mode_of(line, s->first, token, &negated);
  /* 将继续支持, 愿坚定支持: the stance itself is held now */
  if (mode == ENT_PLANNED && act->kind == ENT_ACT_STANCE) mode = ENT_ASSERTED;
  ent_str strength = ent_strength_of(c->reading, line, s->first, token);
  if (strength.len == 0) strength = act->strength;
  uint8_t confidence = carried ? 75 : 90;
  uint32_t first = token + 1, last = object_end(c, s, token);
  /* 赞赏和支持X, 赞同并支持X: both take X */
  while (first < last && line->owner[first] == 0 && (ent_token_is(&line->tokens[first], ENT_CLASS_CONJ)) &&
         ent_act_at(c->reading, line, first + 1) != NULL)
    first += 2;
  ent_party objects;
  read_objects(c, act, first, last, &objects);
  if (objects.count == 0 && s->mark == 0x3001 && segment + 1 < c->segment_count) {
    /* 不接受、不承认该裁决: the next act has the object of both */
    const ent_segment *next = &c->segments[segment + 1];
    for (uint32_t i = next->first; i < next->last; i++)
      if (ent_act_at(c->reading, line, i) != NULL) {
        ent_objects_read(c->reading, c->line, i + 1, next->last, &objects);
        break;
      }
  }
  if (objects.count == 0 && (act->frames & ENT_FRAME_AFTER) == 0 && token + 1 == s->last && s->mark == 0xFF0C &&
      segment + 1 < c->segment_count && is_noting(c, act)) {
    /* 注意到，在…背景下，X计划举行Y: a clause of its own is what is noted */
    uint32_t k = segment + 1;
    while (k + 1 < c->segment_count && ent_token_is(&line->tokens[c->segments[k].first], ENT_CLASS_LOC))
      k++;
    ent_objects_read(c->reading, c->line, c->segments[k].first, c->segments[k].last, &objects);
  }
  if (objects.count == 0) {
    uint32_t b, e;
    if ((act->frames & ENT_FRAME_AFTER) != 0 && clause_before(c, s, token, &b, &e))
      ;
    else if ((act->frames & ENT_FRAME_AFTER) != 0 && segment > 0 && c->segments[segment - 1].mark == 0xFF0C) {
      b = c->segments[segment - 1].first; /* X违反国际法，不可接受 */
      e = c->segments[segment - 1].last;
    } else if (!ent_object_fronted(c, segment, token, &b, &e) && !ent_object_topic(c, segment, &b, &e))
      return;
    ent_objects_read(c->reading, c->line, b, e, &objects);
  }
  int32_t relation = relation_of(act, negated);
  if (negated && relation < 0) {
    mode = ENT_DENIED;
    relation = act->relation;
  }
  ent_claim_setting(c, s->first, token);
  ent_claim_add(c, &who, relation, &objects, mode, strength, confidence, act->rule);
  ent_claim_setting(c, 0, 0);
  if ((act->frames & ENT_FRAME_CLAUSES) == 0 && last == s->last && segment + 1 < c->segment_count &&
      s->mark == 0xFF0C) {
    /* 谴责一切形式的恐怖主义，特别是X */
    const ent_segment *next = &c->segments[segment + 1];
    uint32_t b = next->first;
    while (b < next->last && c->line->owner[b] == 0 &&
           (ent_token_says(line, b, "特别") || ent_token_says(line, b, "尤其") || ent_token_says(line, b, "是") ||
            ent_token_says(line, b, "特别是") || ent_token_says(line, b, "尤其是")))
      b++;
    if (b > next->first && b < next->last) {
      ent_party more;
      ent_objects_read(c->reading, c->line, b, next->last, &more);
      ent_claim_add(c, &who, relation, &more, mode, strength, (uint8_t)(confidence - 5), act->rule);
    }
  }
  if ((act->frames & ENT_FRAME_CLAUSES) != 0 && last == s->last)
    more_clauses(c, segment, &who, act, relation, mode, strength, confidence);
}

static bool says_here(const ent_clauses *c, const ent_segment *s, const char *word) {
  for (uint32_t i = s->first; i < s->last; i++)
    if (c->line->owner[i] == 0 && ent_token_says(c->line, i, word)) return true;
  return false;
}

/* 对X表示支持, 对X予以强烈谴责, 深表关切 */
static void noun_frame(ent_clauses *c, uint32_t segment, uint32_t light, uint32_t token, const ent_act *act) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  ent_party store;
  bool carried, negated;
  uint32_t first = 0, last = 0;
  bool in_front = ent_object_fronted(c, segment, light, &first, &last);
  const ent_party *subjects = NULL;
  if (in_front && first > s->first && first <= s->last) {
    /* X对Y表示支持: the subject stands before 对 or between Y and the verb */
    subjects = subject_of(c, s->first, first - 1, &store, &carried);
  } else {
    subjects = subject_of(c, s->first, light, &store, &carried);
  }
  if (subjects == NULL) return;
  ent_party who = *subjects;
  if (!in_front && c->taken && c->course->object != 0 && says_here(c, s, "对此")) {
    first = last = token;
  } else if (!in_front) {
    if (token + 1 < s->last && ent_act_at(c->reading, line, token + 1) == NULL &&
        !ent_token_is(&line->tokens[token + 1], ENT_CLASS_CONJ)) {
      first = token + 1;
      last = object_end(c, s, token);
    } else if (c->taken && c->course->object != 0 && (says_here(c, s, "亦") || says_here(c, s, "也"))) {
      ent_party again = {{c->course->object}, 1}; /* …谴责袭击，A和B亦予谴责 */
      ent_claim_add(c, &who, act->relation, &again, ENT_ASSERTED, act->strength, 75, act->rule);
      return;
    } else if (!ent_object_topic(c, segment, &first, &last)) {
      return;
    }
  }
  if (last - first == 1 && ent_token_is(&line->tokens[first], ENT_CLASS_THIS) && line->owner[first] == 0)
    return; /* 对这: what it stands for is not resolved */
  ent_party objects;
  if (c->taken && c->course->object != 0 && says_here(c, s, "对此"))
    objects = (ent_party){{c->course->object}, 1}; /* …谴责政变；X也对此予以谴责 */
  else
    read_objects(c, act, first, last, &objects);
  ent_modality mode = ent_mode_of(line, in_front || light < s->first + 4 ? s->first : light - 4, token, &negated);
  if (mode == ENT_PLANNED) mode = ENT_ASSERTED;
  ent_str strength = ent_strength_of(c->reading, line, s->first, token);
  if (strength.len == 0)
    strength = act->strength.len > 0 ? act->strength : ent_strength_of(c->reading, line, s->first, light);
  if (strength.len == 0 && ent_token_is(&line->tokens[light], ENT_CLASS_DEGREE))
    strength = ent_line_text(c->reading, line, light, light + 1);
  int32_t relation = relation_of(act, negated);
  if (negated && relation < 0) {
    relation = act->relation;
    mode = ENT_DENIED;
  }
  ent_claim_add(c, &who, relation, &objects, mode, strength, carried ? 75 : 88, act->rule);
}

/* X受到双方谴责, X被部长们谴责, X得到中方支持 */
static bool passive_frame(ent_clauses *c, uint32_t segment, uint32_t token, const ent_act *act) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  uint32_t at = token;
  while (at > s->first && line->owner[at - 1] == 0 &&
         ((line->tokens[at - 1].classes & (ENT_SET(DEGREE) | ENT_SET(ADV) | ENT_SET(QUANT))) != 0 ||
          ent_token_is(&line->tokens[at - 1], ENT_CLASS_OF)))
    at--;
  ent_party who;
  uint32_t start = ent_agents_before(c->reading, line, s->first, at, &who);
  if (who.count == 0 || start == s->first) return false;
  uint32_t passive = start - 1;
  if (line->owner[passive] != 0 ||
      !(ent_token_is(&line->tokens[passive], ENT_CLASS_PASSIVE) || ent_token_says(line, passive, "了")))
    return false;
  if (ent_token_says(line, passive, "了") &&
      (passive == s->first || !ent_token_is(&line->tokens[--passive], ENT_CLASS_PASSIVE)))
    return false;
  uint32_t first = s->first, last = passive;
  while (last > first && line->owner[last - 1] == 0 &&
         (line->tokens[last - 1].classes & (ENT_SET(ADV) | ENT_SET(EACH))) != 0)
    last--;
  if (last <= first) {
    /* 发起“基金”，获德国支持: what the clause in front ends in */
    const ent_occurrence *m = segment > 0 && c->segments[segment - 1].mark == 0xFF0C
                                  ? ent_mention_of(c->reading, line, c->segments[segment - 1].last - 1)
                                  : NULL;
    if (m == NULL && segment > 0)
      m = ent_mention_of(c->reading, line, c->segments[segment - 1].last > 1 ? c->segments[segment - 1].last - 2 : 0);
    if (m != NULL && m->thing != 0 && m->type != ENT_DATE && !ent_is_agent(c->reading, line, m->first)) {
      ent_party objects = {{m->thing}, 1};
      ent_claim_add(c, &who, act->relation, &objects, ENT_ASSERTED, ent_strength_of(c->reading, line, s->first, token),
                    78, act->rule);
      return true;
    }
    if (segment == 0 || c->segments[segment - 1].mark != 0xFF0C) return false;
    first = c->segments[segment - 1].first; /* what the clause in front says is what was met so */
    last = c->segments[segment - 1].last;
  }
  while (first < last && line->owner[first] == 0 &&
         (line->tokens[first].classes & (ENT_SET(OBJ) | ENT_SET(CONJ) | ENT_SET(ADV))) != 0)
    first++;
  ent_party objects;
  ent_objects_read(c->reading, c->line, first, last, &objects);
  ent_claim_add(c, &who, act->relation, &objects, ENT_ASSERTED, ent_strength_of(c->reading, line, s->first, token), 85,
                act->rule);
  return true;
}

/* 对X的支持, under a verb of expression (重申, 表达) or with its own subject (越南对X的关切) */
static bool possessive_frame(ent_clauses *c, uint32_t segment, uint32_t token, const ent_act *act) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  uint32_t of = token;
  while (of > s->first && line->owner[of - 1] == 0 &&
         (line->tokens[of - 1].classes & (ENT_SET(DEGREE) | ENT_SET(ADV) | ENT_SET(GENERIC))) != 0)
    of--;
  if (of == s->first || !ent_token_is(&line->tokens[of - 1], ENT_CLASS_OF) || line->owner[of - 1] != 0) return false;
  of--;
  uint32_t front = UINT32_MAX;
  for (uint32_t i = of; i > s->first; i--) {
    if (ent_token_free(line, i - 1, ENT_CLASS_OBJ)) {
      front = i - 1;
      break;
    }
    if (ent_act_at(c->reading, line, i - 1) != NULL && ent_act_at(c->reading, line, i - 1)->kind == ENT_ACT_STANCE &&
        ent_token_is(&line->tokens[of], ENT_CLASS_OF) && i - 1 > s->first &&
        ent_token_is(&line->tokens[i - 2], ENT_CLASS_OF))
      break;
  }
  if (front == UINT32_MAX) return false;
  ent_party who;
  uint32_t start = ent_agents_before(c->reading, line, s->first, front, &who);
  (void)start;
  bool expressed = false;
  uint32_t verb = front;
  for (uint32_t i = front; i > s->first; i--)
    if (c->line->owner[i - 1] == 0 && ent_act_at(c->reading, line, i - 1) != NULL) verb = i - 1;
  for (uint32_t i = s->first; i < front; i++)
    expressed = expressed || ent_token_says(line, i, "重申") || ent_token_says(line, i, "表达") ||
                ent_token_says(line, i, "表示") || ent_token_says(line, i, "坚持") || ent_token_says(line, i, "强调");
  if (who.count == 0) {
    if (!expressed) return false;
    ent_party store;
    bool carried;
    const ent_party *subjects = subject_of(c, s->first, verb, &store, &carried);
    if (subjects == NULL) return false;
    who = *subjects;
  }
  ent_party objects;
  ent_objects_read(c->reading, c->line, front + 1, of, &objects);
  ent_claim_add(c, &who, act->relation, &objects, ENT_ASSERTED, ent_strength_of(c->reading, line, of, token), 80,
                act->rule);
  return true;
}

static void one_segment(ent_clauses *c, uint32_t segment) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  bool main_verb = false;
  uint32_t limit = s->last;
  bool acted = false;
  for (uint32_t i = s->first; i < limit; i++) {
    const ent_act *act = ent_act_at(c->reading, line, i);
    /* 更不接受: 接受 says nothing by itself, but its negation does */
    bool by_negation = act != NULL && act->relation < 0 && act->negated_relation >= 0 && i > s->first &&
                       ent_token_free(line, i - 1, ENT_CLASS_NEG);
    if (act == NULL || (act->relation < 0 && !by_negation) || (act->kind != ENT_ACT_STANCE && !by_negation)) continue;
    if ((act->frames & ENT_FRAME_NOUN) != 0) {
      uint32_t light = light_before(c->reading, line, s->first, i);
      if (light != UINT32_MAX && (!main_verb || acted)) {
        bool right_object =
            i + 1 < s->last && (act->frames & ENT_FRAME_VERB) != 0 && ent_token_says(line, light, "表示");
        uint32_t b, e;
        if (!right_object || ent_object_fronted(c, segment, light, &b, &e)) {
          noun_frame(c, segment, light, i, act);
          acted = true;
          continue;
        }
      }
      if (passive_frame(c, segment, i, act)) {
        acted = true;
        continue;
      }
      if (possessive_frame(c, segment, i, act)) {
        if (!main_verb) acted = true;
        continue;
      }
    }
    if (main_verb || (act->frames & ENT_FRAME_VERB) == 0) continue;
    if (ent_act_is_attributive(line, i, s->last) || ent_act_is_nominal(line, s->first, i) ||
        is_vote(line, s->first, i) || ent_token_says(line, i + 1, "与否"))
      continue;
    verb_frame(c, segment, i, act);
    main_verb = true;
    acted = true;
    if (i + 2 < s->last && ent_token_free(line, i + 1, ENT_CLASS_CONJ) && ent_act_at(c->reading, line, i + 2) != NULL) {
      main_verb = false; /* 高度评价并支持X: the second act has the same object */
      continue;
    }
    uint32_t end = object_end(c, s, i);
    if (end < s->last) {
      /* the coordinated act begins a clause of its own */
      i = end;
      main_verb = false;
    }
  }
}

/* A clause that names who acts, even without an act, says who goes on: 双方忆及…，重申… */
static void follow_subject(ent_clauses *c, uint32_t segment) {
  const ent_segment *s = &c->segments[segment];
  ent_party party, with;
  uint32_t verb = s->last;
  for (uint32_t i = s->first; i < s->last && verb == s->last; i++)
    if (c->line->owner[i] == 0 &&
        ((c->line->tokens[i].classes & (ENT_SET(VERB) | ENT_SET(SAY) | ENT_SET(HOLD) | ENT_SET(LIGHT))) != 0 ||
         ent_act_at(c->reading, c->line, i) != NULL))
      verb = i;
  if (ent_subject_find(c->reading, c->line, s->first, verb, &party, &with) == ENT_SUBJECT_FOUND &&
      (verb < s->last || s->mark == 0xFF0C)) {
    c->course->subject = party;
    c->blocked = false;
    bool says = verb < s->last && ent_token_is(&c->line->tokens[verb], ENT_CLASS_SAY);
    if (says && party.count == 1 && ent_thing_at(c->reading, party.things[0])->type == ENT_PERSON)
      c->speaker = party.things[0]; /* 王毅指出，中方…: whose words the next clauses are */
    return;
  }
  const ent_occurrence *m = ent_mention_of(c->reading, c->line, s->first);
  if (m != NULL && m->last < s->last && (m->type == ENT_INITIATIVE || m->type == ENT_TREATY) && verb == m->last)
    c->blocked = true;
}

void ent_claims_stances(ent_clauses *c, uint32_t segment) {
  one_segment(c, segment);
  follow_subject(c, segment);
}
