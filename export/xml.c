#include "export/xml.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>

#include "export/gate.h"

struct ent_xml {
  xmlTextWriterPtr writer;
  ent_output *output;
  ent_arena *scratch;
  ent_status status;
};

/* Always says that all is well: of a failure libxml2 would print a line to stderr. The output remembers it. */
static int take_bytes(void *context, const char *bytes, int length) {
  ent_output_put(context, bytes, (size_t)length);
  return length;
}

static void check(ent_xml *xml, int result) {
  if (xml->status != ENT_OK) return;
  if (xml->output->status != ENT_OK)
    xml->status = xml->output->status;
  else if (result < 0)
    xml->status = ENT_ERR_LIBRARY;
}

/* Through the gate and NUL-terminated, as libxml2 wants it. NULL after a failure. */
static const xmlChar *clean(ent_xml *xml, ent_str text) {
  if (xml->status != ENT_OK) return NULL;
  ent_arena_reset(xml->scratch);
  ent_str good = ent_gate_text(xml->scratch, text);
  if (good.ptr) good = ent_arena_copy(xml->scratch, good);
  if (!good.ptr) xml->status = ENT_ERR_MEMORY;
  return (const xmlChar *)good.ptr;
}

ent_status ent_xml_open(ent_output *output, ent_xml **opened) {
  *opened = NULL;
  ent_xml *xml = calloc(1, sizeof *xml);
  if (!xml) return ENT_ERR_MEMORY;
  xml->output = output;
  xml->scratch = ent_arena_new();
  xmlOutputBufferPtr buffer = xml->scratch ? xmlOutputBufferCreateIO(take_bytes, NULL, output, NULL) : NULL;
  if (buffer) xml->writer = xmlNewTextWriter(buffer); /* owns the buffer */
  if (buffer && !xml->writer) xmlOutputBufferClose(buffer);
  if (!xml->writer) {
    ent_xml_close(xml);
    return ENT_ERR_MEMORY;
  }
  check(xml, xmlTextWriterSetIndent(xml->writer, 1));
  check(xml, xmlTextWriterSetIndentString(xml->writer, (const xmlChar *)"  "));
  check(xml, xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL));
  *opened = xml;
  return ENT_OK;
}

ent_status ent_xml_close(ent_xml *xml) {
  if (!xml) return ENT_OK;
  if (xml->writer) {
    if (xml->status == ENT_OK) check(xml, xmlTextWriterEndDocument(xml->writer));
    check(xml, xmlTextWriterFlush(xml->writer));
    xmlFreeTextWriter(xml->writer);
  }
  ent_status status = xml->status;
  ent_arena_free(xml->scratch);
  free(xml);
  return status;
}

ent_status ent_xml_status(const ent_xml *xml) {
  return xml->status;
}

void ent_xml_start(ent_xml *xml, const char *element) {
  if (xml->status == ENT_OK) check(xml, xmlTextWriterStartElement(xml->writer, (const xmlChar *)element));
}

void ent_xml_end(ent_xml *xml) {
  if (xml->status == ENT_OK) check(xml, xmlTextWriterEndElement(xml->writer));
}

void ent_xml_attribute(ent_xml *xml, const char *name, ent_str value) {
  const xmlChar *text = clean(xml, value);
  if (text) check(xml, xmlTextWriterWriteAttribute(xml->writer, (const xmlChar *)name, text));
}

void ent_xml_text(ent_xml *xml, ent_str text) {
  const xmlChar *content = clean(xml, text);
  if (content) check(xml, xmlTextWriterWriteString(xml->writer, content));
}

void ent_xml_leaf(ent_xml *xml, const char *element, const char *name, ent_str value, ent_str text) {
  ent_xml_start(xml, element);
  ent_xml_attribute(xml, name, value);
  ent_xml_text(xml, text);
  ent_xml_end(xml);
}
