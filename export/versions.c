#include "export/versions.h"

#include <stdlib.h>
#include <string.h>

#include "export/cells.h"
#include "export/columns.h"
#include "export/diff_writer.h"
#include "export/gate.h"

/* What one version says, in one document of it or in several. */
typedef struct {
  ent_str subject, object, relation, strength; /* IRIs, the local name, words */
  uint8_t modality;
  uint32_t version;
  int stance;
  ent_id claim;
} entry;

/* The entries of one subject and object. */
typedef struct {
  uint32_t first, count;
  uint32_t turned; /* how often a stance gave way to another one from a version to the next that has one */
  uint32_t moved;  /* how often a cell is not as the one before */
} row;

typedef struct {
  const ent_versions *versions;
  entry *entries;
  uint32_t entry_count, entry_capacity;
  row *rows;
  uint32_t row_count, row_capacity;
  ent_arena *arena;
} table;

static int stance_of(const table *t, ent_str relation) {
  const ent_ontology *ontology = t->versions->options->ontology;
  const int index = ontology ? ent_ontology_relation_find(ontology, relation) : -1;
  return index < 0 ? 0 : ent_ontology_stance(ontology, (uint32_t)index);
}

static ent_status collect(table *t, uint32_t version) {
  const ent_graph *graph = t->versions->graphs[version];
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++) {
    const ent_claim *claim = ent_graph_claim(graph, id);
    const ent_entity *object = ent_graph_entity(graph, claim->object);
    const ent_str relation = ent_graph_text(graph, claim->relation);
    const int stance = stance_of(t, relation);
    if (stance == 0 && object->type != ENT_ISSUE) continue;
    entry *slot = ent_vector_push(&t->entries, &t->entry_count, &t->entry_capacity, sizeof *slot);
    if (!slot) return ENT_ERR_MEMORY;
    *slot = (entry){.subject = ent_graph_text(graph, ent_graph_entity(graph, claim->subject)->iri),
                    .object = ent_graph_text(graph, object->iri),
                    .relation = relation,
                    .strength = ent_graph_text(graph, claim->strength),
                    .modality = claim->modality,
                    .version = version,
                    .stance = stance,
                    .claim = id};
  }
  return ENT_OK;
}

static int by_ends(const entry *a, const entry *b) {
  const int order = ent_str_compare(a->subject, b->subject);
  return order ? order : ent_str_compare(a->object, b->object);
}

static int by_position(const entry *a, const entry *b) {
  const int ends = by_ends(a, b);
  if (ends) return ends;
  if (a->version != b->version) return a->version < b->version ? -1 : 1;
  if (a->stance != b->stance) return a->stance < b->stance ? -1 : 1;
  const int relation = ent_str_compare(a->relation, b->relation);
  if (relation) return relation;
  if (a->modality != b->modality) return a->modality < b->modality ? -1 : 1;
  return ent_str_compare(a->strength, b->strength);
}

static int by_entry(const void *left, const void *right) {
  const int order = by_position(left, right);
  const ent_id a = ((const entry *)left)->claim, b = ((const entry *)right)->claim;
  return order ? order : (a > b) - (a < b);
}

/* Sorts, and leaves what several documents of a version say alike once. */
static void order_entries(table *t) {
  uint32_t kept = 0;
  if (t->entry_count > 1) qsort(t->entries, t->entry_count, sizeof *t->entries, by_entry);
  for (uint32_t i = 0; i < t->entry_count; i++)
    if (kept == 0 || by_position(&t->entries[kept - 1], &t->entries[i]) != 0) t->entries[kept++] = t->entries[i];
  t->entry_count = kept;
}

/* The entries of a row in one version; NULL and 0 where it has none. */
static const entry *cell_of(const table *t, const row *r, uint32_t version, uint32_t *count) {
  const entry *found = NULL;
  *count = 0;
  for (uint32_t i = r->first; i < r->first + r->count; i++)
    if (t->entries[i].version == version) {
      if (!found) found = &t->entries[i];
      ++*count;
    }
  return found;
}

static const ent_claim *claim_of(const table *t, const entry *e) {
  return ent_graph_claim(t->versions->graphs[e->version], e->claim);
}

static bool same_stances(const entry *a, uint32_t a_count, const entry *b, uint32_t b_count) {
  bool same = a_count == b_count;
  for (uint32_t i = 0; same && i < a_count; i++)
    same = ent_str_equal(a[i].relation, b[i].relation);
  return same;
}

static bool same_cells(const entry *a, uint32_t a_count, const entry *b, uint32_t b_count) {
  bool same = same_stances(a, a_count, b, b_count);
  for (uint32_t i = 0; same && i < a_count; i++)
    same = a[i].modality == b[i].modality && ent_str_equal(a[i].strength, b[i].strength);
  return same;
}

static void weigh(const table *t, row *r) {
  const entry *before = NULL, *stated = NULL;
  uint32_t before_count = 0, stated_count = 0;
  for (uint32_t version = 0; version < t->versions->count; version++) {
    uint32_t count;
    const entry *cell = cell_of(t, r, version, &count);
    if (version > 0 && !same_cells(before, before_count, cell, count)) r->moved++;
    if (stated && cell && !same_stances(stated, stated_count, cell, count)) r->turned++;
    before = cell;
    before_count = count;
    if (!cell) continue;
    stated = cell;
    stated_count = count;
  }
}

static int by_change(const void *left, const void *right) {
  const row *a = left, *b = right;
  if (a->turned != b->turned) return a->turned > b->turned ? -1 : 1;
  if (a->moved != b->moved) return a->moved > b->moved ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

static ent_status make_table(table *t, bool *differs) {
  ent_status status = t->arena ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t i = 0; status == ENT_OK && i < t->versions->count; i++)
    status = collect(t, i);
  order_entries(t);
  *differs = false;
  for (uint32_t i = 0; status == ENT_OK && i < t->entry_count;) {
    row *slot = ent_vector_push(&t->rows, &t->row_count, &t->row_capacity, sizeof *slot);
    if (!slot) return ENT_ERR_MEMORY;
    *slot = (row){.first = i};
    for (; i < t->entry_count && by_ends(&t->entries[slot->first], &t->entries[i]) == 0; i++)
      slot->count++;
    weigh(t, slot);
    *differs |= slot->moved > 0;
  }
  if (t->row_count > 1) qsort(t->rows, t->row_count, sizeof *t->rows, by_change);
  return status;
}

static void free_table(table *t) {
  free(t->entries);
  free(t->rows);
  ent_arena_free(t->arena);
}

static ent_str label_of(const table *t, const entry *e, bool subject) {
  const ent_graph *graph = t->versions->graphs[e->version];
  const ent_claim *claim = claim_of(t, e);
  return ent_label_of_entity(graph, t->versions->options,
                             ent_graph_entity(graph, subject ? claim->subject : claim->object));
}

static ent_str last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return ent_str_from(slash && slash[1] ? slash + 1 : path);
}

/* "opposes (坚决); calls for [planned]" */
static ent_str spell_cell(const table *t, const entry *cell, uint32_t count) {
  ent_str text = ENT_STR("");
  for (uint32_t i = 0; text.ptr && i < count; i++) {
    const ent_str relation = ent_label_of_relation(t->versions->options, cell[i].relation);
    const ent_str strength = cell[i].strength;
    const char *mode = cell[i].modality == ENT_ASSERTED ? "" : ent_modality_name((ent_modality)cell[i].modality);
    text = ent_arena_format(t->arena, "%.*s%s%.*s%s%.*s%s%s%s%s", (int)text.len, text.ptr, i ? "; " : "",
                            (int)relation.len, relation.ptr, strength.len ? " (" : "", (int)strength.len, strength.ptr,
                            strength.len ? ")" : "", *mode ? " [" : "", mode, *mode ? "]" : "");
  }
  return text;
}

ent_status ent_versions_write_text(const ent_versions *versions, ent_output *output, bool *differs) {
  table t = {.versions = versions, .arena = ent_arena_new()};
  const uint32_t columns = versions->count + 2;
  ent_str *cells = NULL;
  ent_status status = make_table(&t, differs);
  if (status == ENT_OK) cells = calloc(((size_t)t.row_count + 1) * columns, sizeof *cells);
  if (!cells) status = ENT_ERR_MEMORY;
  bool whole = true;
  for (uint32_t i = 0; status == ENT_OK && i < columns; i++) {
    cells[i] = i == 0 ? ENT_STR("SUBJECT") : i == 1 ? ENT_STR("OBJECT") : last_part(versions->names[i - 2]);
    cells[i] = ent_cells_cut(t.arena, cells[i]);
    whole &= cells[i].ptr != NULL;
  }
  for (uint32_t k = 0; status == ENT_OK && k < t.row_count; k++) {
    const row *r = &t.rows[k];
    ent_str *line = cells + ((size_t)k + 1) * columns;
    for (uint32_t i = 0; i < columns; i++) {
      uint32_t count = 0;
      const entry *cell = i < 2 ? &t.entries[r->first] : cell_of(&t, r, i - 2, &count);
      const ent_str text = i < 2 ? label_of(&t, cell, i == 0) : cell ? spell_cell(&t, cell, count) : ENT_STR("–");
      line[i] = text.ptr ? ent_cells_cut(t.arena, text) : text;
      whole &= line[i].ptr != NULL;
    }
  }
  if (!whole) status = ENT_ERR_MEMORY;
  if (status == ENT_OK) status = ent_cells_put(output, cells, cells + columns, t.row_count, columns);
  free(cells);
  free_table(&t);
  return status;
}

static void put_text(const table *t, ent_output *output, const char *name, ent_str text) {
  ent_str clean = ent_gate_text(t->arena, text);
  if (!clean.ptr && output->status == ENT_OK) output->status = ENT_ERR_MEMORY;
  ent_output_text(output, name);
  ent_json_string(output, clean.ptr ? clean : ENT_STR(""));
}

static void put_json_cell(const table *t, ent_output *output, const entry *cell, uint32_t count) {
  ent_output_text(output, "[");
  for (uint32_t i = 0; i < count; i++) {
    put_text(t, output, i ? ",{\"relation\":" : "{\"relation\":", cell[i].relation);
    ent_output_format(output, ",\"modality\":\"%s\"", ent_modality_name((ent_modality)cell[i].modality));
    if (cell[i].strength.len) put_text(t, output, ",\"strength\":", cell[i].strength);
    put_text(t, output, ",\"quote\":",
             ent_graph_text(t->versions->graphs[cell[i].version], claim_of(t, &cell[i])->evidence.quote));
    ent_output_text(output, "}");
  }
  ent_output_text(output, "]");
}

ent_status ent_versions_write_json(const ent_versions *versions, ent_output *output, bool *differs) {
  table t = {.versions = versions, .arena = ent_arena_new()};
  ent_status status = make_table(&t, differs);
  if (status == ENT_OK) {
    ent_output_text(output, "{\"version\":1,\"versions\":[");
    for (uint32_t i = 0; i < versions->count; i++)
      put_text(&t, output, i ? "," : "", ent_str_from(versions->names[i]));
    ent_output_text(output, "],\"positions\":[");
    for (uint32_t k = 0; k < t.row_count; k++) {
      const row *r = &t.rows[k];
      put_text(&t, output, k ? ",\n{\"subject\":" : "\n{\"subject\":", label_of(&t, &t.entries[r->first], true));
      put_text(&t, output, ",\"object\":", label_of(&t, &t.entries[r->first], false));
      ent_output_format(output, ",\"changes\":%u,\"cells\":[", r->moved);
      for (uint32_t i = 0; i < versions->count; i++) {
        uint32_t count;
        const entry *cell = cell_of(&t, r, i, &count);
        if (i) ent_output_text(output, ",");
        put_json_cell(&t, output, cell, count);
      }
      ent_output_text(output, "]}");
    }
    ent_output_text(output, "]}\n");
    status = output->status;
  }
  free_table(&t);
  return status;
}
