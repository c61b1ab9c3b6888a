/* Blocks to articles: where one ends and the next begins, what is its title, its date, its kind, and what each block
 * is in it. */
#ifndef ENT_EXTRACT_ARTICLES_H
#define ENT_EXTRACT_ARTICLES_H

#include "extract/layout.h"

/* A block as part of an article. */
typedef struct {
  uint32_t block;
  uint8_t kind; /* ent_paragraph_kind */
  bool glued;   /* goes on with the paragraph before it (its other half stood on another page) */
} ent_member;

typedef struct {
  ent_member *members;
  uint32_t member_count, member_capacity;
  uint32_t title;          /* index into members, UINT32_MAX: none */
  ent_str continued_title; /* borrowed from the layout; NULL ptr: none */
  ent_document_kind kind;
  ent_day date;
  bool anonymous; /* continues an article that it does not name */
  bool named;     /* begins with 上接《title》 */
} ent_article;

typedef struct {
  ent_article *items;
  uint32_t count, capacity;
} ent_articles;

typedef struct {
  const ent_layout *layout;
  const ent_layout_rules *rules;
  int lang;
  bool split;
  ent_day assumed;   /* --date */
  ent_day published; /* from the file's metadata */
} ent_article_options;

/* Fills a zeroed structure. Articles stand in the order of their first blocks; there is at least one, if only one of
 * furniture. */
ent_status ent_articles_build(const ent_article_options *options, ent_articles *articles);
void ent_articles_free(ent_articles *articles);

/* The parts, each in a file of its own. */

/* roles.c: what a block looks like on its own. */
typedef enum {
  ENT_ROLE_FURNITURE,
  ENT_ROLE_TITLE, /* short, no stop: a title, subtitle, byline, kicker */
  ENT_ROLE_DATE,  /* nothing but a date and a place */
  ENT_ROLE_STAMP, /* an agency's dateline on a line of its own */
  ENT_ROLE_NEWS,  /* body that begins with an agency's dateline */
  ENT_ROLE_HEADING,
  ENT_ROLE_SALUTATION,
  ENT_ROLE_CLOSING, /* 此致, Best regards, */
  ENT_ROLE_BODY
} ent_role;
ent_role ent_block_role(const ent_article_options *options, const ent_block *block);

/* heads.c: title, subtitle, byline and dateline of an article, and the kinds of all its members. `roles` has an entry
 * for each block of the layout; with `after`, the title may stand behind the text. */
void ent_article_label(const ent_article_options *options, const uint8_t *roles, bool after, ent_article *article);
/* kinds.c: kind and date of a labelled article. `page`: what is known of the page's date; with `by_text`, a year that
 * nothing else gives may be taken from the running text. */
void ent_article_judge(const ent_article_options *options, const uint8_t *roles, ent_day page, bool by_text,
                       ent_article *article);

#endif
