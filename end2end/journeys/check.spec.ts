import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { DEMO } from "../support/demo.ts";
import { expect, expectAccessible, expectLooksAccessible, serve, test } from "../support/journey.ts";

serve({ demo: true });

const CHECK = `${DEMO}/record/check`;
const RECORD = `/api/v1/processes/iot-upgradability/record`;

test("the record is checked where it is read, and every call comes out as recorded", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${DEMO}/record`);
  await page.getByRole("link", { name: "Check it yourself" }).click();
  await expect(page.getByRole("heading", { name: "Check it yourself", level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-awake", "");
  expect(fetched.filter((path) => path.endsWith(".wasm") || path.endsWith("checker.js")), "loaded before it is asked for").toEqual([]);

  await page.getByRole("button", { name: "Check the record" }).click();
  const verdict = page.getByRole("heading", { name: "Nothing is wrong with this record." });
  await expect(verdict).toBeFocused();
  await expect(page.getByRole("status")).toContainText(/\d+ lines checked in [\d.]+ seconds/);
  await expect(page.locator("#check-result")).toContainText(/All \d+ closed calls come out as recorded/);
  await expect(page.getByText("differs")).toHaveCount(0);
  expect(fetched.some((path) => path.endsWith("/checker.wasm"))).toBe(true);

  const call = page.locator("#call-15");
  await expect(call).toContainText("as recorded");
  await call.locator("summary").click();
  await expect(call.getByRole("row", { name: /^All/ })).toBeVisible();
  await expectAccessible(page);
  await expectLooksAccessible(page);

  await page.goto(`${DEMO}/calls/15`);
  await page.getByRole("link", { name: "Count it yourself from the record" }).click();
  await page.getByRole("button", { name: "Check the record" }).click();
  await expect(page.locator("#call-15").getByRole("table")).toBeInViewport();
});

test("a file that somebody was at is told from the record, and so is another head", async ({ page, parlance }) => {
  const record = await (await fetch(`${parlance.url}${RECORD}`)).text();
  const head = (await (await fetch(`${parlance.url}${RECORD}/head`)).json()) as { seq: number; hash: string };
  const lines = record.trimEnd().split("\n");
  expect(head.seq).toBe(lines.length);
  const position = lines.findIndex((line) => line.includes('"stance":"object"'));
  const changed = lines.with(position, lines[position].replace('"stance":"object"', '"stance":"accept"'));
  await page.goto(CHECK);
  await page.getByText("Check a file, or against a head you noted").click();

  await checkFile(page, save(parlance.data, "changed.ndjson", changed));
  const first = page.locator("#first-fault");
  await expect(first.getByRole("heading")).toHaveText(`Line ${position + 1}: changed`);
  await expect(first).toContainText("Its content is not what was hashed");
  await expectAccessible(page);

  await checkFile(page, save(parlance.data, "dropped.ndjson", lines.toSpliced(99, 1)));
  await expect(first.getByRole("heading")).toHaveText("Line 100: dropped");

  const swapped = lines.with(40, lines[41]).with(41, lines[40]);
  await checkFile(page, save(parlance.data, "swapped.ndjson", swapped));
  await expect(first.getByRole("heading")).toHaveText(/^Line 41 \(line 42 of the file\): swapped$/);
  await expect(page.locator("#check-result")).toContainText("One thing is wrong, at line 41.");

  await page.getByLabel("A head you noted earlier").fill(`${head.seq}:${head.hash}`);
  await checkFile(page, save(parlance.data, "cut.ndjson", lines.slice(0, -1)));
  await expect(first).toContainText(`the record ends with line ${lines.length - 1}`);
  await checkFile(page, save(parlance.data, "whole.ndjson", lines));
  await expect(page.locator("#check-result")).toContainText(`line ${head.seq} is what you noted`);

  await page.getByLabel("A head you noted earlier").fill("nonsense");
  await page.getByRole("button", { name: "Check the record" }).click();
  await expect(page.getByRole("status")).toContainText("Write a head as its number and its hash");
  await expect(page.getByLabel("A head you noted earlier")).toBeFocused();
});

test("a file can be dropped on the place", async ({ page, parlance }) => {
  const record = await (await fetch(`${parlance.url}${RECORD}`)).text();
  await page.goto(CHECK);
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "record.ndjson"));
    return data;
  }, record);
  await page.dispatchEvent("#check", "drop", { dataTransfer: data });
  await expect(page.getByRole("heading", { name: "Nothing is wrong with this record." })).toBeVisible();
});

test("without JavaScript the page says how it is done with the program", async ({ person }) => {
  const page = await person({ javaScriptEnabled: false });
  await page.goto(CHECK);
  await expect(page.getByText("This needs JavaScript")).toBeVisible();
  await expect(page.getByRole("button", { name: "Check the record" })).toBeHidden();
  await expect(page.locator("#program")).toContainText("parlance verify iot-upgradability.ndjson");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the record" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("iot-upgradability.ndjson");
  const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(700);
});

function save(folder: string, name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

async function checkFile(page: Page, path: string): Promise<void> {
  await page.getByLabel("A record you saved earlier").setInputFiles(path);
  await page.getByRole("button", { name: "Check the record" }).click();
  await expect(page.getByRole("status")).toContainText("seconds");
}
