/* Countries in bound form: 中法双方, 俄乌冲突, 美俄, 伊方, 访巴, 吉议会. */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"
#include "ontology/table.h"

/* Weights in bound.tsv run to 100. */
#define SURE_WEIGHT 70

static bool is_bound(const ent_line *line, uint32_t token) {
  if (token >= line->token_count || line->owner[token] != 0) return false;
  const ent_token *t = &line->tokens[token];
  return t->entry != NULL && t->entry->bound != 0 && t->alias == 0 && t->point != 0;
}

/* A character that a word list knows as a word too (以, 和) is bound only among others. */
static bool is_free(const ent_line *line, uint32_t token) {
  return line->tokens[token].kind == ENT_TOKEN_CHAR;
}

/* One of the forms stands next to the token: 以 beside 巴. */
static bool is_beside(const ent_line *line, uint32_t token, ent_str forms) {
  ent_str form;
  while (ent_table_next_value(&forms, &form)) {
    if (token > 0 && ent_str_equal(ent_token_text(line, token - 1), form)) return true;
    if (token + 1 < line->token_count && ent_str_equal(ent_token_text(line, token + 1), form)) return true;
  }
  return false;
}

/* The country whose full name the document uses; else the first of the table if `certain` or if it is the only one. */
static const ent_row *resolve(const ent_reading *r, const ent_line *line, uint32_t token, bool certain) {
  const ent_entry *entry = line->tokens[token].entry;
  const ent_row *best = NULL;
  uint32_t votes = 0;
  for (uint32_t i = 0; i < entry->bound_count; i++) {
    const ent_bound *bound = &r->lexicon->bounds[entry->bound - 1 + i];
    if (r->bound_votes[bound->row] == 0 && is_beside(line, token, bound->with) && votes == 0)
      best = &r->lexicon->rows[bound->row];
    if (r->bound_votes[bound->row] > votes) {
      votes = r->bound_votes[bound->row];
      best = &r->lexicon->rows[bound->row];
    }
  }
  if (best == NULL && (certain || entry->bound_count == 1))
    best = &r->lexicon->rows[r->lexicon->bounds[entry->bound - 1].row];
  return best;
}

static void mark(ent_reading *r, ent_line *line, uint32_t first, uint32_t last, const ent_row *row, bool name) {
  ent_range where = ent_line_range(r, line, first, last);
  ent_str text = name ? ent_line_text(r, line, first, last) : row->name;
  uint32_t thing = ent_thing_get(r, (ent_type)row->type, row, text, NULL, where);
  line->tokens[first].thing = thing;
  if (thing != 0) ent_mention_add(r, line, first, last, (ent_type)row->type, thing, "bound");
}

/* What may follow a row of bound forms: 双方, 两国, 冲突, 关系, a named thing's head noun, a list mark. */
static bool is_cue(const ent_line *line, uint32_t token) {
  if (token >= line->token_count) return false;
  const ent_token *t = &line->tokens[token];
  const ent_class_set cues = ENT_SET(GROUP_WORD) | ENT_SET(GROUP_HEAD) | ENT_SET(MEETING_HEAD) | ENT_SET(EVENT_HEAD) |
                             ENT_SET(VIOLENCE_HEAD) | ENT_SET(ORG_HEAD) | ENT_SET(INSTRUMENT_HEAD) | ENT_SET(NOUN) |
                             ENT_SET(VERB_NOUN) | ENT_SET(OFFICE) | ENT_SET(PLACE_HEAD) | ENT_SET(GENERIC);
  if (t->kind == ENT_TOKEN_DATE) return true; /* 美俄2月18日在利雅得… */
  return t->kind == ENT_TOKEN_WORD && (t->classes & cues) != 0;
}

static uint32_t run_of(const ent_line *line, uint32_t token) {
  uint32_t end = token;
  while (is_bound(line, end) && end - token < 6)
    end++;
  return end;
}

/* Its full name stands in the document, or nobody would read the form otherwise (中, 美, 俄). */
static bool is_sure(const ent_reading *r, const ent_line *line, uint32_t token) {
  const ent_entry *entry = line->tokens[token].entry;
  for (uint32_t i = 0; i < entry->bound_count; i++) {
    const ent_bound *bound = &r->lexicon->bounds[entry->bound - 1 + i];
    if (r->bound_votes[bound->row] > 0 || (i == 0 && bound->weight >= SURE_WEIGHT) ||
        is_beside(line, token, bound->with))
      return true;
  }
  return false;
}

/* Among others at most one may be unsure: 埃亚德马 is a name, no four countries. */
static bool all_resolve(const ent_reading *r, const ent_line *line, uint32_t first, uint32_t last) {
  uint32_t unsure = 0;
  for (uint32_t i = first; i < last; i++) {
    if (resolve(r, line, i, true) == NULL) return false;
    unsure += is_sure(r, line, i) ? 0 : 1;
  }
  return unsure == 0 || (unsure == 1 && last - first == 2);
}

/* Something that stands for a party is in front: the run is not the inside of a transliterated name. */
static bool at_border(const ent_line *line, uint32_t token) {
  return token == 0 || line->tokens[token - 1].kind != ENT_TOKEN_CHAR || ent_token_says(line, token - 1, "访") ||
         ent_token_says(line, token - 1, "驻") || ent_token_says(line, token - 1, "涉") ||
         ent_token_says(line, token - 1, "援") || ent_token_says(line, token - 1, "抵");
}

static bool single_frame(const ent_line *line, uint32_t token) {
  static const char *const before[] = {"访", "驻", "赴", "对",   "涉", "援", "在", "抵",
                                       "同", "与", "从", "来自", "由", "和", NULL};
  static const char *const after[] = {"军",     "境",   "境内",   "政府", "议会",   "总统府", "外长", "总统",
                                      "总理",   "防长", "代办",   "央行", "议院",   "大使",   "国",   "外交部",
                                      "国防部", "官方", "军方",   "使馆", "大使馆", "当局",   "国内", "领导人",
                                      "副总理", "首相", "国务卿", "双边", NULL};
  bool has_before = false, has_after = false;
  for (size_t i = 0; before[i] != NULL && token > 0; i++)
    has_before = has_before || ent_token_says(line, token - 1, before[i]);
  for (size_t i = 0; after[i] != NULL; i++)
    has_after = has_after || ent_token_says(line, token + 1, after[i]);
  if (has_after) return true;
  if (!has_before) return false;
  return token + 1 >= line->token_count || line->tokens[token + 1].kind != ENT_TOKEN_CHAR;
}

static uint32_t at_token(ent_reading *r, ent_line *line, uint32_t token) {
  uint32_t end = run_of(line, token);
  if (end == token) return token + 1;
  /* X方: the side of one country */
  if ((is_free(line, token) || (line->tokens[token].point != 0 && is_sure(r, line, token))) && at_border(line, token) &&
      ent_token_says(line, token + 1, "方")) {
    const ent_row *row = resolve(r, line, token, true);
    if (row != NULL) mark(r, line, token, token + 2, row, true);
    return token + 2;
  }
  if (end - token >= 2 && is_free(line, token) && at_border(line, token)) {
    /* 中阿两国 | 中老泰: the last character may already begin the next word. */
    for (; end - token >= 2; end--) {
      if (is_cue(line, end) && all_resolve(r, line, token, end)) {
        for (uint32_t i = token; i < end; i++)
          mark(r, line, i, i + 1, resolve(r, line, i, true), false);
        return end;
      }
    }
    return token + 1;
  }
  bool listed = ent_token_mark(line, token + 1, 0x3001) && is_bound(line, token + 2) && is_free(line, token + 2);
  bool in_list = token >= 2 && ent_token_mark(line, token - 1, 0x3001) && line->owner[token - 2] != 0 &&
                 line->tokens[token - 2].point != 0 && is_cue(line, token + 1);
  if (is_free(line, token) && at_border(line, token) && (single_frame(line, token) || listed || in_list)) {
    const ent_row *row = resolve(r, line, token, false);
    if (row != NULL) mark(r, line, token, token + 1, row, false);
  }
  return token + 1;
}

/* The parties in the name of a conflict (俄乌冲突, 苏丹武装冲突) are named with it. */
static void conflict(ent_reading *r, ent_line *line, uint32_t token) {
  const ent_occurrence *m = ent_mention_of(r, line, token);
  const ent_row *event = m->thing != 0 ? ent_thing_at(r, m->thing)->row : NULL;
  if (event == NULL || !(ent_str_equal(event->kind, ENT_STR("conflict")) ||
                         ent_str_equal(event->kind, ENT_STR("war")) || ent_str_equal(event->kind, ENT_STR("crisis"))))
    return;
  ent_str text = ent_token_text(line, token);
  const ent_lexicon *x = r->lexicon;
  const ent_row *found[2] = {NULL, NULL};
  for (size_t n = text.len - 3; n >= 6 && found[0] == NULL; n -= 3) { /* a full name in front */
    const ent_entry *entry = ent_lexicon_find(x, ent_str_make(text.ptr, n));
    if (entry != NULL && entry->sense_count > 0 && x->rows[x->senses[entry->first_sense].row].type == ENT_COUNTRY)
      found[0] = &x->rows[x->senses[entry->first_sense].row];
  }
  for (uint32_t i = 0; found[0] == NULL && i < 2 && text.len >= 9; i++) { /* two bound forms */
    const ent_entry *entry = ent_lexicon_find(x, ent_str_make(text.ptr + 3 * i, 3));
    if (entry == NULL || entry->bound == 0) return;
    uint32_t votes = 0;
    const ent_row *best = &x->rows[x->bounds[entry->bound - 1].row];
    for (uint32_t k = 0; k < entry->bound_count; k++) {
      const ent_bound *bound = &x->bounds[entry->bound - 1 + k];
      if (r->bound_votes[bound->row] > votes) {
        votes = r->bound_votes[bound->row];
        best = &x->rows[bound->row];
      }
    }
    found[i] = best;
    if (i == 0) continue;
    for (int k = 0; k < 2; k++) {
      uint32_t thing = ent_thing_get(r, (ent_type)found[k]->type, found[k], found[k]->name, NULL, m->where);
      if (thing != 0) ent_thing_at(r, thing)->kept = true;
    }
    return;
  }
  if (found[0] != NULL) {
    uint32_t thing = ent_thing_get(r, ENT_COUNTRY, found[0], found[0]->name, NULL, m->where);
    if (thing != 0) ent_thing_at(r, thing)->kept = true;
  }
}

void ent_names_bound(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, line, i);
    if (m != NULL && m->type == ENT_EVENT && m->first == i) conflict(r, line, i);
  }
  for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK;)
    i = at_token(r, line, i);
}
