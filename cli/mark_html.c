/* The text as a page that shows mentions in the colours of the graph, with what they stand for under the pointer, and
 * below it the claims with links to the sentences that prove them. Nothing outside the page is loaded. */
#include <stdlib.h>

#include "cli/marks.h"
#include "export/columns.h"
#include "export/gate.h"

/* Light enough behind black text; the line below it has the full colour. */
#define OPACITY "38"

static const char style[] =
    "body{font:17px/1.8 \"Noto Serif CJK SC\",\"Source Han Serif SC\",\"Songti SC\",SimSun,serif;color:#111;"
    "background:#fff;max-width:46em;margin:0 auto;padding:0 1em 4em}\n"
    "h1,h2,.file,nav,.claims{font-family:system-ui,sans-serif}\n"
    "h1{font-size:1.2em}\n"
    "nav{position:sticky;top:0;background:#fff;border-bottom:1px solid #ccc;padding:.5em "
    "0;font-size:.8em;line-height:2;"
    "z-index:1}\n"
    "nav label{padding:.1em .5em;margin-right:.4em;cursor:pointer;white-space:nowrap}\n"
    "input.t{position:absolute;opacity:0}\n"
    "mark{color:inherit;background:none;padding:.1em 0;cursor:help}\n"
    ".file,.furniture{color:#666;font-size:.85em}\n"
    ".title{font-size:1.3em;font-weight:bold;text-align:center}\n"
    ".subtitle,.dateline,.byline{text-align:center}\n"
    ".heading{font-weight:bold}\n"
    ".claims{font-size:.85em;line-height:1.5}\n"
    ".claims li{margin:.3em 0}\n"
    ".claims .rel{font-style:italic}\n"
    ".claims .how{color:#666}\n"
    "span:target{outline:2px solid #d55e00}\n";

typedef struct {
  const cli_marked *marked;
  ent_output *output;
  ent_arena *scratch;
} writing;

/* Text for an element or an attribute in double quotes: no control characters, no markup. */
static void put_escaped(ent_output *output, ent_arena *scratch, ent_str text) {
  ent_str clean = ent_gate_text(scratch, text);
  if (!clean.ptr && output->status == ENT_OK) output->status = ENT_ERR_MEMORY;
  for (size_t at = 0; clean.ptr && at < clean.len;) {
    size_t plain = at;
    while (plain < clean.len && clean.ptr[plain] != '&' && clean.ptr[plain] != '<' && clean.ptr[plain] != '>' &&
           clean.ptr[plain] != '"')
      plain++;
    ent_output_put(output, clean.ptr + at, plain - at);
    if (plain < clean.len)
      ent_output_text(output, clean.ptr[plain] == '&'   ? "&amp;"
                              : clean.ptr[plain] == '<' ? "&lt;"
                              : clean.ptr[plain] == '>' ? "&gt;"
                                                        : "&quot;");
    at = plain + 1;
  }
}

static void put(const writing *w, ent_str text) {
  put_escaped(w->output, w->scratch, text);
}

static void put_symbol(const writing *w, const char *before, ent_sym symbol) {
  if (!symbol) return;
  ent_output_text(w->output, before);
  put(w, ent_graph_text(w->marked->graph, symbol));
}

/* "country": what types are called in the style sheet. */
static void put_class(ent_output *output, ent_type type) {
  const char *name = ent_type_name(type);
  ent_output_format(output, "%c%s", name[0] | 0x20, name + 1);
}

static void put_open(void *user, const ent_mention *mark) {
  const writing *w = user;
  const ent_entity *entity = ent_graph_entity(w->marked->graph, mark->entity);
  ent_output_text(w->output, "<mark class=\"");
  put_class(w->output, (ent_type)entity->type);
  ent_output_format(w->output, "\" title=\"%s: ", ent_type_name((ent_type)entity->type));
  put(w, cli_marked_name(w->marked, mark->entity));
  if (entity->edtf != entity->preferred.text) put_symbol(w, "&#10;", entity->edtf);
  put_symbol(w, "&#10;" ENT_ID_BASE, entity->iri);
  put_symbol(w, "&#10;Wikidata ", entity->wikidata);
  put_symbol(w, "&#10;found by ", entity->rule);
  ent_output_text(w->output, "\">");
}

static void put_close(void *user, const ent_mention *mark) {
  const writing *w = user;
  (void)mark;
  ent_output_text(w->output, "</mark>");
}

static void put_text(void *user, ent_str piece) {
  const writing *w = user;
  put(w, piece);
}

/* Each sentence is a target for the claims, named by the code point that it begins at. */
static ent_status put_paragraph(writing *w, cli_mark_walk *walk, uint32_t number, uint32_t index, uint32_t *sentence) {
  static const cli_mark_visitor visitor = {put_open, put_close, put_text};
  static const char *const classes[] = {[ENT_PARAGRAPH_TITLE] = "title",        [ENT_PARAGRAPH_SUBTITLE] = "subtitle",
                                        [ENT_PARAGRAPH_DATELINE] = "dateline",  [ENT_PARAGRAPH_BYLINE] = "byline",
                                        [ENT_PARAGRAPH_HEADING] = "heading",    [ENT_PARAGRAPH_BODY] = "body",
                                        [ENT_PARAGRAPH_TURN] = "turn",          [ENT_PARAGRAPH_SIGNATURE] = "signature",
                                        [ENT_PARAGRAPH_FURNITURE] = "furniture"};
  const ent_document *d = w->marked->document;
  const ent_paragraph *paragraph = &d->paragraphs[index];
  ent_status status = cli_marks_walk(walk, paragraph->range.begin, &visitor, w);
  ent_output_format(w->output, "<p class=\"%s\">", classes[paragraph->kind]);
  for (; status == ENT_OK && *sentence < d->sentence_count && d->sentences[*sentence].paragraph == index; ++*sentence) {
    const ent_range range = d->sentences[*sentence].range;
    status = cli_marks_walk(walk, range.begin, &visitor, w);
    ent_output_format(w->output, "<span id=\"d%lu-%lu\">", (unsigned long)number, (unsigned long)walk->position);
    if (status == ENT_OK) status = cli_marks_walk(walk, range.end, &visitor, w);
    ent_output_text(w->output, "</span>");
    ent_arena_reset(w->scratch);
  }
  if (status == ENT_OK) status = cli_marks_walk(walk, paragraph->range.end, &visitor, w);
  ent_output_text(w->output, "</p>\n");
  return status;
}

typedef struct {
  const ent_claim *claim;
  ent_str iri;
} listed_claim;

static int by_evidence(const void *a, const void *b) {
  const listed_claim *x = a, *y = b;
  const uint32_t p = x->claim->evidence.begin, q = y->claim->evidence.begin;
  return p != q ? (p > q) - (p < q) : ent_str_compare(x->iri, y->iri);
}

static void put_claim(const writing *w, uint32_t number, const ent_claim *claim) {
  const cli_marked *m = w->marked;
  ent_output_format(w->output, "<li><a href=\"#d%lu-%lu\">", (unsigned long)number,
                    (unsigned long)claim->evidence.begin);
  put(w, cli_marked_name(m, claim->subject));
  put_symbol(w, " <span class=\"rel\">", claim->relation);
  ent_output_text(w->output, "</span> ");
  put(w, cli_marked_name(m, claim->object));
  ent_output_format(w->output, "</a> <span class=\"how\">%s", ent_modality_name((ent_modality)claim->modality));
  put_symbol(w, ", ", claim->strength);
  const ent_id circumstances[] = {claim->date, claim->place};
  for (int i = 0; i < 2; i++) {
    if (!circumstances[i]) continue;
    ent_output_text(w->output, ", ");
    put(w, cli_marked_name(m, circumstances[i]));
  }
  if (claim->confidence) ent_output_format(w->output, ", %u%%", claim->confidence);
  put_symbol(w, ", by ", claim->rule);
  ent_output_text(w->output, "</span></li>\n");
}

static ent_status put_claims(const writing *w, uint32_t number) {
  const ent_graph *graph = w->marked->graph;
  const uint32_t count = ent_graph_claim_count(graph);
  if (count == 0) return ENT_OK;
  listed_claim *claims = malloc(count * sizeof *claims);
  if (!claims) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    const ent_claim *claim = ent_graph_claim(graph, i + 1);
    claims[i] = (listed_claim){claim, ent_graph_text(graph, claim->iri)};
  }
  qsort(claims, count, sizeof *claims, by_evidence);
  ent_output_format(w->output, "<details class=\"claims\"><summary>%lu claims</summary>\n<ol>\n", (unsigned long)count);
  for (uint32_t i = 0; i < count; i++) {
    put_claim(w, number, claims[i].claim);
    ent_arena_reset(w->scratch);
  }
  ent_output_text(w->output, "</ol></details>\n");
  free(claims);
  return ENT_OK;
}

ent_status cli_mark_html(const cli_marked *marked, uint32_t number, ent_output *output) {
  const ent_document *d = marked->document;
  writing w = {marked, output, ent_arena_new()};
  cli_mark_walk walk = {.marked = marked};
  ent_status status = w.scratch ? ENT_OK : ENT_ERR_MEMORY;
  if (status) goto end;
  ent_output_text(output, "<article lang=\"");
  put(&w, d->lang);
  ent_output_text(output, "\">\n<p class=\"file\" lang=\"en\">");
  put(&w, ent_str_from(d->file));
  ent_output_format(output, ", article %lu: %lu entities, %lu mentions</p>\n", (unsigned long)d->article,
                    (unsigned long)ent_graph_entity_count(marked->graph), (unsigned long)marked->count);
  for (uint32_t i = 0, sentence = 0; i < d->paragraph_count && status == ENT_OK; i++)
    status = put_paragraph(&w, &walk, number, i, &sentence);
  if (status == ENT_OK) status = put_claims(&w, number);
  ent_output_text(output, "</article>\n");

end:
  free(walk.open);
  ent_arena_free(w.scratch);
  return status;
}

ent_status cli_mark_html_begin(const char *title, const ent_ontology *ontology, ent_output *output) {
  ent_arena *scratch = ent_arena_new();
  if (!scratch) return ENT_ERR_MEMORY;
  ent_output_text(output, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
  put_escaped(output, scratch, ent_str_from(title));
  ent_output_format(output, "</title>\n<style>\n%s", style);
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    const char *color = ent_node_color((ent_type)i);
    ent_output_text(output, "#t-");
    put_class(output, (ent_type)i);
    ent_output_text(output, ":checked~nav .");
    put_class(output, (ent_type)i);
    ent_output_text(output, ",#t-");
    put_class(output, (ent_type)i);
    ent_output_text(output, ":checked~article .");
    put_class(output, (ent_type)i);
    ent_output_format(output, "{background:%s" OPACITY ";border-bottom:2px solid %s}\n", color, color);
  }
  ent_output_text(output, "</style>\n</head>\n<body>\n<h1>");
  put_escaped(output, scratch, ent_str_from(title));
  ent_output_text(output, "</h1>\n");
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    ent_output_text(output, "<input type=\"checkbox\" class=\"t\" id=\"t-");
    put_class(output, (ent_type)i);
    ent_output_text(output, "\" checked>");
  }
  ent_output_text(output, "\n<nav>\n");
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    ent_output_text(output, "<label for=\"t-");
    put_class(output, (ent_type)i);
    ent_output_text(output, "\" class=\"");
    put_class(output, (ent_type)i);
    ent_output_text(output, "\">");
    put_escaped(output, scratch, ent_ontology_class_label(ontology, (ent_type)i, ENT_STR("en")));
    ent_output_text(output, " ");
    put_escaped(output, scratch, ent_ontology_class_label(ontology, (ent_type)i, ENT_STR("zh")));
    ent_output_text(output, "</label>\n");
  }
  ent_output_text(output, "</nav>\n");
  ent_arena_free(scratch);
  return ENT_OK;
}

void cli_mark_html_end(ent_output *output) {
  ent_output_text(output, "</body>\n</html>\n");
}
