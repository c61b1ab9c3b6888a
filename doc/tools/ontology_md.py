"""Writes doc/ontology.md from ontology/entente.ttl: ontology_md.py entente.ttl >ontology.md

Everything on the page is read from the ontology; tests/check_queries.sh holds that the page in the tree is what this
writes. Needs rdflib.
"""
import sys

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

ENT = rdflib.Namespace("https://w3id.org/entente/ns#")
LANGUAGES = ("en", "zh", "ru")


def text(graph, subject, predicate, lang):
    return next((str(o) for o in graph.objects(subject, predicate) if o.language == lang), "")


def name(graph, term):
    """ent:signed for a term, its members for a class of alternatives."""
    for of in (OWL.unionOf, OWL.oneOf):
        members = graph.value(term, of)
        if members:
            return ", ".join(name(graph, member) for member in Collection(graph, members))
    return str(term) if isinstance(term, rdflib.Literal) else graph.namespace_manager.normalizeUri(term).strip("<>")


def names(graph, subject, predicate):
    return ", ".join(sorted(name(graph, o) for o in graph.objects(subject, predicate)))


def row(cells):
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def table(head, rows):
    return "\n".join([row(head), row("---" for _ in head), *map(row, rows)])


def labels(graph, subject):
    return [text(graph, subject, RDFS.label, lang) for lang in LANGUAGES]


def described(graph, kind):
    """The terms of our namespace of one kind, in the order of their names."""
    return sorted(s for s in graph.subjects(RDF.type, kind) if s.startswith(ENT))


def relations(graph):
    found = set(graph.transitive_subjects(RDFS.subPropertyOf, ENT.relatedTo))
    return sorted(found - {ENT.relatedTo, ENT.takesStanceOn})


def section_classes(graph):
    return table(
        ["class", "en", "zh", "ru", "is a", "see also", "what it is"],
        ([f"`{name(graph, c)}`", *labels(graph, c), names(graph, c, RDFS.subClassOf), names(graph, c, RDFS.seeAlso),
          text(graph, c, RDFS.comment, "en")] for c in described(graph, OWL.Class)))


def section_relations(graph):
    return table(
        ["relation", "en", "zh", "ru", "from", "to", "inverse", "what it says"],
        ([f"`{name(graph, r)}`", *labels(graph, r), names(graph, r, RDFS.domain), names(graph, r, RDFS.range),
          ", ".join(sorted(name(graph, i) for i in graph.subjects(OWL.inverseOf, r))),
          text(graph, r, RDFS.comment, "en")] for r in relations(graph)))


def section_stances(graph):
    ranked = sorted((rank.value, stance) for stance, rank in graph.subject_objects(ENT.stanceRank))
    return table(["rank", "stance", "en", "zh", "ru"],
                 ([rank, f"`{name(graph, stance)}`", *labels(graph, stance)] for rank, stance in ranked))


def section_mappings(graph):
    columns = (ENT.cameo, ENT.plover, ENT.wikidata, ENT.wikidataInverse, RDFS.seeAlso)
    return table(["relation", "CAMEO", "PLOVER", "Wikidata", "Wikidata, the other way", "see also"],
                 ([f"`{name(graph, r)}`", *(names(graph, r, column) for column in columns)] for r in relations(graph)
                  if any(graph.value(r, column) for column in columns)))


def section_properties(graph):
    inverse = set(graph.subjects(OWL.inverseOf))
    properties = described(graph, OWL.DatatypeProperty) + described(graph, OWL.ObjectProperty)
    shown = sorted(set(properties) - set(relations(graph)) - inverse - {ENT.relatedTo, ENT.takesStanceOn})
    return table(["property", "en", "zh", "ru", "of", "value", "what it says"],
                 ([f"`{name(graph, p)}`", *labels(graph, p), names(graph, p, RDFS.domain), names(graph, p, RDFS.range),
                   text(graph, p, RDFS.comment, "en")] for p in shown))


def main(path):
    graph = rdflib.Graph().parse(path)
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    print(f"""# {text(graph, ontology, DCTERMS.title, "en")}

Generated from [ontology/entente.ttl](../ontology/entente.ttl) by `make ontology-page`: change that file, not this page.
Version {graph.value(ontology, OWL.versionInfo)}, <{graph.value(ontology, OWL.versionIRI)}>.
{text(graph, ontology, DCTERMS.description, "en")}

## Classes

{section_classes(graph)}

## Relations

{section_relations(graph)}

## The order of stances

{section_stances(graph)}

## Mappings

{section_mappings(graph)}

## Properties of claims, entities, documents and spans

{section_properties(graph)}""")


main(*sys.argv[1:])
