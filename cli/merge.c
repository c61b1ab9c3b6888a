/* entente merge: the union of graphs. */
#include <string.h>

#include "cli/graphs.h"

typedef struct {
  const ent_graph *whole, *added;
  const char *name; /* of what is added */
  const ent_sink *sink;
} comparison;

/* One value where only one can stand: says that the two differ, and which one the union has. */
static void compare(const comparison *c, ent_sym thing, const char *what, ent_sym known, ent_sym added) {
  ent_str a = ent_graph_text(c->whole, known), b = ent_graph_text(c->added, added);
  ent_str iri = ent_graph_text(c->added, thing);
  if (a.len == 0 || b.len == 0 || ent_str_equal(a, b)) return;
  ent_str kept = ent_str_compare(a, b) < 0 ? a : b, other = kept.ptr == a.ptr ? b : a;
  ent_report(c->sink, ENT_LEVEL_NOTE, ENT_OK, c->name, 0, 0, "%.*s: %s \"%.*s\" is kept, \"%.*s\" %s", (int)iri.len,
             iri.ptr, what, (int)kept.len, kept.ptr, (int)other.len, other.ptr,
             kept.ptr == a.ptr ? "of this graph is not" : "of a graph before is not");
}

static void compare_entities(const comparison *c) {
  for (ent_id id = 1; id <= ent_graph_entity_count(c->added); id++) {
    const ent_entity *added = ent_graph_entity(c->added, id);
    const ent_id same = ent_graph_find_entity(c->whole, ent_graph_text(c->added, added->iri));
    if (same == 0) continue;
    const ent_entity *known = ent_graph_entity(c->whole, same);
    if (known->type != added->type) {
      const uint8_t kept = known->type < added->type ? known->type : added->type;
      ent_str iri = ent_graph_text(c->added, added->iri);
      ent_report(c->sink, ENT_LEVEL_NOTE, ENT_OK, c->name, 0, 0, "%.*s: a %s here, a %s before: %s is kept",
                 (int)iri.len, iri.ptr, ent_type_name((ent_type)added->type), ent_type_name((ent_type)known->type),
                 ent_type_name((ent_type)kept));
    }
    compare(c, added->iri, "the Wikidata item", known->wikidata, added->wikidata);
    compare(c, added->iri, "the date", known->edtf, added->edtf);
  }
}

/* Two versions of one document: the union has the record of one of them. */
static void compare_documents(const comparison *c) {
  for (ent_id id = 1; id <= ent_graph_document_count(c->added); id++) {
    const ent_document_node *added = ent_graph_document(c->added, id);
    const ent_id same = ent_graph_find_document(c->whole, ent_graph_text(c->added, added->iri));
    if (same) compare(c, added->iri, "sha256", ent_graph_document(c->whole, same)->sha256, added->sha256);
  }
}

static ent_status add(const char *name, const cli_options *options, ent_engine *engine, ent_graph *whole,
                      int *exit_status) {
  ent_sink sink = cli_message_sink(exit_status);
  ent_graph *graph = ent_graph_new();
  ent_status status = graph ? ENT_OK : ENT_ERR_MEMORY;
  if (graph && cli_graphs_add(name, options, engine, graph, exit_status)) {
    const comparison c = {whole, graph, name, &sink};
    compare_documents(&c);
    compare_entities(&c);
    status = ent_graph_merge(whole, graph);
  }
  ent_graph_free(graph);
  return status;
}

static void merge(char *const *names, int count, const ent_writer *writer, cli_options *options, int *exit_status) {
  ent_sink sink = cli_message_sink(exit_status);
  ent_engine *engine = NULL;
  ent_graph *graph = ent_graph_new();
  ent_status status = graph ? ent_engine_open(options->data, &sink, &engine) : ENT_ERR_MEMORY;
  for (int i = 0; status == ENT_OK && i < count; i++)
    status = add(names[i], options, engine, graph, exit_status);
  if (status == ENT_OK && (ent_graph_document_count(graph) > 0 || ent_graph_entity_count(graph) > 0)) {
    options->write.ontology = ent_engine_ontology(engine);
    status = ent_graph_save(graph, options->output, writer->name, &options->write, &sink);
  }
  cli_message_fail(status, exit_status);
  ent_graph_free(graph);
  ent_engine_free(engine);
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (first == argc) return cli_misuse(command, "no graph is given");
  const ent_writer *writer = cli_options_writer(command, &options);
  if (!writer) return CLI_MISUSED;
  merge(argv + first, argc - first, writer, &options, &exit_status);
  return exit_status;
}

const cli_command cli_merge = {
    .name = "merge",
    .summary = "unite several graphs",
    .arguments = "GRAPH...",
    .about =
        "Writes the union of graphs that entente wrote: what build makes of all their documents. Where two graphs\n"
        "differ in what there is only one of, a note says which one is kept. GRAPH as for convert.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_FORMAT | CLI_OPTION_PROVENANCE | CLI_OPTION_STRICT | CLI_OPTION_LABELS |
               CLI_OPTIONS_CUT | CLI_OPTIONS_READ,
    .run = run,
};
