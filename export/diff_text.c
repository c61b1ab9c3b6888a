/* What changed, for a person: the changes by what they mean, each with the sentences of both sides. */
#include <string.h>

#include "export/diff_writer.h"
#include "export/columns.h"
#include "export/gate.h"

typedef struct {
  const ent_diff_view *view;
  const ent_diff *diff;
  ent_output *output;
  ent_arena *scratch; /* emptied with each change */
} writing;

enum { PLAIN, BOLD, RED, GREEN, DIM, YELLOW };
static const char *const codes[] = {"\033[0m", "\033[1m", "\033[31m", "\033[32m", "\033[2m", "\033[33m"};

static void paint(const writing *w, int color) {
  if (w->view->color) ent_output_text(w->output, codes[color]);
}

/* Control characters would let a document write on the reader's terminal. */
static void put(const writing *w, ent_str text) {
  ent_str line = ent_gate_line(w->scratch, text);
  if (line.ptr)
    ent_output_str(w->output, line);
  else if (w->output->status == ENT_OK)
    w->output->status = ENT_ERR_MEMORY;
}

static void put_heading(const writing *w, const char *text, uint32_t count) {
  paint(w, BOLD);
  ent_output_format(w->output, "\n%s (%u)\n", text, count);
  paint(w, PLAIN);
}

/* "    - file:12  sentence" */
static void put_evidence(const writing *w, const ent_claim_words *words, bool after) {
  paint(w, after ? GREEN : RED);
  ent_output_text(w->output, after ? "    + " : "    - ");
  put(w, words->file.len ? words->file : words->document_iri);
  if (words->line) ent_output_format(w->output, ":%u", words->line);
  ent_output_text(w->output, "  ");
  put(w, words->quote);
  paint(w, PLAIN);
  ent_output_text(w->output, "\n");
}

static void put_field(const writing *w, const char *name, ent_str before, ent_str after) {
  ent_output_format(w->output, "    %s: ", name);
  put(w, before.len ? before : ENT_STR("–"));
  ent_output_text(w->output, " → ");
  put(w, after.len ? after : ENT_STR("–"));
  ent_output_text(w->output, "\n");
}

/* What the claim says, in one line. */
static void put_claim(const writing *w, const ent_claim_words *words) {
  ent_output_text(w->output, "  ");
  put(w, words->subject);
  paint(w, YELLOW);
  ent_output_text(w->output, "  ");
  put(w, words->relation);
  paint(w, PLAIN);
  ent_output_text(w->output, "  ");
  put(w, words->object);
  if (!ent_str_equal(words->modality, ENT_STR("asserted"))) {
    ent_output_text(w->output, "  (");
    put(w, words->modality);
    ent_output_text(w->output, ")");
  }
}

static void put_change(const writing *w, const ent_change *change) {
  ent_arena_reset(w->scratch);
  ent_claim_words before, after;
  if (change->before) before = ent_claim_in_words(w->diff->before, w->view->options, change->before);
  if (change->after) after = ent_claim_in_words(w->diff->after, w->view->options, change->after);
  put_claim(w, change->before ? &before : &after);
  if (change->score < 100) ent_output_format(w->output, "  [alike: 0.%02u]", change->score);
  ent_output_text(w->output, "\n");
  for (int i = 0; i < ENT_FIELD_COUNT; i++)
    if (change->fields >> i & 1)
      put_field(w, ent_field_name(i), ent_claim_field(&before, i), ent_claim_field(&after, i));
  if (change->before) put_evidence(w, &before, false);
  if (change->after) put_evidence(w, &after, true);
}

static void put_changes(const writing *w) {
  for (uint32_t i = 0; i < w->diff->change_count; i++) {
    const ent_change *change = &w->diff->changes[i];
    if (i == 0 || change->kind != w->diff->changes[i - 1].kind)
      put_heading(w, ent_change_heading(change->kind), w->diff->counts[change->kind]);
    put_change(w, change);
  }
}

/* Things */

static void put_thing(const writing *w, const ent_graph *graph, ent_id id) {
  const ent_entity *entity = ent_graph_entity(graph, id);
  ent_output_format(w->output, "%s ", ent_type_name((ent_type)entity->type));
  put(w, ent_label_of_entity(graph, w->view->options, entity));
}

static bool has_label(const ent_graph *graph, const ent_entity *entity, ent_str text) {
  if (ent_str_equal(ent_graph_text(graph, entity->preferred.text), text)) return true;
  for (uint32_t i = 0; i < entity->label_count; i++)
    if (ent_str_equal(ent_graph_text(graph, entity->labels[i].text), text)) return true;
  return false;
}

/* The names that `of` has and `other` has not. */
static void put_other_names(const writing *w, const char *mark, const ent_graph *graph, const ent_entity *of,
                            const ent_graph *other_graph, const ent_entity *other) {
  const ent_label *labels = ent_graph_sort_labels(graph, of, w->scratch);
  if (!labels && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  for (uint32_t i = 0; labels && i < of->label_count; i++) {
    ent_str text = ent_graph_text(graph, labels[i].text);
    if (has_label(other_graph, other, text)) continue;
    ent_output_format(w->output, "  %s", mark);
    put(w, text);
  }
}

static void put_thing_change(const writing *w, const ent_thing_change *thing) {
  static const char *const marks[ENT_THING_KIND_COUNT] = {"  ~ ", "  ~ ", "  + ", "  - "};
  static const int colors[ENT_THING_KIND_COUNT] = {YELLOW, YELLOW, GREEN, RED};
  const ent_diff *diff = w->diff;
  ent_arena_reset(w->scratch);
  paint(w, colors[thing->kind]);
  ent_output_text(w->output, marks[thing->kind]);
  put_thing(w, thing->before ? diff->before : diff->after, thing->before ? thing->before : thing->after);
  if (thing->kind == ENT_THING_RENAMED) {
    ent_output_text(w->output, " → ");
    put_thing(w, diff->after, thing->after);
  }
  if (thing->alike) ent_output_format(w->output, "  [alike: 0.%02u]", thing->score);
  if (thing->kind == ENT_THING_CHANGED) {
    const ent_entity *old = ent_graph_entity(diff->before, thing->before);
    const ent_entity *new = ent_graph_entity(diff->after, thing->after);
    put_other_names(w, "-", diff->before, old, diff->after, new);
    put_other_names(w, "+", diff->after, new, diff->before, old);
    if (old->type != new->type) ent_output_format(w->output, "  → %s", ent_type_name((ent_type) new->type));
  }
  paint(w, PLAIN);
  ent_output_text(w->output, "\n");
}

/* An issue or a date comes and goes, and is worded otherwise, with the claims about it, which are listed. */
static bool is_shown(const ent_diff *diff, const ent_thing_change *thing) {
  const uint8_t type = thing->before ? ent_graph_entity(diff->before, thing->before)->type
                                     : ent_graph_entity(diff->after, thing->after)->type;
  return thing->kind == ENT_THING_CHANGED || (type != ENT_ISSUE && type != ENT_DATE);
}

static void put_things(const writing *w) {
  int last = -1;
  for (uint32_t i = 0; i < w->diff->thing_count; i++) {
    const ent_thing_change *thing = &w->diff->things[i];
    if (!is_shown(w->diff, thing)) continue;
    if ((int)thing->kind != last) {
      uint32_t count = 0;
      for (uint32_t k = i; k < w->diff->thing_count && w->diff->things[k].kind == thing->kind; k++)
        count += is_shown(w->diff, &w->diff->things[k]);
      put_heading(w, ent_thing_heading(thing->kind), count);
    }
    last = (int)thing->kind;
    put_thing_change(w, thing);
  }
}

static void put_side(const writing *w, const char *mark, const char *name, const ent_graph *graph, int color) {
  paint(w, color);
  ent_output_format(w->output, "%s ", mark);
  put(w, ent_str_from(name));
  if (ent_graph_document_count(graph) == 1) {
    const ent_document_node *document = ent_graph_document(graph, 1);
    ent_output_text(w->output, "  ");
    put(w, ent_graph_text(graph, document->title));
    if (document->date) {
      ent_output_text(w->output, "  ");
      put(w, ent_graph_text(graph, document->date));
    }
  } else {
    ent_output_format(w->output, "  %u documents", ent_graph_document_count(graph));
  }
  paint(w, PLAIN);
  ent_output_text(w->output, "\n");
}

ent_status ent_diff_write_text(const ent_diff_view *view, ent_output *output) {
  const ent_diff *diff = view->diff;
  const writing w = {view, diff, output, ent_arena_new()};
  const unsigned hundredths = (unsigned)(view->alike * 100 + 0.5);
  if (!w.scratch) return ENT_ERR_MEMORY;
  if (ent_diff_differs(diff) || diff->counts[ENT_CHANGE_MOVED] > 0) {
    put_side(&w, "---", view->before, diff->before, RED);
    put_side(&w, "+++", view->after, diff->after, GREEN);
    ent_output_format(output, "%s\n", ent_diff_text_state(diff));
    if (view->alike > 0)
      ent_output_format(output,
                        "Things of one kind whose words are alike (Dice of character bigrams, %u.%02u or more) "
                        "are taken for the same.\n",
                        hundredths / 100, hundredths % 100);
    put_changes(&w);
    put_things(&w);
    ent_output_format(output, "\n%u claims unchanged", diff->same);
    for (int i = 0; i < ENT_CHANGE_KIND_COUNT; i++)
      if (diff->counts[i]) ent_output_format(output, ", %u %s", diff->counts[i], ent_change_name((ent_change_kind)i));
    ent_output_text(output, "\n");
  }
  ent_arena_free(w.scratch);
  return output->status;
}
