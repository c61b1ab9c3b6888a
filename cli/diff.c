/* entente diff: what changed between two graphs or documents. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/graphs.h"
#include "export/diff_writer.h"
#include "export/file.h"
#include "export/read.h"
#include "export/statement_set.h"
#include "export/versions.h"

/* One run. `status` is that of the program: CLI_DIFFERENT is set in the end, when nothing failed. */
typedef struct {
  const char *before, *after;
  char *const *names; /* of all versions */
  int count;
  cli_options *options;
  ent_engine *engine;
  int *exit_status;
  ent_sink sink;
  bool differs;
} run_state;

/* What is said: text, json, graphml, html */

static int stance(const void *user, ent_str relation) {
  const ent_ontology *ontology = user;
  const int index = ent_ontology_relation_find(ontology, relation);
  return index < 0 ? 0 : ent_ontology_stance(ontology, (uint32_t)index);
}

static const struct {
  const char *form;
  ent_diff_writer_fn write;
} writers[] = {{"text", ent_diff_write_text},
               {"json", ent_diff_write_json},
               {"graphml", ent_diff_write_graphml},
               {"html", ent_diff_write_html}};

static ent_diff_writer_fn find_writer(const char *form) {
  for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
    if (strcmp(writers[i].form, form) == 0) return writers[i].write;
  return NULL;
}

static bool is_colored(const cli_options *options) {
  const bool terminal = !options->output || strcmp(options->output, "-") == 0;
  const char *no_color = getenv("NO_COLOR"); /* https://no-color.org */
  return terminal && isatty(STDOUT_FILENO) == 1 && !(no_color && *no_color);
}

static ent_status compare_meaning(run_state *r, ent_diff_writer_fn write, ent_output *output) {
  const ent_diff_options how = {stance, ent_engine_ontology(r->engine), r->options->align, r->options->evidence};
  ent_diff diff = {0};
  ent_graph *before = ent_graph_new(), *after = ent_graph_new();
  ent_status status = before && after ? ENT_OK : ENT_ERR_MEMORY;
  if (status == ENT_OK && (!cli_graphs_add(r->before, r->options, r->engine, before, r->exit_status) ||
                           !cli_graphs_add(r->after, r->options, r->engine, after, r->exit_status)))
    status = ENT_ERR_DATA; /* reported */
  if (status == ENT_OK) status = ent_diff_make(before, after, &how, &diff);
  if (status == ENT_OK) {
    const ent_diff_view view = {&diff,    &r->options->write, r->before,
                                r->after, r->options->align,  is_colored(r->options)};
    r->differs = ent_diff_differs(&diff);
    status = write(&view, output);
  }
  ent_diff_free(&diff);
  ent_graph_free(before);
  ent_graph_free(after);
  return status;
}

/* Several versions: a table */

static ent_status compare_versions(run_state *r, bool json, ent_output *output) {
  const ent_graph **graphs = calloc((size_t)r->count, sizeof *graphs);
  ent_status status = graphs ? ENT_OK : ENT_ERR_MEMORY;
  for (int i = 0; status == ENT_OK && i < r->count; i++) {
    ent_graph *graph = ent_graph_new();
    if (!graph) status = ENT_ERR_MEMORY;
    graphs[i] = graph;
    if (graph && !cli_graphs_add(r->names[i], r->options, r->engine, graph, r->exit_status)) status = ENT_ERR_DATA;
  }
  if (status == ENT_OK) {
    const ent_versions versions = {graphs, (const char *const *)r->names, (uint32_t)r->count, &r->options->write};
    status = json ? ent_versions_write_json(&versions, output, &r->differs)
                  : ent_versions_write_text(&versions, output, &r->differs);
  }
  for (int i = 0; graphs && i < r->count; i++)
    ent_graph_free((ent_graph *)(uintptr_t)graphs[i]);
  free(graphs);
  return status;
}

/* What is written: patch, sparql */

static ent_status read_file(run_state *r, const char *name, ent_statement_set *set) {
  const char *base = r->options->write.base ? r->options->write.base : ENT_ID_BASE;
  const bool standard_input = strcmp(name, "-") == 0;
  FILE *stream = standard_input ? stdin : fopen(name, "rb");
  if (!stream) return ent_report(&r->sink, ENT_LEVEL_ERROR, ENT_ERR_IO, name, 0, 0, "cannot open: %s", strerror(errno));
  ent_status status = ent_statement_set_read(
      set, stream, name, ent_read_parser(name, standard_input ? r->options->from : NULL), base, &r->sink);
  if (!standard_input) fclose(stream); /* opened for reading: nothing can be lost */
  return status;
}

/* The triples that build would write of a document. */
static ent_status read_document(run_state *r, const char *name, ent_statement_set *set) {
  ent_buffer text = {0};
  ent_output output = ent_output_buffer(&text);
  ent_graph *graph = ent_graph_new();
  FILE *stream = NULL;
  ent_status status = graph ? ENT_OK : ENT_ERR_MEMORY;
  if (status == ENT_OK && !cli_graphs_add(name, r->options, r->engine, graph, r->exit_status)) status = ENT_ERR_DATA;
  if (status == ENT_OK)
    status = ent_writer_run(ent_writer_find_by_name("nt"), graph, &r->options->write, &r->sink, &output);
  if (status == ENT_OK && text.length > 0) {
    stream = fmemopen(text.data, text.length, "r");
    status = stream ? ent_statement_set_read(set, stream, name, "ntriples", ENT_ID_BASE, &r->sink) : ENT_ERR_MEMORY;
  }
  if (stream) fclose(stream);
  ent_graph_free(graph);
  ent_buffer_free(&text);
  return status;
}

static ent_status read_statements(run_state *r, const char *name, ent_statement_set *set) {
  ent_status status = cli_graphs_is_graph(name, r->options) ? read_file(r, name, set) : read_document(r, name, set);
  if (status == ENT_OK && set->blank)
    status = ent_report(&r->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, name, 0, 0,
                        "blank nodes have no names to say what changes about them: no patch is exact");
  ent_statement_set_order(set);
  return status;
}

static ent_status compare_triples(run_state *r, bool update, ent_output *output) {
  ent_intern *terms = ent_intern_new();
  ent_statement_set before = {.terms = terms}, after = {.terms = terms}, removed = {0}, added = {0};
  ent_status status = terms ? read_statements(r, r->before, &before) : ENT_ERR_MEMORY;
  if (status == ENT_OK) status = read_statements(r, r->after, &after);
  if (status == ENT_OK) status = ent_statement_set_compare(&before, &after, &removed, &added);
  if (status == ENT_OK) {
    r->differs = removed.count + added.count > 0;
    status = update ? ent_statement_write_update(&removed, &added, r->options->graph, output)
                    : ent_statement_write_patch(&removed, &added, output);
  }
  ent_statement_set_free(&before);
  ent_statement_set_free(&after);
  ent_statement_set_free(&removed);
  ent_statement_set_free(&added);
  ent_intern_free(terms);
  return status;
}

static void compare(run_state *r, const char *form) {
  ent_file *file = NULL;
  ent_status status = ent_engine_open(r->options->data, &r->sink, &r->engine);
  if (status == ENT_OK) status = ent_file_open(r->options->output, &r->sink, &file);
  if (status == ENT_OK) {
    const ent_diff_writer_fn write = find_writer(form);
    r->options->write.ontology = ent_engine_ontology(r->engine);
    if (r->count > 2)
      status = compare_versions(r, strcmp(form, "json") == 0, ent_file_output(file));
    else
      status = write ? compare_meaning(r, write, ent_file_output(file))
                     : compare_triples(r, strcmp(form, "sparql") == 0, ent_file_output(file));
    const ent_status closed = ent_file_close(file, status == ENT_OK, &r->sink);
    if (status == ENT_OK) status = closed;
  }
  cli_message_fail(status, r->exit_status);
  ent_engine_free(r->engine);
}

/* The form by the ending of the output, where it says one. */
static const char *form_of(const cli_options *options) {
  static const struct {
    const char *ending, *form;
  } endings[] = {{".json", "json"}, {".rdfp", "patch"}, {".ru", "sparql"}, {".graphml", "graphml"}, {".html", "html"}};
  if (options->form) return options->form;
  const char *dot = options->output ? strrchr(options->output, '.') : NULL;
  for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
    if (strcmp(endings[i].ending, dot) == 0) return endings[i].form;
  return "text";
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  const int count = argc - first;
  if (count < 2) return cli_misuse(command, "an old and a new graph are compared");
  const char *form = form_of(&options);
  if (count > 2 && strcmp(form, "text") != 0 && strcmp(form, "json") != 0)
    return cli_misuse(command, "%s compares two graphs, and there are %d: several give text or json", form, count);
  if (count > 2 && (options.align > 0 || options.evidence))
    return cli_misuse(command, "--align and --evidence compare two graphs, and there are %d", count);
  run_state r = {
      argv[first], argv[first + 1], argv + first, count, &options, NULL, &exit_status, cli_message_sink(&exit_status),
      false};
  compare(&r, form);
  return exit_status == CLI_DONE && r.differs ? CLI_DIFFERENT : exit_status;
}

const cli_command cli_diff = {
    .name = "diff",
    .summary = "what changed between two graphs or documents",
    .arguments = "OLD NEW...",
    .about =
        "Says what changed in the positions, not in the bytes: claims and things that came and went, stances that\n"
        "hardened or softened, and the sentences of both sides. OLD and NEW are graphs that entente wrote or\n"
        "documents, which are built first. Of three or more it gives a table of the positions in each. Exit\n"
        "status 3: they differ.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_FORM | CLI_OPTION_LABELS | CLI_OPTION_PROVENANCE | CLI_OPTION_ALIGN |
               CLI_OPTION_EVIDENCE | CLI_OPTION_GRAPH | CLI_OPTIONS_READ,
    .forms = "text json patch sparql graphml html",
    .run = run,
};
