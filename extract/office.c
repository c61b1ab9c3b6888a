#include "extract/office.h"

#ifdef HAVE_LIBARCHIVE

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "extract/container.h"

/* Archives with more members than this are not searched further. */
#define MEMBERS 10000

typedef struct {
  char *bytes;
  size_t used, capacity;
  ent_status status;
} buffer;

static void put(buffer *b, const char *bytes, size_t count) {
  if (b->status != ENT_OK) return;
  if (count > ENT_CONTAINER_LIMIT - b->used) {
    b->status = ENT_ERR_LIMIT;
    return;
  }
  if (b->used + count + 1 > b->capacity) {
    size_t wanted = (b->used + count + 1) * 2;
    char *grown = realloc(b->bytes, wanted);
    if (grown == NULL) {
      b->status = ENT_ERR_MEMORY;
      return;
    }
    b->bytes = grown;
    b->capacity = wanted;
  }
  memcpy(b->bytes + b->used, bytes, count);
  b->used += count;
  b->bytes[b->used] = '\0';
}

static bool is_body(const char *name) {
  return name != NULL && (strcmp(name, "word/document.xml") == 0 || strcmp(name, "content.xml") == 0);
}

/* Finds the part and unpacks it. */
static ent_status unpack(const char *bytes, size_t size, buffer *part) {
  struct archive *archive = archive_read_new();
  if (archive == NULL) return ENT_ERR_MEMORY;
  ent_status status = ENT_ERR_SYNTAX;
  if (archive_read_support_format_zip(archive) != ARCHIVE_OK ||
      archive_read_open_memory(archive, bytes, size) != ARCHIVE_OK)
    goto cleanup;
  struct archive_entry *entry = NULL;
  for (int i = 0; i < MEMBERS && archive_read_next_header(archive, &entry) == ARCHIVE_OK; i++) {
    if (!is_body(archive_entry_pathname(entry))) continue;
    char block[16384];
    la_ssize_t got = 0;
    while (part->status == ENT_OK && (got = archive_read_data(archive, block, sizeof block)) > 0)
      put(part, block, (size_t)got);
    status = got < 0 ? ENT_ERR_SYNTAX : part->status;
    break;
  }
cleanup:
  (void)archive_read_free(archive); /* nothing was written */
  return status;
}

typedef struct {
  buffer text;
  xmlParserCtxtPtr context;
  int runs;    /* open elements whose text counts */
  int dropped; /* open elements whose text does not: another form of what stands beside, deleted text, comments */
  bool docx;   /* else ODT */
  bool in_row, has_cell, has_text;
} reader;

/* Text stands in w:t (DOCX; in w:delText and w:instrText it is no text) and in text:p, text:h (ODT). */
static bool holds_text(const reader *r, const char *name) {
  return r->docx ? strcmp(name, "t") == 0 : strcmp(name, "h") == 0 || strcmp(name, "p") == 0;
}

static bool is_dropped(const char *name) {
  return strcmp(name, "Fallback") == 0 || strcmp(name, "tracked-changes") == 0 || strcmp(name, "annotation") == 0;
}

static void end_line(reader *r) {
  if (r->has_text) put(&r->text, "\n\n", 2);
  r->has_text = false;
}

static void on_begin(void *user, const xmlChar *element) {
  reader *r = user;
  const char *name = (const char *)element;
  if (is_dropped(name)) r->dropped++;
  if (r->dropped > 0) return;
  if (strcmp(name, "document") == 0) r->docx = true;
  if (strcmp(name, "tr") == 0 || strcmp(name, "table-row") == 0) {
    end_line(r);
    r->in_row = true;
    r->has_cell = false;
  } else if (strcmp(name, "tc") == 0 || strcmp(name, "table-cell") == 0) {
    if (r->has_cell) put(&r->text, "\xE3\x80\x80\xE3\x80\x80", 6); /* one would be noise between ideographs */
    r->has_cell = true;
  } else if (strcmp(name, "tab") == 0 || strcmp(name, "s") == 0) {
    put(&r->text, " ", 1);
  } else if (strcmp(name, "br") == 0 || strcmp(name, "line-break") == 0) {
    put(&r->text, r->in_row ? " " : "\n", 1);
  }
  if (holds_text(r, name)) r->runs++;
}

static void on_end(void *user, const xmlChar *element) {
  reader *r = user;
  const char *name = (const char *)element;
  if (r->dropped > 0) {
    if (is_dropped(name)) r->dropped--;
    return;
  }
  if (holds_text(r, name) && r->runs > 0) r->runs--;
  if ((strcmp(name, "p") == 0 || strcmp(name, "h") == 0) && !r->in_row) end_line(r);
  if (strcmp(name, "tr") == 0 || strcmp(name, "table-row") == 0) {
    r->in_row = false;
    end_line(r);
  }
}

static void on_begin_ns(void *user, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                        const xmlChar **declared, int count, int defaulted, const xmlChar **attributes) {
  (void)prefix;
  (void)uri;
  (void)namespaces;
  (void)declared;
  (void)count;
  (void)defaulted;
  (void)attributes;
  on_begin(user, element);
}

static void on_end_ns(void *user, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix;
  (void)uri;
  on_end(user, element);
}

static void on_text(void *user, const xmlChar *text, int length) {
  reader *r = user;
  if (r->runs == 0 || r->dropped > 0 || length <= 0) return;
  put(&r->text, (const char *)text, (size_t)length);
  r->has_text = true;
  if (r->text.status != ENT_OK) xmlStopParser(r->context);
}

static ent_status take_text(const buffer *part, reader *r) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElementNs = on_begin_ns;
  handler.endElementNs = on_end_ns;
  handler.characters = on_text;
  handler.initialized = XML_SAX2_MAGIC; /* no entityDecl: entities are never declared, so that none can expand */
  if (part->used > INT32_MAX) return ENT_ERR_LIMIT;
  r->context = xmlCreateMemoryParserCtxt(part->bytes, (int)part->used);
  if (r->context == NULL) return ENT_ERR_MEMORY;
  memcpy(r->context->sax, &handler, sizeof handler);
  r->context->userData = r;
  (void)xmlCtxtUseOptions(r->context, XML_PARSE_NONET);
  (void)xmlParseDocument(r->context);
  ent_status status = r->text.status;
  if (status == ENT_OK && r->context->wellFormed == 0) status = ENT_ERR_SYNTAX;
  if (r->context->myDoc != NULL) xmlFreeDoc(r->context->myDoc);
  xmlFreeParserCtxt(r->context);
  return status;
}

ent_status ent_office_read(const char *file, const char *bytes, size_t size, const ent_sink *sink, char **text,
                           size_t *length) {
  buffer part = {0};
  reader r = {.runs = 0};
  ent_status status = unpack(bytes, size, &part);
  if (status == ENT_OK && part.used > 0) status = take_text(&part, &r);
  free(part.bytes);
  if (status != ENT_OK) {
    free(r.text.bytes);
    if (status == ENT_ERR_LIMIT)
      return ent_report(sink, ENT_LEVEL_ERROR, status, file, 0, 0, "its text is larger than %llu bytes",
                        (unsigned long long)ENT_CONTAINER_LIMIT);
    return ent_report(sink, ENT_LEVEL_ERROR, status, file, 0, 0, "no DOCX and no ODT document, or a damaged one");
  }
  *text = r.text.bytes;
  *length = r.text.used;
  return ENT_OK;
}

#endif
