/* entente mark: the text with what was found in it, for a person to check. */
#include <stdlib.h>
#include <string.h>

#include "extract/engine.h"
#include "cli/inputs.h"
#include "cli/marks.h"
#include "cli/options.h"
#include "export/file.h"
#include "extract/layout_print.h"

typedef enum { FORM_TEXT, FORM_HTML, FORM_BRAT } form;

typedef struct {
  const cli_options *options;
  form form;
  ent_engine *engine;
  const ent_sink *sink;
  ent_file *file;   /* of text and HTML */
  cli_brat *folder; /* of brat's files */
  uint32_t documents;
} marking;

static ent_status mark_mentions(marking *m, const ent_document *document, const ent_extractor *extractor) {
  cli_marked marked;
  ent_status status = cli_marked_make(document, extractor, m->sink, &marked);
  if (status == ENT_OK) {
    m->documents++;
    status = m->form == FORM_BRAT   ? cli_brat_put(m->folder, &marked)
             : m->form == FORM_HTML ? cli_mark_html(&marked, m->documents, ent_file_output(m->file))
                                    : cli_mark_text(&marked, ent_file_output(m->file));
  }
  cli_marked_free(&marked);
  return status;
}

static ent_status mark_layout(const marking *m, const ent_document *document) {
  char *text = NULL;
  ent_status status = ent_layout_print(document, &text);
  if (status == ENT_OK) ent_output_text(ent_file_output(m->file), text);
  free(text);
  return status;
}

static void mark_input(marking *m, const char *path) {
  ent_source *source = NULL;
  ent_status status = ent_engine_read(m->engine, path, &m->options->read, m->sink, &source);
  if (status) return; /* reported */
  for (uint32_t i = 0; i < ent_source_document_count(source) && status == ENT_OK; i++) {
    const ent_document *document = ent_source_document(source, i);
    if (m->options->layout) {
      status = mark_layout(m, document);
    } else {
      const ent_extractor *extractor = ent_engine_extractor(m->engine, document, m->sink);
      if (extractor) status = mark_mentions(m, document, extractor);
    }
  }
  if (status) ent_report(m->sink, ENT_LEVEL_ERROR, status, path, 0, 0, "%s", ent_status_text(status));
  ent_source_free(source);
}

static ent_status mark_inputs(marking *m, const cli_inputs *inputs) {
  const ent_ontology *ontology = ent_engine_ontology(m->engine);
  ent_status status = m->form == FORM_BRAT ? cli_brat_open(m->options->output, ontology, m->sink, &m->folder)
                                           : ent_file_open(m->options->output, m->sink, &m->file);
  if (status == ENT_OK && m->form == FORM_HTML)
    status = cli_mark_html_begin(inputs->count == 1 ? inputs->paths[0] : "Entente", ontology, ent_file_output(m->file));
  for (uint32_t i = 0; status == ENT_OK && i < inputs->count; i++)
    mark_input(m, inputs->paths[i]);
  if (status == ENT_OK && m->form == FORM_HTML) cli_mark_html_end(ent_file_output(m->file));
  ent_status closed = ent_file_close(m->file, status == ENT_OK, m->sink);
  cli_brat_free(m->folder);
  return status ? status : closed;
}

/* By -f, else by the ending of the output. */
static form choose_form(const cli_options *options) {
  const char *dot = options->output ? strrchr(options->output, '.') : NULL;
  if (options->form) return *options->form == 'h' ? FORM_HTML : *options->form == 'b' ? FORM_BRAT : FORM_TEXT;
  return dot && (strcmp(dot, ".html") == 0 || strcmp(dot, ".htm") == 0) ? FORM_HTML : FORM_TEXT;
}

static int run(const cli_command *command, int argc, char **argv) {
  cli_options options;
  int first, exit_status = CLI_DONE;
  cli_parsed parsed = cli_options_parse(command, argc, argv, &options, &first);
  if (parsed != CLI_PARSED) return parsed == CLI_ANSWERED ? CLI_DONE : CLI_MISUSED;
  if (first == argc) return cli_misuse(command, "no input is given");
  ent_sink sink = cli_message_sink(&exit_status);
  marking m = {.options = &options, .form = choose_form(&options), .sink = &sink};
  if (m.form == FORM_BRAT && (!options.output || strcmp(options.output, "-") == 0))
    return cli_misuse(command, "-f brat needs a folder: give one with -o");
  if (m.form != FORM_TEXT && options.layout) return cli_misuse(command, "--layout is shown as text");

  cli_inputs inputs = {0};
  cli_inputs_add(&inputs, argv + first, argc - first, &sink);
  ent_status status = ent_engine_open(options.data, &sink, &m.engine);
  if (status == ENT_OK) status = mark_inputs(&m, &inputs);
  cli_message_fail(status, &exit_status);
  ent_engine_free(m.engine);
  cli_inputs_free(&inputs);
  return exit_status;
}

const cli_command cli_mark = {
    .name = "mark",
    .summary = "show the text with what was found in it",
    .arguments = "INPUT...",
    .about =
        "Shows each document's text with what was found in it: as text with [words](Type: name), as a page of HTML\n"
        "with colours, legend and what each mention stands for under the pointer, or as a folder (-o) of standoff\n"
        "files for brat. INPUT as for build.",
    .options = CLI_OPTION_OUTPUT | CLI_OPTION_FORM | CLI_OPTION_LANG | CLI_OPTION_DATE | CLI_OPTION_DATA |
               CLI_OPTION_NO_SPLIT | CLI_OPTION_ENCODING | CLI_OPTION_REPAIR | CLI_OPTION_LAYOUT,
    .forms = "text html brat",
    .run = run,
};
