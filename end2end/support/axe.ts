import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "section508", "best-practice"];

/** No violation at all, on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingFound(page, new AxeBuilder({ page }).withTags(RULES));
}

/** Text can be read in the colours of now; the rest of the rules does not depend on them. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNothingFound(page, new AxeBuilder({ page }).withRules(["color-contrast"]));
}

async function expectNothingFound(page: Page, builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  // Soft, so that a run tells of every page at once.
  expect.soft(found, `accessibility of ${page.url()}`).toEqual([]);
}
