/* Data tables: UTF-8, one record per line, fields separated by a tab. Lines that begin with "#" are comments; the last
 * comment line before the first record names the columns, separated by tabs ("# key<TAB>kind<TAB>zh…"). A field may
 * hold several values separated by ";". Trailing empty fields may be left out. */
#ifndef ENT_ONTOLOGY_TABLE_H
#define ENT_ONTOLOGY_TABLE_H

#include "graph/arena.h"
#include "graph/status.h"

typedef struct ent_table ent_table;

/* Reads a whole table; a missing file is ENT_ERR_IO (reported only if `required`). Reports FILE:LINE:COL for invalid
 * UTF-8, a missing column line, too many fields. */
ent_status ent_table_read(const char *path, bool required, const ent_sink *sink, ent_table **table);
void ent_table_free(ent_table *table);

const char *ent_table_path(const ent_table *table);
uint32_t ent_table_count(const ent_table *table);
uint32_t ent_table_line(const ent_table *table, uint32_t row);
/* Index of a column by its name, or -1. */
int ent_table_column(const ent_table *table, const char *name);
/* Field of a row, NUL-terminated; empty for column -1 or a field left out. Borrowed until the table is freed. */
ent_str ent_table_field(const ent_table *table, uint32_t row, int column);
/* Takes the next ";"-separated, trimmed, non-empty value off *list; false when there is none left. */
bool ent_table_next_value(ent_str *list, ent_str *value);

#endif
