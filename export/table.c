/* Entities and claims in aligned columns, for a terminal: wide characters take two cells. */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "export/columns.h"
#include "export/formats.h"
#include "export/gate.h"
#include "graph/utf8.h"

/* A cell that is wider is cut: a line should show who does what to whom, not whole sentences. */
#define WIDEST_CELL 40
#define COLUMNS 5
#define GAP "  "

typedef struct {
  ent_str cells[COLUMNS];
} row;

typedef struct {
  const ent_graph *graph;
  const ent_write_options *options;
  ent_arena *arena; /* of all cells */
  row *entities, *claims;
  uint32_t entity_count, entity_capacity, claim_count, claim_capacity;
} writing;

/* Terminal cells of one code point (Unicode Standard Annex 11; marks and format characters take none). */
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

/* One line of at most WIDEST_CELL cells; a longer one ends with an ellipsis. ptr NULL when out of memory. */
static ent_str make_cell(ent_arena *arena, ent_str text) {
  ent_str line = ent_gate_line(arena, text);
  unsigned width = 0;
  size_t cut = 0; /* behind what leaves a cell for the ellipsis */
  for (size_t at = 0; at < line.len;) {
    width += cells_of(ent_utf8_next(line.ptr, line.len, &at));
    if (width < WIDEST_CELL) cut = at;
    if (width > WIDEST_CELL) return ent_arena_format(arena, "%.*s…", (int)cut, line.ptr);
  }
  return line;
}

static ent_status add_row(const writing *w, row **rows, uint32_t *count, uint32_t *capacity, const row *values) {
  row *slot = ent_vector_push(rows, count, capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  for (int i = 0; i < COLUMNS; i++) {
    slot->cells[i] = make_cell(w->arena, values->cells[i]);
    if (!slot->cells[i].ptr) return ENT_ERR_MEMORY;
  }
  return ENT_OK;
}

static ent_str type_name(const writing *w, ent_type type) {
  if (!w->options->ontology) return ent_str_from(ent_type_name(type));
  return ent_ontology_class_label(w->options->ontology, type, ent_str_from(w->options->lang ? w->options->lang : "en"));
}

static ent_str name_of(const writing *w, ent_id entity) {
  if (entity == 0) return ENT_STR("");
  return ent_label_of_entity(w->graph, w->options, ent_graph_entity(w->graph, entity));
}

static ent_status add_entity(void *user, const ent_node *node) {
  writing *w = user;
  const ent_entity_view *view = node->view;
  const ent_entity *e = view->entity;
  ent_str other = e->label_count ? ent_graph_text(w->graph, view->labels[0].text) : ENT_STR("");
  const row values = {{type_name(w, (ent_type)e->type), name_of(w, view->id),
                       ent_arena_format(w->arena, "%u", view->mention_count),
                       ent_graph_text(w->graph, e->edtf ? e->edtf : e->wikidata), other}};
  return add_row(w, &w->entities, &w->entity_count, &w->entity_capacity, &values);
}

static ent_status add_claim(void *user, const ent_edge *edge) {
  writing *w = user;
  const ent_claim *claim = edge->claim;
  const row values = {{name_of(w, claim->subject),
                       ent_label_of_relation(w->options, ent_graph_text(w->graph, claim->relation)),
                       name_of(w, claim->object), ent_str_from(ent_modality_name((ent_modality)claim->modality)),
                       name_of(w, claim->date)}};
  return add_row(w, &w->claims, &w->claim_count, &w->claim_capacity, &values);
}

static int by_cells(const void *left, const void *right) {
  const row *a = left, *b = right;
  int order = 0;
  for (int i = 0; order == 0 && i < COLUMNS; i++)
    order = ent_str_compare(a->cells[i], b->cells[i]);
  return order;
}

static void put_row(ent_output *output, const row *values, const unsigned widths[COLUMNS]) {
  unsigned owed = 0; /* spaces are written only before something: no white space at the end of a line */
  for (int i = 0; i < COLUMNS; i++) {
    const ent_str cell = values->cells[i];
    for (; cell.len && owed; owed--)
      ent_output_text(output, " ");
    ent_output_str(output, cell);
    owed += widths[i] - width_of(cell) + (unsigned)strlen(GAP);
  }
  ent_output_text(output, "\n");
}

static void put_rows(ent_output *output, const row *head, const row *rows, uint32_t count) {
  unsigned widths[COLUMNS];
  for (int i = 0; i < COLUMNS; i++) {
    widths[i] = width_of(head->cells[i]);
    for (uint32_t k = 0; k < count; k++) {
      unsigned width = width_of(rows[k].cells[i]);
      if (width > widths[i]) widths[i] = width;
    }
  }
  put_row(output, head, widths);
  for (uint32_t k = 0; k < count; k++)
    put_row(output, &rows[k], widths);
}

ENT_DECLARE_WRITER(ent_write_table) {
  const ent_cut_visitor visitor = {.node = add_entity, .edge = add_claim};
  const row entity_head = {{ENT_STR("KIND"), ENT_STR("NAME"), ENT_STR("MENTIONS"), ENT_STR("ID"), ENT_STR("ALSO")}};
  const row claim_head = {
      {ENT_STR("SUBJECT"), ENT_STR("RELATION"), ENT_STR("OBJECT"), ENT_STR("MODALITY"), ENT_STR("DATE")}};
  writing w = {.graph = graph, .options = options, .arena = ent_arena_new()};
  (void)sink;
  ent_status status = w.arena ? ent_cut_traverse(graph, options, &visitor, &w) : ENT_ERR_MEMORY;
  if (status == ENT_OK) {
    /* Claims come by their digests, which tell a reader nothing. */
    if (w.claim_count) qsort(w.claims, w.claim_count, sizeof *w.claims, by_cells);
    put_rows(output, &entity_head, w.entities, w.entity_count);
    ent_output_text(output, "\n");
    put_rows(output, &claim_head, w.claims, w.claim_count);
    status = output->status;
  }
  free(w.entities);
  free(w.claims);
  ent_arena_free(w.arena);
  return status;
}
