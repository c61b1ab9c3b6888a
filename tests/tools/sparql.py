"""Runs SPARQL queries with rdflib: sparql.py OUT DATA... -- QUERY...

For each QUERY writes OUT/NAME.tsv: the names of the columns, then the rows, sorted; of each term its text. Prints how
many triples the DATA files have together.
"""
import pathlib
import sys

import rdflib


def main(out, *arguments):
    split = arguments.index("--")
    graph = rdflib.Graph()
    for data in arguments[:split]:
        graph.parse(data, format=rdflib.util.guess_format(data) or "turtle")
    print(len(graph))
    for query in map(pathlib.Path, arguments[split + 1:]):
        result = graph.query(query.read_text("utf-8"))
        rows = ["\t".join("" if term is None else " ".join(str(term).split("\n")) for term in row) for row in result]
        lines = ["\t".join(map(str, result.vars)), *sorted(rows)]
        pathlib.Path(out, query.stem + ".tsv").write_text("".join(line + "\n" for line in lines), "utf-8")


main(*sys.argv[1:])
