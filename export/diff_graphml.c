/* Both graphs in one GraphML: what stayed, what came, what went and what changed, by status and colour. */
#include <stdlib.h>
#include <string.h>

#include "export/columns.h"
#include "export/diff_writer.h"
#include "export/gate.h"
#include "export/xml.h"

#define NAMESPACE "http://graphml.graphdrawing.org/xmlns"

typedef struct {
  const char *id, *owner, *name, *type;
} key_row;
static const key_row keys[] = {
    {"n_label", "node", "label", "string"},       {"n_kind", "node", "kind", "string"},
    {"n_iri", "node", "iri", "string"},           {"n_status", "node", "status", "string"},
    {"n_color", "node", "color", "string"},       {"e_label", "edge", "label", "string"},
    {"e_weight", "edge", "weight", "double"},     {"e_relation", "edge", "relation", "string"},
    {"e_status", "edge", "status", "string"},     {"e_color", "edge", "color", "string"},
    {"e_modality", "edge", "modality", "string"}, {"e_before", "edge", "quote_before", "string"},
    {"e_after", "edge", "quote_after", "string"}, {"e_likeness", "edge", "likeness", "double"},
};

typedef struct {
  const ent_diff_view *view;
  const ent_diff *diff;
  ent_xml *xml;
  ent_arena *scratch;     /* emptied with each node and edge */
  ent_id *known;          /* by entity of NEW that goes under the IRI of one of OLD: that one */
  const char **old_state; /* by entity of OLD: its status */
} writing;

static const char *color_of(const char *status) {
  static const struct {
    const char *status, *color;
  } colors[] = {{"added", "#2e9e41"},    {"removed", "#d1352b"}, {"silent", "#d1352b"}, {"hardened", "#8e44ad"},
                {"softened", "#4a90d9"}, {"changed", "#e0a100"}, {"renamed", "#e0a100"}};
  for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
    if (strcmp(colors[i].status, status) == 0) return colors[i].color;
  return "#bbbbbb"; /* kept */
}

static void put(const writing *w, const char *key, ent_str value) {
  ent_xml_leaf(w->xml, "data", "key", ent_str_from(key), value);
}

static void put_node(const writing *w, const ent_graph *graph, ent_id id, const char *status) {
  const ent_entity *entity = ent_graph_entity(graph, id);
  const ent_str iri = ent_graph_text(graph, entity->iri);
  const char *base = w->view->options->base ? w->view->options->base : ENT_ID_BASE;
  ent_arena_reset(w->scratch);
  ent_xml_start(w->xml, "node");
  ent_xml_attribute(w->xml, "id", ent_node_id(w->scratch, iri));
  put(w, "n_label", ent_label_of_entity(graph, w->view->options, entity));
  put(w, "n_kind", ent_str_from(ent_type_name((ent_type)entity->type)));
  put(w, "n_iri", ent_gate_iri(w->scratch, ent_str_from(base), iri));
  put(w, "n_status", ent_str_from(status));
  put(w, "n_color", ent_str_from(color_of(status)));
  ent_xml_end(w->xml);
}

/* Marks what became of the things of OLD, and draws all nodes. */
static void put_nodes(const writing *w) {
  for (uint32_t i = 0; i < w->diff->thing_count; i++) {
    const ent_thing_change *thing = &w->diff->things[i];
    if (thing->before) w->old_state[thing->before] = ent_thing_kind_name(thing->kind);
    if (thing->before && thing->after) w->known[thing->after] = thing->before;
  }
  for (ent_id id = 1; id <= ent_graph_entity_count(w->diff->before); id++)
    put_node(w, w->diff->before, id, w->old_state[id] ? w->old_state[id] : "kept");
  for (uint32_t i = 0; i < w->diff->thing_count; i++)
    if (w->diff->things[i].kind == ENT_THING_ADDED) put_node(w, w->diff->after, w->diff->things[i].after, "added");
}

static ent_str end_of(const writing *w, bool after, ent_id entity) {
  if (after && w->known[entity])
    return ent_graph_text(w->diff->before, ent_graph_entity(w->diff->before, w->known[entity])->iri);
  const ent_graph *graph = after ? w->diff->after : w->diff->before;
  return ent_graph_text(graph, ent_graph_entity(graph, entity)->iri);
}

/* A pair of claims is one edge, between the ends that it has in NEW. */
static void put_edge(const writing *w, ent_id before, ent_id after, const char *status, uint8_t score) {
  const ent_diff *diff = w->diff;
  const ent_graph *graph = after ? diff->after : diff->before;
  const ent_claim *claim = ent_graph_claim(graph, after ? after : before);
  const ent_str none = ENT_STR("");
  ent_claim_words old = {.quote = none}, new = {.quote = none};
  if (before) old = ent_claim_in_words(diff->before, w->view->options, before);
  if (after) new = ent_claim_in_words(diff->after, w->view->options, after);
  const ent_claim_words *words = after ? &new : &old;
  ent_str label = words->relation;
  ent_arena_reset(w->scratch);
  if (before && after && !ent_str_equal(old.relation_name, new.relation_name))
    label = ent_arena_format(w->scratch, "%.*s → %.*s", (int)old.relation.len, old.relation.ptr, (int)new.relation.len,
                             new.relation.ptr);
  ent_xml_start(w->xml, "edge");
  ent_xml_attribute(w->xml, "id", ent_node_id(w->scratch, before ? old.claim_iri : new.claim_iri));
  ent_xml_attribute(w->xml, "source", ent_node_id(w->scratch, end_of(w, after != 0, claim->subject)));
  ent_xml_attribute(w->xml, "target", ent_node_id(w->scratch, end_of(w, after != 0, claim->object)));
  put(w, "e_label", label.ptr ? label : words->relation);
  put(w, "e_weight", ent_gate_decimal(w->scratch, claim->confidence ? claim->confidence : 100));
  put(w, "e_relation", words->relation_name);
  put(w, "e_status", ent_str_from(status));
  put(w, "e_color", ent_str_from(color_of(status)));
  put(w, "e_modality", words->modality);
  put(w, "e_before", old.quote);
  put(w, "e_after", new.quote);
  put(w, "e_likeness", ent_gate_decimal(w->scratch, score));
  ent_xml_end(w->xml);
}

static ent_status put_edges(const writing *w) {
  const uint32_t claims = ent_graph_claim_count(w->diff->before);
  bool *changed = calloc((size_t)claims + 1, sizeof *changed);
  if (!changed) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < w->diff->change_count; i++)
    changed[w->diff->changes[i].before] = true; /* of none: 0 */
  for (ent_id id = 1; id <= claims; id++)
    if (!changed[id]) put_edge(w, id, 0, "kept", 100);
  for (uint32_t i = 0; i < w->diff->change_count; i++) {
    const ent_change *change = &w->diff->changes[i];
    put_edge(w, change->before, change->after,
             change->kind == ENT_CHANGE_MOVED ? "kept" : ent_change_name(change->kind), change->score);
  }
  free(changed);
  return ent_xml_status(w->xml);
}

static ent_status put_graph(const writing *w) {
  ent_xml_start(w->xml, "graphml");
  ent_xml_attribute(w->xml, "xmlns", ENT_STR(NAMESPACE));
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    ent_xml_start(w->xml, "key");
    ent_xml_attribute(w->xml, "id", ent_str_from(keys[i].id));
    ent_xml_attribute(w->xml, "for", ent_str_from(keys[i].owner));
    ent_xml_attribute(w->xml, "attr.name", ent_str_from(keys[i].name));
    ent_xml_attribute(w->xml, "attr.type", ent_str_from(keys[i].type));
    ent_xml_end(w->xml);
  }
  ent_xml_start(w->xml, "graph");
  ent_xml_attribute(w->xml, "id", ENT_STR("diff"));
  ent_xml_attribute(w->xml, "edgedefault", ENT_STR("directed"));
  put_nodes(w);
  return put_edges(w);
}

ent_status ent_diff_write_graphml(const ent_diff_view *view, ent_output *output) {
  const ent_diff *diff = view->diff;
  writing w = {.view = view, .diff = diff, .scratch = ent_arena_new()};
  w.known = calloc((size_t)ent_graph_entity_count(diff->after) + 1, sizeof *w.known);
  w.old_state = calloc((size_t)ent_graph_entity_count(diff->before) + 1, sizeof *w.old_state);
  ent_status status = w.scratch && w.known && w.old_state ? ent_xml_open(output, &w.xml) : ENT_ERR_MEMORY;
  if (status == ENT_OK) status = put_graph(&w);
  const ent_status closed = ent_xml_close(w.xml);
  ent_arena_free(w.scratch);
  free(w.known);
  free(w.old_state);
  return status != ENT_OK ? status : closed;
}
