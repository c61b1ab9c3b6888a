#include "export/cells.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "export/gate.h"
#include "graph/utf8.h"

#define GAP 2

/* Terminal cells of one code point. */
static unsigned cells_of(uint32_t code_point) {
  const UChar32 c = (UChar32)code_point;
  if ((U_MASK(u_charType(c)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static unsigned width_of(ent_str text) {
  unsigned width = 0;
  for (size_t at = 0; at < text.len;)
    width += cells_of(ent_utf8_next(text.ptr, text.len, &at));
  return width;
}

ent_str ent_cells_cut(ent_arena *arena, ent_str text) {
  ent_str line = ent_gate_line(arena, text);
  unsigned width = 0;
  size_t cut = 0; /* behind what leaves a cell for the ellipsis */
  for (size_t at = 0; at < line.len;) {
    width += cells_of(ent_utf8_next(line.ptr, line.len, &at));
    if (width < ENT_WIDEST_CELL) cut = at;
    if (width > ENT_WIDEST_CELL) return ent_arena_format(arena, "%.*s…", (int)cut, line.ptr);
  }
  return line;
}

static void put_row(ent_output *output, const ent_str *cells, const unsigned *widths, uint32_t columns) {
  unsigned owed = 0; /* spaces are written only before something: no white space at the end of a line */
  for (uint32_t i = 0; i < columns; i++) {
    for (; cells[i].len && owed; owed--)
      ent_output_text(output, " ");
    ent_output_str(output, cells[i]);
    owed += widths[i] - width_of(cells[i]) + GAP;
  }
  ent_output_text(output, "\n");
}

ent_status ent_cells_put(ent_output *output, const ent_str *heading, const ent_str *cells, uint32_t rows,
                         uint32_t columns) {
  unsigned *widths = calloc((size_t)columns + 1, sizeof *widths);
  if (!widths) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < columns; i++) {
    widths[i] = width_of(heading[i]);
    for (size_t k = 0; k < rows; k++) {
      const unsigned width = width_of(cells[k * columns + i]);
      if (width > widths[i]) widths[i] = width;
    }
  }
  put_row(output, heading, widths, columns);
  for (size_t k = 0; k < rows; k++)
    put_row(output, cells + k * columns, widths, columns);
  free(widths);
  return output->status;
}
