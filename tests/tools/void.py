"""Holds a graph against its VoID description: void.py void.ttl GRAPH. Says what is wrong; exit status 1 then."""
import sys

import rdflib

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
description, data = rdflib.Graph().parse(sys.argv[1]), rdflib.Graph().parse(sys.argv[2])
dataset = description.value(predicate=VOID.vocabulary, object=rdflib.URIRef("https://w3id.org/entente/ns#"))
vocabularies = tuple(map(str, description.objects(dataset, VOID.vocabulary)))
wrong = {f"{p} is of no vocabulary" for p in data.predicates() if not str(p).startswith(vocabularies)}
used = {str(v) for v in vocabularies if any(p.startswith(v) for p in data.predicates())}
wrong |= {f"{v} is not used" for v in set(vocabularies) - used}
for partition in description.objects(dataset, VOID.classPartition):
    kind, space = description.value(partition, VOID["class"]), description.value(partition, VOID.uriSpace)
    members = list(data.subjects(rdflib.RDF.type, kind))
    wrong |= {f"{s}, a {kind}, is not in {space}" for s in members if not s.startswith(str(space))}
    if not members:
        wrong.add(f"no {kind}")
print("\n".join(sorted(wrong)))
sys.exit(1 if wrong else 0)
