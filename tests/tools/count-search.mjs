// node count-search.mjs CHROMIUM SITE WORDS…: what each key costs the register, counted, as JSON.
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
const layouts = async () => (await page.metrics()).LayoutCount;

/** After each key: the rows that stand in the page; and the layouts of the page for all keys together. */
const typed = async (words) => {
  const before = await layouts();
  const found = await page.evaluate((text) => {
    const input = document.getElementById("cari"), shown = [];
    for (let length = 1; length <= text.length; length++) {
      input.value = text.slice(0, length);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      shown.push(document.querySelectorAll("#daftar tbody tr").length);
    }
    return { shown, count: document.getElementById("jumlah").textContent };
  }, words);
  return { ...found, layouts: (await layouts()) - before };
};

const result = { rows, searches: {} };
for (const words of searches) result.searches[words] = await typed(words);
await browser.close();
console.log(JSON.stringify(result));
