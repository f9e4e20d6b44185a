import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "section508", "best-practice"];
/** What depends on colours and sizes; the rest of the rules is about the markup. */
const LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "css-orientation-lock"];

/** No violation at all, on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingFound(page, new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(ALL));
}

/** No violation of what can differ where the same markup is shown in another size or scheme. */
export async function expectLooksAccessible(page: Page): Promise<void> {
  await expectNothingFound(page, new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withRules(LOOKS));
}

/** Soft, so that a run tells of every page at once. */
async function expectNothingFound(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  expect.soft(found, `accessibility of ${page.url()}`).toEqual([]);
}
