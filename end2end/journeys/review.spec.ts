import { DEMO, signIn } from "../support/demo.ts";
import { Mouse } from "../support/hand.ts";
import { expect, expectAccessible, serve, test } from "../support/journey.ts";
import type { Parlance } from "../support/server.ts";

serve({ demo: true });

const REVIEW = `${DEMO}/reviews/2`;
const IRIS = { name: "Iris Quist", email: "iris@journey.example.org" };

/** The link in the newest letter to somebody from outside. */
async function link(parlance: Parlance, address: string, kind: string): Promise<string> {
  const letter = await parlance.mailTo(address, new RegExp(`/${kind}/`));
  const [link] = letter.match(new RegExp(`https?://\\S+/${kind}/[\\w-]+`)) ?? [];
  expect(link, letter).toBeTruthy();
  return link ?? "";
}

test("somebody without an account or JavaScript comments, and is answered", async ({ parlance, person }) => {
  test.setTimeout(120_000);
  const iris = new Mouse(await person({ javaScriptEnabled: false }));
  const noor = new Mouse(await person());
  const comment = noor.page.getByRole("article").filter({ hasText: "Whose time is meant?" });

  await test.step("she finds the review and reads what is under review", async () => {
    await iris.page.goto(DEMO);
    await iris.follow("Words for the next release");
    await iris.within(iris.page.locator("#coordinated-vulnerability-disclosure")).follow(/^Comment on/);
    await expect(iris.page.locator("article.entry")).toContainText("publication of a vulnerability");
  });
  await test.step("a form that is refused keeps what she typed", async () => {
    await iris.fill("Your comment", "Whose time is meant?");
    await iris.fill("Words you speak of", "at a time agreed");
    await iris.fill("Your name", IRIS.name);
    await iris.press("Send");
    await expect(iris.page.getByRole("alert")).toContainText("Write an e-mail address");
    await expect(iris.page.getByLabel("Your comment")).toHaveValue("Whose time is meant?");
    await iris.choose(/^Security researchers/);
    await iris.fill("E-mail address", IRIS.email);
    await iris.press("Send");
    await expect(iris.page.getByRole("heading", { level: 1 })).toHaveText("Look into your mail");
  });
  await test.step("nobody sees it before she confirms it, and then everybody does at once", async () => {
    await signIn(noor.page, parlance, "Noor van Dijk");
    await noor.page.goto(REVIEW);
    await expect(comment).toHaveCount(0);
    await iris.page.goto(await link(parlance, IRIS.email, "confirmations"));
    await expect(iris.page.getByRole("article")).toContainText("Whose time is meant?");
    await expect(comment).toHaveCount(0);
    await iris.press("Make it public");
    await expect(iris.page).toHaveURL(/reviews\/2#comment-\d+$/);
    await expect(comment).toContainText("closest to Security researchers", { timeout: 5_000 });
    await expectAccessible(noor.page);
  });
  await test.step("the pen holder answers, and she hears of it", async () => {
    await noor.within(comment).unfold("Answer it");
    await noor.within(comment).select("What becomes of it", "Accepted");
    await noor.within(comment).fill("Response", "The time of both; a note will say so.");
    await noor.within(comment).press("Answer");
    await expect(comment.locator(".disposition")).toContainText("The time of both");
    const letter = await parlance.mailTo(IRIS.email, /An answer|An_answer|The time of both/);
    expect(letter).toContain("The time of both; a note will say so.");
  });
  await test.step("her name goes, what she wrote stays", async () => {
    await iris.page.goto(`${DEMO}/reviews/names`);
    await iris.fill("E-mail address", IRIS.email);
    await iris.press("Send the link");
    await iris.page.goto(await link(parlance, IRIS.email, "erasures"));
    await iris.press("Take my name away");
    await iris.page.goto(REVIEW);
    const hers = iris.page.getByRole("article").filter({ hasText: "Whose time is meant?" });
    await expect(hers).toContainText("Name withdrawn");
    await expect(iris.page.getByText(IRIS.name)).toHaveCount(0);
  });
});

test("a reader of a published term reports a problem", async ({ parlance, person }) => {
  const iris = new Mouse(await person({ javaScriptEnabled: false }));
  await iris.page.goto("/g/iot-upgradability/2.0.0/security-update");
  await iris.follow("Report a problem");
  await iris.fill("What is the problem\\?", "It leaves out hardware.");
  await iris.fill("Your name", IRIS.name);
  await iris.choose(/^None of these/);
  await iris.fill("E-mail address", "other@journey.example.org");
  await iris.press("Send");
  await iris.page.goto(await link(parlance, "other@journey.example.org", "confirmations"));
  await iris.press("Make it public");
  await expect(iris.page).toHaveURL(/entries\/security-update#comment-\d+$/);
  await expect(iris.page.locator("#comments")).toContainText("A problem reported with release 2.0.0");
});

test("the convener opens a review, hides a comment and closes it early", async ({ page, parlance, person }) => {
  test.setTimeout(90_000);
  const miriam = new Mouse(page);
  await signIn(page, parlance, "Miriam Oyelaran");
  await page.goto(`${DEMO}/reviews`);
  await miriam.follow("Open a review");
  await miriam.fill("Title", "One more word");
  await page.getByRole("checkbox", { name: /^manufacturer/ }).check();
  await expectAccessible(page);
  await miriam.press("Open the review");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One more word");

  const somebody = new Mouse(await person());
  await somebody.page.goto(new URL(page.url()).pathname);
  await somebody.follow("Comment");
  await somebody.fill("Your comment", "Buy my kettles.");
  await somebody.fill("Your name", "Kettle Shop");
  await somebody.choose(/^None of these/);
  await somebody.fill("E-mail address", "shop@journey.example.org");
  await somebody.press("Send");
  await somebody.page.goto(await link(parlance, "shop@journey.example.org", "confirmations"));
  await somebody.press("Make it public");

  await expect(page.getByText("Buy my kettles.")).toBeVisible({ timeout: 5_000 });
  await miriam.unfold("Hide it");
  await miriam.fill("Reason", "An advertisement.");
  await miriam.press("Hide it");
  await expect(somebody.page.getByText("Reason: An advertisement.")).toBeVisible({ timeout: 5_000 });
  await expect(somebody.page.getByText("Buy my kettles.")).toHaveCount(0);
  await miriam.unfold("Close it before its time");
  await miriam.within(page.locator("#closure")).fill("Reason", "The word was withdrawn.");
  await miriam.press("Close it now");
  await expect(page.locator("#state")).toContainText("Closed");
});
