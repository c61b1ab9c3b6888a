/* String interning: equal strings share one 32-bit symbol. Symbol 0 is the empty string. */
#ifndef ENT_GRAPH_INTERN_H
#define ENT_GRAPH_INTERN_H

#include "graph/arena.h"
#include "graph/status.h"

typedef uint32_t ent_sym;
#define ENT_SYM_FAILED UINT32_MAX

typedef struct ent_intern ent_intern;

ent_intern *ent_intern_new(void); /* NULL when out of memory */
void ent_intern_free(ent_intern *intern);
/* The symbol of a string, made if it is new; ENT_SYM_FAILED when out of memory. */
ent_sym ent_intern_put(ent_intern *intern, ent_str text);
/* The symbol of a known string, ENT_SYM_FAILED if it was never put. */
ent_sym ent_intern_find(const ent_intern *intern, ent_str text);
/* How many symbols there are: they run from 0 to the count - 1. */
uint32_t ent_intern_count(const ent_intern *intern);
/* NUL-terminated; valid until the interner is freed. */
ent_str ent_intern_text(const ent_intern *intern, ent_sym symbol);

#endif
