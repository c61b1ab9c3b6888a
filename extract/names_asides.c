/* What stands in brackets behind a name: 以下称“上合组织”, an abbreviation, a date and a place, a list of states. */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

/* 欧亚经济联盟（以下称“联盟”）成员国: without the brackets one longer name; what stands in front of them is a name too.
 */
static uint32_t name_cut_by(ent_reading *r, const ent_line *line, uint32_t view_at) {
  for (uint32_t i = 0; i < line->token_count; i++) {
    const ent_token *t = &line->tokens[i];
    if (t->begin >= view_at || t->end <= view_at) continue;
    const ent_entry *entry =
        ent_lexicon_find(r->lexicon, ent_str_make(line->view.text.ptr + t->begin, view_at - t->begin));
    if (entry == NULL || entry->sense_count == 0) return 0;
    const ent_row *row = &r->lexicon->rows[r->lexicon->senses[entry->first_sense].row];
    return ent_thing_get(r, (ent_type)row->type, row, row->name, NULL, ent_line_range(r, line, i, i + 1));
  }
  return 0;
}

/* The thing whose name ends where the aside stands; 0 if nothing does. Prefers the innermost name. */
static uint32_t owner_of(ent_reading *r, const ent_line *line, uint32_t view_at, bool inner, uint32_t *token) {
  for (uint32_t i = 0; i < line->token_count; i++) {
    if (line->tokens[i].end != view_at) continue;
    *token = i;
    const ent_occurrence *m = ent_mention_of(r, line, i);
    if (m != NULL && m->last == i + 1 && m->thing != 0) return m->thing;
    if (inner && line->tokens[i].thing != 0) return line->tokens[i].thing;
    return 0;
  }
  *token = UINT32_MAX;
  return inner ? name_cut_by(r, line, view_at) : 0;
}

static bool defines(const ent_line *aside) {
  static const char *const words[] = {"以下称",   "以下简称", "下称", "简称",     "以下单称", "合称",
                                      "以下统称", "又称",     "即",   "以下合称", "统称",     NULL};
  for (size_t i = 0; words[i] != NULL; i++) {
    size_t n = strlen(words[i]);
    if (aside->view.text.len >= n && memcmp(aside->view.text.ptr, words[i], n) == 0) return true;
  }
  return ent_token_mark(aside, 0, 0x201C);
}

static uint32_t definition_verb_end(const ent_line *aside) {
  static const char *const words[] = {"以下称",   "以下简称", "下称", "简称", "以下单称", "合称",
                                      "以下统称", "又称",     "即",   "统称", NULL};
  uint32_t best = 0;
  for (size_t i = 0; words[i] != NULL; i++) {
    size_t n = strlen(words[i]);
    if (aside->view.text.len > n && memcmp(aside->view.text.ptr, words[i], n) == 0 && n > best) best = (uint32_t)n;
  }
  return best;
}

/* Working text of view bytes. */
static ent_str view_text(ent_reading *r, const ent_line *line, uint32_t begin, uint32_t end) {
  ent_range range = ent_view_source(r, &line->view, begin, end);
  return ent_str_make(r->document->text.ptr + range.begin, range.end - range.begin);
}

/* “《协定》” defines 协定. */
static ent_str undecorated(ent_str name) {
  if (name.len > 6 && memcmp(name.ptr, "《", 3) == 0 && memcmp(name.ptr + name.len - 3, "》", 3) == 0)
    return ent_str_make(name.ptr + 3, name.len - 6);
  return name;
}

/* What the aside was read as before it was known to define: that is the same thing. */
static void unite_inside(ent_reading *r, const ent_line *aside, uint32_t thing) {
  for (uint32_t i = 0; i < aside->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, aside, i);
    if (m != NULL && m->thing != 0 && m->thing != thing && m->type == ent_thing_at(r, thing)->type &&
        ent_thing_at(r, m->thing)->row == NULL)
      ent_thing_unite(r, thing, m->thing);
  }
}

static void define(ent_reading *r, ent_line *line, ent_line *aside, uint32_t view_at) {
  uint32_t token, thing = owner_of(r, line, view_at, true, &token);
  const char *text = aside->view.text.ptr;
  size_t len = aside->view.text.len, open = 0;
  bool any = false;
  bool office = token != UINT32_MAX && thing != 0 && ent_thing_at(r, thing)->type == ENT_COUNTRY &&
                (line->tokens[token].classes & (ENT_SET(OFFICE) | ENT_SET(GROUP_HEAD) | ENT_SET(GROUP_WORD))) != 0;
  if (office) thing = 0;
  if (thing == 0 && token != UINT32_MAX &&
      (ent_token_is(&line->tokens[token], ENT_CLASS_OFFICE) ||
       ent_token_is(&line->tokens[token], ENT_CLASS_GROUP_HEAD) ||
       ent_token_is(&line->tokens[token], ENT_CLASS_GROUP_WORD))) {
    /* …和乌兹别克斯坦共和国外交部长（以下称“外长们”）: those listed, as a group */
    if (r->parties == 0)
      r->parties = ent_thing_get(r, ENT_GROUP, NULL, ent_line_text(r, line, token, token + 1), "defined",
                                 ent_line_range(r, line, token, token + 1));
    thing = r->parties;
  }
  if (thing == 0) return;
  for (size_t at = 0; at < len;) {
    size_t from = at;
    uint32_t point = ent_utf8_next(text, len, &at);
    if (point == 0x201C || point == 0x300A)
      open = at;
    else if ((point == 0x201D || point == 0x300B) && open > 0 && from > open) {
      ent_str name = undecorated(view_text(r, aside, (uint32_t)open, (uint32_t)from));
      ent_alias_add(r, name, thing);
      ent_thing_name(r, thing, name);
      any = true;
      open = 0;
    }
  }
  unite_inside(r, aside, thing);
  uint32_t verb = definition_verb_end(aside);
  if (!any && verb > 0) {
    ent_str name = view_text(r, aside, verb, (uint32_t)len);
    if (ent_utf8_count(name.ptr, name.len) <= 12) {
      ent_alias_add(r, name, thing);
      ent_thing_name(r, thing, name);
    }
  }
}

static void circumstances(ent_reading *r, ent_line *line, ent_line *aside, uint32_t thing) {
  uint8_t type = ent_thing_at(r, thing)->type;
  if (type != ENT_EVENT && type != ENT_TREATY) return;
  const char *held = type == ENT_EVENT ? "hostedIn" : "concludedIn";
  for (uint32_t i = 0; i < aside->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, aside, i);
    if (m == NULL || m->thing == 0 || m->first != i) continue;
    /* 中国新疆维吾尔自治区: the nearer place is the venue */
    const ent_occurrence *next = ent_mention_of(r, aside, m->last);
    bool country_before_place = m->type == ENT_COUNTRY && next != NULL && next->type == ENT_PLACE;
    bool place = m->type == ENT_PLACE || m->type == ENT_COUNTRY;
    if ((m->type == ENT_DATE || place) && !country_before_place)
      ent_assertion_relate(r, line->index, thing, place ? held : "date", m->thing, 95,
                           "names_asides: date and place in brackets");
  }
}

/* （总部设在上海）, （由阿塞拜疆担任主席国） */
static void seat_and_chair(ent_reading *r, ent_line *line, ent_line *aside, uint32_t thing) {
  bool sited = false, chaired = false;
  for (uint32_t i = 0; i < aside->token_count; i++) {
    sited = sited || ent_token_is(&aside->tokens[i], ENT_CLASS_SITED);
    chaired = chaired || ent_token_says(aside, i, "主席国") || ent_token_says(aside, i, "轮值主席国");
  }
  for (uint32_t i = 0; i < aside->token_count; i++) {
    const ent_occurrence *m = ent_mention_of(r, aside, i);
    if (m == NULL || m->first != i || m->thing == 0) continue;
    bool place = sited && (m->type == ENT_PLACE || m->type == ENT_COUNTRY);
    bool chair = chaired && m->type == ENT_COUNTRY;
    const char *name = place ? "locatedIn" : chair ? "chairs" : NULL;
    if (name == NULL) continue;
    ent_assertion_relate(r, line->index, place ? thing : m->thing, name, place ? m->thing : thing, 88,
                         "names_asides: seat or chair in brackets");
    return;
  }
}

/* （加共体）, （COP30）: one name and nothing else */
static void abbreviation(ent_reading *r, ent_line *line, ent_line *aside, uint32_t view_at) {
  uint32_t token, thing = owner_of(r, line, view_at, true, &token);
  if (thing == 0 || aside->token_count == 0 || aside->token_count > 6) return;
  uint8_t type = ent_thing_at(r, thing)->type;
  if (type == ENT_PLACE || type == ENT_COUNTRY || type == ENT_DATE || type == ENT_PERSON) return;
  for (uint32_t i = 0; i < aside->token_count; i++) {
    const ent_token *t = &aside->tokens[i];
    if (t->kind == ENT_TOKEN_DATE ||
        (t->kind == ENT_TOKEN_MARK && t->point != 0x201C && t->point != 0x201D && t->point != '-'))
      return;
    bool found;
    ent_type inner = ent_mention_type(r, aside, i, &found);
    if (found && (inner == ENT_PLACE || inner == ENT_COUNTRY || inner == ENT_DATE)) return;
    if ((t->classes & (ENT_SET(VERB) | ENT_SET(LOC) | ENT_SET(OF))) != 0) return;
  }
  ent_str name = view_text(r, aside, aside->tokens[0].begin, aside->tokens[aside->token_count - 1].end);
  if (ent_utf8_count(name.ptr, name.len) > 12 || ent_utf8_count(name.ptr, name.len) < 2) return;
  ent_alias_add(r, name, thing);
  ent_thing_name(r, thing, name);
}

void ent_names_asides(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->view.aside_count && r->failure == ENT_OK; i++) {
    ent_line *aside = &line->asides[i];
    uint32_t at = line->view.asides[i].view_at, token;
    if (aside->token_count == 0) continue;
    if (defines(aside)) {
      define(r, line, aside, at);
      continue;
    }
    uint32_t thing = owner_of(r, line, at, false, &token);
    if (thing != 0) circumstances(r, line, aside, thing);
    if (thing != 0 && ent_thing_at(r, thing)->type == ENT_ORGANIZATION) seat_and_chair(r, line, aside, thing);
    abbreviation(r, line, aside, at);
  }
}
