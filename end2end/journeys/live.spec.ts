import type { Locator, Page } from "@playwright/test";
import { DEMO, signIn } from "../support/demo.ts";
import { expect, serve, test } from "../support/journey.ts";

serve({ demo: true });

const ENTRY = `${DEMO}/entries/minimum-security-support-period`;
/** Milliseconds from the answer that something is done until others see it. */
const AT_ONCE = 1_000;
/** Pixels that nobody notices; scrolling knows whole ones only. */
const SHAKE = 2;

test("who types keeps text, focus and place while another comments and takes a position", async ({ page, parlance, person }) => {
  const other = await person();
  await signIn(page, parlance, "Camille Arnaud");
  await signIn(other, parlance, "Hana Kubo");
  await page.goto(ENTRY);
  const field = page.getByLabel("Add a comment");
  await field.fill("Half a sentence that");
  await field.evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(5, 6));
  await field.scrollIntoViewIfNeeded();
  const kept = await state(page, field);
  const at = await place(field);

  await say(other, "Five years is what our shelves can promise.");
  await page.locator("#comments-said").getByText("Five years is what our shelves").waitFor({ timeout: AT_ONCE });
  expect(await state(page, field)).toEqual(kept);
  expect(Math.abs((await place(field)) - at)).toBeLessThanOrEqual(SHAKE);

  const heard = page.locator("#call .tally-heard");
  const before = await heard.innerText();
  await takePosition(other);
  await expect.poll(() => heard.innerText(), { timeout: AT_ONCE, intervals: [50] }).not.toBe(before);
  expect(await state(page, field)).toEqual(kept);
  expect(Math.abs((await place(field)) - at)).toBeLessThanOrEqual(SHAKE);
});

test("a reply half typed inside what changes survives, and the comments around it go on", async ({ page, parlance, person }) => {
  const other = await person();
  await signIn(page, parlance, "Camille Arnaud");
  await signIn(other, parlance, "Hana Kubo");
  await page.goto(ENTRY);
  const conversation = page.locator("#comments-said article.comment").first();
  await conversation.locator("summary", { hasText: "Reply" }).click();
  const field = conversation.getByLabel("Your reply");
  await field.fill("I would rather");
  const kept = await state(page, field);

  await say(other, "And seven is what our customers ask for.");
  await page.locator("#comments-said").getByText("And seven is what").waitFor({ timeout: AT_ONCE });
  expect(await state(page, field)).toEqual(kept);
});

test("who reads further down keeps the line they read", async ({ page, parlance, person }) => {
  const other = await person();
  await signIn(other, parlance, "Hana Kubo");
  await page.goto(ENTRY);
  const line = page.getByRole("heading", { name: "Add a comment" }).or(page.locator("#comments + section h2")).first();
  await line.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
  const before = await place(line);

  await say(other, "Ten would be a promise nobody keeps.");
  await page.locator("#comments-said").getByText("Ten would be a promise").waitFor({ timeout: AT_ONCE });
  expect(Math.abs((await place(line)) - before)).toBeLessThanOrEqual(SHAKE);
});

async function say(page: Page, words: string): Promise<void> {
  await page.goto(ENTRY);
  await page.getByLabel("Add a comment").fill(words);
  await done(page, page.getByRole("button", { name: "Comment", exact: true }));
}

async function takePosition(page: Page): Promise<void> {
  await page.goto(`${DEMO}/calls/28#position`);
  await page.locator(".position-form").getByRole("radio", { name: /Accept/ }).check();
  await done(page, page.locator(".position-form").getByRole("button"));
}

/** Sends a form and waits until the server says that it is done; the page it leads to may come later. */
async function done(page: Page, button: Locator): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await button.click({ noWaitAfter: true });
  expect((await answer).status()).toBe(303);
}

/** What must not change under somebody's hands: text, cursor and focus. */
async function state(page: Page, field: Locator): Promise<unknown> {
  const typed = await field.evaluate((element) => {
    const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
    return { value, selectionStart, selectionEnd, focused: element === document.activeElement };
  });
  return { ...typed, url: page.url() };
}

/** Where something stands on the screen, in pixels. */
async function place(it: Locator): Promise<number> {
  return (await it.boundingBox())?.y ?? Number.NaN;
}
