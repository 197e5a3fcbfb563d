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

  async isReachable(limitMs = 15_000): Promise<void> {
    await expect(this.page.getByText(/^(Reachable|Erreichbar)$/).first()).toBeVisible({ timeout: limitMs });
  }

  async call(nameOrNumber: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name or number' }).fill(nameOrNumber);
    await this.page.getByRole('button', { name: 'Call', exact: true }).click();
  }

  /** The region of the call with somebody. */
  callWith(name: string): Locator {
    return this.page.getByRole('region', { name: `Call with ${name}` });
  }

  async isRinging(name: string, limitMs = 10_000): Promise<void> {
    await expect(this.callWith(name).first()).toContainText('Ringing', { timeout: limitMs });
  }

  async isConnected(name: string, limitMs = 10_000): Promise<void> {
    await expect(this.callWith(name)).toContainText(/Connected \d\d:\d\d/, { timeout: limitMs });
  }

  async says(name: string, text: string | RegExp, limitMs = 10_000): Promise<void> {
    await expect(this.callWith(name)).toContainText(text, { timeout: limitMs });
  }

  /** Seconds that the call's timer shows. */
  async secondsWith(name: string): Promise<number> {
    const text = await this.callWith(name).innerText();
    const [, minutes, seconds] = /(\d\d):(\d\d)/.exec(text) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }

  async answer(name: string): Promise<void> {
    await this.press(name, 'Answer');
  }

  async press(name: string, button: string): Promise<void> {
    await this.callWith(name).first().getByRole('button', { name: button, exact: true }).click();
  }

  /** Opens the keypad of a call and presses these keys. */
  async dial(name: string, keys: string): Promise<void> {
    await this.press(name, 'Keypad');
    for (const key of keys) await this.page.getByRole('button', { name: key, exact: true }).click();
  }

  async hasNoCall(name: string, limitMs = 10_000): Promise<void> {
    await expect(this.callWith(name).getByRole('button', { name: /^(Hang up|Leave|Answer|Resume)$/ })).toHaveCount(0, { timeout: limitMs });
  }

  /** Ends every call that the page shows, in one step: the far end may hang up at the same moment. */
  async hangUpAll(): Promise<void> {
    await this.page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLButtonElement>('main button'))
        if (/^(Hang up|Leave|Auflegen|Verlassen)/.test(button.innerText)) button.click();
    });
  }

  /** A sentence somewhere on the page. */
  async tells(sentence: string | RegExp, limitMs = 10_000): Promise<void> {
    await expect(this.page.getByText(sentence).first()).toBeVisible({ timeout: limitMs });
  }
}
