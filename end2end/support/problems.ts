import { type BrowserContext, expect } from "@playwright/test";

/** Listens to everything that goes wrong in a browser context: console errors (a broken content security policy is one), uncaught errors. */
export class Problems {
  private readonly found: { text: string; url: string }[] = [];
  private readonly navigations = new Set<string>();

  constructor(context: BrowserContext) {
    context.on("weberror", (error) => this.found.push({ text: `${error.error()}`, url: error.page()?.url() ?? "" }));
    context.on("console", (message) => {
      const text = message.text();
      // Leptos only warns when the page has an island that the wasm does not know.
      if (message.type() !== "error" && !text.startsWith("Could not find WASM function")) return;
      this.found.push({ text, url: message.location().url });
    });
    context.on("request", (request) => {
      if (request.isNavigationRequest()) this.navigations.add(request.url());
    });
  }

  /**
   * A page that answers 404 or 422 is an error to the browser's console too; that status is for the journey to judge. So
   * is what a browser says from which a journey took the connection.
   */
  expectNone(): void {
    const judged = (text: string, url: string) =>
      text.endsWith("net::ERR_INTERNET_DISCONNECTED") || (text.startsWith("Failed to load resource: the server responded") && this.navigations.has(url));
    const problems = this.found.filter(({ text, url }) => !judged(text, url)).map(({ text, url }) => `${url}: ${text}`);
    expect(problems, "errors in the browser").toEqual([]);
  }
}
