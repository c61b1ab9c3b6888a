#include "export/columns.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "export/gate.h"
#include "graph/utf8.h"

const ent_column ent_node_columns[ENT_NODE_COLUMNS] = {
    [ENT_NODE_LABEL] = {"label", "string"},    [ENT_NODE_KIND] = {"kind", "string"},
    [ENT_NODE_IRI] = {"iri", "string"},        [ENT_NODE_WIKIDATA] = {"wikidata", "string"},
    [ENT_NODE_MENTIONS] = {"mentions", "int"}, [ENT_NODE_SIZE] = {"size", "double"},
    [ENT_NODE_COLOR] = {"color", "string"},
};

const ent_column ent_edge_columns[ENT_EDGE_COLUMNS] = {
    [ENT_EDGE_LABEL] = {"label", "string"},
    [ENT_EDGE_WEIGHT] = {"weight", "double"},
    [ENT_EDGE_RELATION] = {"relation", "string"},
    [ENT_EDGE_INTERACTION] = {"interaction", "string"},
    [ENT_EDGE_MODALITY] = {"modality", "string"},
    [ENT_EDGE_DATE] = {"date", "string"},
    [ENT_EDGE_EARLIEST] = {"earliest", "string"},
    [ENT_EDGE_LATEST] = {"latest", "string"},
    [ENT_EDGE_CONFIDENCE] = {"confidence", "double"},
    [ENT_EDGE_QUOTE] = {"quote", "string"},
    [ENT_EDGE_DOC] = {"doc", "string"},
};

/* Told apart by readers with any colour vision: Okabe and Ito, Color Universal Design (2008), with the grey that R's
 * palette of that name adds; the tenth is wine of Paul Tol's "muted" scheme (SRON/EPS/TN/09-002, 2021). */
static const char *const colors[ENT_TYPE_COUNT] = {
    [ENT_COUNTRY] = "#0072b2", [ENT_ORGANIZATION] = "#009e73", [ENT_GROUP] = "#56b4e9", [ENT_PERSON] = "#cc79a7",
    [ENT_PLACE] = "#f0e442",   [ENT_TREATY] = "#e69f00",       [ENT_EVENT] = "#d55e00", [ENT_INITIATIVE] = "#882255",
    [ENT_DATE] = "#999999",    [ENT_ISSUE] = "#000000",
};

const char *ent_node_color(ent_type type) {
  return colors[type];
}
double ent_node_size(uint32_t degree) {
  return 10.0 * sqrt(degree > 1 ? degree : 1);
}

ent_str ent_label_of_relation(const ent_write_options *options, ent_str relation) {
  int index = options->ontology ? ent_ontology_relation_find(options->ontology, relation) : -1;
  if (index < 0) return relation;
  return ent_ontology_relation_label(options->ontology, (uint32_t)index,
                                     ent_str_from(options->lang ? options->lang : "en"));
}

ent_str ent_label_of_entity(const ent_graph *graph, const ent_write_options *options, const ent_entity *entity) {
  const ent_label preferred = entity->preferred;
  const ent_str lang = ent_str_from(options->lang);
  ent_str found = {NULL, 0}; /* the first by its bytes: labels have no order */
  for (uint32_t i = 0;
       lang.len && !ent_str_equal(lang, ent_graph_text(graph, preferred.lang)) && i < entity->label_count; i++) {
    ent_str text = ent_graph_text(graph, entity->labels[i].text);
    if (ent_str_equal(lang, ent_graph_text(graph, entity->labels[i].lang)) &&
        (!found.ptr || ent_str_compare(text, found) < 0))
      found = text;
  }
  if (found.ptr) return found;
  ent_sym name = preferred.text ? preferred.text : entity->edtf ? entity->edtf : entity->iri;
  return ent_graph_text(graph, name);
}

/* printf writes the locale's decimal point: two decimals are put together from whole numbers instead. */
static ent_str two_decimals(ent_arena *arena, double value) {
  unsigned hundredths = (unsigned)(value * 100.0 + 0.5);
  return ent_arena_format(arena, "%u.%02u", hundredths / 100, hundredths % 100);
}

static ent_status all_there(const ent_str *values, int count) {
  for (int i = 0; i < count; i++)
    if (!values[i].ptr) return ENT_ERR_MEMORY;
  return ENT_OK;
}

ent_status ent_columns_of_node(const ent_graph *graph, const ent_write_options *options, const ent_node *node,
                               ent_arena *arena, ent_str values[ENT_NODE_COLUMNS]) {
  const ent_entity *entity = node->view->entity;
  const ent_type type = (ent_type)entity->type;
  values[ENT_NODE_LABEL] = ent_label_of_entity(graph, options, entity);
  values[ENT_NODE_KIND] = ent_str_from(ent_type_name(type));
  values[ENT_NODE_IRI] = ent_gate_iri(arena, ent_str_from(options->base), ent_graph_text(graph, entity->iri));
  values[ENT_NODE_WIKIDATA] = ent_graph_text(graph, entity->wikidata);
  values[ENT_NODE_MENTIONS] = ent_arena_format(arena, "%u", node->view->mention_count);
  values[ENT_NODE_SIZE] = two_decimals(arena, ent_node_size(node->degree));
  values[ENT_NODE_COLOR] = ent_str_from(ent_node_color(type));
  return all_there(values, ENT_NODE_COLUMNS);
}

const ent_entity *ent_date_of_claim(const ent_graph *graph, const ent_claim *claim) {
  ent_id date = claim->date;
  if (!date && ent_graph_entity(graph, claim->object)->type == ENT_DATE &&
      ent_str_equal(ent_graph_text(graph, claim->relation), ENT_STR("date")))
    date = claim->object;
  return date ? ent_graph_entity(graph, date) : NULL;
}

/* A sum of confidences as a decimal. */
static ent_str weight_of(ent_arena *arena, const ent_edge *edge) {
  return ent_gate_decimal(arena, edge->weight < UINT_MAX ? (unsigned)edge->weight : UINT_MAX);
}

ent_status ent_columns_of_edge(const ent_graph *graph, const ent_write_options *options, const ent_edge *edge,
                               ent_arena *arena, ent_str values[ENT_EDGE_COLUMNS]) {
  const ent_claim *claim = edge->claim;
  const ent_str relation = ent_graph_text(graph, claim->relation);
  const ent_entity *date = ent_date_of_claim(graph, claim);
  const ent_id document = claim->evidence.document;
  const ent_str none = ENT_STR("");
  values[ENT_EDGE_LABEL] = ent_label_of_relation(options, relation);
  values[ENT_EDGE_WEIGHT] = weight_of(arena, edge);
  values[ENT_EDGE_RELATION] = values[ENT_EDGE_INTERACTION] = relation;
  values[ENT_EDGE_MODALITY] = ent_str_from(ent_modality_name((ent_modality)claim->modality));
  values[ENT_EDGE_DATE] = date ? ent_graph_text(graph, date->edtf) : none;
  values[ENT_EDGE_EARLIEST] = date ? ent_graph_text(graph, date->earliest) : none;
  values[ENT_EDGE_LATEST] = date ? ent_graph_text(graph, date->latest) : none;
  values[ENT_EDGE_CONFIDENCE] = ent_gate_decimal(arena, ent_claim_weight(claim));
  values[ENT_EDGE_QUOTE] = ent_graph_text(graph, claim->evidence.quote);
  values[ENT_EDGE_DOC] = document ? ent_gate_iri(arena, ent_str_from(options->base),
                                                 ent_graph_text(graph, ent_graph_document(graph, document)->iri))
                                  : none;
  return all_there(values, ENT_EDGE_COLUMNS);
}

/* Characters that may stand in a name token of XML 1.0 in each of its editions, and that names here are made of: ASCII
 * but "." and ":", which are taken for the encoding itself, Latin-1 and Russian letters, kana, hangul, Han. */
static bool is_name_character(uint32_t c) {
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  return (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7) || (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451 ||
         (c >= 0x3041 && c <= 0x3094) || (c >= 0x30A1 && c <= 0x30FA) || c == 0x3005 || c == 0x3007 ||
         (c >= 0x4E00 && c <= 0x9FA5) || (c >= 0xAC00 && c <= 0xD7A3);
}

ent_str ent_node_id(ent_arena *arena, ent_str iri) {
  static const char digits[] = "0123456789ABCDEF";
  if (iri.len >= SIZE_MAX / 3) return (ent_str){NULL, 0};
  char *id = ent_arena_alloc(arena, iri.len * 3 + 1);
  if (!id) return (ent_str){NULL, 0};
  char *out = id;
  for (size_t at = 0; at < iri.len;) {
    size_t from = at;
    uint32_t c = ent_utf8_next(iri.ptr, iri.len, &at);
    if (c == '/')
      *out++ = ':';
    else if (is_name_character(c)) {
      memcpy(out, iri.ptr + from, at - from);
      out += at - from;
    } else
      for (; from < at; from++) {
        *out++ = '.';
        *out++ = digits[(unsigned char)iri.ptr[from] >> 4];
        *out++ = digits[(unsigned char)iri.ptr[from] & 15];
      }
  }
  *out = '\0';
  return (ent_str){id, (size_t)(out - id)};
}
