"""Validates RDF files against shapes with rdflib: shacl.py SHAPES DATA...

Knows the part of SHACL that ontology/shapes.ttl uses, and refuses shapes with anything else. Prints the violations,
tab-separated: node, path, constraint, value. Exit status 1 if there are any.
"""
import re
import sys

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

DESCRIPTION = {RDF.type, SH.targetClass, SH.property, SH.path, SH.message, SH.sparql}
KINDS = {SH.IRI: rdflib.URIRef, SH.Literal: rdflib.Literal}


def each(test):
    """A constraint that every value must satisfy by itself."""
    return lambda data, shapes, node, values, wanted: [v for v in values if not test(data, shapes, v, wanted)]


def ordered(test):
    """A constraint on every value and every value of another property of the node."""
    return lambda data, shapes, node, values, other: [
        v for v in values for o in data.objects(node, other) if not test(v.value, o.value)]


def is_class(data, _, value, wanted):
    return (value, RDF.type, wanted) in data


def is_one_of(data, shapes, value, alternatives):
    return any(all(is_class(data, shapes, value, wanted) for wanted in shapes.objects(shape, SH["class"]))
               for shape in Collection(shapes, alternatives))


CONSTRAINTS = {
    SH.minCount: lambda d, s, n, values, count: [] if len(values) >= count.value else [""],
    SH.maxCount: lambda d, s, n, values, count: [] if len(values) <= count.value else values,
    SH.nodeKind: each(lambda d, s, v, kind: type(v) is KINDS[kind]),
    SH.datatype: each(lambda d, s, v, datatype: isinstance(v, rdflib.Literal) and v.value is not None
                      and (v.datatype or rdflib.XSD.string) == datatype),
    SH["class"]: each(is_class),
    SH.pattern: each(lambda d, s, v, pattern: re.search(pattern, v)),
    SH.minLength: each(lambda d, s, v, length: len(v) >= length.value),
    SH.minInclusive: each(lambda d, s, v, least: v.value >= least.value),
    SH.minExclusive: each(lambda d, s, v, bound: v.value > bound.value),
    SH.maxInclusive: each(lambda d, s, v, most: v.value <= most.value),
    SH["in"]: each(lambda d, s, v, allowed: v in list(Collection(s, allowed))),
    SH["or"]: each(is_one_of),
    SH.equals: lambda d, s, n, values, other: set(values) ^ set(d.objects(n, other)),
    SH.disjoint: lambda d, s, n, values, other: set(values) & set(d.objects(n, other)),
    SH.lessThan: ordered(lambda a, b: a < b),
    SH.lessThanOrEquals: ordered(lambda a, b: a <= b),
}


def check(data, shapes, shape, node, path, values):
    for constraint, wanted in shapes.predicate_objects(shape):
        if constraint in DESCRIPTION:
            continue
        for value in CONSTRAINTS[constraint](data, shapes, node, values, wanted):
            yield node, path, constraint.split("#")[1], value


def validate(data, shapes):
    for shape, target in shapes.subject_objects(SH.targetClass):
        for node in data.subjects(RDF.type, target):
            yield from check(data, shapes, shape, node, "", [node])
            for part in shapes.objects(shape, SH.property):
                path = shapes.value(part, SH.path)
                yield from check(data, shapes, part, node, path, list(data.objects(node, path)))
        for part in shapes.objects(shape, SH.sparql):
            for row in data.query(shapes.value(part, SH.select)):
                if (row[0], RDF.type, target) in data:
                    yield row[0], "", "sparql", shapes.value(part, SH.message)


def main(shapes_file, *files):
    shapes, data = rdflib.Graph().parse(shapes_file), rdflib.Graph()
    for file in files:
        data.parse(file)
    violations = sorted({"\t".join(map(str, violation)) for violation in validate(data, shapes)})
    print("\n".join(violations))
    sys.exit(1 if violations else 0)


main(*sys.argv[1:])
