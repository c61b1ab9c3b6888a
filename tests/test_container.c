/* Files that hold their text in a container: DOCX and ODT (made with Python's zipfile), PDF (made here). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/reading.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

/* Runs, tabs, a table, deleted text, a text box in two forms. */
static const char docx[] =
    "<w:document xmlns:w='" W "' xmlns:mc='" MC "'><w:body>"
    "<w:p><w:r><w:t>湖区合作</w:t></w:r><w:r><w:t>组织声明</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>成员国谴责</w:t></w:r><w:del><w:r><w:delText>一切</w:delText></w:r></w:del>"
    "<w:r><w:t>恐怖袭击。成员国支持对话。</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>山国</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>赞成。</w:t></w:r></w:p>"
    "</w:tc></w:tr></w:tbl>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>会议结束。</w:t></mc:Choice><mc:Fallback><w:t>会议结束。</w:t>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p></w:body></w:document>";

static const char odt[] =
    "<office:document-content xmlns:office='" OFFICE "' xmlns:text='" TEXT "'><office:body><office:text>"
    "<text:tracked-changes><text:p>删去的话。</text:p></text:tracked-changes>"
    "<text:h>湖区合作组织声明</text:h><text:p>成员国<text:span>谴责</text:span>恐怖袭击。成员国支持对话。</text:p>"
    "<text:p>会议结束。</text:p></office:text></office:body></office:document-content>";

/* What Python writes: the file, the name of the part, its text. */
static const char zip[] = "import sys,zipfile\n"
                          "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                          "z.writestr('mimetype', 'x')\n"
                          "z.writestr(sys.argv[2], open(sys.argv[3], encoding='utf-8').read())\n"
                          "z.close()\n";

static char folder[] = "/tmp/entente-container-XXXXXX";

static char *in_folder(const char *name) {
  size_t size = sizeof folder + 1 + strlen(name);
  char *path = malloc(size);
  assert_non_null(path);
  (void)snprintf(path, size, "%s/%s", folder, name);
  return path;
}

static void write_file(const char *path, const char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

/* False if there is no Python. */
static bool make_zip(const char *path, const char *part, const char *xml) {
  const char *python = getenv("PYTHON3");
  char *script = in_folder("zip.py"), *content = in_folder("content.xml");
  write_file(script, zip, sizeof zip - 1);
  write_file(content, xml, strlen(xml));
  if (python == NULL || python[0] == '\0') python = "python3";
  size_t size = strlen(python) + strlen(script) + strlen(path) + strlen(part) + strlen(content) + 16;
  char *command = malloc(size);
  assert_non_null(command);
  (void)snprintf(command, size, "%s %s %s %s %s", python, script, path, part, content);
  bool made = system(command) == 0; /* all words are ours */
  (void)unlink(script);
  (void)unlink(content);
  free(command);
  free(script);
  free(content);
  return made;
}

/* Reads the file and removes it; NULL if the program or library that it needs is not there, which is said. */
static ent_source *read_and_remove(const ent_layout_rules *rules, char *path) {
  ent_read_options options = reading_options(rules);
  reading_message message;
  memset(&message, 0, sizeof message);
  ent_sink sink = {reading_note, &message};
  ent_source *source = NULL;
  ent_status status = ent_source_read(path, &options, &sink, &source);
  (void)unlink(path);
  free(path);
  if (status == ENT_ERR_LIBRARY) {
    print_message("# skipped: %s\n", message.text);
    return NULL;
  }
  if (status != ENT_OK) print_message("# %s\n", message.text);
  assert_int_equal(status, ENT_OK);
  return source;
}

static void has_text(const ent_source *source, const char *text) {
  assert_int_equal(ent_source_document_count(source), 1);
  assert_string_equal(ent_source_document(source, 0)->text.ptr, text);
}

static void docx_is_read(void **state) {
  char *path = in_folder("a.docx");
  if (!make_zip(path, "word/document.xml", docx)) {
    print_message("# skipped: no python3 to make a DOCX file with\n");
    free(path);
    skip();
  }
  ent_source *source = read_and_remove(*state, path);
  if (source == NULL) skip();
  has_text(source, "湖区合作组织声明\n成员国谴责恐怖袭击。成员国支持对话。\n山国　赞成。\n会议结束。");
  const ent_document *document = ent_source_document(source, 0);
  assert_int_equal(document->kind, ENT_KIND_DECLARATION);
  ent_span span = {0};
  ent_document_locate(document, document->paragraphs[1].range, &span);
  assert_int_equal(span.line_begin, 3); /* the second element: each is a line with a blank one behind it */
  assert_int_equal(ent_document_page(document, 0), 0);
  ent_source_free(source);
}

static void odt_is_read(void **state) {
  char *path = in_folder("a.odt");
  if (!make_zip(path, "content.xml", odt)) {
    print_message("# skipped: no python3 to make an ODT file with\n");
    free(path);
    skip();
  }
  ent_source *source = read_and_remove(*state, path);
  if (source == NULL) skip();
  has_text(source, "湖区合作组织声明\n成员国谴责恐怖袭击。成员国支持对话。\n会议结束。");
  ent_source_free(source);
}

static void a_zip_of_other_things_is_refused(void **state) {
  char *path = in_folder("a.docx");
  if (!make_zip(path, "other.xml", "<a/>")) {
    free(path);
    skip();
  }
  ent_read_options options = reading_options(*state);
  reading_message message;
  memset(&message, 0, sizeof message);
  ent_sink sink = {reading_note, &message};
  ent_source *source = NULL;
  ent_status status = ent_source_read(path, &options, &sink, &source);
  assert_int_not_equal(status, ENT_OK);
  assert_true(message.text[0] != '\0');
  assert_null(source);
  (void)unlink(path);
  free(path);
}

static void damaged_zips_are_refused(void **state) {
  static const char damaged[] = "PK\3\4 this is no archive at all, only its first bytes are those of one";
  reading_message message;
  ent_source *source = NULL;
  assert_int_not_equal(reading_parse(*state, damaged, sizeof damaged - 1, &message, &source), ENT_OK);
  assert_true(message.text[0] != '\0');
  assert_null(source);
}

typedef struct {
  char bytes[4096];
  size_t length;
  size_t objects[16];
  size_t count;
} pdf;

static void put(pdf *p, const char *text) {
  size_t length = strlen(text);
  assert_true(p->length + length < sizeof p->bytes);
  memcpy(p->bytes + p->length, text, length + 1);
  p->length += length;
}

static void put_object(pdf *p, const char *text) {
  char head[32];
  p->objects[p->count++] = p->length;
  (void)snprintf(head, sizeof head, "%zu 0 obj\n", p->count);
  put(p, head);
  put(p, text);
  put(p, "\nendobj\n");
}

static void put_page_text(pdf *p, const char *text) {
  char object[512];
  int length = snprintf(object, sizeof object, "<< /Length %zu >>\nstream\n%s\nendstream", strlen(text), text);
  assert_in_range(length, 1, sizeof object - 1);
  put_object(p, object);
}

static void put_end(pdf *p) {
  char line[64];
  size_t table = p->length;
  (void)snprintf(line, sizeof line, "xref\n0 %zu\n0000000000 65535 f \n", p->count + 1);
  put(p, line);
  for (size_t i = 0; i < p->count; i++) {
    (void)snprintf(line, sizeof line, "%010zu 00000 n \n", p->objects[i]);
    put(p, line);
  }
  (void)snprintf(line, sizeof line, "trailer << /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", p->count + 1,
                 table);
  put(p, line);
}

static void pdf_is_read(void **state) {
  static pdf p;
  put(&p, "%PDF-1.4\n");
  put_object(&p, "<< /Type /Catalog /Pages 2 0 R >>");
  put_object(&p, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>");
  put_object(&p, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 7 0 R "
                 ">> >> >>");
  put_object(&p, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F 7 0 R "
                 ">> >> >>");
  put_page_text(&p, "BT /F 12 Tf 72 700 Td (The ministers welcomed the cease-fire, condemned the) Tj ET");
  put_page_text(&p, "BT /F 12 Tf 72 700 Td (attack and agreed to meet again.) Tj ET");
  put_object(&p, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  put_end(&p);
  char *path = in_folder("a.pdf");
  write_file(path, p.bytes, p.length);
  ent_source *source = read_and_remove(*state, path);
  if (source == NULL) skip();
  has_text(source, "The ministers welcomed the cease-fire, condemned the attack and agreed to meet again.");
  const ent_document *document = ent_source_document(source, 0);
  assert_int_equal(ent_document_page(document, 0), 1);
  assert_int_equal(ent_document_page(document, (uint32_t)document->text.len - 1), 2);
  ent_source_free(source);
}

static int set_up(void **state) {
  *state = reading_rules();
  return mkdtemp(folder) == NULL;
}

static int tear_down(void **state) {
  ent_layout_rules_free(*state);
  return rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(docx_is_read),
      cmocka_unit_test(odt_is_read),
      cmocka_unit_test(a_zip_of_other_things_is_refused),
      cmocka_unit_test(damaged_zips_are_refused),
      cmocka_unit_test(pdf_is_read),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
