/* The options of all subcommands: one table gives parsing and --help. */
#ifndef ENT_CLI_OPTIONS_H
#define ENT_CLI_OPTIONS_H

#include "cli/cli.h"
#include "extract/document.h"
#include "export/writer.h"

enum {
  CLI_OPTION_OUTPUT = 1 << 0,
  CLI_OPTION_FORMAT = 1 << 1,
  CLI_OPTION_LANG = 1 << 2,
  CLI_OPTION_DATE = 1 << 3,
  CLI_OPTION_BASE = 1 << 4,
  CLI_OPTION_DATA = 1 << 5,
  CLI_OPTION_JOBS = 1 << 6,
  CLI_OPTION_EXPLAIN = 1 << 7,
  CLI_OPTION_PROVENANCE = 1 << 8,
  CLI_OPTION_DOCUMENT = 1 << 9,
  CLI_OPTION_NO_SPLIT = 1 << 10,
  CLI_OPTION_ENCODING = 1 << 11,
  CLI_OPTION_REPAIR = 1 << 12,
  CLI_OPTION_STRICT = 1 << 13,
  CLI_OPTION_LABELS = 1 << 14,
  CLI_OPTION_LAYOUT = 1 << 15,
  CLI_OPTION_FORM = 1 << 16,
  CLI_OPTION_VERBOSE = 1 << 17,
  CLI_OPTION_FLOORS = 1 << 18,
  CLI_OPTION_SET = 1 << 19,
  CLI_OPTION_TEXTS = 1 << 20,
  CLI_OPTION_EXPAND_GROUPS = 1 << 21,
  CLI_OPTION_TYPES = 1 << 22,
  CLI_OPTION_RELATIONS = 1 << 23,
  CLI_OPTION_MIN_WEIGHT = 1 << 24,
  CLI_OPTION_MERGE_PARALLEL = 1 << 25,
  CLI_OPTION_FROM = 1 << 26,
  CLI_OPTION_GRAPH = 1 << 27,
  CLI_OPTION_ALIGN = 1 << 28,
  CLI_OPTION_EVIDENCE = 1 << 29,
  CLI_OPTIONS_CUT = CLI_OPTION_TYPES | CLI_OPTION_RELATIONS | CLI_OPTION_MIN_WEIGHT | CLI_OPTION_MERGE_PARALLEL
};

/* Strings are borrowed from argv. */
typedef struct {
  const char *output;       /* -o; NULL: standard output */
  const ent_writer *writer; /* -f; NULL: not given */
  const char *data;         /* --data; NULL: not given */
  const char *document;     /* --document; NULL: not given */
  const char *form;         /* -f of a command that writes no graph: one of its `forms`; NULL: not given */
  const char *floors;       /* --floors; NULL: not given */
  const char *set;          /* --set; NULL: not given */
  const char *texts;        /* --texts; NULL: not given */
  const char *from;         /* --from; NULL: not given */
  const char *graph;        /* --graph; NULL: not given */
  double align;             /* --align: the least likeness, from 0 to 1; 0: not given */
  bool evidence;
  unsigned jobs;            /* -j, from 1 */
  bool explain;
  bool layout;
  bool verbose;
  bool expand_groups;
  ent_read_options read;
  ent_write_options write;
} cli_options;

typedef enum { CLI_PARSED, CLI_ANSWERED, CLI_REFUSED } cli_parsed;

/* Reads the options of a command; argv[0] is its name. *first is then the index of the first argument behind them.
 * CLI_ANSWERED: it was --help or --version, and that is printed; CLI_REFUSED: wrong usage, and that is printed. */
cli_parsed cli_options_parse(const cli_command *command, int argc, char **argv, cli_options *options, int *first);

/* The writer that -f, else the ending of -o asks for, Turtle when there is neither; NULL when that cannot be told
 * (printed as wrong usage). */
const ent_writer *cli_options_writer(const cli_command *command, const cli_options *options);

#endif
