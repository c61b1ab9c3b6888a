/* Brings together what the tables say about each surface, while a lexicon is loaded (lexicon.c). */
#ifndef ENT_EXTRACT_LEXICON_BUILD_H
#define ENT_EXTRACT_LEXICON_BUILD_H

#include "extract/lexicon.h"
#include "graph/index.h"

/* What one row of a table says about a surface. */
typedef enum {
  ENT_USE_NAME,     /* a name of a gazetteer row */
  ENT_USE_NOT_NAME, /* a string that holds a name of the row and is none */
  ENT_USE_ACT,
  ENT_USE_BOUND,
  ENT_USE_WORD, /* ent_lexicon_builder_word */
} ent_use_kind;

/* Under which the lexicon's row_index knows a row. */
uint32_t ent_lexicon_row_hash(ent_type type, ent_str key);

typedef struct ent_lexicon_builder ent_lexicon_builder;

/* Adds to the lexicon, which has its arena and its fold and nothing else. NULL when out of memory. */
ent_lexicon_builder *ent_lexicon_builder_new(ent_lexicon *lexicon);
void ent_lexicon_builder_free(ent_lexicon_builder *builder);

/* Makes room for about so many gazetteer rows and uses. */
ent_status ent_lexicon_builder_reserve(ent_lexicon_builder *builder, uint32_t rows, uint32_t uses);

/* What follows comes from the table `list` (one number per file name) of the root with this number. Roots come in
 * rising order; more than 256 are ENT_ERR_LIMIT. What a later root says about a key of a table replaces what earlier roots said in the table of
 * the same name; the key of a word list is the surface. */
ent_status ent_lexicon_builder_begin(ent_lexicon_builder *builder, uint32_t root, uint8_t list);

/* The place of the gazetteer row with this key: a new one, or that of the row which it replaces. Zeroed but for its type
 * and its key, which is not copied; *id is its index. Valid until the next call; NULL when out of memory. */
ent_row *ent_lexicon_builder_row(ent_lexicon_builder *builder, ent_type type, ent_str key, uint32_t *id);
/* A surface as written in the table, of which nothing is kept but its folded form. `target` is the index of the row,
 * the act or the bound form; `flags` are ENT_SENSE_… of a name. */
ent_status ent_lexicon_builder_use(ent_lexicon_builder *builder, ent_str surface, ent_use_kind kind, uint32_t target,
                                   uint8_t flags);
/* A word with its classes; the value is not copied. */
ent_status ent_lexicon_builder_word(ent_lexicon_builder *builder, ent_str surface, ent_class_set classes,
                                    ent_str value);

/* Makes the entries, their senses and the trie. */
ent_status ent_lexicon_builder_finish(ent_lexicon_builder *builder);

#endif
