// Follows what others do. Regions marked data-live are fetched again when the record of the
// process grows and swapped in place; focus, selection and scroll position stay where they are.

import "./words.js";

class ParlanceLive extends HTMLElement {
  connectedCallback() {
    this.seq = Number(this.dataset.seq);
    this.listen();
    addEventListener("pagehide", () => this.events?.close());
    // A page that comes back from the browser's memory listens again.
    addEventListener("pageshow", (event) => event.persisted && this.listen());
  }

  listen() {
    // The page says up to where it was rendered, so nothing between load and now is missed.
    this.events = new EventSource(`${this.dataset.source}?after=${this.seq}`);
    this.events.onmessage = (event) => this.follow(Number(event.lastEventId));
  }

  follow(seq) {
    if (!(seq > this.seq)) return;
    this.seq = seq;
    this.pending ??= setTimeout(() => this.refresh(), 150);
  }

  async refresh() {
    this.pending = undefined;
    const shown = this.seq;
    const page = await read(this.dataset.home ?? location.href);
    if (page) {
      keepPlace(() => {
        for (const region of document.querySelectorAll("[data-live][id]")) {
          const fresh = page.getElementById(region.id);
          if (fresh) swap(region, fresh);
        }
      });
    }
    if (this.seq > shown) this.pending ??= setTimeout(() => this.refresh(), 150);
  }
}

// The page at an address as it is now, or nothing.
async function read(address, signal) {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

// What somebody works at or reads stays where it is on the screen, whatever grows above it. The
// browser's own anchoring loses its hold where what it holds on to is replaced.
function keepPlace(change) {
  const mark = placeMark();
  const top = mark?.getBoundingClientRect().top;
  const root = document.documentElement;
  root.style.overflowAnchor = "none";
  change();
  const again = mark?.isConnected ? mark : document.getElementById(mark?.id);
  if (again) scrollBy({ top: again.getBoundingClientRect().top - top, behavior: "instant" });
  requestAnimationFrame(() => (root.style.overflowAnchor = ""));
}

// What has the focus, else the first thing in sight that is found again when its region is replaced.
function placeMark() {
  const inSight = (element) => {
    const { top, height } = element.getBoundingClientRect();
    return height > 0 && top >= 0 && top < innerHeight && (element.id || !element.closest("[data-live]"));
  };
  return [document.activeElement, ...document.querySelectorAll("main *")].find((it) => it !== document.body && inSight(it));
}

// Replaces a region unless it is the same. Where somebody types in it, what they typed stays, and
// the parts around it follow.
function swap(region, fresh) {
  if (region.innerHTML === fresh.innerHTML) return;
  if (isTypedIn(region)) {
    followAround(region, fresh);
    return;
  }
  const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const address = focused?.getAttribute("href");
  const words = focused?.matches("summary") ? focused.parentElement.id : undefined;
  region.replaceChildren(...fresh.childNodes);
  region.classList.add("changed");
  setTimeout(() => region.classList.remove("changed"), 4000);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const again =
    (focused?.id && document.getElementById(focused.id)) ||
    (words && document.getElementById(words)?.querySelector("summary")) ||
    (address && region.querySelector(`a[href="${CSS.escape(address)}"]`));
  if (again) again.focus({ preventScroll: true });
}

// Goes through the named parts of a region: those that nobody types in follow, new ones are added
// behind, and the others wait until they are sent or emptied.
function followAround(region, fresh) {
  for (const part of fresh.querySelectorAll("article[id], .disposition[id]")) {
    const here = document.getElementById(part.id);
    if (here && region.contains(here)) {
      if (!isTypedIn(here)) swap(here, part.cloneNode(true));
      continue;
    }
    const list = part.closest("li")?.parentElement;
    const home = list?.className && region.querySelector(`.${CSS.escape(list.className)}`);
    if (home) home.append(part.closest("li").cloneNode(true));
  }
}

// Whether a field of it holds what is not sent yet, or is being typed in.
function isTypedIn(region) {
  const fields = [...region.querySelectorAll("textarea, input, select")];
  return fields.some((field) => field === document.activeElement || isChanged(field));
}

function isChanged(field) {
  if (field.type === "hidden") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.localName === "select") {
    const chosen = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(chosen, 0);
  }
  return field.value !== field.defaultValue;
}

customElements.define("parlance-live", ParlanceLive);

// A search that names a region is answered while one types; the address follows, the focus stays.
for (const form of document.querySelectorAll("form[data-search]")) {
  let waiting;
  let running;
  const search = async () => {
    const region = document.getElementById(form.dataset.search);
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = `${form.getAttribute("action")}?${new URLSearchParams(asked)}`;
    running?.abort();
    running = new AbortController();
    const fresh = (await read(address, running.signal))?.getElementById(form.dataset.search);
    if (!fresh || !region) return;
    region.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
}

// An error summary is read first.
document.querySelector(".error-summary")?.focus();
