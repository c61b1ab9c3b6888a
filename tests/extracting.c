#include "tests/extracting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "tests/reading.h"

struct extracting {
  ent_ontology *ontology;
  ent_layout_rules *layout;
  ent_extractor *extractor;
  ent_arena *arena; /* of the text read last */
};

/* A name as it is compared: NFKC, case folded, without white space and quotation marks. */
typedef struct {
  UChar *text;
  int32_t length;
} bare;

static void complain(void *user, const ent_diagnostic *diagnostic) {
  (void)user;
  print_message("# %s:%u:%u: %s\n", diagnostic->file != NULL ? diagnostic->file : "", diagnostic->line,
                diagnostic->column, diagnostic->text);
}

extracting *extracting_open(void) {
  const char *const roots[] = {reading_top(), NULL};
  const ent_sink sink = {complain, NULL};
  extracting *x = calloc(1, sizeof *x);
  assert_non_null(x);
  x->arena = ent_arena_new();
  assert_non_null(x->arena);
  ent_str path = ent_arena_format(x->arena, "%s/ontology/entente.ttl", roots[0]);
  assert_int_equal(ent_ontology_load(path.ptr, &sink, &x->ontology), ENT_OK);
  assert_int_equal(ent_layout_rules_load(roots, &sink, &x->layout), ENT_OK);
  assert_int_equal(ent_extractor_load(roots, "zh", x->ontology, &sink, &x->extractor), ENT_OK);
  return x;
}

void extracting_close(extracting *x) {
  if (x == NULL) return;
  ent_extractor_free(x->extractor);
  ent_layout_rules_free(x->layout);
  ent_ontology_free(x->ontology);
  ent_arena_free(x->arena);
  free(x);
}

const ent_ontology *extracting_ontology(const extracting *x) {
  return x->ontology;
}

ent_arena *extracting_arena(const extracting *x) {
  return x->arena;
}

ent_graph *extracting_read(const extracting *x, const char *text, const char *date) {
  ent_read_options options = reading_options(x->layout);
  const ent_sink sink = {complain, NULL};
  ent_source *source = NULL;
  ent_graph *graph = ent_graph_new();
  assert_non_null(graph);
  options.lang = ENT_STR("zh");
  options.whole = true;
  if (date != NULL)
    assert_int_equal(sscanf(date, "%d-%d-%d", &options.assumed.year, &options.assumed.month, &options.assumed.day), 3);
  assert_int_equal(ent_source_parse("sentence.txt", text, strlen(text), &options, &sink, &source), ENT_OK);
  for (uint32_t i = 0; i < ent_source_document_count(source); i++)
    assert_int_equal(ent_extractor_run(x->extractor, ent_source_document(source, i), ENT_STR(""), NULL, &sink, graph),
                     ENT_OK);
  ent_source_free(source);
  ent_arena_reset(x->arena);
  return graph;
}

static bare strip(const extracting *x, ent_str name) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&code);
  const int32_t room = (int32_t)name.len * 4 + 4; /* UTF-16 units: no character of a name grows beyond that */
  UChar *raw = ent_arena_alloc(x->arena, (size_t)room * sizeof *raw);
  UChar *text = ent_arena_alloc(x->arena, (size_t)room * sizeof *text);
  assert_non_null(raw);
  assert_non_null(text);
  int32_t length = 0;
  u_strFromUTF8(raw, room, &length, name.ptr, (int32_t)name.len, &code);
  length = unorm2_normalize(form, raw, length, text, room, &code);
  assert_true(U_SUCCESS(code));
  static const UChar dropped[] = u" \t\n\u3000《》〈〉“”\"'‘’「」『』·・";
  bare result = {text, 0};
  for (int32_t i = 0; i < length; i++)
    if (u_strchr(dropped, text[i]) == NULL) text[result.length++] = text[i];
  return result;
}

static bool equal(bare a, bare b) {
  return a.length == b.length && u_memcmp(a.text, b.text, a.length) == 0;
}

/* Sørensen–Dice coefficient of the multisets of character bigrams. */
static double dice(bare a, bare b) {
  if (a.length < 2 || b.length < 2) return equal(a, b) ? 1 : 0;
  bool *used = calloc((size_t)b.length, sizeof *used);
  assert_non_null(used);
  int common = 0;
  for (int32_t i = 0; i + 1 < a.length; i++)
    for (int32_t k = 0; k + 1 < b.length; k++)
      if (!used[k] && a.text[i] == b.text[k] && a.text[i + 1] == b.text[k + 1]) {
        used[k] = true;
        common++;
        break;
      }
  free(used);
  return 2.0 * common / (a.length - 1 + b.length - 1);
}

static bool contains(bare a, bare b) {
  return b.length >= 4 && u_strFindFirst(a.text, a.length, b.text, b.length) != NULL;
}

/* Scoring, ANNOTATION.md section 4. `issue`: what is wanted is an Issue. */
static bool alike(ent_type type, bool issue, bare found, bare wanted) {
  const double least = type == ENT_TREATY                            ? 0.85
                       : type == ENT_EVENT || type == ENT_INITIATIVE ? 0.6
                       : type == ENT_ISSUE                           ? 0.5
                                                                     : 2;
  if (equal(found, wanted) || dice(found, wanted) >= least) return true;
  bool soft =
      type == ENT_ISSUE ||
      (issue && (type == ENT_EVENT || type == ENT_INITIATIVE || type == ENT_TREATY || type == ENT_ORGANIZATION));
  return soft && (dice(found, wanted) >= 0.5 || contains(found, wanted) || contains(wanted, found));
}

/* Takes the next part of *rest up to `mark`. */
static ent_str take(ent_str *rest, char mark) {
  const char *end = rest->len > 0 ? memchr(rest->ptr, mark, rest->len) : NULL;
  size_t length = end != NULL ? (size_t)(end - rest->ptr) : rest->len;
  ent_str part = ent_str_make(rest->ptr, length);
  size_t taken = end != NULL ? length + 1 : length;
  rest->ptr += taken;
  rest->len -= taken;
  return part;
}

static bool named(const extracting *x, const ent_graph *graph, const ent_entity *entity, ent_str names, bool strict) {
  bool issue = names.len > 0 && names.ptr[0] == '~';
  if (issue) names = ent_str_make(names.ptr + 1, names.len - 1);
  if (ent_str_equal(names, ENT_STR("*"))) return true;
  while (names.len > 0) {
    bare wanted = strip(x, take(&names, '='));
    for (uint32_t i = 0; i <= entity->label_count; i++) {
      ent_sym label = i == 0 ? entity->preferred.text : entity->labels[i - 1].text;
      bare found = strip(x, ent_graph_text(graph, label));
      if (strict ? equal(found, wanted) : alike((ent_type)entity->type, issue, found, wanted)) return true;
    }
    if (entity->type == ENT_DATE && equal(strip(x, ent_graph_text(graph, entity->edtf)), wanted)) return true;
  }
  return false;
}

/* Cuts " key=value" off the end of the claim; false if it is not there. */
static bool take_attribute(ent_str *spec, const char *key, ent_str *value) {
  size_t length = strlen(key);
  for (size_t at = spec->len; at-- > 0;)
    if (spec->ptr[at] == ' ') {
      if (spec->len - at - 1 < length || memcmp(spec->ptr + at + 1, key, length) != 0) return false;
      *value = ent_str_make(spec->ptr + at + 1 + length, spec->len - at - 1 - length);
      spec->len = at;
      return true;
    }
  return false;
}

static bool has_circumstances(const extracting *x, const ent_graph *graph, const ent_claim *claim, ent_str *spec) {
  const struct {
    const char *key;
    ent_id entity;
  } ends[] = {{"by=", claim->speaker}, {"at=", claim->place}, {"on=", claim->date}};
  bool good = true;
  ent_str value;
  for (int i = 0; i < 3; i++)
    if (take_attribute(spec, ends[i].key, &value))
      good = good && ends[i].entity != 0 && named(x, graph, ent_graph_entity(graph, ends[i].entity), value, false);
  if (take_attribute(spec, "strength=", &value)) {
    ent_str strength = ent_graph_text(graph, claim->strength);
    const char *wanted = ent_arena_copy(x->arena, value).ptr;
    good = good && (strcmp(wanted, "-") == 0 ? strength.len == 0 : strstr(strength.ptr, wanted) != NULL);
  }
  return good;
}

bool extracting_fits(extracting *x, const ent_graph *graph, ent_id id, ent_str spec, bool strict) {
  const ent_claim *claim = ent_graph_claim(graph, id);
  ent_modality modality = ENT_ASSERTED;
  const char *colon = memchr(spec.ptr, ':', spec.len);
  if (colon != NULL) {
    if (!ent_modality_find(ent_str_make(spec.ptr, (size_t)(colon - spec.ptr)), &modality))
      fail_msg("no modality in \"%.*s\"", (int)spec.len, spec.ptr);
    spec = ent_str_make(colon + 2, spec.len - (size_t)(colon - spec.ptr) - 2);
  }
  if (claim->modality != modality) return false;
  if (!has_circumstances(x, graph, claim, &spec)) return false;
  ent_str subject = take(&spec, ' '), relation = take(&spec, ' ');
  if (spec.len == 0) fail_msg("not \"subject relation object\": \"%.*s\"", (int)subject.len, subject.ptr);
  bool any = ent_str_equal(relation, ENT_STR("*"));
  if (!any && ent_ontology_relation_find(x->ontology, relation) < 0)
    fail_msg("no such relation: \"%.*s\"", (int)relation.len, relation.ptr);
  if (!any && !ent_str_equal(relation, ent_graph_text(graph, claim->relation))) return false;
  return named(x, graph, ent_graph_entity(graph, claim->subject), subject, strict) &&
         named(x, graph, ent_graph_entity(graph, claim->object), spec, strict);
}

bool extracting_claims(extracting *x, const ent_graph *graph, const char *spec) {
  for (ent_id id = 1; id <= ent_graph_claim_count(graph); id++)
    if (extracting_fits(x, graph, id, ent_str_from(spec), false)) return true;
  return false;
}

ent_id extracting_entity(extracting *x, const ent_graph *graph, ent_str spec, bool strict) {
  ent_type type = ENT_TYPE_COUNT;
  ent_str names = spec, kind = take(&names, ':');
  bool any = ent_str_equal(kind, ENT_STR("*"));
  if (names.len == 0 || (!any && !ent_type_find(kind, &type)))
    fail_msg("not \"Type:name\": \"%.*s\"", (int)spec.len, spec.ptr);
  for (ent_id id = 1; id <= ent_graph_entity_count(graph); id++) {
    const ent_entity *entity = ent_graph_entity(graph, id);
    if ((any || entity->type == type) && named(x, graph, entity, names, strict)) return id;
  }
  return 0;
}

const char *extracting_claim_text(const extracting *x, const ent_graph *graph, ent_id id) {
  const ent_claim *claim = ent_graph_claim(graph, id);
  const ent_entity *subject = ent_graph_entity(graph, claim->subject), *object = ent_graph_entity(graph, claim->object);
  ent_modality modality = (ent_modality)claim->modality;
  return ent_arena_format(x->arena, "%s%s%s %s %s", modality == ENT_ASSERTED ? "" : ent_modality_name(modality),
                          modality == ENT_ASSERTED ? "" : ": ", ent_graph_text(graph, subject->preferred.text).ptr,
                          ent_graph_text(graph, claim->relation).ptr, ent_graph_text(graph, object->preferred.text).ptr)
      .ptr;
}
