#include "extract/markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "extract/dateline.h"
#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* What an element does to the text in it. */
typedef enum {
  PART_INLINE,
  PART_BLOCK,
  PART_HEADING,
  PART_BREAK,     /* br: a soft line end */
  PART_DROP,      /* no text at all */
  PART_FURNITURE, /* text, but not of the article */
  PART_HEAD_TITLE,
  PART_ROW,
  PART_CELL,
  PART_HEADER_CELL,
  PART_LABEL,
  PART_ARTICLE
} part;

static const struct {
  const char *name;
  part what;
} elements[] = {
    {"article", PART_ARTICLE},
    {"aside", PART_FURNITURE},
    {"br", PART_BREAK},
    {"button", PART_FURNITURE},
    {"caption", PART_LABEL},
    {"dd", PART_BLOCK},
    {"div", PART_BLOCK},
    {"dt", PART_BLOCK},
    {"figcaption", PART_LABEL},
    {"footer", PART_FURNITURE},
    {"h1", PART_HEADING},
    {"h2", PART_HEADING},
    {"h3", PART_HEADING},
    {"h4", PART_HEADING},
    {"h5", PART_HEADING},
    {"h6", PART_HEADING},
    {"iframe", PART_DROP},
    {"li", PART_BLOCK},
    {"nav", PART_FURNITURE},
    {"noscript", PART_DROP},
    {"object", PART_DROP},
    {"option", PART_DROP},
    {"p", PART_BLOCK},
    {"script", PART_DROP},
    {"select", PART_DROP},
    {"style", PART_DROP},
    {"svg", PART_DROP},
    {"td", PART_CELL},
    {"template", PART_DROP},
    {"textarea", PART_DROP},
    {"th", PART_HEADER_CELL},
    {"title", PART_HEAD_TITLE},
    {"tr", PART_ROW},
    /* inline in HTML and in the XML vocabularies of documents */
    {"a", PART_INLINE},
    {"abbr", PART_INLINE},
    {"b", PART_INLINE},
    {"bdi", PART_INLINE},
    {"cite", PART_INLINE},
    {"code", PART_INLINE},
    {"data", PART_INLINE},
    {"date", PART_INLINE},
    {"def", PART_INLINE},
    {"del", PART_INLINE},
    {"dfn", PART_INLINE},
    {"docDate", PART_INLINE},
    {"docTitle", PART_INLINE},
    {"em", PART_INLINE},
    {"emph", PART_INLINE},
    {"font", PART_INLINE},
    {"foreign", PART_INLINE},
    {"hi", PART_INLINE},
    {"i", PART_INLINE},
    {"img", PART_INLINE},
    {"inline", PART_INLINE},
    {"ins", PART_INLINE},
    {"kbd", PART_INLINE},
    {"location", PART_INLINE},
    {"mark", PART_INLINE},
    {"name", PART_INLINE},
    {"orgName", PART_INLINE},
    {"organization", PART_INLINE},
    {"persName", PART_INLINE},
    {"person", PART_INLINE},
    {"placeName", PART_INLINE},
    {"q", PART_INLINE},
    {"ref", PART_INLINE},
    {"rs", PART_INLINE},
    {"s", PART_INLINE},
    {"seg", PART_INLINE},
    {"small", PART_INLINE},
    {"span", PART_INLINE},
    {"strong", PART_INLINE},
    {"sub", PART_INLINE},
    {"sup", PART_INLINE},
    {"term", PART_INLINE},
    {"time", PART_INLINE},
    {"u", PART_INLINE},
    {"var", PART_INLINE},
    {"w", PART_INLINE},
    {"wbr", PART_INLINE},
    /* more names of the XML vocabularies */
    {"head", PART_HEADING},
    {"heading", PART_HEADING},
    {"lb", PART_BREAK},
    {"eol", PART_BREAK},
    {"teiHeader", PART_DROP},
    {"meta", PART_DROP},
    {"pb", PART_INLINE},
    {"fw", PART_FURNITURE},
    {"note", PART_FURNITURE},
    {"row", PART_ROW},
    {"cell", PART_CELL},
};

static part part_of(const char *name, bool html) {
  const char *colon = strrchr(name, ':');
  if (colon != NULL) name = colon + 1;
  if (html && (strcmp(name, "head") == 0 || strcmp(name, "meta") == 0)) return PART_BLOCK;
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
    if (strcmp(elements[i].name, name) == 0) return elements[i].what;
  return PART_BLOCK;
}

typedef struct {
  uint8_t what;                               /* part */
  bool dropped, furniture, header, row, link; /* inherited */
} level;

typedef struct {
  const char *file;
  const ent_chars *source;
  const ent_layout_rules *rules;
  const ent_sink *sink;
  ent_page *page;
  xmlParserCtxtPtr context;
  ent_status status;
  bool html;
  bool classes; /* class names may say what is furniture */
  level levels[ENT_MARKUP_DEPTH];
  uint32_t depth;
  size_t cursor;  /* bytes of the source that are behind us */
  uint32_t begin; /* of the line under way, in page->chars */
  bool blank, hard, soft, article, space;
  bool row_header, row_text, row_cell;
  bool linked, plain; /* the line has text inside and outside of links */
  bool headed;        /* a heading has begun */
  uint8_t heading;
  uint32_t head_title; /* 1 + begin of the head's title in page->chars; 0: not in it */
} reader;

static const level *top(const reader *r) {
  static const level outside = {PART_BLOCK, false, false, false, false, false};
  return r->depth == 0 ? &outside : &r->levels[r->depth - 1];
}

static void fail(reader *r, ent_status status) {
  if (r->status != ENT_OK) return;
  r->status = status;
  xmlStopParser(r->context);
}

/* Ends the line under way. */
static void flush(reader *r, bool hard) {
  ent_line *line = NULL;
  uint32_t end = (uint32_t)r->page->chars.length;
  if (r->begin < end) {
    ent_status status = ent_page_add(r->page, r->begin, end, &r->blank, &line);
    if (status != ENT_OK) fail(r, status);
  }
  if (line != NULL) {
    const level *now = top(r);
    line->hard = r->hard;
    line->soft = r->soft && !r->hard;
    line->article = r->article;
    line->level = r->heading;
    /* Nothing but links above the page's first heading leads elsewhere. */
    bool leads_away = r->html && r->linked && !r->plain && !r->headed && r->heading == 0;
    line->hint = now->furniture || leads_away ? ENT_HINT_FURNITURE : r->heading > 0 ? ENT_HINT_HEADING : ENT_HINT_NONE;
    if (now->row) line->hint = r->row_text ? ENT_HINT_ROW : ENT_HINT_LABEL;
    if (now->what == PART_LABEL && !now->furniture) line->hint = ENT_HINT_LABEL;
    r->hard = r->soft = r->article = r->linked = r->plain = false;
  }
  r->begin = end;
  r->space = false;
  if (hard)
    r->hard = r->blank = true;
  else
    r->soft = true;
}

static uint64_t place(const reader *r, size_t at) {
  return r->source->length == 0   ? 0
         : at < r->source->length ? ent_chars_begin(r->source, at)
                                  : ent_chars_end(r->source, r->source->length - 1);
}

static void put(reader *r, uint32_t c, size_t from, size_t to) {
  ent_status status = ent_chars_put(&r->page->chars, c, place(r, from), place(r, to));
  if (status != ENT_OK && status != ENT_ERR_DATA) fail(r, status);
  if (r->page->chars.length >= UINT32_MAX) fail(r, ENT_ERR_LIMIT);
}

/* Where a run of text that libxml2 hands over stands in the source. It reports text right after it was read, so the run
 * ends at the parser's place, or a character before it; a character reference begins at the last "&". */
static size_t find_run(reader *r, const char *text, size_t length, bool *exact) {
  const char *source = r->source->text;
  long consumed = xmlByteConsumed(r->context);
  size_t here = consumed < 0 ? r->cursor : (size_t)consumed;
  if (here > r->source->length) here = r->source->length;
  *exact = true;
  for (size_t slack = 0; slack <= 4; slack++) {
    size_t end = here + slack;
    if (end > r->source->length || end < length || end - length < r->cursor) continue;
    if (memcmp(source + end - length, text, length) == 0) return end - length;
  }
  for (size_t slack = 1; slack <= 4 && slack < here; slack++)
    if (here - slack >= length + r->cursor && memcmp(source + here - slack - length, text, length) == 0)
      return here - slack - length;
  *exact = false;
  size_t at = here;
  while (at > r->cursor && source[at - 1] != '&')
    at--;
  return at > r->cursor ? at - 1 : r->cursor;
}

/* What stands between the links of a navigation bar. */
static bool is_separator(uint32_t c) {
  return ent_letter(c) == ENT_LETTER_MARK || ent_letter_is_trailing(c) || c == 0xFF5C;
}

static void on_text(void *user, const xmlChar *text, int length) {
  reader *r = user;
  if (r->status != ENT_OK || length <= 0) return;
  bool exact = false;
  const char *bytes = (const char *)text;
  size_t count = (size_t)length, from = find_run(r, bytes, count, &exact), to = from + count;
  if (!exact) {
    long consumed = xmlByteConsumed(r->context);
    to = consumed < 0 || (size_t)consumed < from ? from : (size_t)consumed;
    if (to > r->source->length) to = r->source->length;
  }
  r->cursor = to;
  if (top(r)->dropped) return;
  for (size_t at = 0; at < count && r->status == ENT_OK;) {
    size_t start = at;
    uint32_t c = ent_utf8_next(bytes, count, &at);
    size_t begin = exact ? from + start : from, end = exact ? from + at : to;
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      /* Line ends in the source of a page are white space. */
      if (!r->space && r->page->chars.length > r->begin) put(r, ' ', begin, end);
      r->space = true;
    } else {
      put(r, c, begin, end);
      r->space = false;
      if (ent_letter(c) != ENT_LETTER_OTHER && !is_separator(c)) *(top(r)->link ? &r->linked : &r->plain) = true;
    }
  }
}

/* One word of a class or id attribute after the other, split at what is no letter or digit. */
static bool next_token(const char **at, ent_str *token) {
  const char *p = *at;
  while (*p != '\0' && ent_letter((unsigned char)*p) != ENT_LETTER_ALPHABET)
    p++;
  const char *start = p;
  while (*p != '\0' && ent_letter((unsigned char)*p) == ENT_LETTER_ALPHABET)
    p++;
  *at = p;
  *token = ent_str_make(start, (size_t)(p - start));
  return p > start;
}

static bool same_word(ent_str a, ent_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if ((a.ptr[i] | 0x20) != (b.ptr[i] | 0x20)) return false;
  return true;
}

/* "furniture" if a word says so and none says "text". */
static bool furniture_by_class(const reader *r, const xmlChar **attributes) {
  bool furniture = false;
  if (!r->classes || attributes == NULL) return false;
  for (int i = 0; attributes[i] != NULL; i += 2) {
    const char *name = (const char *)attributes[i], *value = (const char *)attributes[i + 1];
    if (value == NULL || (strcmp(name, "class") != 0 && strcmp(name, "id") != 0 && strcmp(name, "role") != 0)) continue;
    ent_str token;
    while (next_token(&value, &token))
      for (int lang = 0; lang < ENT_LANG_COUNT; lang++) {
        const ent_layout_list *list = ent_layout_rules_list(r->rules, lang, ENT_RULE_CLASS);
        for (uint32_t k = 0; k < list->count; k++) {
          if (!same_word(list->items[k].pattern, token)) continue;
          if (!ent_str_equal(list->items[k].value, ENT_STR("furniture"))) return false;
          furniture = true;
        }
      }
  }
  return furniture;
}

static const char *attribute(const xmlChar **attributes, const char *name) {
  for (int i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp((const char *)attributes[i], name) == 0) return (const char *)attributes[i + 1];
  return NULL;
}

/* <meta name="PubDate" content="2024-12-18">, <meta property="article:published_time" …>. */
static void take_metadata(reader *r, const xmlChar **attributes) {
  static const char *const names[] = {"pubdate",           "publishdate",  "article:published_time",
                                      "dc.date",           "dcterms.date", "date",
                                      "og:published_time", "publish-date", "weibo: article:create_at"};
  const char *name = attribute(attributes, "name"), *content = attribute(attributes, "content");
  if (name == NULL) name = attribute(attributes, "property");
  if (name == NULL || content == NULL || r->page->published.year != 0) return;
  ent_found_day found;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (same_word(ent_str_from(names[i]), ent_str_from(name)) &&
        ent_day_next(r->rules, ENT_LANG_ZH, ent_str_from(content), 0, &found))
      r->page->published = found.day;
}

static void begin_row_cell(reader *r, part what) {
  if (r->row_cell) put(r, 0x3000, r->cursor, r->cursor);
  r->row_cell = true;
  r->space = true;
  if (what == PART_CELL) r->row_text = true;
}

static void on_begin(void *user, const xmlChar *element, const xmlChar **attributes) {
  reader *r = user;
  const char *name = (const char *)element;
  if (r->status != ENT_OK) return;
  if (r->depth == ENT_MARKUP_DEPTH) {
    fail(r, ent_report(r->sink, ENT_LEVEL_ERROR, ENT_ERR_LIMIT, r->file, (uint32_t)xmlSAX2GetLineNumber(r->context), 0,
                       "elements nested deeper than %d", ENT_MARKUP_DEPTH));
    return;
  }
  part what = part_of(name, r->html);
  if (r->html && strcmp(name, "meta") == 0) take_metadata(r, attributes);
  bool furniture = what == PART_FURNITURE || furniture_by_class(r, attributes);
  const level *outer = top(r);
  if (what == PART_BREAK && !outer->row) flush(r, false);
  if (what == PART_BREAK && outer->row) r->space = false;
  bool in_row = outer->row;
  if (what != PART_INLINE && what != PART_BREAK && !in_row) flush(r, true);
  if (what == PART_ARTICLE) r->article = true;
  if (in_row && (what == PART_CELL || what == PART_HEADER_CELL)) begin_row_cell(r, what);
  level inner = {
      (uint8_t)what, outer->dropped || what == PART_DROP, outer->furniture || furniture,
      outer->header, outer->row || what == PART_ROW,      outer->link || (r->html && strcmp(name, "a") == 0)};
  if (outer->what == PART_LABEL && what == PART_INLINE) inner.what = PART_LABEL;
  if (what == PART_ROW && !in_row) r->row_text = r->row_cell = false;
  r->headed = r->headed || what == PART_HEADING;
  if (what == PART_HEADING)
    r->heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? (uint8_t)(name[1] - '0') : 2;
  if (what == PART_HEAD_TITLE && r->html) {
    inner.furniture = true;
    r->head_title = (uint32_t)r->page->chars.length + 1;
  }
  r->levels[r->depth++] = inner;
}

static void on_end(void *user, const xmlChar *element) {
  reader *r = user;
  (void)element;
  if (r->status != ENT_OK || r->depth == 0) return;
  const level now = *top(r);
  bool outer_row = r->depth > 1 && r->levels[r->depth - 2].row;
  if (now.what == PART_HEAD_TITLE && r->head_title > 0) {
    r->page->head_title = (ent_range){r->head_title - 1, (uint32_t)r->page->chars.length};
    r->begin = (uint32_t)r->page->chars.length; /* not a line of the page */
    r->linked = r->plain = false;
    r->head_title = 0;
  }
  bool inner = r->depth > 1 && r->levels[r->depth - 2].what == PART_LABEL;
  if (now.what != PART_INLINE && now.what != PART_BREAK && !outer_row && !(now.what == PART_LABEL && inner))
    flush(r, true);
  if (now.what == PART_HEADING) r->heading = 0;
  r->depth--;
}

/* The same for XML. */
static void on_begin_ns(void *user, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                        const xmlChar **declared, int count, int defaulted, const xmlChar **attributes) {
  (void)prefix;
  (void)uri;
  (void)namespaces;
  (void)declared;
  (void)count;
  (void)defaulted;
  (void)attributes;
  on_begin(user, element, NULL);
}

static void on_end_ns(void *user, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix;
  (void)uri;
  on_end(user, element);
}

/* Ill-formed HTML is the rule; ill-formed XML is an error, reported once. */
static void on_error(void *user, const xmlError *error) {
  reader *r = user;
  if (r->html || error == NULL || error->level < XML_ERR_ERROR || r->status != ENT_OK) return;
  size_t length = error->message == NULL ? 0 : strcspn(error->message, "\n");
  r->status = ent_report(r->sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, r->file, (uint32_t)error->line,
                         (uint32_t)error->int2, "%.*s", (int)length, error->message == NULL ? "" : error->message);
}

static void on_structured_error(void *user, xmlErrorPtr error) {
  on_error(user, error);
}

static ent_status prepare(reader *r, size_t length, const char *file, const ent_sink *sink) {
  r->blank = r->hard = true;
  if (length > INT32_MAX)
    return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIMIT, file, 0, 0, "markup larger than 2 GiB");
  return ENT_OK;
}

static bool has_text(const ent_page *page) {
  for (uint32_t i = 0; i < page->line_count; i++)
    if (page->lines[i].hint != ENT_HINT_FURNITURE) return true;
  return false;
}

static ent_status parse_html(reader *r) {
  htmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = on_begin;
  handler.endElement = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  r->context = htmlCreateMemoryParserCtxt(r->source->text, (int)r->source->length);
  if (r->context == NULL) return ENT_ERR_MEMORY;
  (void)xmlSwitchEncoding(r->context, XML_CHAR_ENCODING_UTF8); /* whatever the page says: it is decoded already */
  if (r->context->sax != NULL) memcpy(r->context->sax, &handler, sizeof handler);
  r->context->userData = r;
  (void)htmlCtxtUseOptions(r->context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                           HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
  (void)htmlParseDocument(r->context);
  flush(r, true);
  if (r->context->myDoc != NULL) xmlFreeDoc(r->context->myDoc);
  htmlFreeParserCtxt(r->context);
  return r->status;
}

ent_status ent_markup_html(const char *file, const ent_chars *source, const ent_layout_rules *rules,
                           const ent_sink *sink, ent_page *page) {
  reader *r = calloc(1, sizeof *r);
  if (r == NULL) return ENT_ERR_MEMORY;
  ent_status status = prepare(r, source->length, file, sink);
  /* A page whose text stands in what looks like furniture by name is read again without regard to names. */
  for (int attempt = 0; status == ENT_OK && attempt < 2; attempt++) {
    memset(r, 0, sizeof *r);
    *r = (reader){.file = file,
                  .source = source,
                  .rules = rules,
                  .sink = sink,
                  .page = page,
                  .html = true,
                  .classes = attempt == 0,
                  .blank = true,
                  .hard = true};
    status = parse_html(r);
    if (status != ENT_OK || has_text(page)) break;
    if (attempt == 0) ent_page_free(page);
  }
  free(r);
  return status;
}

ent_status ent_markup_xml(const char *file, const ent_chars *source, const ent_layout_rules *rules,
                          const ent_sink *sink, ent_page *page) {
  reader *r = calloc(1, sizeof *r);
  if (r == NULL) return ENT_ERR_MEMORY;
  *r = (reader){.file = file, .source = source, .rules = rules, .sink = sink, .page = page};
  ent_status status = prepare(r, source->length, file, sink);
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElementNs = on_begin_ns;
  handler.endElementNs = on_end_ns;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.cdataBlock = on_text;
  handler.serror = on_structured_error;
  /* No entityDecl: the entities of a DTD are never declared, so that none can expand. */
  handler.initialized = XML_SAX2_MAGIC;
  if (status != ENT_OK) goto cleanup;
  r->context = xmlCreateMemoryParserCtxt(source->text, (int)source->length);
  if (r->context == NULL) {
    status = ENT_ERR_MEMORY;
    goto cleanup;
  }
  (void)xmlSwitchEncoding(r->context, XML_CHAR_ENCODING_UTF8);
  memcpy(r->context->sax, &handler, sizeof handler);
  r->context->userData = r;
  (void)xmlCtxtUseOptions(r->context, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
  (void)xmlParseDocument(r->context);
  flush(r, true);
  status = r->status;
  if (status == ENT_OK && r->context->wellFormed == 0)
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, file, 0, 0, "the XML is not well-formed");
  if (r->context->myDoc != NULL) xmlFreeDoc(r->context->myDoc);
  xmlFreeParserCtxt(r->context);
cleanup:
  free(r);
  return status;
}

ent_str ent_markup_declared(const char *bytes, size_t length) {
  static const char *const keys[] = {"charset", "encoding"};
  size_t reach = length < 4096 ? length : 4096;
  if (memchr(bytes, '<', reach) == NULL) return ent_str_make("", 0);
  for (size_t at = 0; at < reach; at++)
    for (size_t k = 0; k < 2; k++) {
      size_t key = strlen(keys[k]), p = at + key;
      if (p >= reach || !same_word(ent_str_make(bytes + at, key), ent_str_from(keys[k]))) continue;
      while (p < reach && (bytes[p] == ' ' || bytes[p] == '=' || bytes[p] == '"' || bytes[p] == '\''))
        p++;
      size_t end = p;
      while (end < reach && bytes[end] > ' ' && strchr("\"'>;/?", bytes[end]) == NULL)
        end++;
      if (end > p && end - p < 40 && p > at + key) return ent_str_make(bytes + p, end - p);
    }
  return ent_str_make("", 0);
}
