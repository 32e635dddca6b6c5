// What the page knows, and how it makes elements. Text from articles only ever becomes text nodes.
const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, claims, ties, edges, kinds } = data;
const byId = (id) => document.getElementById(id);

const GROUPS = {
  event: "events", statement: "statements", person: "people", body: "bodies and groups", place: "places",
  matter: "plans and wars", other: "other", article: "articles",
};
const CLASS_GROUP = {
  Person: "person", Organization: "body", Group: "body", Country: "place", City: "place", Region: "place", Facility: "place",
  Plan: "matter", Conflict: "matter",
};
nodes.forEach((node, at) => {
  node.n = at;
  node.group = node.sort === "entity" ? CLASS_GROUP[node.kind] || "other" : node.sort;
  for (const key of ["articles", "claims", "aliases", "roles", "places", "about", "numbers"]) node[key] ||= [];
  // What it takes part in: [role, happening].
  node.part = [];
  node.ties = [];
  node.near = [];
});
for (const claim of claims) for (const key of ["by", "numbers", "roles", "places"]) claim[key] ||= [];
const happenings = nodes.filter((node) => node.sort === "event" || node.sort === "statement");
const articles = nodes.filter((node) => node.sort === "article");
// When it happened; where no article tells, the day on which the first one reported it.
for (const node of nodes) {
  const told = node.articles.map((at) => nodes[at].days?.[0]).filter(Boolean).sort()[0];
  node.when = node.days || (told && node.sort !== "entity" ? [told, told] : null);
}
const statuses = ["occurred", "ongoing", "planned", "possible", "negated"];
const disputed = nodes.filter((node) => node.disputed);
for (const article of articles) article.tells = [];
for (const node of happenings) {
  for (const [role, who] of node.roles) nodes[who].part.push([role, node]);
  for (const place of node.places) nodes[place].part.push(["place", node]);
  for (const topic of node.about) nodes[topic].part.push(["about", node]);
  if (node.speaker !== undefined) nodes[node.speaker].part.push(["speaker", node]);
  if (node.addressee !== undefined) nodes[node.addressee].part.push(["addressee", node]);
  for (const article of node.articles) nodes[article].tells.push(node);
}
for (const tie of ties) {
  nodes[tie.subject].ties.push(tie);
  if (tie.object !== undefined && tie.object !== tie.subject) nodes[tie.object].ties.push(tie);
}
// The layout is wide, as most windows are; in one that is taller it stands upright.
if (window.innerHeight > window.innerWidth) for (const node of nodes) if (node.at) node.at.reverse();
edges.forEach(([source, target], at) => {
  nodes[source].near.push([target, at]);
  nodes[target].near.push([source, at]);
});
const ids = new Map(nodes.map((node) => [node.id, node]));
const source = (article) => article.publisher || article.label;

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const showDay = (day) => {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[month - 1].slice(0, 3)} ${Number(year)}`;
};
/** "24 Nov 2025", "24–25 Nov 2025", "Nov 2025", "2025". */
const showDays = ([first, last]) => {
  if (first === last) return showDay(first);
  const [a, b] = [first.split("-"), last.split("-")];
  const end = new Date(Date.UTC(b[0], b[1], 0)).getUTCDate();
  if (a[2] === "01" && Number(b[2]) === end) {
    if (a[0] === b[0] && a[1] === b[1]) return `${MONTHS[a[1] - 1].slice(0, 3)} ${Number(a[0])}`;
    if (a[0] === b[0] && a[1] === "01" && b[1] === "12") return String(Number(a[0]));
  }
  if (a[0] === b[0] && a[1] === b[1]) return `${Number(a[2])}–${showDay(last)}`;
  if (a[0] === b[0]) return `${Number(a[2])} ${MONTHS[a[1] - 1].slice(0, 3)} – ${showDay(last)}`;
  return `${showDay(first)} – ${showDay(last)}`;
};
const showWhen = (node) => (node.days ? showDays(node.days) : node.when ? `reported ${showDays(node.when)}` : "undated");
/** "ceasefire_violation", "HoldsRole" → words. */
const words = (name) => name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const title = (name) => { const text = words(name); return text.charAt(0).toUpperCase() + text.slice(1); };
const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** An element; `on…` keys are listeners, other keys attributes, children nodes or text. */
const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
  return element;
};
const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
const names = (list) => list.map((at) => nodes[at].label);
/** The people and bodies of an event, without repetition, and where it was. */
const gist = (node) => {
  const who = [...new Set(node.roles.map(([, at]) => nodes[at].label))];
  const more = who.length > 4 ? ` and ${who.length - 4} more` : "";
  const where = node.places.length ? ` – ${names(node.places).join(", ")}` : "";
  const numbers = node.numbers.length ? ` (${node.numbers.map(([role, value]) => `${value} ${words(role)}`).join(", ")})` : "";
  const about = !who.length && node.about.length ? names(node.about).join(", ") : "";
  return `${who.slice(0, 4).join(", ")}${more}${about}${numbers}${where}`;
};
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const announce = (text) => { byId("announce").textContent = text; };
