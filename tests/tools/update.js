// Applies a SPARQL update with Oxigraph: node update.js OLD.nt UPDATE.ru NEW.nt. Fails unless OLD becomes NEW, triple for
// triple. The packages are found through NODE_PATH.
const fs = require("fs");
const oxigraph = require("oxigraph");

const [old, update, wanted] = process.argv.slice(2).map((file) => fs.readFileSync(file, "utf8"));
const load = (text) => {
  const store = new oxigraph.Store();
  store.load(text, { format: "application/n-triples" });
  return store;
};
const lines = (store) => store.dump({ format: "application/n-quads" }).split("\n").sort().join("\n");
const store = load(old);
store.update(update);
if (lines(store) !== lines(load(wanted))) {
  console.error(`${store.size} triples, wanted ${load(wanted).size}`);
  process.exit(1);
}
