import type { Page } from "@playwright/test";
import { Mouse } from "../support/hand.ts";
import { expect, expectAccessible, test } from "../support/journey.ts";
import { Parlance } from "../support/server.ts";
import * as story from "../support/story.ts";

const MEETINGS = `/p/${story.PROCESS}/meetings`;
const ROOM = `${MEETINGS}/1/room`;
const TYPED = "software change that corrects a vulnerability";
const MOVED = "software change that corrects a vulnerability and nothing else";

test("a whole meeting, one of them offline in between, on SQLite", async ({ person }) => {
  test.setTimeout(90_000);
  const parlance = await Parlance.start();
  try {
    await meet(parlance, async () => parlance, person);
  } finally {
    await parlance.stop();
  }
});

test("the same meeting on two servers that share one PostgreSQL", async ({ person }) => {
  test.setTimeout(90_000);
  const postgres = process.env.PARLANCE_TWO_SERVERS_POSTGRES;
  expect(postgres, "PARLANCE_TWO_SERVERS_POSTGRES names the PostgreSQL that they share, as `cargo xtask test` does").toBeTruthy();
  const one = await Parlance.start({ postgres });
  let other: Parlance | undefined;
  try {
    await meet(one, async () => (other = await Parlance.start({ beside: one })), person);
  } finally {
    await other?.stop();
    await one.stop();
  }
});

type Person = (options?: { baseURL: string }) => Promise<Page>;

/** Noor and Ada are on one server, Ben and the screen on the other. */
async function meet(one: Parlance, begin: () => Promise<Parlance>, person: Person): Promise<void> {
  const here = { baseURL: one.url };
  const [noor, ada] = [new Mouse(await person(here)), new Mouse(await person(here))];
  let ben = new Mouse(await person(here));

  await test.step("a process with an entry", async () => {
    await story.setUp(noor, one, story.NOOR);
    await story.beginProcess(noor);
    for (const [hand, who] of [[ada, story.ADA], [ben, story.BEN]] as const) {
      await story.invite(noor, who);
      await story.accept(hand, one, who);
    }
    await story.propose(ada);
  });

  const other = await begin();
  const there = { baseURL: other.url };
  const screen = await person(there);
  if (other !== one) {
    await test.step("one of them signs in at the other server", async () => {
      ben = new Mouse(await person(there));
      await ben.page.goto("/sign-in");
      await ben.fill("E-mail address", story.BEN.email);
      await ben.fill("Password", story.BEN.password);
      await ben.press("Sign in");
    });
  }

  await test.step("the convener plans the meeting", async () => {
    await noor.page.goto(MEETINGS);
    await noor.follow("Plan a meeting");
    await noor.fill("Title", "First meeting");
    await noor.fill("Begins at", soon());
    await noor.fill("Participants can suggest items until", "");
    await noor.page.locator('[name="item-1-title"]').fill("What a security update is");
    await noor.page.locator('[name="item-1-entry"]').selectOption({ label: "security update" });
    await noor.page.locator('[name="item-1-minutes"]').fill("20");
    await expectAccessible(noor.page);
    await noor.press("Plan the meeting");
    await expect(noor.page.getByRole("heading", { name: "First meeting" })).toBeVisible();
  });

  await test.step("people come, and the convener begins", async () => {
    await screen.goto(`${MEETINGS}/1/screen`);
    for (const hand of [noor, ada, ben]) await hand.page.goto(ROOM);
    for (const hand of [ada, ben]) await hand.page.getByRole("button", { name: "Check in: I am here" }).click();
    await expect(noor.page.locator("#room-here")).toContainText("2 people are here");
    await noor.page.getByRole("button", { name: "Start the meeting" }).click();
    await noor.page.locator("#room-agenda").getByRole("button", { name: "Discuss" }).click();
    for (const page of [screen, ada.page, ben.page]) {
      await expect(page.locator("#room-item .definition")).toContainText(story.BEFORE);
    }
    await expectAccessible(screen);
    await expectAccessible(ada.page);
    await expectAccessible(noor.page);
  });

  await test.step("what the pen holder types is a redline before all while it is typed", async () => {
    await ada.unfold("Type the words: you hold the pen");
    await ada.page.locator("#room-own-words").getByLabel("Definition").fill(TYPED);
    for (const page of [screen, ben.page]) {
      await expect(page.locator("#room-typing ins")).toContainText("corrects a vulnerability");
      await expect(page.locator("#room-typing")).toContainText(story.ADA.name);
    }
  });

  await test.step("one loses the connection, goes on typing, and catches up", async () => {
    const words = ben.page.locator("#room-own-words").getByLabel("Definition");
    await ben.unfold("Put other words beside them");
    await ben.page.context().setOffline(true);
    await expect(ben.page.locator("#room-line")).toContainText("connection is lost");
    await words.fill("software change that mends");
    await noor.unfold("Open a straw poll");
    await noor.fill("Question", "Is every bug a vulnerability?");
    await noor.fill("Options", "Yes\nNo");
    await noor.page.getByRole("button", { name: "Ask the room" }).click();
    await ada.page.locator("#room-poll").getByRole("button", { name: "No", exact: true }).click();
    await expect(screen.locator("#room-poll")).toContainText("1 of 2 here have answered");
    await ben.page.context().setOffline(false);
    await expect(ben.page.locator("#room-line")).toBeHidden();
    await expect(ben.page.locator("#room-poll")).toContainText("1 of 2 here have answered");
    await expect(words).toHaveValue("software change that mends");
    await ben.page.locator("#room-poll").getByRole("button", { name: "No", exact: true }).click();
    await expect(ben.page.locator("#room-poll [aria-pressed=true]")).toHaveText("No");
    await expect(words).toHaveValue("software change that mends");
    await words.press("End");
    await words.pressSequentially(" a vulnerability");
    await expect(screen.locator("#room-typing")).toContainText("beside it");
    await expect(screen.locator("#room-typing")).toContainText("mends");
  });

  await test.step("a poll shows its totals when it closes, and binds nobody", async () => {
    await noor.page.getByRole("button", { name: "Close the straw poll" }).click();
    const poll = screen.locator("#room-poll [data-closed]");
    await expect(poll.locator(".poll-option", { hasText: "No" }).locator("b")).toHaveText("2");
    await expect(poll).toContainText("binds nobody");
  });

  await test.step("hands are raised, and the convener gives the floor", async () => {
    await ben.page.getByRole("button", { name: "Raise my hand" }).click();
    await noor.page.locator("#room-floor").getByRole("button", { name: "Give the floor" }).click();
    await expect(screen.locator("#room-floor")).toContainText(`Speaks: ${story.BEN.name}`);
    await ben.page.getByRole("button", { name: "Take my hand down" }).click();
    await expect(screen.locator("#room-floor")).toContainText("No hand is up");
  });

  await test.step("the pen holder records what Ben moved; he confirms it on his own device", async () => {
    const own = ada.page.locator("#room-own-words");
    await own.getByLabel("Definition").fill(MOVED);
    await own.getByLabel("Why").fill("Said in the room.");
    await own.getByLabel("Moved by").selectOption({ label: story.BEN.name });
    await own.getByRole("button", { name: "Put it on record" }).click();
    await expect(screen.locator("#room-typing")).not.toContainText(story.ADA.name);
    await ben.page.getByRole("button", { name: "It is mine" }).click();
    await expect(ada.page.locator("#room-redlines")).toContainText("who confirmed it");
    await ada.page.locator("#room-redlines").getByRole("button", { name: /^Fold in/ }).click();
    await expect(screen.locator("#room-item .definition")).toContainText(MOVED);
  });

  await test.step("a call is opened, held and closed in the meeting", async () => {
    await noor.unfold("Call wording 2");
    await noor.page.getByRole("button", { name: "Open the call" }).click();
    for (const hand of [ada, ben]) {
      await hand.page.locator("#room-call").getByRole("button", { name: "Support" }).click();
      await expect(hand.page.locator("#room-call [aria-pressed=true]")).toHaveText("Support");
    }
    await expect(screen.locator("#room-call")).toContainText("2 support");
    await noor.unfold("Close call 1");
    await noor.fill("Why before its time", "Everybody who may take a position has.");
    await noor.page.getByRole("button", { name: "Close the call" }).click();
    await expect(screen.locator("#room-call")).toContainText("was reached");
  });

  await test.step("a reload changes nothing", async () => {
    const before = await screen.locator("#room-item").innerText();
    await screen.reload();
    expect(await screen.locator("#room-item").innerText()).toBe(before);
  });

  await test.step("the meeting ends, and its minutes are there", async () => {
    await noor.unfold("Write a note into the minutes");
    await noor.fill("Note", "Nobody wanted the word bug.");
    await noor.page.getByRole("button", { name: "Add it" }).click();
    await noor.page.getByRole("button", { name: "End the meeting" }).click();
    await expect(screen.locator("#room-state")).toContainText("has ended");
    await ben.page.goto(`${MEETINGS}/1/minutes`);
    const minutes = ben.page.locator("main");
    for (const words of [story.ADA.name, story.BEN.name, "Is every bug a vulnerability?", "Nobody wanted the word bug.", "corrects a vulnerability"]) {
      await expect(minutes).toContainText(words);
    }
    await expectAccessible(ben.page);
    const markdown = await downloaded(ben.page, "md");
    expect(markdown.toString()).toContain("Nobody wanted the word bug.");
    expect(markdown.toString()).toContain(story.BEN.name);
    const word = await downloaded(ben.page, "docx");
    expect(word.subarray(0, 2).toString()).toBe("PK");
  });

  // What still listens would miss the servers when they stop.
  for (const page of [noor.page, ada.page, ben.page, screen]) await page.goto("about:blank");
}

/** In three minutes, as a browser's field for date and time takes it; people may check in before. */
function soon(): string {
  return new Date(Date.now() + 180_000).toISOString().slice(0, 16);
}

/** What is behind a link that is saved rather than shown. */
async function downloaded(page: Page, kind: string): Promise<Buffer> {
  const address = await page.locator(`a[download][href$="minutes.${kind}"]`).getAttribute("href");
  const answer = await page.request.get(address ?? "");
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  return await answer.body();
}
