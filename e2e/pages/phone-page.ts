import { expect, type Locator, type Page } from '@playwright/test';

/** The softphone at /phone, by the names of its interface. */
export class PhonePage {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async open(): Promise<void> {
    if (!this.page.url().endsWith('/phone')) await this.page.goto(`${this.url}/phone`);
  }

  async isReachable(): Promise<void> {
    await expect(this.page.getByText(/^Reachable$/).first()).toBeVisible({ timeout: 15_000 });
  }

  async call(nameOrNumber: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name or number' }).or(this.page.getByRole('combobox', { name: 'Name or number' })).fill(nameOrNumber);
    await this.page.getByRole('button', { name: 'Call', exact: true }).click();
  }

  /** The region of the call with somebody. */
  callWith(name: string): Locator {
    return this.page.getByRole('region', { name: `Call with ${name}` });
  }

  button(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true }).first();
  }

  async isRinging(name: string): Promise<void> {
    await expect(this.callWith(name)).toContainText('Ringing');
  }

  async isConnected(name: string, limitMs = 10_000): Promise<void> {
    await expect(this.callWith(name)).toContainText(/Connected \d\d:\d\d/, { timeout: limitMs });
  }

  async answer(name: string): Promise<void> {
    await this.callWith(name).getByRole('button', { name: 'Answer' }).click();
  }

  async press(name: string, button: string): Promise<void> {
    await this.callWith(name).getByRole('button', { name: button, exact: true }).click();
  }

  async hasNoCall(name: string): Promise<void> {
    await expect(this.callWith(name)).toHaveCount(0);
  }
}
