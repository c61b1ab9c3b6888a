#include "extract/extract.h"

#include <stdlib.h>
#include <string.h>

#include "extract/claims.h"
#include "extract/reading.h"
#include "graph/utf8.h"

struct ent_extractor {
  ent_lexicon *lexicon;
  const ent_ontology *ontology;
};

ent_status ent_extractor_load(const char *const *roots, const char *lang, const ent_ontology *ontology,
                              const ent_sink *sink, ent_extractor **result) {
  *result = NULL;
  ent_extractor *x = calloc(1, sizeof *x);
  if (x == NULL) return ENT_ERR_MEMORY;
  x->ontology = ontology;
  ent_status status = ent_lexicon_load(roots, lang, ontology, sink, &x->lexicon);
  if (status != ENT_OK) {
    ent_extractor_free(x);
    return status;
  }
  *result = x;
  return ENT_OK;
}

void ent_extractor_free(ent_extractor *x) {
  if (x == NULL) return;
  ent_lexicon_free(x->lexicon);
  free(x);
}

/* How often each country's full name stands in the document: it decides what a bound form means. */
typedef struct {
  ent_reading *r;
  uint32_t length, entry;
  uint32_t body; /* index + 1 of the longest organization */
} vote;

static void on_longest(void *user, uint32_t length, uint32_t value) {
  vote *v = user;
  const ent_entry *entry = &v->r->lexicon->entries[value];
  if (entry->sense_count > 0 &&
      v->r->lexicon->rows[v->r->lexicon->senses[entry->first_sense].row].type == ENT_ORGANIZATION)
    v->body = value + 1; /* 上海合作组织 in the name of its declaration counts for it */
  if (entry->sense_count > 0 && length > v->length) {
    v->length = length;
    v->entry = value;
  }
}

static ent_status count_votes(ent_reading *r) {
  const ent_lexicon *x = r->lexicon;
  r->bound_votes = ent_arena_calloc(r->arena, x->row_count + 1, sizeof *r->bound_votes);
  if (r->bound_votes == NULL) return ENT_ERR_MEMORY;
  ent_str text = r->folded.text;
  for (size_t at = 0; at < text.len;) {
    vote v = {r, 0, 0, 0};
    ent_trie_prefixes(x->trie, text.ptr + at, text.len - at, on_longest, &v);
    if (v.length > 3) {
      const ent_entry *entry = &x->entries[v.entry];
      const ent_row *row = &x->rows[x->senses[entry->first_sense].row];
      if (row->type == ENT_COUNTRY || row->type == ENT_GROUP || row->type == ENT_ORGANIZATION)
        r->bound_votes[row - x->rows]++;
    }
    if (v.body != 0 && v.body != v.entry + 1) r->bound_votes[x->senses[x->entries[v.body - 1].first_sense].row]++;
    if (v.length > 3)
      at += v.length;
    else
      (void)ent_utf8_next(text.ptr, text.len, &at);
  }
  return ENT_OK;
}

/* The folded range of a range of the working text. */
static ent_range folded_range(const ent_reading *r, ent_range range) {
  /* back[] is sorted: binary search for the first folded byte at or behind each end. */
  ent_range result = {0, 0};
  uint32_t *const out[] = {&result.begin, &result.end};
  const uint32_t wanted[] = {range.begin, range.end};
  for (int i = 0; i < 2; i++) {
    size_t low = 0, high = r->folded.text.len;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (r->folded.back[middle] < wanted[i])
        low = middle + 1;
      else
        high = middle;
    }
    *out[i] = (uint32_t)low;
  }
  return result;
}

static ent_status prepare_line(ent_reading *r, ent_line *line, ent_range where, bool lift) {
  line->where = where;
  ent_status status = ent_view_make(r, where, lift, &line->view);
  return status == ENT_OK ? ent_tokens_make(r, line) : status;
}

static void name_line(ent_reading *r, ent_line *line) {
  ent_names_gazetteer(r, line);
  ent_names_bound(r, line);
  ent_names_persons(r, line);
  for (uint32_t i = 0; i < line->view.aside_count && r->failure == ENT_OK; i++) {
    ent_line *aside = &line->asides[i];
    aside->index = line->index;
    aside->paragraph = line->paragraph;
    aside->aside = true;
    r->failure = prepare_line(r, aside, line->view.asides[i].inside, false);
    if (r->failure != ENT_OK) return;
    ent_names_gazetteer(r, aside);
    ent_names_grown(r, aside);
  }
  ent_names_grown(r, line);
  ent_names_described(r, line);
  ent_roles_turn(r, line);
  ent_names_represents(r, line);
  ent_names_groups(r, line);
  ent_names_asides(r, line);
}

/* 上接第一版《X主持Y会议》: the headline of the page in front tells who met; it stands in no sentence of its own. The
 * line is kept behind the others, with the first sentence as its place. */
static ent_status read_headline(ent_reading *r, uint32_t at) {
  const ent_document *d = r->document;
  ent_str title = d->continued_title;
  if (title.ptr == NULL || title.len < 12) return ENT_OK;
  for (size_t i = 0; i + title.len <= d->text.len; i++) {
    if (memcmp(d->text.ptr + i, title.ptr, title.len) != 0) continue;
    ent_line *line = &r->lines[at];
    line->index = 0;
    line->paragraph = UINT32_MAX - 1;
    line->paragraph_kind = ENT_PARAGRAPH_BODY;
    ent_status status =
        prepare_line(r, line, folded_range(r, (ent_range){(uint32_t)i, (uint32_t)(i + title.len)}), true);
    if (status != ENT_OK) return status;
    line->asides = ent_arena_calloc(r->arena, (size_t)line->view.aside_count + 1, sizeof *line->asides);
    if (line->asides == NULL) return ENT_ERR_MEMORY;
    name_line(r, line);
    r->headline = line;
    for (uint32_t k = 0; k < line->token_count && r->event == 0; k++) {
      const ent_occurrence *m = ent_mention_of(r, line, k);
      if (m != NULL && m->type == ENT_EVENT && m->thing != 0) r->event = m->thing;
    }
    return ENT_OK;
  }
  return ENT_OK;
}

static ent_status read_lines(ent_reading *r) {
  const ent_document *d = r->document;
  r->lines = ent_arena_calloc(r->arena, (size_t)d->sentence_count + 2, sizeof *r->lines);
  if (r->lines == NULL) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < d->sentence_count && r->failure == ENT_OK; i++) {
    ent_line *line = &r->lines[i];
    line->index = i;
    line->paragraph = d->sentences[i].paragraph;
    line->paragraph_kind = d->paragraphs[line->paragraph].kind;
    r->line_count = i + 1;
    ent_status status = prepare_line(r, line, folded_range(r, d->sentences[i].range), true);
    if (status != ENT_OK) return status;
    line->asides = ent_arena_calloc(r->arena, (size_t)line->view.aside_count + 1, sizeof *line->asides);
    if (line->asides == NULL) return ENT_ERR_MEMORY;
    if (r->dates.document.year != 0) r->dates.last = (ent_day){0, 0, 0};
    if (i == 0) status = read_headline(r, d->sentence_count);
    if (status != ENT_OK) return status;
    ent_roles_before(r, line);
    name_line(r, line);
    ent_roles_after(r, line);
  }
  for (uint32_t i = 0; i < r->line_count && r->failure == ENT_OK; i++)
    ent_names_represents(r, &r->lines[i]); /* the country of 国家主席 may be named only later */
  return r->failure;
}

static void explain_gap(ent_reading *r, const ent_line *line) {
  if (r->explain == NULL || r->explain->fn == NULL) return;
  for (uint32_t i = 0; i < line->token_count; i++) {
    const ent_act *act = ent_act_at(r, line, i);
    if (act == NULL || act->relation < 0 || act->kind == ENT_ACT_NONE) continue;
    ent_str word = ent_token_text(line, i);
    ent_str text = ent_arena_format(
        r->arena, "no claim: %.*s (%s, %.*s) found no subject or object here", (int)word.len, word.ptr,
        ent_ontology_relation_name(r->ontology, (uint32_t)act->relation).ptr, (int)act->rule.len, act->rule.ptr);
    if (text.ptr != NULL) r->explain->fn(r->explain->user, r->document, ent_line_range(r, line, i, i + 1), text.ptr);
  }
}

static ent_status read_claims(ent_reading *r) {
  ent_course course = {.paragraph = UINT32_MAX};
  ent_document_kind kind = r->document->kind;
  bool carries = kind != ENT_KIND_DECLARATION && kind != ENT_KIND_RESOLUTION && kind != ENT_KIND_TREATY;
  course.event = r->event;
  for (uint32_t i = r->headline != NULL ? 0 : 1; i <= r->line_count; i++) {
    ent_line *line = i == 0 ? r->headline : &r->lines[i - 1];
    if (line->paragraph != course.paragraph) {
      course.paragraph = line->paragraph;
      if (!carries || line->paragraph_kind == ENT_PARAGRAPH_TURN) course.subject.count = 0;
    }
    if (kind == ENT_KIND_SPEECH) course.subject.count = 0; /* who speaks goes on, not who was spoken of */
    if (line->paragraph_kind == ENT_PARAGRAPH_SUBTITLE ||
        (line->paragraph_kind == ENT_PARAGRAPH_TITLE &&
         !(kind == ENT_KIND_NEWS || kind == ENT_KIND_PRESS_CONFERENCE)) ||
        line->paragraph_kind == ENT_PARAGRAPH_SIGNATURE || line->paragraph_kind == ENT_PARAGRAPH_BYLINE)
      continue;
    ent_clauses clauses = {.reading = r, .line = line, .course = &course};
    ent_status status = ent_clauses_split(&clauses);
    if (status != ENT_OK) return status;
    const ent_occurrence *turn = line->paragraph_kind == ENT_PARAGRAPH_TURN ? ent_mention_of(r, line, 0) : NULL;
    if (turn != NULL && turn->type == ENT_PERSON && ent_token_mark(line, turn->last, 0xFF1A))
      course.speaker = turn->thing;
    else if (line->paragraph_kind == ENT_PARAGRAPH_TURN && line->paragraph != course.turn)
      course.speaker = 0;
    course.turn = line->paragraph;
    clauses.speaker = course.speaker;
    for (uint32_t k = 0; k < clauses.segment_count && r->failure == ENT_OK; k++) {
      ent_claims_deeds(&clauses, k);
      ent_claims_stances(&clauses, k);
      ent_claims_circumstances(&clauses, k);
      ent_claims_memberships(&clauses, k);
    }
    ent_claims_votes(&clauses);
    if (!clauses.taken) explain_gap(r, line);
    if (r->failure != ENT_OK) return r->failure;
  }
  return ENT_OK;
}

ent_status ent_extractor_run(const ent_extractor *x, const ent_document *document, ent_str document_iri,
                             const ent_explain *explain, const ent_sink *sink, ent_graph *graph) {
  (void)sink;
  ent_reading r = {.lexicon = x->lexicon, .ontology = x->ontology, .document = document, .explain = explain};
  r.dates.document = document->date;
  r.arena = ent_arena_new();
  r.scratch = ent_arena_new();
  ent_status status = r.arena != NULL && r.scratch != NULL ? ENT_OK : ENT_ERR_MEMORY;
  if (status == ENT_OK) status = ent_fold_text(x->lexicon->fold, r.arena, document->text, &r.folded);
  if (status == ENT_OK) status = count_votes(&r);
  if (status == ENT_OK) status = read_lines(&r);
  if (status == ENT_OK) status = ent_roles_finish(&r);
  if (status == ENT_OK) status = read_claims(&r);
  if (status == ENT_OK) status = ent_reading_emit(&r, document_iri, graph);
  ent_index_free(&r.thing_index);
  ent_index_free(&r.assertion_index);
  ent_arena_free(r.scratch);
  ent_arena_free(r.arena);
  return status;
}
