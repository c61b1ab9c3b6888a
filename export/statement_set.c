#include "export/statement_set.h"

#include <stdlib.h>
#include <string.h>

#define XSD_STRING "http://www.w3.org/2001/XMLSchema#string"

static void put_iri(ent_output *output, ent_str iri) {
  ent_output_text(output, "<");
  size_t start = 0;
  for (size_t i = 0; i < iri.len; i++) {
    const unsigned char c = (unsigned char)iri.ptr[i];
    if (!ent_iri_forbids(c)) continue;
    ent_output_put(output, iri.ptr + start, i - start);
    ent_output_format(output, "\\u%04X", c);
    start = i + 1;
  }
  ent_output_put(output, iri.ptr + start, iri.len - start);
  ent_output_text(output, ">");
}

/* A tab may stand in a string as it is, but rdflib reads spaces then. */
static const char *escape_of(char c) {
  switch (c) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  case '\t':
    return "\\t";
  default:
    return NULL;
  }
}

static void put_literal(ent_output *output, const ent_term *term) {
  ent_output_text(output, "\"");
  size_t start = 0;
  for (size_t i = 0; i < term->text.len; i++) {
    const char c = term->text.ptr[i];
    const char *escape = escape_of(c);
    if (!escape) continue;
    ent_output_put(output, term->text.ptr + start, i - start);
    ent_output_text(output, escape);
    start = i + 1;
  }
  ent_output_put(output, term->text.ptr + start, term->text.len - start);
  ent_output_text(output, "\"");
  if (term->lang.len) {
    ent_output_text(output, "@");
    ent_output_str(output, term->lang);
  } else if (term->datatype.len && !ent_str_equal(term->datatype, ENT_STR(XSD_STRING))) {
    ent_output_text(output, "^^"); /* a text without a datatype is an xsd:string (RDF 1.1) */
    put_iri(output, term->datatype);
  }
}

static ent_sym put_term(ent_statement_set *set, const ent_term *term) {
  if (term->kind == ENT_TERM_NONE) return 0;
  set->scratch.length = 0;
  ent_output output = ent_output_buffer(&set->scratch);
  if (term->kind == ENT_TERM_IRI) {
    put_iri(&output, term->text);
  } else if (term->kind == ENT_TERM_LITERAL) {
    put_literal(&output, term);
  } else {
    set->blank = true;
    ent_output_text(&output, "_:");
    ent_output_str(&output, term->text);
  }
  if (output.status != ENT_OK) return ENT_SYM_FAILED;
  return ent_intern_put(set->terms, ent_str_make(set->scratch.data, set->scratch.length));
}

/* True if the symbol, of the statement before, is this very IRI: statements about one thing stand together. */
static bool is_again(const ent_statement_set *set, ent_sym symbol, const ent_term *term) {
  ent_str text = ent_intern_text(set->terms, symbol);
  return term->kind == ENT_TERM_IRI && text.len == term->text.len + 2 && text.ptr[0] == '<' &&
         memcmp(text.ptr + 1, term->text.ptr, term->text.len) == 0;
}

static ent_status take(void *user, const ent_statement *statement) {
  ent_statement_set *set = user;
  const ent_triple_terms last = set->count ? set->items[set->count - 1] : (ent_triple_terms){0};
  ent_triple_terms *slot = ent_vector_push(&set->items, &set->count, &set->capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  slot->graph = put_term(set, &statement->graph);
  slot->subject = is_again(set, last.subject, &statement->subject) ? last.subject : put_term(set, &statement->subject);
  slot->predicate =
      is_again(set, last.predicate, &statement->predicate) ? last.predicate : put_term(set, &statement->predicate);
  slot->object = put_term(set, &statement->object);
  const bool failed = slot->graph == ENT_SYM_FAILED || slot->subject == ENT_SYM_FAILED ||
                      slot->predicate == ENT_SYM_FAILED || slot->object == ENT_SYM_FAILED;
  return failed ? ENT_ERR_MEMORY : ENT_OK;
}

ent_status ent_statement_set_read(ent_statement_set *set, FILE *stream, const char *path, const char *parser,
                                  const char *base, const ent_sink *sink) {
  ent_status status = ent_statements_read(stream, path, parser, base, sink, take, set);
  if (status == ENT_ERR_MEMORY) ent_report(sink, ENT_LEVEL_ERROR, status, path, 0, 0, "out of memory");
  return status;
}

static int by_symbols(const void *left, const void *right) {
  const ent_triple_terms *a = left, *b = right;
  if (a->graph != b->graph) return a->graph < b->graph ? -1 : 1;
  if (a->subject != b->subject) return a->subject < b->subject ? -1 : 1;
  if (a->predicate != b->predicate) return a->predicate < b->predicate ? -1 : 1;
  return (a->object > b->object) - (a->object < b->object);
}

void ent_statement_set_order(ent_statement_set *set) {
  uint32_t kept = 0;
  if (set->count > 1) qsort(set->items, set->count, sizeof *set->items, by_symbols);
  for (uint32_t i = 0; i < set->count; i++)
    if (kept == 0 || by_symbols(&set->items[kept - 1], &set->items[i]) != 0) set->items[kept++] = set->items[i];
  set->count = kept;
}

void ent_statement_set_free(ent_statement_set *set) {
  if (!set) return;
  free(set->items);
  ent_buffer_free(&set->scratch);
  *set = (ent_statement_set){0};
}

static ent_status add(ent_statement_set *set, const ent_triple_terms *item) {
  ent_triple_terms *slot = ent_vector_push(&set->items, &set->count, &set->capacity, sizeof *slot);
  if (!slot) return ENT_ERR_MEMORY;
  *slot = *item;
  return ENT_OK;
}

/* Statements by their texts: qsort has no context argument. */
typedef struct {
  ent_str texts[4];
  ent_triple_terms item;
} spelled;

static int by_texts(const void *left, const void *right) {
  int order = 0;
  for (int i = 0; order == 0 && i < 4; i++)
    order = ent_str_compare(((const spelled *)left)->texts[i], ((const spelled *)right)->texts[i]);
  return order;
}

static ent_status order_by_text(ent_statement_set *set) {
  spelled *list = calloc((size_t)set->count + 1, sizeof *list);
  if (!list) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < set->count; i++) {
    const ent_triple_terms t = set->items[i];
    list[i] = (spelled){{ent_intern_text(set->terms, t.graph), ent_intern_text(set->terms, t.subject),
                         ent_intern_text(set->terms, t.predicate), ent_intern_text(set->terms, t.object)},
                        t};
  }
  if (set->count > 1) qsort(list, set->count, sizeof *list, by_texts);
  for (uint32_t i = 0; i < set->count; i++)
    set->items[i] = list[i].item;
  free(list);
  return ENT_OK;
}

ent_status ent_statement_set_compare(const ent_statement_set *before, const ent_statement_set *after,
                                     ent_statement_set *removed, ent_statement_set *added) {
  ent_status status = ENT_OK;
  removed->terms = added->terms = before->terms;
  for (uint32_t i = 0, k = 0; status == ENT_OK && (i < before->count || k < after->count);) {
    const int order = i == before->count ? 1 : k == after->count ? -1 : by_symbols(&before->items[i], &after->items[k]);
    if (order < 0)
      status = add(removed, &before->items[i]);
    else if (order > 0)
      status = add(added, &after->items[k]);
    i += order <= 0;
    k += order >= 0;
  }
  if (status == ENT_OK) status = order_by_text(removed);
  return status == ENT_OK ? order_by_text(added) : status;
}

static void put_rows(const ent_statement_set *set, const char *row, ent_output *output) {
  for (uint32_t i = 0; i < set->count; i++) {
    const ent_triple_terms t = set->items[i];
    const ent_sym terms[] = {t.subject, t.predicate, t.object, t.graph};
    ent_output_text(output, row);
    for (int k = 0; k < 4; k++) {
      if (k == 3 && t.graph == 0) continue;
      ent_output_text(output, " ");
      ent_output_str(output, ent_intern_text(set->terms, terms[k]));
    }
    ent_output_text(output, " .\n");
  }
}

ent_status ent_statement_write_patch(const ent_statement_set *removed, const ent_statement_set *added,
                                     ent_output *output) {
  if (removed->count + added->count == 0) return output->status;
  ent_output_text(output, "TX .\n");
  put_rows(removed, "D", output);
  put_rows(added, "A", output);
  ent_output_text(output, "TC .\n");
  return output->status;
}

/* SPARQL resolves \u… everywhere before it looks at strings, so that "\\u0041", a backslash and u0041 in N-Triples, is
 * not safe there: that u is written as an escape itself. */
static void put_object(ent_output *output, ent_str text) {
  size_t start = 0;
  if (text.ptr[0] == '"')
    for (size_t i = 0; i + 2 < text.len; i++) {
      if (text.ptr[i] != '\\') continue;
      i++; /* what is escaped */
      if (text.ptr[i] != '\\' || (text.ptr[i + 1] | 0x20) != 'u') continue;
      ent_output_put(output, text.ptr + start, i + 1 - start);
      ent_output_format(output, "\\U%08X", text.ptr[i + 1]); /* rdflib takes eight digits behind a \u too */
      start = i + 2;
      i++;
    }
  ent_output_put(output, text.ptr + start, text.len - start);
}

static void put_operations(const ent_statement_set *set, const char *keyword, const char *graph, bool *first,
                           ent_output *output) {
  for (uint32_t i = 0; i < set->count; i++) {
    const ent_triple_terms t = set->items[i];
    const bool starts = i % ENT_UPDATE_CHUNK == 0;
    const bool ends = i + 1 == set->count || (i + 1) % ENT_UPDATE_CHUNK == 0;
    const bool named = t.graph != 0 || graph;
    if (starts) {
      ent_output_format(output, "%s%s DATA {\n", *first ? "" : ";\n", keyword);
      *first = false;
    }
    if (named && (starts || set->items[i - 1].graph != t.graph)) {
      if (t.graph) {
        ent_output_text(output, "GRAPH ");
        ent_output_str(output, ent_intern_text(set->terms, t.graph));
        ent_output_text(output, " {\n");
      } else {
        ent_output_format(output, "GRAPH <%s> {\n", graph);
      }
    }
    ent_output_str(output, ent_intern_text(set->terms, t.subject));
    ent_output_text(output, " ");
    ent_output_str(output, ent_intern_text(set->terms, t.predicate));
    ent_output_text(output, " ");
    put_object(output, ent_intern_text(set->terms, t.object));
    ent_output_text(output, " .\n");
    if (named && (ends || set->items[i + 1].graph != t.graph)) ent_output_text(output, "}\n");
    if (ends) ent_output_text(output, "}\n");
  }
}

ent_status ent_statement_write_update(const ent_statement_set *removed, const ent_statement_set *added,
                                      const char *graph, ent_output *output) {
  bool first = true;
  put_operations(removed, "DELETE", graph, &first, output);
  put_operations(added, "INSERT", graph, &first, output);
  return output->status;
}
