/* Where the data are found. The program of this test lies in the build tree, so the base is the source tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ontology/data_dir.h"

typedef struct {
  char *top, *own; /* a folder, and one in it with ontology/entente.ttl */
  char *own_file;
  char *message; /* the last diagnostic */
} fixture;

static char *join(const char *a, const char *b) {
  char *text;
  assert_true(asprintf(&text, "%s/%s", a, b) > 0);
  return text;
}

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  const char *temporary = getenv("TMPDIR");
  f->top = join(temporary ? temporary : "/tmp", "entente-data-XXXXXX");
  if (!mkdtemp(f->top)) return -1;
  f->own = join(f->top, "own");
  char *folder = join(f->own, "ontology");
  f->own_file = join(f->own, "ontology/entente.ttl");
  if (mkdir(f->own, 0700) || mkdir(folder, 0700)) return -1;
  free(folder);
  FILE *file = fopen(f->own_file, "w");
  if (!file || fclose(file)) return -1;
  unsetenv("ENTENTE_DATA");
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  char *folder = join(f->own, "ontology");
  unlink(f->own_file);
  rmdir(folder);
  rmdir(f->own);
  rmdir(f->top);
  free(folder);
  free(f->top);
  free(f->own);
  free(f->own_file);
  free(f->message);
  free(f);
  return 0;
}

static void keep(void *user, const ent_diagnostic *diagnostic) {
  fixture *f = user;
  free(f->message);
  f->message = join(diagnostic->file ? diagnostic->file : "", diagnostic->text);
}

static size_t count(char **roots) {
  size_t n = 0;
  while (roots[n])
    n++;
  return n;
}

static void finds_the_source_tree(void **state) {
  (void)state;
  char **roots;
  assert_int_equal(ent_data_roots_find(NULL, NULL, &roots), ENT_OK);
  assert_int_equal(count(roots), 1);
  char *path = ent_data_roots_path(roots, "tests/test_data_dir.c");
  assert_int_equal(access(path, R_OK), 0);
  free(path);
  ent_data_roots_free(roots);
}

static void adds_the_environment_and_the_option(void **state) {
  fixture *f = *state;
  char *both;
  assert_true(asprintf(&both, ":%s:/:", f->top) > 0);
  setenv("ENTENTE_DATA", both, 1);
  free(both);
  char **roots;
  assert_int_equal(ent_data_roots_find(f->own, NULL, &roots), ENT_OK);
  assert_int_equal(count(roots), 4);
  assert_string_equal(roots[1], f->top);
  assert_string_equal(roots[2], "/");
  assert_string_equal(roots[3], f->own);
  ent_data_roots_free(roots);
}

static void the_last_root_with_a_file_wins(void **state) {
  fixture *f = *state;
  char **roots;
  assert_int_equal(ent_data_roots_find(f->own, NULL, &roots), ENT_OK);
  char *own = ent_data_roots_path(roots, "ontology/entente.ttl");
  assert_string_equal(own, f->own_file);
  char *only_in_base = ent_data_roots_path(roots, "ontology/table.h");
  assert_int_equal(strncmp(only_in_base, roots[0], strlen(roots[0])), 0);
  free(own);
  free(only_in_base);
  ent_data_roots_free(roots);
}

static void a_folder_that_is_not_there_is_an_error(void **state) {
  fixture *f = *state;
  ent_sink sink = {keep, f};
  char *nowhere = join(f->top, "nowhere");
  char **roots;
  assert_int_equal(ent_data_roots_find(nowhere, &sink, &roots), ENT_ERR_IO);
  assert_null(roots);
  assert_non_null(strstr(f->message, "nowhere/no such folder (--data)"));
  setenv("ENTENTE_DATA", nowhere, 1);
  assert_int_equal(ent_data_roots_find(NULL, &sink, &roots), ENT_ERR_IO);
  assert_non_null(strstr(f->message, "(ENTENTE_DATA)"));
  /* a file is no folder */
  assert_int_equal(ent_data_roots_find(f->own_file, &sink, &roots), ENT_ERR_IO);
  free(nowhere);
}

static void freeing_nothing_is_fine(void **state) {
  (void)state;
  ent_data_roots_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(finds_the_source_tree),          TEST(adds_the_environment_and_the_option),
      TEST(the_last_root_with_a_file_wins), TEST(a_folder_that_is_not_there_is_an_error),
      TEST(freeing_nothing_is_fine),
  };
  return cmocka_run_group_tests_name("data_dir", tests, NULL, NULL);
}
