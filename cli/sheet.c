#include "cli/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "export/traverse.h"
#include "graph/utf8.h"

static cli_sheet *new_sheet(void) {
  cli_sheet *sheet = calloc(1, sizeof *sheet);
  if (sheet) sheet->arena = ent_arena_new();
  if (sheet && !sheet->arena) {
    free(sheet);
    sheet = NULL;
  }
  return sheet;
}

void cli_sheet_free(cli_sheet *sheet) {
  if (!sheet) return;
  free(sheet->entities);
  free(sheet->relations);
  ent_arena_free(sheet->arena);
  free(sheet);
}

static ent_status add_entity(cli_sheet *sheet, const cli_listed *listed) {
  cli_listed *slot = ent_vector_push(&sheet->entities, &sheet->entity_count, &sheet->entity_capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = *listed;
  return ENT_OK;
}

static ent_status add_relation(cli_sheet *sheet, const cli_related *related) {
  cli_related *slot =
      ent_vector_push(&sheet->relations, &sheet->relation_count, &sheet->relation_capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = *related;
  return ENT_OK;
}

/* Gold files */

typedef struct {
  cli_sheet *sheet;
  const ent_ontology *ontology;
  const ent_sink *sink;
  const char *path;
  uint32_t line;
} reading;

static ent_str trim(ent_str text) {
  while (text.len > 0) {
    size_t at = 0;
    if (!u_isUWhiteSpace((UChar32)ent_utf8_next(text.ptr, text.len, &at))) break;
    text = ent_str_make(text.ptr + at, text.len - at);
  }
  while (text.len > 0) {
    size_t at = text.len;
    if (!u_isUWhiteSpace((UChar32)ent_utf8_previous(text.ptr, &at))) break;
    text.len = at;
  }
  return text;
}

/* Takes what stands before the next `separator` off *rest, trimmed; false when there is nothing left. */
static bool take(ent_str *rest, char separator, ent_str *field) {
  if (!rest->ptr) return false;
  const char *end = memchr(rest->ptr, separator, rest->len);
  *field = trim(ent_str_make(rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len));
  *rest = end ? ent_str_make(end + 1, rest->len - (size_t)(end + 1 - rest->ptr)) : (ent_str){NULL, 0};
  return true;
}

static ent_status refuse(const reading *r, const char *what, ent_str which) {
  return ent_report(r->sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, r->path, r->line, 0, "%s%.*s", what, (int)which.len,
                    which.ptr ? which.ptr : "");
}

static int find_entity(const cli_sheet *sheet, ent_str id) {
  for (uint32_t i = 0; i < sheet->entity_count; i++)
    if (ent_str_equal(sheet->entities[i].id, id)) return (int)i;
  return -1;
}

static ent_status read_entity(const reading *r, ent_str rest, bool optional) {
  ent_str type = ENT_STR(""), name, aliases = ENT_STR("");
  cli_listed listed = {.optional = optional, .origin = r->line};
  if (!take(&rest, '\t', &listed.id) || !take(&rest, '\t', &type) || !take(&rest, '\t', &listed.label))
    return refuse(r, "an entity needs an id, a type and a name", ENT_STR(""));
  if (!ent_type_find(type, &listed.type)) return refuse(r, "no type is called ", type);
  if (find_entity(r->sheet, listed.id) >= 0) return refuse(r, "the id stands here a second time: ", listed.id);
  ent_arena *arena = r->sheet->arena;
  listed.id = ent_arena_copy(arena, listed.id);
  listed.label = ent_arena_copy(arena, listed.label);
  size_t most = 2; /* the name, and one more alias than there are separators */
  for (size_t i = 0; i < rest.len; i++)
    most += rest.ptr[i] == '|' || rest.ptr[i] == '\t';
  listed.names = ent_arena_calloc(arena, most, sizeof *listed.names);
  if (!listed.id.ptr || !listed.label.ptr || !listed.names) return ENT_ERR_MEMORY;
  ent_status status = cli_name_make(arena, listed.label, &listed.names[listed.name_count++]);
  while (status == ENT_OK && take(&rest, '\t', &aliases))
    while (status == ENT_OK && take(&aliases, '|', &name))
      if (name.len > 0) status = cli_name_make(arena, name, &listed.names[listed.name_count++]);
  return status == ENT_OK ? add_entity(r->sheet, &listed) : status;
}

/* Entities stand anywhere in the file: the ends are looked up when all of them are known. */
typedef struct {
  ent_str subject, relation, object;
  bool optional;
  uint32_t line;
} pending;

typedef struct {
  pending *items;
  uint32_t count, capacity;
} pendings;

static ent_status keep_relation(const reading *r, ent_str rest, bool optional, pendings *list) {
  pending relation = {.optional = optional, .line = r->line};
  if (!take(&rest, '\t', &relation.subject) || !take(&rest, '\t', &relation.relation) ||
      !take(&rest, '\t', &relation.object))
    return refuse(r, "a relation needs a subject, a name and an object", ENT_STR(""));
  relation.subject = ent_arena_copy(r->sheet->arena, relation.subject);
  relation.relation = ent_arena_copy(r->sheet->arena, relation.relation);
  relation.object = ent_arena_copy(r->sheet->arena, relation.object);
  pending *slot = ent_vector_push(&list->items, &list->count, &list->capacity, sizeof *slot);
  if (!slot || !relation.subject.ptr || !relation.relation.ptr || !relation.object.ptr) return ENT_ERR_MEMORY;
  *slot = relation;
  return ENT_OK;
}

static ent_status resolve(reading *r, const pendings *list) {
  ent_status status = ENT_OK;
  for (uint32_t i = 0; i < list->count && status == ENT_OK; i++) {
    const pending *p = &list->items[i];
    r->line = p->line;
    int subject = find_entity(r->sheet, p->subject), object = find_entity(r->sheet, p->object);
    int relation = ent_ontology_relation_find(r->ontology, p->relation);
    if (subject < 0) return refuse(r, "no entity has the id ", p->subject);
    if (object < 0) return refuse(r, "no entity has the id ", p->object);
    if (relation < 0) return refuse(r, "no relation is called ", p->relation);
    const cli_related related = {(uint32_t)subject, (uint32_t)object, (uint32_t)relation, p->optional, p->line};
    status = add_relation(r->sheet, &related);
  }
  return status;
}

static bool take_line_number(const char **at, uint32_t *number) {
  char *end;
  errno = 0;
  unsigned long value = strtoul(*at, &end, 10);
  if (**at < '0' || **at > '9' || errno || value == 0 || value > UINT32_MAX) return false;
  *at = end;
  *number = (uint32_t)value;
  return true;
}

static ent_status read_document(const reading *r, ent_str rest) {
  ent_str id, lang, text, lines;
  cli_sheet *sheet = r->sheet;
  if (sheet->text.ptr) return refuse(r, "a second document", ENT_STR(""));
  if (!take(&rest, '\t', &id) || !take(&rest, '\t', &lang) || !take(&rest, '\t', &text))
    return refuse(r, "a document needs an id, a language and a text file", ENT_STR(""));
  sheet->text = ent_arena_copy(sheet->arena, text);
  if (!sheet->text.ptr) return ENT_ERR_MEMORY;
  if (!take(&rest, '\t', &lines) || lines.len == 0) return ENT_OK;
  lines = ent_arena_copy(sheet->arena, lines); /* for its NUL */
  if (!lines.ptr) return ENT_ERR_MEMORY;
  const char *at = lines.ptr;
  bool sound = take_line_number(&at, &sheet->first_line) && *at++ == '-' && take_line_number(&at, &sheet->last_line) &&
               *at == '\0' && sheet->first_line <= sheet->last_line;
  return sound ? ENT_OK : refuse(r, "not a range of lines: ", lines);
}

static ent_status read_record(const reading *r, ent_str line, pendings *list) {
  ent_str kind;
  if (line.len > 0 && line.ptr[0] == '#') return ENT_OK;
  if (ent_utf8_check(line.ptr, line.len) < line.len) return refuse(r, "not UTF-8", ENT_STR(""));
  if (trim(line).len == 0) return ENT_OK;
  take(&line, '\t', &kind);
  const bool optional = kind.len > 0 && kind.ptr[0] == '?';
  if (optional) kind = trim(ent_str_make(kind.ptr + 1, kind.len - 1));
  if (ent_str_equal(kind, ENT_STR("E"))) return read_entity(r, line, optional);
  if (ent_str_equal(kind, ENT_STR("R"))) return keep_relation(r, line, optional, list);
  if (ent_str_equal(kind, ENT_STR("D"))) return read_document(r, line);
  return refuse(r, "no record of D, E or R: ", kind);
}

ent_status cli_sheet_read_stream(FILE *stream, const char *path, const ent_ontology *ontology, const ent_sink *sink,
                                 cli_sheet **result) {
  char *buffer = NULL;
  size_t size = 0;
  pendings list = {NULL, 0, 0};
  reading r = {new_sheet(), ontology, sink, path, 0};
  ent_status status = r.sheet ? ENT_OK : ENT_ERR_MEMORY;
  *result = NULL;
  while (status == ENT_OK) {
    errno = 0;
    ssize_t length = getline(&buffer, &size, stream);
    if (length < 0) break;
    r.line++;
    while (length > 0 && (buffer[length - 1] == '\n' || buffer[length - 1] == '\r'))
      length--;
    status = read_record(&r, ent_str_make(buffer, (size_t)length), &list);
  }
  if (status == ENT_OK && !feof(stream))
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "%s", strerror(errno));
  if (status == ENT_OK) status = resolve(&r, &list);
  free(buffer);
  free(list.items);
  if (status == ENT_OK)
    *result = r.sheet;
  else
    cli_sheet_free(r.sheet);
  return status;
}

ent_status cli_sheet_read(const char *path, const ent_ontology *ontology, const ent_sink *sink, cli_sheet **sheet) {
  *sheet = NULL;
  FILE *stream = fopen(path, "r");
  if (!stream) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "%s", strerror(errno));
  ent_status status = cli_sheet_read_stream(stream, path, ontology, sink, sheet);
  fclose(stream);
  return status;
}

/* Graphs */

typedef struct {
  cli_sheet *sheet;
  const ent_graph *graph;
  const ent_ontology *ontology;
  uint32_t *places; /* index of an entity in the sheet, by its id */
} copying;

static ent_status copy_name(const copying *c, ent_sym text, cli_listed *listed) {
  return text ? cli_name_make(c->sheet->arena, ent_graph_text(c->graph, text), &listed->names[listed->name_count++])
              : ENT_OK;
}

static ent_status copy_entity(void *user, const ent_entity_view *view) {
  const copying *c = user;
  const ent_entity *entity = view->entity;
  cli_listed listed = {.id = ENT_STR(""), .type = (ent_type)entity->type, .origin = view->id};
  const ent_sym label = entity->edtf ? entity->edtf : entity->preferred.text ? entity->preferred.text : entity->iri;
  listed.label = ent_arena_copy(c->sheet->arena, ent_graph_text(c->graph, label));
  listed.names = ent_arena_calloc(c->sheet->arena, (size_t)entity->label_count + 3, sizeof *listed.names);
  if (!listed.label.ptr || !listed.names) return ENT_ERR_MEMORY;
  ent_status status = copy_name(c, entity->edtf, &listed);
  if (status == ENT_OK) status = copy_name(c, entity->preferred.text, &listed);
  for (uint32_t i = 0; i < entity->label_count && status == ENT_OK; i++)
    status = copy_name(c, view->labels[i].text, &listed);
  if (status == ENT_OK && listed.name_count == 0) status = copy_name(c, entity->iri, &listed);
  c->places[view->id] = c->sheet->entity_count;
  return status == ENT_OK ? add_entity(c->sheet, &listed) : status;
}

static ent_status copy_facts(void *user, const ent_entity_view *view) {
  const copying *c = user;
  ent_status status = ENT_OK;
  for (uint32_t i = 0; i < view->fact_count && status == ENT_OK; i++) {
    if (ent_fact_is_repeated(view, i)) continue;
    int relation = ent_ontology_relation_find(c->ontology, ent_graph_text(c->graph, view->facts[i].relation));
    if (relation < 0) continue; /* a graph of a later ontology */
    const cli_related related = {
        .subject = c->places[view->id], .object = c->places[view->facts[i].object], .relation = (uint32_t)relation};
    status = add_relation(c->sheet, &related);
  }
  return status;
}

ent_status cli_sheet_from_graph(const ent_graph *graph, const ent_ontology *ontology, cli_sheet **result) {
  const ent_visitor entities = {.entity = copy_entity}, facts = {.entity = copy_facts};
  copying c = {new_sheet(), graph, ontology, NULL};
  ent_status status = ENT_ERR_MEMORY;
  *result = NULL;
  c.places = calloc((size_t)ent_graph_entity_count(graph) + 1, sizeof *c.places);
  if (c.sheet && c.places) status = ent_traverse(graph, &entities, &c);
  if (status == ENT_OK) status = ent_traverse(graph, &facts, &c);
  free(c.places);
  if (status == ENT_OK)
    *result = c.sheet;
  else
    cli_sheet_free(c.sheet);
  return status;
}
