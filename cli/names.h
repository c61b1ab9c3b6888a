/* Names as the scores compare them: after NFKC, without white space, quotation marks, title marks and middle dots, and
 * case-folded (ANNOTATION.md section 4). */
#ifndef ENT_CLI_NAMES_H
#define ENT_CLI_NAMES_H

#include "graph/arena.h"
#include "graph/status.h"

typedef struct {
  const uint32_t *points; /* code points */
  const uint64_t *pairs;  /* what stands side by side, sorted: count - 1 of them, or none */
  uint32_t count;
} cli_name;

/* Arena memory. `text` is well-formed UTF-8. ENT_ERR_MEMORY, ENT_ERR_LIMIT for gigabytes, ENT_ERR_LIBRARY where ICU
 * fails. */
ent_status cli_name_make(ent_arena *arena, ent_str text, cli_name *name);

bool cli_name_equal(const cli_name *a, const cli_name *b);
/* Dice's coefficient of the two bags of character pairs, 0 to 1; without any pair, whether they are equal.
 * L. R. Dice, Measures of the Amount of Ecologic Association Between Species, Ecology 26 (1945). */
double cli_name_dice(const cli_name *a, const cli_name *b);
/* True if `part` stands in `whole`. */
bool cli_name_holds(const cli_name *whole, const cli_name *part);

#endif
