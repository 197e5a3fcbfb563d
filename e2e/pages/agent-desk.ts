import { expect, type Locator, type Page } from '@playwright/test';

/** An agent's place in queues, on /phone. */
export class AgentDesk {
  readonly region: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: 'Queues' });
  }

  async signIn(queue: string): Promise<void> {
    const toggle = this.region.getByRole('switch', { name: queue });
    if (!(await toggle.isChecked())) await toggle.click();
    await expect(toggle).toBeChecked();
  }

  async signOut(queue: string): Promise<void> {
    await this.region.getByRole('switch', { name: queue }).click();
    await expect(this.region.getByRole('switch', { name: queue })).not.toBeChecked();
  }

  async choose(state: string): Promise<void> {
    await this.region.getByRole('button', { name: /^State in the queues/ }).click();
    await this.#page
      .getByRole('menuitemradio', { name: state })
      .or(this.#page.getByRole('menuitem', { name: state }))
      .first()
      .click();
  }

  async shows(state: string | RegExp, limitMs = 10_000): Promise<void> {
    await expect(this.region).toContainText(state, { timeout: limitMs });
  }
}
