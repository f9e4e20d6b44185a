// Follows a meeting: what all see alike is put in place while it goes on, what is one's own is marked in it. What
// somebody types is shown to the room as a redline, and kept here where there is no connection.

const LOST = "The connection is lost. What you type stays here, and the room catches up by itself.";
const UNSENT = "This was not sent. It is kept here: send it again when you are connected.";

class ParlanceRoom extends HTMLElement {
  connectedCallback() {
    this.listen();
    this.mark();
    addEventListener("pagehide", () => this.events?.close());
    // A page that comes back from the browser's memory listens again.
    addEventListener("pageshow", (event) => event.persisted && this.listen());
    addEventListener("offline", () => say(LOST));
    addEventListener("online", () => this.listen());
  }

  listen() {
    this.events?.close();
    clearTimeout(this.later);
    const source = new URL(this.dataset.source, location.href);
    // The page says up to where it was rendered: what it shows already is not sent again.
    source.searchParams.set("at", this.dataset.at);
    this.events = new EventSource(source);
    this.events.onopen = () => say("");
    this.events.onerror = () => {
      say(LOST);
      // A browser gives up for good where an answer was no stream, as while a server starts again.
      if (this.events.readyState === EventSource.CLOSED) this.later = setTimeout(() => this.listen(), 2000);
    };
    this.events.addEventListener("region", (event) => {
      const { id, html } = JSON.parse(event.data);
      put(id, html);
      if (event.lastEventId) this.dataset.at = event.lastEventId;
      this.mark();
    });
  }

  // What is one's own in what all see alike.
  mark() {
    const { member, poll, choice, call, stance } = this.dataset;
    for (const tap of document.querySelectorAll("[data-tap-option]")) {
      tap.setAttribute("aria-pressed", tap.dataset.poll === poll && tap.dataset.tapOption === choice);
    }
    for (const tap of document.querySelectorAll("[data-tap-stance]")) {
      tap.setAttribute("aria-pressed", tap.dataset.call === call && tap.dataset.tapStance === stance);
    }
    for (const form of document.querySelectorAll("[data-for]")) form.hidden = form.dataset.for !== member;
    const up = Boolean(member && document.querySelector(`#room-floor [data-hand="${CSS.escape(member)}"]`));
    for (const form of document.querySelectorAll("[data-hand-up]")) form.hidden = up;
    for (const form of document.querySelectorAll("[data-hand-down]")) form.hidden = !up;
    this.followWords();
  }

  // Other words are under discussion: what is one's own is read again. Not all at once, as hundreds hear of it together.
  followWords() {
    const own = document.getElementById("room-own-words");
    const now = document.querySelector("#room-item [data-words]")?.dataset.words ?? "";
    if (!own || (own.dataset.words ?? "") === now || this.reading) return;
    this.reading = setTimeout(async () => {
      const page = await read(location.href);
      this.reading = undefined;
      if (page) adopt(page, null);
    }, Math.random() * 1000);
  }
}

async function read(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? parse(await answer.text()) : null;
  } catch {
    return null;
  }
}

function parse(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

function say(words) {
  const line = document.getElementById("room-line");
  if (!line) return;
  line.textContent = words;
  line.hidden = !words;
}

// Puts a region in place unless it reads the same, or somebody types in it.
function put(id, html, force) {
  const region = document.getElementById(id);
  if (!region || region.innerHTML === html || (!force && isTypedIn(region))) return;
  const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
  const focus = region.contains(document.activeElement) && nameOf(document.activeElement);
  region.innerHTML = html;
  for (const name of open) document.getElementById(name)?.setAttribute("open", "");
  if (focus) [...region.querySelectorAll("a, button, input, textarea, select, summary")].find((it) => nameOf(it) === focus)?.focus({ preventScroll: true });
}

// What an element is called by, so that its likeness is found when its region is put in place anew.
function nameOf(element) {
  const { id, name, href, localName } = element;
  return id || [localName, name, href, element.form?.getAttribute("action"), localName === "summary" ? element.parentElement.id : element.textContent].join(" ");
}

function isTypedIn(region) {
  return [...region.querySelectorAll("textarea, input:not([type=hidden]), select")].some((field) => {
    if (field === document.activeElement) return true;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.localName === "select") return [...field.options].some((option) => option.selected !== option.defaultSelected) && field.value !== field.options[0]?.value;
    return field.value !== field.defaultValue;
  });
}

// Takes over what a page of this room says: the answer to what was sent, or the page read again.
function adopt(page, sent) {
  const room = document.querySelector("parlance-room");
  const fresh = page.querySelector("parlance-room");
  if (!fresh) return false;
  const at = room.dataset.at;
  Object.keys(room.dataset).forEach((key) => delete room.dataset[key]);
  Object.assign(room.dataset, fresh.dataset, { at });
  for (const region of page.querySelectorAll("[data-region][id]")) {
    const here = document.getElementById(region.id);
    if (!here) continue;
    const answered = sent && here.contains(sent);
    // Where somebody types on earlier words, theirs stay until they are sent, and are not asked after again.
    here.dataset.words = region.dataset.words ?? "";
    put(region.id, region.innerHTML, answered);
  }
  room.mark();
  return true;
}

// What was pressed may be gone with the answer: who works by keys goes on beside it.
function goOnIn(region, at) {
  const focused = document.activeElement;
  if (focused !== document.body && focused?.offsetParent) return;
  const all = controls(region);
  [...all.slice(Math.max(at, 0)), ...all].find((it) => it.offsetParent)?.focus({ preventScroll: true });
}

function controls(region) {
  return [...region.querySelectorAll("button, summary, a")];
}

// What is sent in the room is answered in the room.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-room]") || event.defaultPrevented) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const region = form.contains(document.activeElement) && form.closest("[data-region]");
  const pressed = region && controls(region).indexOf(document.activeElement);
  try {
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.action, { method: "POST", body });
    const page = parse(await answer.text());
    // Somebody who is not signed in any more is led to where they can be.
    if (!adopt(page, form)) location.assign(answer.url);
    else if (answer.ok) {
      say("");
      if (region) goOnIn(region, pressed);
      document.dispatchEvent(new CustomEvent("parlance-taken", { detail: form }));
    }
    else document.querySelector("#room-errors .error-summary")?.focus();
  } catch {
    say(UNSENT);
  } finally {
    form.ariaBusy = null;
  }
});

// What is typed is shown to the room: one message at a time, always the newest.
const typing = new WeakMap();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.matches("form[data-typing]") && target.name === "definition") show(form);
});

async function show(form) {
  if (typing.get(form)) {
    typing.set(form, "again");
    return;
  }
  typing.set(form, "sending");
  await new Promise((done) => setTimeout(done, 40));
  typing.set(form, "sending");
  const { entry, base, definition } = form.elements;
  const changes = { definition: { [form.dataset.lang]: definition.value } };
  const body = JSON.stringify({ entry: Number(entry.value), base: Number(base.value), changes });
  try {
    await fetch(form.dataset.typing, { method: "PUT", headers: { "content-type": "application/json" }, body });
  } catch {
    say(LOST);
  }
  const again = typing.get(form) === "again";
  typing.delete(form);
  if (again) show(form);
}

// Whoever leaves takes from the room what they were typing; their browser keeps it.
addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-typing]")) {
    const { definition } = form.elements;
    if (definition.value !== definition.defaultValue) fetch(form.dataset.typing, { method: "DELETE", keepalive: true });
  }
});

customElements.define("parlance-room", ParlanceRoom);
