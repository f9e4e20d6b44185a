// How long it takes from a key to the redline, and what the page weighs. Prints figures; nothing
// here is a test. `node compose.mjs PARLANCE` starts the program on the demonstration's process.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";

const root = resolve(import.meta.dirname, "../..");
const { chromium } = createRequire(join(root, "end2end/package.json"))("@playwright/test");
const WORDS = Number(process.env.BENCH_WORDS ?? 500);
const KEYS = 40;
const ENTRY = "/p/iot-upgradability/entries/security-support-period/compose";

const say = (name, figure) => console.log(`${name.padEnd(58)} ${figure}`);
const data = mkdtempSync(join(tmpdir(), "parlance-bench-"));
const env = { ...process.env, PARLANCE_DATA: data, PARLANCE_RATE_WRITE: "0", RUST_LOG: "error" };
const program = spawn(process.argv[2], ["serve", "--demo", "--listen", "127.0.0.1:0"], { env });
let printed = "";
program.stdout.on("data", (bytes) => (printed += bytes));
program.stderr.on("data", (bytes) => (printed += bytes));

try {
  await measure(await address());
} finally {
  program.kill("SIGTERM");
  await new Promise((done) => program.once("exit", done));
  rmSync(data, { recursive: true, force: true });
}

async function address() {
  for (let wait = 0; wait < 1200; wait++) {
    const [url] = printed.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    const up = url && (await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false));
    if (up && /Sign in with the password/.test(printed)) return url;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the site did not start:\n${printed}`);
}

async function measure(url) {
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    const [, password] = printed.match(/Sign in with the password (\S+) as/);
    const [, email] = printed.match(/(\S+@\S+) +Gerd Hollenbach/);
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForLoadState();
    // Nothing is in the cache of a browser that has only the session.
    const fresh = await browser.newContext({ storageState: await page.context().storageState() });
    await weigh(await fresh.newPage(), url);
    await type(page, url);
  } finally {
    await browser.close();
  }
}

// Every file but the fonts as it is served to a browser that takes brotli, the page itself at the
// quality that a cache would use.
async function weigh(page, url) {
  const files = new Map();
  page.on("response", (response) => files.set(new URL(response.url()).pathname, response));
  await page.goto(url + ENTRY, { waitUntil: "networkidle" });
  let all = 0;
  for (const [path, response] of files) {
    if (path.endsWith(".woff2") || path.endsWith("/events")) continue;
    const bytes = (await response.request().sizes()).responseBodySize || brotliCompressSync(await response.body()).length;
    all += bytes;
    say(`  ${path.replace(/^\/pkg\/[^/]+\//, "")}`, `${(bytes / 1000).toFixed(1)} kB`);
  }
  say("compose: all of the page without fonts, as sent", `${(all / 1000).toFixed(1)} kB`);
}

async function type(page, url) {
  const text = Array.from({ length: WORDS }, (_, at) => ["software", "that", "changes", "a", "device", "once"][at % 6] + (at % 7 ? "" : at)).join(" ");
  await page.goto(url + ENTRY, { waitUntil: "networkidle" });
  await page.locator("#definition").fill(text);
  // The text is the base too, so that the first key is the first change.
  await page.evaluate((text) => {
    document.querySelector('[data-redline="definition"]').dataset.base = text;
    window.taken = [];
    let begun;
    addEventListener("input", (event) => {
      begun = event.timeStamp;
    }, true);
    const shown = () => begun !== undefined && window.taken.push(performance.now() - begun) && (begun = undefined);
    new MutationObserver(shown).observe(document.querySelector('[data-redline="definition"]'), { childList: true, subtree: true });
  }, text);
  await page.locator("#definition").focus();
  await page.evaluate(() => document.getElementById("definition").setSelectionRange(40, 40));
  for (let key = 0; key < KEYS; key++) await page.keyboard.press(key % 6 === 5 ? "Space" : "x", { delay: 20 });
  const taken = await page.evaluate(() => window.taken);
  const sorted = taken.slice(1).sort((a, b) => a - b);
  say(`compose: first key to redline and advice, ${WORDS} words`, `${taken[0]?.toFixed(1)} ms`);
  say("compose: later keys, median", `${sorted[sorted.length >> 1]?.toFixed(1)} ms`);
  say("compose: later keys, slowest of " + sorted.length, `${sorted.at(-1)?.toFixed(1)} ms`);
}
