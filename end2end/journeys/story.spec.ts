import { expectAccessible, serve, test } from "../support/journey.ts";
import { Keyboard } from "../support/hand.ts";
import * as story from "../support/story.ts";

serve();

test("from the set-up link to a published word, by keyboard alone", async ({ parlance, person }) => {
  test.setTimeout(180_000);
  const [noor, ada, ben] = [new Keyboard(await person()), new Keyboard(await person()), new Keyboard(await person())];

  await test.step("a process begins", async () => {
    await story.setUp(noor, parlance, story.NOOR);
    await story.beginProcess(noor);
  });
  await test.step("two strangers ask to take part and are admitted", async () => {
    await story.askToTakePart(ada, story.ADA);
    await story.askToTakePart(ben, story.BEN);
    await story.admit(noor, story.ADA);
    await story.admit(noor, story.BEN);
    await story.accept(ada, parlance, story.ADA);
    await story.accept(ben, parlance, story.BEN);
  });
  await test.step("a word is proposed, redlined and discussed", async () => {
    await story.propose(ada);
    await story.redline(ben);
    await story.fold(ada);
    await story.comment(ben, "Shall hardware be left out on purpose?");
    await story.answerComment(ada, "Yes: nobody ships kettles as updates.");
    await expectAccessible(ada.page);
  });
  await test.step("it is called and agreed", async () => {
    await story.openCall(noor);
    await story.support(ada);
    await story.support(ben);
    await expectAccessible(ben.page);
    await story.closeCall(noor);
  });
  await test.step("it is published with the proof of its agreement", async () => {
    await story.publish(noor);
    await story.expectPublished(parlance);
    await story.expectAgreementShown(ben);
    await expectAccessible(ben.page);
  });
});
