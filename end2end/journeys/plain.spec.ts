import { serve, test } from "../support/journey.ts";
import { Mouse } from "../support/hand.ts";
import * as story from "../support/story.ts";

serve();

test("the same story without JavaScript", async ({ parlance, person }) => {
  test.setTimeout(120_000);
  const plain = async () => new Mouse(await person({ javaScriptEnabled: false }));
  const [noor, ada, ben] = [await plain(), await plain(), await plain()];

  await story.setUp(noor, parlance, story.NOOR);
  await story.beginProcess(noor);
  for (const [hand, who] of [[ada, story.ADA], [ben, story.BEN]] as const) {
    await story.invite(noor, who);
    await story.accept(hand, parlance, who);
  }
  await story.propose(ada);
  await story.redline(ben);
  await story.fold(ada);
  await story.openCall(noor);
  await story.support(ada);
  await story.support(ben);
  await story.closeCall(noor);
  await story.publish(noor);
  await story.expectPublished(parlance);
  await story.expectAgreementShown(ben);
});
