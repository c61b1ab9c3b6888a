/* HTML and XML: what is text, what is furniture, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/reading.h"

static ent_status parse(void **state, const char *text, reading_message *message, ent_source **source) {
  return reading_parse(*state, text, strlen(text), message, source);
}

static void drops_scripts(void **state) {
  ent_source *source = NULL;
  reading_message message;
  assert_int_equal(parse(state,
                         "<html><head><style>p{}</style></head><body><script>var a='<p>甲</p>';</script>"
                         "<p>乙方支持对话。</p><noscript>丙</noscript></body></html>",
                         &message, &source),
                   ENT_OK);
  assert_string_equal(ent_source_document(source, 0)->text.ptr, "乙方支持对话。");
  ent_source_free(source);
}

static void knows_entities(void **state) {
  ent_source *source = NULL;
  reading_message message;
  static const char page[] = "<html><body><p>A&amp;B 说&ldquo;好&#12290;&rdquo;</p></body></html>";
  assert_int_equal(parse(state, page, &message, &source), ENT_OK);
  const ent_document *document = ent_source_document(source, 0);
  const char *quote = strstr(document->text.ptr, "“");
  assert_non_null(quote);
  ent_span span = {0};
  uint32_t begin = (uint32_t)(quote - document->text.ptr);
  ent_document_locate(document, (ent_range){begin, begin + 3}, &span);
  assert_memory_equal(page + span.byte_begin, "&ldquo;", 7);
  assert_int_equal(span.byte_end - span.byte_begin, 7);
  ent_source_free(source);
}

static void falls_back_on_bad_names(void **state) {
  ent_source *source = NULL;
  reading_message message;
  assert_int_equal(parse(state, "<html><body class=\"related\"><p>各方支持对话。</p></body></html>", &message, &source),
                   ENT_OK);
  assert_int_equal(ent_source_document(source, 0)->sentence_count, 1);
  ent_source_free(source);
}

static void limits_nesting(void **state) {
  enum { DEPTH = 5000 };
  ent_source *source = NULL;
  reading_message message;
  char *page = malloc(DEPTH * 5 + 64);
  assert_non_null(page);
  size_t used = (size_t)sprintf(page, "<html><body>");
  for (int i = 0; i < DEPTH; i++)
    used += (size_t)sprintf(page + used, "<div>");
  (void)sprintf(page + used, "甲");
  assert_int_equal(parse(state, page, &message, &source), ENT_ERR_LIMIT);
  assert_null(source);
  free(page);
}

static void refuses_ill_formed_xml(void **state) {
  ent_source *source = NULL;
  reading_message message;
  assert_int_equal(parse(state, "<?xml version=\"1.0\"?>\n<a><p>甲</q></a>", &message, &source), ENT_ERR_SYNTAX);
  assert_int_equal(message.line, 2);
}

static void expands_no_entities(void **state) {
  ent_source *source = NULL;
  reading_message message;
  assert_int_not_equal(parse(state,
                             "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">"
                             "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a><p>&c;&f;</p></a>",
                             &message, &source),
                       ENT_OK);
  assert_null(source);
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
      cmocka_unit_test(drops_scripts),           cmocka_unit_test(knows_entities),
      cmocka_unit_test(falls_back_on_bad_names), cmocka_unit_test(limits_nesting),
      cmocka_unit_test(refuses_ill_formed_xml),  cmocka_unit_test(expands_no_entities),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
