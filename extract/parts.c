/* The parts that people and bodies play in a document: who issues it, whom 我们 stands for, who speaks in a turn, and
 * the document itself as an instrument with its date and place. */
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

static bool contains(ent_str text, const char *part) {
  size_t n = strlen(part);
  for (size_t i = 0; i + n <= text.len; i++)
    if (memcmp(text.ptr + i, part, n) == 0) return true;
  return false;
}

/* 我们，七十七国集团和中国的外交部长（下称“部长们”）: the group in apposition to 我们 */
static bool self_apposition(ent_reading *r, ent_line *line) {
  for (uint32_t i = 0; i + 1 < line->token_count; i++) {
    if (!ent_token_says(line, i, "我们") || !ent_token_mark(line, i + 1, 0xFF0C) || (i > 0 && i > 3)) continue;
    uint32_t last = i + 2;
    while (last < line->token_count && !ent_token_mark(line, last, 0xFF0C) && !ent_token_mark(line, last, 0x3002) &&
           !ent_token_mark(line, last, '-'))
      last++;
    const ent_occurrence *m = last > 0 ? ent_mention_of(r, line, last - 1) : NULL;
    bool names_agents = m != NULL ? m->type == ENT_GROUP || m->type == ENT_ORGANIZATION || m->type == ENT_COUNTRY
                                  : last > i + 2 && (line->tokens[last - 1].classes &
                                                     (ENT_SET(OFFICE) | ENT_SET(GROUP_HEAD) | ENT_SET(GROUP_WORD) |
                                                      ENT_SET(EXTEND) | ENT_SET(TITLE))) != 0;
    if (last == i + 2 || !names_agents) return false;
    if (r->parties == 0) {
      ent_str name = ent_line_text(r, line, i + 2, last);
      r->parties = ent_thing_get(r, ENT_GROUP, NULL, name, "apposition", ent_line_range(r, line, i + 2, last));
    }
    r->self = r->parties;
    ent_thing_name(r, r->self, ent_line_text(r, line, i, i + 1));
    return true;
  }
  return false;
}

void ent_roles_before(ent_reading *r, ent_line *line) {
  if (r->self == 0 && line->paragraph_kind != ENT_PARAGRAPH_TITLE) (void)self_apposition(r, line);
  if (r->self != 0) return;
  ent_document_kind kind = r->document->kind;
  for (uint32_t i = 0; i < line->token_count; i++) {
    if (!ent_token_is(&line->tokens[i], ENT_CLASS_SELF) || ent_token_says(line, i, "我")) continue;
    if (kind == ENT_KIND_DECLARATION || kind == ENT_KIND_UNKNOWN) {
      if (r->parties == 0)
        r->parties = ent_thing_get(r, ENT_GROUP, NULL, ent_line_text(r, line, i, i + 1), "self",
                                   ent_line_range(r, line, i, i + 1));
      r->self = r->parties;
      ent_thing_name(r, r->self, ent_line_text(r, line, i, i + 1));
    } else if (kind == ENT_KIND_SPEECH && !contains(r->folded.text, "我国") && contains(r->folded.text, "成员国")) {
      /* In a speech to an organization 我们 are its members. */
      r->self = r->parties;
    }
    return;
  }
}

/* The country that a spokesperson calls its own: the one most often called X方. */
static uint32_t own_side(const ent_reading *r) {
  uint32_t best = 0, most = 0;
  ent_str text = r->folded.text;
  for (uint32_t i = 0; i < r->thing_count; i++) {
    if (r->things[i].type != ENT_COUNTRY || r->things[i].hidden) continue;
    uint32_t count = 0;
    const ent_thing *t = &r->things[i];
    for (uint32_t n = 0; n < t->name_count; n++) {
      ent_str name = t->names[n]; /* 中方, as the whole document has it */
      if (name.len != 6 || memcmp(name.ptr + 3, "方", 3) != 0) continue;
      for (size_t at = 0; at + 6 <= text.len; at++)
        count += memcmp(text.ptr + at, name.ptr, 6) == 0 ? 1 : 0;
    }
    if (count > most) {
      most = count;
      best = i + 1;
    }
  }
  return best;
}

void ent_roles_after(ent_reading *r, ent_line *line) {
  if (r->document->kind == ENT_KIND_RESOLUTION && r->issuer == 0)
    for (uint32_t i = 0; i < line->token_count && r->issuer == 0; i++) {
      const ent_occurrence *m = ent_mention_of(r, line, i);
      if (m != NULL && m->type == ENT_ORGANIZATION && m->thing != 0 && m->rule != NULL &&
          ent_thing_at(r, m->thing)->row != NULL)
        r->issuer = m->thing;
    }
  bool head = line->paragraph_kind == ENT_PARAGRAPH_BYLINE || line->paragraph_kind == ENT_PARAGRAPH_TITLE ||
              line->paragraph_kind == ENT_PARAGRAPH_SUBTITLE;
  if (head && r->document->kind == ENT_KIND_SPEECH)
    for (uint32_t i = 0; i < line->token_count && r->speaker == 0; i++) {
      const ent_occurrence *m = ent_mention_of(r, line, i);
      if (m == NULL || m->type != ENT_PERSON || m->thing == 0) continue;
      r->speaker = m->thing;
      if (r->self == 0 && (contains(r->folded.text, "我国") || !contains(r->folded.text, "成员国")))
        r->self = ent_represented_by(r, m->thing, true);
    }
}

/* The title of a declaration is the instrument that the document is. */
static void document_instrument(ent_reading *r) {
  const ent_document *d = r->document;
  if (d->kind != ENT_KIND_DECLARATION && d->kind != ENT_KIND_TREATY && d->kind != ENT_KIND_RESOLUTION) return;
  for (uint32_t i = 0; i < r->line_count; i++) {
    const ent_line *line = &r->lines[i];
    if (line->paragraph_kind != ENT_PARAGRAPH_TITLE || line->token_count == 0) continue;
    const ent_occurrence *m = ent_mention_of(r, line, 0);
    if (m != NULL && m->type == ENT_TREATY)
      r->instrument = m->thing;
    else if (ent_token_is(&line->tokens[line->token_count - 1], ENT_CLASS_INSTRUMENT_HEAD)) {
      ent_line *own = &r->lines[i];
      ent_str name = ent_line_text(r, own, 0, own->token_count);
      r->instrument = ent_thing_get(r, ENT_TREATY, NULL, name, "title of the document",
                                    ent_line_range(r, own, 0, own->token_count));
    }
    return;
  }
}

static void relate(ent_reading *r, uint32_t subject, const char *relation, uint32_t object, uint32_t line) {
  ent_assertion_relate(r, line, subject, relation, object, 85, "parts: frame of the document");
}

/* （2024年10月16日，伊斯兰堡） under the title: of the instrument, or of the meeting where a speech was held */
static void dateline(ent_reading *r) {
  uint32_t about = r->instrument;
  const char *place = "concludedIn";
  if (about == 0 && r->document->kind == ENT_KIND_SPEECH) {
    for (uint32_t i = 0; i < r->mention_count && about == 0; i++) {
      const ent_occurrence *m = &r->mentions[i];
      uint8_t kind = r->lines[m->line].paragraph_kind;
      if (m->type == ENT_EVENT && m->thing != 0 && m->first < m->last &&
          (kind == ENT_PARAGRAPH_TITLE || kind == ENT_PARAGRAPH_SUBTITLE))
        about = m->thing;
    }
    place = "hostedIn";
  }
  if (about == 0) return;
  /* Several days are those of the meeting, one day is the instrument's. */
  for (uint32_t i = 0; i < r->mention_count && r->instrument != 0 && r->event != 0; i++) {
    const ent_occurrence *m = &r->mentions[i];
    if (r->lines[m->line].paragraph_kind != ENT_PARAGRAPH_DATELINE || m->type != ENT_DATE || m->thing == 0) continue;
    ent_str edtf = ent_thing_at(r, m->thing)->edtf;
    if (memchr(edtf.ptr, '/', edtf.len) != NULL) {
      about = r->event;
      place = "hostedIn";
    }
  }
  for (uint32_t i = 0; i < r->mention_count; i++) {
    const ent_occurrence *m = &r->mentions[i];
    if (r->lines[m->line].paragraph_kind != ENT_PARAGRAPH_DATELINE || m->thing == 0 || m->first >= m->last) continue;
    ent_range where = r->document->sentences[m->line].range;
    ent_str text = ent_str_make(r->document->text.ptr + where.begin, where.end - where.begin);
    if (contains(text, "电") || contains(text, "讯") || contains(text, "電")) continue;
    if (m->type == ENT_DATE)
      relate(r, about, "date", m->thing, m->line);
    else if (m->type == ENT_PLACE)
      relate(r, about, place, m->thing, m->line);
  }
}

/* “安全理事会，”, “非洲联盟…大会，”: a paragraph that opens with who adopts what follows. */
static void opening_body(ent_reading *r) {
  for (uint32_t i = 0; i < r->line_count && i < 8 && r->issuer == 0; i++) {
    const ent_line *line = &r->lines[i];
    const ent_occurrence *m = ent_mention_of(r, line, 0);
    if (line->paragraph_kind != ENT_PARAGRAPH_BODY || m == NULL || m->thing == 0 ||
        (m->type != ENT_ORGANIZATION && m->type != ENT_GROUP))
      continue;
    if (m->last >= line->token_count || ent_token_mark(line, m->last, 0xFF0C)) r->issuer = m->thing;
  }
}

/* The countries of the signature block sign the instrument that the document is. */
static void signatures(ent_reading *r) {
  uint32_t parties = 0;
  for (uint32_t i = 0; i < r->mention_count; i++)
    parties += r->mentions[i].type == ENT_COUNTRY && r->mentions[i].first < r->mentions[i].last &&
                       r->lines[r->mentions[i].line].paragraph_kind == ENT_PARAGRAPH_SIGNATURE
                   ? 1
                   : 0;
  if (parties > 3 && r->document->kind != ENT_KIND_TREATY) return; /* leaders under a declaration adopt it as one */
  for (uint32_t i = 0; i < r->mention_count && r->instrument != 0; i++) {
    const ent_occurrence *m = &r->mentions[i];
    if (m->thing == 0 || m->first >= m->last || m->type != ENT_COUNTRY ||
        r->lines[m->line].paragraph_kind != ENT_PARAGRAPH_SIGNATURE)
      continue;
    relate(r, m->thing, "signed", r->instrument, m->line);
  }
}

static bool begins(ent_str text, ent_str part) {
  return part.len > 0 && text.len > part.len && memcmp(text.ptr, part.ptr, part.len) == 0;
}

/* True if a name of `part` begins with a name of `whole`: 上合组织秘书处 and 上合组织. */
static bool owns_by_name(const ent_thing *whole, const ent_thing *part) {
  for (uint32_t i = 0; i <= part->name_count; i++)
    for (uint32_t k = 0; k <= whole->name_count; k++)
      if (begins(i == 0 ? part->name : part->names[i - 1], k == 0 ? whole->name : whole->names[k - 1])) return true;
  return false;
}

static uint32_t first_line_of(const ent_reading *r, uint32_t thing) {
  for (uint32_t i = 0; i < r->mention_count; i++)
    if (r->mentions[i].thing == thing && r->mentions[i].first < r->mentions[i].last) return r->mentions[i].line;
  return UINT32_MAX;
}

static uint32_t owner_by_table(ent_reading *r, const ent_thing *part) {
  if (part->row == NULL || part->row->parent.len == 0) return 0;
  const ent_row *parent = ent_lexicon_row(r->lexicon, ENT_ORGANIZATION, part->row->parent);
  for (uint32_t i = 0; parent != NULL && i < r->thing_count; i++)
    if (r->things[i].row == parent && !r->things[i].hidden) return i + 1;
  return 0;
}

/* Its organs and funds are named after it everywhere; that says nothing of the text. */
static bool is_united_nations(const ent_thing *t) {
  return t->row != NULL && ent_str_equal(t->row->key, ENT_STR("UN"));
}

/* Bodies of an organization, as their names say: the longest name that another begins with; and, by the table, those
 * listed behind such a one (上合组织综合中心、禁毒中心). */
static void parts_of(ent_reading *r) {
  uint32_t count = r->thing_count;
  for (uint32_t i = 0; i < count; i++) {
    ent_thing *part = &r->things[i];
    if (part->type != ENT_ORGANIZATION || part->hidden) continue;
    uint32_t line = first_line_of(r, i + 1), owner = 0;
    size_t longest = 0;
    if (line == UINT32_MAX) continue;
    for (uint32_t k = 0; k < count; k++) {
      const ent_thing *whole = &r->things[k];
      if (k == i || whole->type != ENT_ORGANIZATION || whole->hidden || !owns_by_name(whole, part) ||
          whole->name.len <= longest || is_united_nations(whole))
        continue;
      owner = k + 1;
      longest = whole->name.len;
    }
    if (owner == 0) {
      uint32_t by_table = owner_by_table(r, part);
      if (by_table != 0 && ent_thing_is_body(ent_thing_at(r, by_table))) owner = by_table;
    }
    relate(r, i + 1, "partOf", owner, line);
  }
}

ent_status ent_roles_finish(ent_reading *r) {
  document_instrument(r);
  parts_of(r);
  signatures(r);
  if (r->document->kind != ENT_KIND_NEWS && r->document->kind != ENT_KIND_SPEECH) opening_body(r);
  dateline(r);
  if (r->document->kind == ENT_KIND_RESOLUTION && r->issuer != 0 && r->instrument != 0)
    relate(r, r->issuer, "adopted", r->instrument, 0);
  if (r->issuer == 0) {
    ent_document_kind kind = r->document->kind;
    if (kind == ENT_KIND_DECLARATION || kind == ENT_KIND_TREATY || kind == ENT_KIND_UNKNOWN)
      r->issuer = r->parties;
    else if (kind == ENT_KIND_SPEECH)
      r->issuer = r->self != 0                                                               ? r->self
                  : r->parties != 0 && contains(ent_thing_at(r, r->parties)->name, "成员国") ? r->parties
                                                                                             : r->speaker;
  }
  return r->failure;
}

/* In a text of questions and answers, whose turn it is. */
void ent_roles_turn(ent_reading *r, ent_line *line) {
  if (r->document->kind != ENT_KIND_PRESS_CONFERENCE || line->paragraph_kind != ENT_PARAGRAPH_TURN) return;
  const ent_occurrence *m = ent_mention_of(r, line, 0);
  if (m == NULL || m->type != ENT_PERSON || m->thing == 0) return;
  uint32_t country = ent_represented_by(r, m->thing, true);
  if (country == 0) country = own_side(r);
  if (country != 0) r->self = country;
}
