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

  /** Talks on until the call's own timer has counted so many whole seconds more. */
  async talksOn(name: string, seconds: number): Promise<void> {
    const before = await this.secondsWith(name);
    await expect
      .poll(() => this.secondsWith(name), { timeout: (seconds + 10) * 1_000, message: `talks for ${String(seconds)} s more` })
      .toBeGreaterThan(before + seconds);
  }

  /** In a box already: past the greeting, then says something for so long. */
  async speaksToBox(name: string, seconds: number): Promise<void> {
    await this.says(name, /Leaving a message/u, 15_000);
    await this.callWith(name).getByRole('button', { name: 'Keypad', exact: true }).waitFor();
    const pound = this.page.getByRole('button', { name: '#', exact: true });
    if (!(await pound.isVisible())) await this.press(name, 'Keypad');
    await pound.click();
    await this.talksOn(name, seconds);
  }

  /** The same, and then hangs up. */
  async leavesMessage(name: string, seconds: number): Promise<void> {
    await this.speaksToBox(name, seconds);
    await this.press(name, 'Hang up');
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
      // There it is a node that a press adds.
      if (location.pathname.startsWith('/plans/')) return;
      for (const button of document.querySelectorAll<HTMLButtonElement>('main button'))
        if (/^(Hang up|Leave|Auflegen|Verlassen)/.test(button.innerText)) button.click();
    });
  }

  /** A sentence somewhere on the page. */
  async tells(sentence: string | RegExp, limitMs = 10_000): Promise<void> {
    await expect(this.page.getByText(sentence).first()).toBeVisible({ timeout: limitMs });
  }
}
