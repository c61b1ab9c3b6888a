/* How well a graph fits a gold file: ANNOTATION.md section 4. */
#ifndef ENT_CLI_SCORE_H
#define ENT_CLI_SCORE_H

#include "cli/sheet.h"
#include "export/output.h"

typedef struct {
  uint32_t hits, spurious, missed; /* true positives, false positives, false negatives */
} cli_counts;

double cli_counts_precision(const cli_counts *counts);
double cli_counts_recall(const cli_counts *counts);
double cli_counts_f1(const cli_counts *counts); /* each 0 where there is nothing to divide by */

/* Pooled over documents. Start from a zeroed struct. */
typedef struct {
  cli_counts entities[ENT_TYPE_COUNT];
  cli_counts *relations; /* by number in the ontology */
} cli_score;
void cli_score_free(cli_score *score);

typedef enum { CLI_MISSED, CLI_SPURIOUS, CLI_DUPLICATE } cli_finding_kind;

/* One thing that is not as the gold file has it. Missed: it stands in the gold sheet, else in the other one. */
typedef struct {
  cli_finding_kind kind;
  const cli_listed *entity;   /* NULL: it is a relation */
  const cli_related *related; /* NULL: it is an entity */
} cli_finding;
typedef void (*cli_finding_fn)(void *user, const cli_finding *finding);

/* Lays the sheet of a graph beside that of a gold file and adds the counts; `found` (may be NULL) is called for each
 * finding, entities first. ENT_ERR_MEMORY. */
ent_status cli_score_add(cli_score *score, const ent_ontology *ontology, const cli_sheet *gold, const cli_sheet *system,
                         cli_finding_fn found, void *user);

/* The counts of a measure: a type ("Country"), a relation ("signed"), "core entities", "all entities", "core relations"
 * or "all relations". False if there is none of that name. */
bool cli_score_measure(const cli_score *score, const ent_ontology *ontology, ent_str measure, cli_counts *counts);
/* A line for each type and relation that was counted, and the averages, in the form of score.py. ENT_ERR_MEMORY. */
ent_status cli_score_print(const cli_score *score, const ent_ontology *ontology, ent_output *output);

#endif
