#include <stdarg.h>

#include "cli/cli.h"

void cli_message_print(FILE *stream, const ent_diagnostic *diagnostic) {
  fputs(diagnostic->file ? diagnostic->file : "entente", stream);
  if (diagnostic->line) fprintf(stream, ":%lu", (unsigned long)diagnostic->line);
  if (diagnostic->line && diagnostic->column) fprintf(stream, ":%lu", (unsigned long)diagnostic->column);
  static const char *const prefixes[] = {": note: ", ": warning: ", ": "};
  fprintf(stream, "%s%s\n", prefixes[diagnostic->level], diagnostic->text);
}

static void print_and_raise(void *user, const ent_diagnostic *diagnostic) {
  int *status = user;
  cli_message_print(stderr, diagnostic);
  if (diagnostic->level == ENT_LEVEL_ERROR && *status < CLI_FAILED) *status = CLI_FAILED;
}

ent_sink cli_message_sink(int *status) {
  return (ent_sink){print_and_raise, status};
}

void cli_message_fail(ent_status status, int *exit_status) {
  if (status == ENT_OK || *exit_status != CLI_DONE) return;
  ent_sink sink = cli_message_sink(exit_status);
  ent_report(&sink, ENT_LEVEL_ERROR, status, NULL, 0, 0, "%s", ent_status_text(status));
}

int cli_misuse(const cli_command *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("entente: ", stderr);
  vfprintf(stderr, format, arguments);
  fprintf(stderr, " (see entente%s%s --help)\n", command ? " " : "", command ? command->name : "");
  va_end(arguments);
  return CLI_MISUSED;
}
