#include "extract/lexicon_build.h"

#include <stdlib.h>
#include <string.h>

/* There are tens of thousands of them, so that they are kept small. */
typedef struct {
  uint32_t next;   /* of the same entry, index + 1, in the order of reading */
  uint32_t target; /* index of a row, an act, a bound form or a word */
  uint8_t kind;    /* ent_use_kind */
  uint8_t flags;
  uint8_t list;
  uint8_t root;
} record;

typedef struct {
  ent_class_set classes;
  ent_str value;
} word;

typedef struct {
  uint32_t first, last; /* records, index + 1 */
} chain;

typedef struct {
  uint8_t list, root;
} origin;

struct ent_lexicon_builder {
  ent_lexicon *lexicon;
  uint8_t list, root; /* what is being read */
  record *records;
  uint32_t record_count, record_capacity;
  word *words;
  uint32_t word_count, word_capacity;
  chain *chains; /* per entry */
  uint32_t chain_count, chain_capacity;
  origin *origins; /* per gazetteer row */
  uint32_t origin_count, origin_capacity;
  ent_index surfaces; /* entries by folded surface */
  ent_index keys;     /* rows of earlier roots by list and key */
  uint32_t key_count; /* so many rows are in it */
  char *scratch;
  size_t scratch_size;
};

ent_lexicon_builder *ent_lexicon_builder_new(ent_lexicon *lexicon) {
  ent_lexicon_builder *b = calloc(1, sizeof *b);
  if (b != NULL)
    b->lexicon = lexicon;
  return b;
}

void ent_lexicon_builder_free(ent_lexicon_builder *b) {
  if (b == NULL)
    return;
  free(b->records);
  free(b->words);
  free(b->chains);
  free(b->origins);
  ent_index_free(&b->surfaces);
  ent_index_free(&b->keys);
  free(b->scratch);
  free(b);
}

ent_status ent_lexicon_builder_reserve(ent_lexicon_builder *b, uint32_t rows, uint32_t uses) {
  ent_lexicon *x = b->lexicon;
  return ent_vector_reserve(&x->rows, &x->row_capacity, rows, sizeof *x->rows) &&
                 ent_vector_reserve(&b->origins, &b->origin_capacity, rows, sizeof *b->origins) &&
                 ent_index_reserve(&x->row_index, rows) &&
                 ent_vector_reserve(&b->records, &b->record_capacity, uses, sizeof *b->records) &&
                 ent_vector_reserve(&x->entries, &x->entry_capacity, uses, sizeof *x->entries) &&
                 ent_vector_reserve(&b->chains, &b->chain_capacity, uses, sizeof *b->chains) &&
                 ent_index_reserve(&b->surfaces, uses)
             ? ENT_OK
             : ENT_ERR_MEMORY;
}

static uint32_t key_hash(uint8_t list, ent_str key) { return ent_hash_text(key) + list; }

ent_status ent_lexicon_builder_begin(ent_lexicon_builder *b, uint32_t root, uint8_t list) {
  if (root > UINT8_MAX)
    return ENT_ERR_LIMIT;
  for (; root != b->root && b->key_count < b->lexicon->row_count; b->key_count++) {
    uint32_t hash = key_hash(b->origins[b->key_count].list, b->lexicon->rows[b->key_count].key);
    if (!ent_index_add(&b->keys, hash, b->key_count + 1))
      return ENT_ERR_MEMORY;
  }
  b->root = (uint8_t)root;
  b->list = list;
  return ENT_OK;
}

/* The row of this table in an earlier root, index + 1, or 0. */
static uint32_t replaced_row(const ent_lexicon_builder *b, ent_str key) {
  ent_probe probe = ent_index_probe(&b->keys, key_hash(b->list, key));
  for (uint32_t id; (id = ent_index_next(&b->keys, &probe)) != 0;)
    if (b->origins[id - 1].list == b->list && b->origins[id - 1].root < b->root &&
        ent_str_equal(b->lexicon->rows[id - 1].key, key))
      return id;
  return 0;
}

ent_row *ent_lexicon_builder_row(ent_lexicon_builder *b, ent_type type, ent_str key, uint32_t *id) {
  ent_lexicon *x = b->lexicon;
  uint32_t found = b->root > 0 ? replaced_row(b, key) : 0;
  if (found == 0) {
    origin *from = ent_vector_push(&b->origins, &b->origin_count, &b->origin_capacity, sizeof *b->origins);
    if (from == NULL || ent_vector_push(&x->rows, &x->row_count, &x->row_capacity, sizeof *x->rows) == NULL)
      return NULL;
    found = x->row_count;
  }
  b->origins[found - 1] = (origin){b->list, b->root};
  ent_row *row = &x->rows[found - 1];
  memset(row, 0, sizeof *row);
  row->type = (uint8_t)type;
  row->key = key;
  *id = found - 1;
  if (ent_lexicon_row(x, type, key) != NULL)
    return row;
  return ent_index_add(&x->row_index, ent_lexicon_row_hash(type, key), found) ? row : NULL;
}

/* Index + 1 of the entry of a folded surface, a new one if need be; 0 when out of memory. */
static uint32_t entry_of(ent_lexicon_builder *b, ent_str folded) {
  ent_lexicon *x = b->lexicon;
  uint32_t hash = ent_hash_text(folded);
  ent_probe probe = ent_index_probe(&b->surfaces, hash);
  for (uint32_t id; (id = ent_index_next(&b->surfaces, &probe)) != 0;)
    if (ent_str_equal(x->entries[id - 1].surface, folded))
      return id;
  ent_str surface = ent_arena_copy(x->arena, folded);
  chain *uses = ent_vector_push(&b->chains, &b->chain_count, &b->chain_capacity, sizeof *b->chains);
  ent_entry *entry = ent_vector_push(&x->entries, &x->entry_count, &x->entry_capacity, sizeof *x->entries);
  if (surface.ptr == NULL || uses == NULL || entry == NULL || !ent_index_add(&b->surfaces, hash, x->entry_count))
    return 0;
  *uses = (chain){0, 0};
  memset(entry, 0, sizeof *entry);
  entry->surface = surface;
  entry->value = ENT_STR("");
  return x->entry_count;
}

static bool make_room(ent_lexicon_builder *b, size_t bytes) {
  if (b->scratch_size >= bytes)
    return true;
  char *grown = realloc(b->scratch, bytes + 256);
  if (grown == NULL)
    return false;
  b->scratch = grown;
  b->scratch_size = bytes + 256;
  return true;
}

ent_status ent_lexicon_builder_use(ent_lexicon_builder *b, ent_str surface, ent_use_kind kind, uint32_t target,
                                   uint8_t flags) {
  if (!make_room(b, ENT_FOLD_ROOM(surface.len)))
    return ENT_ERR_MEMORY;
  ent_str folded = ent_str_make(b->scratch, ent_fold_into(b->lexicon->fold, surface, b->scratch));
  if (folded.len == 0)
    return ENT_OK;
  uint32_t entry = entry_of(b, folded);
  record *made = ent_vector_push(&b->records, &b->record_count, &b->record_capacity, sizeof *b->records);
  if (entry == 0 || made == NULL)
    return ENT_ERR_MEMORY;
  *made = (record){0, target, (uint8_t)kind, flags, b->list, b->root};
  chain *uses = &b->chains[entry - 1];
  if (uses->first == 0)
    uses->first = b->record_count;
  else
    b->records[uses->last - 1].next = b->record_count;
  uses->last = b->record_count;
  return ENT_OK;
}

ent_status ent_lexicon_builder_word(ent_lexicon_builder *b, ent_str surface, ent_class_set classes, ent_str value) {
  const word *last = b->word_count > 0 ? &b->words[b->word_count - 1] : NULL;
  if (last == NULL || last->classes != classes || !ent_str_equal(last->value, value)) {
    word *made = ent_vector_push(&b->words, &b->word_count, &b->word_capacity, sizeof *b->words);
    if (made == NULL)
      return ENT_ERR_MEMORY;
    *made = (word){classes, value};
  }
  return ent_lexicon_builder_use(b, surface, ENT_USE_WORD, b->word_count - 1, 0);
}

static bool is_of_row(const record *r) { return r->kind == ENT_USE_NAME || r->kind == ENT_USE_NOT_NAME; }

/* A later root says something else of this row, or of this word in the same list. */
static bool is_replaced(const ent_lexicon_builder *b, const record *r) {
  if (r->root == b->root)
    return false;
  if (is_of_row(r))
    return b->origins[r->target].root > r->root;
  for (uint32_t i = r->next; i != 0; i = b->records[i - 1].next) {
    const record *other = &b->records[i - 1];
    if (other->list == r->list && other->root > r->root && !is_of_row(other))
      return true;
  }
  return false;
}

static bool add_sense(ent_lexicon *x, ent_entry *entry, const record *r) {
  ent_sense *sense = ent_vector_push(&x->senses, &x->sense_count, &x->sense_capacity, sizeof *x->senses);
  if (sense == NULL)
    return false;
  /* In the order of the gazetteers; a row that replaces another stands in its place. */
  for (uint32_t i = entry->sense_count++; i > 0 && sense[-1].row > r->target; i--, sense--)
    *sense = sense[-1];
  *sense = (ent_sense){r->target, r->flags};
  return true;
}

static bool take_use(ent_lexicon_builder *b, ent_entry *entry, const record *r) {
  switch ((ent_use_kind)r->kind) {
  case ENT_USE_NAME: return add_sense(b->lexicon, entry, r);
  case ENT_USE_NOT_NAME: entry->classes |= ENT_SET(BLOCK); return true;
  case ENT_USE_ACT:
    if (entry->act == 0)
      entry->act = r->target + 1;
    return true;
  case ENT_USE_BOUND:
    if (entry->bound == 0)
      entry->bound = r->target + 1;
    entry->bound_count = r->target + 2 - entry->bound; /* the rows of a form stand together */
    return true;
  case ENT_USE_WORD:
    entry->classes |= b->words[r->target].classes;
    if (entry->value.len == 0)
      entry->value = b->words[r->target].value;
    return true;
  }
  return true;
}

/* A territory that is also listed as a place is the place; a name that counts anywhere goes before one that does not. */
static void order_senses(ent_lexicon *x, const ent_entry *entry) {
  for (uint32_t i = 1; i < entry->sense_count; i++) {
    ent_sense *first = &x->senses[entry->first_sense], *other = &x->senses[entry->first_sense + i];
    const ent_row *a = &x->rows[first->row], *b = &x->rows[other->row];
    bool better = (a->type == ENT_COUNTRY && !a->sovereign && b->type == ENT_PLACE && b->kind.len > 0 &&
                   memcmp(b->rule.ptr, "regions", 7) == 0) ||
                  (first->flags != 0 && other->flags == 0);
    if (better) {
      ent_sense swap = *first;
      *first = *other;
      *other = swap;
    }
  }
}

/* *live: something is left of what the tables say about it. */
static ent_status finish_entry(ent_lexicon_builder *b, uint32_t index, bool *live) {
  ent_lexicon *x = b->lexicon;
  ent_entry *entry = &x->entries[index];
  entry->first_sense = x->sense_count;
  *live = false;
  for (uint32_t i = b->chains[index].first; i != 0; i = b->records[i - 1].next) {
    if (is_replaced(b, &b->records[i - 1]))
      continue;
    *live = true;
    if (!take_use(b, entry, &b->records[i - 1]))
      return ENT_ERR_MEMORY;
  }
  order_senses(x, entry);
  return ENT_OK;
}

ent_status ent_lexicon_builder_finish(ent_lexicon_builder *b) {
  ent_lexicon *x = b->lexicon;
  uint32_t count = 0;
  ent_trie_pair *pairs = malloc(((size_t)x->entry_count + 1) * sizeof *pairs);
  ent_status status = pairs != NULL ? ENT_OK : ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < x->entry_count && status == ENT_OK; i++) {
    bool live = false;
    status = finish_entry(b, i, &live);
    if (live)
      pairs[count++] = (ent_trie_pair){x->entries[i].surface, i};
  }
  if (status == ENT_OK)
    status = ent_trie_build(pairs, count, &x->trie);
  free(pairs);
  return status;
}
