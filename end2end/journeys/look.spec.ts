import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { DEMO, signIn } from "../support/demo.ts";
import { expect, expectAccessible, expectLooksAccessible, serve, test } from "../support/journey.ts";

serve({ demo: true });

const GLOSSARY = "/g/iot-upgradability";
const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };
const PICTURES = process.env.PARLANCE_PICTURES;
/** So long that judging it takes most of a minute, and all of its parts are made alike: it is judged at one size. */
const LONG = "api";

/** Every kind of page, by who looks at it. A name is the picture's. */
const PAGES: Record<string, [name: string, path: string, status?: number][]> = {
  "a stranger": [
    ["home", "/"],
    ["sign-in", "/sign-in"],
    ["process", DEMO],
    ["entries", `${DEMO}/entries`],
    ["entry", `${DEMO}/entries/security-update`],
    ["history", `${DEMO}/entries/security-update/history`],
    ["redline", `${DEMO}/entries/security-support-period/redlines/31`],
    ["dispositions", `${DEMO}/dispositions`],
    ["calls", `${DEMO}/calls`],
    ["call-closed", `${DEMO}/calls/15`],
    ["call-contested", `${DEMO}/calls/26`],
    ["call-roll", `${DEMO}/calls/15/roll`],
    ["call-voice", `${DEMO}/calls/15/members/4`],
    ["call-objections", `${DEMO}/calls/28/objections`],
    ["call-objections-brief", `${DEMO}/calls/28/objections?register=brief`],
    ["reviews", `${DEMO}/reviews`],
    ["review-closed", `${DEMO}/reviews/1`],
    ["review-open", `${DEMO}/reviews/2`],
    ["review-comment", `${DEMO}/reviews/2/comment?entry=19`],
    ["review-names", `${DEMO}/reviews/names`],
    ["problem", `${GLOSSARY}/2.0.0/security-update/problem`],
    ["members", `${DEMO}/members`],
    ["join", `${DEMO}/join`],
    ["releases", `${DEMO}/releases`],
    ["release", `${GLOSSARY}/2.0.0/`],
    ["term", `${GLOSSARY}/2.0.0/security-update`],
    ["forms", `${GLOSSARY}/2.0.0/forms`],
    ["comparison", `${GLOSSARY}/1.0.0...2.0.0`],
    ["record", `${DEMO}/record`],
    ["figures", `${DEMO}/figures`],
    ["neutrality", `${DEMO}/neutrality`],
    ["record-check", `${DEMO}/record/check`],
    ["api", "/api"],
    ["not-found", "/p/nowhere", 404],
  ],
  "Gerd Hollenbach": [
    ["home-participant", "/"],
    ["account", "/account"],
    ["entry-in-call", `${DEMO}/entries/minimum-security-support-period`],
    ["entry-redlined", `${DEMO}/entries/security-support-period`],
    ["propose", `${DEMO}/entries/compose`],
    ["compose", `${DEMO}/entries/security-support-period/compose`],
    ["manuscript", `${DEMO}/entries/security-support-period/docx`],
    ["import", `${DEMO}/import`],
    ["call-open", `${DEMO}/calls/28`],
    ["call-blind", `${DEMO}/calls/29`],
  ],
  "Miriam Oyelaran": [
    ["home-convener", "/"],
    ["found", "/processes/new"],
    ["desk", `${DEMO}/desk`],
    ["desk-filtered", `${DEMO}/desk?status=called&silent=consumers&sort=against`],
    ["settings", `${DEMO}/settings`],
    ["members-convener", `${DEMO}/members`],
    ["call-new", `${DEMO}/calls/new`],
    ["call-rule", `${DEMO}/calls/new?kind=rule`],
    ["call-convener", `${DEMO}/calls/28`],
    ["releases-convener", `${DEMO}/releases`],
    ["review-new", `${DEMO}/reviews/new`],
    ["review-convener", `${DEMO}/reviews/2`],
  ],
};

for (const [who, pages] of Object.entries(PAGES)) {
  test(`what ${who} sees is accessible, fits and breaks nothing, small and large, light and dark`, async ({ page, parlance }) => {
    test.setTimeout(300_000);
    if (who !== "a stranger") await signIn(page, parlance, who);
    for (const [name, path, status = 200] of pages) {
      await test.step(name, async () => {
        await page.setViewportSize(SIZES.desk);
        await page.emulateMedia({ colorScheme: "light" });
        const answer = await page.goto(path);
        expect.soft(answer?.status(), path).toBe(status);
        await look(page, name);
      });
    }
  });
}

/** Each size and each scheme is judged once; the pictures are of all four. */
async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await picture(page, name, "desk-light");
  if (PICTURES) {
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, name, "desk-dark");
    await page.setViewportSize(SIZES.phone);
    await page.emulateMedia({ colorScheme: "light" });
    await picture(page, name, "phone-light");
  }
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ colorScheme: "dark" });
  if (name !== LONG) await expectLooksAccessible(page);
  await picture(page, name, "phone-dark");
  expect.soft(await tooWide(page), `wider than the screen on ${page.url()}`).toEqual([]);
}

/** What makes a page scroll sideways: elements that stick out, unless something scrolls them by itself. */
async function tooWide(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > width + 1);
    return out.slice(0, 5).map((it) => `${it.localName}.${it.className}: ${it.textContent?.trim().slice(0, 40)}`);
  });
}

/** For people to look at, where `PARLANCE_PICTURES` names a folder. */
async function picture(page: Page, name: string, how: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}-${how}.png`), fullPage: true });
}
