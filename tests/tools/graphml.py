"""Reads GraphML with networkx or igraph: graphml.py READER FILE.graphml FILE.nt. One line of TAP for each thing held.

Held are labels, kinds, weights and quotes as they are in the N-Triples of the same graph, and that no parallel edge is
lost.
"""
import collections
import re
import sys

TRIPLE = re.compile(r'<([^>]*)> <[^>]*[/#]([^>/#]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@[a-z-]+|\^\^<[^>]*>)?) \.')


def is_true(name, good, reason=""):
    print(f"{'ok' if good else 'not ok'} - {name}")
    if not good:
        print(f"# {reason}")


def unescaped(text):
    return re.sub(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)', lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(
        m[1], chr(int(m[1][1:], 16)) if m[1][0] in "uU" else m[1]), text)


def from_triples(path):
    """The edges as (subject, relation, object, confidence, quote) and the labels and kinds by IRI."""
    things = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        subject, predicate, iri, literal = TRIPLE.match(line).groups()
        if predicate == "type":
            things[subject].setdefault("type", set()).add(re.split("[/#]", iri)[-1])
        else:
            things[subject][predicate] = iri or unescaped(literal)
    claims = [(t["subject"], t["predicate"].split("#")[1], t["object"], float(t["confidence"]),
               things[t["wasDerivedFrom"]]["anchorOf"]) for t in things.values() if "Claim" in t.get("type", ())]
    nodes = {iri: (t["prefLabel"], *t["type"]) for iri, t in things.items() if "prefLabel" in t}
    return sorted(claims), nodes


def compare(reader, nodes, edges, wanted):
    claims, entities = wanted
    is_true(f"{reader}: the nodes with labels and kinds", nodes == entities,
            sorted(set(nodes.items()) ^ set(entities.items()))[:3])
    is_true(f"{reader}: every edge with relation, weight and quote", sorted(edges) == claims,
            [e for e in edges if e not in claims][:3])


def with_networkx(path, wanted):
    import networkx
    graph = networkx.read_graphml(path, force_multigraph=True)
    nodes = {n["iri"]: (n["label"], n["kind"]) for _, n in graph.nodes(data=True)}
    compare("networkx", nodes, [(graph.nodes[a]["iri"], e["relation"], graph.nodes[b]["iri"], e["weight"], e["quote"])
                                for a, b, e in graph.edges(data=True)], wanted)
    is_true("networkx: directed, with numbers as numbers",
            graph.is_directed() and all(type(n["mentions"]) is int and type(n["size"]) is float
                                        for _, n in graph.nodes(data=True)))


def with_igraph(path, wanted):
    import igraph
    graph = igraph.Graph.Read_GraphML(path)
    nodes = {n["iri"]: (n["label"], n["kind"]) for n in graph.vs}
    compare("igraph", nodes, [(graph.vs[e.source]["iri"], e["relation"], graph.vs[e.target]["iri"], e["weight"],
                               e["quote"]) for e in graph.es], wanted)


def main(reader, path, triples):
    {"networkx": with_networkx, "igraph": with_igraph}[reader](path, from_triples(triples))


main(*sys.argv[1:])
