import { expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';

/** Sign-in and softphone in Firefox, by the same names as `PhonePage`; its driver is another one. */
export class FirefoxPhonePage {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.goto(`${this.url}/login`);
    await this.page.locator('::-p-aria([name="Email"][role="textbox"])').fill(email);
    await this.page.locator('input[type=password]').fill(password);
    await this.page.locator('::-p-aria([name="Sign in"][role="button"])').click();
    await expect.poll(() => this.page.url()).not.toContain('/login');
  }

  async open(): Promise<void> {
    if (!this.page.url().endsWith('/phone')) await this.page.goto(`${this.url}/phone`);
  }

  async isReachable(): Promise<void> {
    await expect.poll(() => this.#text('body'), { timeout: 20_000 }).toMatch(/\bReachable\b/);
  }

  async call(nameOrNumber: string): Promise<void> {
    await this.page.locator('::-p-aria([name="Name or number"][role="textbox"])').fill(nameOrNumber);
    await this.page.locator('::-p-aria([name="Call"][role="button"])').click();
  }

  async isConnected(name: string): Promise<void> {
    await this.says(name, /Connected \d\d:\d\d/);
  }

  async says(name: string, words: RegExp): Promise<void> {
    await expect.poll(() => this.#text(callWith(name)), { timeout: 15_000, message: `the call with ${name}` }).toMatch(words);
  }

  async press(name: string, button: string): Promise<void> {
    await this.page.locator(`${callWith(name)} ::-p-aria([name="${button}"][role="button"])`).click();
  }

  async hasNoCall(name: string): Promise<void> {
    await expect.poll(() => this.#text(callWith(name)), { timeout: 10_000 }).not.toMatch(/Connected|Ringing|On hold/);
  }

  #text(selector: string): Promise<string> {
    return this.page.evaluate((where) => document.querySelector<HTMLElement>(where)?.innerText ?? '', selector);
  }
}

function callWith(name: string): string {
  return `section[aria-label^="Call with ${name}"]`;
}
