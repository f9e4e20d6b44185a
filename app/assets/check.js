// Checks a record where it is read. The program that does it is the site's own, in WebAssembly; it
// is fetched when somebody asks for it, and what it reads goes nowhere.
const place = document.getElementById("check");
const form = place.querySelector("form");
const [status, bar, result] = ["#check-status", "progress", "#check-result"].map((name) => place.querySelector(name));
const [file, head] = ["file", "head"].map((name) => form.elements.namedItem(name));
const button = form.querySelector("button");
// Lines between two looks at the clock, and how long the page may stand still, in milliseconds.
const LINES = 20;
const PATIENCE = 24;

let program;
function load() {
  program ??= import("./checker.js").then(async (module) => {
    await module.default({ module_or_path: new URL("./checker.wasm", import.meta.url) });
    return module.Check;
  });
  return program;
}

function say(words) {
  status.textContent = words;
}

async function download() {
  const answer = await fetch(place.dataset.record);
  if (!answer.ok) throw new Error(`The record could not be had: the site answered ${answer.status}.`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function run(chosen) {
  button.disabled = true;
  head.removeAttribute("aria-invalid");
  bar.hidden = false;
  bar.removeAttribute("value");
  result.replaceChildren();
  try {
    say(chosen ? `Reading ${chosen.name} …` : "Downloading the record …");
    const [Check, bytes] = await Promise.all([load(), chosen ? chosen.arrayBuffer().then((it) => new Uint8Array(it)) : download()]);
    await check(begin(Check, bytes), !chosen);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  bar.hidden = true;
  button.disabled = false;
}

function begin(Check, bytes) {
  try {
    return Check.begin(bytes, head.value);
  } catch (fault) {
    head.setAttribute("aria-invalid", "true");
    head.closest("details").open = true;
    head.focus();
    throw fault;
  }
}

async function check(checking, own) {
  say("Checking line by line …");
  const started = performance.now();
  let far = 0;
  while (far < 1000) {
    for (const until = performance.now() + PATIENCE; far < 1000 && performance.now() < until; ) far = checking.step(LINES);
    bar.value = far;
    await new Promise((go) => setTimeout(go));
  }
  const lines = checking.lines();
  const seconds = (performance.now() - started) / 1000;
  result.dataset.seconds = seconds.toFixed(3);
  result.innerHTML = checking.html(own ? place.dataset.home : undefined);
  say(`${lines} lines checked in ${seconds.toFixed(1)} seconds.`);
  checking.free();
  // The verdict is read out; who came from a call sees that call.
  const asked = location.hash.length > 1 && result.querySelector(`#${CSS.escape(location.hash.slice(1))}`);
  result.querySelector("#verdict").focus({ preventScroll: Boolean(asked) });
  if (asked) {
    asked.querySelector("details")?.setAttribute("open", "");
    asked.scrollIntoView({ block: "center" });
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(file.files[0]);
});
// A record can be dropped anywhere on the place.
for (const kind of ["dragenter", "dragover"]) {
  place.addEventListener(kind, (event) => {
    event.preventDefault();
    place.dataset.over = "";
  });
}
place.addEventListener("dragleave", (event) => {
  if (!place.contains(event.relatedTarget)) delete place.dataset.over;
});
place.addEventListener("drop", (event) => {
  event.preventDefault();
  delete place.dataset.over;
  const dropped = event.dataTransfer.files;
  if (!dropped.length || button.disabled) return;
  file.files = dropped;
  run(dropped[0]);
});
document.getElementById("check-asleep").remove();
form.hidden = false;
document.documentElement.dataset.awake = "";
