#include "cli/marks.h"

#include <stdlib.h>

#include "graph/utf8.h"

static int by_place(const void *a, const void *b) {
  const ent_mention *x = *(const ent_mention *const *)a, *y = *(const ent_mention *const *)b;
  if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
  if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
  return x->entity < y->entity ? -1 : x->entity > y->entity;
}

ent_status cli_marked_make(const ent_document *document, const ent_extractor *extractor, const ent_sink *sink,
                           cli_marked *marked) {
  *marked = (cli_marked){.document = document, .graph = ent_graph_new()};
  if (!marked->graph) return ENT_ERR_MEMORY;
  ent_status status = ent_extractor_run(extractor, document, ENT_STR(""), NULL, sink, marked->graph);
  if (status) return status;
  marked->count = ent_graph_mention_count(marked->graph);
  marked->marks = malloc(((size_t)marked->count + 1) * sizeof *marked->marks);
  if (!marked->marks) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < marked->count; i++)
    marked->marks[i] = ent_graph_mention(marked->graph, i + 1);
  qsort(marked->marks, marked->count, sizeof *marked->marks, by_place);
  return ENT_OK;
}

void cli_marked_free(cli_marked *marked) {
  if (!marked) return;
  free(marked->marks);
  ent_graph_free(marked->graph);
  *marked = (cli_marked){.document = NULL};
}

ent_str cli_marked_name(const cli_marked *marked, ent_id id) {
  const ent_entity *entity = ent_graph_entity(marked->graph, id);
  return ent_graph_text(marked->graph, entity->preferred.text ? entity->preferred.text
                                       : entity->edtf         ? entity->edtf
                                                              : entity->iri);
}

/* Closes what ends at or before `position`; what stands inside it and goes on is opened again. */
static void close_ended(cli_mark_walk *walk, uint32_t position, const cli_mark_visitor *visitor, void *user) {
  uint32_t lowest = 0;
  while (lowest < walk->depth && walk->open[lowest]->span.end > position)
    lowest++;
  for (uint32_t i = walk->depth; i > lowest; i--)
    visitor->close(user, walk->open[i - 1]);
  uint32_t kept = lowest;
  for (uint32_t i = lowest; i < walk->depth; i++) {
    if (walk->open[i]->span.end <= position) continue;
    walk->open[kept++] = walk->open[i];
    visitor->open(user, walk->open[i]);
  }
  walk->depth = kept;
}

static ent_status open_begun(cli_mark_walk *walk, const cli_mark_visitor *visitor, void *user) {
  const cli_marked *marked = walk->marked;
  for (; walk->next < marked->count && marked->marks[walk->next]->span.begin <= walk->position; walk->next++) {
    const ent_mention *mark = marked->marks[walk->next];
    if (mark->span.end <= walk->position) continue;
    const ent_mention **slot = ent_vector_push(&walk->open, &walk->depth, &walk->capacity, sizeof *slot);
    if (!slot) return ENT_ERR_MEMORY;
    *slot = mark;
    visitor->open(user, mark);
  }
  return ENT_OK;
}

/* Where the text next changes its marks, or `end` in bytes comes first. */
static uint32_t next_change(const cli_mark_walk *walk) {
  uint32_t change = UINT32_MAX;
  if (walk->next < walk->marked->count) change = walk->marked->marks[walk->next]->span.begin;
  for (uint32_t i = 0; i < walk->depth; i++)
    if (walk->open[i]->span.end < change) change = walk->open[i]->span.end;
  return change;
}

ent_status cli_marks_walk(cli_mark_walk *walk, uint32_t end, const cli_mark_visitor *visitor, void *user) {
  const ent_str text = walk->marked->document->text;
  while (walk->at < end) {
    close_ended(walk, walk->position, visitor, user);
    ent_status status = open_begun(walk, visitor, user);
    if (status) return status;
    const uint32_t change = next_change(walk);
    size_t at = walk->at;
    for (; at < end && walk->position < change; walk->position++)
      ent_utf8_next(text.ptr, text.len, &at);
    visitor->text(user, ent_str_make(text.ptr + walk->at, at - walk->at));
    walk->at = (uint32_t)at;
  }
  for (; walk->depth > 0; walk->depth--)
    visitor->close(user, walk->open[walk->depth - 1]);
  return ENT_OK;
}
