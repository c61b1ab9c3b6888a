#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/articles.h"
#include "extract/container.h"
#include "extract/decode.h"
#include "extract/document.h"
#include "extract/letters.h"
#include "extract/markup.h"
#include "extract/pattern.h"
#include "extract/segment.h"
#include "graph/digest.h"
#include "graph/utf8.h"

struct ent_source {
  ent_arena *arena;
  const char *path;
  ent_str encoding;
  char digest[ENT_DIGEST_SIZE];
  ent_document *documents;
  ent_chars *texts; /* the documents borrow from them */
  uint32_t document_count;
  uint32_t *lines; /* offset in the original of the begin of each line */
  uint32_t line_count, line_capacity;
  uint32_t *pages; /* the same for pages, where the file has any: of a PDF, or between form feeds */
  uint32_t page_count, page_capacity;
};

/* What reading needs on the way and does not leave behind. */
typedef struct {
  const ent_read_options *options;
  const ent_sink *sink;
  ent_source *source;
  const char *bytes; /* of the file, or of the text that was extracted from it */
  size_t length;
  char *extracted;
  ent_str format;
  int lang;
  ent_chars chars;
  ent_page page;
  ent_layout layout;
  ent_articles articles;
} reading;

static bool ends_with(const char *path, const char *ending) {
  size_t length = strlen(path), size = strlen(ending);
  if (length < size) return false;
  for (size_t i = 0; i < size; i++)
    if ((path[length - size + i] | 0x20) != (ending[i] | 0x20)) return false;
  return true;
}

/* Case-insensitive search for an ASCII string in the first 2048 bytes. */
static bool has_tag(ent_str text, const char *tag) {
  size_t size = strlen(tag), reach = text.len < 2048 ? text.len : 2048;
  for (size_t at = 0; at + size <= reach; at++) {
    size_t i = 0;
    while (i < size && (text.ptr[at + i] | 0x20) == (tag[i] | 0x20))
      i++;
    if (i == size) return true;
  }
  return false;
}

/* Content first, then the ending. */
static ent_str binary_format(const reading *r) {
  if (r->options->format.len > 0) return r->options->format;
  if (r->length >= 5 && memcmp(r->bytes, "%PDF-", 5) == 0) return ENT_STR("pdf");
  if (r->length >= 4 && memcmp(r->bytes, "PK\3\4", 4) == 0) return ENT_STR("zip");
  return ENT_STR("");
}

static ent_str text_format(const reading *r) {
  size_t at = 0;
  const char *text = r->chars.text;
  while (at < r->chars.length) {
    size_t next = at;
    uint32_t c = ent_utf8_next(text, r->chars.length, &next);
    if (c != '\n' && c != '\r' && c != 0xFEFF && !ent_pattern_is_space(c)) break;
    at = next;
  }
  ent_str rest = ent_str_make(text + at, r->chars.length - at);
  if (rest.len == 0 || rest.ptr[0] != '<') return ENT_STR("text");
  if (has_tag(rest, "<html") || has_tag(rest, "<!doctype html") || has_tag(rest, "<body")) return ENT_STR("html");
  if (has_tag(rest, "<?xml") || ends_with(r->source->path, ".xml")) return ENT_STR("xml");
  if (ends_with(r->source->path, ".html") || ends_with(r->source->path, ".htm") || has_tag(rest, "<p") ||
      has_tag(rest, "<div"))
    return ENT_STR("html");
  return ENT_STR("text");
}

/* The script that most letters belong to. A Han character carries about as much as three letters. */
static int guess_lang(const ent_page *page) {
  uint64_t han = 0, cyrillic = 0, latin = 0;
  for (uint32_t i = 0; i < page->line_count && han + cyrillic + latin < 65536; i++)
    for (size_t at = page->lines[i].begin; at < page->lines[i].end;) {
      uint32_t c = ent_utf8_next(page->chars.text, page->lines[i].end, &at);
      if (ent_utf8_is_han(c))
        han += 3;
      else if (c >= 0x400 && c < 0x530)
        cyrillic++;
      else if (ent_letter(c) == ENT_LETTER_ALPHABET)
        latin++;
    }
  if (han >= cyrillic && han >= latin && han > 0) return ENT_LANG_ZH;
  return cyrillic > latin ? ENT_LANG_RU : ENT_LANG_EN;
}

static ent_status add_line(ent_source *source, uint64_t begin) {
  uint32_t *line = ent_vector_push(&source->lines, &source->line_count, &source->line_capacity, sizeof *source->lines);
  if (line == NULL) return ENT_ERR_MEMORY;
  *line = (uint32_t)begin; /* ENT_DECODE_LIMIT */
  return ENT_OK;
}

static ent_status count_pages(ent_source *source, const ent_chars *chars) {
  for (size_t at = 0; at < chars->length; at++) {
    const char *feed = memchr(chars->text + at, '\f', chars->length - at);
    if (feed == NULL) break;
    at = (size_t)(feed - chars->text);
    uint32_t *page =
        ent_vector_push(&source->pages, &source->page_count, &source->page_capacity, sizeof *source->pages);
    if (page == NULL) return ENT_ERR_MEMORY;
    *page = (uint32_t)ent_chars_end(chars, at); /* ENT_DECODE_LIMIT */
  }
  return ENT_OK;
}

/* Lines are counted as editors count them: LF, CR LF, CR. */
static ent_status count_lines(ent_source *source, const ent_chars *chars) {
  ent_status status = add_line(source, 0);
  bool returns = memchr(chars->text, '\r', chars->length) != NULL;
  for (size_t at = 0; at < chars->length && status == ENT_OK; at++) {
    if (!returns) {
      const char *end = memchr(chars->text + at, '\n', chars->length - at);
      if (end == NULL) break;
      at = (size_t)(end - chars->text);
    }
    char c = chars->text[at];
    if (c == '\n' || (c == '\r' && (at + 1 == chars->length || chars->text[at + 1] != '\n')))
      status = add_line(source, ent_chars_end(chars, at));
  }
  return status;
}

static ent_status decode(reading *r) {
  ent_decode_options options = {.encoding = r->options->encoding,
                                .declared = ent_markup_declared(r->bytes, r->length),
                                .lang = ent_layout_lang_find(r->options->lang),
                                .repair = r->options->repair};
  ent_status status = ent_decode(r->source->path, r->bytes, r->length, &options, r->options->rules, r->source->arena,
                                 r->sink, &r->chars, &r->source->encoding);
  if (status == ENT_OK) status = count_lines(r->source, &r->chars);
  return status == ENT_OK ? count_pages(r->source, &r->chars) : status;
}

static ent_status make_page(reading *r) {
  const char *file = r->source->path;
  ent_status status;
  if (ent_str_equal(r->format, ENT_STR("html")))
    status = ent_markup_html(file, &r->chars, r->options->rules, r->sink, &r->page);
  else if (ent_str_equal(r->format, ENT_STR("xml")))
    status = ent_markup_xml(file, &r->chars, r->options->rules, r->sink, &r->page);
  else
    status = ent_page_from_text(&r->chars, &r->page);
  if (status == ENT_OK && r->page.line_count == 0)
    status = ent_report(r->sink, ENT_LEVEL_ERROR, ENT_ERR_EMPTY, file, 0, 0, "there is no text in it");
  return status;
}

/* Appends one member's text to the paragraph under way. */
static ent_status append_block(const reading *r, ent_chars *out, const ent_block *block, bool glued) {
  const ent_chars *from = &r->layout.text;
  if (glued && out->length > 0 && block->text.begin < block->text.end) {
    ent_str text = ent_layout_text(&r->layout, block);
    uint32_t left = ent_letter_last(ent_str_make(out->text, out->length)), right = ent_letter_first(text);
    if (ent_layout_needs_space(r->lang, left, right)) {
      uint64_t place = ent_chars_begin(from, block->text.begin);
      ent_status status = ent_chars_put(out, ' ', place, place);
      if (status != ENT_OK) return status;
    }
  }
  return ent_chars_append(out, from, block->text.begin, block->text.end);
}

static ent_status add_paragraph(ent_document *document, uint32_t *capacity, ent_range range, uint8_t kind) {
  ent_paragraph *paragraph =
      ent_vector_push(&document->paragraphs, &document->paragraph_count, capacity, sizeof *document->paragraphs);
  if (paragraph == NULL) return ENT_ERR_MEMORY;
  uint16_t section = document->paragraph_count > 1 ? paragraph[-1].section : 0;
  if (kind == ENT_PARAGRAPH_HEADING && section < UINT16_MAX) section++;
  *paragraph = (ent_paragraph){range, kind, section};
  return ENT_OK;
}

static bool is_furniture(const ent_member *member) {
  return member->kind == ENT_PARAGRAPH_FURNITURE;
}

/* Writes the paragraphs. Halves that belong together become one; furniture between them comes behind. */
static ent_status write_text(const reading *r, const ent_article *article, ent_document *document, ent_chars *out) {
  uint32_t capacity = 0;
  ent_status status = ENT_OK;
  uint32_t done = 0; /* members before it that are no furniture are written */
  for (uint32_t i = 0; i < article->member_count && status == ENT_OK; i++) {
    const ent_member *member = &article->members[i];
    if (!is_furniture(member) && i < done) continue;
    if (out->length > 0) {
      uint64_t place = ent_chars_end(out, out->length - 1);
      status = ent_chars_put(out, '\n', place, place);
    }
    size_t begin = out->length;
    if (status == ENT_OK) status = append_block(r, out, &r->layout.blocks[member->block], false);
    for (uint32_t k = i + 1; !is_furniture(member) && k < article->member_count && status == ENT_OK; k++) {
      if (is_furniture(&article->members[k])) continue;
      if (!article->members[k].glued) break;
      status = append_block(r, out, &r->layout.blocks[article->members[k].block], true);
      done = k + 1;
    }
    if (out->length >= UINT32_MAX) status = ENT_ERR_LIMIT;
    ent_range range = {(uint32_t)begin, (uint32_t)out->length};
    if (status == ENT_OK) status = add_paragraph(document, &capacity, range, member->kind);
    if (member->kind == ENT_PARAGRAPH_TITLE && document->title.end == 0) document->title = range;
  }
  return status;
}

static ent_status write_sentences(const reading *r, ent_document *document, const ent_chars *text) {
  ent_sentence_list list = {0};
  uint32_t capacity = 0;
  ent_status status = ENT_OK;
  for (uint32_t p = 0; p < document->paragraph_count && status == ENT_OK; p++) {
    const ent_paragraph *paragraph = &document->paragraphs[p];
    if (paragraph->kind == ENT_PARAGRAPH_HEADING || paragraph->kind == ENT_PARAGRAPH_FURNITURE) continue;
    list.count = 0;
    status = ent_segment(
        r->options->rules, r->lang,
        ent_str_make(text->text + paragraph->range.begin, paragraph->range.end - paragraph->range.begin), &list);
    for (uint32_t i = 0; i < list.count && status == ENT_OK; i++) {
      ent_sentence *sentence =
          ent_vector_push(&document->sentences, &document->sentence_count, &capacity, sizeof *document->sentences);
      if (sentence == NULL)
        status = ENT_ERR_MEMORY;
      else
        *sentence = (ent_sentence){
            {paragraph->range.begin + list.items[i].begin, paragraph->range.begin + list.items[i].end}, p};
    }
  }
  free(list.items);
  return status;
}

static ent_status index_points(ent_document *document, ent_arena *arena) {
  uint32_t *points = ent_arena_calloc(arena, document->text.len / ENT_POINTS_STEP + 1, sizeof *points);
  uint32_t count = 0;
  if (points == NULL) return ENT_ERR_MEMORY;
  for (size_t at = 0; at < document->text.len; at++) {
    if (at % ENT_POINTS_STEP == 0) points[at / ENT_POINTS_STEP] = count;
    if (((unsigned char)document->text.ptr[at] & 0xC0) != 0x80) count++;
  }
  if (document->text.len % ENT_POINTS_STEP == 0) points[document->text.len / ENT_POINTS_STEP] = count;
  document->points = points;
  return ENT_OK;
}

static ent_status write_document(const reading *r, uint32_t index) {
  ent_source *source = r->source;
  const ent_article *article = &r->articles.items[index];
  ent_document *document = &source->documents[index];
  ent_chars *text = &source->texts[index];
  document->file = source->path;
  document->article = index + 1;
  document->kind = article->kind;
  document->date = article->date;
  document->lang = ent_str_from(ent_layout_lang_name(r->lang));
  document->source = source;
  if (article->continued_title.ptr != NULL) {
    document->continued_title = ent_arena_copy(source->arena, article->continued_title);
    if (document->continued_title.ptr == NULL) return ENT_ERR_MEMORY;
  }
  ent_status status = write_text(r, article, document, text);
  if (status != ENT_OK) return status;
  if (text->length == 0) { /* arrays are there even for an empty text */
    status = ent_chars_put(text, '\n', 0, 0);
    text->length = 0;
    if (status != ENT_OK) return status;
    text->text[0] = '\0';
  }
  document->text = ent_str_make(text->text, text->length);
  document->places = text->places;
  document->place_count = text->place_count;
  status = write_sentences(r, document, text);
  return status == ENT_OK ? index_points(document, source->arena) : status;
}

static ent_status write_documents(const reading *r) {
  ent_source *source = r->source;
  source->document_count = r->articles.count;
  source->documents = calloc(r->articles.count, sizeof *source->documents);
  source->texts = calloc(r->articles.count, sizeof *source->texts);
  if (source->documents == NULL || source->texts == NULL) return ENT_ERR_MEMORY;
  ent_status status = ENT_OK;
  for (uint32_t i = 0; i < r->articles.count && status == ENT_OK; i++)
    status = write_document(r, i);
  return status;
}

static ent_status parse(reading *r) {
  const char *file = r->source->path;
  if (r->length == 0) return ent_report(r->sink, ENT_LEVEL_ERROR, ENT_ERR_EMPTY, file, 0, 0, "the file is empty");
  ent_digest_hex(r->bytes, r->length, r->source->digest);
  r->format = binary_format(r);
  ent_status status = ent_container_open(file, r->format, r->bytes, r->length, r->sink, &r->extracted, &r->length);
  if (status != ENT_OK) return status;
  if (r->extracted != NULL) {
    r->bytes = r->extracted;
    r->format = ENT_STR("text");
  }
  status = decode(r);
  if (status != ENT_OK) return status;
  if (r->format.len == 0) r->format = text_format(r);
  status = make_page(r);
  if (status != ENT_OK) return status;
  int lang = ent_layout_lang_find(r->options->lang);
  r->lang = lang >= 0 ? lang : guess_lang(&r->page);
  status = ent_layout_build(&r->page, r->lang, r->options->rules, &r->layout);
  if (status != ENT_OK) return status;
  ent_article_options options = {.layout = &r->layout,
                                 .rules = r->options->rules,
                                 .lang = r->lang,
                                 .split = !r->options->whole,
                                 .assumed = r->options->assumed,
                                 .published = r->page.published};
  status = ent_articles_build(&options, &r->articles);
  return status == ENT_OK ? write_documents(r) : status;
}

ent_status ent_source_parse(const char *name, const void *bytes, size_t length, const ent_read_options *options,
                            const ent_sink *sink, ent_source **result) {
  *result = NULL;
  ent_source *source = calloc(1, sizeof *source);
  if (source == NULL) return ENT_ERR_MEMORY;
  reading r = {.options = options, .sink = sink, .source = source, .bytes = bytes, .length = length};
  ent_status status = ENT_ERR_MEMORY;
  source->arena = ent_arena_new();
  if (source->arena == NULL) goto cleanup;
  source->path = ent_arena_copy(source->arena, ent_str_from(name)).ptr;
  if (source->path == NULL) goto cleanup;
  status = parse(&r);
cleanup:
  free(r.extracted);
  ent_chars_free(&r.chars);
  ent_page_free(&r.page);
  ent_layout_free(&r.layout);
  ent_articles_free(&r.articles);
  if (status != ENT_OK) {
    ent_source_free(source);
    return status;
  }
  *result = source;
  return ENT_OK;
}

static ent_status read_all(FILE *file, const char *path, const ent_sink *sink, char **bytes, size_t *length) {
  size_t capacity = 0;
  for (;;) {
    if (*length > ENT_DECODE_LIMIT)
      return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIMIT, path, 0, 0, "larger than %llu bytes",
                        (unsigned long long)ENT_DECODE_LIMIT);
    if (*length == capacity) {
      size_t wanted = capacity == 0 ? 65536 : capacity * 2;
      char *grown = realloc(*bytes, wanted);
      if (grown == NULL) return ENT_ERR_MEMORY;
      *bytes = grown;
      capacity = wanted;
    }
    size_t got = fread(*bytes + *length, 1, capacity - *length, file);
    *length += got;
    if (got == 0) break;
  }
  if (ferror(file))
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot be read: %s", strerror(errno));
  return ENT_OK;
}

ent_status ent_source_read(const char *path, const ent_read_options *options, const ent_sink *sink,
                           ent_source **source) {
  *source = NULL;
  bool standard = strcmp(path, "-") == 0;
  FILE *file = standard ? stdin : fopen(path, "rb");
  if (file == NULL)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot be opened: %s", strerror(errno));
  char *bytes = NULL;
  size_t length = 0;
  ent_status status = read_all(file, path, sink, &bytes, &length);
  if (!standard) (void)fclose(file); /* opened for reading: nothing can be lost */
  if (status == ENT_OK) status = ent_source_parse(path, bytes != NULL ? bytes : "", length, options, sink, source);
  free(bytes);
  return status;
}

void ent_source_free(ent_source *source) {
  if (source == NULL) return;
  for (uint32_t i = 0; i < source->document_count; i++) {
    if (source->documents != NULL) {
      free(source->documents[i].paragraphs);
      free(source->documents[i].sentences);
    }
    if (source->texts != NULL) ent_chars_free(&source->texts[i]);
  }
  free(source->documents);
  free(source->texts);
  free(source->lines);
  free(source->pages);
  ent_arena_free(source->arena);
  free(source);
}

uint32_t ent_source_document_count(const ent_source *source) {
  return source->document_count;
}

const ent_document *ent_source_document(const ent_source *source, uint32_t index) {
  return &source->documents[index];
}

const char *ent_source_encoding(const ent_source *source) {
  return source->encoding.ptr;
}

const char *ent_source_sha256(const ent_source *source) {
  return source->digest;
}

static uint32_t points_before(const ent_document *document, uint32_t byte) {
  uint32_t count = document->points[byte / ENT_POINTS_STEP];
  for (uint32_t at = byte - byte % ENT_POINTS_STEP; at < byte; at++)
    if (((unsigned char)document->text.ptr[at] & 0xC0) != 0x80) count++;
  return count;
}

/* How many of the ascending offsets are not behind the byte. */
static uint32_t count_begun(const uint32_t *offsets, uint32_t count, uint64_t byte) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (offsets[middle] <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The line, from 1, that a byte of the original stands in. */
static uint32_t line_of(const ent_source *source, uint64_t byte) {
  return count_begun(source->lines, source->line_count, byte);
}

uint32_t ent_document_page(const ent_document *document, uint32_t at) {
  const ent_source *source = document->source;
  uint64_t begin = 0, end = 0;
  if (source->page_count == 0 || at >= document->text.len) return 0;
  ent_document_origin(document, at, &begin, &end);
  return 1 + count_begun(source->pages, source->page_count, begin);
}

void ent_document_origin(const ent_document *document, uint32_t at, uint64_t *begin, uint64_t *end) {
  ent_places_find(document->places, document->place_count, 0, at, begin, end);
}

void ent_document_locate(const ent_document *document, ent_range range, ent_span *span) {
  uint32_t length = (uint32_t)document->text.len;
  if (range.begin > length) range.begin = length;
  if (range.end > length) range.end = length;
  if (range.end < range.begin) range.end = range.begin;
  span->begin = points_before(document, range.begin);
  span->end = points_before(document, range.end);
  uint64_t before = 0;
  if (length > 0 && range.begin < length)
    ent_document_origin(document, range.begin, &span->byte_begin, &span->byte_end);
  else if (length > 0)
    ent_document_origin(document, length - 1, &before, &span->byte_begin);
  else
    span->byte_begin = 0;
  span->byte_end = span->byte_begin;
  if (range.end > range.begin) ent_document_origin(document, range.end - 1, &before, &span->byte_end);
  if (span->byte_end < span->byte_begin) span->byte_end = span->byte_begin;
  span->line_begin = line_of(document->source, span->byte_begin);
  span->line_end = span->byte_end > span->byte_begin ? line_of(document->source, span->byte_end - 1) : span->line_begin;
}
