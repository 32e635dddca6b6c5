// One thing and everything that is said of it, each line with its source and its words.
let selected = null;
const reference = (node, text = node.label) =>
  el("button", { type: "button", class: `ref ${node.group}`, onclick: () => open(node) }, text);
const references = (list) => el("span", { class: "refs" }, [...new Set(list)].map((at) => reference(nodes[at])));
const definitions = (pairs) => el("dl", {}, pairs.filter(([, value]) => value && (!Array.isArray(value) || value.length))
  .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]).flat());
const heading = (text, n) => el("h3", {}, text, n !== undefined && el("span", { class: "n" }, n));

/** The sentence, with the words that the claim stands on marked. */
const evidence = ([, before, quote, after]) => el("blockquote", { class: "evidence" },
  before && el("span", { class: "around" }, before), el("mark", {}, quote), after && el("span", { class: "around" }, after));
const showClaim = (claim) => {
  const article = nodes[claim.evidence[0][0]];
  const by = claim.by.length ? ["according to ", references(claim.by), claim.said && `, said ${showDays(claim.said)}`].filter(Boolean) : "in its own voice";
  const facts = [
    claim.days && `${showDays(claim.days)}${claim.time && claim.time[1] ? ` (“${claim.time[1]}”)` : ""}`,
    ...claim.numbers.map(([role, value]) => `${words(role)}: ${value}`),
  ].filter(Boolean).join(" · ");
  return el("article", { class: "claim" },
    el("div", { class: "from" }, claim.status && el("span", { class: `status ${claim.status}` }, claim.status), reference(article),
      el("span", {}, [article.publisher, article.days && showDays(article.days)].filter(Boolean).join(", "))),
    el("div", { class: "facts" }, by),
    facts && el("div", { class: "facts" }, facts),
    claim.evidence.map(evidence),
    el("div", { class: "rule" }, `rule ${claim.rule} · confidence ${claim.confidence} of 100`));
};
const showClaims = (list) => [heading(list.length === 1 ? "Claim" : "Claims", list.length > 1 ? list.length : undefined), ...list.map((at) => showClaim(claims[at]))];

/** A list that does not fill the panel at once. */
const brief = (items, make, most = 12) => {
  const list = el("ul", { class: "list" }, items.slice(0, most).map((item) => el("li", {}, make(item))));
  if (items.length <= most) return list;
  const rest = el("button", { type: "button", class: "more", onclick: () => { list.append(...items.slice(most).map((item) => el("li", {}, make(item)))); rest.remove(); } },
    `${items.length - most} more`);
  return [list, rest].flat();
};

const showEvent = (node) => [
  definitions([
    ["Status", el("span", { class: `status ${node.status}` }, node.status)],
    ["When", node.days ? showDays(node.days) + (node.time[1] ? ` (“${node.time[1]}”)` : "") : "no date given"],
    ["Where", node.places.length ? references(node.places) : null],
    ...[...new Set(node.roles.map(([role]) => role))].map((role) => [title(role), references(node.roles.filter(([its]) => its === role).map(([, at]) => at))]),
    ["About", node.about.length ? references(node.about) : null],
    ...node.numbers.map(([role, value]) => [title(role), value]),
    ["Sources", plural(node.sources, "independent source")],
  ]),
  node.disputed && [heading("Sources differ"), conflictTable(node)],
  showClaims(node.claims),
];
const showStatement = (node) => [
  el("blockquote", {}, node.direct ? `“${node.quote}”` : node.quote),
  definitions([
    ["Who", node.speaker === undefined ? "not named" : reference(nodes[node.speaker])],
    ["To whom", node.addressee === undefined ? null : reference(nodes[node.addressee])],
    ["Form", node.direct ? "in quotation marks" : "reported"],
    ["Through", node.medium],
    ["When", node.days && showDays(node.days)],
    ["About", node.about.length ? references(node.about) : null],
  ]),
  showClaims(node.claims),
];
const office = (tie) => {
  const text = `${tie.former ? "former " : ""}${tie.title || words(tie.kind)}`;
  return [text, tie.object !== undefined && [" – ", reference(nodes[tie.object])], tie.time && ` (${tie.time[0]})`].flat();
};
const showEntity = (node) => {
  const offices = node.ties.filter((tie) => tie.kind === "HoldsRole" && tie.subject === node.n);
  const holders = node.ties.filter((tie) => tie.kind === "HoldsRole" && tie.subject !== node.n);
  const others = node.ties.filter((tie) => tie.kind !== "HoldsRole");
  const events = node.part.filter(([, what]) => what.sort === "event").sort((a, b) => byTime(a[1], b[1]));
  const said = node.part.filter(([role, what]) => what.sort === "statement" && role === "speaker").map(([, what]) => what).sort(byTime);
  const mentioned = node.part.filter(([role, what]) => what.sort === "statement" && role !== "speaker").map(([, what]) => what).sort(byTime);
  const tied = [...new Set(node.ties.flatMap((tie) => tie.claims))];
  const wikidata = node.wikidata && /^https?:/.test(node.wikidata) && el("a", { href: node.wikidata, rel: "noopener noreferrer", target: "_blank" }, node.wikidata.replace(/.*\//, "Wikidata "));
  return [
    definitions([
      ["Also called", node.aliases.join("; ")],
      ["Office", offices.map((tie) => el("div", {}, office(tie)))],
      ["Belongs to", node.affiliation === undefined ? null : reference(nodes[node.affiliation])],
      ["Lies in", node.inside === undefined ? null : reference(nodes[node.inside])],
      ["Points", node.points === undefined ? null : String(node.points)],
      ["Ties", others.map((tie) => el("div", {}, tie.subject === node.n ? "" : [reference(nodes[tie.subject]), " "], words(tie.kind), " ", tie.title || "", tie.object === undefined || tie.object === node.n ? "" : [" ", reference(nodes[tie.object])]))],
      ["Position", node.place && `${Math.abs(node.place[0]).toFixed(2)}° ${node.place[0] < 0 ? "S" : "N"}, ${Math.abs(node.place[1]).toFixed(2)}° ${node.place[1] < 0 ? "W" : "E"}`],
      ["Elsewhere", wikidata],
      ["Takes part with", node.figures && `${plural(node.figures[0], "other")} in events, ${node.figures[1]} times; betweenness ${node.figures[2]}, PageRank ${node.figures[3]}, community ${node.figures[4]}`],
      ["Mentioned", `${plural(node.mentions || 0, "time")} in ${plural(node.articles.length, "article")}`],
    ]),
    holders.length && [heading("Office holders", holders.length), brief(holders, (tie) => [reference(nodes[tie.subject]), ` ${tie.former ? "former " : ""}${tie.title || ""}`])],
    events.length && [heading("Takes part in", events.length), brief(merge(events), ([roles, what]) => {
      const row = happening(what, false);
      row.querySelector(".what").append(el("span", { class: "rule" }, ` as ${roles.map(words).join(", ")}`));
      return row;
    })],
    said.length && [heading("Says", said.length), brief(said, (what) => happening(what, false))],
    mentioned.length && [heading("Spoken of", mentioned.length), brief(mentioned, (what) => happening(what, false))],
    tied.length && [heading("Claims on offices and ties", tied.length), brief(tied, (at) => showClaim(claims[at]), 6)],
    node.articles.length && [heading("Articles", node.articles.length), brief(node.articles, (at) => reference(nodes[at]), 8)],
  ];
};
/** One row an event, however many roles in it. */
const merge = (parts) => {
  const rows = new Map();
  for (const [role, what] of parts) {
    if (!rows.has(what)) rows.set(what, []);
    if (!rows.get(what).includes(role)) rows.get(what).push(role);
  }
  return [...rows].map(([what, roles]) => [roles, what]);
};
const showArticle = (node) => {
  const told = (sort) => node.tells.filter((what) => what.sort === sort).sort(byTime);
  return [
    definitions([
      ["Source", node.publisher],
      ["Published", node.days ? showDays(node.days) : "date unknown"],
      ["Address", node.url && el("a", { href: node.url, rel: "noopener noreferrer", target: "_blank" }, node.url)],
      ["File", node.file],
    ]),
    [["event", "Tells of"], ["statement", "Quotes"]].map(([sort, name]) => told(sort).length && [heading(name, told(sort).length), brief(told(sort), (what) => happening(what, false), 30)]),
  ];
};
const showDetail = (node) => {
  const show = { article: showArticle, entity: showEntity, event: showEvent, statement: showStatement }[node.sort];
  const name = node.sort === "event" ? `${title(node.kind)}${gist(node) ? `: ${gist(node)}` : ""}` : node.label;
  byId("detail").replaceChildren(...[
    el("header", {}, el("span", { class: `dot ${node.group}`, "aria-hidden": "true" }), title(node.kind),
      el("button", { type: "button", class: "plain close", "aria-label": "Close", onclick: () => open(null) }, "×")),
    node.sort !== "statement" && el("h2", {}, name),
    ...show(node).flat(9),
  ].filter(Boolean));
  byId("detail").hidden = false;
  byId("detail").scrollTop = 0;
};
