// Reads GraphML with graphology: node graphml.js FILE.graphml; prints how many nodes and edges have all they should.
// The packages are found through NODE_PATH. graphology-graphml wants a DOM parser; in node it brings its own.
const fs = require("fs");
const { MultiDirectedGraph } = require("graphology");
const { parse } = require("graphology-graphml");

const graph = parse(MultiDirectedGraph, fs.readFileSync(process.argv[2], "utf8"));
const nodes = graph.filterNodes((_, node) => node.label && node.kind && /^#[0-9a-f]{6}$/.test(node.color) && node.size > 0);
const edges = graph.filterEdges((_, edge) => edge.relation && edge.weight > 0 && edge.quote);
const parallel = graph.filterEdges((_, __, source, target) => graph.edges(source, target).length > 1);
console.log(`${graph.order} ${nodes.length} ${graph.size} ${edges.length} ${parallel.length}`);
