/* Mentions that need no growing: gazetteer names, names that the document defined, titles in 《》, numbered
 * instruments, dates. */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

/* An ambiguous place name counts only where a place is expected. */
static bool expects_place(const ent_reading *r, const ent_line *line, uint32_t token) {
  if (line->aside) return true;
  if (token == 0) return false;
  const ent_token *before = &line->tokens[token - 1];
  const ent_entry *entry = line->tokens[token].entry;
  if (entry != NULL && (entry->classes != 0 || entry->act != 0)) /* 和平 is a town and a word */
    return ent_token_is(before, ENT_CLASS_SITED) || ent_token_is(before, ENT_CLASS_CAPITAL);
  if (ent_token_is(before, ENT_CLASS_LOC) || ent_token_is(before, ENT_CLASS_SITED) ||
      ent_token_is(before, ENT_CLASS_CAPITAL))
    return true;
  bool found;
  ent_type type = ent_mention_type(r, line, token - 1, &found);
  return found && (type == ENT_COUNTRY || type == ENT_PLACE);
}

static uint32_t thing_of_row(const ent_reading *r, const ent_row *row) {
  for (uint32_t i = 0; i < r->thing_count; i++)
    if (r->things[i].row == row && !r->things[i].hidden) return i + 1;
  return 0;
}

/* The row that an entry stands for here, or NULL. */
static const ent_row *choose_row(const ent_reading *r, const ent_line *line, uint32_t token) {
  const ent_entry *entry = line->tokens[token].entry;
  for (uint32_t i = 0; entry != NULL && i < entry->sense_count; i++) {
    const ent_sense *sense = &r->lexicon->senses[entry->first_sense + i];
    const ent_row *row = &r->lexicon->rows[sense->row];
    if ((sense->flags & ENT_SENSE_WEAK) != 0 && thing_of_row(r, row) == 0) continue;
    if ((sense->flags & ENT_SENSE_AMBIGUOUS) != 0 && !expects_place(r, line, token)) continue;
    return row;
  }
  return NULL;
}

static void word(ent_reading *r, ent_line *line, uint32_t token) {
  const ent_token *t = &line->tokens[token];
  ent_range where = ent_line_range(r, line, token, token + 1);
  if (t->alias != 0) {
    uint32_t thing = r->aliases[t->alias - 1].thing;
    ent_thing_name(r, thing, ent_line_text(r, line, token, token + 1));
    line->tokens[token].thing = thing;
    ent_mention_add(r, line, token, token + 1, (ent_type)ent_thing_at(r, thing)->type, thing, "defined");
    return;
  }
  const ent_row *row = choose_row(r, line, token);
  if (row == NULL) return;
  uint32_t thing = ent_thing_get(r, (ent_type)row->type, row, ent_line_text(r, line, token, token + 1), NULL, where);
  line->tokens[token].thing = thing;
  if (thing != 0) ent_mention_add(r, line, token, token + 1, (ent_type)row->type, thing, "gazetteer");
}

static void date(ent_reading *r, ent_line *line, uint32_t token) {
  ent_token *t = &line->tokens[token];
  const ent_date *read = &line->dates[t->date];
  /* 今年, 去年 alone say little: written only if a claim needs them */
  bool vague = read->reference != ENT_DATE_OWN && read->reference <= ENT_DATE_NEXT_YEAR && read->from.month == 0;
  uint32_t known = r->thing_count;
  t->thing = ent_thing_date(r, &line->dates[t->date], ent_line_range(r, line, token, token + 1));
  if (t->thing != 0 && vague && t->thing > known)
    ent_thing_at(r, t->thing)->optional = true;
  else if (t->thing != 0 && !vague)
    ent_thing_at(r, t->thing)->optional = false;
  ent_mention_add(r, line, token, token + 1, ENT_DATE, t->thing, "date");
}

/* Titles */

/* The longest head noun that ends the text, among words with this class; NULL if there is none. */
static const ent_entry *head_at_end(const ent_lexicon *x, ent_str text, ent_class class) {
  const ent_entry *best = NULL;
  size_t at = text.len;
  for (int i = 0; i < 6 && at > 0; i++) {
    (void)ent_utf8_previous(text.ptr, &at);
    const ent_entry *entry = ent_lexicon_find(x, ent_str_make(text.ptr + at, text.len - at));
    if (entry != NULL && (entry->classes >> class & 1) != 0) best = entry;
  }
  return best;
}

/* Cuts a closing （…）, a range of years and quotation marks off the end of a title. */
static ent_str title_core(ent_str title) {
  for (;;) {
    size_t before = title.len, at = title.len;
    if (title.len == 0) return title;
    uint32_t point = ent_utf8_previous(title.ptr, &at);
    if (point == 0xFF09) {
      while (at > 0 && point != 0xFF08)
        point = ent_utf8_previous(title.ptr, &at);
      title.len = at;
    } else if (point == 0x201D || point == 0x2019 || point == '-' || (point >= '0' && point <= '9') ||
               point == 0x5E74) {
      title.len = at;
    }
    if (title.len == before) return title;
  }
}

static bool act_before(const ent_reading *r, const ent_line *line, uint32_t token) {
  for (uint32_t back = 1; back <= 4 && back <= token; back++) {
    const ent_token *t = &line->tokens[token - back];
    if (t->entry != NULL && t->entry->act != 0) {
      uint8_t kind = r->lexicon->acts[t->entry->act - 1].kind;
      return kind == ENT_ACT_SIGN || kind == ENT_ACT_MAKE;
    }
    if (t->kind == ENT_TOKEN_MARK && t->point != 0x3001) return false;
  }
  return false;
}

static bool is_instrument(const ent_reading *r, const ent_line *line, uint32_t token, ent_str inside) {
  ent_str core = title_core(inside);
  if (head_at_end(r->lexicon, core, ENT_CLASS_INSTRUMENT_HEAD) != NULL) return true;
  if (head_at_end(r->lexicon, core, ENT_CLASS_INITIATIVE_HEAD) != NULL) return true;
  for (uint32_t i = token + 1; i < token + 3 && i < line->token_count; i++)
    if (ent_token_is(&line->tokens[i], ENT_CLASS_INSTRUMENT_HEAD)) return true;
  for (uint32_t i = 0; i < line->view.aside_count; i++)
    if (line->view.asides[i].view_at == line->tokens[token].end) return true;
  /* …愿景, …构想至2030年: a head noun inside will do where the act says that it is adopted. */
  return act_before(r, line, token);
}

static void title(ent_reading *r, ent_line *line, uint32_t token) {
  ent_str folded = ent_token_text(line, token);
  ent_str inside = ent_str_make(folded.ptr + 3, folded.len - 6);
  ent_str text = ent_line_text(r, line, token, token + 1);
  if (inside.len == 0 || text.len <= 6) return;
  ent_str name = ent_str_make(text.ptr + 3, text.len - 6);
  ent_range where = ent_line_range(r, line, token, token + 1);
  const ent_entry *entry = ent_lexicon_find(r->lexicon, inside);
  for (uint32_t i = 0; entry != NULL && i < entry->sense_count; i++) {
    const ent_row *row = &r->lexicon->rows[r->lexicon->senses[entry->first_sense + i].row];
    if (row->type != ENT_TREATY && row->type != ENT_ORGANIZATION && row->type != ENT_INITIATIVE) continue;
    uint32_t thing = ent_thing_get(r, (ent_type)row->type, row, name, NULL, where);
    ent_mention_add(r, line, token, token + 1, (ent_type)row->type, thing, "gazetteer");
    return;
  }
  for (uint32_t i = 0; i < r->alias_count; i++)
    if (ent_str_equal(r->aliases[i].folded, inside)) {
      uint32_t thing = r->aliases[i].thing;
      ent_thing_name(r, thing, name);
      ent_mention_add(r, line, token, token + 1, (ent_type)ent_thing_at(r, thing)->type, thing, "defined");
      return;
    }
  if (head_at_end(r->lexicon, inside, ENT_CLASS_ORG_HEAD) != NULL &&
      head_at_end(r->lexicon, inside, ENT_CLASS_INSTRUMENT_HEAD) == NULL) {
    uint32_t thing = ent_thing_get(r, ENT_ORGANIZATION, NULL, name, "title", where);
    ent_mention_add(r, line, token, token + 1, ENT_ORGANIZATION, thing, "title");
    return;
  }
  if (!is_instrument(r, line, token, inside)) {
    ent_mention_add(r, line, token, token + 1, ENT_ISSUE, 0, "title");
    return;
  }
  ent_type type = head_at_end(r->lexicon, title_core(inside), ENT_CLASS_INSTRUMENT_HEAD) == NULL &&
                          head_at_end(r->lexicon, title_core(inside), ENT_CLASS_INITIATIVE_HEAD) != NULL
                      ? ENT_INITIATIVE /* 《…的倡议》 */
                      : ENT_TREATY;
  uint32_t thing = ent_thing_get(r, type, NULL, name, "title", where);
  if (thing != 0) ent_mention_add(r, line, token, token + 1, type, thing, "title");
}

/* Numbered instruments: 安理会第2692（2023）号、第2699（2023）号和第2743（2024）号决议 */

static bool begins_serial(const ent_line *line, uint32_t token) {
  ent_str text = ent_token_text(line, token), first = ENT_STR("第");
  return text.len > first.len && memcmp(text.ptr, first.ptr, first.len) == 0;
}

/* The head noun at the end of a token: itself, or 决议 of a whole name. */
static ent_str head_text(ent_reading *r, const ent_line *line, uint32_t token) {
  ent_str text = ent_line_text(r, line, token, token + 1);
  return begins_serial(line, token) && text.len > 6 ? ent_str_make(text.ptr + text.len - 6, 6) : text;
}

static uint32_t serial_head(const ent_line *line, uint32_t token) {
  for (uint32_t i = token + 1; i < line->token_count; i++) {
    const ent_token *t = &line->tokens[i];
    if (ent_token_is(t, ENT_CLASS_INSTRUMENT_HEAD)) return i;
    if (t->kind == ENT_TOKEN_WORD && t->entry != NULL && t->entry->sense_count > 0 && begins_serial(line, i))
      return i; /* 第2743（2024）号决议 as one name of the gazetteer */
    bool list = t->kind == ENT_TOKEN_SERIAL || ent_token_is(t, ENT_CLASS_CONJ) ||
                (t->kind == ENT_TOKEN_MARK && t->point == 0x3001) || ent_token_is(t, ENT_CLASS_GENERIC);
    if (!list) return 0;
  }
  return 0;
}

static void serial(ent_reading *r, ent_line *line, uint32_t token) {
  uint32_t head = serial_head(line, token);
  if (head == 0) return;
  uint32_t first = token, last = token + 1;
  if (head == token + 1) last = head + 1;
  ent_str number = ent_line_text(r, line, token, token + 1), word_text = head_text(r, line, head);
  ent_str short_name =
      ent_arena_format(r->arena, "%.*s%.*s", (int)number.len, number.ptr, (int)word_text.len, word_text.ptr);
  const ent_occurrence *body = token > 0 ? ent_mention_of(r, line, token - 1) : NULL;
  ent_str name = short_name;
  if (body != NULL && body->type == ENT_ORGANIZATION && body->thing != 0) {
    ent_str owner = ent_line_text(r, line, body->first, body->last);
    name = ent_arena_format(r->arena, "%.*s%.*s", (int)owner.len, owner.ptr, (int)short_name.len, short_name.ptr);
  }
  if (short_name.ptr == NULL || name.ptr == NULL) {
    r->failure = ENT_ERR_MEMORY;
    return;
  }
  ent_range where = ent_line_range(r, line, first, last);
  uint32_t thing = ent_thing_find(r, ENT_TREATY, short_name);
  ent_str folded;
  if (thing == 0 && ent_fold_string(r->lexicon->fold, r->arena, name, &folded) == ENT_OK) {
    const ent_entry *entry = ent_lexicon_find(r->lexicon, folded);
    if (entry != NULL && entry->sense_count > 0) {
      const ent_row *row = &r->lexicon->rows[r->lexicon->senses[entry->first_sense].row];
      if (row->type == ENT_TREATY) thing = ent_thing_get(r, ENT_TREATY, row, name, NULL, where);
    }
  }
  for (uint32_t i = 0; thing == 0 && i < r->thing_count; i++) {
    /* The same number met before with its body in front. */
    const ent_thing *t = &r->things[i];
    for (uint32_t k = 0; k < t->name_count && t->type == ENT_TREATY; k++)
      if (ent_str_equal(t->names[k], short_name)) thing = i + 1;
  }
  if (thing == 0) thing = ent_thing_get(r, ENT_TREATY, NULL, name, "serial", where);
  if (thing == 0) return;
  ent_thing_name(r, thing, name);
  ent_thing_name(r, thing, short_name);
  ent_mention_add(r, line, first, last, ENT_TREATY, thing, "serial");
}

void ent_names_gazetteer(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i < line->token_count && r->failure == ENT_OK; i++) {
    switch (line->tokens[i].kind) {
    case ENT_TOKEN_WORD:
      word(r, line, i);
      break;
    case ENT_TOKEN_TITLE:
      title(r, line, i);
      break;
    case ENT_TOKEN_SERIAL:
      serial(r, line, i);
      break;
    case ENT_TOKEN_DATE:
      date(r, line, i);
      break;
    default:
      break;
    }
  }
}
