#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "entente.h"
#include "export/read.h"
#include "graph/diff.h"

#define HELP_COLUMN 20    /* width of a long option with its value in --help */
#define LONGEST_JOBS 1024 /* a slip of the finger, not a machine */

typedef struct {
  unsigned option; /* CLI_OPTION_… */
  char letter;     /* 0: only the long name */
  const char *name;
  const char *value; /* its placeholder; NULL: takes none */
  const char *help;
} row;

static const row rows[] = {
    {CLI_OPTION_OUTPUT, 'o', "output", "FILE", "write to FILE, complete or not at all (default: standard output)"},
    {CLI_OPTION_FORMAT, 'f', "format", "FORMAT", "output format (default: by the ending of FILE, else ttl)"},
    {CLI_OPTION_FORM, 'f', "format", "FORM", "how to show it (default: the first form below)"},
    {CLI_OPTION_FROM, 0, "from", "FORMAT", "standard input is a graph: ttl, nt, nq, rdf, trig or rj (default: a text)"},
    {CLI_OPTION_ALIGN, 0, "align", "[=SCORE]", "pair things whose words are alike, from 0.01 to 1 (default: 0.5)"},
    {CLI_OPTION_EVIDENCE, 0, "evidence", NULL, "show evidence that moved as a change too"},
    {CLI_OPTION_GRAPH, 0, "graph", "IRI", "the named graph that the update changes (default: the default graph)"},
    {CLI_OPTION_LANG, 0, "lang", "L", "language of the inputs: zh, en or ru (default: told from each text)"},
    {CLI_OPTION_DATE, 0, "date", "EDTF", "date of the inputs where they state none: YYYY, YYYY-MM or YYYY-MM-DD"},
    {CLI_OPTION_DOCUMENT, 0, "document", "ID", "identity of the one input (default: from its title and date)"},
    {CLI_OPTION_NO_SPLIT, 0, "no-split", NULL, "one document per file, even if it holds several articles"},
    {CLI_OPTION_ENCODING, 0, "encoding", "NAME", "encoding of the inputs (default: detected)"},
    {CLI_OPTION_REPAIR, 0, "repair", NULL, "replace invalid bytes instead of refusing the file"},
    {CLI_OPTION_BASE, 0, "base", "IRI", "what all IRIs of the graph begin with (default: " ENT_ID_BASE ")"},
    {CLI_OPTION_PROVENANCE, 0, "provenance", "LEVEL", "evidence in RDF: none, claim or mention (default: claim)"},
    {CLI_OPTION_LABELS, 0, "labels", "L", "language of labels in GraphML, GEXF and tables (default: en)"},
    {CLI_OPTION_TYPES, 0, "types", "LIST", "in networks and tables only these classes: Country,Organization"},
    {CLI_OPTION_RELATIONS, 0, "relations", "LIST", "in networks and tables only these relations: signed,supports"},
    {CLI_OPTION_MIN_WEIGHT, 0, "min-weight", "W", "in networks and tables only edges of this weight or more: 0.8"},
    {CLI_OPTION_MERGE_PARALLEL, 0, "merge-parallel", NULL,
     "in networks and tables one edge for all of the same ends, relation and modality"},
    {CLI_OPTION_STRICT, 0, "strict", NULL, "GraphML: no label attribute on edges, which the schema does not know"},
    {CLI_OPTION_DATA, 0, "data", "DIR", "a folder whose ontology/ and extract/rules/ add to the installed ones"},
    {CLI_OPTION_JOBS, 'j', "jobs", "N", "read N inputs at once; the result is the same for every N (default: 1)"},
    {CLI_OPTION_EXPAND_GROUPS, 0, "expand-groups", NULL, "add the members of groups as of the document's date"},
    {CLI_OPTION_VERBOSE, 'v', "verbose", NULL, "list what was missed and what was spurious"},
    {CLI_OPTION_FLOORS, 0, "floors", "FILE", "a table of least scores; it is a failure to be below one"},
    {CLI_OPTION_SET, 0, "set", "NAME", "the rows of that table to hold (default: the folder of the first GOLD)"},
    {CLI_OPTION_TEXTS, 0, "texts", "DIR", "where the texts are that are not beside their gold files"},
    {CLI_OPTION_LAYOUT, 0, "layout", NULL,
     "show paragraphs and sentences as they were understood, not what is in them"},
    {CLI_OPTION_EXPLAIN, 0, "explain", NULL, "say on standard error which rule made what, and why acts gave no claim"},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };
/* What getopt_long returns for a long option: beyond all letters. */
enum { FIRST_LONG = 256, HELP = FIRST_LONG + ROW_COUNT, VERSION };

static void print_help(const cli_command *command) {
  printf("usage: entente %s [OPTION]... %s\n\n%s\n\n", command->name, command->arguments, command->about);
  for (const row *r = rows; r < rows + ROW_COUNT; r++) {
    if (!(command->options & r->option)) continue;
    const char *value = r->value ? r->value : "";
    int pad = HELP_COLUMN - (int)(strlen(r->name) + strlen(value));
    if (r->letter)
      printf("  -%c, ", r->letter);
    else
      fputs("      ", stdout);
    printf("--%s%s%s%*s%s\n", r->name, *value == '[' ? "" : " ", value, pad > 1 ? pad : 1, "", r->help);
  }
  printf("  -h, --help%*s%s\n", HELP_COLUMN - 3, "", "this text");
  printf("      --version%*s%s\n", HELP_COLUMN - 6, "", "the version");
  if (command->options & CLI_OPTION_FORMAT) {
    puts("\nFORMAT is one of");
    for (uint32_t i = 0; i < ENT_FORMAT_COUNT; i++) {
      const ent_writer *writer = ent_writer_at(i);
      printf("  %-10s %s%s%s%s\n", writer->name, writer->description, *writer->endings ? " (" : "", writer->endings,
             *writer->endings ? ")" : "");
    }
  }
  if (command->options & CLI_OPTION_FORM) printf("\nFORM is one of %s.\n", command->forms);
  puts("\nExit status: 0 done, 1 a failure or a bad input (the others are still processed), 2 wrong usage.");
}

static bool is_language(const char *text) {
  return strcmp(text, "zh") == 0 || strcmp(text, "en") == 0 || strcmp(text, "ru") == 0;
}

/* Reads `digits` decimal digits at *text and moves behind them. */
static bool take_number(const char **text, int digits, int *value) {
  *value = 0;
  for (int i = 0; i < digits; i++, ++*text) {
    if (**text < '0' || **text > '9') return false;
    *value = *value * 10 + (**text - '0');
  }
  return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, a day that the (proleptic Gregorian) calendar has. */
static bool parse_day(const char *text, ent_day *day) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  ent_day read = {0, 0, 0};
  if (!take_number(&text, 4, &read.year) || read.year == 0) return false;
  if (*text == '-') {
    text++;
    if (!take_number(&text, 2, &read.month) || read.month < 1 || read.month > 12) return false;
    if (*text == '-') {
      text++;
      bool leap = (read.year % 4 == 0 && read.year % 100 != 0) || read.year % 400 == 0;
      int length = lengths[read.month - 1] + (read.month == 2 && leap);
      if (!take_number(&text, 2, &read.day) || read.day < 1 || read.day > length) return false;
    }
  }
  *day = read;
  return *text == '\0';
}

/* An absolute IRI by its scheme (RFC 3986: letter, then letters, digits, "+", "-", "."), printable. */
static bool is_iri(const char *text) {
  size_t length = strlen(text);
  size_t scheme = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
  if (scheme == 0 || text[scheme] != ':' || (*text >= '0' && *text <= '9') || strchr("+-.", *text)) return false;
  for (const char *c = text; *c; c++)
    if ((unsigned char)*c <= ' ' || strchr("<>\"{}|\\^`", *c)) return false;
  return length > scheme + 1;
}

/* Made to have names put behind it. */
static bool is_base(const char *text) {
  return is_iri(text) && strchr("/#:=", text[strlen(text) - 1]);
}

static bool parse_jobs(const char *text, unsigned *jobs) {
  char *end;
  errno = 0;
  unsigned long value = strtoul(text, &end, 10);
  if (errno || *text < '0' || *text > '9' || *end || value < 1 || value > LONGEST_JOBS) return false;
  *jobs = (unsigned)value;
  return true;
}

/* A decimal without sign and exponent, whatever the locale's decimal point is. */
static bool parse_weight(const char *text, double *weight) {
  double value = 0, unit = 1;
  bool point = false, digits = false;
  for (; *text; text++) {
    if (*text == '.' && !point) {
      point = true;
      continue;
    }
    if (*text < '0' || *text > '9') return false;
    digits = true;
    if (point) unit *= 10;
    value = value * 10 + (*text - '0');
  }
  *weight = value / unit;
  return digits && isfinite(*weight);
}

static bool parse_provenance(const char *text, ent_provenance *level) {
  static const struct {
    const char *name;
    ent_provenance level;
  } levels[] = {{"none", ENT_PROVENANCE_NONE}, {"claim", ENT_PROVENANCE_CLAIM}, {"mention", ENT_PROVENANCE_MENTION}};
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
    if (strcmp(text, levels[i].name) != 0) continue;
    *level = levels[i].level;
    return true;
  }
  return false;
}

/* True if `word` is one of the space-separated words of `list`. */
static bool is_listed(const char *list, const char *word) {
  const size_t length = strlen(word);
  for (const char *at = list; *at;) {
    size_t next = strcspn(at, " ");
    if (next == length && strncmp(at, word, length) == 0) return true;
    at += next;
    at += strspn(at, " ");
  }
  return false;
}

/* Stores one option; false when its value is none that it takes. */
static bool store(const cli_command *command, cli_options *options, unsigned option, const char *value) {
  switch (option) {
  case CLI_OPTION_OUTPUT:
    options->output = value;
    return *value != '\0';
  case CLI_OPTION_FORMAT:
    options->writer = ent_writer_find_by_name(value);
    return options->writer != NULL;
  case CLI_OPTION_LANG:
    options->read.lang = ent_str_from(value);
    return is_language(value);
  case CLI_OPTION_DATE:
    return parse_day(value, &options->read.assumed);
  case CLI_OPTION_BASE:
    options->write.base = value;
    return is_base(value);
  case CLI_OPTION_DATA:
    options->data = value;
    return *value != '\0';
  case CLI_OPTION_JOBS:
    return parse_jobs(value, &options->jobs);
  case CLI_OPTION_EXPLAIN:
    options->explain = true;
    return true;
  case CLI_OPTION_LAYOUT:
    options->layout = true;
    return true;
  case CLI_OPTION_FORM:
    options->form = value;
    return is_listed(command->forms, value);
  case CLI_OPTION_VERBOSE:
    options->verbose = true;
    return true;
  case CLI_OPTION_EXPAND_GROUPS:
    options->expand_groups = true;
    return true;
  case CLI_OPTION_FLOORS:
    options->floors = value;
    return *value != '\0';
  case CLI_OPTION_SET:
    options->set = value;
    return *value != '\0';
  case CLI_OPTION_TEXTS:
    options->texts = value;
    return *value != '\0';
  case CLI_OPTION_FROM:
    options->from = value;
    return ent_read_parser("", value) != NULL;
  case CLI_OPTION_GRAPH:
    options->graph = value;
    return is_iri(value);
  case CLI_OPTION_ALIGN:
    options->align = ENT_DIFF_ALIKE;
    return !value || (parse_weight(value, &options->align) && options->align >= 0.01 && options->align <= 1);
  case CLI_OPTION_EVIDENCE:
    options->evidence = true;
    return true;
  case CLI_OPTION_PROVENANCE:
    return parse_provenance(value, &options->write.provenance);
  case CLI_OPTION_DOCUMENT:
    options->document = value;
    return *value != '\0';
  case CLI_OPTION_NO_SPLIT:
    options->read.whole = true;
    return true;
  case CLI_OPTION_ENCODING:
    options->read.encoding = ent_str_from(value);
    return *value != '\0';
  case CLI_OPTION_REPAIR:
    options->read.repair = true;
    return true;
  case CLI_OPTION_TYPES:
    options->write.types = value;
    return *value != '\0';
  case CLI_OPTION_RELATIONS:
    options->write.relations = value;
    return *value != '\0';
  case CLI_OPTION_MIN_WEIGHT:
    return parse_weight(value, &options->write.min_weight);
  case CLI_OPTION_MERGE_PARALLEL:
    options->write.merge_parallel = true;
    return true;
  case CLI_OPTION_STRICT:
    options->write.strict = true;
    return true;
  case CLI_OPTION_LABELS:
    options->write.lang = value;
    return is_language(value);
  default:
    return false;
  }
}

/* Says what getopt_long did not like about the argument that it has just passed over. */
static void refuse(const cli_command *command, int found, const char *argument) {
  if (found == ':')
    cli_misuse(command, "option %s needs a value", argument);
  else if (optopt >= FIRST_LONG) /* a long option that it knows */
    cli_misuse(command, "option %s: no value is taken", argument);
  else if (optopt) /* the letter */
    cli_misuse(command, "unknown option -%c", optopt);
  else
    cli_misuse(command, "unknown option %s", argument);
}

cli_parsed cli_options_parse(const cli_command *command, int argc, char **argv, cli_options *options, int *first) {
  struct option longs[ROW_COUNT + 3];
  char letters[2 * ROW_COUNT + 3];
  size_t long_count = 0, letter_count = 0;
  letters[letter_count++] = ':'; /* getopt reports a missing value apart, and prints nothing itself */
  letters[letter_count++] = 'h';
  for (int i = 0; i < ROW_COUNT; i++) {
    if (!(command->options & rows[i].option)) continue;
    int takes = !rows[i].value ? no_argument : *rows[i].value == '[' ? optional_argument : required_argument;
    longs[long_count++] = (struct option){rows[i].name, takes, NULL, FIRST_LONG + i};
    if (rows[i].letter) letters[letter_count++] = rows[i].letter;
    if (rows[i].letter && rows[i].value) letters[letter_count++] = ':';
  }
  longs[long_count++] = (struct option){"help", no_argument, NULL, HELP};
  longs[long_count++] = (struct option){"version", no_argument, NULL, VERSION};
  longs[long_count] = (struct option){NULL, 0, NULL, 0};
  letters[letter_count] = '\0';

  *options = (cli_options){.jobs = 1, .read = {.lang = ENT_STR(""), .encoding = ENT_STR("")}};
  opterr = 0;
  for (;;) {
    int at = optind;
    int found = getopt_long(argc, argv, letters, longs, NULL);
    if (found == -1) break;
    if (found == 'h' || found == HELP) {
      print_help(command);
      return CLI_ANSWERED;
    }
    if (found == VERSION) {
      printf("entente %s\n", ent_version());
      return CLI_ANSWERED;
    }
    if (found == ':' || found == '?') {
      refuse(command, found, argv[optind > at ? optind - 1 : at]);
      return CLI_REFUSED;
    }
    const row *r = rows;
    if (found >= FIRST_LONG)
      r += found - FIRST_LONG;
    else
      while (r->letter != found || !(command->options & r->option))
        r++;
    if (!store(command, options, r->option, optarg)) {
      cli_misuse(command, "--%s: %s is not a valid %s", r->name, optarg, r->value);
      return CLI_REFUSED;
    }
  }
  *first = optind;
  return CLI_PARSED;
}

const ent_writer *cli_options_writer(const cli_command *command, const cli_options *options) {
  if (options->writer) return options->writer;
  if (!options->output || strcmp(options->output, "-") == 0) return ent_writer_find_by_name("ttl");
  const ent_writer *writer = ent_writer_find_by_path(options->output);
  if (!writer) cli_misuse(command, "the ending of %s says no format: give one with -f", options->output);
  return writer;
}
