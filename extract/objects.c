#include "extract/claims.h"

#include <string.h>

#include "graph/utf8.h"

#define LIST 0x3001u

static bool is_verb(const ent_line *line, uint32_t token) {
  const ent_token *t = &line->tokens[token];
  return line->owner[token] == 0 && t->kind == ENT_TOKEN_WORD &&
         ((ent_token_is(t, ENT_CLASS_VERB) && !ent_token_is(t, ENT_CLASS_NOUN)) ||
          (t->classes & (ENT_SET(HOLD) | ENT_SET(OCCUR) | ENT_SET(LIGHT) | ENT_SET(SITED))) != 0 ||
          (t->entry != NULL && t->entry->act != 0 && (t->classes & (ENT_SET(NOUN) | ENT_SET(VERB_NOUN))) == 0));
}

static bool is_join(const ent_line *line, uint32_t token) {
  return line->owner[token] == 0 &&
         (ent_token_mark(line, token, LIST) || ent_token_is(&line->tokens[token], ENT_CLASS_CONJ)) &&
         !ent_token_says(line, token, "并") && !ent_token_says(line, token, "而") && !ent_token_says(line, token, "且");
}

static void trim(const ent_line *line, uint32_t *first, uint32_t *last) {
  while (*first < *last) {
    const ent_token *t = &line->tokens[*first];
    bool mark = t->kind == ENT_TOKEN_MARK && line->owner[*first] == 0 && t->point != 0x201C && t->point != 0x2018;
    bool particle = ent_token_says(line, *first, "了") || ent_token_says(line, *first, "着");
    if (!mark && !particle && !(is_join(line, *first))) break;
    (*first)++;
  }
  while (*last > *first) {
    const ent_token *t = &line->tokens[*last - 1];
    bool mark = t->kind == ENT_TOKEN_MARK && line->owner[*last - 1] == 0;
    if (mark && t->point == 0x201D) {
      /* a closing quotation mark stays if its opening one is inside */
      bool opened = false;
      for (uint32_t i = *first; i + 1 < *last; i++)
        opened = opened || ent_token_mark(line, i, 0x201C);
      mark = !opened;
    }
    if (!mark && !is_join(line, *last - 1)) break;
    (*last)--;
  }
}

/* The thing that the phrase names as its head, 0 if it is an issue. */
static uint32_t head_of(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  const ent_occurrence *m = ent_mention_of(r, line, last - 1);
  uint32_t end = last;
  if (m == NULL && ent_token_mark(line, last - 1, 0x201D) && last - 1 > first) {
    end = last - 1;
    m = ent_mention_of(r, line, end - 1);
  }
  if (m == NULL || m->thing == 0 || m->last != end || m->type == ENT_DATE) return 0;
  uint32_t start = m->first;
  if (start > first && ent_token_mark(line, start - 1, 0x201C)) start--;
  if (start == first) return m->thing;
  if (m->type == ENT_COUNTRY || m->type == ENT_PLACE || m->type == ENT_GROUP || m->type == ENT_PERSON) return 0;
  if (start > first && ent_token_is(&line->tokens[start - 1], ENT_CLASS_OF))
    return is_verb(line, first) && !ent_is_agent(r, line, first) ? 0 : m->thing;
  /* 落实《X》, 共建“一带一路”: a verb in front makes it an issue; nouns and names in front do not */
  for (uint32_t i = first; i < start; i++)
    if (line->owner[i] == 0 &&
        ((line->tokens[i].classes & (ENT_SET(VERB) | ENT_SET(VERB_NOUN) | ENT_SET(LOC) | ENT_SET(OBJ) | ENT_SET(TO) |
                                     ENT_SET(WITH) | ENT_SET(CONJ))) != 0 ||
         (line->tokens[i].entry != NULL && line->tokens[i].entry->act != 0)))
      return 0;
  return m->thing;
}

static void add(ent_reading *r, ent_line *line, uint32_t first, uint32_t last, ent_party *objects) {
  trim(line, &first, &last);
  /* “X”行动、“Y”行动等活动: what sums the list up is not part of its last name */
  for (uint32_t i = first + 1; i + 1 < last && last - i < 4; i++)
    if (ent_token_is(&line->tokens[i], ENT_CLASS_ETC) && line->owner[i] == 0 && ent_mention_of(r, line, i - 1) != NULL)
      last = i;
  if (first >= last || objects->count >= ENT_LIST_MAX) return;
  /* a phrase in quotation marks as a whole is the phrase */
  uint32_t thing = head_of(r, line, first, last);
  if (thing == 0) {
    ent_str name = ent_line_text(r, line, first, last);
    if (ent_utf8_count(name.ptr, name.len) < 2) return;
    thing = ent_thing_get(r, ENT_ISSUE, NULL, name, "object of a stance", ent_line_range(r, line, first, last));
  }
  if (thing != 0) objects->things[objects->count++] = thing;
}

static bool is_noun(const ent_line *line, uint32_t token) {
  return line->owner[token] == 0 &&
         (line->tokens[token].classes & (ENT_SET(NOUN) | ENT_SET(EFFORT) | ENT_SET(INSTRUMENT_HEAD))) != 0;
}

/* A piece that could stand alone as an object: a name, or a noun phrase without a verb of its own. */
static bool stands_alone(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  if (first >= last) return false;
  uint32_t inside_of = last;
  for (uint32_t i = first; i < last; i++)
    if (ent_token_is(&line->tokens[i], ENT_CLASS_OF) && line->owner[i] == 0) inside_of = i;
  /* verbs behind the last 的 make it a clause; those before it are attributes */
  for (uint32_t i = inside_of < last ? inside_of : first; i < last; i++)
    if (is_verb(line, i) && i + 1 < last && !(i + 2 == last && i > first && is_noun(line, i + 1))) /* 水会议筹备方案 */
      return false;
  (void)r;
  return true;
}

static bool has_class(const ent_line *line, uint32_t first, uint32_t last, ent_class class) {
  for (uint32_t i = first; i < last; i++)
    if (line->owner[i] == 0 && ent_token_is(&line->tokens[i], class)) return true;
  return false;
}

static bool ends_in_effort(const ent_line *line, uint32_t last) {
  return last > 0 && ent_token_is(&line->tokens[last - 1], ENT_CLASS_EFFORT) && line->owner[last - 1] == 0;
}

/* One quotation, or one mention and nothing else. */
static bool is_one_name(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  const ent_occurrence *m = ent_mention_of(r, line, first);
  if (m != NULL && m->first == first && m->last == last) return !ent_is_agent(r, line, first);
  return ent_token_mark(line, first, 0x201C) && ent_token_mark(line, last - 1, 0x201D);
}

static bool one_mention(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  const ent_occurrence *m = ent_mention_of(r, line, first);
  return m != NULL && m->first == first && m->last == last;
}

/* Every piece can be an object of its own, and none leans on what only the last one has. */
static bool all_stand_alone(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last,
                            const uint32_t *points, uint32_t count) {
  /* A、B和C: every piece must be able to stand alone, and none may lean on a 的 that only the last piece has. */
  /* 信息和通信技术领域军事化: a bare noun shares what follows */
  if (count == 1 && points[0] == first + 1 && line->owner[first] == 0 && last - points[0] > 3 &&
      !ent_token_mark(line, points[0], LIST))
    return false;
  uint32_t begin = first;
  bool first_has_of = has_class(line, first, points[0], ENT_CLASS_OF);
  for (uint32_t i = 0; i <= count; i++) {
    uint32_t end = i < count ? points[i] : last;
    if (!stands_alone(r, line, begin, end)) return false;
    bool of = has_class(line, begin, end, ENT_CLASS_OF);
    if (i > 0 && i == count && of && !first_has_of && has_class(line, begin, end, ENT_CLASS_VERB))
      return false; /* A人民和B人民争取独立的斗争 */
    if (i > 0 && of && !first_has_of && i == count && ent_mention_of(r, line, begin) == NULL) return false;
    const ent_occurrence *place = ent_mention_of(r, line, begin);
    if (i < count && place != NULL && place->type == ENT_PLACE && place->last == end &&
        !one_mention(r, line, points[count - 1] + 1, last))
      return false; /* 太子港及阿蒂博尼特省案件激增 */
    bool agent_only = i < count && ent_is_agent(r, line, begin) && ent_mention_of(r, line, begin)->last == end;
    if (agent_only && !(ent_is_agent(r, line, last - 1) && ent_mention_of(r, line, last - 1)->last == last &&
                        ent_mention_of(r, line, last - 1)->first == points[count - 1] + 1))
      return false;
    begin = end + 1;
  }
  if (is_verb(line, first) || ent_token_says(line, first, "将") || ent_token_says(line, first, "把")) return false;
  if ((line->tokens[first].classes & ENT_SET(VERB_NOUN)) != 0 && line->owner[first] == 0 && !first_has_of) return false;
  if (has_class(line, first, points[0], ENT_CLASS_LOC) || has_class(line, first, points[0], ENT_CLASS_TO) ||
      has_class(line, first, points[0], ENT_CLASS_OBJ))
    return first_has_of;
  return true;
}

/* Where the phrase falls apart into objects of their own: joins on its top level. */
static uint32_t split_points(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last,
                             uint32_t *points, uint32_t capacity) {
  uint32_t count = 0;
  int quotes = 0;
  for (uint32_t i = first; i < last && count < capacity; i++) {
    if (ent_token_mark(line, i, 0x201C))
      quotes++;
    else if (ent_token_mark(line, i, 0x201D) && quotes > 0)
      quotes--;
    if (quotes > 0 || !is_join(line, i) || i == first || i + 1 >= last) continue;
    points[count++] = i;
  }
  if (count == 0) return 0;
  /* 以及, or a join between two phrases that both end in 成果, 倡议, …: sure */
  uint32_t sure = 0, sure_points[32];
  bool firm = false;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = points[i];
    bool strong = ent_token_says(line, at, "以及") && stands_alone(r, line, at + 1, last) && !is_verb(line, first);
    bool efforts = ends_in_effort(line, at) && ends_in_effort(line, last) && has_class(line, first, at, ENT_CLASS_OF);
    bool alone = i + 1 == count && has_class(line, first, at, ENT_CLASS_OF) && !is_verb(line, first) &&
                 is_one_name(r, line, at + 1, last);
    firm = firm || strong || efforts;
    if (strong || efforts || alone) sure_points[sure++] = at;
  }
  if (!firm && all_stand_alone(r, line, first, last, points, count)) return count;
  memcpy(points, sure_points, sure * sizeof *points);
  return sure;
}

void ent_objects_read(ent_reading *r, ent_line *line, uint32_t first, uint32_t last, ent_party *objects) {
  objects->count = 0;
  trim(line, &first, &last);
  if (first >= last) return;
  uint32_t points[32];
  uint32_t count = split_points(r, line, first, last, points, 32);
  uint32_t begin = first;
  for (uint32_t i = 0; i <= count; i++) {
    uint32_t end = i < count ? points[i] : last;
    add(r, line, begin, end, objects);
    begin = end + 1;
  }
}
