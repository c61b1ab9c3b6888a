/* The inputs that a command line names: files, folders, standard input. */
#ifndef ENT_CLI_INPUTS_H
#define ENT_CLI_INPUTS_H

#include "graph/status.h"

typedef struct {
  char **paths; /* malloc memory */
  uint32_t count, capacity;
} cli_inputs;

/* Adds what the `count` names stand for: a folder gives the files of known endings in it and below (links to folders
 * are not followed), in the order of their paths' bytes; everything else is taken as it is, "-" too. A folder that
 * cannot be read or that holds no document is reported; what could be found is added all the same. */
void cli_inputs_add(cli_inputs *inputs, char *const *names, int count, const ent_sink *sink);
void cli_inputs_free(cli_inputs *inputs);

#endif
