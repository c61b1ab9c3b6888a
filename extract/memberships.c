/* Who belongs to what: members, partners and observers, parties to instruments, chairs. */
#include "extract/claims.h"

#include <string.h>

#define LIST 0x3001u

/* X加入Y, 接收X为Y对话伙伴, Y成员国A、B, 观察员国A、B */
static void belongs(ent_clauses *c, const ent_segment *s, uint32_t segment) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i < s->last; i++) {
    if (line->owner[i] == 0 && ent_token_says(line, i, "加入") && i > s->first) {
      ent_party who;
      uint32_t adverbs = i;
      while (adverbs > s->first && ent_token_free(line, adverbs - 1, ENT_CLASS_ADV))
        adverbs--;
      const ent_occurrence *when = ent_mention_of(c->reading, line, adverbs - 1);
      if (when != NULL && when->type == ENT_DATE)
        adverbs = when->first > s->first && ent_token_free(line, when->first - 1, ENT_CLASS_LOC) ? when->first - 1
                                                                                                 : when->first;
      ent_agents_before(c->reading, line, s->first, adverbs, &who);
      if (who.count == 0) { /* 东帝汶于…在…举行的峰会上正式加入东盟 */
        ent_party with;
        if (ent_subject_find(c->reading, line, s->first, i, &who, &with) != ENT_SUBJECT_FOUND) who.count = 0;
      }
      bool open = ent_claim_is_open(c, segment, i);
      for (uint32_t k = i; k > s->first && i - k < 8; k--)
        open = open ||
               (line->owner[k - 1] == 0 &&
                (line->tokens[k - 1].classes & (ENT_SET(CALL) | ENT_SET(NEG) | ENT_SET(PLAN) | ENT_SET(COND))) != 0) ||
               ent_token_says(line, k - 1, "敦促") || ent_token_says(line, k - 1, "支持") ||
               ent_token_says(line, k - 1, "呼吁");
      const ent_occurrence *body = NULL;
      for (uint32_t k = i + 1; k < s->last && k < i + 3 && body == NULL; k++)
        body = ent_mention_of(c->reading, line, k);
      if (open || body == NULL || body->thing == 0) continue;
      const char *relation = body->type == ENT_ORGANIZATION ? "memberOf" : body->type == ENT_TREATY ? "partyTo" : NULL;
      for (uint32_t k = 0; relation != NULL && k < who.count; k++)
        ent_claim_pair(c, who.things[k], relation, body->thing, ENT_ASSERTED, 85, "circumstances: joins");
    }
    if (line->owner[i] == 0 &&
        (ent_token_says(line, i, "接纳") || ent_token_says(line, i, "接收") || ent_token_says(line, i, "吸收"))) {
      /* 接纳X和Y为新成员 */
      ent_party who;
      uint32_t end = ent_agents_read(c->reading, line, i + 1, s->last, &who);
      bool member = false;
      for (uint32_t k = end; k < s->last && k < end + 4; k++)
        member = member || ent_token_says(line, k, "成员") || ent_token_says(line, k, "成员国") ||
                 ent_token_says(line, k, "新成员") || ent_token_says(line, k, "正式成员");
      uint32_t body = 0;
      for (uint32_t k = i; k > s->first && body == 0; k--) {
        const ent_occurrence *o = ent_mention_of(c->reading, line, k - 1);
        if (o != NULL && o->type == ENT_ORGANIZATION) body = o->thing;
      }
      if (body == 0) body = c->course->body;
      for (uint32_t k = 0; member && k < who.count; k++)
        ent_claim_pair(c, who.things[k], "memberOf", body, ENT_ASSERTED, 82, "circumstances: admits a member");
    }
    bool partner = line->owner[i] == 0 && (ent_token_says(line, i, "对话伙伴") || ent_token_says(line, i, "伙伴国") ||
                                           ent_token_says(line, i, "观察员国") || ent_token_says(line, i, "观察员"));
    const ent_occurrence *m = ent_mention_of(c->reading, line, i);
    bool partner_group = m != NULL && m->type == ENT_GROUP && m->first <= i && m->last == i + 1 &&
                         (ent_token_says(line, i, "观察员国") || ent_token_says(line, i, "对话伙伴") ||
                          ent_token_says(line, i, "金砖伙伴国") || ent_token_says(line, i, "伙伴国"));
    bool member_group = m != NULL && m->type == ENT_GROUP && m->last == i + 1 && ent_token_says(line, i, "成员国");
    if (!partner && !partner_group && !member_group) continue;
    uint32_t body = c->course->body;
    for (uint32_t k = i; k > s->first; k--) {
      const ent_occurrence *o = ent_mention_of(c->reading, line, k - 1);
      if (o != NULL && o->type == ENT_ORGANIZATION && o->thing != 0) {
        body = o->thing;
        break;
      }
      if (line->tokens[k - 1].thing != 0 &&
          ent_thing_at(c->reading, line->tokens[k - 1].thing)->type == ENT_ORGANIZATION) {
        body = line->tokens[k - 1].thing;
        break;
      }
    }
    if (body == 0 && !partner_group) body = ent_reading_body(c->reading);
    if (body == 0 || (partner_group && ent_token_says(line, i, "金砖伙伴国"))) continue;
    ent_party list = {.count = 0};
    uint32_t from = i + 1;
    while (ent_token_mark(line, from, '-'))
      from++; /* 成员国——文莱、柬埔寨… */
    if (from < s->last && line->owner[from] == 0 &&
        (ent_token_says(line, from, "包括") || ent_token_says(line, from, "为") || ent_token_says(line, from, "有") ||
         ent_token_says(line, from, "是")))
      from++;
    uint32_t behind = ent_agents_read(c->reading, line, from, s->last, &list);
    (void)behind;
    bool behind_list = list.count > 0;
    if (!behind_list && member_group && m->first > s->first && ent_token_free(line, m->first - 1, ENT_CLASS_ETC)) {
      ent_agents_before(c->reading, line, s->first, m->first, &list); /* A、B等成员国 */
      behind_list = list.count > 0;
    }
    if (!behind_list && member_group) (void)ent_aside_countries(c->reading, line, i, &list); /* 部分成员国（A、B和C） */
    if (!behind_list && (partner || partner_group)) {
      for (uint32_t k = i; k > s->first; k--)
        if (ent_token_says(line, k - 1, "为") || ent_token_says(line, k - 1, "以")) {
          uint32_t at = k - 1;
          while (at > s->first && ent_token_free(line, at - 1, ENT_CLASS_ADV))
            at--;
          ent_agents_before(c->reading, line, s->first, at, &list);
          break;
        }
    }
    for (uint32_t k = 0; k < list.count; k++) {
      if (ent_thing_at(c->reading, list.things[k])->type != ENT_COUNTRY) continue;
      if (member_group && list.count < 2) break;
      ent_claim_pair(c, list.things[k], member_group ? "memberOf" : "partnerOf", body, ENT_ASSERTED, 82,
                     "circumstances: membership");
    }
  }
}

/* 《A》和《B》缔约国 */
static void parties_to(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first + 1; i < s->last; i++) {
    if (!ent_token_says(line, i, "缔约国") && !ent_token_says(line, i, "缔约方")) continue;
    uint32_t at = i;
    ent_party treaties = {.count = 0};
    while (at > s->first) {
      const ent_occurrence *m = ent_mention_of(c->reading, line, at - 1);
      if (m != NULL && m->type == ENT_TREATY && treaties.count < ENT_LIST_MAX) {
        treaties.things[treaties.count++] = m->thing;
        at = m->first;
      } else if (m == NULL && (ent_token_mark(line, at - 1, LIST) || ent_token_free(line, at - 1, ENT_CLASS_CONJ))) {
        at--;
      } else {
        break;
      }
    }
    if (treaties.count == 0 || at == s->first) continue;
    uint32_t verb = at;
    while (verb > s->first && (ent_token_says(line, verb - 1, "为") || ent_token_says(line, verb - 1, "均为") ||
                               ent_token_says(line, verb - 1, "作为") || ent_token_says(line, verb - 1, "是")))
      verb--;
    ent_party who = {.count = 0};
    if (verb < at)
      ent_agents_before(c->reading, line, s->first,
                        verb > s->first && ent_token_free(line, verb - 1, ENT_CLASS_ADV) ? verb - 1 : verb, &who);
    if (who.count == 0 && verb < at && ent_token_free(line, i + 1, ENT_CLASS_OF))
      ent_agents_read(c->reading, line, i + 2, s->last, &who);
    int32_t relation = ent_ontology_relation_find(c->reading->ontology, ENT_STR("partyTo"));
    ent_claim_add(c, &who, relation, &treaties, ENT_ASSERTED, ENT_STR(""), 85, ENT_STR("circumstances: party"));
  }
}

/* 主席国, 轮值主席, 主席 behind the name of a body */
static bool is_chair(const ent_line *line, uint32_t token) {
  static const char *const words[] = {"主席国", "轮值主席国", "轮值主席", "候任主席国",
                                      "主席",   "共同主席国", "共同主席", NULL};
  for (size_t i = 0; token < line->token_count && line->owner[token] == 0 && words[i] != NULL; i++)
    if (ent_token_says(line, token, words[i])) return true;
  return false;
}

/* The body whose chair the words at `token` name: the nearest one in front; the meeting or body spoken of, else. */
static uint32_t chaired_body(ent_clauses *c, uint32_t first, uint32_t token) {
  for (uint32_t k = token; k > first && token - k < 6; k--) {
    const ent_occurrence *m = ent_mention_of(c->reading, c->line, k - 1);
    if (m != NULL && m->thing != 0 && (m->type == ENT_ORGANIZATION || m->type == ENT_EVENT)) return m->thing;
    if (m != NULL && m->type == ENT_GROUP) return 0; /* 金砖国家主席国: a group has no office to hold */
    if (m != NULL && m->type != ENT_DATE) break;
  }
  return c->course->body != 0 ? c->course->body : ent_reading_body(c->reading);
}

static bool takes_chair(const ent_line *line, uint32_t token) {
  static const char *const verbs[] = {"担任", "接任", "出任", "履行", "承担", "当选", "作为", "就任", "继任", NULL};
  for (size_t i = 0; line->owner[token] == 0 && verbs[i] != NULL; i++)
    if (ent_token_says(line, token, verbs[i])) return true;
  return false;
}

static bool is_wished(const ent_clauses *c, uint32_t first, uint32_t last) {
  for (uint32_t k = first; k < last; k++) {
    const ent_act *act = ent_act_at(c->reading, c->line, k);
    if (act != NULL && act->kind == ENT_ACT_STANCE && act->relation >= 0) return true;
    if (c->line->owner[k] == 0 && (c->line->tokens[k].classes & (ENT_SET(NEG) | ENT_SET(COND))) != 0) return true;
  }
  return false;
}

/* Who stands in front of the verb, over adverbs, dates, and whom it replaces: A于…接替B出任 */
static void holder(ent_clauses *c, uint32_t first, uint32_t verb, ent_party *who) {
  const ent_line *line = c->line;
  uint32_t at = verb;
  for (int tries = 0; tries < 2; tries++) {
    while (at > first) {
      const ent_occurrence *m = ent_mention_of(c->reading, line, at - 1);
      if (m != NULL && m->type == ENT_DATE)
        at = m->first > first && ent_token_free(line, m->first - 1, ENT_CLASS_LOC) ? m->first - 1 : m->first;
      else if (ent_token_free(line, at - 1, ENT_CLASS_ADV) || ent_token_free(line, at - 1, ENT_CLASS_PLAN) ||
               (line->owner[at - 1] == 0 && line->tokens[at - 1].kind == ENT_TOKEN_CHAR) ||
               (at < verb && line->owner[at] != 0 && line->tokens[at].kind == ENT_TOKEN_DATE &&
                (ent_token_mark(line, at - 1, LIST) || ent_token_free(line, at - 1, ENT_CLASS_CONJ))))
        at--; /* 将依次于2026年、2027年和2028年担任 */
      else
        break;
    }
    uint32_t start = ent_agents_before(c->reading, line, first, at, who);
    if (who->count == 0 || start == first || line->owner[start - 1] != 0 ||
        !(ent_token_says(line, start - 1, "接替") || ent_token_says(line, start - 1, "接任")))
      return;
    at = start - 1;
  }
}

/* 由X接任Y轮值主席国, X担任Y主席国, Y轮值主席国X */
static void chairs(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first; i < s->last; i++) {
    if (!is_chair(line, i)) continue;
    uint32_t verb = s->last;
    for (uint32_t k = s->first; k < s->last && verb == s->last; k++)
      if (takes_chair(line, k)) verb = k;
    const ent_occurrence *next = ent_mention_of(c->reading, line, i + 1);
    const ent_occurrence *owner = i > s->first ? ent_mention_of(c->reading, line, i - 1) : NULL;
    bool state = ent_token_says(line, i, "轮值主席国") || ent_token_says(line, i, "候任主席国") ||
                 ent_token_says(line, i, "主席国");
    if (verb == s->last && state && next != NULL && next->type == ENT_COUNTRY &&
        (owner != NULL ? owner->type == ENT_ORGANIZATION || owner->type == ENT_DATE : c->course->body != 0)) {
      uint32_t body = chaired_body(c, s->first, i);
      ent_claim_pair(c, next->thing, "chairs", body, ENT_ASSERTED, 82, "memberships: chair in apposition");
      continue;
    }
    if (verb == s->last ||
        (ent_token_says(line, i, "主席") && !ent_token_says(line, verb, "当选") && !ent_token_says(line, verb, "担任")))
      continue;
    ent_party who;
    holder(c, s->first, verb, &who);
    uint32_t body = verb < i ? chaired_body(c, verb, i) : chaired_body(c, s->first, i);
    if (who.count == 0 || body == 0 || is_wished(c, s->first, verb)) continue;
    for (uint32_t k = 0; k < who.count; k++)
      ent_claim_pair(c, who.things[k], "chairs", body, ENT_ASSERTED, 82, "memberships: chair");
    i = verb > i ? verb : i;
  }
}

/* X成为Y第28个成员国, X是Y成员国 */
static void becomes_member(ent_clauses *c, const ent_segment *s) {
  const ent_line *line = c->line;
  for (uint32_t i = s->first + 1; i + 1 < s->last; i++) {
    if (line->owner[i] != 0 || !(ent_token_says(line, i, "成为") || ent_token_says(line, i, "是"))) continue;
    const ent_occurrence *body = ent_mention_of(c->reading, line, i + 1);
    if (body == NULL || body->type != ENT_ORGANIZATION || body->thing == 0 || is_wished(c, s->first, i)) continue;
    bool member = false, other = false;
    for (uint32_t k = body->last; k < s->last; k++) {
      member = member || ent_token_says(line, k, "成员国") || ent_token_says(line, k, "成员") ||
               ent_token_says(line, k, "正式成员");
      other = other || ent_token_free(line, k, ENT_CLASS_OF) || ent_token_says(line, k, "候选");
    }
    ent_party who, with;
    if (!member || other || ent_subject_find(c->reading, line, s->first, i, &who, &with) != ENT_SUBJECT_FOUND) continue;
    for (uint32_t k = 0; k < who.count; k++)
      ent_claim_pair(c, who.things[k], "memberOf", body->thing, ENT_ASSERTED, 85, "memberships: becomes a member");
  }
}

void ent_claims_memberships(ent_clauses *c, uint32_t segment) {
  const ent_segment *s = &c->segments[segment];
  belongs(c, s, segment);
  becomes_member(c, s);
  parties_to(c, s);
  chairs(c, s);
}
