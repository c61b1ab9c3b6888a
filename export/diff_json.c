/* What changed, as JSON: doc/diff-json.md. */
#include <string.h>

#include "export/columns.h"
#include "export/diff_writer.h"
#include "export/gate.h"

typedef struct {
  const ent_diff_view *view;
  ent_output *output;
  ent_arena *scratch; /* emptied with each change */
} writing;

static void put_name(const writing *w, const char *separator, const char *name) {
  ent_output_format(w->output, "%s\"%s\":", separator, name);
}

static void put_text(const writing *w, const char *separator, const char *name, ent_str text) {
  put_name(w, separator, name);
  ent_str clean = ent_gate_text(w->scratch, text);
  if (!clean.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  ent_json_string(w->output, clean.ptr ? clean : ENT_STR(""));
}

static void put_set(const writing *w, const char *name, ent_str text) {
  if (text.len) put_text(w, ",", name, text);
}

static void put_iri(const writing *w, const char *separator, const char *name, ent_str local) {
  const char *base = w->view->options->base ? w->view->options->base : ENT_ID_BASE;
  ent_str iri = ent_gate_iri(w->scratch, ent_str_from(base), local);
  if (!iri.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  put_text(w, separator, name, iri.ptr ? iri : ENT_STR(""));
}

static void put_end(const writing *w, const char *name, ent_str iri, ent_str label) {
  put_name(w, ",", name);
  put_iri(w, "{", "iri", iri);
  put_text(w, ",", "label", label);
  ent_output_text(w->output, "}");
}

static void put_claim(const writing *w, const char *name, const ent_graph *graph, ent_id id) {
  const ent_claim_words words = ent_claim_in_words(graph, w->view->options, id);
  put_name(w, ",", name);
  put_iri(w, "{", "iri", words.claim_iri);
  put_end(w, "subject", words.subject_iri, words.subject);
  put_text(w, ",", "relation", words.relation_name);
  put_end(w, "object", words.object_iri, words.object);
  put_text(w, ",", "modality", words.modality);
  put_set(w, "strength", words.strength);
  put_set(w, "date", words.date);
  put_set(w, "place", words.place);
  put_set(w, "speaker", words.speaker);
  put_name(w, ",", "evidence");
  put_text(w, "{", "file", words.file);
  if (words.document_iri.len) put_iri(w, ",", "document", words.document_iri);
  ent_output_format(w->output, ",\"line\":%u,\"begin\":%u,\"end\":%u", words.line, words.begin, words.end);
  put_text(w, ",", "quote", words.quote);
  ent_output_text(w->output, "}}");
}

static void put_score(const writing *w, uint8_t score) {
  ent_output_format(w->output, ",\"score\":%u.%02u", score / 100, score % 100);
}

static void put_change(const writing *w, const ent_change *change) {
  ent_arena_reset(w->scratch);
  ent_output_format(w->output, "{\"kind\":\"%s\",\"fields\":[", ent_change_name(change->kind));
  const char *separator = "";
  for (int i = 0; i < ENT_FIELD_COUNT; i++)
    if (change->fields >> i & 1) {
      ent_output_format(w->output, "%s\"%s\"", separator, ent_field_name(i));
      separator = ",";
    }
  ent_output_text(w->output, "]");
  put_score(w, change->score);
  if (change->before) put_claim(w, "before", w->view->diff->before, change->before);
  if (change->after) put_claim(w, "after", w->view->diff->after, change->after);
  ent_output_text(w->output, "}");
}

static void put_entity(const writing *w, const char *name, const ent_graph *graph, ent_id id) {
  const ent_entity *entity = ent_graph_entity(graph, id);
  put_name(w, ",", name);
  put_iri(w, "{", "iri", ent_graph_text(graph, entity->iri));
  put_text(w, ",", "type", ent_str_from(ent_type_name((ent_type)entity->type)));
  put_text(w, ",", "label", ent_label_of_entity(graph, w->view->options, entity));
  put_set(w, "wikidata", ent_graph_text(graph, entity->wikidata));
  put_set(w, "edtf", ent_graph_text(graph, entity->edtf));
  const ent_label *labels = ent_graph_sort_labels(graph, entity, w->scratch);
  if (!labels && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  put_name(w, ",", "other");
  ent_output_text(w->output, "[");
  for (uint32_t i = 0; labels && i < entity->label_count; i++) {
    put_text(w, i ? ",{" : "{", "label", ent_graph_text(graph, labels[i].text));
    put_set(w, "lang", ent_graph_text(graph, labels[i].lang));
    ent_output_text(w->output, "}");
  }
  ent_output_text(w->output, "]}");
}

static void put_thing(const writing *w, const ent_thing_change *thing) {
  ent_arena_reset(w->scratch);
  ent_output_format(w->output, "{\"kind\":\"%s\"", ent_thing_kind_name(thing->kind));
  put_score(w, thing->score);
  if (thing->before) put_entity(w, "before", w->view->diff->before, thing->before);
  if (thing->after) put_entity(w, "after", w->view->diff->after, thing->after);
  ent_output_text(w->output, "}");
}

static void put_documents(const writing *w, const ent_graph *graph) {
  ent_graph_order order;
  if (ent_graph_sort(graph, &order) != ENT_OK) {
    if (w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
    return;
  }
  for (uint32_t i = 0; i < ent_graph_document_count(graph); i++) {
    const ent_document_node *document = ent_graph_document(graph, order.documents[i]);
    ent_arena_reset(w->scratch);
    put_iri(w, i ? ",{" : "{", "iri", ent_graph_text(graph, document->iri));
    put_set(w, "title", ent_graph_text(graph, document->title));
    put_set(w, "date", ent_graph_text(graph, document->date));
    put_set(w, "sha256", ent_graph_text(graph, document->sha256));
    put_set(w, "generator", ent_graph_text(graph, document->generator));
    ent_output_text(w->output, "}");
  }
  ent_graph_order_free(&order);
}

static void put_side(const writing *w, const char *name, const char *argument, const ent_graph *graph) {
  put_name(w, ",\n", name);
  put_text(w, "{", "name", ent_str_from(argument));
  put_name(w, ",", "documents");
  ent_output_text(w->output, "[");
  put_documents(w, graph);
  ent_output_text(w->output, "]}");
}

ent_status ent_diff_write_json(const ent_diff_view *view, ent_output *output) {
  static const char *const states[] = {"unknown", "same", "changed"};
  const ent_diff *diff = view->diff;
  const writing w = {view, output, ent_arena_new()};
  if (!w.scratch) return ENT_ERR_MEMORY;
  ent_output_format(output, "{\"version\":1,\"differs\":%s,\"text\":\"%s\"", ent_diff_differs(diff) ? "true" : "false",
                    states[diff->text]);
  const unsigned hundredths = (unsigned)(view->alike * 100 + 0.5);
  if (hundredths) ent_output_format(output, ",\"threshold\":%u.%02u", hundredths / 100, hundredths % 100);
  put_side(&w, "before", view->before, diff->before);
  put_side(&w, "after", view->after, diff->after);
  ent_output_format(output, ",\n\"unchanged\":%u,\n\"counts\":{", diff->same);
  for (int i = 0; i < ENT_CHANGE_KIND_COUNT; i++)
    ent_output_format(output, "%s\"%s\":%u", i ? "," : "", ent_change_name((ent_change_kind)i), diff->counts[i]);
  ent_output_text(output, "},\n\"claims\":[");
  for (uint32_t i = 0; i < diff->change_count; i++) {
    ent_output_text(output, i ? ",\n" : "\n");
    put_change(&w, &diff->changes[i]);
  }
  ent_output_text(output, "],\n\"entities\":[");
  for (uint32_t i = 0; i < diff->thing_count; i++) {
    ent_output_text(output, i ? ",\n" : "\n");
    put_thing(&w, &diff->things[i]);
  }
  ent_output_text(output, "]}\n");
  ent_arena_free(w.scratch);
  return output->status;
}
