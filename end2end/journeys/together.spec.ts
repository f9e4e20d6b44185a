import { expect, expectAccessible, serve, test } from "../support/journey.ts";
import { Mouse } from "../support/hand.ts";
import * as story from "../support/story.ts";

serve();

const THEIRS = "software change that removes a bug";
const SETTLED = "software change that removes a vulnerability";

test("two people redline one entry at once, and nothing either wrote is lost", async ({ parlance, person }) => {
  test.setTimeout(120_000);
  const [noor, ada, ben] = [new Mouse(await person()), new Mouse(await person()), new Mouse(await person())];
  await story.setUp(noor, parlance, story.NOOR);
  await story.beginProcess(noor);
  for (const [hand, who] of [[ada, story.ADA], [ben, story.BEN]] as const) {
    await story.invite(noor, who);
    await story.accept(hand, parlance, who);
  }
  await story.propose(ada);

  await test.step("both begin before either is done", async () => {
    for (const hand of [ben, ada]) {
      await hand.page.goto(story.ENTRY);
      await hand.follow("Redline this wording");
    }
    await send(ben, story.AFTER, "Not every bug is dangerous.");
    await send(ada, THEIRS, "A fix may fail.");
  });

  await test.step("their redlines lie on one text, and where they collide is said", async () => {
    const together = ada.page.locator("#together");
    await expect(together.locator(".overlay del").first()).toHaveText(/fixes/);
    await expect(together.locator(".overlay .overlay-collision").first()).toContainText("collides with redline");
    await ada.within(together).unfold("all as spoken orders");
    await expect(together.locator(".overlay-orders")).toContainText(
      "Redline 1: after 'change that', delete 'fixes a bug', insert 'corrects a vulnerability'. Collides with redline 2.",
    );
    const mine = ada.page.locator("#redline-2");
    await ada.within(mine).unfold("As a spoken order");
    await expect(mine.locator(".redline-spoken")).toHaveText(
      "Definition: after 'change that', delete 'fixes', insert 'removes'.",
    );
    await expectAccessible(ada.page);
  });

  await test.step("one is folded; the other stays with both texts", async () => {
    await story.fold(ada);
    const conflict = ada.page.locator("#redline-2 .conflict");
    await expect(conflict.locator(".side").first()).toContainText("corrects a vulnerability");
    await expect(conflict.locator(".side").last()).toContainText("removes");
    await expectAccessible(ada.page);
  });

  await test.step("it is taken up on the words of now, and folded", async () => {
    await ada.follow("Take it up in a new redline");
    await expect(ada.page.getByLabel("Definition", { exact: true })).toHaveValue(THEIRS);
    await expect(ada.page.getByLabel("Why", { exact: true })).toHaveValue("A fix may fail.");
    await expectAccessible(ada.page);
    await ada.fill("Definition", SETTLED);
    await ada.press("Propose this redline");
    await ada.within(ada.page.locator("#redline-3")).press("Fold in");
    await expect(ada.page.locator("#words")).toContainText(SETTLED);
  });

  await test.step("each word says who brought it", async () => {
    await ada.page.goto(`${story.ENTRY}/history`);
    const origin = (words: string) => ada.page.locator("#origins a.origin", { hasText: words });
    await expect(origin("removes").locator("sup")).toHaveText("3");
    await expect(origin("vulnerability").locator("sup")).toHaveText("2");
    await expect(origin("software change that").locator("sup")).toHaveText("1");
    await expect(ada.page.locator("#origin-2")).toContainText("Redline 1 by Ben Okafor (Householders, Users)");
    await expectAccessible(ada.page);
  });
});

async function send(hand: Mouse, definition: string, why: string): Promise<void> {
  await hand.fill("Definition", definition);
  await hand.fill("Why", why);
  await hand.choose(/^Meaning/);
  await hand.press("Propose this redline");
}
