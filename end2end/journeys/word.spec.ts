import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { DEMO, signIn } from "../support/demo.ts";
import { expect, expectAccessible, serve, test } from "../support/journey.ts";

serve({ demo: true });

const ENTRY = `${DEMO}/entries/automatic-update`;
const SCRIPT = join(import.meta.dirname, "../support/redline.py");

test("a definition goes through a word processor and comes back as a redline", async ({ page, parlance }, about) => {
  await signIn(page, parlance, "Gerd Hollenbach");
  await page.goto(ENTRY);
  await page.getByRole("link", { name: "redline it in a word processor" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "The wording as it reads now" }).click();
  const file = about.outputPath("entry.docx");
  await (await downloading).saveAs(file);

  await page.getByLabel("The file").setInputFiles(file);
  await page.getByRole("button", { name: "Show what it changes" }).click();
  await expect(page.getByRole("alert")).toContainText("no tracked change");
  execFileSync("python3", [SCRIPT, file, "installed", "put in place", "Ana Castellanos"]);
  await page.getByLabel("The file").setInputFiles(file);
  await page.getByRole("button", { name: "Show what it changes" }).click();
  const preview = page.locator("#preview");
  await expect(preview.locator(".redline-part").first().locator("del")).toHaveText(["installed"]);
  await expect(preview.locator(".redline-part").first().locator("ins")).toHaveText(["put in place"]);
  await expect(preview).toContainText("moved by Ana Castellanos");
  await expectAccessible(page);

  await page.getByLabel("Why").fill("Some updates are not installed.");
  await page.getByRole("button", { name: "Propose this redline" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose how far it goes.");
  await expect(page.getByLabel("Why")).toHaveValue("Some updates are not installed.");
  await page.getByLabel("Clarifying").check();
  await page.getByRole("button", { name: "Propose this redline" }).click();
  await expect(page.locator("#redlines")).toContainText("Some updates are not installed.");
  await expect(page.locator("#redlines")).toContainText("Typed as moved by Ana Castellanos");
});
