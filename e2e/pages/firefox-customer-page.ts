import { expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import type { Ear } from '../fixtures/hearing.ts';
import { measureByRecording } from '../fixtures/recorded-hearing.ts';

/** A customer's page in Firefox, by the same names as `Customer`; its driver is another one. */
export class FirefoxCustomerPage {
  readonly page: Page;
  readonly ear: Ear;

  constructor(page: Page) {
    this.page = page;
    this.ear = { listen: (forMs) => page.evaluate(measureByRecording, forMs) };
  }

  async join(link: string, name?: string): Promise<void> {
    await this.page.goto(link);
    if (name !== undefined) await this.page.locator('::-p-aria([name="Your name"][role="textbox"])').fill(name);
    await this.press('Join');
  }

  async press(button: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${button}"][role="button"])`).click();
  }

  async says(words: RegExp): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => document.body.innerText), { timeout: 15_000 }).toMatch(words);
  }

  async write(text: string): Promise<void> {
    const message = '::-p-aria([name="Message"][role="textbox"])';
    await this.page.locator(message).fill(text);
    await this.press('Send');
  }

  async digits(): Promise<string> {
    const digits = (): Promise<string> =>
      this.page.evaluate(() => document.querySelector('[role="group"][aria-label="Digits"]')?.textContent?.replaceAll(/\D/gu, '') ?? '');
    await expect.poll(digits, { timeout: 15_000 }).toMatch(/^\d{30}$/u);
    return digits();
  }

  async sendFile(path: string): Promise<void> {
    const picker = await this.page.waitForSelector('input[type="file"][aria-label="Send files"]');
    if (!picker) throw new Error('files cannot be sent here');
    await picker.uploadFile(path);
  }
}
