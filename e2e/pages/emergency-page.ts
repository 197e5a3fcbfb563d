import { expect, type Locator, type Page } from '@playwright/test';

/** What the page shows before, after and about emergency calls. */
export class EmergencyPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The question before the call goes out. */
  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Emergency call/ });
  }

  /** What is said when it did not go through. */
  get failure(): Locator {
    return this.page.getByRole('alertdialog', { name: /did not go through/ });
  }

  /** The alerts of somebody who takes care of them. */
  get alerts(): Locator {
    return this.page.getByRole('alert', { name: 'Emergency calls' });
  }

  async asks(number: string, address: string | RegExp): Promise<void> {
    await expect(this.dialog).toContainText(`Emergency call ${number}`);
    await expect(this.dialog).toContainText(address);
    await expect(this.dialog.getByRole('button', { name: `Call ${number}` })).toBeFocused();
  }

  async saysToUseAMobile(number: string): Promise<void> {
    await expect(this.failure).toContainText(`Use a mobile phone and dial ${number} there.`, { timeout: 10_000 });
  }

  async isAlerted(...texts: readonly (string | RegExp)[]): Promise<void> {
    for (const text of texts) await expect(this.alerts).toContainText(text, { timeout: 5_000 });
  }
}
