/* The tables of gazetteers and rules in the data folders. */
#ifndef ENT_CLI_TABLES_H
#define ENT_CLI_TABLES_H

#include "graph/status.h"

/* Calls `each` for every table below a data folder (ontology/ and extract/rules/LANG/) in the order of their paths;
 * `name` is the path within the folder. ENT_ERR_MEMORY, or ENT_ERR_IO for a folder that cannot be read: reported. */
typedef void (*cli_table_fn)(void *user, const char *path, const char *name);
ent_status cli_tables_each(const char *root, const ent_sink *sink, cli_table_fn each, void *user);

/* Tells, as notes, which rows of the later of these NULL-terminated folders stand in place of rows of an earlier one:
 * FILE:LINE: KEY replaces FILE:LINE. ENT_ERR_MEMORY; what else is wrong with a table is for others to say. */
ent_status cli_tables_tell_replaced(const char *const *roots, const ent_sink *sink);

#endif
