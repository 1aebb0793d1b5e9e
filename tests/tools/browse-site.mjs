// node browse-site.mjs CHROMIUM SITE LARGE PAGE…: what a reader of a site meets in Chromium, and what each key costs the
// register of a large one, counted, as one JSON object.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [chromium, site, large, ...pages] = process.argv.slice(2);
const url = (name, folder = site) => pathToFileURL(`${folder}/${name}`).href;
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const result = { errors: [], requests: [], axe: {}, wide: [] };

async function open(name, { script = true, width = 1280, folder = site } = {}) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => result.errors.push(`${page.url()}: ${error.message}`));
  page.on("dialog", (dialog) => result.errors.push(`${page.url()}: dialog`) && dialog.dismiss());
  page.on("console", (message) => message.type() === "error" && result.errors.push(`${page.url()}: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith("file:") || result.requests.push(request.url()));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 800 });
  await page.goto(url(name, folder));
  return page;
}

const shown = (page) => page.$$eval("#daftar tbody tr", (rows) => rows.map((row) => row.cells[1].textContent));
const count = (page) => page.$eval("#jumlah", (element) => element.textContent);

const plain = await open("index.html", { script: false });
result.plain = { rows: await shown(plain), form: await plain.$eval("#saring", (form) => form.checkVisibility()) };

const page = await open("index.html");
result.all = await shown(page);
result.found = {};
for (const words of ["gulungan", "1.10", "bendahara keuangan", "undang-undang 23", "PEMINJAM", "tidakada", "<script>"]) {
  await page.$eval("#cari", (input) => { input.value = ""; });
  await page.type("#cari", words);
  result.found[words] = [await shown(page), await count(page)];
}
await page.click("#hapus");
await page.waitForFunction(() => !document.getElementById("cari").value);
await page.select("#status", "digantikan");
result.filtered = await shown(page);
await page.select("#status", "");
await page.select("#tahun", "2022");
result.year = await count(page);
await page.select("#tahun", "");
await page.click("#daftar th:nth-child(2) button");
result.sorted = await shown(page);
await page.click("#daftar th:nth-child(2) button");
result.sortedDown = [await shown(page), await page.$eval("#daftar th:nth-child(2)", (th) => th.ariaSort)];
await page.type("#cari", "arsip");
const before = await shown(page);
await Promise.all([page.waitForNavigation(), page.click("#daftar tbody a")]);
result.opened = await page.title();
await page.goBack();
result.back = [before, await shown(page), await page.$eval("#cari", (input) => input.value)];

const phone = await open("index.html", { width: 360 });
await phone.click("#daftar th:nth-child(2) button");
await phone.click("#daftar th:nth-child(2) button");
result.sortedOnPhone = await shown(phone);
await phone.type("#cari", "tidakada");
result.nothingOnPhone = await phone.$eval("#daftar", (table) => table.getClientRects().length);
await phone.close();

const judged = await open(pages[0]);
for (const name of pages) {
  await judged.goto(url(name));
  for (const width of [360, 720, 768, 961, 1024, 1280]) {
    await judged.setViewport({ width, height: 800 });
    const wide = await judged.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) result.wide.push(`${name} ${width}`);
  }
  await judged.evaluate(axe);
  for (const [value, only] of [["light", {}], ["dark", { runOnly: ["color-contrast"] }]]) {
    await judged.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    const found = await judged.evaluate((given) => window.axe.run(document, { resultTypes: ["violations"], ...given }), only);
    result.axe[`${name} ${value}`] = found.violations.map((v) => `${v.id}: ${v.nodes[0].target}`);
  }
}

/** After each key: the rows that stand in the page; and the layouts of the page for all keys together. */
async function typed(page, words) {
  const layouts = async () => (await page.metrics()).LayoutCount;
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
}

const listed = await open("index.html", { script: false, folder: large });
result.large = { rows: (await shown(listed)).length, searches: {} };
const register = await open("index.html", { folder: large });
for (const words of ["a", "mengajukan perita", "000.7.33", "zzz"]) result.large.searches[words] = await typed(register, words);
await browser.close();
console.log(JSON.stringify(result));
