/* libxml2's text writer behind the gate, onto an output. */
#ifndef ENT_EXPORT_XML_H
#define ENT_EXPORT_XML_H

#include "export/output.h"

typedef struct ent_xml ent_xml;

/* Begins a document in UTF-8, indented. The output is borrowed until ent_xml_close. */
ent_status ent_xml_open(ent_output *output, ent_xml **opened);
/* Ends the document and frees (NULL is taken). The result is the first failure of all. */
ent_status ent_xml_close(ent_xml *xml);
ent_status ent_xml_status(const ent_xml *xml);

void ent_xml_start(ent_xml *xml, const char *element);
void ent_xml_end(ent_xml *xml);
void ent_xml_attribute(ent_xml *xml, const char *name, ent_str value);
void ent_xml_text(ent_xml *xml, ent_str text);
/* A whole element with one attribute and a text. */
void ent_xml_leaf(ent_xml *xml, const char *element, const char *name, ent_str value, ent_str text);

#endif
