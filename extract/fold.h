/* Folding for matching: what a name looks like when page layout, width, script and quotation style are set aside.
 *
 * Folded text is never written out. Full-width ASCII becomes ASCII, Traditional characters become Simplified, quotes,
 * dashes, middle dots, brackets and spaces become one form each. Every folded byte knows the byte of the working text
 * that it came from. */
#ifndef ENT_EXTRACT_FOLD_H
#define ENT_EXTRACT_FOLD_H

#include "graph/arena.h"
#include "graph/status.h"

/* The code point that stands for `code_point` in folded text (same number of code points: folding is one to one). */
typedef struct ent_fold ent_fold;

/* Reads extract/rules/zh/fold.tsv of every root; rows of later roots go before those of earlier ones, and only the
 * first root must have the file. Roots as for ent_extractor_load. ENT_ERR_DATA for a row that is not one character of
 * U+3400..U+9FFF for one: reported. Immutable afterwards. */
ent_status ent_fold_load(const char *const *roots, const ent_sink *sink, ent_fold **fold);
void ent_fold_free(ent_fold *fold);
uint32_t ent_fold_point(const ent_fold *fold, uint32_t code_point);

/* Writes the folded text without a NUL, returns its bytes. `out` has room for ENT_FOLD_ROOM(source.len). */
#define ENT_FOLD_ROOM(bytes) ((bytes)*3)
size_t ent_fold_into(const ent_fold *fold, ent_str source, char *out);

typedef struct {
  ent_str text;    /* folded UTF-8, NUL-terminated */
  uint32_t *back;  /* back[i]: byte of the source text for folded byte i; back[text.len]: source length */
} ent_folded;

/* Both results live in the arena. ENT_ERR_MEMORY, or ENT_ERR_LIMIT for 4 GiB and more. */
ent_status ent_fold_text(const ent_fold *fold, ent_arena *arena, ent_str source, ent_folded *folded);
/* The same without the map. */
ent_status ent_fold_string(const ent_fold *fold, ent_arena *arena, ent_str source, ent_str *folded);

#endif
