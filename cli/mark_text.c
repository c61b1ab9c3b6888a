/* The text with brackets: [words](Type: name). */
#include <stdlib.h>

#include "cli/marks.h"

typedef struct {
  const cli_marked *marked;
  ent_output *output;
} writing;

static void put_open(void *user, const ent_mention *mark) {
  const writing *w = user;
  (void)mark;
  ent_output_text(w->output, "[");
}

static void put_close(void *user, const ent_mention *mark) {
  const writing *w = user;
  const ent_entity *entity = ent_graph_entity(w->marked->graph, mark->entity);
  ent_output_format(w->output, "](%s: ", ent_type_name((ent_type)entity->type));
  ent_output_str(w->output, cli_marked_name(w->marked, mark->entity));
  ent_output_text(w->output, ")");
}

static void put_text(void *user, ent_str piece) {
  const writing *w = user;
  ent_output_str(w->output, piece);
}

ent_status cli_mark_text(const cli_marked *marked, ent_output *output) {
  static const cli_mark_visitor visitor = {put_open, put_close, put_text};
  writing w = {marked, output};
  cli_mark_walk walk = {.marked = marked};
  ent_output_format(output, "== %s article %lu\n", marked->document->file, (unsigned long)marked->document->article);
  ent_status status = cli_marks_walk(&walk, (uint32_t)marked->document->text.len, &visitor, &w);
  ent_output_text(output, "\n");
  free(walk.open);
  return status;
}
