/* Places: 阿蒂博尼特省, 布良斯克州, 米尔巴莱监狱, and what stands behind 在, 首都. */
#include <string.h>

#include "extract/names.h"
#include "graph/utf8.h"

static bool transliterated_run(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (line->tokens[i].point == 0 ||
        !(i == first ? ent_lexicon_transliterates(r->lexicon, line->tokens[i].point)
                     : ent_lexicon_transliterates_weakly(r->lexicon, line->tokens[i].point)))
      return false;
  return last > first;
}

static bool is_site(const ent_line *line, uint32_t head) {
  static const char *const sites[] = {"基地", "机场",   "国际机场", "监狱", "医院",   "核电站", "大桥", "港口",
                                      "口岸", "难民营", "音乐厅",   "教堂", "清真寺", "广场",   NULL};
  for (size_t i = 0; sites[i] != NULL; i++)
    if (ent_token_says(line, head, sites[i])) return true;
  return false;
}

static void place_with_head(ent_reading *r, ent_line *line, uint32_t head) {
  if (head == 0) return;
  const ent_occurrence *m = ent_mention_of(r, line, head - 1);
  uint32_t first = head;
  uint32_t site = head; /* 卡利空军基地: nouns between the place and what stands there */
  while (site > 0 && head - site < 2 && line->owner[site - 1] == 0 &&
         (line->tokens[site - 1].classes & (ENT_SET(NOUN) | ENT_SET(ORG_HEAD))) != 0 &&
         !ent_token_is(&line->tokens[site - 1], ENT_CLASS_VERB))
    site--;
  const ent_occurrence *at_site = site > 0 && site < head ? ent_mention_of(r, line, site - 1) : NULL;
  if (at_site != NULL && at_site->type == ENT_PLACE && is_site(line, head))
    first = at_site->first;
  else if (m != NULL && m->type == ENT_PLACE) {
    first = m->first;
  } else {
    while (first > 0 && line->owner[first - 1] == 0 && line->tokens[first - 1].kind == ENT_TOKEN_CHAR &&
           head - first < 8)
      first--;
    if (head - first < 2 || !transliterated_run(r, line, first, head)) return;
  }
  ent_str name = ent_line_text(r, line, first, head + 1), bare = ent_line_text(r, line, first, head);
  uint32_t thing = m != NULL && m->type == ENT_PLACE ? m->thing : 0;
  if (thing != 0 &&
      !(ent_token_says(line, head, "市") || ent_token_says(line, head, "省") || ent_token_says(line, head, "州")))
    thing = 0; /* 福岛第一核电站 is not 福岛 */
  if (thing == 0)
    thing = ent_thing_get(r, ENT_PLACE, NULL, name, "place head", ent_line_range(r, line, first, head + 1));
  ent_thing_name(r, thing, name);
  if (m == NULL && line->tokens[head].point != 0 && ent_utf8_count(bare.ptr, bare.len) >= 2) {
    ent_thing_name(r, thing, bare);
    ent_alias_add(r, bare, thing);
  }
  ent_mention_add(r, line, first, head + 1, ENT_PLACE, thing, "place head");
}

static void place_behind(ent_reading *r, ent_line *line, uint32_t token) {
  uint32_t end = token;
  while (end < line->token_count && line->owner[end] == 0 && line->tokens[end].kind == ENT_TOKEN_CHAR &&
         end - token < 8)
    end++;
  if (end - token < 2) return;
  bool closes = end >= line->token_count || line->tokens[end].kind == ENT_TOKEN_MARK ||
                (line->tokens[end].classes & (ENT_SET(HOLD) | ENT_SET(OCCUR) | ENT_SET(OF) | ENT_SET(ETC) |
                                              ENT_SET(VERB) | ENT_SET(CONJ) | ENT_SET(PASSIVE) | ENT_SET(BY))) != 0 ||
                (line->tokens[end].entry != NULL && line->tokens[end].entry->act != 0);
  if (!closes || !transliterated_run(r, line, token, end)) return;
  ent_str name = ent_line_text(r, line, token, end);
  uint32_t thing = ent_thing_get(r, ENT_PLACE, NULL, name, "place behind", ent_line_range(r, line, token, end));
  ent_alias_add(r, name, thing);
  ent_mention_add(r, line, token, end, ENT_PLACE, thing, "place behind");
}

void ent_names_places(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
    const ent_token *t = &line->tokens[i];
    if (line->owner[i] != 0) continue;
    if (ent_token_is(t, ENT_CLASS_PLACE_HEAD)) place_with_head(r, line, i);
    if (line->owner[i] != 0 || i == 0) continue;
    const ent_token *before = &line->tokens[i - 1];
    if (t->kind == ENT_TOKEN_CHAR && (ent_token_is(before, ENT_CLASS_LOC) || ent_token_is(before, ENT_CLASS_CAPITAL) ||
                                      ent_token_is(before, ENT_CLASS_SITED)))
      place_behind(r, line, i);
  }
  if (line->aside && line->token_count > 0 && line->owner[0] == 0) place_behind(r, line, 0);
}
