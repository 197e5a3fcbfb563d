import { expect, type Locator, type Page } from '@playwright/test';

/** Somebody who has no pointer: whatever they use they first reach by Tab. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.#page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Goes on by Tab, or back by Shift Tab, until the focus is there. */
  async goTo(target: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let step = 0; step < 120; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.#page.keyboard.press(way);
    }
    throw new Error(`${way} does not lead to ${target.toString()}`);
  }

  async activate(button: Locator, way?: 'Tab' | 'Shift+Tab'): Promise<void> {
    await this.goTo(button, way);
    await this.press('Enter');
  }

  /** Goes by Tab into the grid that a row belongs to, by the arrow keys to the row, and opens it. */
  async enterRow(row: Locator): Promise<void> {
    const grid = this.#page.getByRole('grid').filter({ has: row });
    for (let step = 0; step < 60 && !(await hasFocus(grid)); step += 1) await this.press('Tab');
    for (let step = 0; step < 60 && !(await hasFocus(row)); step += 1) await this.press('ArrowDown');
    await this.press('Enter');
  }

  /** Writes over what a field holds. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.goTo(field);
    await this.press('ControlOrMeta+a');
    await this.type(text);
  }

  /** Opens a list of options, types how the wanted one begins, takes it. */
  async choose(field: Locator, beginning: string): Promise<void> {
    await this.goTo(field);
    await this.press('Space');
    await this.type(beginning);
    await this.press('Enter');
  }
}

/** Whether the focus is on it or on something in it. */
function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.contains(document.activeElement));
}
