/* What changed between two graphs, for a person and for programs. The changes are those of graph/diff.h; patches of
 * triples are export/statement_set.h. */
#ifndef ENT_EXPORT_DIFF_WRITER_H
#define ENT_EXPORT_DIFF_WRITER_H

#include "export/writer.h"
#include "graph/diff.h"

typedef struct {
  const ent_diff *diff;
  const ent_write_options *options; /* language and ontology of labels, base of IRIs; never NULL */
  const char *before, *after;       /* how the user named the two */
  double alike;                     /* the least likeness that was asked for; 0: none */
  bool color;                       /* text: ANSI colours */
} ent_diff_view;

/* Each writes the whole diff and returns the first failure, of the output too. */
typedef ent_status (*ent_diff_writer_fn)(const ent_diff_view *view, ent_output *output);
ent_status ent_diff_write_text(const ent_diff_view *view, ent_output *output);
/* The schema is in doc/diff-json.md. */
ent_status ent_diff_write_json(const ent_diff_view *view, ent_output *output);
ent_status ent_diff_write_graphml(const ent_diff_view *view, ent_output *output);
ent_status ent_diff_write_html(const ent_diff_view *view, ent_output *output);

/* A claim in words, each empty where there is nothing to say; borrowed from the graph or the options. */
typedef struct {
  ent_str subject, relation, object, modality, strength, date, place, speaker;
  ent_str subject_iri, relation_name, object_iri, claim_iri, document_iri;
  ent_str file, title, quote;
  uint32_t line, begin, end; /* of the evidence; line 0: not known */
} ent_claim_words;
ent_claim_words ent_claim_in_words(const ent_graph *graph, const ent_write_options *options, ent_id claim);
/* A field of a claim in words: `field` is the number of a bit of graph/diff.h. */
ent_str ent_claim_field(const ent_claim_words *words, int field);

/* What stands over the changes of a kind, and the things; static. */
const char *ent_change_heading(ent_change_kind kind);
const char *ent_thing_heading(ent_thing_kind kind);
/* What the two graphs say about the text between them, a sentence; static. */
const char *ent_diff_text_state(const ent_diff *diff);

/* A text as a JSON string with its quotes (RFC 8259). */
void ent_json_string(ent_output *output, ent_str text);

#endif
