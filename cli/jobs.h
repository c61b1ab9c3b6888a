/* Many inputs at once, one graph in the end, the same for every number of threads. */
#ifndef ENT_CLI_JOBS_H
#define ENT_CLI_JOBS_H

#include "extract/engine.h"
#include "cli/inputs.h"
#include "cli/options.h"

/* Reads and extracts every input, `options->jobs` at a time, each into a graph of its own; adds them to `graph` in the
 * order of the inputs and prints each input's messages (and with --explain what was found) in that order too. A bad
 * input raises *exit_status and leaves the others alone. */
void cli_jobs_run(const cli_inputs *inputs, const cli_options *options, ent_engine *engine, ent_graph *graph,
                  int *exit_status);

#endif
