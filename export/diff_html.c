/* What changed, as one page that needs nothing else: a summary, then each change with both quotes side by side. */
#include <string.h>

#include "export/columns.h"
#include "export/diff_writer.h"
#include "export/gate.h"

typedef struct {
  const ent_diff_view *view;
  const ent_diff *diff;
  ent_output *output;
  ent_arena *scratch; /* emptied with each change */
} writing;

static const char head[] =
    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>What changed</title>\n<style>\n"
    ":root { color-scheme: light dark; }\n"
    "body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }\n"
    "table { border-collapse: collapse; width: 100%; table-layout: fixed; }\n"
    "td, th { border: 1px solid #8888; padding: .4rem .6rem; vertical-align: top; text-align: start; }\n"
    "td { overflow-wrap: anywhere; }\n"
    ".old { background: #d1352b1a; } .new { background: #2e9e411a; }\n"
    ".where { color: #888; font-size: .85em; } .field { margin: 0; } h3 { margin: 1.4rem 0 .3rem; font-size: 1em; }\n"
    "</style>\n</head>\n<body>\n";

static void raw(const writing *w, const char *text) {
  ent_output_text(w->output, text);
}

static void put(const writing *w, ent_str text) {
  ent_str clean = ent_gate_text(w->scratch, text);
  if (!clean.ptr) {
    if (w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
    return;
  }
  size_t start = 0;
  for (size_t i = 0; i < clean.len; i++) {
    const char c = clean.ptr[i];
    const char *entity = c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : NULL;
    if (!entity) continue;
    ent_output_put(w->output, clean.ptr + start, i - start);
    raw(w, entity);
    start = i + 1;
  }
  ent_output_put(w->output, clean.ptr + start, clean.len - start);
}

static void put_quote(const writing *w, const char *class, const ent_claim_words *words) {
  ent_output_format(w->output, "<td class=\"%s\">", words ? class : "");
  if (words) {
    put(w, words->quote);
    raw(w, "<div class=\"where\">");
    put(w, words->file.len ? words->file : words->document_iri);
    if (words->line) ent_output_format(w->output, ":%u", words->line);
    raw(w, "</div>");
  }
  raw(w, "</td>");
}

static void put_change(const writing *w, const ent_change *change) {
  ent_claim_words before, after;
  ent_arena_reset(w->scratch);
  if (change->before) before = ent_claim_in_words(w->diff->before, w->view->options, change->before);
  if (change->after) after = ent_claim_in_words(w->diff->after, w->view->options, change->after);
  const ent_claim_words *words = change->before ? &before : &after;
  raw(w, "<h3>");
  put(w, words->subject);
  raw(w, " · ");
  put(w, words->relation);
  raw(w, " · ");
  put(w, words->object);
  if (change->score < 100) ent_output_format(w->output, " <span class=\"where\">alike: 0.%02u</span>", change->score);
  raw(w, "</h3>\n");
  for (int i = 0; i < ENT_FIELD_COUNT; i++) {
    if (!(change->fields >> i & 1)) continue;
    ent_str old = ent_claim_field(&before, i), new = ent_claim_field(&after, i);
    ent_output_format(w->output, "<p class=\"field\">%s: ", ent_field_name(i));
    put(w, old.len ? old : ENT_STR("–"));
    raw(w, " → <b>");
    put(w, new.len ? new : ENT_STR("–"));
    raw(w, "</b></p>\n");
  }
  raw(w, "<table><tr>");
  put_quote(w, "old", change->before ? &before : NULL);
  put_quote(w, "new", change->after ? &after : NULL);
  raw(w, "</tr></table>\n");
}

static void put_summary(const writing *w) {
  const ent_diff *diff = w->diff;
  raw(w, "<h1>What changed</h1>\n<table><tr><td class=\"old\">");
  put(w, ent_str_from(w->view->before));
  raw(w, "</td><td class=\"new\">");
  put(w, ent_str_from(w->view->after));
  ent_output_format(w->output, "</td></tr></table>\n<p>%s</p>\n<ul>\n<li>%u claims unchanged</li>\n",
                    ent_diff_text_state(diff), diff->same);
  for (int i = 0; i < ENT_CHANGE_KIND_COUNT; i++)
    if (diff->counts[i])
      ent_output_format(w->output, "<li><a href=\"#%s\">%s</a>: %u</li>\n", ent_change_name((ent_change_kind)i),
                        ent_change_heading((ent_change_kind)i), diff->counts[i]);
  raw(w, "</ul>\n");
  const unsigned hundredths = (unsigned)(w->view->alike * 100 + 0.5);
  if (hundredths)
    ent_output_format(w->output,
                      "<p>Things of one kind whose words are alike (Dice of character bigrams, %u.%02u or more) are "
                      "taken for the same.</p>\n",
                      hundredths / 100, hundredths % 100);
}

static void put_things(const writing *w) {
  for (uint32_t i = 0; i < w->diff->thing_count; i++) {
    const ent_thing_change *thing = &w->diff->things[i];
    const ent_graph *graph = thing->before ? w->diff->before : w->diff->after;
    const ent_entity *entity = ent_graph_entity(graph, thing->before ? thing->before : thing->after);
    ent_arena_reset(w->scratch);
    if (i == 0 || thing->kind != w->diff->things[i - 1].kind) {
      if (i > 0) raw(w, "</ul>\n");
      ent_output_format(w->output, "<h2>%s (%u)</h2>\n<ul>\n", ent_thing_heading(thing->kind),
                        w->diff->thing_counts[thing->kind]);
    }
    ent_output_format(w->output, "<li>%s: ", ent_type_name((ent_type)entity->type));
    put(w, ent_label_of_entity(graph, w->view->options, entity));
    if (thing->kind == ENT_THING_RENAMED) {
      raw(w, " → ");
      put(w, ent_label_of_entity(w->diff->after, w->view->options, ent_graph_entity(w->diff->after, thing->after)));
    }
    if (thing->alike) ent_output_format(w->output, " <span class=\"where\">alike: 0.%02u</span>", thing->score);
    raw(w, "</li>\n");
  }
  if (w->diff->thing_count) raw(w, "</ul>\n");
}

ent_status ent_diff_write_html(const ent_diff_view *view, ent_output *output) {
  const writing w = {view, view->diff, output, ent_arena_new()};
  if (!w.scratch) return ENT_ERR_MEMORY;
  raw(&w, head);
  put_summary(&w);
  for (uint32_t i = 0; i < w.diff->change_count; i++) {
    const ent_change *change = &w.diff->changes[i];
    if (i == 0 || change->kind != w.diff->changes[i - 1].kind)
      ent_output_format(output, "<h2 id=\"%s\">%s (%u)</h2>\n", ent_change_name(change->kind),
                        ent_change_heading(change->kind), w.diff->counts[change->kind]);
    put_change(&w, change);
  }
  put_things(&w);
  raw(&w, "</body>\n</html>\n");
  ent_arena_free(w.scratch);
  return output->status;
}
