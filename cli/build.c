/* entente build: documents in, a graph out. */
#include "extract/engine.h"
#include "cli/inputs.h"
#include "cli/jobs.h"
#include "cli/options.h"
#include "cli/tables.h"
#include "entente.h"
#include "export/cut.h"
#include "extract/expand.h"

static ent_status expand_groups(const ent_engine *engine, const ent_sink *sink, ent_graph *graph) {
  ent_memberships *memberships = NULL;
  ent_status status = ent_memberships_load(ent_engine_roots(engine), sink, &memberships);
  if (status == ENT_OK) status = ent_memberships_expand(memberships, ent_engine_ontology(engine), graph);
  ent_memberships_free(memberships);
  return status;
}

/* Everything behind the command line; messages and failures raise *exit_status. */
static void build_graph(const cli_inputs *inputs, const ent_writer *writer, cli_options *options, int *exit_status) {
  ent_sink sink = cli_message_sink(exit_status);
  ent_engine *engine = NULL;
  ent_graph *graph = ent_graph_new();
  ent_status status = graph ? ent_engine_open(options->data, &sink, &engine) : ENT_ERR_MEMORY;
  if (status) goto end;
  options->write.ontology = ent_engine_ontology(engine);
  status = ent_cut_check(&options->write, &sink);
  if (status) {
    *exit_status = CLI_MISUSED;
    goto end;
  }
  if (options->explain) status = cli_tables_tell_replaced(ent_engine_roots(engine), &sink);
  if (status) goto end;
  cli_jobs_run(inputs, options, engine, graph, exit_status);
  if (ent_graph_document_count(graph) == 0) goto end; /* every input failed, and each has said why */
  if (options->expand_groups) status = expand_groups(engine, &sink, graph);
  if (status) goto end;
  status = ent_graph_save(graph, options->output, writer->name, &options->write, &sink);

end:
  cli_message_fail(status, exit_status);
  ent_graph_free(graph);
  ent_engine_free(engine);
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (first == argc) return cli_misuse(command, "no input is given");
  const ent_writer *writer = cli_options_writer(command, &options);
  if (!writer) return CLI_MISUSED;

  int exit_status = CLI_DONE;
  ent_sink sink = cli_message_sink(&exit_status);
  cli_inputs inputs = {0};
  cli_inputs_add(&inputs, argv + first, argc - first, &sink);
  if (options.document && inputs.count > 1)
    exit_status =
        cli_misuse(command, "--document is the identity of one input, and there are %lu", (unsigned long)inputs.count);
  else if (inputs.count > 0)
    build_graph(&inputs, writer, &options, &exit_status);
  cli_inputs_free(&inputs);
  return exit_status;
}

const cli_command cli_build = {
    .name = "build",
    .summary = "read documents, write their knowledge graph",
    .arguments = "INPUT...",
    .about = "Reads documents and writes one graph of what they say. INPUT is a file, a folder (its .txt .html .htm\n"
             ".xml .md .pdf .docx .odt files, and those below it) or - for standard input.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_FORMAT | CLI_OPTION_LANG | CLI_OPTION_DATE | CLI_OPTION_BASE |
               CLI_OPTION_DATA | CLI_OPTION_JOBS | CLI_OPTION_EXPLAIN | CLI_OPTION_EXPAND_GROUPS |
               CLI_OPTION_PROVENANCE | CLI_OPTION_DOCUMENT | CLI_OPTION_NO_SPLIT | CLI_OPTION_ENCODING |
               CLI_OPTION_REPAIR | CLI_OPTION_STRICT | CLI_OPTION_LABELS | CLI_OPTIONS_CUT,
    .run = run,
};
