/* Votes: 赞成10票（A、B和C），反对1票（D）; A、B等国投票反对; A投反对票. A vote for is support, a vote against
 * opposition (ANNOTATION.md, decisions); abstentions are neither. */
#include "extract/claims.h"

#include <string.h>

static bool free_says(const ent_line *line, uint32_t token, const char *word) {
  return token < line->token_count && line->owner[token] == 0 && ent_token_says(line, token, word);
}

/* What a word for or against says: the relation, or -1. */
static int32_t direction(const ent_clauses *c, uint32_t token) {
  const ent_ontology *o = c->reading->ontology;
  if (free_says(c->line, token, "赞成") || free_says(c->line, token, "赞成票") || free_says(c->line, token, "支持"))
    return ent_ontology_relation_find(o, ENT_STR("supports"));
  if (free_says(c->line, token, "反对") || free_says(c->line, token, "反对票"))
    return ent_ontology_relation_find(o, ENT_STR("opposes"));
  return -1;
}

/* What is voted on: an instrument of the line, else the words before the first colon, else what was voted on before. */
static uint32_t vote_object(ent_clauses *c, uint32_t before) {
  const ent_line *line = c->line;
  ent_reading *r = c->reading;
  for (uint32_t i = 0; i < line->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    if (m != NULL && m->type == ENT_TREATY && m->thing != 0) return c->course->vote = m->thing;
  }
  uint32_t first = c->segment_count > 0 ? c->segments[0].first : 0;
  uint32_t last = c->segment_count > 0 ? c->segments[0].last : 0;
  if (c->segment_count > 1 && c->segments[0].mark == 0xFF1A && last <= before && last > first) {
    ent_party objects;
    ent_objects_read(r, c->line, first, last, &objects);
    if (objects.count == 1) return c->course->vote = objects.things[0];
  }
  return c->course->vote;
}

static void claim(ent_clauses *c, const ent_party *who, int32_t relation, uint32_t token) {
  uint32_t object = who->count > 0 ? vote_object(c, token) : 0;
  if (object == 0) return;
  ent_party objects = {{object}, 1};
  ent_claim_add(c, who, relation, &objects, ENT_ASSERTED, ENT_STR(""), 88, ENT_STR("votes: how a state voted"));
}

/* 赞成10票（…） */
static void counted(ent_clauses *c, uint32_t token, int32_t relation) {
  const ent_line *line = c->line;
  ent_party who;
  if (line->tokens[token + 1].kind != ENT_TOKEN_NUMBER || !free_says(line, token + 2, "票")) return;
  if (!ent_aside_countries(c->reading, line, token + 2, &who) && !ent_aside_one(c->reading, line, token + 2, &who))
    return;
  claim(c, &who, relation, token);
}

/* A、B等国投票反对, A投了反对票, 投反对票的只有A和B */
static void cast(ent_clauses *c, uint32_t token, int32_t relation) {
  const ent_line *line = c->line;
  uint32_t at = token;
  while (at > 0 && (free_says(line, at - 1, "投") || free_says(line, at - 1, "投票") || free_says(line, at - 1, "了") ||
                    free_says(line, at - 1, "投下")))
    at--;
  if (at == token) return;
  ent_party who;
  if (token + 1 < line->token_count && ent_token_free(line, token + 1, ENT_CLASS_OF)) {
    uint32_t list = token + 2;
    while (free_says(line, list, "只有") || free_says(line, list, "有") || free_says(line, list, "是") ||
           free_says(line, list, "仅有"))
      list++;
    ent_agents_read(c->reading, line, list, line->token_count, &who);
  } else {
    while (at > 0 && ent_token_free(line, at - 1, ENT_CLASS_ADV))
      at--;
    ent_agents_before(c->reading, line, 0, at, &who);
  }
  claim(c, &who, relation, token);
}

void ent_claims_votes(ent_clauses *c) {
  for (uint32_t i = 0; i + 1 < c->line->token_count; i++) {
    int32_t relation = direction(c, i);
    if (relation < 0) continue;
    counted(c, i, relation);
    cast(c, i, relation);
  }
}
