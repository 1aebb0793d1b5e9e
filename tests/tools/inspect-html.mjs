// node inspect-html.mjs CHROMIUM FILE...: what Chromium makes of HTML files, as one JSON object {file: measures};
// and its print of each, FILE.pdf.
// All boxes are [x, y, width, height] in px, relative to their page's surface.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [chromium, ...files] = process.argv.slice(2);

function measure() {
  const box = (element, origin) => {
    const r = element.getBoundingClientRect();
    return [r.x - origin.x, r.y - origin.y, r.width, r.height];
  };
  return [...document.querySelectorAll(".lembar")].map((surface) => {
    const origin = surface.getBoundingClientRect();
    const all = (selector) => [...surface.querySelectorAll(selector)];
    return {
      box: [0, 0, origin.width, origin.height],
      cells: all("td, th").map((e) => box(e, origin)),
      symbols: Object.fromEntries(all(".simbol").map((e) => [e.dataset.nama, box(e.querySelector(".bentuk"), origin)])),
      arrows: all(".panah").map((e) => {
        const m = e.getScreenCTM();
        const points = [...e.getAttribute("d").matchAll(/(-?[\d.]+) (-?[\d.]+)/g)];
        return [e.dataset.nama, points.map(([, x, y]) => [m.a * x + m.e - origin.x, m.d * y + m.f - origin.y])];
      }),
      cut: all(".t, .q")
        .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
        .map((e) => e.textContent),
    };
  });
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const result = {};
const page = await browser.newPage();
let requests, complaints;
page.on("request", (r) => requests.push(r.url().slice(0, 40)));
page.on("console", (m) => complaints.push(m.text()));
page.on("dialog", (d) => { complaints.push(`dialog: ${d.message()}`); d.dismiss(); });
for (const file of files) {
  requests = [];
  complaints = [];
  await page.setViewport({ width: 1100, height: 900 }); // every sheet in its own measures
  await page.goto(pathToFileURL(file).href);
  const wide = await page.evaluate(measure);
  const sideways = {};
  const scrolled = {};
  for (const width of [390, 1280, 1920]) {
    await page.setViewport({ width, height: 844 });
    sideways[width] = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  }
  for (const width of [1200, 1239, 1366, 1600]) {
    await page.setViewport({ width, height: 844 });
    scrolled[width] = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll(".gulir")].map((region) => region.scrollWidth - region.clientWidth)));
  }
  await page.setViewport({ width: 360, height: 844 });
  const phone = await page.evaluate(() => {
    const top = (selector) => document.querySelector(selector).getBoundingClientRect().top;
    return { cardsFirst: top(".alur") < top(".gulir"), cue: getComputedStyle(document.querySelector(".gulir"), "::before").content };
  });
  await page.setViewport({ width: 1920, height: 844 });
  const zoomed = await page.evaluate(measure);
  await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true, printBackground: true });
  await page.setViewport({ width: 1100, height: 900 });
  const loaded = complaints.slice();
  await page.evaluate(axe);
  const judged = await page.evaluate(async () => {
    const { passes, violations } = await axe.run(document, { resultTypes: ["violations"] });
    return {
      passes: passes.length,
      violations: violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)} (${v.nodes.length})`),
    };
  });
  result[file] = { pages: wide, zoomed, sideways, scrolled, phone, ...judged, requests, complaints: loaded };
}
await browser.close();
console.log(JSON.stringify(result));
