import { expect, type Page } from "@playwright/test";
import type { Parlance } from "./server.ts";

/** The demonstration's process. */
export const DEMO = "/p/iot-upgradability";

/** What the demonstration prints of somebody: the address and the password they sign in with. */
export function credentials(parlance: Parlance, name: string): { email: string; password: string } {
  const [, password] = parlance.printed.match(/^Sign in with the password (\S+) as$/m) ?? [];
  const [, email] = parlance.printed.match(new RegExp(`^ +(\\S+@\\S+) +${name}( \\(convener\\))?$`, "m")) ?? [];
  if (!password || !email) throw new Error(`no sign-in of ${name} in:\n${parlance.printed}`);
  return { email, password };
}

export async function signIn(page: Page, parlance: Parlance, name: string): Promise<void> {
  const { email, password } = credentials(parlance, name);
  await page.goto("/sign-in");
  await typeSignIn(page, email, password);
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
}

export async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
