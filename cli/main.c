/* entente: the subcommands and what they have in common at the end. */
#include <errno.h>
#include <string.h>

#include "cli/cli.h"
#include "entente.h"

static const cli_command *const commands[] = {&cli_build, &cli_diff, &cli_merge, &cli_convert, &cli_mark, &cli_eval, &cli_check};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(void) {
  puts("usage: entente COMMAND [OPTION]... [ARGUMENT]...\n\n"
       "Reads diplomatic documents and builds a knowledge graph of who signed, condemned, supports\n"
       "and hosts what, with the evidence for every edge.\n");
  for (int i = 0; i < COMMAND_COUNT; i++)
    printf("  %-8s %s\n", commands[i]->name, commands[i]->summary);
  puts("\nentente COMMAND --help tells more of each; entente --version gives the version.\n"
       "Exit status: 0 done, 1 a failure or a bad input (the others are still processed), 2 wrong usage,\n"
       "3 for diff: they differ.");
}

static int dispatch(int argc, char **argv) {
  if (argc < 2) return cli_misuse(NULL, "no command is given");
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    print_help();
    return CLI_DONE;
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("entente %s\n", ent_version());
    return CLI_DONE;
  }
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (strcmp(argv[1], commands[i]->name) == 0) return commands[i]->run(commands[i], argc - 1, argv + 1);
  return cli_misuse(NULL, "unknown %s %s", argv[1][0] == '-' ? "option" : "command", argv[1]);
}

int main(int argc, char **argv) {
  int status = dispatch(argc, argv);
  /* A full disk shows itself at the latest here. A reader that went away (entente … | head) ends the program by SIGPIPE
   * as every filter; where that is ignored, it is an error like the others. */
  bool failed = ferror(stdout) != 0;
  if ((fclose(stdout) != 0 || failed) && status < CLI_FAILED) {
    fprintf(stderr, "entente: standard output: %s\n", strerror(errno));
    status = CLI_FAILED;
  }
  return status;
}
