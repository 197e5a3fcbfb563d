import { expect, type Page } from '@playwright/test';
import type { Product } from '../fixtures/product.ts';

/** `/setup`, in English or German. */
export class SetupPage {
  readonly page: Page;
  readonly product: Product;

  constructor(page: Page, product: Product) {
    this.page = page;
    this.product = product;
  }

  /** The link's token as the server printed it at its newest start. */
  get printedToken(): string {
    const tokens = this.product.log.map((line) => /\/setup\?token=([\w-]+)/.exec(line)?.[1]).filter((token) => token !== undefined);
    const token = tokens.at(-1);
    if (token === undefined) throw new Error('the server printed no setup link');
    return token;
  }

  async open(token?: string): Promise<void> {
    await this.page.goto(`${this.product.url}/setup${token === undefined ? '' : `?token=${token}`}`);
  }

  async enter(entries: { organisation: string; name: string; email: string; password: string }): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Organisation' }).fill(entries.organisation);
    await this.page.getByRole('textbox', { name: /^(Your name|Ihr Name)$/ }).fill(entries.name);
    await this.page.getByRole('textbox', { name: /^(Email|E-Mail)$/ }).fill(entries.email);
    await this.page.getByLabel(/^(Password|Passwort)$/).fill(entries.password);
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Set up|Einrichten)$/ }).click();
  }

  async says(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('main')).toContainText(text);
  }
}
