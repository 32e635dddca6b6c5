// Where sources differ on one event: a column a source, a row a question, what differs marked.
const column = (claim) => {
  const article = nodes[claim.evidence[0][0]];
  return { article, claim, by: names(claim.by).join(", ") };
};
const conflictTable = (node) => {
  const columns = new Map();
  for (const at of node.claims) {
    const made = column(claims[at]);
    // Sentences of one article in one voice are one source.
    const key = `${made.article.n}|${made.claim.by.join()}`;
    if (!columns.has(key)) columns.set(key, { ...made, claims: [] });
    columns.get(key).claims.push(claims[at]);
  }
  const list = [...columns.values()].sort((a, b) => byTime(a.article, b.article));
  const each = (pick) => list.map((one) => [...new Set(one.claims.flatMap(pick))].filter(Boolean));
  const roles = [...new Set(list.flatMap((one) => one.claims.flatMap((claim) => claim.numbers.map(([role]) => role))))].sort();
  const rows = [
    ["Status", each((claim) => [claim.status])],
    ["Date", each((claim) => [claim.days && showDays(claim.days)])],
    ["Place", each((claim) => names(claim.places))],
    ...roles.map((role) => [title(role), each((claim) => claim.numbers.filter(([its]) => its === role).map(([, value]) => value))]),
  ].filter(([, cells]) => cells.some((cell) => cell.length));
  const differs = (cells) => new Set(cells.filter((cell) => cell.length).map((cell) => cell.join("|"))).size > 1;
  const head = list.map(({ article, by }) => el("th", { scope: "col" }, reference(article, source(article)),
    el("small", {}, [by && `according to ${by}`, article.days && showDays(article.days)].filter(Boolean).join(" · "))));
  const words = el("tr", {}, el("th", { scope: "row" }, "Words"), list.map((one) => el("td", {}, one.claims.map((claim) => el("span", { class: "words" }, `“${shorten(claim.evidence[0][2], 240)}”`)))));
  const body = rows.map(([name, cells]) => el("tr", { class: differs(cells) ? "differs" : undefined },
    el("th", { scope: "row" }, name), cells.map((cell) => el("td", {}, cell.join("; ") || "–"))));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "What each source says" },
    el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), head)), el("tbody", {}, body, words)));
};
let conflictsStale = true;
const showConflicts = () => {
  if (byId("conflicts").hidden) { conflictsStale = true; return; }
  conflictsStale = false;
  const list = disputed.filter((node) => shown[node.n]).sort(byTime);
  byId("conflicts").replaceChildren(
    el("h2", {}, "Conflicts"),
    el("p", {}, disputed.length
      ? "Events on which claims cannot all be right: one says it happened and another denies it, or numbers or dates do not meet. Nothing is settled here; each column is one source."
      : "No two claims about one event contradict each other."),
    ...list.map((node) => el("section", {}, el("h3", {}, reference(node)), conflictTable(node))));
};
let articlesStale = true;
const showArticles = () => {
  if (byId("articles").hidden) { articlesStale = true; return; }
  articlesStale = false;
  const list = articles.filter((node) => shown[node.n]).sort((a, b) => byTime(a, b));
  const row = (node) => {
    const n = (sort) => node.tells.filter((told) => told.sort === sort).length;
    const meta = [node.publisher, node.days ? showDays(node.days) : "date unknown", plural(n("event"), "event"), plural(n("statement"), "statement")];
    return el("li", {}, el("div", { class: "title" }, reference(node)), el("div", { class: "meta" }, meta.filter(Boolean).join(" · ")));
  };
  byId("articles").replaceChildren(el("h2", {}, "Articles"), el("ul", { class: "articles-list" }, list.map(row)));
};
const startPapers = () => watchers.push(showConflicts, showArticles);
