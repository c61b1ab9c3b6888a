#include <string.h>

#include "export/columns.h"
#include "export/diff_writer.h"

static ent_str name_of(const ent_graph *graph, const ent_write_options *options, ent_id entity) {
  if (entity == 0) return ENT_STR("");
  return ent_label_of_entity(graph, options, ent_graph_entity(graph, entity));
}

static ent_str last_part(ent_str path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '/')
    start--;
  return (ent_str){path.ptr + start, path.len - start};
}

ent_claim_words ent_claim_in_words(const ent_graph *graph, const ent_write_options *options, ent_id claim) {
  const ent_claim *c = ent_graph_claim(graph, claim);
  ent_claim_words words = {
      .subject = name_of(graph, options, c->subject),
      .relation = ent_label_of_relation(options, ent_graph_text(graph, c->relation)),
      .object = name_of(graph, options, c->object),
      .modality = ent_str_from(ent_modality_name((ent_modality)c->modality)),
      .strength = ent_graph_text(graph, c->strength),
      .date = name_of(graph, options, c->date),
      .place = name_of(graph, options, c->place),
      .speaker = name_of(graph, options, c->speaker),
      .subject_iri = ent_graph_text(graph, ent_graph_entity(graph, c->subject)->iri),
      .relation_name = ent_graph_text(graph, c->relation),
      .object_iri = ent_graph_text(graph, ent_graph_entity(graph, c->object)->iri),
      .claim_iri = ent_graph_text(graph, c->iri),
      .document_iri = ENT_STR(""),
      .file = ENT_STR(""),
      .title = ENT_STR(""),
      .quote = ent_graph_text(graph, c->evidence.quote),
      .line = c->evidence.line_begin,
      .begin = c->evidence.begin,
      .end = c->evidence.end,
  };
  if (c->evidence.document) {
    const ent_document_node *document = ent_graph_document(graph, c->evidence.document);
    words.document_iri = ent_graph_text(graph, document->iri);
    words.file = last_part(ent_graph_text(graph, document->file));
    words.title = ent_graph_text(graph, document->title);
  }
  return words;
}

ent_str ent_claim_field(const ent_claim_words *words, int field) {
  const ent_str values[ENT_FIELD_COUNT] = {words->subject,  words->relation, words->object, words->modality,
                                           words->strength, words->date,     words->place,  words->speaker};
  return field >= 0 && field < ENT_FIELD_COUNT ? values[field] : ENT_STR("");
}

const char *ent_change_heading(ent_change_kind kind) {
  static const char *const headings[ENT_CHANGE_KIND_COUNT] = {"Hardened: towards condemnation",
                                                              "Softened: towards support",
                                                              "Changed",
                                                              "Added",
                                                              "Removed",
                                                              "Silence: said before, no more spoken of",
                                                              "Evidence moved"};
  return headings[kind];
}

const char *ent_thing_heading(ent_thing_kind kind) {
  static const char *const headings[ENT_THING_KIND_COUNT] = {"Renamed", "Other names and properties", "New names",
                                                             "Names no more there"};
  return headings[kind];
}

const char *ent_diff_text_state(const ent_diff *diff) {
  switch (diff->text) {
  case ENT_TEXT_SAME:
    return "The text is the same, byte for byte: what differs comes from the program, its rules or its data.";
  case ENT_TEXT_CHANGED:
    return "The text changed.";
  case ENT_TEXT_UNKNOWN:
    break;
  }
  return "Whether the text changed is not known.";
}

void ent_json_string(ent_output *output, ent_str text) {
  ent_output_text(output, "\"");
  size_t start = 0;
  for (size_t i = 0; i < text.len; i++) {
    const unsigned char c = (unsigned char)text.ptr[i];
    if (c >= ' ' && c != '"' && c != '\\') continue;
    ent_output_put(output, text.ptr + start, i - start);
    if (c == '\n')
      ent_output_text(output, "\\n");
    else if (c == '"' || c == '\\')
      ent_output_format(output, "\\%c", c);
    else
      ent_output_format(output, "\\u%04x", c);
    start = i + 1;
  }
  ent_output_put(output, text.ptr + start, text.len - start);
  ent_output_text(output, "\"");
}
