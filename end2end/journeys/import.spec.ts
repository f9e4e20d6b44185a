import type { Page } from "@playwright/test";
import { DEMO, signIn } from "../support/demo.ts";
import { expect, expectAccessible, expectLooksAccessible, serve, test } from "../support/journey.ts";

serve({ demo: true });

const WHO = "Gerd Hollenbach";
/** One that is new, one that stands there in other words, one that cannot be taken. */
const file = (word: string) => ({
  name: "our-words.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    `preferred,definition,broader\r\n${word},device that is asked for updates by others,security update\r\n` +
      `security update,software update that mends a vulnerability,\r\nnothing said,,\r\n`,
  ),
});

async function send(page: Page, word: string): Promise<void> {
  await page.goto(`${DEMO}/entries`);
  await page.getByRole("link", { name: "Import entries from a file" }).click();
  await page.getByLabel("The file").setInputFiles(file(word));
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import of our-words.csv");
}

async function expectDone(page: Page, word: string): Promise<void> {
  await expect(page.getByText("This is done.")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: word, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(word);
}

test("a file is looked at, confirmed and followed to its end", async ({ page, parlance }) => {
  await signIn(page, parlance, WHO);
  await page.goto(`${DEMO}/import`);
  await expectAccessible(page);
  await send(page, "update server");
  await expect(page.locator("#changed del").first()).toBeVisible();
  await expect(page.locator("#refused")).toContainText("definition: Write the definition");
  await expectAccessible(page);
  for (const [colorScheme, width] of [["light", 360], ["dark", 360], ["dark", 1280]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await expectLooksAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `at ${width}`).toBeLessThanOrEqual(width);
  }
  await page.getByLabel("Why").fill("From our glossary.");
  await page.getByRole("button", { name: "Propose 1 new entry and 1 redline" }).click();
  await expectDone(page, "update server");
});

test("the same without JavaScript, and a file that is discarded", async ({ parlance, person }) => {
  const page = await person({ javaScriptEnabled: false });
  await signIn(page, parlance, WHO);
  await page.goto(`${DEMO}/import`);
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await expect(page.getByRole("link", { name: "Choose the file." })).toBeVisible();
  await send(page, "update broker");
  await page.getByRole("button", { name: "Discard the file" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import entries");
  await send(page, "update broker");
  await page.getByRole("button", { name: /^Propose 1 new entry/ }).click();
  await expectDone(page, "update broker");
});
