// Views, search, keys, the address after #, and the start.
const VIEWS = ["graph", "timeline", "map", "conflicts", "articles"];
let current = "";
const show = (view) => {
  current = view;
  for (const name of VIEWS) {
    byId(name).hidden = name !== view;
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", name === view);
    tab.tabIndex = name === view ? 0 : -1;
  }
  if (view === "timeline" && timelineStale) showTimeline();
  if (view === "conflicts" && conflictsStale) showConflicts();
  if (view === "articles" && articlesStale) showArticles();
};
const address = (view, node) => `#${view}${node ? `/${encodeURI(node.id)}` : ""}`;
const go = (view, node) => {
  const next = address(view, node);
  if (location.hash === next) arrive(); else location.hash = next;
};
const arrive = () => {
  const [, view, id] = /^#(\w+)(?:\/(.*))?$/.exec(location.hash) || [];
  let node = null;
  try { node = (id && ids.get(decodeURI(id))) || null; } catch { /* a broken address opens nothing */ }
  const from = document.activeElement;
  show(VIEWS.includes(view) ? view : "graph");
  if (node === selected && byId("detail").hidden === !node) return;
  const before = selected;
  selected = node;
  stepped = null;
  if (node) {
    showDetail(node);
    announce(`${title(node.kind)}: ${node.label}`);
    // Focus follows to the panel, except from where one goes on stepping or typing.
    if (from && from !== document.body && from.tagName !== "CANVAS") byId("detail").focus({ preventScroll: true });
  } else {
    const inside = byId("detail").contains(from);
    byId("detail").hidden = true;
    if (inside) (document.querySelector(`[data-node="${before ? CSS.escape(before.id) : ""}"]`) || byId("main")).focus();
  }
  for (const row of document.querySelectorAll("#days [aria-current]")) row.removeAttribute("aria-current");
  if (node) document.querySelector(`#days [data-node="${CSS.escape(node.id)}"]`)?.setAttribute("aria-current", "true");
  collectDrawn();
  if (around()) graphView.fit();
  else if (node?.at) requestAnimationFrame(() => graphView.reveal(node.at));
  if (node?.place) requestAnimationFrame(() => mapView.reveal(spot(node)));
  graphView.request();
  mapView.request();
};
const open = (node) => go(current || "graph", node);

const texts = nodes.map((node) => fold([node.label, ...node.aliases, node.quote || "", node.sort === "event" ? gist(node) : ""].join("\n")));
const find = (query) => {
  const parts = fold(query).split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const hits = [];
  nodes.forEach((node, at) => {
    const text = texts[at];
    if (!parts.every((part) => text.includes(part))) return;
    const label = fold(node.label);
    const whole = parts.join(" ");
    const rank = (label === whole ? 0 : label.startsWith(whole) ? 1 : parts.every((part) => label.includes(part)) ? 2 : 3) * 10
      + ["entity", "event", "statement", "article"].indexOf(node.sort);
    hits.push([rank, -node.near.length, at]);
  });
  return hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 40).map(([, , at]) => nodes[at]);
};
const startSearch = () => {
  const [input, list] = [byId("search"), byId("hits")];
  let hits = [], at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const choose = (node) => { close(); input.value = ""; open(node); };
  const mark = (next) => {
    at = (next + hits.length) % hits.length;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", n === at));
    input.setAttribute("aria-activedescendant", `hit-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => {
    hits = find(input.value);
    const found = hits.map((node, n) => el("li", { role: "option", id: `hit-${n}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); choose(node); } },
      el("span", { class: `dot ${node.group}`, "aria-hidden": "true" }),
      el("span", {}, node.sort === "event" ? title(node.kind) : shorten(node.label, 80)),
      el("span", { class: "sub" }, node.sort === "event" ? (node.when ? showWhen(node) : "") : title(node.kind)),
      node.sort === "event" && el("span", { class: "why" }, gist(node)),
      node.aliases.length > 0 && el("span", { class: "why" }, node.aliases.join("; "))));
    const nothing = el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found.");
    list.replaceChildren(...(found.length ? found : [nothing]));
    const visible = Boolean(input.value.trim());
    list.hidden = !visible;
    input.setAttribute("aria-expanded", visible);
    at = -1;
    if (hits.length && visible) mark(0);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (list.hidden) input.blur(); close(); input.value = ""; event.stopPropagation(); }
    if (list.hidden || !hits.length) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(hits[at]); }
  });
  input.addEventListener("blur", close);
};
const startKeys = () => {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape") {
      if (byId("filters").classList.contains("open")) byId("filters-open").click(); else if (selected) open(null);
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
    if (event.key === "?") byId("help").showModal();
    const view = VIEWS[Number(event.key) - 1];
    if (view) { go(view, selected); byId(`tab-${view}`).focus(); }
  });
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.target.getAttribute("role") !== "tab") return;
    const view = VIEWS[(VIEWS.indexOf(current) + step + VIEWS.length) % VIEWS.length];
    go(view, selected);
    byId(`tab-${view}`).focus();
  });
};
/** Storage may be forbidden to a page from the disk. */
const memory = {
  get: () => { try { return localStorage.getItem("rapporteur-theme"); } catch { return null; } },
  set: (value) => { try { localStorage.setItem("rapporteur-theme", value); } catch { /* then it is forgotten */ } },
};
const startTheme = () => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const dark = (memory.get() || (system.matches ? "dark" : "light")) === "dark";
    document.documentElement.classList.toggle("dark", dark);
    byId("theme").textContent = dark ? "Light" : "Dark";
    byId("theme").setAttribute("aria-label", dark ? "Light colours" : "Dark colours");
    readPalette();
    graphView?.request();
    mapView?.request();
    if (!byId("timeline").hidden) drawStrip();
  };
  byId("theme").addEventListener("click", () => {
    const dark = document.documentElement.classList.toggle("dark");
    memory.set(dark ? "dark" : "light");
    apply();
  });
  system.addEventListener("change", apply);
  apply();
};
const startPage = () => {
  const n = (sort) => nodes.filter((node) => node.sort === sort).length;
  const dated = happenings.filter((node) => node.days);
  const days = articles.filter((node) => node.days).map((node) => node.days[0]).sort();
  byId("summary").textContent = [plural(articles.length, "article"), plural(n("event"), "event"), plural(n("statement"), "statement"),
    days.length && showDays([days[0], days[days.length - 1]])].filter(Boolean).join(" · ");
  const counts = { conflicts: disputed.length, articles: articles.length, timeline: happenings.length };
  for (const [view, number] of Object.entries(counts)) byId(`tab-${view}`).append(el("span", { class: "count" }, number.toLocaleString("en")));
  for (const view of VIEWS) byId(`tab-${view}`).addEventListener("click", () => go(view, selected));
  if (data.query) { byId("query-page").href = data.query; byId("query-page").hidden = false; }
  byId("skip").addEventListener("click", () => byId("main").focus());
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  byId("filters-open").addEventListener("click", () => {
    const wide = byId("filters").classList.toggle("open");
    byId("filters-open").setAttribute("aria-expanded", wide);
  });
  // A meeting without dates is still worth a list: with nothing drawn, the timeline comes first.
  if (!dated.length && !nodes.some((node) => node.at)) history.replaceState(null, "", "#articles");
};
startFilters();
startTheme();
startGraph();
startMap();
startTimeline();
startPapers();
startSearch();
startKeys();
startPage();
refilter();
window.addEventListener("hashchange", arrive);
arrive();
document.documentElement.dataset.ready = "true";
