import { expect } from "@playwright/test";
import type { Hand } from "./hand.ts";
import type { Parlance } from "./server.ts";

/** Somebody in a story. */
export type Persona = { name: string; email: string; password: string; organisation: string; group: string };

const persona = (name: string, organisation: string, group: string): Persona => {
  const first = name.split(" ")[0].toLowerCase();
  return { name, email: `${first}@journey.example.org`, password: `${first} walks in the rain`, organisation, group };
};

/** Keeps the process fair; the other two have different interests in what a word means. */
export const NOOR = persona("Noor Haddad", "", "");
export const ADA = persona("Ada Brandt", "Brandt Kettles", "Makers");
export const BEN = persona("Ben Okafor", "Householders", "Users");

export const PROCESS = "kettle-words";
export const ENTRY = `/p/${PROCESS}/entries/security-update`;
export const BEFORE = "software change that fixes a bug";
export const AFTER = "software change that corrects a vulnerability";

export async function setUp(hand: Hand, parlance: Parlance, who: Persona): Promise<void> {
  await hand.page.goto(parlance.setUpLink);
  await hand.fill("Your name", who.name);
  await hand.fill("E-mail address", who.email);
  await hand.fill("Password", who.password);
  await hand.press("Make the account");
  await expect(hand.page.getByRole("link", { name: who.name })).toBeVisible();
}

/** Founds a process under a rule that two people can meet, final as soon as a call closes, and opens it. */
export async function beginProcess(hand: Hand, visibility = /^Everybody may read/): Promise<void> {
  await hand.page.goto("/");
  await hand.follow("Begin a process");
  await hand.fill("Title", "Words of kettles");
  await hand.fill("Name in addresses", PROCESS);
  await hand.fill("Charter", "What kettles and their buyers mean by the same words.");
  await hand.fill("Stakeholder groups", "Makers\nUsers");
  await hand.choose(visibility);
  await hand.choose(/^unanimity/);
  await hand.fill("Days to contest", "0");
  await hand.press("Begin the process");
  await hand.follow("Settings");
  await hand.press("Open it");
  await expect(hand.page.getByText("open: words are worked on")).toBeVisible();
}

export async function askToTakePart(hand: Hand, who: Persona): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}/join`);
  await hand.fill("Your name", who.name);
  await hand.fill("E-mail address", who.email);
  await hand.fill("Organisation", who.organisation);
  await hand.choose(new RegExp(`^${who.group}`));
  await hand.fill("What is your interest\\?", "I use these words every day.");
  await hand.press("Send");
  await expect(hand.page.getByRole("heading", { name: "Thank you" })).toBeVisible();
}

export async function admit(hand: Hand, who: Persona): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}/members`);
  await hand.press(new RegExp(`Admit.*${who.name}`));
  await expect(hand.page.getByRole("rowheader", { name: who.email })).toBeVisible();
}

export async function invite(hand: Hand, who: Persona): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}/members`);
  const add = hand.within(hand.page.locator("#add"));
  await add.fill("E-mail address", who.email);
  await add.choose(/^Participant/);
  await add.select("Group", who.group);
  await add.fill("Organisation", who.organisation);
  await add.press("Add or invite");
  await expect(hand.page.getByRole("rowheader", { name: who.email })).toBeVisible();
}

/** Follows the letter, makes an account by it, and is in. */
export async function accept(hand: Hand, parlance: Parlance, who: Persona): Promise<void> {
  const letter = await parlance.mailTo(who.email, /\/invitations\//);
  const [link] = letter.match(/https?:\/\/\S+\/invitations\/[\w-]+/) ?? [];
  expect(link, letter).toBeTruthy();
  await hand.page.goto(link ?? "");
  await hand.fill("Your name", who.name);
  await hand.fill("Password", who.password);
  await hand.press("Make an account and accept");
  await expect(hand.page).toHaveURL(`/p/${PROCESS}`);
  await expect(hand.page.getByRole("link", { name: "Propose an entry" })).toBeVisible();
}

export async function propose(hand: Hand): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}`);
  await hand.follow("Propose an entry");
  await hand.fill("Term", "security update");
  await hand.fill("Definition", BEFORE);
  await hand.fill("Why the process needs this word", "Every label uses it.");
  await hand.press("Propose the entry");
  await expect(hand.page).toHaveURL(ENTRY);
  await expect(hand.page.locator("#words")).toContainText(BEFORE);
}

export async function redline(hand: Hand): Promise<void> {
  await hand.page.goto(ENTRY);
  await hand.follow("Redline this wording");
  await hand.fill("Definition", AFTER);
  await hand.fill("Why", "Not every bug is dangerous.");
  await hand.choose(/^Meaning/);
  await hand.press("Propose this redline");
  const redline = hand.page.locator("#redline-1");
  await expect(redline.locator("del").first()).toHaveText(/fixes/);
  await expect(redline.locator("ins").first()).toHaveText(/corrects/);
}

export async function fold(hand: Hand): Promise<void> {
  await hand.page.goto(ENTRY);
  await hand.within(hand.page.locator("#redline-1")).press("Fold in");
  await expect(hand.page.locator("#words")).toContainText(AFTER);
}

export async function comment(hand: Hand, words: string): Promise<void> {
  await hand.page.goto(ENTRY);
  await hand.fill("Add a comment", words);
  await hand.press("Comment");
  await expect(hand.page.locator("#comment-1")).toContainText(words);
}

export async function answerComment(hand: Hand, response: string): Promise<void> {
  await hand.page.goto(ENTRY);
  const remark = hand.within(hand.page.locator("#comment-1"));
  await remark.unfold("Answer it");
  await remark.select("What becomes of it", "Noted");
  await remark.fill("Response", response);
  await remark.press("Answer");
  await expect(hand.page.locator("#comment-1 .disposition")).toContainText(response);
}

export async function openCall(hand: Hand): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}/calls/new`);
  await hand.select("Entry", "security update");
  await hand.press("Open the call");
  await expect(hand.page).toHaveURL(`/p/${PROCESS}/calls/1`);
}

export async function support(hand: Hand): Promise<void> {
  await hand.page.goto(ENTRY);
  await hand.follow("Take a position");
  await hand.within(hand.page.locator(".position-form")).choose(/Support/);
  await hand.press("Put it on record");
  await expect(hand.page.locator(".position-mine")).toContainText(/support/i);
}

export async function closeCall(hand: Hand): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}/calls/1`);
  await hand.unfold("Close it before its time");
  await hand.fill("Statement", "Everybody was heard.");
  await hand.press("Close it now");
  await expect(hand.page.getByRole("main")).toContainText("2 of 2");
  await hand.page.goto(ENTRY);
  await expect(hand.page.locator(".entry-state")).toContainText("Agreed in call 1");
}

export async function publish(hand: Hand): Promise<void> {
  await hand.page.goto(`/p/${PROCESS}/releases`);
  await hand.fill("Notes", "The first word.");
  await hand.press("Publish");
  await expect(hand.page.getByRole("link", { name: "1.0.0", exact: true })).toBeVisible();
}

/** What anybody finds at the address of the glossary, without a browser. */
export async function expectPublished(parlance: Parlance): Promise<void> {
  const answer = await fetch(`${parlance.url}/g/${PROCESS}/latest.json`);
  expect(answer.status).toBe(200);
  expect(answer.url).toBe(`${parlance.url}/g/${PROCESS}/1.0.0.json`);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  const { version, terms } = (await answer.json()) as { version: string; terms: Record<string, unknown>[] };
  expect(version).toBe("1.0.0");
  expect(terms).toHaveLength(1);
  expect(terms[0]).toMatchObject({
    slug: "security-update",
    status: "agreed",
    definitions: [{ lang: "en", markdown: AFTER, text: AFTER }],
    consensus: { rule: "unanimity", tally: { all: { eligible: 2, cast: 2, support: 2, object: 0 } } },
  });
}

/** What readers see of the agreement behind the word. */
export async function expectAgreementShown(hand: Hand): Promise<void> {
  await hand.page.goto(`/g/${PROCESS}/1.0.0/`);
  await expect(hand.page.locator(".agreement")).toContainText("2 of 2 for, all 2 groups heard");
  await hand.within(hand.page.getByRole("main")).follow("security update");
  await expect(hand.page).toHaveURL(`/g/${PROCESS}/1.0.0/security-update`);
  await expect(hand.page.getByRole("main")).toContainText(AFTER);
  await expect(hand.page.locator(".call-outcome")).toContainText("2 of 2 for, all 2 groups heard");
}
