"""Applies a SPARQL update with rdflib: update.py OLD.nt UPDATE.ru NEW.nt. Fails unless OLD becomes NEW, triple for
triple."""
import pathlib
import sys

import rdflib


def main(old, update, new):
    graph, wanted = rdflib.Graph(), rdflib.Graph()
    graph.parse(old, format="nt")
    wanted.parse(new, format="nt")
    graph.update(pathlib.Path(update).read_text("utf-8"))
    if set(graph) != set(wanted):
        sys.exit(f"{len(set(graph) - set(wanted))} triples too many, {len(set(wanted) - set(graph))} missing")


main(*sys.argv[1:])
