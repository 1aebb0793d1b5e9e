"use strict";
// The page of a preview: asks for newer content, which comes when there is some; scroll and place stay as they are.
(() => {
const $ = (id) => document.getElementById(id);
const name = new URLSearchParams(location.search).get("sop") || "";
const LEVELS = { error: "Galat", warning: "Peringatan", info: "Info" };
const MARK = "*[data-disorot]{outline:3px solid #d97706!important;outline-offset:2px}g[data-disorot],path[data-disorot]{--garis:#d97706;--isi:#fff3d6;--tebal:3px}";
let epoch = 0;

function element(tag, text, kind) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function showDocument(html) {
  const frame = $("dokumen");
  frame.hidden = !html;
  if (!html || html === frame.shown) return;
  frame.shown = html;
  const inside = frame.contentDocument;
  const page = new DOMParser().parseFromString(html, "text/html");
  const root = inside.documentElement;
  const places = [...inside.querySelectorAll(".gulir")].map((box) => box.scrollLeft);
  const [left, top] = [inside.scrollingElement?.scrollLeft || 0, inside.scrollingElement?.scrollTop || 0];
  root.lang = "id";
  root.replaceChild(inside.adoptNode(page.head), root.querySelector("head"));
  root.replaceChild(inside.adoptNode(page.body), root.querySelector("body"));
  inside.head.append(Object.assign(inside.createElement("style"), { textContent: MARK }));
  inside.querySelectorAll(".gulir").forEach((box, i) => { box.scrollLeft = places[i] || 0; });
  fit();
  inside.scrollingElement.scrollTo(left, top);
}

// The widest page of the document fits into the window; it is never made larger than it prints.
function fit() {
  const inside = $("dokumen").contentDocument;
  const widest = Math.max(0, ...[...inside.querySelectorAll(".halaman")].map((page) => page.offsetWidth));
  inside.documentElement.style.zoom = widest ? Math.min(1, $("dokumen").clientWidth / (widest + 80)) : 1;
}

// A link to another SOP's page leads to that SOP's preview; others stay where they are.
function follow(event) {
  const link = event.target.closest?.("a[href]");
  const href = link?.getAttribute("href") || "";
  if (!link || href.startsWith("#")) return;
  event.preventDefault();
  const [page] = href.split("#");
  if (!/^[a-z]+:/i.test(href) && page.endsWith(".html") && name) {
    const target = new URL(page, `http://x/${name}`).pathname.slice(1).replace(/\.html$/, ".yaml");
    location.search = `?sop=${target}`;
  }
}

function showRow(id) {
  const inside = $("dokumen").contentDocument;
  inside.querySelectorAll("[data-disorot]").forEach((old) => old.removeAttribute("data-disorot"));
  const marked = [...inside.querySelectorAll("[data-langkah]")].filter((one) => one.dataset.langkah === id);
  marked.forEach((one) => one.setAttribute("data-disorot", ""));
  marked[0]?.scrollIntoView({ block: "center", inline: "center", behavior: "smooth" });
}

function finding(one) {
  const item = element("li", "", one.severity);
  const button = element("button");
  button.type = "button";
  button.append(element("strong", `${LEVELS[one.severity]} ${one.code}`), element("span", one.message, "pesan"));
  const fix = one.fix ? ` (dapat diperbaiki dengan sopgen fix${one.fix === "berani" ? " --berani" : ""})` : "";
  if (one.hint) button.append(element("span", one.hint + fix, "saran"));
  const place = `${one.file}:${one.line}:${one.column}`;
  button.title = "Tampilkan langkahnya dan salin tempatnya";
  button.addEventListener("click", () => {
    if (one.langkah) showRow(one.langkah);
    navigator.clipboard?.writeText(place).then(() => say(`Disalin: ${place}`), () => {});
  });
  const where = element("span", "", "tempat");
  const editor = element("a", "buka di VS Code");
  editor.href = `vscode://file/${encodeURI(one.absolute.replace(/^\//, ""))}:${one.line}:${one.column}`;
  where.append(element("span", place), editor);
  item.append(button, where);
  return item;
}

function row(entry) {
  const made = element("tr");
  const link = element("a", entry.judul);
  link.href = `?sop=${encodeURIComponent(entry.sop)}`;
  const title = element("td");
  title.dir = "auto";
  title.append(link);
  made.append(element("td", entry.nomor), title, element("td", entry.status), element("td", entry.sop));
  return made;
}

const say = (text) => { $("keadaan").textContent = text; };

function show(content) {
  epoch = content.epoch;
  document.title = `${content.title} · pratinjau`;
  $("judul").textContent = content.title;
  $("kembali").hidden = !name;
  $("rusak").hidden = !content.broken;
  $("rusak").textContent = content.broken + (content.broken && content.document ? " Yang terlihat adalah simpanan terakhir yang dapat digambar." : "");
  const library = content.entries.length > 0;
  $("daftar").hidden = !library;
  $("samping").hidden = library;
  if (library) $("daftar").querySelector("tbody").replaceChildren(...content.entries.map(row));
  showDocument(content.document);
  const found = content.findings.map(finding);
  $("temuan").replaceChildren(...(found.length ? found : [element("li", "Tidak ada temuan.", "sepi")]));
  $("judul-temuan").textContent = found.length ? `Temuan (${found.length})` : "Temuan";
  say(`Diperbarui ${new Date().toLocaleTimeString("id-ID")}`);
  document.body.dataset.epoch = epoch;
}

async function renew() {
  for (;;) {
    const answer = await fetch(`isi?sop=${encodeURIComponent(name)}&sejak=${epoch}`);
    if (!answer.ok) return say("Halaman ini tidak ada.");
    const content = await answer.json();
    if (content.epoch !== epoch) show(content);
  }
}

const lost = () => {
  say("Pratinjau sudah ditutup, atau tersambung lagi sebentar lagi.");
  setTimeout(() => renew().catch(lost), 2000);
};

$("dokumen").contentDocument.addEventListener("click", follow);
window.addEventListener("resize", fit);
renew().catch(lost);
})();
