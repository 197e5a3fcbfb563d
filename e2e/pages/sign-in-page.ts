import { expect, type Page } from '@playwright/test';

export class SignInPage {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.url}/login`);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.open();
    await this.enter(email, password);
  }

  /** On the page that is there already. */
  async enter(email: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: /^(Email|E-Mail)$/ }).fill(email);
    await this.page.getByLabel(/^(Password|Passwort)$/).fill(password);
    await this.page.getByRole('button', { name: /^(Sign in|Anmelden)$/ }).click();
    await expect(this.page).not.toHaveURL(/\/login/);
  }
}
