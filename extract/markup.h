/* HTML and XML to a page, through libxml2's parsers in their SAX form: no tree, no network, no external entities. */
#ifndef ENT_EXTRACT_MARKUP_H
#define ENT_EXTRACT_MARKUP_H

#include "extract/layout_rules.h"
#include "extract/page.h"

/* Elements nest no deeper than this; ENT_ERR_LIMIT beyond. */
#define ENT_MARKUP_DEPTH 512

/* Encoding named in the first 4096 bytes (<meta charset>, <meta http-equiv>, <?xml encoding?>); empty: none. Borrowed
 * from `bytes`. */
ent_str ent_markup_declared(const char *bytes, size_t length);

/* Reads decoded HTML. Scripts, styles and the like are dropped; navigation, share bars and footers (by element, or by
 * class and id as the rows of kind "class" say) become lines with ENT_HINT_FURNITURE. Every character knows its bytes
 * in the original. `source` stays the caller's. */
ent_status ent_markup_html(const char *file, const ent_chars *source, const ent_layout_rules *rules,
                           const ent_sink *sink, ent_page *page);
/* Reads decoded XML: the text of block elements (TEI-like and Akoma-Ntoso-like names among them); an element that is
 * not known to be inline begins a block. Ill-formed XML is ENT_ERR_SYNTAX, reported with line and column. */
ent_status ent_markup_xml(const char *file, const ent_chars *source, const ent_layout_rules *rules,
                          const ent_sink *sink, ent_page *page);

#endif
