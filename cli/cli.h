/* What the files of the program share: the table of subcommands, exit statuses, messages. */
#ifndef ENT_CLI_CLI_H
#define ENT_CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "graph/status.h"

/* The exit status only ever rises while a command runs. */
enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_MISUSED = 2 };
/* What diff ends with when all went well and the graphs differ: no failure. */
enum { CLI_DIFFERENT = 3 };

typedef struct cli_command {
  const char *name;
  const char *summary;   /* one line for entente --help */
  const char *arguments; /* what stands behind the options: "INPUT..." */
  const char *about;     /* a paragraph for --help of the command */
  unsigned options;      /* which options it takes: CLI_OPTION_… of cli/options.h */
  const char *forms;     /* what -f may be where it is no graph's format (CLI_OPTION_FORM): "text html brat" */
  int (*run)(const struct cli_command *command, int argc, char **argv);
} cli_command;

extern const cli_command cli_build;
extern const cli_command cli_check;
extern const cli_command cli_convert;
extern const cli_command cli_diff;
extern const cli_command cli_eval;
extern const cli_command cli_mark;
extern const cli_command cli_merge;

/* One line for a person: FILE:LINE:COL: text, as far as file, line and column are known. */
void cli_message_print(FILE *stream, const ent_diagnostic *diagnostic);
/* A sink that prints to standard error; errors raise *user, an int with the exit status. */
ent_sink cli_message_sink(int *status);

/* Says what a failed status means where nobody has raised *exit_status by a better message yet. */
void cli_message_fail(ent_status status, int *exit_status);

/* One line about wrong usage and where to read more; returns CLI_MISUSED. `command` NULL: the program itself. */
int cli_misuse(const cli_command *command, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
