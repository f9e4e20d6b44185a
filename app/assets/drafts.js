// Keeps what somebody types in their browser until the server has taken it. A form that is refused,
// or sent where there is no network, keeps its draft; signing out takes every draft away.

const OURS = "parlance-draft:";
const SENT = "parlance-sent";
const KEPT = 'form.compose, form.compose-room, form[action$="/comments"]';
const ENDS = '[action="/sign-out"], [action="/account/sessions"], [action="/account/erasure"]';
const who = document.documentElement.dataset.who;

// What each form held when it came, and the drafts that wait to be written.
const begun = new WeakMap();
const waiting = new Map();

settleSent();
for (const form of document.querySelectorAll(KEPT)) begin(form);
addEventListener("pagehide", () => [...waiting.keys()].forEach(save));
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.matches(KEPT)) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(save, 250, form));
});
document.addEventListener("submit", ({ target: form }) => {
  if (form.matches(ENDS)) forgetAll();
  if (!form.matches(KEPT)) return;
  save(form);
  sessionStorage.setItem(SENT, keyOf(form));
});

// A form that was sent without leaving its page says itself that it was taken.
document.addEventListener("parlance-taken", ({ detail: form }) => {
  if (!form.matches(KEPT)) return;
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  localStorage.removeItem(keyOf(form));
  sessionStorage.removeItem(SENT);
});

// The page before this one sent a form: the server says in a cookie whether it took it.
function settleSent() {
  const taken = document.cookie.split("; ").includes("parlance_taken=1");
  document.cookie = "parlance_taken=; Path=/; Max-Age=0; SameSite=Strict";
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && taken) localStorage.removeItem(sent);
  // A form that comes back holds what was sent, so nothing has to be brought back into it.
  else settleSent.back = sent;
  // Somebody else's drafts are not for who is signed in now.
  forget((key) => !key.startsWith(`${OURS}${who} `));
}

function begin(form) {
  const key = keyOf(form);
  if (key === settleSent.back) return;
  begun.set(form, JSON.stringify(read(form)));
  const draft = stored(key);
  if (draft && JSON.stringify(draft.values) !== begun.get(form)) bringBack(form, draft);
}

async function bringBack(form, draft) {
  const there = new Set([...form.elements].map((field) => field.name));
  const base = form.elements.base?.value;
  const lacks = draft.values.some(([name, value]) => (value && !there.has(name)) || (name === "base" && value !== base));
  // The server makes the rows that were added, and knows the wording the draft began with.
  const fresh = lacks && form.matches(".compose") && (await rows(form, draft.values));
  if (fresh) {
    begun.set(fresh, begun.get(form));
    form.replaceWith(fresh);
    form = fresh;
  }
  write(form, draft.values);
  form.closest("details")?.setAttribute("open", "");
  tell(form, draft.at);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

async function rows(form, values) {
  const body = new URLSearchParams([...values, ["more", "draft"]]);
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    return page && page.querySelector("form.compose");
  } catch {
    return null;
  }
}

// Says that a draft is back, and takes it away on demand.
function tell(form, at) {
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "link-button";
  discard.textContent = "Discard it";
  discard.addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    form.reset();
    location.reload();
  });
  form.before(notice);
  notice.append(`Your draft of ${words(at)} is back. `, discard);
}

function words(at) {
  const [then, now] = [new Date(at), new Date()];
  const time = then.toLocaleTimeString("en-GB", { timeStyle: "short" });
  const today = then.toDateString() === now.toDateString();
  return `${today ? "today" : then.toLocaleDateString("en-GB", { dateStyle: "long" })} at ${time}`;
}

function save(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const values = read(form);
  if (JSON.stringify(values) === begun.get(form)) {
    localStorage.removeItem(keyOf(form));
    return;
  }
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values }));
  } catch {
    // A browser that keeps nothing still sends.
  }
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// Whose it is, where it is sent, and which of the forms that are sent there it is.
function keyOf(form) {
  const part = (name) => form.querySelector(`input[type="hidden"][name="${name}"]`)?.value ?? "";
  const action = new URL(form.getAttribute("action"), location.href).pathname;
  return [OURS + who, action, part("form"), part("redline"), part("in_reply_to")].join(" ");
}

function read(form) {
  return fields(form)
    .filter((field) => !isTick(field) || field.checked)
    .map((field) => [field.name, field.value]);
}

function write(form, values) {
  for (const field of fields(form)) {
    const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isTick(field)) field.checked = mine.includes(field.value);
    else if (mine.length && field.type !== "hidden") field.value = mine[0];
  }
}

function fields(form) {
  const typed = (field) => field.matches("textarea, select, input:not([type=hidden], [type=password]), [name=base]");
  return [...form.elements].filter((field) => field.name && typed(field));
}

function isTick(field) {
  return field.type === "radio" || field.type === "checkbox";
}

// What waits to be written is forgotten too, or leaving the page would write it again.
function forgetAll() {
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  forget(() => true);
}

function forget(which) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(OURS) && which(key)) localStorage.removeItem(key);
  }
}
