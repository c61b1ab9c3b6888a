// Runs SPARQL queries with Oxigraph: node sparql.js OUT DATA... -- QUERY...
//
// For each QUERY writes OUT/NAME.tsv: the names of the columns, then the rows, sorted; of each term its text. Prints how
// many triples the DATA files have together. The packages are found through NODE_PATH.
const fs = require("fs");
const path = require("path");
const oxigraph = require("oxigraph");

const formats = { ".nt": "application/n-triples", ".ttl": "text/turtle", ".rdf": "application/rdf+xml" };
const [out, ...rest] = process.argv.slice(2);
const split = rest.indexOf("--");
const store = new oxigraph.Store();
for (const file of rest.slice(0, split))
  store.load(fs.readFileSync(file, "utf8"), { format: formats[path.extname(file)], base_iri: "https://example.org/" });
console.log(store.size);

// by code points, as python sorts; JavaScript's own order is by UTF-16 units
const compare = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

for (const file of rest.slice(split + 1)) {
  const query = fs.readFileSync(file, "utf8");
  const columns = query.match(/^#= (.*)$/m)[1].split("\t");
  const rows = store
    .query(query)
    .map((row) => columns.map((name) => (row.get(name)?.value ?? "").replaceAll("\n", " ")).join("\t"));
  fs.writeFileSync(
    path.join(out, path.basename(file, ".rq") + ".tsv"),
    [columns.join("\t"), ...rows.sort(compare)].map((line) => line + "\n").join("")
  );
}
