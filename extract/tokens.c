#include <stdlib.h>
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

/* Tokens are the cheapest way through a lattice of everything that could stand at each place: names, words, dates,
 * numbers, titles. What the lexicon does not know costs most, so a reading that leaves fewer characters over wins, then
 * the one with fewer and longer tokens. Costs are per token. */
enum {
  COST_UNKNOWN = 44, /* an ideograph that nothing covers */
  COST_SURNAME = 43, /* a surname: as good as unknown, but known as one */
  COST_BOUND = 36,   /* one that may stand for a country */
  COST_SINGLE = 24,  /* a one-character word */
  COST_GRAMMAR = 21, /* one that holds the sentence together: 在, 的, 和 */
  COST_PLAIN = 22,   /* a word that is in the lists only to swallow what would match inside it */
  COST_WORD = 20,
  COST_NAME = 18,    /* a gazetteer name, a date */
};

typedef struct {
  uint32_t cost; /* UNREACHED: the rest means nothing */
  uint32_t from;
  uint32_t entry; /* index + 1 */
  uint32_t alias;
  uint8_t kind;
} step_to;

#define UNREACHED (UINT32_MAX / 2)

typedef struct {
  uint32_t length; /* bytes */
  uint32_t value;  /* index of its entry */
} hit;

typedef struct {
  ent_reading *reading;
  const ent_lexicon *lexicon;
  const char *text;
  uint32_t len;
  uint32_t at;
  step_to *steps;
  uint32_t cover; /* end of the furthest string that begins here or before and blocks names inside it */
  uint32_t cover_begin;
  hit *hits; /* what the lexicon has at `at`, in malloc memory */
  uint32_t hit_count, hit_capacity;
  uint32_t *closers; /* of titles, which nest as 〈〉 or as 《》 */
  bool dotted;       /* a middle dot stands somewhere */
} lattice;

/* No run of letters or digits is longer: a-a-a-… and 1,1,1,… are read from every other place on. */
#define LONGEST 256

static void relax(lattice *l, uint32_t to, uint32_t cost, uint8_t kind, uint32_t entry, uint32_t alias) {
  uint32_t total = l->steps[l->at].cost + cost;
  step_to *s = &l->steps[to];
  if (total < s->cost)
    *s = (step_to){total, l->at, entry, alias, kind};
}

static bool is_latin(uint32_t point) {
  return (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
         (point >= 0xC0 && point < 0x250) || (point >= 0x400 && point < 0x530);
}

/* A Latin name begins and ends at a border of a run of Latin letters. */
static bool latin_border(const lattice *l, uint32_t end) {
  /* Three and more bytes are never Latin. */
  if ((unsigned char)l->text[l->at] >= 0xE0 && end - l->at >= 3 && (unsigned char)l->text[end - 3] >= 0xE0)
    return true;
  size_t before = l->at, inside = l->at, last = end, after = end;
  uint32_t first = ent_utf8_next(l->text, l->len, &inside);
  uint32_t final = ent_utf8_previous(l->text, &last);
  if (is_latin(first) && l->at > 0 && is_latin(ent_utf8_previous(l->text, &before)))
    return false;
  return !(is_latin(final) && end < l->len && is_latin(ent_utf8_next(l->text, l->len, &after)));
}

/* Names that are all weak (元首理事会会议, 阿斯塔纳峰会) make no token before the thing is known by a strong one; a weak
 * person may still stand beside an office. */
static bool only_unusable_names(const lattice *l, const ent_entry *entry) {
  if (entry->sense_count == 0 || (entry->classes & ~ENT_SET(BLOCK)) != 0 || entry->act != 0 || entry->bound != 0)
    return false;
  for (uint32_t i = 0; i < entry->sense_count; i++) {
    const ent_sense *sense = &l->lexicon->senses[entry->first_sense + i];
    const ent_row *row = &l->lexicon->rows[sense->row];
    if ((sense->flags & ENT_SENSE_WEAK) == 0 || row->type == ENT_PERSON)
      return false;
    if (ent_thing_knows(l->reading, row))
      return false;
  }
  return true;
}

/* At least one of its names counts anywhere. */
static bool is_firm(const lattice *l, const ent_entry *entry) {
  for (uint32_t i = 0; i < entry->sense_count; i++)
    if ((l->lexicon->senses[entry->first_sense + i].flags & (ENT_SENSE_AMBIGUOUS | ENT_SENSE_WEAK)) == 0)
      return true;
  return false;
}

static void on_hit(void *user, uint32_t length, uint32_t value) {
  lattice *l = user;
  hit *found = ent_vector_push(&l->hits, &l->hit_count, &l->hit_capacity, sizeof *l->hits);
  if (found == NULL) {
    l->reading->failure = ENT_ERR_MEMORY;
    return;
  }
  *found = (hit){length, value};
  if ((l->lexicon->entries[value].classes & ENT_SET(BLOCK)) == 0 || l->at + length <= l->cover)
    return;
  l->cover = l->at + length;
  l->cover_begin = l->at;
}

static bool starts_with(const lattice *l, uint32_t at, const char *literal) {
  size_t n = strlen(literal);
  return at + n <= l->len && memcmp(l->text + at, literal, n) == 0;
}

static void take_entry(lattice *l, uint32_t length, uint32_t value) {
  const ent_entry *entry = &l->lexicon->entries[value];
  uint32_t end = l->at + length;
  if (!latin_border(l, end))
    return;
  if (entry->classes == ENT_SET(BLOCK) && entry->sense_count == 0 && entry->act == 0)
    return;
  if (entry->sense_count > 0 && end <= l->cover && !(l->at == l->cover_begin && end == l->cover))
    return;
  if (only_unusable_names(l, entry))
    return;
  size_t first = l->at;
  (void)ent_utf8_next(l->text, l->len, &first);
  bool single = first == end;
  ent_class_set weak = ENT_SET(SURNAME);
  uint32_t cost = entry->classes == ENT_SET(PLAIN) && entry->act == 0 ? COST_PLAIN : COST_WORD;
  if (entry->sense_count > 0)
    cost = is_firm(l, entry) ? COST_NAME : COST_SINGLE;
  else if (single && (entry->classes & (ENT_SET(LOC) | ENT_SET(OF) | ENT_SET(CONJ) | ENT_SET(OBJ) | ENT_SET(BY))) != 0)
    cost = COST_GRAMMAR;
  else if (single)
    cost = (entry->classes & ~weak) != 0 || entry->act != 0 ? COST_SINGLE : entry->bound != 0 ? COST_BOUND : COST_SURNAME;
  if (entry->sense_count > 0 && length > 6 && starts_with(l, end, "长") &&
      (starts_with(l, end - 3, "部") || starts_with(l, end - 3, "院") || starts_with(l, end - 3, "局")))
    cost += COST_WORD - COST_NAME + 2; /* 外交部长沙姆苏尔: the office before the body beside a place */
  if (length >= 12)
    cost--; /* of two readings with as many tokens, the one with the longer word */
  relax(l, end, cost, ENT_TOKEN_WORD, value + 1, 0);
}

static void take_entries(lattice *l) {
  for (uint32_t i = 0; i < l->hit_count; i++)
    take_entry(l, l->hits[i].length, l->hits[i].value);
}

/* 第…次 and 第2231（2015）号, 第78/7号. */
static void ordinal(lattice *l) {
  uint32_t at = l->at + 3;
  int value;
  uint32_t n = ent_numeral_read(l->text + at, l->len - at, &value);
  if (n == 0)
    return;
  at += n;
  uint32_t serial = at;
  while (serial < l->len && (l->text[serial] == '/' || (l->text[serial] >= '0' && l->text[serial] <= '9')))
    serial++;
  if (starts_with(l, serial, "（")) {
    uint32_t inside = serial + 3;
    while (inside < l->len && l->text[inside] >= '0' && l->text[inside] <= '9')
      inside++;
    if (inside > serial + 3 && starts_with(l, inside, "）"))
      serial = inside + 3;
  }
  if (starts_with(l, serial, "号")) {
    relax(l, serial + 3, COST_NAME, ENT_TOKEN_SERIAL, 0, 0);
    return;
  }
  static const char *const counters[] = {"届", "次", "轮", "份", "个", "条", "章", "段", "期", "阶段", "号", NULL};
  for (size_t i = 0; counters[i] != NULL; i++)
    if (starts_with(l, at, counters[i]))
      relax(l, at + (uint32_t)strlen(counters[i]), COST_NAME, ENT_TOKEN_ORDINAL, 0, 0);
  relax(l, at, COST_WORD, ENT_TOKEN_ORDINAL, 0, 0);
}

static void number(lattice *l) {
  uint32_t at = l->at;
  int value;
  uint32_t n = ent_numeral_read(l->text + at, l->len - at, &value);
  bool arabic = l->text[at] >= '0' && l->text[at] <= '9';
  if (n == 0 || (!arabic && n <= 3))
    return;
  at += n;
  while (arabic && at < l->len && at - l->at < LONGEST && ((l->text[at] >= '0' && l->text[at] <= '9') || l->text[at] == '.' ||
                                   l->text[at] == ',' || l->text[at] == '%'))
    at++;
  static const char *const multiples[] = {"万", "亿", "千", "百", NULL};
  for (size_t i = 0; multiples[i] != NULL;) {
    if (starts_with(l, at, multiples[i])) {
      at += 3;
      i = 0;
    } else {
      i++;
    }
  }
  relax(l, at, COST_WORD, ENT_TOKEN_NUMBER, 0, 0);
}

static void latin(lattice *l) {
  size_t at = l->at, next, before = at;
  if (l->at > 0 && is_latin(ent_utf8_previous(l->text, &before)))
    return;
  while (at < l->len && at - l->at < LONGEST) {
    next = at;
    uint32_t point = ent_utf8_next(l->text, l->len, &next);
    if (!is_latin(point) && !(point == '-' && next < l->len && is_latin((unsigned char)l->text[next])))
      break;
    at = next;
  }
  relax(l, (uint32_t)at, COST_WORD, ENT_TOKEN_LATIN, 0, 0);
}

/* Letters of a transliterated name from `at` on: bytes, at most eight letters. ends[] gets the end behind each. */
static uint32_t name_part(const lattice *l, uint32_t at, uint32_t *ends) {
  uint32_t count = 0;
  size_t next = at;
  while (next < l->len && count < 8) {
    if (!ent_lexicon_transliterates_weakly(l->lexicon, ent_utf8_next(l->text, l->len, &next)))
      break;
    ends[count++] = (uint32_t)next;
  }
  return count;
}

/* 齐亚·拉赫曼于一九八〇年: the last letter governs the number behind it. */
static bool is_preposition(const lattice *l, uint32_t begin, uint32_t end) {
  int value;
  return starts_with(l, begin, "于") && ent_numeral_read(l->text + end, l->len - end, &value) > 0;
}

/* 米格尔·乌里韦: where the last part ends is left to the words behind it. */
static void foreign_name(lattice *l) {
  uint32_t ends[8];
  size_t before = l->at;
  if (l->at > 0 && ent_utf8_previous(l->text, &before) == 0xB7)
    return;
  uint32_t at = l->at;
  for (int part = 0; part < 6 && l->dotted; part++) {
    uint32_t count = name_part(l, at, ends);
    if (count == 0)
      return;
    for (uint32_t i = 0; part > 0 && i < count; i++)
      if (i == 0 || !is_preposition(l, ends[i - 1], ends[i]))
        relax(l, ends[i], COST_NAME, ENT_TOKEN_NAME, 0, 0);
    uint32_t end = ends[count - 1];
    if (part > 0 && end + 1 < l->len && l->text[end] == '-') { /* 阿卜杜勒-阿提 */
      at = end + 1;
      continue;
    }
    if (end + 2 > l->len || memcmp(l->text + end, "·", 2) != 0)
      return;
    at = end + 2;
  }
}

static void aliases(lattice *l) {
  const ent_reading *r = l->reading;
  uint32_t next = r->alias_count > 0 ? r->alias_buckets[ent_alias_bucket(l->text + l->at, l->len - l->at)] : 0;
  for (uint32_t i; (i = next) != 0;) {
    ent_str name = r->aliases[i - 1].folded;
    next = r->aliases[i - 1].next;
    if (name.len <= l->len - l->at && memcmp(l->text + l->at, name.ptr, name.len) == 0 &&
        latin_border(l, l->at + (uint32_t)name.len))
      relax(l, l->at + (uint32_t)name.len, name.len > 3 ? COST_NAME : COST_SINGLE, ENT_TOKEN_WORD, 0, i);
  }
}

static void open_place(lattice *l) {
  size_t next = l->at;
  uint32_t point = ent_utf8_next(l->text, l->len, &next);
  if (point == 0x300A && l->closers[l->at] > 0) {
    relax(l, l->closers[l->at], COST_NAME, ENT_TOKEN_TITLE, 0, 0);
    return;
  }
  bool letter = ent_utf8_is_han(point) || is_latin(point);
  relax(l, (uint32_t)next, letter ? COST_UNKNOWN : COST_SINGLE, letter ? ENT_TOKEN_CHAR : ENT_TOKEN_MARK, 0, 0);
  if (!letter) {
    /* Names may begin with a quotation mark in the data. */
    take_entries(l);
    return;
  }
  bool inside_number = l->at > 0 && (l->text[l->at - 1] == '.' || (l->text[l->at - 1] >= '0' && l->text[l->at - 1] <= '9'));
  if (!inside_number) {
    ent_date date;
    uint32_t n = ent_date_read(l->text + l->at, l->len - l->at, &date);
    if (n > 0)
      relax(l, l->at + n, COST_NAME - 1, ENT_TOKEN_DATE, 0, 0);
    number(l);
  }
  foreign_name(l);
  if (point == 0x7B2C) /* 第 */
    ordinal(l);
  if (is_latin(point))
    latin(l);
  aliases(l);
  take_entries(l);
}

/* Classes that the kind of a token alone gives it. */
static ent_class_set kind_classes(uint8_t kind) {
  return kind == ENT_TOKEN_ORDINAL ? ENT_SET(ORDINAL) : 0;
}

static ent_status collect(lattice *l, ent_line *line) {
  uint32_t count = 0;
  for (uint32_t at = l->len; at > 0; at = l->steps[at].from)
    count++;
  line->tokens = ent_arena_calloc(l->reading->arena, (size_t)count + 1, sizeof *line->tokens);
  line->dates = ent_arena_calloc(l->reading->arena, (size_t)count + 1, sizeof *line->dates);
  line->owner = ent_arena_calloc(l->reading->arena, (size_t)count + 1, sizeof *line->owner);
  if (line->tokens == NULL || line->dates == NULL || line->owner == NULL)
    return ENT_ERR_MEMORY;
  line->token_count = count;
  line->date_count = 0;
  for (uint32_t at = l->len, i = count; at > 0; at = l->steps[at].from) {
    const step_to *s = &l->steps[at];
    ent_token *t = &line->tokens[--i];
    t->begin = s->from;
    t->end = at;
    t->kind = s->kind;
    t->entry = s->entry > 0 ? &l->lexicon->entries[s->entry - 1] : NULL;
    t->alias = s->alias;
    t->classes = (t->entry != NULL ? t->entry->classes : 0) | kind_classes(s->kind);
    size_t first = s->from;
    uint32_t point = ent_utf8_next(l->text, l->len, &first);
    if (first == at) {
      t->point = point;
      /* A surname or a bound form alone is no word yet. */
      if (t->kind == ENT_TOKEN_WORD && t->alias == 0 && (t->classes & ~ENT_SET(SURNAME)) == 0 &&
          t->entry->act == 0 && t->entry->sense_count == 0)
        t->kind = ENT_TOKEN_CHAR;
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    ent_token *t = &line->tokens[i];
    if (t->kind != ENT_TOKEN_DATE)
      continue;
    t->date = line->date_count;
    (void)ent_date_read(l->text + t->begin, t->end - t->begin, &line->dates[line->date_count++]);
  }
  return ENT_OK;
}

ent_status ent_tokens_make(ent_reading *reading, ent_line *line) {
  lattice l = {.reading = reading,
               .lexicon = reading->lexicon,
               .text = line->view.text.ptr,
               .len = (uint32_t)line->view.text.len};
  ent_arena_reset(reading->scratch);
  l.steps = ent_arena_alloc(reading->scratch, ((size_t)l.len + 1) * sizeof *l.steps);
  if (l.steps == NULL ||
      ent_pairs_find(reading->scratch, line->view.text, 0x300A, 0x300B, &l.closers) != ENT_OK)
    return ENT_ERR_MEMORY;
  l.dotted = memmem(l.text, l.len, "·", 2) != NULL;
  for (uint32_t i = 0; i <= l.len; i++)
    l.steps[i].cost = UNREACHED;
  l.steps[0] = (step_to){0, 0, 0, 0, 0};
  for (; l.at < l.len; l.at++) {
    if (((unsigned char)l.text[l.at] & 0xC0) == 0x80) /* inside a character */
      continue;
    l.hit_count = 0;
    ent_trie_prefixes(l.lexicon->trie, l.text + l.at, l.len - l.at, on_hit, &l);
    if (l.steps[l.at].cost < UNREACHED)
      open_place(&l);
  }
  free(l.hits);
  return collect(&l, line);
}

