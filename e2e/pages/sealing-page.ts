import { expect, type Locator, type Page } from '@playwright/test';

/** Sealing at /admin/sealing, and what listeners see of it, by the names of the interface. */
export class SealingPage {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.url}/admin/sealing`);
    await expect(this.page.getByRole('heading', { name: 'Sealed recordings', level: 1 })).toBeVisible();
  }

  get dialog(): Locator {
    return this.page.getByRole('alertdialog').or(this.page.getByRole('dialog'));
  }

  get browsers(): Locator {
    return this.page.getByRole('list', { name: 'Browsers' }).getByRole('listitem');
  }

  /** Goes through the wizard, typing the code wrongly once; gives the recovery code. */
  async setUp(browserName: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Set up sealing' }).click();
    await this.dialog.getByRole('textbox', { name: 'Name of this browser' }).fill(browserName);
    await this.dialog.getByRole('button', { name: 'Make the keys' }).click();
    const code = (await this.dialog.getByTestId('recovery-code').textContent())?.trim() ?? '';
    await this.dialog.getByRole('button', { name: 'I have kept it' }).click();
    const typed = this.dialog.getByRole('textbox', { name: 'Recovery code from your copy' });
    await typed.fill(code.slice(0, -1));
    await this.dialog.getByRole('button', { name: 'Turn on sealing' }).click();
    await expect(this.dialog.getByText('This is not the code.')).toBeVisible();
    await typed.fill(code.toLowerCase().replaceAll('-', ' '));
    await this.dialog.getByRole('button', { name: 'Turn on sealing' }).click();
    await expect(this.page.getByText('On: recordings that begin now are sealed.')).toBeVisible();
    return code;
  }

  /** Asks that this browser may open, on whatever page shows it; gives the number to compare. */
  async ask(browserName: string): Promise<string> {
    await this.page.getByRole('textbox', { name: 'Name of this browser' }).fill(browserName);
    await this.page.getByRole('button', { name: 'Ask for approval' }).click();
    return this.number();
  }

  /** Types a recovery code. */
  async recover(code: string, browserName: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Use the recovery code' }).click();
    await this.dialog.getByRole('textbox', { name: 'Recovery code' }).fill(code);
    await this.dialog.getByRole('textbox', { name: 'Name of this browser' }).fill(browserName);
    await this.dialog.getByRole('button', { name: 'Approve this browser' }).click();
  }

  async number(): Promise<string> {
    const shown = this.page.getByRole('img', { name: /^Number to compare: / });
    return ((await shown.getAttribute('aria-label')) ?? '').replace('Number to compare: ', '');
  }

  /** Opens the dialog of a waiting browser and gives the number that it shows. */
  async startApproving(browserName: string): Promise<string> {
    await this.page.getByRole('button', { name: `Approve ${browserName}` }).click();
    return this.number();
  }

  async finishApproving(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'The numbers are the same' }).click();
    await expect(this.page.getByText('The browser is approved.')).toBeVisible();
  }

  async remove(browserName: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${browserName}` }).click();
    await this.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(this.page.getByText('The browser is removed.')).toBeVisible();
  }

  async turnOff(): Promise<void> {
    await this.page.getByRole('button', { name: 'Turn off' }).click();
    await this.dialog.getByRole('button', { name: 'Turn off' }).click();
    await expect(this.page.getByText('Off: recordings that begin now')).toBeVisible();
  }
}
