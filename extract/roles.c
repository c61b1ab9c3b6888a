#include "extract/articles.h"
#include "extract/dateline.h"
#include "extract/letters.h"
#include "extract/pattern.h"
#include "graph/utf8.h"

/* The longest title, in characters: headlines over two decks and official titles of treaties stay below. */
#define TITLE_LENGTH 90
/* The same where words are spelled: AGREEMENT between … and … on … */
#define SPELLED_TITLE 240
/* The longest numbered heading, in characters. A numbered sentence without a final stop is longer. */
#define HEADING_LENGTH 32

static bool ends_open(uint32_t last) {
  return last == 0xFF0C || last == 0xFF1B || last == 0xFF1A || last == ',' || last == ';' || last == ':' ||
         last == 0x3001;
}

ent_role ent_block_role(const ent_article_options *o, const ent_block *block) {
  if (block->kind != ENT_BLOCK_TEXT || block->hint == ENT_HINT_LABEL || block->hint == ENT_HINT_FURNITURE)
    return ENT_ROLE_FURNITURE;
  ent_str text = ent_layout_text(o->layout, block);
  if (text.len == 0) return ENT_ROLE_FURNITURE;
  if (block->hint == ENT_HINT_ROW) return ENT_ROLE_BODY;
  size_t length = 0;
  if (ent_layout_match_block(o->rules, o->layout, ENT_RULE_AGENCY, block, &length) != NULL)
    return length == text.len ? ENT_ROLE_STAMP : ENT_ROLE_NEWS;
  if (text.len <= ENT_PATTERN_REACH &&
      ent_layout_match_block(o->rules, o->layout, ENT_RULE_SALUTATION, block, NULL) != NULL)
    return ENT_ROLE_SALUTATION;
  if (text.len <= ENT_PATTERN_REACH &&
      ent_layout_match_block(o->rules, o->layout, ENT_RULE_CLOSING, block, NULL) != NULL)
    return ENT_ROLE_CLOSING;
  if (block->hint == ENT_HINT_HEADING) return block->level <= 2 ? ENT_ROLE_TITLE : ENT_ROLE_HEADING;
  if (text.len > ENT_PATTERN_REACH) return ENT_ROLE_BODY;
  if (ent_layout_match_block(o->rules, o->layout, ENT_RULE_DATELINE, block, NULL) != NULL) return ENT_ROLE_DATE;
  uint32_t last = ent_letter_last(text);
  size_t count = ent_utf8_count(text.ptr, text.len);
  if (!block->prose && ent_layout_match_block(o->rules, o->layout, ENT_RULE_TITLE, block, NULL) == NULL &&
      ent_day_is_dateline(o->rules, o->lang, text))
    return ENT_ROLE_DATE;
  if (ent_layout_match_block(o->rules, o->layout, ENT_RULE_HEADING, block, NULL) != NULL && !ends_open(last) &&
      !(block->prose && ent_letter_is_ender(last)))
    return ENT_ROLE_HEADING;
  /* РЕЗОЛЮЦИЯ 2785 (2025), принятая …: the heading goes on in the line below */
  if ((last == ',' || last == 0xFF0C) && count <= HEADING_LENGTH && !block->prose &&
      ent_layout_match_block(o->rules, o->layout, ENT_RULE_TITLE, block, NULL) != NULL)
    return ENT_ROLE_TITLE;
  if (ends_open(last) || block->continued || block->goes_on) return ENT_ROLE_BODY;
  if (ent_layout_match_block(o->rules, o->layout, ENT_RULE_KICKER, block, NULL) != NULL && !block->prose)
    return ENT_ROLE_TITLE;
  bool marked = ent_layout_match_block(o->rules, o->layout, ENT_RULE_MARKER, block, &length) != NULL;
  if (marked && ent_letter_first(text) != 0x2014)
    return !block->prose && count <= HEADING_LENGTH && !ent_letter_is_ender(last) && last != '.' ? ENT_ROLE_HEADING
                                                                                                 : ENT_ROLE_BODY;
  for (size_t at = 0; block->prose && at < text.len;)
    if (ent_utf8_next(text.ptr, text.len, &at) == 0x3002) return ENT_ROLE_BODY;
  bool spelled = ent_letter(ent_letter_first(text)) == ENT_LETTER_ALPHABET;
  if (count > (spelled ? SPELLED_TITLE : TITLE_LENGTH) || ent_letter_is_ender(last) || last == '.')
    return ENT_ROLE_BODY;
  if (ent_letter(ent_letter_first(text)) == ENT_LETTER_IDEOGRAPH && block->prose && count > TITLE_LENGTH * 2 / 3)
    return ENT_ROLE_BODY;
  return ENT_ROLE_TITLE;
}
