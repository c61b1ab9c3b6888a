/* Standoff files of brat: NAME.txt is the text, NAME.ann what was found in it, with offsets in its code points. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/marks.h"
#include "export/columns.h"
#include "export/file.h"
#include "export/gate.h"

struct cli_brat {
  const char *folder;
  const ent_ontology *ontology;
  const ent_sink *sink;
  ent_arena *names; /* of `used` */
  ent_str *used;
  uint32_t used_count, used_capacity;
};

/* Configuration */

static void put_annotation_conf(const ent_ontology *ontology, ent_output *output) {
  ent_output_text(output, "[entities]\n");
  for (int i = 0; i < ENT_TYPE_COUNT; i++)
    ent_output_format(output, "%s\n", ent_type_name((ent_type)i));
  ent_output_text(output, "\n[relations]\n");
  for (uint32_t r = 0; r < ent_ontology_relation_count(ontology); r++) {
    bool from[ENT_TYPE_COUNT] = {false}, to[ENT_TYPE_COUNT] = {false};
    for (int s = 0; s < ENT_TYPE_COUNT; s++)
      for (int o = 0; o < ENT_TYPE_COUNT; o++)
        if (ent_ontology_admits(ontology, r, (ent_type)s, (ent_type)o)) from[s] = to[o] = true;
    ent_output_str(output, ent_ontology_relation_name(ontology, r));
    const char *separator = "\tArg1:";
    for (int i = 0; i < ENT_TYPE_COUNT; i++) {
      if (!from[i]) continue;
      ent_output_format(output, "%s%s", separator, ent_type_name((ent_type)i));
      separator = "|";
    }
    separator = ", Arg2:";
    for (int i = 0; i < ENT_TYPE_COUNT; i++) {
      if (!to[i]) continue;
      ent_output_format(output, "%s%s", separator, ent_type_name((ent_type)i));
      separator = "|";
    }
    ent_output_text(output, "\n");
  }
  ent_output_text(output, "\n[events]\n\n[attributes]\n");
}

static void put_visual_conf(const ent_ontology *ontology, ent_output *output) {
  static const char *const languages[] = {"en", "zh"};
  ent_output_text(output, "[labels]\n");
  for (int i = 0; i < ENT_TYPE_COUNT; i++) {
    ent_output_text(output, ent_type_name((ent_type)i));
    for (size_t k = 0; k < sizeof languages / sizeof *languages; k++) {
      ent_output_text(output, " | ");
      ent_output_str(output, ent_ontology_class_label(ontology, (ent_type)i, ent_str_from(languages[k])));
    }
    ent_output_text(output, "\n");
  }
  ent_output_text(output, "\n[drawing]\n");
  for (int i = 0; i < ENT_TYPE_COUNT; i++) /* brat writes the type into a box of this colour */
    ent_output_format(output, "%s\tbgColor:%s, fgColor:%s\n", ent_type_name((ent_type)i), ent_node_color((ent_type)i),
                      i == ENT_ISSUE ? "white" : "black");
}

static ent_status put_configuration(const cli_brat *brat, const char *name,
                                    void (*fill)(const ent_ontology *, ent_output *)) {
  char *path = NULL;
  ent_file *file = NULL;
  if (asprintf(&path, "%s/%s", brat->folder, name) < 0) return ENT_ERR_MEMORY;
  ent_status status = ENT_OK;
  if (access(path, F_OK) != 0) {
    status = ent_file_open(path, brat->sink, &file);
    if (status == ENT_OK) {
      fill(brat->ontology, ent_file_output(file));
      status = ent_file_close(file, true, brat->sink);
    }
  }
  free(path);
  return status;
}

ent_status cli_brat_open(const char *folder, const ent_ontology *ontology, const ent_sink *sink, cli_brat **opened) {
  *opened = NULL;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, folder, 0, 0, "%s", strerror(errno));
  cli_brat *brat = calloc(1, sizeof *brat);
  if (!brat) return ENT_ERR_MEMORY;
  *brat = (cli_brat){.folder = folder, .ontology = ontology, .sink = sink, .names = ent_arena_new()};
  ent_status status = brat->names ? ENT_OK : ENT_ERR_MEMORY;
  if (status == ENT_OK) status = put_configuration(brat, "annotation.conf", put_annotation_conf);
  if (status == ENT_OK) status = put_configuration(brat, "visual.conf", put_visual_conf);
  if (status) {
    cli_brat_free(brat);
    return status;
  }
  *opened = brat;
  return ENT_OK;
}

void cli_brat_free(cli_brat *brat) {
  if (!brat) return;
  free(brat->used);
  ent_arena_free(brat->names);
  free(brat);
}

/* Names of files */

static bool is_used(const cli_brat *brat, ent_str name) {
  for (uint32_t i = 0; i < brat->used_count; i++)
    if (ent_str_equal(brat->used[i], name)) return true;
  return false;
}

/* The input's name without folder and ending; where that has been given away (a second article, a file of the same name
 * in another folder), with the first number that is free. */
static ent_status choose_name(cli_brat *brat, const ent_document *document, ent_str *name) {
  const char *slash = strrchr(document->file, '/');
  const char *base = slash ? slash + 1 : document->file;
  const char *dot = strrchr(base, '.');
  int length = (int)(dot && dot > base ? (size_t)(dot - base) : strlen(base));
  if (strcmp(base, "-") == 0) {
    base = "stdin";
    length = 5;
  }
  *name = ent_arena_format(brat->names, "%.*s", length, base);
  for (unsigned number = 2; name->ptr && is_used(brat, *name); number++)
    *name = ent_arena_format(brat->names, "%.*s-%u", length, base, number);
  ent_str *slot = ent_vector_push(&brat->used, &brat->used_count, &brat->used_capacity, sizeof *slot);
  if (!name->ptr || !slot) return ENT_ERR_MEMORY;
  *slot = *name;
  return ENT_OK;
}

/* Annotations */

typedef struct {
  const cli_marked *marked;
  ent_output *output;
  ent_arena *scratch;
} writing;

static void put_line(const writing *w, ent_str text) {
  ent_str line = ent_gate_line(w->scratch, text);
  if (!line.ptr && w->output->status == ENT_OK) w->output->status = ENT_ERR_MEMORY;
  if (line.ptr) ent_output_str(w->output, line);
}

/* T: the mention; N: its Wikidata item; #: what it stands for and what found it. */
static void put_mention(const writing *w, uint32_t index, unsigned *norms) {
  const ent_graph *graph = w->marked->graph;
  const ent_mention *mark = w->marked->marks[index];
  const ent_entity *entity = ent_graph_entity(graph, mark->entity);
  const unsigned number = index + 1;
  ent_output_format(w->output, "T%u\t%s %lu %lu\t", number, ent_type_name((ent_type)entity->type),
                    (unsigned long)mark->span.begin, (unsigned long)mark->span.end);
  put_line(w, ent_graph_text(graph, mark->span.quote));
  if (entity->wikidata) {
    ent_output_format(w->output, "\nN%u\tReference T%u Wikidata:", ++*norms, number);
    put_line(w, ent_graph_text(graph, entity->wikidata));
    ent_output_text(w->output, "\t");
    put_line(w, cli_marked_name(w->marked, mark->entity));
  }
  ent_output_format(w->output, "\n#%u\tAnnotatorNotes T%u\t", number, number);
  put_line(w, ent_graph_text(graph, entity->iri));
  ent_output_text(w->output, " ");
  put_line(w, cli_marked_name(w->marked, mark->entity));
  ent_output_text(w->output, ", by ");
  put_line(w, ent_graph_text(graph, entity->rule));
  ent_output_text(w->output, "\n");
  ent_arena_reset(w->scratch);
}

/* The first mention of an entity within a span, as its number; 0 if it has none there. */
static unsigned mention_within(const cli_marked *marked, ent_id entity, const ent_span *span) {
  for (uint32_t i = 0; i < marked->count; i++) {
    const ent_mention *mark = marked->marks[i];
    if (mark->entity == entity && mark->span.begin >= span->begin && mark->span.end <= span->end) return i + 1;
  }
  return 0;
}

/* R: a claim whose two ends are both named in the sentence that proves it. */
static void put_claim(const writing *w, const ent_claim *claim, unsigned *relations, unsigned *notes) {
  const cli_marked *m = w->marked;
  const unsigned subject = mention_within(m, claim->subject, &claim->evidence);
  const unsigned object = mention_within(m, claim->object, &claim->evidence);
  if (!subject || !object) return;
  ent_output_format(w->output, "R%u\t", ++*relations);
  put_line(w, ent_graph_text(m->graph, claim->relation));
  ent_output_format(w->output, " Arg1:T%u Arg2:T%u\n#%u\tAnnotatorNotes R%u\t%s", subject, object, ++*notes, *relations,
                    ent_modality_name((ent_modality)claim->modality));
  if (claim->strength) {
    ent_output_text(w->output, ", ");
    put_line(w, ent_graph_text(m->graph, claim->strength));
  }
  ent_output_text(w->output, ", by ");
  put_line(w, ent_graph_text(m->graph, claim->rule));
  ent_output_text(w->output, "\n");
  ent_arena_reset(w->scratch);
}

static ent_status put_annotations(const cli_marked *marked, ent_output *output) {
  writing w = {marked, output, ent_arena_new()};
  ent_graph_order order = {NULL, NULL, NULL, NULL};
  unsigned norms = 0, relations = 0, notes = marked->count;
  ent_status status = w.scratch ? ent_graph_sort(marked->graph, &order) : ENT_ERR_MEMORY;
  for (uint32_t i = 0; status == ENT_OK && i < marked->count; i++)
    put_mention(&w, i, &norms);
  for (uint32_t i = 0; status == ENT_OK && i < ent_graph_claim_count(marked->graph); i++)
    put_claim(&w, ent_graph_claim(marked->graph, order.claims[i]), &relations, &notes);
  ent_graph_order_free(&order);
  ent_arena_free(w.scratch);
  return status;
}

static ent_status put_text(const cli_marked *marked, ent_output *output) {
  ent_output_str(output, marked->document->text);
  return ENT_OK;
}

static ent_status put_file(const cli_brat *brat, ent_str name, const char *ending, const cli_marked *marked,
                           ent_status (*fill)(const cli_marked *, ent_output *)) {
  char *path = NULL;
  ent_file *file = NULL;
  if (asprintf(&path, "%s/%.*s%s", brat->folder, (int)name.len, name.ptr, ending) < 0) return ENT_ERR_MEMORY;
  ent_status status = ent_file_open(path, brat->sink, &file);
  if (status == ENT_OK) {
    status = fill(marked, ent_file_output(file));
    ent_status closed = ent_file_close(file, status == ENT_OK, brat->sink);
    if (status == ENT_OK) status = closed;
  }
  free(path);
  return status;
}

ent_status cli_brat_put(cli_brat *brat, const cli_marked *marked) {
  ent_str name;
  ent_status status = choose_name(brat, marked->document, &name);
  if (status == ENT_OK) status = put_file(brat, name, ".txt", marked, put_text);
  return status == ENT_OK ? put_file(brat, name, ".ann", marked, put_annotations) : status;
}
