import { credentials, DEMO, signIn, typeSignIn } from "../support/demo.ts";
import { expect, expectAccessible, serve, test } from "../support/journey.ts";
import { Mouse } from "../support/hand.ts";
import { beginProcess, PROCESS } from "../support/story.ts";

serve({ demo: true });

test("a proposal without a definition comes back with everything that was typed", async ({ page, parlance }) => {
  await signIn(page, parlance, "Yusuf Demir");
  await page.goto(`${DEMO}/entries/compose`);
  await page.getByLabel("Term", { exact: false }).first().fill("field recall");
  await page.getByLabel(/^Why the process/).fill("It is on every form of ours.");
  await page.getByRole("button", { name: "Propose the entry" }).click();

  const summary = page.locator(".error-summary");
  await expect(summary).toBeFocused();
  await expect(page.getByLabel("Term", { exact: false }).first()).toHaveValue("field recall");
  await expect(page.getByLabel(/^Why the process/)).toHaveValue("It is on every form of ours.");
  await expectAccessible(page);
  await summary.getByRole("link").first().click();
  await expect(page.getByLabel("Definition", { exact: false }).first()).toBeFocused();
});

test("a wrong sign-in keeps the address, forgets the password and does not say which was wrong", async ({ page, parlance }) => {
  const { email } = credentials(parlance, "Yusuf Demir");
  await page.goto("/sign-in");
  await typeSignIn(page, email, "not the password");
  const words = await page.locator(".error-summary li").innerText();
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await expect(page.getByLabel("Password")).toHaveValue("");

  await typeSignIn(page, "nobody@nowhere.example.org", "not the password");
  await expect(page.getByLabel("E-mail address")).toHaveValue("nobody@nowhere.example.org");
  await expect(page.locator(".error-summary li")).toHaveText(words);
});

test("a redline of words that moved on meanwhile shows both texts and loses nothing", async ({ page, parlance, person }) => {
  const entry = `${DEMO}/entries/bricking`;
  const pen = await person();
  await signIn(pen, parlance, "Yusuf Demir");
  await signIn(page, parlance, "Noor van Dijk");
  await page.goto(`${entry}/compose`);
  const mine = page.getByLabel("Definition", { exact: false }).first();
  const begun = await mine.inputValue();
  const [first] = begun.split(" ");

  await pen.goto(`${entry}/compose`);
  await pen.getByLabel("Definition", { exact: false }).first().fill(begun.replace(first, "theirs"));
  await sendRedline(pen, "It reads better.");
  await pen.locator("article.redline").getByRole("button", { name: "Fold in" }).click();
  await expect(pen.locator("#words")).toContainText("theirs");

  await mine.fill(begun.replace(first, "mine"));
  await sendRedline(page, "It is what we mean.");
  const both = page.locator("#moved-on");
  await expect(both).toContainText("The words changed while you wrote");
  await expect(both).toContainText("theirs");
  await expect(both).toContainText("mine");
  await expect(mine).toHaveValue(begun.replace(first, "mine"));
  await expect(page.getByLabel("Why", { exact: true })).toHaveValue("It is what we mean.");
  await expectAccessible(page);
});

test("nobody else learns of a process that only members may read", async ({ page, parlance, person }) => {
  await signIn(page, parlance, "Miriam Oyelaran");
  await beginProcess(new Mouse(page), /^Only members may read/);
  const stranger = await person();
  const known = [`/p/${PROCESS}`, `/p/${PROCESS}/entries`, `/p/${PROCESS}/join`, `/api/v1/processes/${PROCESS}`, `/g/${PROCESS}/latest.json`];
  const answers = async () => await Promise.all(known.map(async (path) => (await stranger.request.get(path)).status()));
  expect(await answers()).toEqual(known.map(() => 404));
  await signIn(stranger, parlance, "Yusuf Demir");
  expect(await answers()).toEqual(known.map(() => 404));
  await stranger.goto("/");
  await expect(stranger.getByText("Words of kettles")).toHaveCount(0);
});

test("signing out everywhere ends the other session too", async ({ page, parlance, person }) => {
  const elsewhere = await person();
  await signIn(page, parlance, "Tess Moriarty");
  await signIn(elsewhere, parlance, "Tess Moriarty");
  await page.goto("/account");
  await page.getByRole("button", { name: /everywhere/ }).click();
  await expect(page.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
});

test("a forgotten password is set anew by a letter, once", async ({ page, parlance }) => {
  const { email, password } = credentials(parlance, "Dale Whitcomb");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Get a link by mail" }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  const [link = ""] = (await parlance.mailTo(email, /\/password\//)).match(/https?:\/\/\S+\/password\/[\w-]+/) ?? [];
  await page.goto(link);
  await page.getByLabel("Password").fill("a mast in the fog");
  await page.getByRole("button", { name: "Set the password" }).click();

  await typeSignIn(page, email, password);
  await expect(page.locator(".error-summary")).toBeVisible();
  await typeSignIn(page, email, "a mast in the fog");
  await expect(page.getByRole("link", { name: "Dale Whitcomb" })).toBeVisible();
  expect((await page.goto(link))?.status()).toBe(410);
});

async function sendRedline(page: import("@playwright/test").Page, why: string): Promise<void> {
  await page.getByLabel("Why", { exact: true }).fill(why);
  await page.getByRole("radio", { name: /^Clarifying/ }).check();
  await page.getByRole("button", { name: "Propose this redline" }).click();
}
