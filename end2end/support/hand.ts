import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has between two controls that one needs after each other. */
const STOPS_MAX = 250;

/** How somebody works a page: by what they read on it, and by keyboard or mouse. */
export abstract class Hand {
  constructor(readonly page: Page, protected readonly scope: Page | Locator = page) {}

  /** The same hand, looking only at a part of the page. */
  within(part: Locator): this {
    return new (this.constructor as new (page: Page, scope: Locator) => this)(this.page, part);
  }

  /** Goes where a link leads. */
  async follow(name: string | RegExp): Promise<void> {
    await this.leave(this.scope.getByRole("link", { name, exact: true }).first());
  }

  /** Sends a form by its button. */
  async press(name: string | RegExp): Promise<void> {
    await this.leave(this.scope.getByRole("button", { name, exact: true }).first());
  }

  /** Opens what is folded away. */
  async unfold(summary: string): Promise<void> {
    await this.activate(this.scope.locator("summary").filter({ hasText: summary }).first());
  }

  async fill(label: string, text: string): Promise<void> {
    const field = this.field(label);
    await this.type(field, text);
    await expect(field).toHaveValue(text);
  }

  async choose(name: RegExp): Promise<void> {
    const choice = this.scope.getByRole("radio", { name }).first();
    await this.tick(choice);
    await expect(choice).toBeChecked();
  }

  async select(label: string, option: string): Promise<void> {
    const field = this.field(label);
    await this.pick(field, option);
    await expect(field.locator("option:checked")).toHaveText(option);
  }

  protected abstract activate(control: Locator): Promise<void>;
  protected abstract type(field: Locator, text: string): Promise<void>;
  protected abstract tick(choice: Locator): Promise<void>;
  protected abstract pick(field: Locator, option: string): Promise<void>;

  private field(label: string): Locator {
    return this.scope.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`)).first();
  }

  private async leave(control: Locator): Promise<void> {
    const arrived = this.page.waitForEvent("load");
    // A control that cannot be used is the error to tell, not the page that never came.
    arrived.catch(() => {});
    await this.activate(control);
    await arrived;
  }
}

/** Somebody who has no mouse: moves by Tab alone, and sees where they are. */
export class Keyboard extends Hand {
  protected async activate(control: Locator): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press("Enter");
  }

  protected async type(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  protected async tick(choice: Locator): Promise<void> {
    await this.reach(choice);
    for (let step = 0; step < STOPS_MAX; step++) {
      if (await choice.evaluate((element) => element === document.activeElement)) break;
      await this.page.keyboard.press("ArrowDown");
    }
    await this.page.keyboard.press("Space");
  }

  protected async pick(field: Locator, option: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press("Home");
    const chosen = () => field.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text);
    for (let step = 0; step < STOPS_MAX; step++) {
      if ((await chosen()) === option) return;
      await this.page.keyboard.press("ArrowDown");
    }
  }

  /** Moves on until the control has the focus; of radio buttons, until one of its group has it. */
  private async reach(control: Locator): Promise<void> {
    await control.waitFor({ state: "attached" });
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      const [there, shown] = await control.evaluate((element) => {
        const focused = document.activeElement;
        const group = (it: Element | null) => it instanceof HTMLInputElement && it.type === "radio" && it.name;
        const there = focused === element || (group(element) && group(focused) === group(element));
        const style = focused && getComputedStyle(focused);
        return [there, style?.outlineStyle !== "none" || style?.boxShadow !== "none"];
      });
      if (there) {
        expect(shown, "the focus can be seen").toBe(true);
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never led to ${control} on ${this.page.url()}`);
  }
}

/** Somebody who points. */
export class Mouse extends Hand {
  protected async activate(control: Locator): Promise<void> {
    await control.click();
  }

  protected async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
  }

  protected async tick(choice: Locator): Promise<void> {
    await choice.check();
  }

  protected async pick(field: Locator, option: string): Promise<void> {
    await field.selectOption({ label: option });
  }
}
