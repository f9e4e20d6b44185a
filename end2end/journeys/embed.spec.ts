import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
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

test("a term is shown on another site, pinned to the bytes that were published", async ({ page, parlance, problems }) => {
  const script = await (await fetch(`${parlance.url}/embed.js`)).arrayBuffer();
  expect(brotliCompressSync(Buffer.from(script)).length).toBeLessThanOrEqual(4096);

  // The page of the term says what to write.
  const newest = (await (await fetch(`${parlance.url}/g/iot-upgradability/latest.json`)).json()) as { version: string };
  await page.goto(`/g/iot-upgradability/${newest.version}/security-update`);
  const typed = await page.locator("#embed code").innerText();
  expect(typed).toContain("integrity=\"sha256-");

  const broken = typed.replace(/sha256-.{4}/, "sha256-AAAA").replace(/<script[^]*?<\/script>/, "");
  const linked = '<parlance-term src="SRC" term="vulnerability"><a href="#there">weak spots</a></parlance-term>';
  const src = /src="([^"]+\.json)"/.exec(typed)?.[1] ?? "";
  const site = await elsewhere(`<p>Every ${typed} counts.</p><p id="broken">Every ${broken} counts.</p><p>Find ${linked.replace("SRC", src)} first.</p>`);
  try {
    await page.goto(site.url);
    const word = page.getByRole("button", { name: "security update" }).first();
    await expect(word).toHaveAttribute("aria-expanded", "false");
    await expect(word).toHaveAccessibleDescription(/^security update .+/);
    await page.keyboard.press("Tab");
    await expect(word).toBeFocused();
    await expect(word).toHaveAttribute("aria-expanded", "true");
    const panel = page.locator("parlance-term").first().locator("#panel");
    await expect(panel).toBeVisible();
    await expect(panel).toContainText(/Agreed by call \d+/);
    await expect(panel.getByRole("link", { name: "How it was agreed" })).toHaveAttribute("href", `${parlance.url}/g/iot-upgradability/${newest.version}/security-update`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(word).toBeFocused();
    await word.hover();
    await expect(panel).toBeVisible();
    await panel.hover();
    await expect(panel).toBeVisible();
    await page.mouse.move(1, 1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");

    // Other bytes than those that were pinned are not shown.
    const wrong = page.locator("#broken parlance-term");
    await wrong.getByRole("button").click();
    await expect(wrong.locator("#panel")).toContainText("could not be loaded, or is not the one that was pinned");
    await page.keyboard.press("Escape");

    // A link between the tags stays one.
    const link = page.getByRole("link", { name: "weak spots" });
    await link.focus();
    await expect(page.locator("parlance-term").last().locator("#panel")).toContainText("vulnerability");
    await expect(link).toHaveAttribute("aria-description", /.+/);
    problems.forgive(/integrity|SHA-256|digest|Content Security Policy/i);
  } finally {
    site.close();
  }
});
