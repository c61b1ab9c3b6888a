/* A document as the later stages see it: working text with structure and a way back to the original bytes.
 *
 * bytes → ent_source (one file: decoded, markup removed) → one ent_document per article.
 * The working text is what is quoted in the output: original characters (no folding), with lines joined, stray spaces
 * inside words gone, page furniture out of the sentences. Paragraphs are separated by one '\n'. */
#ifndef ENT_EXTRACT_DOCUMENT_H
#define ENT_EXTRACT_DOCUMENT_H

#include "extract/chars.h"
#include "graph/arena.h"
#include "graph/model.h"
#include "graph/status.h"

/* Byte offsets into the working text, end exclusive. */
typedef struct {
  uint32_t begin, end;
} ent_range;

typedef enum {
  ENT_PARAGRAPH_TITLE,    /* the document's title (joined over its lines) */
  ENT_PARAGRAPH_SUBTITLE, /* a subtitle, a kicker, a dash line under the title */
  ENT_PARAGRAPH_DATELINE, /* （2025年9月1日，天津） under a title; 新华社天津9月1日电 on a line of its own; signing
                             lines */
  ENT_PARAGRAPH_BYLINE,    /* 中华人民共和国主席 习近平 under a title: who speaks or signs */
  ENT_PARAGRAPH_HEADING,   /* 一 / 一、各方援助 / 第一条 适用范围: a section heading, no sentence */
  ENT_PARAGRAPH_BODY,      /* running text; list items are body too */
  ENT_PARAGRAPH_TURN,      /* a speaker's turn in a question-and-answer text: begins with 汪文斌： or 问： */
  ENT_PARAGRAPH_SIGNATURE, /* signatures at the end of a treaty */
  ENT_PARAGRAPH_FURNITURE  /* page numbers, mastheads, 下转第三版, share buttons: in no sentence */
} ent_paragraph_kind;

typedef struct {
  ent_range range;
  uint8_t kind;     /* ent_paragraph_kind */
  uint16_t section; /* ordinal of the section it stands in, 0 before the first heading */
} ent_paragraph;

typedef struct {
  ent_range range;    /* without surrounding white space, with its final punctuation */
  uint32_t paragraph; /* index into paragraphs */
} ent_sentence;

typedef enum {
  ENT_KIND_UNKNOWN,
  ENT_KIND_DECLARATION, /* 宣言 公报 声明 联合声明 communiqué: issued by the parties */
  ENT_KIND_SPEECH,
  ENT_KIND_NEWS,
  ENT_KIND_RESOLUTION,
  ENT_KIND_TREATY,           /* the text of an instrument, in articles */
  ENT_KIND_PRESS_CONFERENCE, /* questions and answers, a spokesperson's remarks */
  ENT_KIND_LETTER,           /* telegrams, letters */
  ENT_KIND_COUNT
} ent_document_kind;
const char *ent_document_kind_name(ent_document_kind kind); /* "declaration"; "" for unknown */

typedef struct {
  int year, month, day; /* 0: unknown */
} ent_day;

#define ENT_POINTS_STEP 64

typedef struct ent_document {
  const char *file;        /* the path as the user named it */
  uint32_t article;        /* from 1 */
  ent_str text;            /* working text, UTF-8, NUL-terminated */
  const ent_place *places; /* where the runs of the text came from; the origins are ascending except where halves of
                              an article were united. Read them with ent_document_origin. */
  uint32_t place_count;
  const uint32_t *points; /* points[k]: code points before text byte k * ENT_POINTS_STEP; for ent_document_locate */
  ent_paragraph *paragraphs;
  uint32_t paragraph_count;
  ent_sentence
      *sentences; /* of TITLE, SUBTITLE, DATELINE, BYLINE, BODY, TURN and SIGNATURE paragraphs, in text order */
  uint32_t sentence_count;
  ent_range title;         /* into text; empty when there is none */
  ent_str continued_title; /* 上接…《title》: the title of the article that this one continues; NULL ptr: none */
  ent_document_kind kind;
  ent_str lang; /* "zh", "en", "ru" */
  ent_day date; /* dateline or the date under the title, completed from `assumed`; zeros: unknown */
  struct ent_source *source;
} ent_document;

typedef struct ent_source ent_source;

/* What the reader knows about the page layout of each language (extract/rules/{zh,en,ru}/layout.tsv): list markers,
 * furniture, turn markers, news agencies, title words, abbreviations. Immutable after loading; safe to share between
 * threads. */
typedef struct ent_layout_rules ent_layout_rules;

/* `roots`: folders that hold extract/rules/, NULL-terminated; rows of later ones add to those of earlier ones. Loads
 * all languages at once. A root without a language's file is no error, but each language must be found in one root
 * (ENT_ERR_IO). Errors in the files are reported with FILE:LINE:COL, and *rules is NULL then. */
ent_status ent_layout_rules_load(const char *const *roots, const ent_sink *sink, ent_layout_rules **rules);
void ent_layout_rules_free(ent_layout_rules *rules);

typedef struct {
  const ent_layout_rules *rules; /* must not be NULL */
  ent_str lang;                  /* "" = decide from the text */
  ent_str encoding;              /* "" = detect; an ICU converter name */
  ent_str format;  /* "" = decide from the content, then the file's ending; "text", "html", "xml", "pdf", "docx",
                      "odt" */
  ent_day assumed; /* --date: used where the text gives no year of its own */
  bool whole;      /* the file is one document; false: several articles in it become several documents */
  bool repair;     /* replace invalid bytes instead of refusing the file */
} ent_read_options;

/* Reads one file ("-": standard input, not closed) whole. On failure reports to the sink with file, line and column,
 * and *source is NULL. The source owns all its documents; options and path are not kept (path is copied). */
ent_status ent_source_read(const char *path, const ent_read_options *options, const ent_sink *sink,
                           ent_source **source);
/* The same from memory; `name` stands for the path. The bytes are copied. */
ent_status ent_source_parse(const char *name, const void *bytes, size_t length, const ent_read_options *options,
                            const ent_sink *sink, ent_source **source);
void ent_source_free(ent_source *source);
uint32_t ent_source_document_count(const ent_source *source);
const ent_document *ent_source_document(const ent_source *source, uint32_t index); /* from 0; borrowed */
const char *ent_source_encoding(const ent_source *source);                         /* "UTF-8", "GB18030", … */
const char *ent_source_sha256(const ent_source *source); /* 64 hex digits of the original bytes */

/* The bytes [*begin, *end) of the original file that text byte `at` (< text.len) came from: the byte itself, or those
 * of its character or character reference; an empty range for what the reader put in (the line ends between
 * paragraphs). */
void ent_document_origin(const ent_document *document, uint32_t at, uint64_t *begin, uint64_t *end);
/* The page, from 1, that text byte `at` stands on: of a PDF, or between the form feeds of a text. 0: it has no pages.
 * In DOCX and ODT, whose spans are places in the extracted text, a paragraph, heading or table row is a line of its own
 * with a blank one behind it; in HTML and XML a span's bytes are those of the file itself, so they lead to the element.
 */
uint32_t ent_document_page(const ent_document *document, uint32_t at);
/* Fills everything of a span (code points, original bytes, lines) but document and quote. */
void ent_document_locate(const ent_document *document, ent_range range, ent_span *span);

#endif
