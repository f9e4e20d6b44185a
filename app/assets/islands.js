// What computes while one types: the redline below each field, the advice beside the definition.
// The program is the site's own, in WebAssembly; it writes HTML.
import start, { Advice, redline } from "./app.js";

await start({ module_or_path: new URL("./app.wasm", import.meta.url) });

const field = (id) => document.getElementById(id);
const value = (id) => field(id)?.value ?? "";
// What each place shows, and by which advice.
const shown = new WeakMap();
const advices = new WeakMap();

function follow() {
  for (const place of document.querySelectorAll("[data-redline]")) showRedline(place);
  for (const place of document.querySelectorAll("[data-advice]")) showAdvice(place);
}

function showRedline(place) {
  const typed = value(place.dataset.redline);
  if (shown.get(place) === typed) return;
  shown.set(place, typed);
  const html = redline(place.dataset.base, typed);
  place.hidden = html === undefined;
  place.querySelector(".redline-text").innerHTML = html ?? "";
}

function showAdvice(place) {
  const { advice: lang, known, definition, example } = place.dataset;
  if (!advices.has(place)) {
    advices.set(place, Advice.beside(lang, known, definition, example));
    place.addEventListener("click", lead);
  }
  const html = advices.get(place).html(names(lang), value(definition), examples(example));
  // What is the same stays, with its focus.
  if (shown.get(place) === html) return;
  shown.set(place, html);
  place.innerHTML = html;
}

// What the entry is called in a language, the preferred designation first.
function names(lang) {
  const found = [];
  for (let row = 1; field(`term-${row}-text`); row++) {
    const text = value(`term-${row}-text`).trim();
    const kind = value(`term-${row}-kind`);
    if (!text || (field(`term-${row}-lang`) && value(`term-${row}-lang`) !== lang)) continue;
    if (kind === "preferred") found.unshift(`=${text}`);
    else found.push(kind === "deprecated" ? `-${text}` : `=${text}`);
  }
  return found;
}

function examples(key) {
  const found = [];
  for (let row = 1; field(`${key}-${row}`); row++) found.push(value(`${key}-${row}`));
  return found;
}

// A finding leads to its words, and may put others in their place.
function lead({ target }) {
  const button = target.closest("[data-in]");
  const area = button && field(button.dataset.in);
  if (!area) return;
  const { from, to, put } = button.dataset;
  area.focus();
  area.setSelectionRange(Number(from), Number(to));
  // The first way can be undone with the keyboard; the second always works.
  if (put !== undefined && !document.execCommand("insertText", false, put)) {
    area.setRangeText(put, Number(from), Number(to), "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.addEventListener("input", follow);
follow();
document.documentElement.dataset.awake = "";
