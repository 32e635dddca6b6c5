// Reads the JSON graph exports with the libraries that they are for, graphology and Cytoscape.js, and writes what these saw, for
// read_graphs.py to compare.   node .ci/read_graphs.mjs FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.NODE_MODULES_DIR ? `${process.env.NODE_MODULES_DIR}/` : import.meta.url);
const Graph = require("graphology");
const cytoscape = require("cytoscape");
const gexf = require("graphology-gexf");
const folder = process.argv[2];
const version = (name) => JSON.parse(readFileSync(`${process.env.NODE_MODULES_DIR}/${name}/package.json`)).version;

for (const projection of ["events", "actors"]) {
  const read = (format) => JSON.parse(readFileSync(`${folder}/${projection}.${format}`, "utf8"));
  const graph = Graph.from(read("graphology"));
  graph.forEachNode((key, { x, y, size }) => { if (![x, y, size].every(Number.isFinite)) throw new Error(`${key} has no place or size`); });
  // GEXF as sigma's world reads it: positions, colours and typed attributes.
  const dynamic = gexf.parse(Graph, readFileSync(`${folder}/${projection}.gexf`, "utf8"));
  dynamic.forEachNode((key, { x, y, size, color, iri }) => { if (![x, y, size].every(Number.isFinite) || !/^(#|rgb)/.test(color) || !iri) throw new Error(`${key} lacks its looks in GEXF`); });
  const cy = cytoscape({ headless: true, ...read("cytoscape") });
  const seen = {
    graphology: { edges: graph.size, labels: graph.mapNodes((_, { label }) => label) },
    "graphology-gexf": { edges: dynamic.size, labels: dynamic.mapNodes((_, { label }) => label) },
    "cytoscape.js": { edges: cy.edges().length, labels: cy.nodes().map((node) => node.data("label")) },
  };
  writeFileSync(`${folder}/${projection}.seen.json`, JSON.stringify(seen));
}
console.log(`read with graphology ${version("graphology")}, graphology-gexf ${version("graphology-gexf")}, cytoscape ${version("cytoscape")}`);
