// node browse-docs.mjs CHROMIUM < {"places": [URL, …], "pages": [NAME, …], "judged": [NAME, …], "words": [TEXT, …]}
// What a reader of the guide meets in Chromium, as one JSON object; places are where the same site stands: in the first
// all words are looked for, in the others a few. axe looks at the pages to be judged.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { places, pages, judged, words } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({
  executablePath: process.argv[2],
  args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const result = { errors: [], outside: [], found: {}, dialog: {}, axe: {}, wide: [] };

async function tab(place) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => result.errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && result.errors.push(`${page.url()}: ${message.text()}`));
  page.on("request", (request) => {
    if (![place, "data:", "blob:"].some((own) => request.url().startsWith(own))) result.outside.push(request.url());
  });
  return page;
}

// The addresses of the first three results, in the dialog's shadow root.
const results = `(() => {
  const root = [...document.querySelectorAll("*")].find((one) => one.shadowRoot)?.shadowRoot;
  return root?.querySelector("input") && [...root.querySelectorAll("[role=option]")].slice(0, 3).map((link) => link.href);
})()`;

// The dialog's own words: those in its field and that of its count.
const dialog = `(() => {
  const root = [...document.querySelectorAll("*")].find((one) => one.shadowRoot).shadowRoot;
  return [root.querySelector("input").placeholder, root.querySelector("[role=status]").textContent];
})()`;

for (const [number, place] of places.entries()) {
  const found = (result.found[place] = {});
  const page = await tab(place);
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(`${place}index.html`);
  await page.click(".md-search__button");
  for (const word of number ? words.slice(0, 3) : words) {
    await page.waitForFunction(`${results}?.length === 0`);
    await page.keyboard.sendCharacter(word); // at once, so that nothing is found for its beginning
    await page.waitForFunction(`${results}.length > 0`, { timeout: 10000 }).catch(() => {});
    found[word] = (await page.evaluate(results)).map((link) => link.slice(place.length));
    result.dialog[place] = await page.evaluate(dialog);
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.press("Backspace");
  }
  await page.close();
}
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
const judging = await tab(places[0]);
for (const name of judged) {
  await judging.setViewport({ width: 1280, height: 800 });
  await judging.goto(places[0] + name);
  await judging.evaluate(axe);
  const { violations } = await judging.evaluate(() => window.axe.run(document, { preload: false, resultTypes: ["violations"] }));
  result.axe[name] = violations.map((one) => `${one.id}: ${one.nodes[0].target}`);
  await judging.setViewport({ width: 360, height: 800 });
  if (await wide(judging)) result.wide.push(name);
}
const plain = await tab(places[0]);
await plain.setJavaScriptEnabled(false); // a page is there in a fifth of the work
await plain.setViewport({ width: 360, height: 800 });
for (const name of pages.filter((one) => !judged.includes(one))) {
  await plain.goto(places[0] + name);
  if (await wide(plain)) result.wide.push(name);
}
await browser.close();
console.log(JSON.stringify(result));
