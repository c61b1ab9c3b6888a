/* Objects in front of their act: 对X…, a clause that names what the next one is about. */
#include "extract/claims.h"

#include <string.h>

/* 对X in front of the light verb, in this clause or in those before it: token range of X. */
bool ent_object_fronted(const ent_clauses *c, uint32_t segment, uint32_t before, uint32_t *first, uint32_t *last) {
  const ent_line *line = c->line;
  const ent_segment *s = &c->segments[segment];
  for (uint32_t i = s->first; i < before; i++) {
    if (line->owner[i] != 0 || !ent_token_is(&line->tokens[i], ENT_CLASS_OBJ)) continue;
    *first = i + 1;
    *last = before;
    /* a subject between object and verb: 对X双方予以高度评价 */
    while (*last > *first && line->owner[*last - 1] == 0 &&
           (line->tokens[*last - 1].classes & (ENT_SET(ADV) | ENT_SET(DEGREE) | ENT_SET(TIME) | ENT_SET(EACH))) != 0)
      (*last)--;
    const ent_occurrence *m = ent_mention_of(c->reading, line, *last - 1);
    if (m != NULL && m->first > *first + 1 && line->owner[m->first - 1] == 0 &&
        ent_token_says(line, m->first - 1, "向"))
      *last = m->first - 1; /* 就X向Y提出抗议 */
    return *last > *first;
  }
  if (segment == 0) return false;
  for (uint32_t k = segment; k > 0; k--) {
    const ent_segment *p = &c->segments[k - 1];
    if (p->mark != 0xFF0C && p->mark != ',' && p->mark != 0x3001) return false;
    uint32_t at = p->first;
    while (at < p->last && line->owner[at] == 0 &&
           (line->tokens[at].classes & (ENT_SET(ADV) | ENT_SET(CONJ) | ENT_SET(TIME))) != 0)
      at++;
    if (at < p->last && ent_token_free(line, at, ENT_CLASS_OBJ)) {
      *first = at + 1;
      *last = c->segments[segment - 1].last;
      return *last > *first;
    }
    if (segment - k >= 3) return false;
  }
  return false;
}

/* A clause that only names something: it begins with 对 or 凡, or it ends in a noun or a name and every verb in it is
 * an attribute. */
static bool is_topic(const ent_clauses *c, const ent_segment *p) {
  const ent_line *line = c->line;
  uint32_t end = p->last;
  while (end > p->first && line->owner[end - 1] == 0 && line->tokens[end - 1].kind == ENT_TOKEN_MARK)
    end--;
  if (end == p->first) return false;
  if (ent_token_free(line, p->first, ENT_CLASS_OBJ)) return true;
  bool of_phrase = false;
  for (uint32_t i = p->first; i + 1 < end; i++)
    of_phrase = of_phrase || (ent_token_free(line, i, ENT_CLASS_OF));
  bool noun = (of_phrase && line->tokens[end - 1].kind == ENT_TOKEN_CHAR) ||
              ent_mention_of(c->reading, line, end - 1) != NULL ||
              (line->tokens[end - 1].classes &
               (ENT_SET(NOUN) | ENT_SET(EFFORT) | ENT_SET(VERB_NOUN) | ENT_SET(EVENT_HEAD) | ENT_SET(VIOLENCE_HEAD) |
                ENT_SET(INSTRUMENT_HEAD) | ENT_SET(INITIATIVE_HEAD))) != 0;
  uint32_t of = p->first;
  for (uint32_t i = p->first; i < end; i++)
    if (ent_token_free(line, i, ENT_CLASS_OF)) of = i + 1;
  for (uint32_t i = of; i < end; i++)
    if (line->owner[i] == 0 &&
        ((ent_token_is(&line->tokens[i], ENT_CLASS_VERB) && !ent_token_is(&line->tokens[i], ENT_CLASS_NOUN)) ||
         ent_token_says(line, i, "了") || ent_token_is(&line->tokens[i], ENT_CLASS_SAY)))
      return false;
  return noun;
}

/* The clause in front as a topic: 将走廊政治化的言行，双方不予接受. */
bool ent_object_topic(const ent_clauses *c, uint32_t segment, uint32_t *first, uint32_t *last) {
  if (segment == 0) return false;
  const ent_segment *p = &c->segments[segment - 1];
  if (p->mark != 0xFF0C && p->mark != ',') return false;
  const ent_segment *own = &c->segments[segment];
  for (uint32_t i = own->first; i < own->last; i++)
    if (c->line->owner[i] == 0 && ent_token_says(c->line, i, "对此")) {
      *first = p->first; /* 对此 means the clause in front, whatever it is */
      *last = p->last;
      return true;
    }
  for (uint32_t i = p->first; i < p->last; i++) {
    const ent_act *act = ent_act_at(c->reading, c->line, i);
    if (act != NULL && act->relation >= 0 && !ent_act_is_attributive(c->line, i, p->last) &&
        !ent_act_is_nominal(c->line, p->first, i))
      return false;
  }
  if (!is_topic(c, p)) return false;
  *first = p->first;
  *last = p->last;
  while (*first < *last && c->line->owner[*first] == 0 &&
         (c->line->tokens[*first].classes & (ENT_SET(OBJ) | ENT_SET(ADV) | ENT_SET(CONJ))) != 0)
    (*first)++;
  return *last > *first;
}
