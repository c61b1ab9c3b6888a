/* entente mark: the text with what was found in it, for a person to check. */
#include <stdlib.h>

#include "cli/engine.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "export/file.h"
#include "extract/layout_print.h"
#include "graph/utf8.h"

/* Longer mentions first where two begin at one place, so that the shorter one stands inside. */
static int compare_mentions(const void *a, const void *b) {
  const ent_mention *x = *(const ent_mention *const *)a, *y = *(const ent_mention *const *)b;
  if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
  if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
  return x->entity < y->entity ? -1 : x->entity > y->entity;
}

/* The text with each mention as [words](Type: name); one that crosses the end of another is left out. `marks` are
 * sorted, `open` has room for all of them: the mentions that are not closed yet, outermost first. */
static void put_marked(const ent_document *document, const ent_graph *graph, const ent_mention **marks, uint32_t count,
                       const ent_mention **open, ent_output *output) {
  uint32_t next = 0, depth = 0, position = 0;
  for (size_t at = 0;; position++) {
    for (; depth > 0 && open[depth - 1]->span.end <= position; depth--) {
      const ent_entity *entity = ent_graph_entity(graph, open[depth - 1]->entity);
      ent_output_format(output, "](%s: ", ent_type_name((ent_type)entity->type));
      ent_output_str(output, ent_graph_text(graph, entity->preferred.text));
      ent_output_text(output, ")");
    }
    for (; next < count && marks[next]->span.begin <= position; next++) {
      if (depth > 0 && marks[next]->span.end > open[depth - 1]->span.end) continue;
      open[depth++] = marks[next];
      ent_output_text(output, "[");
    }
    if (at == document->text.len) break;
    size_t start = at;
    ent_utf8_next(document->text.ptr, document->text.len, &at);
    ent_output_put(output, document->text.ptr + start, at - start);
  }
  ent_output_text(output, "\n");
}

static ent_status mark_mentions(const ent_document *document, const ent_extractor *extractor, const ent_sink *sink,
                                ent_output *output) {
  ent_status status = ENT_ERR_MEMORY;
  const ent_mention **marks = NULL, **open = NULL;
  ent_graph *graph = ent_graph_new();
  if (!graph) goto end;
  status = ent_extractor_run(extractor, document, ENT_STR(""), NULL, sink, graph);
  if (status) goto end;
  uint32_t count = ent_graph_mention_count(graph);
  marks = malloc((count + 1) * sizeof *marks);
  open = malloc((count + 1) * sizeof *open);
  status = marks && open ? ENT_OK : ENT_ERR_MEMORY;
  if (status) goto end;
  for (uint32_t i = 0; i < count; i++)
    marks[i] = ent_graph_mention(graph, i + 1);
  qsort(marks, count, sizeof *marks, compare_mentions);
  ent_output_format(output, "== %s article %lu\n", document->file, (unsigned long)document->article);
  put_marked(document, graph, marks, count, open, output);

end:
  free(marks);
  free(open);
  ent_graph_free(graph);
  return status;
}

static ent_status mark_layout(const ent_document *document, ent_output *output) {
  char *text = NULL;
  ent_status status = ent_layout_print(document, &text);
  if (status == ENT_OK) ent_output_text(output, text);
  free(text);
  return status;
}

static void mark_input(const char *path, const cli_options *options, cli_engine *engine, const ent_sink *sink,
                       ent_output *output) {
  ent_source *source = NULL;
  ent_status status = cli_engine_read(engine, path, &options->read, sink, &source);
  if (status) return; /* reported */
  for (uint32_t i = 0; i < ent_source_document_count(source) && status == ENT_OK; i++) {
    const ent_document *document = ent_source_document(source, i);
    if (options->layout) {
      status = mark_layout(document, output);
    } else {
      const ent_extractor *extractor = cli_engine_extractor(engine, document, sink);
      if (extractor) status = mark_mentions(document, extractor, sink, output);
    }
  }
  if (status) ent_report(sink, ENT_LEVEL_ERROR, status, path, 0, 0, "%s", ent_status_text(status));
  ent_source_free(source);
}

static ent_status mark_inputs(const cli_inputs *inputs, const cli_options *options, const ent_sink *sink,
                              ent_output *output) {
  cli_engine *engine = NULL;
  ent_status status = cli_engine_open(options->data, sink, &engine);
  for (uint32_t i = 0; status == ENT_OK && i < inputs->count; i++)
    mark_input(inputs->paths[i], options, engine, sink, output);
  cli_engine_free(engine);
  return status;
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (first == argc) return cli_misuse(command, "no input is given");

  ent_sink sink = cli_message_sink(&exit_status);
  cli_inputs inputs = {0};
  ent_file *file = NULL;
  cli_inputs_add(&inputs, argv + first, argc - first, &sink);
  ent_status status = ent_file_open(options.output, &sink, &file);
  if (status == ENT_OK) {
    status = mark_inputs(&inputs, &options, &sink, ent_file_output(file));
    ent_status closed = ent_file_close(file, status == ENT_OK, &sink);
    if (status == ENT_OK) status = closed;
  }
  cli_message_fail(status, &exit_status);
  cli_inputs_free(&inputs);
  return exit_status;
}

const cli_command cli_mark = {
    .name = "mark",
    .summary = "show the text with what was found in it",
    .arguments = "INPUT...",
    .about = "Shows each document's text with what was found in it, as [words](Type: name). INPUT as for build.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_LANG | CLI_OPTION_DATE | CLI_OPTION_DATA | CLI_OPTION_NO_SPLIT |
               CLI_OPTION_ENCODING | CLI_OPTION_REPAIR | CLI_OPTION_LAYOUT,
    .run = run,
};
