// The places that have coordinates, on the dots of the world's cities. x and y are degrees; y grows to the south.
const spot = (node) => [node.place[1] * 10, -node.place[0] * 10];
const lights = [];
for (let at = 0, steps = data.lights ? data.lights.split(" ") : [], n = 0; n < steps.length; n += 1) {
  at += parseInt(steps[n], 36);
  lights.push([Math.floor(at / 360) * 5 - 1797.5, (at % 360) * 5 - 897.5]);
}
let mapped = [];
const happeningsAt = (node) => node.part.reduce((sum, [role, what]) => sum + (role === "place" && shown[what.n] ? 1 : 0), 0);
const collectMapped = () => {
  mapped = nodes.filter((node) => node.place && shown[node.n]).map((node) => ({ node, weight: happeningsAt(node) }));
  mapped.sort((a, b) => b.weight - a.weight || b.node.articles.length - a.node.articles.length || a.node.n - b.node.n);
  byId("map-empty").hidden = mapped.length > 0;
};
const mapRadius = ({ weight }, view) => (weight ? 4.5 + 2.4 * Math.sqrt(weight) : 3.4) * Math.min(Math.max(Math.sqrt(view.camera.k) * 0.7, 0.8), 1.5);
const drawMap = (context, view) => {
  const { k } = view.camera;
  context.fillStyle = palette.light;
  const grain = Math.min(Math.max(k * 3, 1.4), 3.6);
  for (const light of lights) {
    const [x, y] = view.screen(light);
    if (x > 0 && y > 0 && x < view.size[0] && y < view.size[1]) context.fillRect(x - grain / 2, y - grain / 2, grain, grain);
  }
  const step = k > 6 ? 5 : k > 1.6 ? 10 : 30;
  context.strokeStyle = palette.line;
  context.lineWidth = 0.6;
  context.beginPath();
  for (let east = -180; east <= 180; east += step) { context.moveTo(...view.screen([east * 10, -900])); context.lineTo(...view.screen([east * 10, 900])); }
  for (let north = -90; north <= 90; north += step) { context.moveTo(...view.screen([-1800, north * 10])); context.lineTo(...view.screen([1800, north * 10])); }
  context.stroke();
  for (const item of [...mapped].reverse()) {
    const [x, y] = view.screen(spot(item.node));
    context.beginPath();
    context.arc(x, y, Math.max(mapRadius(item, view), 1), 0, 2 * Math.PI);
    context.globalAlpha = item.weight ? 0.88 : 1;
    context.fillStyle = item.weight ? palette.place : palette.paper;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = item.node === selected || item.node === stepped ? palette.accent : item.weight ? palette.paper : palette.place;
    context.lineWidth = item.node === selected || item.node === stepped ? 3 : 1.4;
    context.stroke();
  }
  const write = makeLabels(context, `12.5px ${FONT}`);
  const colours = { paper: palette.paper, ink: palette.ink };
  const first = mapped.filter(({ node }) => node === view.hover || node === selected || node === stepped);
  for (const item of [...first, ...mapped]) {
    const [x, y] = view.screen(spot(item.node));
    if (x < -50 || y < 0 || x > view.size[0] || y > view.size[1]) continue;
    const n = item.weight ? `  ${item.weight}` : "";
    write(item.node.label + n, x, y, colours, { force: item.node === view.hover, radius: mapRadius(item, view) + 5 });
  }
};
let mapView;
const startMap = () => {
  const list = () => mapped.map(({ node }) => node);
  mapView = makeViewport(byId("map-canvas"), {
    buttons: "map",
    draw: drawMap,
    hit: (pointer, view) => {
      view.pointer = pointer;
      return nearest(list(), spot, view, (node) => mapRadius({ node, weight: happeningsAt(node) }, view));
    },
    open: (node) => open(node),
    step: stepThrough(list, spot),
    bounds: () => {
      const box = boundsOf(mapped.filter(({ weight }) => weight).map(({ node }) => spot(node))) || boundsOf(list().map(spot)) || [-1800, -700, 1800, 700];
      const [padX, padY] = [Math.max(200, (box[2] - box[0]) * 0.25), Math.max(130, (box[3] - box[1]) * 0.25)];
      return [box[0] - padX, box[1] - padY, box[2] + padX, box[3] + padY];
    },
  });
  mapView.closest = 8;
  mapView.farthest = 0.15;
  watchers.push(() => { collectMapped(); mapView.request(); });
};
