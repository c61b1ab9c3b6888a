/* entente eval: how well what is found fits gold files. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "extract/engine.h"
#include "cli/options.h"
#include "cli/score.h"
#include "export/file.h"
#include "ontology/table.h"

typedef struct {
  const cli_options *options;
  ent_engine *engine;
  const ent_sink *sink;
  ent_output *output;
  cli_score score;
  uint32_t documents;
} evaluation;

/* What the findings of one gold file are told with. */
typedef struct {
  const evaluation *eval;
  const char *gold_path, *text_path;
  const cli_sheet *gold, *system;
  const ent_graph *graph;
  uint32_t lines_before; /* lines of the text file in front of the part that was read */
} telling;

/* Findings */

static uint32_t line_of_entity(const telling *t, ent_id entity) {
  uint32_t line = 0;
  for (uint32_t id = 1; id <= ent_graph_mention_count(t->graph); id++) {
    const ent_mention *mention = ent_graph_mention(t->graph, id);
    if (mention->entity == entity && (line == 0 || mention->span.line_begin < line)) line = mention->span.line_begin;
  }
  return line ? line + t->lines_before : 0;
}

/* The claim behind a direct triple: the first in the text. */
static const ent_claim *find_claim(const telling *t, const cli_related *related) {
  const ent_ontology *ontology = ent_engine_ontology(t->eval->engine);
  const ent_str name = ent_ontology_relation_name(ontology, related->relation);
  const ent_claim *first = NULL;
  for (ent_id id = 1; id <= ent_graph_claim_count(t->graph); id++) {
    const ent_claim *claim = ent_graph_claim(t->graph, id);
    if (claim->modality == ENT_ASSERTED && claim->subject == t->system->entities[related->subject].origin &&
        claim->object == t->system->entities[related->object].origin &&
        ent_str_equal(ent_graph_text(t->graph, claim->relation), name) &&
        (!first || claim->evidence.begin < first->evidence.begin))
      first = claim;
  }
  return first;
}

static void put_place(const telling *t, char sign, const char *path, uint32_t line) {
  ent_output_format(t->eval->output, "%c %s", sign, path);
  if (line) ent_output_format(t->eval->output, ":%lu", (unsigned long)line);
  ent_output_text(t->eval->output, ": ");
}

static void put_rule(const telling *t, ent_sym rule) {
  if (!rule) return;
  ent_output_text(t->eval->output, " [");
  ent_output_str(t->eval->output, ent_graph_text(t->graph, rule));
  ent_output_text(t->eval->output, "]");
}

static const char *const words[] = {
    [CLI_MISSED] = "missed", [CLI_SPURIOUS] = "spurious", [CLI_DUPLICATE] = "duplicate"};

static void tell_entity(const telling *t, cli_finding_kind kind, const cli_listed *entity) {
  const bool missed = kind == CLI_MISSED;
  put_place(t, missed ? '-' : '+', missed ? t->gold_path : t->text_path,
            missed ? entity->origin : line_of_entity(t, entity->origin));
  ent_output_format(t->eval->output, "%s %s ", words[kind], ent_type_name(entity->type));
  ent_output_str(t->eval->output, entity->label);
  if (!missed) put_rule(t, ent_graph_entity(t->graph, entity->origin)->rule);
  ent_output_text(t->eval->output, "\n");
}

static void tell_relation(const telling *t, cli_finding_kind kind, const cli_related *related) {
  const bool missed = kind == CLI_MISSED;
  const cli_sheet *sheet = missed ? t->gold : t->system;
  const ent_claim *claim = missed ? NULL : find_claim(t, related);
  put_place(t, missed ? '-' : '+', missed ? t->gold_path : t->text_path,
            missed  ? related->origin
            : claim ? claim->evidence.line_begin + t->lines_before
                    : 0);
  const ent_str name = ent_ontology_relation_name(ent_engine_ontology(t->eval->engine), related->relation);
  ent_output_format(t->eval->output, "%s ", words[kind]);
  ent_output_str(t->eval->output, sheet->entities[related->subject].label);
  ent_output_format(t->eval->output, " %.*s ", (int)name.len, name.ptr);
  ent_output_str(t->eval->output, sheet->entities[related->object].label);
  if (claim) put_rule(t, claim->rule);
  ent_output_text(t->eval->output, "\n");
}

static void tell(void *user, const cli_finding *finding) {
  const telling *t = user;
  if (finding->entity)
    tell_entity(t, finding->kind, finding->entity);
  else
    tell_relation(t, finding->kind, finding->related);
}

/* Texts */

/* The text that a gold file names: beside it, else in the folder of --texts. Malloc memory; NULL when out of memory. */
static char *text_path(const char *gold_path, ent_str text, const char *texts) {
  const char *slash = strrchr(gold_path, '/');
  char *path = NULL;
  int folder = slash ? (int)(slash - gold_path) + 1 : 0;
  if (text.len > 0 && text.ptr[0] == '/') folder = 0;
  if (asprintf(&path, "%.*s%s", folder, gold_path, text.ptr) < 0) return NULL;
  if (!texts || access(path, F_OK) == 0) return path;
  free(path);
  return asprintf(&path, "%s/%s", texts, text.ptr) < 0 ? NULL : path;
}

/* The lines `first` to `last` of a file. */
static ent_status read_lines(const char *path, uint32_t first, uint32_t last, const ent_sink *sink,
                             ent_buffer *buffer) {
  char *line = NULL;
  size_t size = 0;
  uint32_t number = 0;
  ent_output output = ent_output_buffer(buffer);
  FILE *stream = fopen(path, "r");
  if (!stream) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "%s", strerror(errno));
  errno = 0;
  for (ssize_t length; number < last && (length = getline(&line, &size, stream)) >= 0;)
    if (++number >= first) ent_output_put(&output, line, (size_t)length);
  ent_status status = output.status;
  if (ferror(stream)) {
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "%s", strerror(errno));
  } else if (number < last) {
    status =
        ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path, number, 0, "there is no line %lu", (unsigned long)last);
  }
  free(line);
  fclose(stream);
  return status;
}

static ent_status open_text(const evaluation *e, const char *path, const cli_sheet *gold, ent_source **source) {
  ent_buffer buffer = {0};
  if (gold->first_line == 0) return ent_engine_read(e->engine, path, &e->options->read, e->sink, source);
  ent_status status = read_lines(path, gold->first_line, gold->last_line, e->sink, &buffer);
  if (status == ENT_OK)
    status = ent_engine_parse(e->engine, path, buffer.data, buffer.length, &e->options->read, e->sink, source);
  ent_buffer_free(&buffer);
  return status;
}

static ent_status build_graph(const evaluation *e, const char *path, const cli_sheet *gold, ent_graph *graph) {
  ent_source *source = NULL;
  ent_status status = open_text(e, path, gold, &source);
  for (uint32_t i = 0; status == ENT_OK && i < ent_source_document_count(source); i++) {
    const ent_document *document = ent_source_document(source, i);
    const ent_extractor *extractor = ent_engine_extractor(e->engine, document, e->sink);
    if (extractor) status = ent_extractor_run(extractor, document, ENT_STR(""), NULL, e->sink, graph);
  }
  ent_source_free(source);
  return status;
}

/* Gold files */

static ent_status score_file(evaluation *e, const char *gold_path) {
  const ent_ontology *ontology = ent_engine_ontology(e->engine);
  cli_sheet *gold = NULL, *system = NULL;
  ent_graph *graph = ent_graph_new();
  char *path = NULL;
  ent_status status = graph ? cli_sheet_read(gold_path, ontology, e->sink, &gold) : ENT_ERR_MEMORY;
  if (status) goto end;
  if (!gold->text.ptr) {
    status = ent_report(e->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, gold_path, 0, 0, "no D record names its text");
    goto end;
  }
  path = text_path(gold_path, gold->text, e->options->texts);
  status = path ? build_graph(e, path, gold, graph) : ENT_ERR_MEMORY;
  if (status == ENT_OK) status = cli_sheet_from_graph(graph, ontology, &system);
  if (status == ENT_OK) {
    telling t = {e, gold_path, path, gold, system, graph, gold->first_line ? gold->first_line - 1 : 0};
    status = cli_score_add(&e->score, ontology, gold, system, e->options->verbose ? tell : NULL, &t);
    e->documents++;
  }

end:
  free(path);
  cli_sheet_free(gold);
  cli_sheet_free(system);
  ent_graph_free(graph);
  return status;
}

/* The name of the folder that a file stands in; malloc memory, NULL when out of memory. */
static char *folder_name(const char *path) {
  char *folder = realpath(path, NULL);
  if (!folder) return strdup("");
  char *end = strrchr(folder, '/');
  if (end) *end = '\0';
  const char *slash = strrchr(folder, '/');
  char *name = strdup(slash ? slash + 1 : folder);
  free(folder);
  return name;
}

/* Each row of the table that is for this set of gold files: the F1 of a measure must not be below its floor. */
static ent_status hold_floors(const evaluation *e, const char *set) {
  const char *path = e->options->floors;
  ent_table *table = NULL;
  ent_status status = ent_table_read(path, true, e->sink, &table);
  const int sets = status ? -1 : ent_table_column(table, "set");
  const int measures = status ? -1 : ent_table_column(table, "measure");
  const int floors = status ? -1 : ent_table_column(table, "floor");
  if (status == ENT_OK && (sets < 0 || measures < 0 || floors < 0))
    status = ent_report(e->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path, 0, 0, "no columns set, measure and floor");
  for (uint32_t row = 0; status == ENT_OK && row < ent_table_count(table); row++) {
    if (!ent_str_equal(ent_table_field(table, row, sets), ent_str_from(set))) continue;
    const uint32_t line = ent_table_line(table, row);
    const ent_str measure = ent_table_field(table, row, measures), floor = ent_table_field(table, row, floors);
    cli_counts counts;
    char digits[16] = "", *end = digits;
    if (floor.len > 0 && floor.len < sizeof digits) memcpy(digits, floor.ptr, floor.len);
    const double least = strtod(digits, &end);
    if (end == digits || *end || least < 0 || least > 1)
      ent_report(e->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path, line, 0, "%.*s is no floor from 0 to 1", (int)floor.len,
                 floor.ptr);
    else if (!cli_score_measure(&e->score, ent_engine_ontology(e->engine), measure, &counts))
      ent_report(e->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path, line, 0, "nothing is measured as %.*s", (int)measure.len,
                 measure.ptr);
    else if (cli_counts_f1(&counts) + 0.0005 < least) /* as it is printed */
      ent_report(e->sink, ENT_LEVEL_ERROR, ENT_ERR_DATA, path, line, 0, "%s: F1 of %.*s is %.3f, below %.*s", set,
                 (int)measure.len, measure.ptr, cli_counts_f1(&counts), (int)floor.len, floor.ptr);
  }
  ent_table_free(table);
  return status;
}

static ent_status score_files(evaluation *e, char *const *paths, int count) {
  char *own = e->options->floors && !e->options->set ? folder_name(paths[0]) : NULL;
  ent_status status = ent_engine_open(e->options->data, e->sink, &e->engine);
  for (int i = 0; status == ENT_OK && i < count; i++) {
    ent_status scored = score_file(e, paths[i]);
    if (scored == ENT_ERR_MEMORY) status = scored; /* what else went wrong is reported, and the others still count */
  }
  if (status == ENT_OK && e->documents > 0)
    status = cli_score_print(&e->score, ent_engine_ontology(e->engine), e->output);
  if (status == ENT_OK && e->documents > 0 && e->options->floors) {
    const char *set = e->options->set ? e->options->set : own;
    status = set ? hold_floors(e, set) : ENT_ERR_MEMORY;
  }
  ent_engine_free(e->engine);
  cli_score_free(&e->score);
  free(own);
  return status;
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (first == argc) return cli_misuse(command, "no gold file is given");

  ent_sink sink = cli_message_sink(&exit_status);
  ent_file *file = NULL;
  ent_status status = ent_file_open(options.output, &sink, &file);
  if (status == ENT_OK) {
    evaluation e = {.options = &options, .sink = &sink, .output = ent_file_output(file)};
    status = score_files(&e, argv + first, argc - first);
    ent_status closed = ent_file_close(file, status == ENT_OK, &sink);
    if (status == ENT_OK) status = closed;
  }
  cli_message_fail(status, &exit_status);
  return exit_status;
}

const cli_command cli_eval = {
    .name = "eval",
    .summary = "score what is found against gold files",
    .arguments = "GOLD...",
    .about =
        "Reads the text that each gold file names and scores its graph: precision, recall and F1 of each type and\n"
        "relation, of the core ones and of all, pooled over the files. The text is sought beside the gold file.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_LANG | CLI_OPTION_DATE | CLI_OPTION_DATA | CLI_OPTION_ENCODING |
               CLI_OPTION_REPAIR | CLI_OPTION_VERBOSE | CLI_OPTION_FLOORS | CLI_OPTION_SET | CLI_OPTION_TEXTS,
    .run = run,
};
