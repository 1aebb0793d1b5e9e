// node measure-search.mjs CHROMIUM SITE WORDS…: how long the register takes to open and to answer each key, as JSON.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, site, ...searches] = process.argv.slice(2);
const url = pathToFileURL(`${site}/index.html`).href;
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });

const plain = await browser.newPage();
await plain.setJavaScriptEnabled(false);
await plain.goto(url);
const rows = await plain.$$eval("#daftar tbody tr", (found) => found.length);

const page = await browser.newPage();
await page.goto(url);
const load = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);

/** Milliseconds from each key to the laid-out answer. */
const typed = (words) => page.evaluate((text) => {
  const input = document.getElementById("cari"), times = [];
  for (let length = 1; length <= text.length; length++) {
    const begin = performance.now();
    input.value = text.slice(0, length);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - begin);
  }
  return { times, count: document.getElementById("jumlah").textContent };
}, words);

const result = { rows, load, searches: {} };
for (const words of searches) result.searches[words] = await typed(words);
await browser.close();
console.log(JSON.stringify(result));
