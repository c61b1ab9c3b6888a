/* Local IRIs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "graph/digest.h"
#include "graph/model.h"

static void keys_become_iris(void **state) {
  (void)state;
  static const struct {
    const char *key, *iri;
  } rows[] = {
      {"CHN", "x/CHN"},
      {"天津宣言", "x/天津宣言"},
      {"  a \t\n b　c ", "x/a_b_c"},
      {"2026/2035", "x/2026%2F2035"},
      {"（2026—2035年）", "x/（2026—2035年）"},
      {"a#b?c%d", "x/a%23b%3Fc%25d"},
      {"<\"{}|\\^`>", "x/%3C%22%7B%7D%7C%5C%5E%60%3E"},
      {"[1]", "x/%5B1%5D"},
      {"a'(b),c:d@e!", "x/a'(b),c:d@e!"},
      {"\x01", "x/%01"},
      {"\xFF", "x/%FF"},
      {"\xE4\xB8", "x/%E4%B8"},
      {"\xEF\xBF\xBE", "x/%EF%BF%BE"},
      {"a\xE2\x80\x8F"
       "b",
       "x/a%E2%80%8Fb"},
      {"\xEE\x80\x80", "x/%EE%80%80"},
      {"😀", "x/😀"},
      {"", "x/"},
  };
  ent_arena *arena = ent_arena_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_string_equal(ent_iri_make(arena, "x", ent_str_from(rows[i].key)).ptr, rows[i].iri);
  ent_arena_free(arena);
}

/* The test vectors of FIPS 180-4. */
static void sha256_is_sha256(void **state) {
  (void)state;
  char hex[ENT_DIGEST_SIZE];
  ent_digest_hex("", 0, hex);
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  ent_digest_hex("abc", 3, hex);
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_become_iris),
      cmocka_unit_test(sha256_is_sha256),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
