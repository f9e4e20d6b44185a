// How many lines of a record are checked in a second: natively, and by the page in a browser.
// Prints figures; nothing here is a test. `node recount.mjs PARLANCE RECOUNT` starts the program on
// the demonstration's process; RECOUNT is the example of that name.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const { chromium } = createRequire(join(root, "end2end/package.json"))("@playwright/test");
const TIMES = 9;
const PROCESS = "iot-upgradability";

const say = (name, figure) => console.log(`${name.padEnd(58)} ${figure}`);
const data = mkdtempSync(join(tmpdir(), "parlance-bench-"));
const env = { ...process.env, PARLANCE_DATA: data, RUST_LOG: "error" };
const program = spawn(process.argv[2], ["serve", "--demo", "--listen", "127.0.0.1:0"], { env });
let printed = "";
program.stdout.on("data", (bytes) => (printed += bytes));
program.stderr.on("data", (bytes) => (printed += bytes));

try {
  const url = await address();
  const record = await (await fetch(`${url}/api/v1/processes/${PROCESS}/record`)).text();
  const lines = record.trimEnd().split("\n").length;
  say("recount: lines of the demonstration's record", `${lines}, ${(record.length / 1000).toFixed(0)} kB`);
  natively(record, lines);
  await inBrowser(url, lines);
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

function natively(record, lines) {
  const file = join(data, "record.ndjson");
  writeFileSync(file, record);
  const told = execFileSync(process.argv[3], Array(TIMES).fill(file)).toString();
  const speeds = [...told.matchAll(/(\d+) a second/g)].map(([, speed]) => Number(speed));
  say(`recount: natively, best of ${TIMES}`, `${Math.max(...speeds)} lines/s`);
}

async function inBrowser(url, lines) {
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    const sizes = [];
    page.on("response", async (response) => {
      if (/\/checker\.(js|wasm)$/.test(response.url())) sizes.push((await response.request().sizes()).responseBodySize);
    });
    await page.goto(`${url}/p/${PROCESS}/record/check`);
    const seconds = [];
    for (let time = 0; time < TIMES; time++) {
      await page.getByRole("button", { name: "Check the record" }).click();
      const result = page.locator("#check-result[data-seconds]");
      await result.waitFor();
      seconds.push(Number(await result.getAttribute("data-seconds")));
      await result.evaluate((it) => it.removeAttribute("data-seconds"));
    }
    say(`recount: in a browser, best of ${TIMES}`, `${(lines / Math.min(...seconds)).toFixed(0)} lines/s`);
    say("recount: the program a browser loads, as sent", `${(sizes.reduce((a, b) => a + b, 0) / 1000).toFixed(1)} kB`);
  } finally {
    await browser.close();
  }
}
