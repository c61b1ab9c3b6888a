/* What points back to a thing that was named: 该组织, 本次会议, the same ordinal. */
#include <string.h>

#include "extract/names.h"
#include "graph/utf8.h"

uint32_t ent_last_with_head(const ent_reading *r, ent_type type, ent_str head) {
  for (uint32_t i = r->mention_count; i > 0; i--) {
    const ent_occurrence *m = &r->mentions[i - 1];
    if (m->thing == 0 || m->type != type || m->first == m->last) continue;
    const ent_thing *t = ent_thing_at(r, m->thing);
    for (uint32_t k = 0; k <= t->name_count; k++) {
      ent_str name = k == 0 ? t->key : t->names[k - 1];
      if (name.len >= head.len && memcmp(name.ptr + name.len - head.len, head.ptr, head.len) == 0) return m->thing;
    }
  }
  return 0;
}

bool ent_is_this_meeting(const ent_line *line, uint32_t token) {
  static const char *const words[] = {"本次", "此次", "这次", "本届", "这一", "该", "本", NULL};
  for (size_t i = 0; words[i] != NULL; i++)
    if (ent_token_says(line, token, words[i])) return true;
  return false;
}

/* 该组织, 本次会议, 会议: a head noun alone stands for the last thing of its kind. */
void ent_names_anaphor(ent_reading *r, ent_line *line, uint32_t head, ent_type type, ent_class head_class) {
  uint32_t first = head;
  if (head > 0 && line->owner[head - 1] == 0 && type == ENT_EVENT && r->event != 0 &&
      ent_is_this_meeting(line, head - 1) && !ent_token_says(line, head - 1, "该")) {
    ent_mention_add(r, line, head - 1, head + 1, ENT_EVENT, r->event, "anaphor");
    return;
  }
  bool pointed = head > 0 && line->owner[head - 1] == 0 &&
                 (ent_token_is(&line->tokens[head - 1], ENT_CLASS_THIS) || ent_token_says(line, head - 1, "本次") ||
                  ent_token_says(line, head - 1, "此次") || ent_token_says(line, head - 1, "这次"));
  if (pointed) first--;
  if (!pointed && !(head_class == ENT_CLASS_MEETING_HEAD && !ent_is_self_head(line, head))) return;
  uint32_t thing = 0;
  if (pointed && type == ENT_TREATY && r->instrument != 0 && ent_token_says(line, head - 1, "本"))
    thing = r->instrument;
  if (thing == 0) thing = ent_last_with_head(r, type, ent_token_text(line, head));
  if (thing != 0) ent_mention_add(r, line, first, head + 1, type, thing, "anaphor");
}

/* True if the characters of `part` come in `whole` in the same order: 亚信外长理事会 in 亚洲相互协作与信任措施会议…. */
static bool is_abridged(ent_str part, ent_str whole) {
  size_t at = 0;
  for (size_t i = 0; i < part.len;) {
    uint32_t wanted = ent_utf8_next(part.ptr, part.len, &i);
    bool found = false;
    while (at < whole.len && !found)
      found = ent_utf8_next(whole.ptr, whole.len, &at) == wanted;
    if (!found) return false;
  }
  return true;
}

/* 上海合作组织成员国元首理事会第二十五次会议 and 理事会第二十五次会议 are one: same ending from the ordinal on. */
uint32_t ent_same_ordinal(const ent_reading *r, ent_type type, ent_str name) {
  ent_str ordinal = ENT_STR("第");
  for (size_t at = 0; at + ordinal.len <= name.len; at += 3) {
    if (memcmp(name.ptr + at, ordinal.ptr, ordinal.len) != 0) continue;
    ent_str tail = ent_str_make(name.ptr + at, name.len - at);
    for (uint32_t i = 0; i < r->thing_count; i++) {
      const ent_thing *t = &r->things[i];
      if (t->type == type && !t->hidden && t->name.len >= tail.len &&
          memcmp(t->name.ptr + t->name.len - tail.len, tail.ptr, tail.len) == 0) {
        ent_str mine = ent_str_make(name.ptr, at), other = ent_str_make(t->name.ptr, t->name.len - tail.len);
        if (is_abridged(mine, other) || is_abridged(other, mine)) return i + 1;
      }
    }
    return 0;
  }
  return 0;
}

/* The document's meeting ends in the same two characters as this head. */
bool ent_ends_alike(const ent_reading *r, const ent_line *line, uint32_t head) {
  ent_str text = ent_token_text(line, head), name = ent_thing_at(r, r->event)->key;
  return text.len >= 6 && name.len >= 6 && memcmp(text.ptr + text.len - 6, name.ptr + name.len - 6, 6) == 0;
}

void ent_note_event(ent_reading *r, uint32_t thing) {
  ent_thing_at(r, thing)->kept = true;
  if (r->event == 0) r->event = thing;
}
