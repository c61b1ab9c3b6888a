/* Groups of states and leaders: 成员国, 双方, 六国外长, 我们, 七国集团外长; and countries with what speaks for them
 * (中国政府, 法国代表团). */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

static bool contains(ent_str text, const char *part) {
  size_t n = strlen(part);
  for (size_t i = 0; i + n <= text.len; i++)
    if (memcmp(text.ptr + i, part, n) == 0) return true;
  return false;
}

/* The body whose members a bare 成员国 means: the one named most often that has members of its own. */
uint32_t ent_reading_body(ent_reading *r) {
  const ent_row *body_row = NULL;
  uint32_t best = 0, most = 0;
  for (uint32_t i = 0; i < r->thing_count; i++) {
    const ent_thing *t = &r->things[i];
    if (t->hidden || !ent_thing_is_body(t)) continue;
    uint32_t votes = r->bound_votes[t->row - r->lexicon->rows] + 1;
    if (votes > most) {
      most = votes;
      best = i + 1;
    }
  }
  for (uint32_t i = 0; best == 0 && i < r->lexicon->row_count; i++) {
    /* named only inside the name of something else, such as the title */
    const ent_row *row = &r->lexicon->rows[i];
    ent_thing probe = {.type = row->type, .row = row};
    if (r->bound_votes[i] > most && ent_thing_is_body(&probe)) {
      most = r->bound_votes[i];
      body_row = row;
    }
  }
  return best != 0 || body_row == NULL
             ? best
             : ent_thing_get(r, ENT_ORGANIZATION, body_row, body_row->name, NULL, (ent_range){0, 0});
}

static uint32_t group_ending_in(const ent_reading *r, const char *ending) {
  size_t n = strlen(ending);
  for (uint32_t i = 0; i < r->thing_count; i++) {
    const ent_thing *t = &r->things[i];
    if (t->type == ENT_GROUP && !t->hidden && t->name.len > n && memcmp(t->name.ptr + t->name.len - n, ending, n) == 0)
      return i + 1;
  }
  return 0;
}

/* The group that a bare word for the parties stands for; made when it is met first. */
static uint32_t parties(ent_reading *r, ent_str text, ent_str folded, ent_range where) {
  if (contains(folded, "成员国") || contains(folded, "会员国")) {
    uint32_t full = group_ending_in(r, "成员国");
    uint32_t body = full == 0 ? ent_reading_body(r) : 0;
    if (body != 0 && contains(folded, "成员国")) {
      ent_str owner = ent_thing_at(r, body)->name;
      ent_str name = ent_arena_format(r->arena, "%.*s成员国", (int)owner.len, owner.ptr);
      if (name.ptr != NULL) full = ent_thing_get(r, ENT_GROUP, NULL, name, "members", where);
    }
    if (full != 0) {
      if (r->parties == 0) r->parties = full;
      return full;
    }
  }
  if (r->parties == 0) r->parties = ent_thing_get(r, ENT_GROUP, NULL, text, "parties", where);
  return r->parties;
}

static bool is_leader_word(const ent_line *line, uint32_t token) {
  return token < line->token_count && line->owner[token] == 0 &&
         (ent_token_is(&line->tokens[token], ENT_CLASS_OFFICE) ||
          ent_token_is(&line->tokens[token], ENT_CLASS_GROUP_HEAD) ||
          ent_token_is(&line->tokens[token], ENT_CLASS_EXTEND) || ent_token_says(line, token, "们"));
}

static void group_word(ent_reading *r, ent_line *line, uint32_t token) {
  ent_str folded = ent_token_text(line, token), text = ent_line_text(r, line, token, token + 1);
  ent_range where = ent_line_range(r, line, token, token + 1);
  const ent_occurrence *before = token > 0 ? ent_mention_of(r, line, token - 1) : NULL;
  uint32_t last = token + 1;
  while (last < token + 3 && is_leader_word(line, last))
    last++;
  bool owned = before != NULL && before->thing != 0 &&
               (before->type == ENT_ORGANIZATION || (before->type == ENT_GROUP && contains(folded, "成员国")));
  if (owned && contains(folded, "国")) { /* 上海合作组织（以下称…）成员国领导人 */
    ent_str name = ent_line_text(r, line, before->first, token + 1);
    ent_str owner = ent_thing_at(r, before->thing)->name;
    ent_str full = ent_arena_format(r->arena, "%.*s%.*s", (int)owner.len, owner.ptr, (int)text.len, text.ptr);
    uint32_t thing = full.ptr != NULL ? ent_thing_find(r, ENT_GROUP, full) : 0;
    const ent_entry *entry = NULL;
    ent_str key;
    if (thing == 0 && full.ptr != NULL && ent_fold_string(r->lexicon->fold, r->arena, full, &key) == ENT_OK)
      entry = ent_lexicon_find(r->lexicon, key);
    if (thing == 0 && entry != NULL && entry->sense_count > 0) {
      const ent_row *row = &r->lexicon->rows[r->lexicon->senses[entry->first_sense].row];
      if (row->type == ENT_GROUP) thing = ent_thing_get(r, ENT_GROUP, row, full, NULL, where);
    }
    if (thing == 0 && full.ptr != NULL) thing = ent_thing_get(r, ENT_GROUP, NULL, full, "members", where);
    ent_thing_name(r, thing, name);
    ent_thing_name(r, thing, ent_line_text(r, line, before->first, last));
    if (r->parties == 0 && contains(folded, "成员国")) r->parties = thing;
    ent_mention_add(r, line, before->first, last, ENT_GROUP, thing, "members");
    return;
  }
  const ent_entry *entry = line->tokens[token].entry;
  bool other = entry != NULL && ent_str_equal(entry->value, ENT_STR("other"));
  uint32_t thing;
  if (other && !(ent_str_equal(folded, ENT_STR("各方")) && r->parties != 0 &&
                 contains(ent_thing_at(r, r->parties)->name, "成员国"))) {
    thing = ent_thing_get(r, ENT_GROUP, NULL, text, "parties", where);
    if (thing != 0) ent_thing_at(r, thing)->optional = true;
  } else {
    thing = parties(r, text, folded, where);
  }
  if (thing == 0) return;
  ent_thing_name(r, thing, text);
  if (last > token + 1) ent_thing_name(r, thing, ent_line_text(r, line, token, last));
  /* 中法双方, 老、泰两方: the bound countries stay mentions of their own */
  uint32_t first = token;
  while (first > 0 && ent_mention_of(r, line, first - 1) != NULL && line->tokens[first - 1].point != 0 &&
         ent_mention_of(r, line, first - 1)->type == ENT_COUNTRY)
    first--;
  if (first < token) ent_thing_name(r, thing, ent_line_text(r, line, first, last));
  ent_mention_add(r, line, token, last, ENT_GROUP, thing, "parties");
}

/* 七国集团外长, 金砖国家外长和国际关系部长: an office in the plural behind a body or group, with no name behind it. */
static void officials(ent_reading *r, ent_line *line, uint32_t token) {
  const ent_occurrence *before = token > 0 ? ent_mention_of(r, line, token - 1) : NULL;
  if (before == NULL || before->thing == 0) return;
  uint32_t last = token + 1;
  while (last < line->token_count && last < token + 3 && is_leader_word(line, last))
    last++;
  const ent_occurrence *next = ent_mention_of(r, line, ent_token_mark(line, last, ' ') ? last + 1 : last);
  if (next != NULL && next->type == ENT_PERSON) return;
  static const char *const plural[] = {"外长", "外交部长",           "领导人", "元首", "部长", "国家元首", "总理",
                                       "防长", "国家元首和政府首脑", "财长",   "首脑", "国家", NULL};
  bool stands_for_many = false;
  for (size_t i = 0; plural[i] != NULL; i++)
    stands_for_many = stands_for_many || ent_token_says(line, token, plural[i]);
  if (before->type == ENT_COUNTRY) {
    /* 伊朗总统 without a name speaks for the country */
    ent_mention_add(r, line, before->first, last, ENT_COUNTRY, before->thing, "office");
    return;
  }
  if (!stands_for_many || (before->type != ENT_ORGANIZATION && before->type != ENT_GROUP)) return;
  ent_str name = ent_line_text(r, line, before->first, last);
  ent_range where = ent_line_range(r, line, before->first, last);
  uint32_t thing;
  if (before->type == ENT_GROUP && before->thing == r->parties) {
    thing = r->parties;
    ent_thing_name(r, thing, name);
  } else {
    thing = ent_thing_get(r, ENT_GROUP, NULL, name, "officials", where);
  }
  ent_mention_add(r, line, before->first, last, ENT_GROUP, thing, "officials");
}

/* 东盟国家, 湄公河国家: states named after a place or a body. */
static void states_of(ent_reading *r, ent_line *line, uint32_t token) {
  const ent_occurrence *before = token > 0 ? ent_mention_of(r, line, token - 1) : NULL;
  if (before == NULL || before->thing == 0 || (before->type != ENT_PLACE && before->type != ENT_ORGANIZATION)) return;
  ent_str name = ent_line_text(r, line, before->first, token + 1);
  uint32_t thing =
      ent_thing_get(r, ENT_GROUP, NULL, name, "states of", ent_line_range(r, line, before->first, token + 1));
  ent_mention_add(r, line, before->first, token + 1, ENT_GROUP, thing, "states of");
}

static void extended_country(ent_reading *r, ent_line *line, uint32_t token) {
  const ent_occurrence *before = token > 0 ? ent_mention_of(r, line, token - 1) : NULL;
  if (before == NULL || before->type != ENT_COUNTRY || before->thing == 0) return;
  uint32_t last = token + 1;
  while (last < line->token_count && last < token + 2 && ent_token_free(line, last, ENT_CLASS_EXTEND))
    last++;
  ent_mention_add(r, line, before->first, last, ENT_COUNTRY, before->thing, "extended");
}

/* 他, 她: the person who was named last in front of what he says or does, else the last one named. */
static void pronoun(ent_reading *r, ent_line *line, uint32_t token) {
  uint32_t last = 0;
  for (uint32_t i = r->mention_count; i > 0; i--) {
    const ent_occurrence *m = &r->mentions[i - 1];
    if (m->type != ENT_PERSON || m->thing == 0 || m->first == m->last || m->line == line->index) continue;
    if (last == 0) last = m->thing;
    if (m->line + 3 < line->index) break;
    const ent_line *there = &r->lines[m->line];
    bool governed =
        m->first > 0 && there->owner[m->first - 1] == 0 &&
        (there->tokens[m->first - 1].classes & (ENT_SET(TO) | ENT_SET(OBJ) | ENT_SET(WITH) | ENT_SET(BY))) != 0;
    bool leads = !governed && m->last < there->token_count &&
                 (there->tokens[m->last].classes & (ENT_SET(SAY) | ENT_SET(ADV) | ENT_SET(VERB) | ENT_SET(TO))) != 0;
    if (leads) {
      last = m->thing;
      break;
    }
  }
  if (last != 0) ent_mention_add(r, line, token, token + 1, ENT_PERSON, last, "pronoun");
}

/* 柬埔寨首相洪玛奈说：“我们反对…”: the country of who is quoted. */
static uint32_t quoted_country(const ent_reading *r, const ent_line *line, uint32_t token) {
  bool quoted = false;
  for (uint32_t i = token; i > 0; i--) {
    quoted = quoted || ent_token_mark(line, i - 1, 0x201C) || ent_token_mark(line, i - 1, 0xFF1A);
    const ent_occurrence *m = ent_mention_of(r, line, i - 1);
    if (m == NULL || m->type != ENT_PERSON || m->thing == 0) continue;
    return quoted ? ent_represented_by(r, m->thing, true) : 0;
  }
  return 0;
}

static void self(ent_reading *r, ent_line *line, uint32_t token) {
  if (ent_token_says(line, token, "我")) {
    if (r->speaker != 0) ent_mention_add(r, line, token, token + 1, ENT_PERSON, r->speaker, "self");
    return;
  }
  uint32_t self = r->self != 0 ? r->self : quoted_country(r, line, token);
  if (self != 0) ent_mention_add(r, line, token, token + 1, (ent_type)ent_thing_at(r, self)->type, self, "self");
}

void ent_names_groups(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
    const ent_token *t = &line->tokens[i];
    if (line->owner[i] != 0 || t->kind != ENT_TOKEN_WORD) continue;
    const ent_occurrence *before = i > 0 ? ent_mention_of(r, line, i - 1) : NULL;
    if (ent_token_is(t, ENT_CLASS_EXTEND) && before != NULL && before->type == ENT_COUNTRY)
      extended_country(r, line, i);
    else if (ent_token_is(t, ENT_CLASS_GROUP_WORD) &&
             !(ent_token_is(t, ENT_CLASS_OFFICE) && i > 0 && ent_mention_of(r, line, i - 1) != NULL))
      group_word(r, line, i);
    else if (ent_token_is(t, ENT_CLASS_SELF))
      self(r, line, i);
    else if (ent_token_says(line, i, "国家"))
      states_of(r, line, i);
    else if (ent_token_is(t, ENT_CLASS_OFFICE))
      officials(r, line, i);
    else if (ent_token_says(line, i, "他") || ent_token_says(line, i, "她"))
      pronoun(r, line, i);
    /* 金砖国家领导人, 上合组织成员国领导人: a leader word behind a group */
    if (line->owner[i] == 0 && ent_token_is(t, ENT_CLASS_GROUP_HEAD)) officials(r, line, i);
  }
}
