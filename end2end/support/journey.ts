import { type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { Problems } from "./problems.ts";
import { type Options, Parlance } from "./server.ts";

export { expect } from "@playwright/test";
export { expectAccessible, expectLooksAccessible } from "./axe.ts";

type Fixtures = {
  /** The server of this journey file. */
  parlance: Parlance;
  /** Somebody else, in a browser of their own; closed after the test. */
  person: (options?: BrowserContextOptions) => Promise<Page>;
  quiet: void;
};

let running: Parlance | undefined;

/** A test that fails on any error in any browser it opened. Addresses count from the server that `serve` started. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => await use(running?.url),
  parlance: async ({}, use) => {
    if (!running) throw new Error("serve() at the top of the file starts the server");
    await use(running);
  },
  person: async ({ browser, baseURL, locale, timezoneId }, use) => {
    const opened: { page: Page; problems: Problems }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, locale, timezoneId, ...options });
      const problems = new Problems(context);
      const page = await context.newPage();
      opened.push({ page, problems });
      return page;
    });
    for (const { page, problems } of opened) {
      await page.context().close();
      problems.expectNone();
    }
  },
  quiet: [
    async ({ context }, use) => {
      const problems = new Problems(context);
      await use();
      problems.expectNone();
    },
    { auto: true },
  ],
});

/** Starts a server for all tests of the file and ends it after them. */
export function serve(options: Options = {}): void {
  test.beforeAll(async () => {
    running = await Parlance.start(options);
  });
  test.afterAll(async () => {
    await running?.stop();
    running = undefined;
  });
}
