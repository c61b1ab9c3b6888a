"""Reads nodes.tsv and edges.tsv as spreadsheet imports do: tables.py FOLDER. Says what is wrong; exit status 1 then."""
import csv
import pathlib
import sys

# What Gephi's import must find by name; Neo4j's takes any names.
NODES = {"Id", "Label"}
EDGES = {"Source", "Target", "Type", "Kind", "Label", "Weight", "Id"}


def read(path, needed):
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline=""), delimiter="\t", strict=True))
    missing = needed - set(rows[0])
    if missing:
        yield f"{path.name} has no column {missing}"
    for row in rows:
        if None in row or None in row.values():
            yield f"{path.name}: not as many fields as the header has: {row}"
    if len({row["Id"] for row in rows}) != len(rows):
        yield f"{path.name}: an Id is there twice"
    return rows


def check(folder):
    nodes = yield from read(folder / "nodes.tsv", NODES)
    edges = yield from read(folder / "edges.tsv", EDGES)
    ids = {node["Id"] for node in nodes}
    if not all(node["Label"] for node in nodes):
        yield "a node has no label"
    for edge in edges:
        if not {edge["Source"], edge["Target"]} <= ids:
            yield f"an end is no node: {edge}"
        if edge["Type"] != "Directed" or not float(edge["Weight"]) > 0 or not edge["Kind"]:
            yield f"type, kind or weight: {edge}"


wrong = list(check(pathlib.Path(sys.argv[1])))
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
