// node browse-docs.mjs CHROMIUM < {"places": [URL, …], "pages": [NAME, …], "words": [TEXT, …]}
// What a reader of the guide meets in Chromium, as one JSON object; places are where the same site stands: in the first
// all words are looked for, in the others a few.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { places, pages, words } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({
  executablePath: process.argv[2],
  args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const result = { errors: [], outside: [], found: {}, axe: {}, wide: [] };

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
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.press("Backspace");
  }
  await page.close();
}
// Contrast takes axe longest, and is the same on every page of a kind.
const page = await tab(places[0]);
for (const [number, name] of pages.entries()) {
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(places[0] + name);
  await page.evaluate(axe);
  const rules = { "color-contrast": { enabled: number % 8 === 0 } };
  const options = { preload: false, resultTypes: ["violations"], rules };
  const { violations } = await page.evaluate((given) => window.axe.run(document, given), options);
  result.axe[name] = violations.map((one) => `${one.id}: ${one.nodes[0].target}`);
  await page.setViewport({ width: 360, height: 800 });
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) result.wide.push(name);
}
await browser.close();
console.log(JSON.stringify(result));
