import { expect, type Locator, type Page } from '@playwright/test';
import { seenScreen, type SeenScreen } from '../fixtures/fake-screen.ts';

/** The expert's side of support sessions. */
export class SupportPage {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.#url}/support`);
  }

  /** Begins a session. @returns link and code for the customer */
  async begin(kind: 'New session' | 'New camera session' = 'New session'): Promise<{ readonly link: string; readonly code: string }> {
    await this.open();
    await this.page.getByRole('button', { name: kind }).click();
    return this.invite();
  }

  async invite(): Promise<{ readonly link: string; readonly code: string }> {
    const link = this.page.getByRole('textbox', { name: 'Link' });
    await expect(link).toBeVisible({ timeout: 15_000 });
    return { link: await link.inputValue(), code: await this.page.getByRole('textbox', { name: 'Code' }).inputValue() };
  }

  /** A link alone, as for a colleague. */
  async link(): Promise<{ readonly link: string }> {
    const link = this.page.getByRole('textbox', { name: 'Link' });
    await expect(link).toBeVisible({ timeout: 15_000 });
    return { link: await link.inputValue() };
  }

  /** Where the session stands, in words. */
  async says(words: string | RegExp, timeout = 15_000): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: words }).first()).toBeVisible({ timeout });
  }

  isSealed(): Promise<void> {
    return this.says('Sealed');
  }

  get chat(): Locator {
    return this.page.getByRole('region', { name: 'Chat' });
  }

  async write(text: string): Promise<void> {
    await this.chat.getByRole('textbox').fill(text);
    await this.chat.getByRole('textbox').press('Enter');
  }

  /** The thirty digits. */
  async digits(): Promise<string> {
    const digits = this.page.getByRole('region', { name: 'Safety words' }).getByRole('group', { name: 'Digits' });
    await expect(digits).toHaveText(/\d{5} \d{5}/u, { timeout: 15_000 });
    return ((await digits.textContent()) ?? '').replaceAll(/\D/gu, '');
  }

  async ask(what: string): Promise<void> {
    await this.page.getByRole('button', { name: what }).click();
  }

  /** The state of a capability's row. */
  capability(name: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: name });
  }

  sees(): Promise<SeenScreen | undefined> {
    return seenScreen(this.page, 'Customer screen');
  }

  /** Waits until the picture is there and goes on: its number grows. */
  async seesScreenGoOn(): Promise<SeenScreen> {
    let last: SeenScreen | undefined;
    let moved = 0;
    await expect
      .poll(
        async () => {
          const now = await this.sees();
          // A clip of a camera begins again with a small number.
          if (last && now) moved += Math.max(0, now.frame - last.frame);
          last = now ?? last;
          return moved;
        },
        { timeout: 20_000, message: 'the number on the screen grows' },
      )
      .toBeGreaterThan(5);
    if (!last) throw new Error('there is no picture');
    return last;
  }

  async choose(tool: string): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: tool, exact: true }).click();
  }

  /** Draws from one place of the picture to another, both 0 to 1. */
  async draw(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = await this.page.getByRole('region', { name: 'Customer screen' }).locator('video').boundingBox();
    if (!box) throw new Error('there is no picture to draw on');
    const place = ([x, y]: readonly [number, number]): [number, number] => [box.x + box.width * x, box.y + box.height * y];
    await this.page.mouse.move(...place(from));
    await this.page.mouse.down();
    await this.page.mouse.move(...place([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await this.page.mouse.move(...place(to));
    await this.page.mouse.up();
  }
}
