/* entente convert: a graph in one format into the same graph in another. */
#include "cli/graphs.h"

static void convert(const char *name, const ent_writer *writer, cli_options *options, int *exit_status) {
  ent_sink sink = cli_message_sink(exit_status);
  ent_engine *engine = NULL;
  ent_graph *graph = ent_graph_new();
  ent_status status = graph ? ent_engine_open(options->data, &sink, &engine) : ENT_ERR_MEMORY;
  if (status == ENT_OK && cli_graphs_add(name, options, engine, graph, exit_status)) {
    options->write.ontology = ent_engine_ontology(engine);
    status = ent_graph_save(graph, options->output, writer->name, &options->write, &sink);
  }
  cli_message_fail(status, exit_status);
  ent_graph_free(graph);
  ent_engine_free(engine);
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (argc - first != 1) return cli_misuse(command, "one graph is converted at a time: entente merge unites several");
  const ent_writer *writer = cli_options_writer(command, &options);
  if (!writer) return CLI_MISUSED;
  convert(argv[first], writer, &options, &exit_status);
  return exit_status;
}

const cli_command cli_convert = {
    .name = "convert",
    .summary = "write a graph in another format",
    .arguments = "GRAPH",
    .about =
        "Writes a graph that entente wrote in another format. GRAPH is a .ttl, .nt, .nq, .rdf, .trig or .rj file,\n"
        "- with --from, or a document, which is built first.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_FORMAT | CLI_OPTION_PROVENANCE | CLI_OPTION_STRICT | CLI_OPTION_LABELS |
               CLI_OPTIONS_CUT | CLI_OPTIONS_READ,
    .run = run,
};
