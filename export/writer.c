#include "export/writer.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "export/cut.h"
#include "export/file.h"
#include "export/formats.h"

static const ent_writer writers[ENT_FORMAT_COUNT] = {
    {ENT_FORMAT_TURTLE, "ttl", ".ttl .turtle", "RDF as Turtle", ent_write_turtle},
    {ENT_FORMAT_NTRIPLES, "nt", ".nt .ntriples", "RDF as N-Triples, fastest to write", ent_write_ntriples},
    {ENT_FORMAT_NQUADS, "nq", ".nq .nquads", "RDF as N-Quads, one graph per document", ent_write_nquads},
    {ENT_FORMAT_RDFXML, "rdf", ".rdf .owl .rdfxml", "RDF as RDF/XML", ent_write_rdfxml},
    {ENT_FORMAT_GRAPHML, "graphml", ".graphml", "GraphML for Gephi, Cytoscape, yEd, networkx", ent_write_graphml},
    {ENT_FORMAT_GEXF, "gexf", ".gexf", "GEXF 1.3 for Gephi", ent_write_gexf},
    {ENT_FORMAT_DOT, "dot", ".dot .gv", "Graphviz", ent_write_dot},
    {ENT_FORMAT_TSV, "tsv", ".tsv .edges.tsv", "tables: claims; into a folder, nodes.tsv and edges.tsv", ent_write_tsv},
    {ENT_FORMAT_TSV_NODES, "tsv-nodes", ".nodes.tsv", "entities, one per line, tab-separated", ent_write_tsv_nodes},
    {ENT_FORMAT_TABLE, "table", "", "entities and claims in columns for the terminal", ent_write_table},
    {ENT_FORMAT_GOLD, "gold", ".gold", "records of the gold files", ent_write_gold},
};

/* ASCII only: endings are ASCII, and the locale must not matter. */
static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equal_ignoring_case(const char *a, const char *b, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/* Takes the next ending off the list; length 0 when there is none left. */
static ent_str next_ending(const char **list) {
  const char *start = *list + strspn(*list, " ");
  size_t length = strcspn(start, " ");
  *list = start + length;
  return (ent_str){start, length};
}

const ent_writer *ent_writer_at(uint32_t index) {
  return index < ENT_FORMAT_COUNT ? &writers[index] : NULL;
}

const ent_writer *ent_writer_find_by_name(const char *name) {
  const size_t length = strlen(name);
  for (int i = 0; i < ENT_FORMAT_COUNT; i++)
    if (strlen(writers[i].name) == length && equal_ignoring_case(writers[i].name, name, length)) return &writers[i];
  for (int i = 0; i < ENT_FORMAT_COUNT; i++) {
    const char *list = writers[i].endings;
    for (ent_str ending; (ending = next_ending(&list)).len > 0;)
      if (ending.len == length + 1 && equal_ignoring_case(ending.ptr + 1, name, length)) return &writers[i];
  }
  return NULL;
}

const ent_writer *ent_writer_find_by_path(const char *path) {
  const size_t length = strlen(path);
  const ent_writer *found = NULL;
  size_t longest = 0;
  for (int i = 0; i < ENT_FORMAT_COUNT; i++) {
    const char *list = writers[i].endings;
    for (ent_str ending; (ending = next_ending(&list)).len > 0;)
      if (ending.len > longest && ending.len < length &&
          equal_ignoring_case(ending.ptr, path + length - ending.len, ending.len)) {
        found = &writers[i];
        longest = ending.len;
      }
  }
  return found;
}

ent_status ent_writer_run(const ent_writer *writer, const ent_graph *graph, const ent_write_options *options,
                          const ent_sink *sink, ent_output *output) {
  ent_write_options complete = options ? *options : (ent_write_options){0};
  if (!complete.base) complete.base = ENT_ID_BASE;
  ent_status status = writer->write(graph, &complete, sink, output);
  if (output->status != ENT_OK) return output->status;
  if (status == ENT_ERR_MEMORY) ent_report(sink, ENT_LEVEL_ERROR, status, NULL, 0, 0, "out of memory");
  return status;
}

static bool names_folder(const char *path) {
  struct stat status;
  const size_t length = path ? strlen(path) : 0;
  return length > 0 && (path[length - 1] == '/' || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)));
}

/* Both tables or, as far as that can be had without locks, neither. */
static ent_status save_tables(const ent_graph *graph, const char *folder, const ent_write_options *options,
                              const ent_sink *sink) {
  static const struct {
    const char *name;
    ent_format format;
  } tables[] = {{"nodes.tsv", ENT_FORMAT_TSV_NODES}, {"edges.tsv", ENT_FORMAT_TSV}};
  enum { TABLES = sizeof tables / sizeof *tables };
  ent_file *files[TABLES] = {NULL};
  if (mkdir(folder, 0777) != 0 && errno != EEXIST)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, folder, 0, 0, "cannot make the folder: %s", strerror(errno));
  ent_arena *arena = ent_arena_new();
  ent_status status = arena ? ENT_OK : ENT_ERR_MEMORY;
  for (int i = 0; status == ENT_OK && i < TABLES; i++) {
    const ent_str path = ent_arena_format(arena, "%s/%s", folder, tables[i].name);
    status = path.ptr ? ent_file_open(path.ptr, sink, &files[i]) : ENT_ERR_MEMORY;
    if (status == ENT_OK)
      status = ent_writer_run(&writers[tables[i].format], graph, options, sink, ent_file_output(files[i]));
  }
  for (int i = 0; i < TABLES; i++) {
    ent_status closed = ent_file_close(files[i], status == ENT_OK, sink);
    if (status == ENT_OK) status = closed;
  }
  ent_arena_free(arena);
  return status;
}

ent_status ent_graph_save(const ent_graph *graph, const char *path, const char *format,
                          const ent_write_options *options, const ent_sink *sink) {
  const ent_writer *writer = format ? ent_writer_find_by_name(format) : path ? ent_writer_find_by_path(path) : NULL;
  if (!writer && format)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_USAGE, path, 0, 0, "no format is called \"%s\"", format);
  if (!writer) writer = &writers[ENT_FORMAT_TURTLE];
  ent_status status = options ? ent_cut_check(options, sink) : ENT_OK;
  if (status != ENT_OK) return status;
  if (writer->format == ENT_FORMAT_TSV && names_folder(path)) return save_tables(graph, path, options, sink);
  ent_file *file;
  status = ent_file_open(path, sink, &file);
  if (status != ENT_OK) return status;
  status = ent_writer_run(writer, graph, options, sink, ent_file_output(file));
  ent_status closed = ent_file_close(file, status == ENT_OK, sink);
  return status != ENT_OK ? status : closed;
}
