import { expectAccessible, expect, serve, test } from "../support/journey.ts";
import { Keyboard, Mouse } from "../support/hand.ts";
import * as story from "../support/story.ts";

serve();

const { ADA, BEN, ENTRY, NOOR } = story;

test("comments follow the words they speak of, and what they propose becomes a redline", async ({ parlance, person }) => {
  test.setTimeout(120_000);
  const [noor, ada, ben] = [new Mouse(await person()), new Mouse(await person()), new Keyboard(await person())];

  await test.step("two people work on a word", async () => {
    await story.setUp(noor, parlance, NOOR);
    await story.beginProcess(noor);
    for (const [hand, who] of [[ada, ADA], [ben, BEN]] as const) {
      await story.askToTakePart(hand, who);
      await story.admit(noor, who);
      await story.accept(hand, parlance, who);
    }
    await story.propose(ada);
  });

  await test.step("words are selected by mouse and commented on", async () => {
    await ada.page.goto(ENTRY);
    const offer = ada.page.getByRole("button", { name: "Comment on these words" });
    await expect(offer).toBeHidden();
    await ada.page.locator("#words .definition p").dblclick({ position: { x: 12, y: 10 } });
    await offer.click();
    await expect(ada.page.getByLabel("Add a comment")).toBeFocused();
    await expect(ada.page.getByLabel(/^Words you speak of/)).toHaveValue("software");
    await ada.fill("Add a comment", "Is hardware left out?");
    await ada.press("Comment");
    await expect(ada.page.locator("#words mark[data-comments~='1']")).toHaveText("software");
  });

  await test.step("words are selected by keyboard, and others are proposed", async () => {
    await ben.page.goto(ENTRY);
    await beginSelecting(ben, "a bug");
    await ben.page.keyboard.press("Control+Shift+ArrowRight");
    expect(await ben.page.evaluate(() => String(getSelection()).trim())).toBe("a bug");
    const offer = ben.page.getByRole("button", { name: "Comment on these words" });
    await expect(offer).toBeVisible();
    for (let stop = 0; stop < 20 && !(await offer.evaluate((it) => it === document.activeElement)); stop++) {
      await ben.page.keyboard.press("Tab");
    }
    await ben.page.keyboard.press("Enter");
    await expect(ben.page.getByLabel(/^Words you speak of/)).toHaveValue("a bug");
    await ben.fill("Add a comment", "Not every bug is dangerous.");
    await ben.fill("Words you propose instead", "a vulnerability");
    await ben.press("Comment");
    await expect(ben.page.locator("#comment-2 .comment-where")).toHaveText("In the definition");
    await expectAccessible(ben.page);
  });

  await test.step("each shows where the other is", async () => {
    const mark = ben.page.locator("#words mark[data-comments~='2']");
    const plain = await mark.evaluate((it) => getComputedStyle(it).backgroundColor);
    await ben.page.locator("#note-2").hover();
    await expect.poll(() => mark.evaluate((it) => getComputedStyle(it).backgroundColor)).not.toBe(plain);
  });

  await test.step("the proposed change becomes a redline in one step", async () => {
    await ada.page.goto(ENTRY);
    const remark = ada.within(ada.page.locator("#comment-2"));
    await remark.unfold("Make it a redline");
    await remark.press("Make it a redline");
    const redline = ada.page.locator("#redline-1");
    await expect(redline.locator("del").first()).toContainText("bug");
    await expect(redline.locator("ins").first()).toContainText("vulnerability");
    await expect(redline).toContainText("Typed as moved by Ben Okafor");
    await expect(redline).toContainText("From: comment 2");
    await expect(ada.page.locator("#comment-2")).toContainText("Became redline 1");
    await expectAccessible(ada.page);
  });

  await test.step("the redline is discussed where it stands", async () => {
    await ben.page.goto(ENTRY);
    await ben.unfold("Discuss it");
    const talk = ben.within(ben.page.locator("#redline-1-talk"));
    await talk.fill("Comment on this redline", "That is what I meant.");
    await talk.press("Comment");
    await expect(ben.page.locator("#redline-1-talk")).toContainText("That is what I meant.");
    await expect(ben.page).toHaveURL(/security-update#comment-3$/);
  });

  await test.step("an edit moves words, and takes others away", async () => {
    await ada.page.goto(ENTRY);
    await ada.within(ada.page.locator("#redline-1")).press("Fold in");
    await expect(ada.page.locator("#comment-2 .comment-where")).toContainText("gone since wording 2");
    await expect(ada.page.locator("#comment-2 .comment-quote")).toHaveText("a bug");
    await expect(ada.page.locator("#words mark[data-comments~='1']")).toHaveText("software");
    await expectAccessible(ada.page);
  });
});

/** Selects the first letter of words of the definition, as people do who browse with a caret. */
async function beginSelecting(hand: Keyboard, words: string): Promise<void> {
  await hand.page.locator("#words .definition").evaluate((definition, words) => {
    const texts = document.createTreeWalker(definition, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const at = text.textContent?.indexOf(words) ?? -1;
      if (at >= 0) getSelection()?.setBaseAndExtent(text, at, text, at + 1);
    }
  }, words);
}
