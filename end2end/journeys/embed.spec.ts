import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, serve, test } from "../support/journey.ts";

serve({ demo: true });

/** Somebody else's site, with one page. */
async function elsewhere(html: string): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((_, answer) => {
    // As strict as sites are: no inline style, no inline script.
    answer.setHeader("Content-Security-Policy", "default-src 'none'; script-src http:; connect-src http:; style-src 'none'");
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    answer.end(`<!doctype html><html lang="en"><head><title>Elsewhere</title></head><body><main><h1>Elsewhere</h1>${html}</main></body></html>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** What the page of a term says to write, and the address of the release in it. */
async function typed(page: Page, url: string): Promise<{ html: string; src: string; home: string }> {
  const newest = (await (await fetch(`${url}/g/iot-upgradability/latest.json`)).json()) as { version: string };
  const home = `/g/iot-upgradability/${newest.version}`;
  await page.goto(`${url}${home}/security-update`);
  const html = await page.locator("#embed code").innerText();
  expect(html).toContain('integrity="sha256-');
  return { html, src: /src="([^"]+\.json)"/.exec(html)?.[1] ?? "", home };
}

test("a term is shown on another site, by pointer and by keyboard", async ({ page, parlance }) => {
  const script = await (await fetch(`${parlance.url}/embed.js`)).arrayBuffer();
  expect(brotliCompressSync(Buffer.from(script)).length).toBeLessThanOrEqual(4096);

  const { html, src, home } = await typed(page, parlance.url);
  const linked = `<parlance-term src="${src}" term="vulnerability"><a href="#there">weak spots</a></parlance-term>`;
  const site = await elsewhere(`<p>Every ${html} counts.</p><p>Find ${linked} first.</p>`);
  try {
    await page.goto(site.url);
    const word = page.getByRole("button", { name: "security update" });
    await expect(word).toHaveAttribute("aria-expanded", "false");
    await expect(word).toHaveAccessibleDescription(/^security update .+/);
    await page.keyboard.press("Tab");
    await expect(word).toBeFocused();
    await expect(word).toHaveAttribute("aria-expanded", "true");
    const panel = page.locator("parlance-term").first().locator("#panel");
    await expect(panel).toBeVisible();
    await expect(panel).toContainText(/Agreed by call \d+/);
    const agreed = panel.getByRole("link", { name: "How it was agreed" });
    await expect(agreed).toHaveAttribute("href", `${parlance.url}${home}/security-update`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(word).toBeFocused();
    await word.hover();
    await expect(panel).toBeVisible();
    await panel.hover();
    await page.waitForTimeout(500);
    await expect(panel, "it stays while somebody points at it").toBeVisible();

    // A link between the tags stays one.
    const link = page.getByRole("link", { name: "weak spots" });
    await link.focus();
    await expect(page.locator("parlance-term").last().locator("#panel")).toContainText("vulnerability");
    await expect(link).toHaveAttribute("aria-description", /.+/);
  } finally {
    site.close();
  }
});

test("other bytes than those that were pinned are not shown", async ({ page, browser, parlance }) => {
  const { html } = await typed(page, parlance.url);
  const site = await elsewhere(`<p>Every ${html.replace(/sha256-.{4}/, "sha256-AAAA")} counts.</p>`);
  // The browser says in its console why it refuses them.
  const context = await browser.newContext();
  try {
    const elsewherePage = await context.newPage();
    await elsewherePage.goto(site.url);
    await elsewherePage.getByRole("button", { name: "security update" }).click();
    const panel = elsewherePage.locator("#panel");
    await expect(panel).toContainText("could not be loaded, or is not the one that was pinned");
    await expect(panel).not.toContainText("vulnerability");
  } finally {
    await context.close();
    site.close();
  }
});
