// A canvas that can be moved and zoomed with pointer, wheel, fingers and keys. The graph and the map draw on one each.
const makeViewport = (canvas, { draw, hit, open, step, bounds, buttons }) => {
  const context = canvas.getContext("2d");
  const camera = { x: 0, y: 0, k: 1 };
  let size = [0, 0], waiting = false, fitted = false, hover = null;
  const request = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!size[0]) return;
      const ratio = window.devicePixelRatio || 1;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size[0], size[1]);
      draw(context, view);
    });
  };
  const fit = () => {
    const box = bounds();
    if (!box || !size[0]) return;
    // Room for labels at the sides, for the tools above and the legend below.
    const [side, above, below] = [size[0] > 700 ? 90 : 34, 58, 48];
    const [width, height] = [Math.max(box[2] - box[0], 1), Math.max(box[3] - box[1], 1)];
    camera.k = Math.min((size[0] - 2 * side) / width, (size[1] - above - below) / height, view.closest);
    camera.x = (box[0] + box[2]) / 2;
    camera.y = (box[1] + box[3]) / 2 + (below - above) / 2 / camera.k;
    fitted = true;
    request();
  };
  const zoom = (factor, at = [size[0] / 2, size[1] / 2]) => {
    const before = view.world(at);
    camera.k = Math.min(Math.max(camera.k * factor, view.farthest), 40);
    const after = view.world(at);
    camera.x += before[0] - after[0];
    camera.y += before[1] - after[1];
    request();
  };
  const view = {
    canvas, camera, request, fit, zoom, closest: 2.2, farthest: 0.01,
    get size() { return size; },
    get hover() { return hover; },
    screen: ([x, y]) => [(x - camera.x) * camera.k + size[0] / 2, (y - camera.y) * camera.k + size[1] / 2],
    world: ([x, y]) => [(x - size[0] / 2) / camera.k + camera.x, (y - size[1] / 2) / camera.k + camera.y],
    /** Brings a point into sight, if it is not. */
    reveal(at) {
      const [x, y] = view.screen(at);
      if (x < 60 || y < 60 || x > size[0] - 160 || y > size[1] - 60) [camera.x, camera.y] = at;
      request();
    },
  };
  new ResizeObserver(() => {
    const ratio = window.devicePixelRatio || 1;
    size = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = Math.round(size[0] * ratio);
    canvas.height = Math.round(size[1] * ratio);
    if (fitted) request(); else fit();
  }).observe(canvas);

  const pointers = new Map();
  const place = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const now = place(event);
    const last = pointers.get(event.pointerId);
    if (!last) {
      const found = hit(now, view);
      if (found !== hover) { hover = found; canvas.classList.toggle("over", found !== null); request(); }
      return;
    }
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    if (others.length) {
      const gap = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
      zoom(gap(now, others[0]) / gap(last, others[0]), [(now[0] + others[0][0]) / 2, (now[1] + others[0][1]) / 2]);
    }
    moved += Math.hypot(now[0] - last[0], now[1] - last[1]);
    if (moved > 3) canvas.classList.add("drag");
    camera.x -= (now[0] - last[0]) / camera.k / (others.length + 1);
    camera.y -= (now[1] - last[1]) / camera.k / (others.length + 1);
    pointers.set(event.pointerId, now);
    request();
  });
  const end = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    canvas.classList.remove("drag");
    if (event.type === "pointerup" && moved <= 3) {
      const found = hit(place(event), view);
      if (found !== null) open(found);
    }
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => { if (hover !== null) { hover = null; request(); } });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), place(event));
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = 60 / camera.k;
    const keys = {
      ArrowLeft: () => { camera.x -= far; }, ArrowRight: () => { camera.x += far; },
      ArrowUp: () => { camera.y -= far; }, ArrowDown: () => { camera.y += far; },
      "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit,
      "]": () => step(1, view), "[": () => step(-1, view), Enter: () => step(0, view),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
    request();
  });
  byId(`${buttons}-in`).addEventListener("click", () => zoom(1.4));
  byId(`${buttons}-out`).addEventListener("click", () => zoom(1 / 1.4));
  byId(`${buttons}-fit`).addEventListener("click", fit);
  return view;
};

/** Labels that do not lie on one another, first come first served. */
const makeLabels = (context, font, taken = []) => {
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const free = (box) => taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
  /** To the right of a node of a radius, else to its left. */
  return (text, at, y, colours, { force = false, radius = 0 } = {}) => {
    const width = context.measureText(text).width;
    const boxes = [at + radius, at - radius - width].map((x) => [x - 2, y - 8, x + width + 2, y + 8]);
    const inside = (box) => box[0] >= 0 && box[2] <= context.canvas.clientWidth;
    const sides = boxes.slice(0, radius ? 2 : 1);
    const box = sides.find((box) => inside(box) && free(box)) || (force ? sides.find(inside) || boxes[0] : null);
    if (!box) return false;
    const x = box[0] + 2;
    taken.push(box);
    context.lineWidth = 3.5;
    context.strokeStyle = colours.paper;
    context.strokeText(text, x, y);
    context.fillStyle = colours.ink;
    context.fillText(text, x, y);
    return true;
  };
};

let palette = {};
const readPalette = () => {
  const style = getComputedStyle(document.documentElement);
  const names = [...Object.keys(GROUPS), ...Array.from({ length: COMMUNITIES + 1 }, (_, n) => `c${n}`), "paper", "ink", "soft", "faint", "line", "accent", "light", "edge"];
  palette = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};
const FONT = '"Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
