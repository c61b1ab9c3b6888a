/* Columns on a terminal: wide characters take two cells, marks none. */
#ifndef ENT_EXPORT_CELLS_H
#define ENT_EXPORT_CELLS_H

#include "export/output.h"

/* A cell that is wider is cut: a line should show who does what to whom, not whole sentences. */
#define ENT_WIDEST_CELL 40

/* One line of at most ENT_WIDEST_CELL cells, in arena memory; a longer one ends with an ellipsis. ptr NULL when out of
 * memory. */
ent_str ent_cells_cut(ent_arena *arena, ent_str text);
/* Writes a heading and `rows` rows of `columns` texts each, aligned, two spaces between, none at the end of a line.
 * Widths are the terminal's (Unicode Standard Annex 11). ENT_ERR_MEMORY, or what the output fails with. */
ent_status ent_cells_put(ent_output *output, const ent_str *heading, const ent_str *cells, uint32_t rows,
                         uint32_t columns);

#endif
