// node browse-preview.mjs CHROMIUM ADDRESS FILE PICTURE: what a writer meets who saves FILE while the preview of it is open, as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [chromium, address, file, picture] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const result = { errors: [], requests: [] };
const page = await browser.newPage();
page.on("pageerror", (error) => result.errors.push(error.message));
page.on("console", (message) => message.type() === "error" && result.errors.push(message.text()));
const own = (url) => url.startsWith(new URL(address).origin) || url.startsWith("data:");
page.on("request", (request) => own(request.url()) || result.requests.push(request.url()));
await page.setViewport({ width: 1280, height: 800 });
await page.goto(address);
const renewed = (epoch) => page.waitForFunction((e) => Number(document.body.dataset.epoch) > e, { polling: 20 }, epoch);
const epoch = () => page.evaluate(() => Number(document.body.dataset.epoch || 0));
const frame = () => page.frames().find((one) => one.parentFrame());
const text = () => frame().evaluate(() => document.body.textContent);
const banner = () => page.$eval("#rusak", (one) => (one.hidden ? "" : one.textContent));

async function save(content) {
  const before = await epoch();
  writeFileSync(file, content);
  await renewed(before);
}

await renewed(0);
const original = readFileSync(file, "utf8");
result.title = await page.$eval("#judul", (one) => one.textContent);
result.drawn = await frame().evaluate(() => document.querySelectorAll("[data-langkah]").length);
await frame().evaluate(() => document.scrollingElement.scrollTo(0, 240));
await save(original.replace("Mengajukan permintaan", "Menyampaikan permintaan"));
result.changed = (await text()).includes("Menyampaikan permintaan");
result.scroll = await frame().evaluate(() => document.scrollingElement.scrollTop);
await save("judul: [");
result.broken = await banner();
result.kept = (await text()).includes("Menyampaikan permintaan");
await save(original.replace("waktu: 10 menit", "waktu: Sesuai kebutuhan"));
result.mended = await banner();
result.findings = await page.$$eval("#temuan .pesan", (all) => all.map((one) => one.textContent));
await page.click("#temuan button");
result.marked = await frame().evaluate(() => document.querySelectorAll("[data-disorot]").length);
await page.screenshot({ path: picture });

// Another site that is open in the same browser.
const foreign = await browser.newPage();
await foreign.goto("data:text/html,<p>lain</p>");
result.foreign = await foreign.evaluate((url) => fetch(`${url}isi`).then((a) => a.text(), () => "refused"), address);
await browser.close();
console.log(JSON.stringify(result));
