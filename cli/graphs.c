#include "cli/graphs.h"

#include <string.h>

#include "cli/inputs.h"
#include "cli/jobs.h"
#include "export/read.h"

bool cli_graphs_is_graph(const char *name, const cli_options *options) {
  return strcmp(name, "-") == 0 ? options->from != NULL : ent_read_is_graph(name);
}

bool cli_graphs_add(const char *name, const cli_options *options, ent_engine *engine, ent_graph *graph,
                    int *exit_status) {
  ent_sink sink = cli_message_sink(exit_status);
  if (cli_graphs_is_graph(name, options)) {
    const char *format = strcmp(name, "-") == 0 ? options->from : NULL;
    ent_status status = ent_graph_load(graph, name, format, options->write.base, &sink);
    cli_message_fail(status, exit_status);
    return status == ENT_OK;
  }
  int failed = CLI_DONE;
  ent_sink own = cli_message_sink(&failed);
  cli_inputs inputs = {0};
  char *names[] = {(char *)(uintptr_t)name}; /* not written to */
  cli_inputs_add(&inputs, names, 1, &own);
  if (inputs.count > 0) cli_jobs_run(&inputs, options, engine, graph, &failed);
  cli_inputs_free(&inputs);
  if (failed > *exit_status) *exit_status = failed;
  return failed == CLI_DONE;
}
