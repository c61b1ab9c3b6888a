/* What the reader knows about the page layout of each language, as data: extract/rules/{zh,en,ru}/layout.tsv.
 *
 * A row is a kind, a pattern, a value and examples: columns kind, pattern, value, example, counter.
 *
 * Patterns: every character stands for itself, except
 *   #        a number: one or more decimal digits (ASCII or full-width) or Chinese numerals
 *   @        one or more ASCII digits
 *   ~        up to 14 letters, digits, dots and spaces: a name, also none
 *   *        any run of characters, also none
 *   ?        any one character
 *   (a|b|)   one of the alternatives, which are literal texts
 *   space    any run of white space, also none
 *   \        takes its special meaning from the next character
 * In rows of the kind "date", %Y %m %d are the parts of the date and %B is the name of a month.
 *
 * Where a pattern is looked for follows from its kind (ent_layout_kind). Word lists hold several words in one row,
 * separated by ";". */
#ifndef ENT_EXTRACT_LAYOUT_RULES_H
#define ENT_EXTRACT_LAYOUT_RULES_H

#include "extract/document.h"
#include "extract/pattern.h"

typedef enum {
  ENT_RULE_FURNITURE,  /* whole line: page numbers, share bars, copyright */
  ENT_RULE_MASTHEAD,   /* whole line: furniture whose date is the date of the page */
  ENT_RULE_GOES_ON,    /* end of a line: the article continues elsewhere (下转第三版) */
  ENT_RULE_CONTINUED,  /* begin of a line: continues an article (上接一版) */
  ENT_RULE_MARKER,     /* begin of a paragraph: list marker */
  ENT_RULE_HEADING,    /* whole paragraph: section heading */
  ENT_RULE_TURN,       /* begin of a paragraph: who asks or answers */
  ENT_RULE_AGENCY,     /* begin of a paragraph: 新华社天津9月1日电 */
  ENT_RULE_DATELINE,   /* whole paragraph: place and date of the text */
  ENT_RULE_SALUTATION, /* whole paragraph: 尊敬的各位同事：; value: the kind of document, where it tells one */
  ENT_RULE_TITLE,      /* whole title; value: the kind of document (ent_document_kind_name) */
  ENT_RULE_KICKER,     /* whole line in a title group that is not the title itself */
  ENT_RULE_BYLINE,     /* whole line: who wrote it (本报记者　沈一舟) */
  ENT_RULE_CLOSING,    /* whole paragraph: what a letter closes with, before who signs (此致, Best regards,) */
  ENT_RULE_OPENING,    /* end of a paragraph: the text of a declaration begins (并发表宣言如下：) */
  ENT_RULE_DONE_AT,  /* whole sentence, one date in it: 本条约于二〇二三年十一月二十二日订于北京 */
  ENT_RULE_OFFICE,   /* words: an office that stands before a name in a byline */
  ENT_RULE_OPEN_END, /* words that a title cannot end with */
  ENT_RULE_GOES_ON_TITLE, /* words that the second line of a title begins with (第) */
  ENT_RULE_NO_BEGIN,      /* words that no sentence begins with (们, 以及) */
  ENT_RULE_AHEAD,         /* words in a clause whose date lies ahead of the text (将, 拟, will) */
  ENT_RULE_BACK,          /* words in a clause whose date may lie years behind it (回顾, 以来, recalling) */
  ENT_RULE_SAYS,      /* words that end a short clause about who spoke, behind what was said (有人问, 他强调) */
  ENT_RULE_GOES_WITH, /* words that carry a sentence on behind a closed quotation (的, 并) */
  ENT_RULE_ABBREVIATION, /* words with a final full stop that ends no sentence before a capital; value: "may-end" or
                            "after-number" (then it ends one) */
  ENT_RULE_MONTH,        /* words; value: number of the month */
  ENT_RULE_DATE,         /* date pattern */
  ENT_RULE_HYPHEN,       /* words that keep their hyphen at a line's end (self-) */
  ENT_RULE_CLASS,        /* words in class or id of HTML elements; value: "furniture" or "text" */
  ENT_RULE_ENCODING,     /* ICU converter name; order of rows = order of trying */
  ENT_RULE_FREQUENT,     /* the language's frequent characters beyond ASCII, one string; value: hundredths of a text's
                            characters that are such by chance and by usage. They tell an encoding. */
  ENT_RULE_KIND_COUNT
} ent_layout_kind;

typedef struct {
  ent_str pattern, value;
  ent_pattern compiled; /* of rows that are no words */
  ent_str example, counter;
  uint32_t line; /* in its file */
  uint16_t root; /* which data root */
} ent_layout_rule;

/* Characters fall into this many classes. */
#define ENT_LAYOUT_CLASSES 256

typedef struct {
  ent_layout_rule *items;
  uint32_t count, capacity;
  /* By the class of a text's first and last character: which rules may fit it. Bit k stands for rule k, the last bit
   * for all rules from there on. Turns away nearly every text at once. */
  uint64_t first[ENT_LAYOUT_CLASSES], last[ENT_LAYOUT_CLASSES];
  /* Rules of kind "date": by the class of the character behind the pattern's first number. */
  uint64_t second[ENT_LAYOUT_CLASSES];
} ent_layout_list;

/* The lowest rule of a mask at or behind rule `from`; `count` if there is none. */
static inline uint32_t ent_layout_next_rule(uint64_t mask, uint32_t from, uint32_t count) {
  while (from < count && (mask >> (from < 63 ? from : 63) & 1) == 0)
    from++;
  return from;
}

enum { ENT_LANG_ZH, ENT_LANG_EN, ENT_LANG_RU, ENT_LANG_COUNT };

/* The rows of one kind; `lang` is an ENT_LANG_ number. */
const ent_layout_list *ent_layout_rules_list(const ent_layout_rules *rules, int lang, ent_layout_kind kind);
/* "zh", "en", "ru"; static. */
const char *ent_layout_lang_name(int lang);
/* -1 when unknown. */
int ent_layout_lang_find(ent_str name);

/* The first row of a kind that fits `text`, or NULL. *length (may be NULL) is set to the bytes that the pattern
 * covers, from the begin (prefix kinds) or to the end (suffix kinds) of the text. */
const ent_layout_rule *ent_layout_match(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text,
                                        size_t *length);
/* The same for one whose characters are known: `signature` is that of the text or of a longer one around it. */
const ent_layout_rule *ent_layout_match_signed(const ent_layout_rules *rules, int lang, ent_layout_kind kind,
                                               ent_str text, const ent_pattern_signature *signature, size_t *length);
/* The first word of a list that `text` begins or ends with; 0 bytes when none does, else its length. */
size_t ent_layout_word_begin(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text);
size_t ent_layout_word_end(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text);
/* True if one of the words stands anywhere in the text. */
bool ent_layout_word_in(const ent_layout_rules *rules, int lang, ent_layout_kind kind, ent_str text);

/* Runs the examples of all rows: each must match its example and not its counterexample. Reports FILE:LINE for each
 * that fails; ENT_ERR_DATA if any did. For `entente check`. */
ent_status ent_layout_rules_check(const char *const *roots, const ent_layout_rules *rules, const ent_sink *sink);

#endif
