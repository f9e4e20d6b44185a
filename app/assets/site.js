// Follows what others do. Regions marked data-live are fetched again when the record of the
// process grows and swapped in place; focus, selection and scroll position stay where they are.

class ParlanceLive extends HTMLElement {
  connectedCallback() {
    this.seq = Number(this.dataset.seq);
    this.listen();
    addEventListener("pagehide", () => this.events?.close());
  }

  listen() {
    // The page says up to where it was rendered, so nothing between load and now is missed.
    this.events = new EventSource(`${this.dataset.source}?after=${this.seq}`);
    this.events.onmessage = (event) => this.follow(Number(event.lastEventId));
  }

  follow(seq) {
    if (seq <= this.seq) return;
    this.seq = seq;
    this.pending ??= setTimeout(() => this.refresh(), 150);
  }

  async refresh() {
    this.pending = undefined;
    const shown = this.seq;
    const answer = await fetch(location.href, { headers: { "Parlance-Live": "1" } }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of document.querySelectorAll("[data-live][id]")) {
      const fresh = page.getElementById(region.id);
      if (fresh) swap(region, fresh);
    }
    if (this.seq > shown) this.pending ??= setTimeout(() => this.refresh(), 150);
  }
}

// Replaces a region unless it is the same; what has the focus inside it gets it back.
function swap(region, fresh) {
  if (region.innerHTML === fresh.innerHTML) return;
  const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  // Somebody who types in here is not interrupted; the region follows when they are done.
  if (focused?.matches("textarea, input, select")) {
    focused.addEventListener("blur", () => swap(region, fresh), { once: true });
    return;
  }
  const address = focused?.getAttribute("href");
  region.replaceChildren(...fresh.childNodes);
  region.classList.add("changed");
  setTimeout(() => region.classList.remove("changed"), 4000);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused?.id) document.getElementById(focused.id)?.focus({ preventScroll: true });
  else if (address) region.querySelector(`a[href="${CSS.escape(address)}"]`)?.focus({ preventScroll: true });
}

customElements.define("parlance-live", ParlanceLive);

// An error summary is read first.
document.querySelector(".error-summary")?.focus();
