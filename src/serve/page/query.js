(() => {
"use strict";
const { questions, prefixes } = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};
const short = (iri) => {
  const [name, start] = prefixes.find(([, its]) => iri.startsWith(its)) || [];
  if (name) return `${name}:${iri.slice(start.length)}`;
  return iri.replace(/^https:\/\/w3id\.org\/rapporteur\/id\//, "");
};
let parameters = [];
const pick = (question) => {
  byId("query").value = question.text;
  byId("title").textContent = question.title;
  parameters = question.parameters;
  byId("parameters").replaceChildren(...parameters.map((parameter) => el("label", {}, parameter.name,
    el("input", { "data-name": parameter.name, placeholder: parameter.example + (parameter.optional ? "" : " (needed)") }))));
  for (const button of document.querySelectorAll("#questions button")) button.setAttribute("aria-current", button.dataset.name === question.name);
  location.hash = question.name;
};
const GRAPH = /^\s*(?:(?:#.*|prefix\s+\S*\s*<[^>]*>|base\s*<[^>]*>)\s*)*(?:construct|describe)/i;
let last = null;
const ask = async (form) => {
  const graph = GRAPH.test(last.get("query"));
  const accept = { csv: "text/csv", json: graph ? "application/ld+json" : "application/sparql-results+json", turtle: "text/turtle", table: graph ? "application/n-triples" : "application/sparql-results+json", graph: graph ? "application/n-triples" : "application/sparql-results+json" }[form];
  const response = await fetch("/sparql", { method: "POST", body: last, headers: { Accept: accept } });
  const text = await response.text();
  if (!response.ok) {
    const error = new Error(text);
    error.place = response.headers.get("X-Rapporteur-Position");
    throw error;
  }
  return { text, type: response.headers.get("Content-Type"), truncated: response.headers.has("X-Rapporteur-Truncated") };
};
/** N-Triples → rows; a line of ours is a well-formed one. */
const triples = (text) => text.split("\n").filter(Boolean).map((line) => {
  const [, subject, predicate, object] = /^<([^>]*)> <([^>]*)> (.*) \.$/.exec(line) || [];
  if (object === undefined) return null;
  const iri = /^<([^>]*)>$/.exec(object);
  const unescape = (s) => s.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)/g, (_, a, b, c) => (a || b ? String.fromCodePoint(parseInt(a || b, 16)) : { n: "\n", t: "\t", r: "\r" }[c] || c));
  const literal = /^"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>)?/.exec(object);
  const value = iri ? { type: "uri", value: iri[1] } : { type: "literal", value: unescape(literal ? literal[1] : object), datatype: literal?.[2] };
  return { subject: { type: "uri", value: subject }, predicate: { type: "uri", value: predicate }, object: value };
}).filter(Boolean);
const rowsOf = (answer) => {
  if (answer.type.startsWith("application/sparql-results+json")) {
    const json = JSON.parse(answer.text);
    if ("boolean" in json) return { columns: ["answer"], rows: [{ answer: { type: "literal", value: json.boolean ? "yes" : "no" } }] };
    const bound = new Set(parameters.map((parameter) => parameter.name));
    return { columns: json.head.vars.filter((name) => !bound.has(name)), rows: json.results.bindings };
  }
  return { columns: ["subject", "predicate", "object"], rows: triples(answer.text) };
};
const cell = (term) => {
  if (!term) return el("td");
  if (term.type === "uri") return el("td", { class: "iri", title: term.value }, short(term.value));
  const kind = /#(integer|decimal|double)$/.test(term.datatype || "") ? "number" : /^\d{4}-\d\d-\d\d$/.test(term.value) ? "day" : "";
  return el("td", { class: kind }, term.value);
};
const table = ({ columns, rows }) => el("table", {}, el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, name)))),
  el("tbody", {}, ...rows.slice(0, 5000).map((row) => el("tr", {}, ...columns.map((name) => cell(row[name]))))));
/** What stands in one row is tied: in a graph subject and object, in a table each IRI or text to the first. */
const draw = ({ columns, rows }) => {
  const canvas = el("canvas", { role: "img", "aria-label": "The result as a graph; the table has the same" });
  const points = new Map(), links = [];
  const point = (term) => {
    if (!points.has(term.value)) points.set(term.value, { label: term.type === "uri" ? short(term.value) : term.value, x: 0, y: 0, n: 0 });
    return points.get(term.value);
  };
  const graph = columns[0] === "subject" && columns[2] === "object";
  for (const row of rows.slice(0, 400)) {
    const terms = (graph ? ["subject", "object"] : columns).map((name) => row[name]).filter(Boolean);
    for (const term of terms.slice(1)) { const [a, b] = [point(terms[0]), point(term)]; if (a !== b) { links.push([a, b]); a.n += 1; b.n += 1; } }
  }
  const all = [...points.values()];
  all.forEach((p, n) => { p.x = 30 * Math.sqrt(n) * Math.cos(n * 2.4); p.y = 30 * Math.sqrt(n) * Math.sin(n * 2.4); });
  for (let round = 0; round < (all.length > 400 ? 30 : 150); round += 1) {
    for (const p of all) { p.fx = -p.x * 0.02; p.fy = -p.y * 0.02; }
    for (let i = 0; i < all.length; i += 1) for (let j = 0; j < i; j += 1) {
      const [a, b] = [all[i], all[j]], dx = a.x - b.x, dy = a.y - b.y, d = dx * dx + dy * dy + 1, f = 1800 / d;
      a.fx += dx * f / 20; a.fy += dy * f / 20; b.fx -= dx * f / 20; b.fy -= dy * f / 20;
    }
    for (const [a, b] of links) { const dx = (b.x - a.x) * 0.03, dy = (b.y - a.y) * 0.03; a.fx += dx; a.fy += dy; b.fx -= dx; b.fy -= dy; }
    for (const p of all) { const l = Math.hypot(p.fx, p.fy) || 1, s = Math.min(l, 24 * (1 - round / 160)) / l; p.x += p.fx * s; p.y += p.fy * s; }
  }
  requestAnimationFrame(() => {
    const ratio = window.devicePixelRatio || 1, w = canvas.clientWidth, h = canvas.clientHeight;
    canvas.width = w * ratio; canvas.height = h * ratio;
    const c = canvas.getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const reach = Math.max(...all.map((p) => Math.max(Math.abs(p.x) / (w - 160), Math.abs(p.y) / (h - 40))), 0.001) * 2;
    c.setTransform(ratio, 0, 0, ratio, w / 2 * ratio, h / 2 * ratio);
    for (const p of all) { p.x /= reach; p.y /= reach; }
    c.strokeStyle = colour("--line");
    for (const [a, b] of links) { c.beginPath(); c.moveTo(a.x, a.y); c.lineTo(b.x, b.y); c.stroke(); }
    c.font = "12px system-ui, sans-serif";
    const taken = [];
    for (const p of all.sort((a, b) => b.n - a.n)) {
      c.fillStyle = colour("--accent"); c.beginPath(); c.arc(p.x, p.y, 3 + Math.sqrt(p.n), 0, 7); c.fill();
      const label = p.label.length > 40 ? `${p.label.slice(0, 39)}…` : p.label, x = p.x + 7 + Math.sqrt(p.n);
      const box = [x, p.y - 8, x + c.measureText(label).width, p.y + 8];
      if (taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1])) continue;
      taken.push(box); c.fillStyle = colour("--ink"); c.fillText(label, x, p.y + 4);
    }
  });
  return canvas;
};
let saved = null;
const show = async (form, answer) => {
  for (const tab of document.querySelectorAll("[data-form]")) tab.setAttribute("aria-selected", tab.dataset.form === form);
  const parsed = form === "table" || form === "graph" ? rowsOf(answer) : null;
  const view = form === "table" ? table(parsed) : form === "graph" ? draw(parsed) : el("pre", {}, answer.text.slice(0, 400000));
  byId("answer").replaceChildren(view);
  if (saved) URL.revokeObjectURL(saved);
  saved = URL.createObjectURL(new Blob([answer.text], { type: answer.type }));
  byId("save").href = saved;
  byId("save").download = `answer.${{ csv: "csv", turtle: "ttl" }[form] || (answer.type.includes("json") ? "json" : "nt")}`;
  return parsed;
};
const fail = (error) => {
  byId("message").textContent = error.message.trim();
  byId("message").hidden = false;
  const [line, column] = (error.place || "").split(":").map(Number);
  if (!line) return;
  // The cursor goes to where the parser stopped.
  const text = byId("query").value.split("\n");
  const at = text.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + Math.max(column - 1, 0);
  byId("query").focus();
  byId("query").setSelectionRange(at, Math.min(at + 1, byId("query").value.length));
};
const run = async () => {
  byId("message").hidden = true;
  byId("result").hidden = true;
  byId("took").textContent = "";
  last = new URLSearchParams({ query: byId("query").value });
  // A question that was rewritten may no longer have its parameters.
  for (const input of document.querySelectorAll("#parameters input")) {
    if (new RegExp(`[?$]${input.dataset.name}\\b`).test(byId("query").value)) last.append(`$${input.dataset.name}`, input.value);
  }
  if (byId("union").checked) last.append("union-default-graph", "true");
  byId("run").disabled = true;
  const start = performance.now();
  try {
    const graph = GRAPH.test(last.get("query"));
    for (const tab of document.querySelectorAll("[data-form]")) tab.hidden = tab.dataset.form === (graph ? "csv" : "turtle");
    const answer = await ask("table");
    const { rows } = rowsOf(answer);
    byId("result").hidden = false;
    await show("table", answer);
    byId("took").textContent = `${rows.length.toLocaleString("en")} rows${answer.truncated ? " (cut off here)" : ""}, ${Math.round(performance.now() - start)} ms`;
  } catch (error) { fail(error); }
  byId("run").disabled = false;
};
byId("questions").append(...questions.map((question) => el("li", {}, el("button", { type: "button", "data-name": question.name, onclick: () => pick(question) }, question.title))));
byId("prefixes").append(...prefixes.map(([name, iri]) => el("li", { title: iri }, el("b", {}, `${name}: `), iri)));
byId("run").addEventListener("click", run);
byId("query").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } });
for (const tab of document.querySelectorAll("[data-form]")) {
  tab.addEventListener("click", () => ask(tab.dataset.form).then((answer) => show(tab.dataset.form, answer)).catch(fail));
}
const first = questions.find((question) => question.name === location.hash.slice(1));
if (first) pick(first);
else byId("query").value = "# What happened, by class\nSELECT ?class (COUNT(?event) AS ?events)\nWHERE {\n  ?event a sem:Event ; a ?class .\n  FILTER(STRSTARTS(STR(?class), STR(rap:)))\n}\nGROUP BY ?class\nORDER BY DESC(?events)\n";
})();
