/* The vocabulary of the RDF that Entente writes and reads back; its meaning is in ontology/entente.ttl. */
#ifndef ENT_EXPORT_RDF_TERMS_H
#define ENT_EXPORT_RDF_TERMS_H

#include "ontology/ontology.h"

#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define NS_OWL "http://www.w3.org/2002/07/owl#"
#define NS_XSD "http://www.w3.org/2001/XMLSchema#"
#define NS_SKOS "http://www.w3.org/2004/02/skos/core#"
#define NS_DCTERMS "http://purl.org/dc/terms/"
#define NS_PROV "http://www.w3.org/ns/prov#"
#define NS_NIF "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define NS_WIKIDATA "http://www.wikidata.org/entity/"

/* X(name, IRI) */
#define ENT_RDF_TERMS(X)                                                                                               \
  X(TYPE, NS_RDF "type")                                                                                               \
  X(STATEMENT, NS_RDF "Statement")                                                                                     \
  X(SUBJECT, NS_RDF "subject")                                                                                         \
  X(PREDICATE, NS_RDF "predicate")                                                                                     \
  X(OBJECT, NS_RDF "object")                                                                                           \
  X(LABEL, NS_RDFS "label")                                                                                            \
  X(SAME_AS, NS_OWL "sameAs")                                                                                          \
  X(PREF_LABEL, NS_SKOS "prefLabel")                                                                                   \
  X(ALT_LABEL, NS_SKOS "altLabel")                                                                                     \
  X(DC_DATE, NS_DCTERMS "date")                                                                                        \
  X(DC_TITLE, NS_DCTERMS "title")                                                                                      \
  X(DC_LANGUAGE, NS_DCTERMS "language")                                                                                \
  X(PROV_ENTITY, NS_PROV "Entity")                                                                                     \
  X(DERIVED_FROM, NS_PROV "wasDerivedFrom")                                                                            \
  X(NIF_CONTEXT, NS_NIF "Context")                                                                                     \
  X(NIF_STRING, NS_NIF "RFC5147String")                                                                                \
  X(NIF_BEGIN, NS_NIF "beginIndex")                                                                                    \
  X(NIF_END, NS_NIF "endIndex")                                                                                        \
  X(NIF_ANCHOR, NS_NIF "anchorOf")                                                                                     \
  X(NIF_REFERENCE, NS_NIF "referenceContext")                                                                          \
  X(CLAIM, ENT_NS "Claim")                                                                                             \
  X(DOCUMENT, ENT_NS "Document")                                                                                       \
  X(SPAN, ENT_NS "Span")                                                                                               \
  X(MODALITY, ENT_NS "modality")                                                                                       \
  X(STRENGTH, ENT_NS "strength")                                                                                       \
  X(CONFIDENCE, ENT_NS "confidence")                                                                                   \
  X(RULE, ENT_NS "rule")                                                                                               \
  X(DATE, ENT_NS "date")                                                                                               \
  X(PLACE, ENT_NS "place")                                                                                             \
  X(SPEAKER, ENT_NS "speaker")                                                                                         \
  X(EDTF, ENT_NS "edtf")                                                                                               \
  X(EARLIEST, ENT_NS "earliest")                                                                                       \
  X(LATEST, ENT_NS "latest")                                                                                           \
  X(MENTIONED_IN, ENT_NS "mentionedIn")                                                                                \
  X(MENTION_COUNT, ENT_NS "mentionCount")                                                                              \
  X(MENTION_TALLY, ENT_NS "mentionTally")                                                                              \
  X(MENTION, ENT_NS "mention")                                                                                         \
  X(BYTE_BEGIN, ENT_NS "byteBegin")                                                                                    \
  X(BYTE_END, ENT_NS "byteEnd")                                                                                        \
  X(LINE_BEGIN, ENT_NS "lineBegin")                                                                                    \
  X(LINE_END, ENT_NS "lineEnd")                                                                                        \
  X(SHA256, ENT_NS "sha256")                                                                                           \
  X(KIND, ENT_NS "kind")                                                                                               \
  X(ENCODING, ENT_NS "encoding")                                                                                       \
  X(FILE, ENT_NS "file")                                                                                               \
  X(ARTICLE, ENT_NS "article")                                                                                         \
  X(GENERATOR, ENT_NS "generator")                                                                                     \
  X(ISSUED, ENT_NS "issued")                                                                                           \
  X(XSD_DATE, NS_XSD "date")                                                                                           \
  X(XSD_MONTH, NS_XSD "gYearMonth")                                                                                    \
  X(XSD_YEAR, NS_XSD "gYear")                                                                                          \
  X(XSD_DECIMAL, NS_XSD "decimal")                                                                                     \
  X(XSD_COUNT, NS_XSD "nonNegativeInteger")                                                                            \
  X(XSD_ORDINAL, NS_XSD "positiveInteger")

typedef enum {
#define X(name, iri) RDF_##name,
  ENT_RDF_TERMS(X)
#undef X
      RDF_TERM_COUNT
} ent_rdf_term;

#endif
