// The graph: squares are events, diamonds statements, circles who and what; positions come with the data.
// Size tells of ties drawn, or of an actor's place among the actors; colour of class, or of the community that the actors of an
// event belong to most.
const SIZES = { partners: 0, events: 1, betweenness: 2, pagerank: 3 };
const look = { size: "ties", colour: "class" };
const greatest = [0, 1, 2, 3].map((at) => nodes.reduce((most, node) => Math.max(most, node.figures?.[at] || 0), 0) || 1);
const radius = (node) => {
  if (look.size === "ties") return 3.2 + 1.5 * Math.sqrt(node.near.length);
  const at = SIZES[look.size];
  return 4.5 + 20 * Math.sqrt((node.figures?.[at] || 0) / greatest[at]);
};
const COMMUNITIES = 8;
const communityOf = (node) => {
  if (node.figures) return node.figures[4];
  const actors = node.speaker === undefined ? node.roles.map(([, at]) => at) : [node.speaker];
  const votes = count(actors.map((at) => nodes[at].figures?.[4]).filter(Boolean), (community) => community);
  return votes.length ? votes[0][0] : 0;
};
for (const node of nodes) { const own = communityOf(node); node.community = own > COMMUNITIES ? 0 : own; }
const hueOf = (node) => (look.colour === "class" ? node.group : `c${node.community}`);
const hues = () => (look.colour === "class" ? Object.keys(GROUPS) : Array.from({ length: COMMUNITIES + 1 }, (_, n) => `c${n}`));
const graphLabel = (node) => {
  if (node.sort === "event") return title(node.kind) + (node.days ? `, ${showDays(node.days)}` : "");
  if (node.sort === "statement") return `“${shorten(node.quote || "", 26)}”`;
  return shorten(node.label, 34);
};
let drawn = [];
const around = () => selected && byId("with-around").checked;
const collectDrawn = () => {
  const statements = byId("with-statements").checked;
  const near = around() && new Set([selected.n, ...selected.near.map(([n]) => n)]);
  // Two steps for a thing, so that one sees with whom it took part in what.
  if (near && selected.sort === "entity") for (const [n] of selected.near) for (const [next] of nodes[n].near) near.add(next);
  const fits = (node) => node.at && (node === selected || (shown[node.n] && (statements || node.sort !== "statement")))
    && (!near || near.has(node.n));
  drawn = nodes.filter(fits);
  const inside = new Uint8Array(nodes.length);
  for (const node of drawn) inside[node.n] = 1;
  // A thing that nothing shown ties to anything would only be noise.
  drawn = drawn.filter((node) => node === selected || node.sort !== "entity" || node.near.some(([n]) => inside[n]));
  drawn.sort((a, b) => radius(b) - radius(a) || b.near.length - a.near.length || a.n - b.n);
  byId("graph-empty").hidden = drawn.length > 0;
};
const shape = (context, node, x, y, r) => {
  context.moveTo(x + r, y);
  if (node.sort === "event") context.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72);
  else if (node.sort === "statement") {
    context.moveTo(x, y - r * 1.15);
    context.lineTo(x + r * 1.15, y);
    context.lineTo(x, y + r * 1.15);
    context.lineTo(x - r * 1.15, y);
    context.closePath();
  } else context.arc(x, y, r, 0, 2 * Math.PI);
};
const scaleOf = (camera) => Math.min(Math.max(Math.sqrt(camera.k), 0.55), 1.9);
const drawGraph = (context, view) => {
  const { camera } = view;
  const focus = view.hover ?? stepped ?? selected;
  // What is around the selection is all to be read.
  const whole = focus === selected && around();
  const close = focus && !whole && new Set([focus.n, ...focus.near.map(([n]) => n)]);
  const scale = scaleOf(camera);
  const place = new Map(drawn.map((node) => [node.n, view.screen(node.at)]));
  const line = (touches, colour, width) => {
    context.beginPath();
    for (const [source, target] of edges) {
      if (focus && (source === focus.n || target === focus.n) !== touches) continue;
      const [a, b] = [place.get(source), place.get(target)];
      if (a && b) { context.moveTo(a[0], a[1]); context.lineTo(b[0], b[1]); }
    }
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  };
  context.globalAlpha = (close ? 0.3 : 0.85) * Math.min(1, 0.3 + 600 / (edges.length + 1));
  line(false, palette.edge, 1);
  context.globalAlpha = 1;
  if (focus) line(true, palette.soft, 1.3);
  for (const hue of hues()) {
    for (const bright of close ? [false, true] : [true]) {
      context.beginPath();
      for (const node of drawn) {
        if (hueOf(node) !== hue || (close && close.has(node.n) !== bright)) continue;
        const [x, y] = place.get(node.n);
        if (x > -30 && y > -30 && x < view.size[0] + 30 && y < view.size[1] + 30) shape(context, node, x, y, Math.max(radius(node) * scale, 2));
      }
      context.globalAlpha = bright ? 1 : 0.22;
      context.fillStyle = palette[hue];
      context.fill();
      context.globalAlpha = bright ? 1 : 0.3;
      context.strokeStyle = palette.paper;
      context.lineWidth = 1.2;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
  for (const node of [selected, stepped].filter((node) => node && place.has(node.n))) {
    const [x, y] = place.get(node.n);
    context.beginPath();
    shape(context, node, x, y, radius(node) * scale + 4);
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    context.stroke();
  }
  labelGraph(context, view, place, scale, focus, close);
};
const labelGraph = (context, view, place, scale, focus, close) => {
  // Labels keep off the nodes, where there are few enough to ask all.
  const boxOf = (node) => { const [x, y] = place.get(node.n), r = Math.max(radius(node) * scale - 1, 1); return [x - r, y - r, x + r, y + r]; };
  const write = makeLabels(context, `12px ${FONT}`, drawn.length <= 400 ? drawn.filter((node) => !close || close.has(node.n)).map(boxOf) : []);
  const strong = { paper: palette.paper, ink: palette.ink };
  const weak = { paper: palette.paper, ink: palette.soft };
  const at = (node) => { const [x, y] = place.get(node.n); return [x, y, radius(node) * scale + 4]; };
  if (focus && place.has(focus.n)) {
    context.font = `600 13px ${FONT}`;
    const [x, y, r] = at(focus);
    write(view.hover ? shorten(focus.label, 70) : graphLabel(focus), x, y, strong, { force: true, radius: r });
    context.font = `12px ${FONT}`;
  }
  let left = focus ? 60 : 90;
  for (const node of drawn) {
    if (!left) break;
    if (node === focus || (close && !close.has(node.n))) continue;
    const [x, y, r] = at(node);
    if (x < -40 || y < 0 || x > view.size[0] || y > view.size[1]) continue;
    if (write(graphLabel(node), x, y, node.sort === "entity" ? strong : weak, { radius: r })) left -= 1;
  }
  if (!focus) return;
  // What the edges of the one in focus say.
  context.font = `italic 11px ${FONT}`;
  for (const [n, edge] of focus.near.slice(0, 60)) {
    const [a, b] = [place.get(focus.n), place.get(n)];
    if (!a || !b || Math.hypot(a[0] - b[0], a[1] - b[1]) < 90) continue;
    write(words(kinds[edges[edge][2]]), (a[0] + b[0]) / 2 - 14, (a[1] + b[1]) / 2, { paper: palette.paper, ink: palette.faint });
  }
};
/** The nearest node under a point of the canvas. */
const nearest = (list, at, view, reach) => {
  let best = null, least = Infinity;
  for (const node of list) {
    const [x, y] = view.screen(at(node));
    const distance = Math.hypot(x - view.pointer[0], y - view.pointer[1]) - reach(node);
    if (distance < 5 && distance < least) { least = distance; best = node; }
  }
  return best;
};
let stepped = null;
const stepThrough = (list, at) => (direction, view) => {
  if (direction === 0) { if (stepped) open(stepped); return; }
  if (!list().length) return;
  const now = list().indexOf(stepped);
  stepped = list()[(now + direction + list().length) % list().length];
  view.reveal(at(stepped));
  announce(`${title(stepped.kind)}: ${stepped.label}, ${plural(stepped.near.length, "tie")}`);
};
let graphView;
const startGraph = () => {
  const spot = (node) => node.at;
  graphView = makeViewport(byId("graph-canvas"), {
    buttons: "graph",
    draw: drawGraph,
    hit: (pointer, view) => {
      view.pointer = pointer;
      const scale = scaleOf(view.camera);
      return nearest(drawn, spot, view, (node) => radius(node) * scale);
    },
    open: (node) => open(node),
    step: stepThrough(() => drawn, spot),
    bounds: () => boundsOf(drawn.map(spot)),
  });
  for (const id of ["with-statements", "with-around"]) {
    byId(id).addEventListener("change", () => { collectDrawn(); if (id === "with-around") graphView.fit(); graphView.request(); });
  }
  watchers.push(() => { stepped = null; collectDrawn(); graphView.request(); });
  for (const id of ["size", "colour"]) {
    byId(`by-${id}`).addEventListener("change", ({ target }) => { look[id] = target.value; collectDrawn(); showLegend(); graphView.request(); });
  }
  // Where nobody takes part in anything with anybody, there is nothing to choose.
  byId("by-figures").hidden = !nodes.some((node) => node.figures);
  showLegend();
};
const showLegend = () => {
  const item = (hue, text) => el("li", {}, el("span", { class: `dot ${hue}`, "aria-hidden": "true" }), text);
  if (look.colour === "class") {
    const groups = new Set(nodes.filter((node) => node.at).map((node) => node.group));
    byId("legend").replaceChildren(...Object.keys(GROUPS).filter((group) => groups.has(group)).map((group) => item(group, GROUPS[group])));
    return;
  }
  // A community is called by its two best connected actors.
  const found = hues().slice(1).map((hue, n) => {
    const actors = nodes.filter((node) => node.figures?.[4] === n + 1).sort((a, b) => b.figures[1] - a.figures[1] || a.n - b.n);
    return actors.length && item(hue, `${actors.slice(0, 2).map((node) => shorten(node.label, 22)).join(", ")}${actors.length > 2 ? ` and ${actors.length - 2} more` : ""}`);
  });
  byId("legend").replaceChildren(...found.filter(Boolean), item("c0", "others"));
};
const boundsOf = (points) => {
  if (!points.length) return null;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
  }
  return box;
};
