// Happenings in order of time: a strip of how many there were, and the list by month.
const FIRST = 400;
/** A line may end after the dash of two days, not within one. */
const unbroken = (days) => days.replaceAll(" ", "\u00a0").replace(/(–|reported)\u00a0/, "$1 ");
const happening = (node, side = true) => {
  const status = node.status && el("span", { class: `status ${node.status}` }, node.status);
  const what = node.sort === "event"
    ? [el("b", {}, title(node.kind)), " ", gist(node)]
    : [el("b", {}, node.speaker === undefined ? "Somebody" : nodes[node.speaker].label), " ", el("span", { class: "quote" }, node.direct ? `“${node.quote}”` : node.quote)];
  const told = node.sources || node.articles.length;
  return el("button", { type: "button", class: "happening", "data-node": node.id, "aria-current": node === selected, onclick: () => open(node) },
    el("span", { class: node.days ? "day" : "day told" }, unbroken(showWhen(node))),
    el("span", { class: `dot ${node.group}`, "aria-hidden": "true" }),
    el("span", { class: "what" }, what, " ", status, " ", node.disputed && el("span", { class: "flag" }, "disputed")),
    el("span", { class: "side" }, side && plural(told, "source")));
};
const byTime = (a, b) => {
  const [x, y] = [a, b].map((node) => (node.when ? node.when[0] : "9999"));
  // On one day, what is known to have happened then comes before what was reported then.
  return x < y ? -1 : x > y ? 1 : Number(!a.days) - Number(!b.days) || a.n - b.n;
};
happenings.sort(byTime);

let timelineStale = true;
const showTimeline = () => {
  if (byId("timeline").hidden) { timelineStale = true; return; }
  timelineStale = false;
  const list = happenings.filter((node) => shown[node.n]);
  const place = byId("days");
  place.replaceChildren();
  let at = 0, month = null, section = null;
  const more = () => {
    const stop = Math.min(at + FIRST, list.length);
    for (; at < stop; at += 1) {
      const node = list[at];
      const its = node.when ? node.when[0].slice(0, 7) : "none";
      if (its !== month) {
        month = its;
        const name = its === "none" ? "Without a date" : `${MONTHS[its.slice(5) - 1]} ${Number(its.slice(0, 4))}`;
        section = el("section", { class: "month", "aria-label": name }, el("h2", {}, name));
        place.append(section);
      }
      section.append(happening(node));
    }
    if (at >= list.length) return;
    const button = el("button", { type: "button", class: "more", onclick: () => { watch.disconnect(); button.remove(); more(); } },
      `${(list.length - at).toLocaleString("en")} more`);
    const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) button.click(); }, { rootMargin: "600px" });
    place.append(button);
    watch.observe(button);
  };
  more();
  if (!list.length) place.append(el("p", { class: "empty" }, "Nothing matches these filters."));
  drawStrip();
};

const DAY = 86400000;
const stamp = (day) => Date.parse(`${day}T00:00:00Z`);
const isoDay = (time) => new Date(time).toISOString().slice(0, 10);
let buckets = [];
const drawStrip = () => {
  const canvas = byId("strip");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const dated = happenings.filter((node) => node.when);
  byId("strip-caption").textContent = dated.length ? "Happenings by date, or by the day they were reported; click a bar to see its days alone." : "";
  if (!width || !dated.length) { canvas.parentElement.hidden = !dated.length; return; }
  const starts = dated.map((node) => stamp(node.when[0])).sort((a, b) => a - b);
  // A date far off (a founding year) would squeeze all the others into one bar.
  const [low, high] = [starts[Math.floor(starts.length * 0.03)], starts[Math.ceil(starts.length * 0.98) - 1]];
  const span = Math.max(1, Math.round((high - low) / DAY) + 1);
  const step = [1, 2, 7, 14, 30, 91, 365, 3650].find((days) => span / days <= 96) || 36500;
  buckets = Array.from({ length: Math.ceil(span / step) }, (_, n) => ({ from: low + n * step * DAY, to: low + ((n + 1) * step - 1) * DAY, event: 0, statement: 0, all: 0 }));
  for (const node of dated) {
    const bucket = buckets[Math.floor((stamp(node.when[0]) - low) / DAY / step)];
    if (!bucket) continue;
    bucket.all += 1;
    if (shown[node.n]) bucket[node.sort] += 1;
  }
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const most = Math.max(...buckets.map((bucket) => bucket.all), 1);
  const base = height - 16;
  const wide = Math.min(width / buckets.length, 46);
  context.font = `11px ${FONT}`;
  let free = 0;
  buckets.forEach((bucket, n) => {
    bucket.x = n * wide;
    const bar = (value, from, colour) => {
      context.fillStyle = colour;
      const tall = (value / most) * (base - 4);
      context.fillRect(bucket.x + 1, base - from - tall, Math.max(wide - 2, 1), tall);
      return from + tall;
    };
    bar(bucket.all, 0, palette.light);
    bar(bucket.statement, bar(bucket.event, 0, palette.event), palette.statement);
    const name = step >= 365 ? isoDay(bucket.from).slice(0, 4) : step >= 30 ? `${MONTHS[isoDay(bucket.from).slice(5, 7) - 1].slice(0, 3)} ${isoDay(bucket.from).slice(0, 4)}` : showDay(isoDay(bucket.from)).replace(/ \d+$/, "");
    if (bucket.x >= free && bucket.x + context.measureText(name).width < width) {
      context.fillStyle = palette.faint;
      context.fillText(name, bucket.x + 1, height - 3);
      free = bucket.x + context.measureText(name).width + 28;
    }
  });
  context.fillStyle = palette.line;
  context.fillRect(0, base, wide * buckets.length, 1);
  canvas.onclick = (event) => {
    const bucket = buckets[Math.floor((event.clientX - canvas.getBoundingClientRect().left) / wide)];
    if (!bucket) return;
    const [from, to] = [isoDay(bucket.from), isoDay(bucket.to)];
    if (range.from === from && range.to === to) setRange("", ""); else setRange(from, to);
  };
};
const startTimeline = () => {
  watchers.push(showTimeline);
  new ResizeObserver(() => { if (!byId("timeline").hidden) drawStrip(); }).observe(byId("timeline"));
};
