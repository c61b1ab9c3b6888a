/* N-Triples and N-Quads: one statement per line. raptor2's parsers for them take seconds for a million lines and forget
 * a reference to each datatype. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "graph/utf8.h"
#include "ontology/statements.h"

typedef struct {
  const char *at, *end; /* of the line */
  const char *wrong;    /* what is wrong at `at`, NULL: nothing */
  ent_arena *arena;     /* of unescaped texts; emptied with each line */
  bool out_of_memory;
} line_reader;

static bool refuse(line_reader *r, const char *what) {
  if (!r->wrong) r->wrong = what;
  return false;
}

static void skip_space(line_reader *r) {
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
    r->at++;
}

static bool take(line_reader *r, char c) {
  if (r->at == r->end || *r->at != c) return false;
  r->at++;
  return true;
}

static bool take_hex(const char **at, const char *end, int digits, uint32_t *value) {
  *value = 0;
  if (end - *at < digits) return false;
  for (int i = 0; i < digits; i++) {
    const char c = *(*at)++;
    if (c >= '0' && c <= '9')
      *value = *value * 16 + (uint32_t)(c - '0');
    else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
      *value = *value * 16 + (uint32_t)((c | 0x20) - 'a' + 10);
    else
      return false;
  }
  return true;
}

/* The text with its escapes resolved; `strings`: \n and the like may stand in it. An unescaped text is never longer. */
static bool unescape(line_reader *r, ent_str raw, bool strings, ent_str *text) {
  static const char from[] = "tbnrf\"'\\", to[] = "\t\b\n\r\f\"'\\";
  char *out = ent_arena_alloc(r->arena, raw.len), *start = out;
  if (!out) {
    r->out_of_memory = true;
    return false;
  }
  for (const char *in = raw.ptr, *end = raw.ptr + raw.len; in < end;) {
    if (*in != '\\') {
      *out++ = *in++;
      continue;
    }
    const char *escape = in++;
    const char *known = in < end && *in ? strchr(from, *in) : NULL;
    uint32_t code_point;
    r->at = escape;
    if (in < end && (*in == 'u' || *in == 'U')) {
      const int digits = *in++ == 'u' ? 4 : 8;
      size_t length = 0;
      char bytes[4];
      if (take_hex(&in, end, digits, &code_point)) length = ent_utf8_put(bytes, code_point);
      if (length == 0) return refuse(r, "an escape that stands for no character");
      memcpy(out, bytes, length);
      out += length;
    } else if (strings && known) {
      *out++ = to[known - from];
      in++;
    } else {
      return refuse(r, "an unknown escape");
    }
  }
  *text = (ent_str){start, (size_t)(out - start)};
  return true;
}

static bool take_iri(line_reader *r, ent_str *iri) {
  const char *start = ++r->at, *close = start;
  bool escaped = false;
  for (;; close++) {
    if (close == r->end) return refuse(r, "an IRI without its \">\"");
    if (!ent_iri_forbids((unsigned char)*close)) continue;
    if (*close == '>') break;
    if (*close != '\\') {
      r->at = close;
      return refuse(r, "a character that may not stand in an IRI");
    }
    escaped = true;
  }
  *iri = (ent_str){start, (size_t)(close - start)};
  if (escaped && !unescape(r, *iri, false, iri)) return false;
  r->at = close + 1;
  return true;
}

static bool take_blank(line_reader *r, ent_str *label) {
  const char *start = r->at + 2, *close = start;
  while (close < r->end && !strchr(" \t<\"", *close))
    close++;
  while (close > start && close[-1] == '.')
    close--; /* the end of the statement, no part of the label */
  if (r->end - r->at < 3 || r->at[1] != ':' || close == start) return refuse(r, "a blank node without a label");
  *label = (ent_str){start, (size_t)(close - start)};
  r->at = close;
  return true;
}

static bool take_literal(line_reader *r, ent_term *term) {
  const char *start = ++r->at, *close = start;
  bool escaped = false;
  for (; close < r->end && *close != '"'; close++)
    if (*close == '\\') {
      escaped = true;
      if (++close == r->end) break;
    }
  if (close >= r->end) return refuse(r, "a text without its closing quote");
  term->text = (ent_str){start, (size_t)(close - start)};
  if (escaped && !unescape(r, term->text, true, &term->text)) return false;
  r->at = close + 1;
  if (take(r, '@')) {
    start = r->at;
    while (r->at < r->end &&
           (*r->at == '-' || (*r->at >= '0' && *r->at <= '9') || ((*r->at | 0x20) >= 'a' && (*r->at | 0x20) <= 'z')))
      r->at++;
    term->lang = (ent_str){start, (size_t)(r->at - start)};
    return term->lang.len > 0 || refuse(r, "a language tag is missing");
  }
  if (!take(r, '^')) return true;
  if (!take(r, '^') || r->at == r->end || *r->at != '<') return refuse(r, "a datatype is missing");
  return take_iri(r, &term->datatype);
}

static bool take_term(line_reader *r, ent_term *term, bool literals) {
  skip_space(r);
  *term = (ent_term){.text = ENT_STR(""), .datatype = ENT_STR(""), .lang = ENT_STR("")};
  const char c = r->at < r->end ? *r->at : '\0';
  if (c == '<') {
    term->kind = ENT_TERM_IRI;
    return take_iri(r, &term->text);
  }
  if (c == '_') {
    term->kind = ENT_TERM_BLANK;
    return take_blank(r, &term->text);
  }
  if (c == '"' && literals) {
    term->kind = ENT_TERM_LITERAL;
    return take_literal(r, term);
  }
  return refuse(r, literals ? "a term is missing" : "an IRI or a blank node is missing");
}

static bool take_statement(line_reader *r, bool quads, ent_statement *statement) {
  statement->graph = (ent_term){.kind = ENT_TERM_NONE};
  if (!take_term(r, &statement->subject, false) || !take_term(r, &statement->predicate, false) ||
      !take_term(r, &statement->object, true))
    return false;
  if (statement->predicate.kind != ENT_TERM_IRI) return refuse(r, "a predicate that is no IRI");
  skip_space(r);
  if (quads && r->at < r->end && *r->at != '.' && !take_term(r, &statement->graph, false)) return false;
  skip_space(r);
  if (!take(r, '.')) return refuse(r, "the \".\" behind the statement is missing");
  skip_space(r);
  return r->at == r->end || *r->at == '#' || refuse(r, "more than one statement on a line");
}

ent_status ent_ntriples_read(FILE *stream, const char *path, bool quads, const ent_sink *sink, ent_statement_fn fn,
                             void *user) {
  char *line = NULL;
  size_t capacity = 0;
  uint32_t number = 0;
  ent_status status = ENT_OK;
  line_reader r = {.arena = ent_arena_new()};
  if (!r.arena) return ENT_ERR_MEMORY;
  while (status == ENT_OK) {
    errno = 0;
    const ssize_t got = getline(&line, &capacity, stream);
    if (got < 0) {
      if (errno == ENOMEM)
        status = ENT_ERR_MEMORY;
      else if (ferror(stream))
        status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
      break;
    }
    number++;
    size_t length = (size_t)got;
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
      length--;
    r.at = line;
    r.end = line + length;
    r.wrong = NULL;
    ent_statement statement;
    const size_t bad = ent_utf8_check(line, length);
    if (bad < length) {
      r.at = line + bad;
      refuse(&r, "ill-formed UTF-8");
    } else {
      skip_space(&r);
      if (r.at == r.end || *r.at == '#') continue;
      ent_arena_reset(r.arena);
      if (take_statement(&r, quads, &statement)) status = fn(user, &statement);
    }
    if (r.out_of_memory) status = ENT_ERR_MEMORY;
    if (r.wrong)
      status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, path, number,
                          1 + (uint32_t)ent_utf8_count(line, (size_t)(r.at - line)), "%s", r.wrong);
  }
  free(line);
  ent_arena_free(r.arena);
  return status;
}
