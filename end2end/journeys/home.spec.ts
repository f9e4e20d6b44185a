import { expect, expectAccessible, serve, test } from "../support/journey.ts";

serve();

test("a visitor finds the place, and its set-up link works once printed", async ({ page, parlance }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page).toHaveTitle(/Parlance/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);

  const setUp = await page.goto(parlance.setUpLink);
  expect(setUp?.status()).toBe(200);
  await expectAccessible(page);
});

test("the page says the same without JavaScript, and fits a narrow screen", async ({ page, person }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto("/");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);

  const plain = await person({ javaScriptEnabled: false });
  await plain.goto("/");
  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText(heading);
});
