#include "ontology/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/utf8.h"

typedef struct {
  uint32_t line;
  uint32_t first; /* index of the start of its first field in starts */
  uint32_t count;
} table_row;

/* Fields are kept as the offsets where they start; a field ends one byte before the next start, where a tab was. One
 * more start closes a row. */
struct ent_table {
  char *bytes;
  size_t length;
  char *path;
  ent_str *columns;
  uint32_t column_count, column_capacity;
  uint32_t *starts;
  uint32_t start_count, start_capacity;
  table_row *rows;
  uint32_t row_count, row_capacity;
};

/* What is left of a regular file; 0 if that cannot be told. */
static size_t size_of(FILE *file) {
  long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : 0;
  rewind(file);
  return size > 0 ? (size_t)size : 0;
}

/* One byte behind *length stays free for the NUL behind the last field. */
static ent_status read_bytes(const char *path, bool required, const ent_sink *sink, char **bytes, size_t *length) {
  ent_status status = ENT_OK;
  char *buffer = NULL;
  size_t used = 0, capacity = 0;
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    return required ? ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot open the data file")
                    : ENT_ERR_IO;
  size_t size = size_of(file);
  for (;;) {
    if (capacity - used < 2) {
      size_t wanted = capacity == 0 ? size + 4096 : capacity * 2;
      char *grown = wanted > capacity ? realloc(buffer, wanted) : NULL;
      if (grown == NULL) {
        status = ENT_ERR_MEMORY;
        goto cleanup;
      }
      buffer = grown;
      capacity = wanted;
    }
    size_t got = fread(buffer + used, 1, capacity - used - 1, file);
    used += got;
    if (got == 0)
      break;
  }
  if (ferror(file))
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot read the data file");
cleanup:
  (void)fclose(file); /* opened for reading: nothing can be lost */
  if (status != ENT_OK) {
    free(buffer);
    return status;
  }
  *bytes = buffer;
  *length = used;
  return ENT_OK;
}

/* The last comment line before the first record names the columns. */
static ent_status take_columns(ent_table *table, ent_str comment) {
  size_t at = 1;
  while (at < comment.len && comment.ptr[at] == ' ')
    at++;
  for (;;) {
    const char *tab = at < comment.len ? memchr(comment.ptr + at, '\t', comment.len - at) : NULL;
    size_t end = tab != NULL ? (size_t)(tab - comment.ptr) : comment.len;
    ent_str *column =
        ent_vector_push(&table->columns, &table->column_count, &table->column_capacity, sizeof *table->columns);
    if (column == NULL)
      return ENT_ERR_MEMORY;
    *column = ent_str_make(comment.ptr + at, end - at);
    if (tab == NULL)
      return ENT_OK;
    at = end + 1;
  }
}

/* Splits a line at tabs. Tabs and the line's end become NUL, so that fields can be handed on as C strings. */
static ent_status take_row(ent_table *table, size_t begin, size_t end, uint32_t number, const ent_sink *sink) {
  table_row *row = ent_vector_push(&table->rows, &table->row_count, &table->row_capacity, sizeof *table->rows);
  if (row == NULL)
    return ENT_ERR_MEMORY;
  *row = (table_row){number, table->start_count, 0};
  for (size_t at = begin; at <= end; row->count++) {
    uint32_t *start =
        ent_vector_push(&table->starts, &table->start_count, &table->start_capacity, sizeof *table->starts);
    if (start == NULL)
      return ENT_ERR_MEMORY;
    *start = (uint32_t)at;
    char *tab = memchr(table->bytes + at, '\t', end - at);
    at = tab != NULL ? (size_t)(tab - table->bytes) : end;
    table->bytes[at++] = '\0';
  }
  uint32_t *close =
      ent_vector_push(&table->starts, &table->start_count, &table->start_capacity, sizeof *table->starts);
  if (close == NULL)
    return ENT_ERR_MEMORY;
  *close = (uint32_t)end + 1;
  if (row->count > table->column_count)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, table->path, number, 1, "%u fields, but %u columns",
                      row->count, table->column_count);
  return ENT_OK;
}

static ent_status parse(ent_table *table, const ent_sink *sink) {
  if (table->length >= UINT32_MAX)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIMIT, table->path, 0, 0, "larger than 4 GiB");
  /* One allocation for nearly all tables; what is too much is given back below. */
  if (!ent_vector_reserve(&table->starts, &table->start_capacity, (uint32_t)table->length / 4 + 1,
                          sizeof *table->starts))
    return ENT_ERR_MEMORY;
  size_t bad = ent_utf8_check(table->bytes, table->length);
  ent_str comment = {NULL, 0};
  uint32_t number = 0;
  for (size_t at = 0; at < table->length;) {
    const char *newline = memchr(table->bytes + at, '\n', table->length - at);
    size_t end = newline != NULL ? (size_t)(newline - table->bytes) : table->length;
    ent_str line = ent_str_make(table->bytes + at, end - at);
    number++;
    if (bad >= at && bad < end)
      return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_ENCODING, table->path, number,
                        (uint32_t)ent_utf8_count(line.ptr, bad - at) + 1, "invalid UTF-8");
    size_t begin = at;
    at = end + 1;
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
      line.len--;
    if (line.len == 0)
      continue;
    if (line.ptr[0] == '#') {
      comment = line;
      continue;
    }
    ent_status status = ENT_OK;
    if (table->column_count == 0) {
      if (comment.ptr == NULL)
        return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, table->path, number, 1,
                          "no comment line names the columns before the first record");
      status = take_columns(table, comment);
    }
    if (status == ENT_OK)
      status = take_row(table, begin, begin + line.len, number, sink);
    if (status != ENT_OK)
      return status;
  }
  uint32_t *starts = realloc(table->starts, ((size_t)table->start_count + 1) * sizeof *starts);
  if (starts == NULL)
    return ENT_ERR_MEMORY;
  table->starts = starts;
  table->start_capacity = table->start_count + 1;
  return ENT_OK;
}

ent_status ent_table_read(const char *path, bool required, const ent_sink *sink, ent_table **result) {
  *result = NULL;
  ent_table *table = calloc(1, sizeof *table);
  if (table == NULL)
    return ENT_ERR_MEMORY;
  ent_status status = ENT_ERR_MEMORY;
  size_t path_size = strlen(path) + 1;
  table->path = malloc(path_size);
  if (table->path == NULL)
    goto cleanup;
  memcpy(table->path, path, path_size);
  status = read_bytes(path, required, sink, &table->bytes, &table->length);
  if (status == ENT_OK)
    status = parse(table, sink);
cleanup:
  if (status != ENT_OK) {
    ent_table_free(table);
    return status;
  }
  *result = table;
  return ENT_OK;
}

void ent_table_free(ent_table *table) {
  if (table == NULL)
    return;
  free(table->bytes);
  free(table->path);
  free(table->columns);
  free(table->starts);
  free(table->rows);
  free(table);
}

const char *ent_table_path(const ent_table *table) { return table->path; }

uint32_t ent_table_count(const ent_table *table) { return table->row_count; }

uint32_t ent_table_line(const ent_table *table, uint32_t row) { return table->rows[row].line; }

int ent_table_column(const ent_table *table, const char *name) {
  ent_str wanted = ent_str_from(name);
  for (uint32_t i = 0; i < table->column_count; i++)
    if (ent_str_equal(table->columns[i], wanted))
      return (int)i;
  return -1;
}

ent_str ent_table_field(const ent_table *table, uint32_t row, int column) {
  const table_row *r = &table->rows[row];
  if (column < 0 || (uint32_t)column >= r->count)
    return ent_str_make("", 0);
  const uint32_t *start = &table->starts[r->first + (uint32_t)column];
  return ent_str_make(table->bytes + start[0], start[1] - start[0] - 1);
}

bool ent_table_next_value(ent_str *list, ent_str *value) {
  while (list->len > 0) {
    const char *semicolon = memchr(list->ptr, ';', list->len);
    size_t len = semicolon != NULL ? (size_t)(semicolon - list->ptr) : list->len;
    ent_str item = ent_str_make(list->ptr, len);
    size_t taken = semicolon != NULL ? len + 1 : len;
    list->ptr += taken;
    list->len -= taken;
    while (item.len > 0 && item.ptr[0] == ' ') {
      item.ptr++;
      item.len--;
    }
    while (item.len > 0 && item.ptr[item.len - 1] == ' ')
      item.len--;
    if (item.len > 0) {
      *value = item;
      return true;
    }
  }
  return false;
}
