// <parlance-term>: shows what a term means where it is used, from one release of a glossary.
//
//   <script src="https://SITE/embed.js" async></script>
//   <parlance-term src="https://SITE/g/GLOSSARY/1.0.0.json" integrity="sha256-…" term="patch">patch</parlance-term>
//
// `term` is the name or number of the term; without it the text between the tags is looked up.
// `integrity` pins the release: where its bytes are others, nothing of them is shown.
(() => {
  if (customElements.get("parlance-term")) return;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    button { all: unset; cursor: help; text-decoration: underline dotted; text-underline-offset: .2em }
    button:focus-visible { outline: 2px solid; outline-offset: 2px }
    [part=panel] { position: fixed; margin: 0; inset: auto; box-sizing: border-box; width: max-content;
      max-width: min(30rem, calc(100vw - 16px)); max-height: 60vh; overflow: auto; padding: .75em 1em;
      border: 1px solid; border-radius: 4px; background: Canvas; color: CanvasText;
      font: 1rem/1.5 system-ui, sans-serif; text-align: start; white-space: normal }
    p { margin: 0 }
    p + p { margin-top: .5em; font-size: .875em }
    a { color: LinkText }`);

  const glossaries = new Map();
  const load = (src, integrity) => {
    const key = `${src} ${integrity}`;
    if (!glossaries.has(key)) {
      const asked = fetch(src, { integrity, credentials: "omit", referrerPolicy: "no-referrer" });
      glossaries.set(key, asked.then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
    }
    return glossaries.get(key);
  };

  const same = (a, b) => a.localeCompare(b, undefined, { sensitivity: "accent" }) === 0;
  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) entry.target.fill();
  });

  customElements.define("parlance-term", class extends HTMLElement {
    static observedAttributes = ["src", "integrity", "term"];

    connectedCallback() {
      if (!this.shadowRoot) this.build();
      seen.observe(this);
    }

    disconnectedCallback() {
      seen.unobserve(this);
      this.hide();
    }

    attributeChangedCallback() {
      this.filled = null;
      if (this.shadowRoot && this.isConnected) this.fill();
    }

    build() {
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.panel = element("div", "", { id: "panel", popover: "manual" });
      this.panel.part = "panel";
      const slot = document.createElement("slot");
      // A link between the tags is something to press already.
      this.link = this.querySelector("a[href]");
      if (!this.link) {
        this.button = element("button", "", { type: "button" });
        this.button.setAttribute("aria-expanded", "false");
        this.button.setAttribute("aria-controls", "panel");
        this.button.setAttribute("aria-describedby", "meaning");
        this.button.append(slot);
        this.button.addEventListener("click", () => (this.kept ? this.hide() : this.show((this.kept = true))));
      }
      root.append(this.button ?? slot, this.panel);
      this.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && this.soon(() => this.show(), 150));
      this.addEventListener("pointerleave", () => this.kept || this.matches(":focus-within") || this.soon(() => this.hide(), 300));
      this.addEventListener("focusin", () => this.leaving || this.show());
      this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || root.contains(event.relatedTarget) || this.hide());
    }

    soon(act, delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(act, delay);
    }

    show() {
      clearTimeout(this.timer);
      if (this.open || !this.isConnected) return;
      this.open = true;
      this.fill();
      this.panel.showPopover();
      this.place();
      this.button?.setAttribute("aria-expanded", "true");
      this.listening = new AbortController();
      const { signal } = this.listening;
      addEventListener("keydown", (event) => event.key === "Escape" && this.leave(), { signal });
      addEventListener("scroll", () => this.place(), { signal, capture: true, passive: true });
      addEventListener("resize", () => this.place(), { signal });
      addEventListener("pointerdown", (event) => event.composedPath().includes(this) || this.hide(), { signal });
    }

    // Whoever reads in the panel is back at the word, and not at the top of the page.
    leave() {
      this.leaving = true;
      if (this.panel.contains(this.shadowRoot.activeElement)) (this.button ?? this.link)?.focus();
      this.leaving = false;
      this.hide();
    }

    hide() {
      clearTimeout(this.timer);
      if (!this.open) return;
      this.open = this.kept = false;
      this.listening.abort();
      if (this.panel.isConnected) this.panel.hidePopover();
      this.button?.setAttribute("aria-expanded", "false");
    }

    // Below the words, or above them where there is more room; never beyond an edge.
    place() {
      const lines = this.getClientRects();
      const words = (this.button ?? this.link ?? this).getClientRects()[0] ?? lines[0];
      if (!words || !this.open) return;
      const { offsetWidth: width, offsetHeight: height, style } = this.panel;
      const below = words.bottom + 4;
      const fits = below + height <= innerHeight || words.top < innerHeight - words.bottom;
      style.left = `${Math.max(8, Math.min(words.left, innerWidth - width - 8))}px`;
      style.top = `${fits ? below : Math.max(8, words.top - height - 4)}px`;
    }

    fill() {
      seen.unobserve(this);
      return (this.filled ??= this.find().then(
        (found) => this.tell(found),
        () => this.say([element("p", "This definition could not be loaded, or is not the one that was pinned.", { id: "meaning" })]),
      ));
    }

    async find() {
      const src = new URL(this.getAttribute("src"), document.baseURI).href;
      const glossary = await load(src, this.getAttribute("integrity") ?? "");
      const wanted = (this.getAttribute("term") ?? this.textContent).trim();
      const term = glossary.terms.find((it) => it.slug === wanted || String(it.number) === wanted)
        ?? glossary.terms.find((it) => it.designations.some((name) => same(name.text, wanted)));
      if (!term) throw new Error(`no term ${wanted}`);
      return { src, glossary, term };
    }

    tell({ src, glossary, term }) {
      const page = this.closest("[lang]")?.lang ?? "";
      const first = glossary.glossary.languages[0];
      const spoken = (lang) => term.definitions.find((it) => it.lang === lang);
      const meaning = spoken(page) ?? spoken(page.split("-")[0]) ?? spoken(first) ?? term.definitions[0];
      const name = (it, lang) => (it.designations.find((d) => d.kind === "preferred" && d.lang === lang) ?? it.designations[0]).text;
      const said = element("p", "", { id: "meaning", lang: meaning.lang, dir: "auto" });
      said.append(element("b", name(term, meaning.lang)), ` ${meaning.text}`);
      const parts = [said];
      const used = term.designations.find((d) => same(d.text, this.textContent.trim()));
      const next = term.relations.find((it) => it.kind === "replaced_by");
      const other = next && glossary.terms.find((it) => it.number === next.term);
      if (term.status === "retired") {
        parts.push(element("p", other ? `Retired: say “${name(other, meaning.lang)}”.` : "Retired: not used any more."));
      } else if (used?.kind === "deprecated") {
        parts.push(element("p", `Not to be used: say “${name(term, meaning.lang)}”.`));
      }
      const proof = element("p", `${glossary.glossary.title} ${glossary.version}. Agreed by call ${term.consensus.call_number}: ${term.consensus.level}. `);
      proof.append(element("a", "How it was agreed", { href: `${src.replace(/\.json$/, "")}/${term.slug}` }));
      parts.push(proof);
      this.say(parts);
      this.link?.setAttribute("aria-description", said.textContent);
    }

    say(parts) {
      this.panel.replaceChildren(...parts);
      this.place();
    }
  });
})();
