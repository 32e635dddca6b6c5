// The explorer in headless Chromium: search a person, open a meeting, see its evidence, filter by date, look at every view, in
// light and dark; no console message, no request, no serious accessibility fault.
//   node .ci/explorer.mjs explorer.html [FOLDER FOR SCREENSHOTS]     needs playwright-core, axe-core and a chromium
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.NODE_MODULES_DIR ? `${process.env.NODE_MODULES_DIR}/` : import.meta.url);
const { chromium } = require("playwright-core");
const [file, shots] = process.argv.slice(2);
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: false });
const said = [];
page.on("console", (message) => said.push(`console ${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => said.push(`error: ${error.message}`));
page.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("blob:")) said.push(`request: ${request.url()}`); });
const shot = (name) => shots && page.screenshot({ path: `${shots}/${name}.png` });

const start = Date.now();
await page.goto(pathToFileURL(resolve(file)).href);
await page.waitForSelector("html[data-ready]");
console.log(`ready after ${Date.now() - start} ms`);
await shot("graph");

// A person who took part in a meeting, by the data.
const [person, meeting] = await page.evaluate(() => {
  const { nodes } = JSON.parse(document.getElementById("data").textContent);
  for (const node of nodes) for (const [, at] of node.kind === "Meeting" && node.days ? node.roles || [] : []) {
    if (nodes[at].kind === "Person") return [nodes[at].label, node];
  }
});
await page.keyboard.press("/");
await page.keyboard.type(person);
await page.waitForSelector("#hits [role=option]");
await page.keyboard.press("Enter");
await page.waitForSelector("#detail h2");
assert.equal(await page.textContent("#detail h2"), person);
await shot("person");
await page.click(`#detail .happening[data-node="${meeting.id}"]`);
await page.waitForSelector("#detail .claim mark");
const quote = await page.textContent("#detail .claim mark");
assert.ok(quote.length > 10, "the meeting has words to stand on");
await shot("meeting");
await page.keyboard.press("Escape");
await page.waitForSelector("#detail", { state: "hidden" });

// Views are drawn in the next frame, so each count is waited for: a fast look would see the view before.
const shown = (wanted) => page.waitForFunction(
  ([from, to]) => { const n = document.querySelectorAll("#days .happening").length; return n >= from && n <= to && { n }; }, wanted,
).then((found) => found.evaluate(({ n }) => n), () => page.locator("#days .happening").count().then((n) => assert.fail(`${n} happenings shown, not ${wanted}`)));
await page.keyboard.press("2");
await page.waitForSelector("#timeline:not([hidden])");
const all = await shown([2, Infinity]);
await page.fill("#from", meeting.days[0]);
await page.fill("#to", meeting.days[1]);
await page.dispatchEvent("#to", "change");
await shown([1, all - 1]);
await shot("timeline");
await page.click("#reset");
await shown([all, all]);

for (const [key, view] of ["graph", "timeline", "map", "conflicts", "articles"].entries()) {
  await page.keyboard.press(String(key + 1));
  await page.waitForSelector(`#${view}:not([hidden])`);
  await shot(view);
}
await page.click("#theme");
await page.keyboard.press("1");
await shot("dark");

// axe-core runs beside the page's policy, as a debugger's script would.
const checked = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 } });
for (const hash of ["#graph", `#timeline/${meeting.id}`, "#map", "#conflicts", "#articles"]) {
  for (const colorScheme of ["light", "dark"]) {
    const other = await checked.newPage();
    await other.emulateMedia({ colorScheme });
    await other.goto(pathToFileURL(resolve(file)).href + hash);
    await other.waitForSelector("html[data-ready]");
    // Trusted types would keep it from being added as a script element.
    await other.evaluate(`${require("axe-core").source}; 0`);
    const { violations } = await other.evaluate(() => window.axe.run());
    const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    assert.deepEqual(bad.map(({ id, nodes }) => `${hash} ${colorScheme} ${id}: ${nodes[0].html}`), []);
    await other.close();
  }
}
await browser.close();
assert.deepEqual(said, []);
console.log("the explorer works");
