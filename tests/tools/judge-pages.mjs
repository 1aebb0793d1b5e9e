// node judge-pages.mjs CHROMIUM FILE...: axe-core's judgement of HTML files on a screen and on a phone, and whatever
// they complained of or asked for, as one JSON object {file: {violations, passes, errors, requests}}; and their print,
// FILE.pdf.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [chromium, ...files] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const result = {};
for (const file of files) {
  const found = { violations: [], passes: 0, errors: [], requests: [] };
  const page = await browser.newPage();
  page.on("console", (message) => found.errors.push(message.text()));
  page.on("dialog", (dialog) => found.errors.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => request.url().startsWith("file:") || found.requests.push(request.url()));
  await page.setBypassCSP(true);
  await page.goto(pathToFileURL(file).href);
  await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true, printBackground: true });
  await page.evaluate(axe);
  for (const width of [1280, 360]) {
    await page.setViewport({ width, height: 800 });
    const { passes, violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    found.passes += passes.length;
    found.violations.push(...violations.map((v) => `${width} px: ${v.id}: ${v.nodes[0].target}`));
  }
  result[file] = found;
  await page.close();
}
await browser.close();
console.log(JSON.stringify(result));
