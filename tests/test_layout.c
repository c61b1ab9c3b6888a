/* The reader against its gold (tests/layout/README), the rules against their examples, every character against the
 * bytes that it came from, and the borders of the five articles of the corpus file where it is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>

#include "extract/layout_print.h"
#include "tests/reading.h"

#define OWN "/tests/layout/"
#define HELD "/tests/layout/held/"
#define FLOOR 0.98

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  long size = ftell(file);
  assert_true(size >= 0);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  assert_non_null(text);
  assert_int_equal(fread(text, 1, (size_t)size, file), size);
  text[size] = '\0';
  *length = (size_t)size;
  assert_int_equal(fclose(file), 0);
  return text;
}

static char *format(const char *a, const char *b, const char *c) {
  size_t size = strlen(a) + strlen(b) + strlen(c) + 1;
  char *text = malloc(size);
  assert_non_null(text);
  (void)snprintf(text, size, "%s%s%s", a, b, c);
  return text;
}

/* Strings to be compared as sets with repetitions. */
typedef struct {
  char **items;
  uint32_t count, capacity;
} bag;

static void bag_add(bag *b, char *text) {
  char **slot = ent_vector_push(&b->items, &b->count, &b->capacity, sizeof *b->items);
  assert_non_null(slot);
  *slot = text;
}

static void bag_free(bag *b) {
  for (uint32_t i = 0; i < b->count; i++)
    free(b->items[i]);
  free(b->items);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

typedef struct {
  size_t gold, found, both;
} tally;

static void compare(bag *gold, bag *found, tally *t) {
  if (gold->count > 0) qsort(gold->items, gold->count, sizeof *gold->items, by_text);
  if (found->count > 0) qsort(found->items, found->count, sizeof *found->items, by_text);
  uint32_t g = 0, f = 0;
  while (g < gold->count && f < found->count) {
    int order = strcmp(gold->items[g], found->items[f]);
    t->both += order == 0;
    g += order <= 0;
    f += order >= 0;
  }
  t->gold += gold->count;
  t->found += found->count;
}

static double f1(const tally *t) {
  return t->gold + t->found == 0 ? 1.0 : 2.0 * (double)t->both / (double)(t->gold + t->found);
}

enum { SENTENCES, ARTICLES, PARAGRAPHS, MEASURES };

/* Takes a printed layout apart: sentences with the number of their article, articles with their heading line, their
 * first and last line, paragraphs with kind and first line. Consumes `text`. */
static void take_apart(char *text, bag bags[MEASURES]) {
  char *article = NULL, *kind = NULL, *first = NULL, *last = NULL;
  for (char *line = strtok(text, "\n");; line = strtok(NULL, "\n")) {
    bool heading = line != NULL && strncmp(line, "== ", 3) == 0;
    if ((line == NULL || heading) && article != NULL && first != NULL) {
      char *start = format(article, " begins ", first);
      bag_add(&bags[ARTICLES], start);
      bag_add(&bags[ARTICLES], format(article, " ends ", last));
    }
    if (line == NULL) return;
    if (heading) {
      article = line;
      first = NULL;
    } else if (line[0] == '[') {
      kind = line;
    } else if (article != NULL) {
      if (first == NULL) first = line;
      last = line;
      bag_add(&bags[SENTENCES], format(article, "", line));
      if (kind != NULL) bag_add(&bags[PARAGRAPHS], format(kind, "", line));
      kind = NULL;
    }
  }
}

static char *print_all(const ent_source *source) {
  char *all = format("", "", "");
  for (uint32_t i = 0; i < ent_source_document_count(source); i++) {
    char *one = NULL;
    assert_int_equal(ent_layout_print(ent_source_document(source, i), &one), ENT_OK);
    char *grown = format(all, one, "");
    free(all);
    free(one);
    all = grown;
  }
  return all;
}

static void note(void *user, const ent_diagnostic *diagnostic) {
  (void)user;
  print_message("# %s:%u: %s\n", diagnostic->file != NULL ? diagnostic->file : "", diagnostic->line, diagnostic->text);
}

/* Calls back with each input of a folder below the source tree: its name, path and the path of its gold. */
static void each_input(const char *where,
                       void (*visit)(void *user, const char *name, const char *path, const char *gold), void *user) {
  char *folder = format(reading_top(), where, "");
  DIR *directory = opendir(folder);
  assert_non_null(directory);
  size_t inputs = 0;
  for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
    const char *dot = strrchr(entry->d_name, '.');
    if (dot == NULL || (strcmp(dot, ".txt") != 0 && strcmp(dot, ".html") != 0 && strcmp(dot, ".xml") != 0)) continue;
    char *path = format(folder, entry->d_name, "");
    char *stem = format(folder, entry->d_name, "");
    *strrchr(stem, '.') = '\0';
    char *gold = format(stem, ".layout", "");
    visit(user, entry->d_name, path, gold);
    free(path);
    free(stem);
    free(gold);
    inputs++;
  }
  (void)closedir(directory);
  free(folder);
  assert_true(inputs >= 30);
}

typedef struct {
  const ent_layout_rules *rules;
  tally tallies[MEASURES];
} score;

static void score_one(void *user, const char *name, const char *path, const char *gold_path) {
  score *s = user;
  size_t length = 0, gold_length = 0;
  char *bytes = read_file(path, &length), *gold = read_file(gold_path, &gold_length);
  assert_non_null(bytes);
  assert_non_null(gold);
  ent_read_options options = reading_options(s->rules);
  ent_sink sink = {note, NULL};
  ent_source *source = NULL;
  assert_int_equal(ent_source_parse(name, bytes, length, &options, &sink, &source), ENT_OK);
  char *found = print_all(source);
  if (strcmp(found, gold) != 0) print_message("# %s differs from its gold\n", name);
  bag wanted[MEASURES] = {{0}}, got[MEASURES] = {{0}};
  take_apart(gold, wanted);
  take_apart(found, got);
  for (int i = 0; i < MEASURES; i++) {
    compare(&wanted[i], &got[i], &s->tallies[i]);
    bag_free(&wanted[i]);
    bag_free(&got[i]);
  }
  ent_source_free(source);
  free(found);
  free(gold);
  free(bytes);
}

static void score_all(const ent_layout_rules *rules, const char *where, const char *name) {
  score s = {.rules = rules};
  each_input(where, score_one, &s);
  print_message("# %s: F1 sentences %.4f, article borders %.4f, paragraph kinds %.4f\n", name,
                f1(&s.tallies[SENTENCES]), f1(&s.tallies[ARTICLES]), f1(&s.tallies[PARAGRAPHS]));
  assert_true(f1(&s.tallies[SENTENCES]) >= FLOOR);
  assert_true(f1(&s.tallies[ARTICLES]) >= FLOOR);
}

static void meets_the_gold(void **state) {
  score_all(*state, OWN, "layout");
}

static void meets_what_was_written_by_hand(void **state) {
  score_all(*state, HELD, "layout by hand");
}

static bool is_space(const char *text, size_t *width) {
  static const char *const spaces[] = {" ",        "\n",           "\r",           "\t",          "\xE3\x80\x80",
                                       "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x81\xA0"};
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
    if (strncmp(text, spaces[i], strlen(spaces[i])) == 0) {
      *width = strlen(spaces[i]);
      return true;
    }
  return false;
}

/* Copies without white space and invisible characters. */
static char *squeeze(const char *text, size_t length) {
  char *copy = malloc(length + 1), *whole = malloc(length + 1);
  assert_non_null(copy);
  assert_non_null(whole);
  memcpy(whole, text, length);
  whole[length] = '\0';
  size_t used = 0, width = 0;
  for (size_t i = 0; i < length;) {
    if (is_space(whole + i, &width))
      i += width;
    else
      copy[used++] = whole[i++];
  }
  copy[used] = '\0';
  free(whole);
  return copy;
}

static bool has_furniture(const ent_document *document, const ent_span *span) {
  for (uint32_t p = 0; p < document->paragraph_count; p++) {
    ent_span piece = {0};
    if (document->paragraphs[p].kind != ENT_PARAGRAPH_FURNITURE) continue;
    ent_document_locate(document, document->paragraphs[p].range, &piece);
    if (piece.byte_begin < span->byte_end && piece.byte_end > span->byte_begin) return true;
  }
  return false;
}

static size_t points_in(const char *text, size_t length) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++)
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

static size_t lines_before(const char *bytes, uint64_t offset) {
  size_t count = 1;
  for (uint64_t i = 0; i < offset; i++)
    count += bytes[i] == '\n';
  return count;
}

/* Each span's bytes in the original, normalized, equal the working text; each character is where it is said to be. */
static void origin_of_one(void *user, const char *name, const char *path, const char *gold) {
  (void)gold;
  size_t length = 0;
  char *bytes = read_file(path, &length);
  assert_non_null(bytes);
  ent_read_options options = reading_options(user);
  ent_source *source = NULL;
  assert_int_equal(ent_source_parse(name, bytes, length, &options, NULL, &source), ENT_OK);
  bool plain = strstr(name, ".txt") != NULL;
  for (uint32_t d = 0; d < ent_source_document_count(source); d++) {
    const ent_document *document = ent_source_document(source, d);
    for (size_t i = 0; i < document->text.len; i++) {
      uint64_t at = 0, end = 0;
      ent_document_origin(document, (uint32_t)i, &at, &end);
      assert_true(end <= length);
      if (end == at || document->text.ptr[i] == ' ') continue;
      bool reference = !plain && bytes[at] == '&';
      assert_true(reference || memchr(bytes + at, document->text.ptr[i], end - at) != NULL);
    }
    for (uint32_t s = 0; s < document->sentence_count; s++) {
      ent_range range = document->sentences[s].range;
      ent_span span = {0};
      ent_document_locate(document, range, &span);
      assert_int_equal(span.begin, points_in(document->text.ptr, range.begin));
      assert_int_equal(span.end, points_in(document->text.ptr, range.end));
      assert_int_equal(span.line_begin, lines_before(bytes, span.byte_begin));
      assert_int_equal(span.line_end, lines_before(bytes, span.byte_end - 1));
      /* Another article may stand between the halves of a sentence. */
      bool apart = span.byte_end - span.byte_begin > 2 * (uint64_t)(range.end - range.begin) + 64;
      if (!plain || has_furniture(document, &span) || apart) continue;
      char *there = squeeze(bytes + span.byte_begin, (size_t)(span.byte_end - span.byte_begin));
      char *here = squeeze(document->text.ptr + range.begin, range.end - range.begin);
      if (strstr(there, "-") == NULL) assert_string_equal(there, here); /* hyphenation is undone */
      free(there);
      free(here);
    }
  }
  ent_source_free(source);
  free(bytes);
}

static void knows_where_it_came_from(void **state) {
  each_input(OWN, origin_of_one, *state);
  each_input(HELD, origin_of_one, *state);
}

static const struct {
  const char *text;
  int year, month;
} undated[] = {
    {"会议决定，下届会议将于2037年5月举行。", 0, 0},
    {"理事会于2035年6月20日举行会议。\n\n理事会欢迎2035年3月签署的协议，下次会议将于2036年6月举行。", 2035, 0},
    {"双方回顾了1998年5月3日签署的协定。", 0, 0},
    {"各方重申支持《发展战略（2030年1月—2040年12月）》。", 0, 0},
    {"本报石城6月2日电　会议2日闭幕。下次会议将于2037年5月举行。", 0, 6},
    {"本报石城6月2日电　2035年6月1日至2日，外长会议在石城举行。下次会议将于2037年5月举行。", 2035, 6},
    {"The ministers met in Greenford. The next summit will be held on 3 May 2037.", 0, 0},
    {"Министры встретились. Следующая встреча состоится 3 мая 2037 года.", 0, 0},
};

/* A wrong year makes wrong dates: what is told by a plan, a name or a memory says nothing of the text's own time. */
static void years_of_undated_texts(void **state) {
  for (size_t i = 0; i < sizeof undated / sizeof *undated; i++) {
    ent_source *source = NULL;
    reading_message message;
    assert_int_equal(reading_parse(*state, undated[i].text, strlen(undated[i].text), &message, &source), ENT_OK);
    ent_day date = ent_source_document(source, 0)->date;
    if (date.year != undated[i].year) print_message("# %s\n", undated[i].text);
    assert_int_equal(date.year, undated[i].year);
    assert_int_equal(date.month, undated[i].month);
    ent_source_free(source);
  }
}

static void rules_meet_their_examples(void **state) {
  const char *roots[] = {reading_top(), NULL};
  ent_sink sink = {note, NULL};
  assert_int_equal(ent_layout_rules_check(roots, *state, &sink), ENT_OK);
}

static void one_document_without_splitting(void **state) {
  static const char text[] =
      "甲会议闭幕\n本报北港6月2日电 会议2日闭幕。\n\n乙会议开幕\n本报北港6月3日电 会议3日开幕。\n";
  ent_read_options options = reading_options(*state);
  options.assumed = (ent_day){2030, 6, 4};
  ent_source *source = NULL;
  assert_int_equal(ent_source_parse("memory", text, sizeof text - 1, &options, NULL, &source), ENT_OK);
  assert_int_equal(ent_source_document_count(source), 2);
  ent_day date = ent_source_document(source, 0)->date;
  assert_int_equal(date.year, 2030);
  assert_int_equal(date.month, 6);
  assert_int_equal(date.day, 2);
  ent_source_free(source);
  options.whole = true;
  assert_int_equal(ent_source_parse("memory", text, sizeof text - 1, &options, NULL, &source), ENT_OK);
  assert_int_equal(ent_source_document_count(source), 1);
  ent_source_free(source);
}

/* The corpus is not part of this tree; it is looked for in $ENT_SHARED and beside the tree. */
static void five_articles_of_the_corpus(void **state) {
  static const struct {
    uint32_t first_line, last_line;
    ent_document_kind kind;
  } wanted[] = {{1, 136, ENT_KIND_SPEECH},
                {138, 243, ENT_KIND_SPEECH},
                {244, 275, ENT_KIND_NEWS},
                {277, 317, ENT_KIND_NEWS},
                {319, 694, ENT_KIND_DECLARATION}};
  const char *shared = getenv("ENT_SHARED");
  char *top = shared != NULL ? format(shared, "", "") : format(reading_top(), "/../shared", "");
  char *path = format(top, "/corpus/sco-tianjin-2025.txt", "");
  size_t length = 0;
  char *bytes = read_file(path, &length);
  free(top);
  free(path);
  if (bytes == NULL) {
    print_message("# the corpus file is not there: set ENT_SHARED\n");
    skip();
  }
  ent_source *source = NULL;
  reading_message message;
  assert_int_equal(reading_parse(*state, bytes, length, &message, &source), ENT_OK);
  assert_int_equal(ent_source_document_count(source), 5);
  for (uint32_t i = 0; i < 5; i++) {
    const ent_document *document = ent_source_document(source, i);
    ent_span span = {0};
    ent_document_locate(document, (ent_range){0, (uint32_t)document->text.len}, &span);
    assert_int_equal(span.line_begin, wanted[i].first_line);
    assert_int_equal(span.line_end, wanted[i].last_line);
    assert_int_equal(document->kind, wanted[i].kind);
    assert_int_equal(document->date.year, 2025);
  }
  print_message("# corpus: five articles, borders F1 1.0\n");
  ent_source_free(source);
  free(bytes);
}

static int set_up(void **state) {
  *state = reading_rules();
  return 0;
}

static int tear_down(void **state) {
  ent_layout_rules_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules_meet_their_examples),      cmocka_unit_test(meets_the_gold),
      cmocka_unit_test(meets_what_was_written_by_hand), cmocka_unit_test(years_of_undated_texts),
      cmocka_unit_test(knows_where_it_came_from),       cmocka_unit_test(one_document_without_splitting),
      cmocka_unit_test(five_articles_of_the_corpus),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
