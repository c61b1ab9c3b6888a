/* Graphs that a command line names: files of RDF, or documents, which are built first. */
#ifndef ENT_CLI_GRAPHS_H
#define ENT_CLI_GRAPHS_H

#include "extract/engine.h"
#include "cli/options.h"

/* The options that say how documents are read and what the IRIs of graphs begin with. */
enum {
  CLI_OPTIONS_READ = CLI_OPTION_LANG | CLI_OPTION_DATE | CLI_OPTION_BASE | CLI_OPTION_DATA | CLI_OPTION_JOBS |
                     CLI_OPTION_NO_SPLIT | CLI_OPTION_ENCODING | CLI_OPTION_REPAIR | CLI_OPTION_FROM
};

/* True if the name is that of a graph to be read: RDF by its ending, or standard input with --from. */
bool cli_graphs_is_graph(const char *name, const cli_options *options);
/* Adds what `name` holds to `graph`: a file of RDF is read, a document, a folder of documents or standard input is
 * built. False if that failed or held nothing, which is reported and raises *exit_status. */
bool cli_graphs_add(const char *name, const cli_options *options, ent_engine *engine, ent_graph *graph,
                    int *exit_status);

#endif
