// What is shown: by class, date, status and source. `shown[n]` tells of each node; views are told when it changes.
const hidden = { kind: new Set(), status: new Set(), source: new Set() };
const range = { from: "", to: "" };
let shown = new Uint8Array(nodes.length).fill(1);
const watchers = [];

const hasSource = (node) => !hidden.source.size || !node.articles.length || node.articles.some((at) => !hidden.source.has(source(nodes[at])));
const inRange = (days) => (!range.from || days[1] >= range.from) && (!range.to || days[0] <= range.to);
const happens = (node) => {
  if (hidden.kind.has(node.kind) || !hasSource(node)) return false;
  if (node.status && hidden.status.has(node.status)) return false;
  // With dates asked for, what has none and stands in no dated article is left out.
  return range.from || range.to ? Boolean(node.when) && inRange(node.when) : true;
};
const filtering = () => hidden.kind.size || hidden.status.size || hidden.source.size || range.from || range.to;

const refilter = () => {
  const next = new Uint8Array(nodes.length);
  for (const node of happenings) next[node.n] = happens(node) ? 1 : 0;
  const narrowed = hidden.status.size || range.from || range.to;
  for (const node of nodes) {
    if (node.sort === "entity" && !hidden.kind.has(node.kind) && hasSource(node)) {
      next[node.n] = !narrowed || node.part.some(([, happening]) => next[happening.n]) ? 1 : 0;
    } else if (node.sort === "article") {
      const dated = !(range.from || range.to) || (node.days && inRange(node.days)) || node.tells.some((told) => next[told.n]);
      next[node.n] = !hidden.source.has(source(node)) && dated ? 1 : 0;
    }
  }
  shown = next;
  byId("reset").hidden = !filtering();
  for (const watcher of watchers) watcher();
};

const count = (list, key) => {
  const counts = new Map();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

/** A row of checkboxes; "only" hides the others of the same list. */
const choices = (where, list, set, group, show = title) => {
  const place = byId(where);
  const boxes = [];
  for (const [value, n] of list) {
    const box = el("input", { type: "checkbox", "data-value": value, onchange: () => {
      if (box.checked) set.delete(value); else set.add(value);
      refilter();
    } });
    box.checked = true;
    boxes.push([value, box]);
    const only = el("button", { type: "button", class: "only", "aria-label": `only ${show(value)}`, onclick: (event) => {
      event.preventDefault();
      const alone = boxes.every(([other, its]) => its.checked === (other === value));
      for (const [other, its] of boxes) {
        its.checked = alone || other === value;
        if (its.checked) set.delete(other); else set.add(other);
      }
      refilter();
    } }, "only");
    const dot = group && el("span", { class: `dot ${group(value)}`, "aria-hidden": "true" });
    place.append(el("label", { class: "row" }, box, dot, el("span", { class: "name", title: show(value) }, show(value)), only,
      el("span", { class: "n" }, n.toLocaleString("en"))));
  }
  place.closest("fieldset").hidden = !list.length;
};

const setRange = (from, to) => {
  Object.assign(range, { from, to });
  byId("from").value = from;
  byId("to").value = to;
  refilter();
};
const reset = () => {
  for (const set of Object.values(hidden)) set.clear();
  for (const box of document.querySelectorAll(".filters input[type=checkbox]")) box.checked = true;
  setRange("", "");
};

const startFilters = () => {
  const events = happenings.filter((node) => node.sort === "event");
  const order = (list) => list.sort((a, b) => statuses.indexOf(a[0]) - statuses.indexOf(b[0]));
  choices("filter-status", order(count(events, (node) => node.status)), hidden.status);
  choices("filter-events", count(happenings, (node) => node.kind), hidden.kind, (kind) => (kind === "Statement" ? "statement" : "event"));
  choices("filter-things", count(nodes.filter((node) => node.sort === "entity"), (node) => node.kind), hidden.kind, (kind) => CLASS_GROUP[kind] || "other");
  choices("filter-sources", count(articles, source), hidden.source, null, (name) => name);
  const dated = happenings.filter((node) => node.when);
  const first = dated.reduce((day, { when }) => (day && day < when[0] ? day : when[0]), "");
  const last = dated.reduce((day, { when }) => (day > when[1] ? day : when[1]), "");
  for (const id of ["from", "to"]) {
    const input = byId(id);
    Object.assign(input, { min: first, max: last });
    input.addEventListener("change", () => { range[id] = input.value; refilter(); });
  }
  byId("reset").addEventListener("click", reset);
};
