import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

/** The prompts at /admin/prompts. */
export class PromptsPage {
  readonly #page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  async open(): Promise<void> {
    await this.#page.goto(`${this.#url}/admin/prompts`);
    await expect(this.#page.getByRole('heading', { name: 'Prompts' })).toBeVisible();
  }

  row(name: string): Locator {
    return this.#page.getByRole('row', { name: new RegExp(name) });
  }

  async upload(name: string, file: string): Promise<void> {
    const dialog = await this.startNew(name);
    await dialog.getByRole('radio', { name: 'Upload' }).check({ force: true });
    await dialog.locator('input[type="file"]').setInputFiles(file);
    await this.create(dialog);
    await expect(this.row(name)).toContainText('Uploaded');
  }

  /** The dialog of a prompt that is there already. */
  async change(name: string): Promise<Locator> {
    await this.#page.getByRole('button', { name: `Actions for ${name}` }).click();
    await this.#page.getByRole('menuitem', { name: 'Change' }).click();
    return this.#page.getByRole('dialog', { name: `Prompt “${name}”` });
  }

  /** Lets a file fall where the dialog takes one. */
  async drop(dialog: Locator, file: string): Promise<void> {
    const content = (await readFile(file)).toString('base64');
    const dataTransfer = await this.#page.evaluateHandle(
      ({ bytes, name }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.codePointAt(0) ?? 0)], name));
        return transfer;
      },
      { bytes: content, name: basename(file) },
    );
    await dialog.getByText('Audio file').dispatchEvent('drop', { dataTransfer });
    await expect(dialog.getByText(basename(file))).toBeVisible();
  }

  /** Speaks into the microphone until the recorder shows so many seconds, at most 9. */
  async record(name: string, seconds: number): Promise<void> {
    const dialog = await this.startNew(name);
    await dialog.getByRole('radio', { name: 'Record' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    const stop = dialog.getByRole('button', { name: 'Stop recording' });
    await expect(stop).toBeVisible();
    await expect(dialog.getByRole('timer')).toHaveText(new RegExp(`00:0[${String(seconds)}-9]`, 'u'));
    await stop.click();
    await expect(dialog.getByText('Recorded. Listen to it, or save.')).toBeVisible();
    await this.create(dialog);
    await expect(this.row(name)).toContainText('Recorded');
  }

  async readAloud(name: string, text: string, language: 'English' | 'German' = 'English'): Promise<void> {
    const dialog = await this.startNew(name);
    await dialog.getByRole('radio', { name: 'Text to speech' }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'Text' }).fill(text);
    await dialog.getByRole('combobox', { name: 'Language' }).selectOption({ label: language });
    await expect(dialog.getByRole('combobox', { name: 'Voice' })).not.toHaveValue('');
    await this.create(dialog);
    await expect(this.row(name)).toContainText('Read aloud');
  }

  /** Asks to delete a prompt; resolves to the dialog that answers. */
  async askToDelete(name: string): Promise<Locator> {
    await this.#page.getByRole('button', { name: `Actions for ${name}` }).click();
    await this.#page.getByRole('menuitem', { name: 'Delete' }).click();
    return this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog'));
  }

  async startNew(name: string): Promise<Locator> {
    await this.#page.getByRole('button', { name: 'New prompt' }).first().click();
    const dialog = this.#page.getByRole('dialog', { name: 'New prompt' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    return dialog;
  }

  async create(dialog: Locator): Promise<void> {
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog).toBeHidden({ timeout: 20_000 });
  }
}
