import type { Page } from "@playwright/test";
import { DEMO, signIn } from "../support/demo.ts";
import { expect, expectAccessible, serve, test } from "../support/journey.ts";

serve({ demo: true });

const ENTRY = `${DEMO}/entries/bricking`;
const COMPOSE = `${ENTRY}/compose`;
const WHO = "Gerd Hollenbach";

test("redline and advice follow what is typed, and a finding leads to its words", async ({ page, parlance }) => {
  await signIn(page, parlance, WHO);
  await page.goto(COMPOSE);
  await expect(page.locator("html")).toHaveAttribute("data-awake", "");
  const definition = definitionOf(page);
  const before = await definition.inputValue();
  await definition.fill(`a ${before}`);
  await expect(page.locator('[data-redline="definition"] ins')).toHaveText(/^a\s*$/);
  const advice = page.locator("#advice");
  await expect(advice).toContainText("ISO 704: substitution principle");
  await expectAccessible(page);

  await advice.getByRole("button", { name: "Begins with an article." }).click();
  await expect(definition).toBeFocused();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await expect(definition).toHaveValue(before);
  await expect(page.locator('[data-redline="definition"]')).toBeHidden();

  await definition.fill("loss of a device by a security update");
  await advice.getByRole("button", { name: "Link “security update”" }).click();
  await expect(definition).toHaveValue("loss of a device by a [[security-update]]");
});

test("a draft comes back until it is sent, and goes with the session", async ({ page, parlance }) => {
  await signIn(page, parlance, WHO);
  await page.goto(COMPOSE);
  const definition = definitionOf(page);
  await definition.fill("loss of all use");
  await page.getByRole("button", { name: "Add a note" }).first().click();
  await page.locator("[id^=note-]").last().fill("A note of mine.");
  await page.goto(ENTRY);
  await page.getByLabel("Add a comment").fill("A thought.");

  await page.goto(COMPOSE);
  const notice = page.getByRole("status").filter({ hasText: "Your draft of" });
  await expect(notice).toContainText("is back");
  await expect(definition).toHaveValue("loss of all use");
  await expect(page.locator("[id^=note-]").last()).toHaveValue("A note of mine.");
  await expectAccessible(page);

  await test.step("a refusal keeps it", async () => {
    await page.getByRole("button", { name: "Propose this redline" }).click();
    await expect(page.locator(".error-summary")).toBeVisible();
    await page.goto(COMPOSE);
    await expect(definition).toHaveValue("loss of all use");
  });
  await test.step("what was taken is gone", async () => {
    await page.getByLabel("Why", { exact: true }).fill("It is shorter.");
    await page.getByRole("radio", { name: /^Meaning/ }).check();
    await page.getByRole("button", { name: "Propose this redline" }).click();
    await expect(page.locator("article.redline").first()).toContainText("It is shorter.");
    await page.goto(COMPOSE);
    await expect(notice).toHaveCount(0);
    await expect(definition).not.toHaveValue("loss of all use");
  });
  await test.step("the other form's is still there, and can be discarded", async () => {
    await page.goto(ENTRY);
    await expect(page.getByLabel("Add a comment")).toHaveValue("A thought.");
    await page.getByRole("button", { name: "Discard it" }).click();
    await expect(page.getByLabel("Add a comment")).toHaveValue("");
    await expect(notice).toHaveCount(0);
  });
  await test.step("signing out leaves nothing behind", async () => {
    await page.getByLabel("Add a comment").fill("A secret.");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("secret");
  });
});

test("without JavaScript the preview shows redline and advice", async ({ person, parlance }) => {
  const page = await person({ javaScriptEnabled: false });
  await signIn(page, parlance, WHO);
  await page.goto(COMPOSE);
  await definitionOf(page).fill("a loss of all use by a security update");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("#preview ins").first()).toBeVisible();
  await expect(page.locator("#advice")).toContainText("Begins with an article.");
  await expect(page.locator("#advice")).toContainText("“security update” is used here without a link");
});

test("what is typed for somebody else waits for them", async ({ page, person, parlance }) => {
  await signIn(page, parlance, WHO);
  await page.goto(COMPOSE);
  await definitionOf(page).fill("loss of every use");
  await page.getByLabel("Why", { exact: true }).fill("Said in the room.");
  await page.getByRole("radio", { name: /^Meaning/ }).check();
  await page.getByLabel(/^Typed for/).selectOption({ label: "Noor van Dijk" });
  await page.getByRole("button", { name: "Propose this redline" }).click();
  await expect(page.locator("article.redline").filter({ hasText: "Said in the room." })).toContainText("has not confirmed it yet");

  const mover = await person();
  await signIn(mover, parlance, "Noor van Dijk");
  await mover.goto("/");
  await mover.getByRole("link", { name: "Say whether a redline is yours: bricking" }).click();
  await mover.getByRole("button", { name: "It is mine" }).click();
  await expect(mover.locator("article.redline").filter({ hasText: "Said in the room." })).toContainText("who confirmed it");
});

function definitionOf(page: Page) {
  return page.getByLabel("Definition", { exact: false }).first();
}
