"use strict";
(() => {
const step = 200;
const byId = (id) => document.getElementById(id);
/** Each word of the library, and the rows of the SOPs that it stands in. */
const index = Object.entries(JSON.parse(byId("indeks").textContent));
const table = byId("daftar"), body = table.tBodies[0], rows = Array.from(body.rows);
const form = byId("saring"), count = byId("jumlah"), none = byId("nihil"), more = byId("lagi");
const inputs = { q: byId("cari"), instansi: byId("instansi"), status: byId("status"), tahun: byId("tahun") };
const titles = rows.map((row) => row.cells[1].textContent.toLowerCase());
const collator = new Intl.Collator("id", { numeric: true, sensitivity: "base" });
const written = (number) => number.toLocaleString("id-ID");
let sort = { column: -1, down: false }, limit = step;

/** The rows that hold a word containing `part`: one byte for each row. */
function holding(part) {
  const found = new Uint8Array(rows.length);
  for (const [word, places] of index) {
    if (word.includes(part)) for (const row of places) found[row] = 1;
  }
  return found;
}

function matching() {
  const parts = inputs.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = parts.map(holding);
  const { instansi, status, tahun } = inputs;
  const kept = [];
  rows.forEach((row, i) => {
    if (instansi.value && row.dataset.o !== instansi.value) return;
    if (status.value && row.dataset.s !== status.value) return;
    if (tahun.value && row.dataset.t !== tahun.value) return;
    if (found.every((set) => set[i])) kept.push(i);
  });
  if (sort.column >= 0) return sorted(kept);
  if (!parts.length) return kept;
  const inTitle = (i) => parts.every((part) => titles[i].includes(part));
  return [...kept.filter(inTitle), ...kept.filter((i) => !inTitle(i))];
}

function sorted(kept) {
  const key = (i) => {
    const cell = rows[i].cells[sort.column], time = cell.querySelector("time");
    return time ? time.dateTime : cell.textContent.trim();
  };
  const keys = new Map(kept.map((i) => [i, key(i)]));
  const empty = (text) => text === "–" || text === "";
  return kept.sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    if (empty(x) !== empty(y)) return empty(x) ? 1 : -1;
    return (sort.down ? -1 : 1) * collator.compare(x, y) || a - b;
  });
}

function show() {
  const kept = matching();
  body.replaceChildren(...kept.slice(0, limit).map((i) => rows[i]));
  none.hidden = kept.length > 0;
  table.hidden = kept.length === 0;
  more.hidden = kept.length <= limit;
  count.textContent = kept.length === rows.length
    ? `${written(rows.length)} SOP` : `${written(kept.length)} dari ${written(rows.length)} SOP`;
  heads.forEach((head, column) => {
    if (column === sort.column) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

/** The state stands in the address, so that Back, bookmarks and shared links find it again. */
function keep() {
  const state = new URLSearchParams();
  for (const [name, input] of Object.entries(inputs)) {
    if (input.value) state.set(name, name === "instansi" ? input.selectedOptions[0].text : input.value);
  }
  if (sort.column >= 0) state.set("urut", (sort.down ? "-" : "") + sort.column);
  try {
    history.replaceState(null, "", "#" + state);
  } catch {
    // some browsers limit how often; the next change is kept again
  }
}

function restore() {
  const state = new URLSearchParams(location.hash.slice(1));
  inputs.q.value = state.get("q") || "";
  inputs.status.value = state.get("status") || "";
  inputs.tahun.value = state.get("tahun") || "";
  const office = Array.from(inputs.instansi.options).find((option) => option.text === state.get("instansi"));
  inputs.instansi.value = office ? office.value : "";
  for (const name of ["status", "tahun"]) if (inputs[name].selectedIndex < 0) inputs[name].value = "";
  const order = /^(-?)([0-5])$/.exec(state.get("urut") || "");
  sort = order ? { column: Number(order[2]), down: order[1] === "-" } : { column: -1, down: false };
  limit = step;
  show();
}

function changed() {
  limit = step;
  show();
  keep();
}

const heads = Array.from(table.tHead.rows[0].cells);
heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => {
    if (sort.column !== column) sort = { column, down: false };
    else sort = sort.down ? { column: -1, down: false } : { column, down: true };
    changed();
  });
  head.replaceChildren(button);
});
form.addEventListener("input", changed);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => {
  sort = { column: -1, down: false };
  changed();
  inputs.q.focus();
}));
more.firstElementChild.addEventListener("click", () => {
  const first = limit;
  limit += step * 5;
  show();
  body.rows[first].querySelector("a").focus();
});
addEventListener("hashchange", restore);
addEventListener("pageshow", restore);
addEventListener("beforeprint", () => {
  limit = rows.length;
  show();
});
form.hidden = false;
restore();
})();
