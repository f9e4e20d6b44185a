// Comments and the words they speak of: each shows where the other is, and words that are selected
// can be commented on.

// Rules stand in sheets of their own, so that the page itself stays as it was rendered.
const lit = new CSSStyleSheet();
const placed = new CSSStyleSheet();
document.adoptedStyleSheets.push(lit, placed);

const WIDE = matchMedia("(min-width: 64rem)");
/** How many characters on each side of selected words tell them from the same words elsewhere. */
const AROUND = 32;
/** What words can be selected in. */
const TEXTS = ".definition, .entry-notes dd, .redline-text";

// The comments that something on the page belongs to.
function commentsOf(element) {
  const marked = element?.closest?.("[data-comments], .quoted-ref, article.comment[id]");
  if (!marked) return [];
  const [number] = (marked.getAttribute("href") ?? marked.id).match(/\d+$/) ?? [];
  return marked.dataset.comments?.split(" ") ?? [number];
}

let shown = "";

function light(comments) {
  if (shown === (shown = comments.join(" "))) return;
  const rules = comments.flatMap((number) => [
    `mark[data-comments~="${number}"] { background: var(--mark-tint); color: inherit; }`,
    `#note-${number}, #comment-${number} { box-shadow: -3px 0 0 var(--concern-fill); }`,
  ]);
  lit.replaceSync(rules.join("\n"));
}

for (const event of ["mouseover", "focusin"]) {
  document.addEventListener(event, ({ target }) => light(commentsOf(target)));
}

// Beside the text each note stands as high as its words, or below the note before it.
function place() {
  placed.replaceSync("");
  if (!WIDE.matches) return;
  const notes = [...document.querySelectorAll(".margin-note")];
  let pushed = 0;
  const rules = notes.map((note) => {
    const [number] = commentsOf(note);
    const mark = document.querySelector(`mark[data-comments~="${number}"]`);
    const gap = mark ? mark.getBoundingClientRect().top - note.getBoundingClientRect().top - pushed : 0;
    const down = Math.max(0, Math.round(gap));
    pushed += down;
    return `#${note.id} { margin-block-start: ${down}px; }`;
  });
  placed.replaceSync(rules.join("\n"));
}

if (document.querySelector("#words")) {
  place();
  document.fonts?.ready.then(place);
  addEventListener("resize", place);
  const again = new MutationObserver(place);
  for (const id of ["words", "beside"]) {
    const region = document.getElementById(id);
    if (region) again.observe(region, { childList: true, subtree: true });
  }
}

// Words that are selected in a text fill the form that comments on it, with what stands around them.
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = elementOf(range.startContainer)?.closest(TEXTS);
  if (!text || !text.contains(range.endContainer)) return null;
  const exact = readable(range).trim();
  return exact && { text, exact, prefix: before(text, range), suffix: after(text, range) };
}

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

// What is read of a range: no references to comments, and of a redline its new words.
function readable(range) {
  const words = range.cloneContents();
  for (const other of words.querySelectorAll(".quoted-ref, del")) other.remove();
  return words.textContent.replace(/\s+/g, " ");
}

function before(text, range) {
  const ahead = document.createRange();
  ahead.setStart(text, 0);
  ahead.setEnd(range.startContainer, range.startOffset);
  return readable(ahead).slice(-AROUND);
}

function after(text, range) {
  const behind = document.createRange();
  behind.setStart(range.endContainer, range.endOffset);
  behind.setEnd(text, text.childNodes.length);
  return readable(behind).slice(0, AROUND);
}

document.addEventListener("selectionchange", () => {
  const words = selected();
  const source = words?.text.closest("#words, article.redline");
  for (const button of document.querySelectorAll("[data-comment-on]")) {
    button.hidden = source?.id !== button.dataset.commentOn;
  }
  const form = source && document.querySelector(`form[data-quotes="${source.id}"]`);
  if (!form) return;
  const fill = (name, value) => {
    const field = form.querySelector(`[name=${name}]`);
    if (field && value !== undefined) field.value = value;
  };
  fill("quote", words.exact);
  fill("prefix", words.prefix);
  fill("suffix", words.suffix);
  fill("wording", source.querySelector("[data-wording]")?.dataset.wording);
});

// Words that are typed stand where they are found first.
document.addEventListener("input", ({ target }) => {
  const form = target.name === "quote" && target.form;
  if (form) for (const name of ["prefix", "suffix"]) form.querySelector(`[name=${name}]`).value = "";
});

for (const button of document.querySelectorAll("[data-comment-on]")) {
  // The selection stays while the button is pressed.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const form = document.querySelector(`form[data-quotes="${button.dataset.commentOn}"]`);
    form?.querySelector("textarea")?.focus();
    form?.scrollIntoView({ block: "center" });
  });
}
