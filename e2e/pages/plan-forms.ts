import { expect, type Locator } from '@playwright/test';
import type { PlanEditorPage } from './plan-editor-page.ts';

/** The inspector's forms: what one sets at the node that is selected. */
export class PlanForms {
  readonly #plans: PlanEditorPage;

  constructor(plans: PlanEditorPage) {
    this.#plans = plans;
  }

  get #inspector(): Locator {
    return this.#plans.inspector;
  }

  /** Chooses the option whose text begins like this. */
  async choose(field: string, wanted: string): Promise<void> {
    const choice = this.#inspector.getByRole('combobox', { name: field, exact: true }).last();
    const option = choice.locator('option').filter({ hasText: new RegExp(`^${wanted}`) });
    await choice.selectOption(await option.first().innerText());
  }

  async says(phrase: string): Promise<void> {
    await this.#inspector.getByRole('combobox', { name: 'Add a sound' }).first().selectOption({ label: 'Phrase' });
    await this.choose('Phrase', phrase);
  }

  async saysPrompt(name: string): Promise<void> {
    await this.#inspector.getByRole('combobox', { name: 'Add a sound' }).first().selectOption({ label: 'Prompt' });
    await this.choose('Prompt', name);
  }

  /** Choices in the order of the keys: the first one is 1. */
  async offers(meanings: readonly string[]): Promise<void> {
    for (const meaning of meanings) {
      await this.#inspector.getByRole('button', { name: 'Add a choice' }).click();
      await this.#inspector.getByRole('textbox', { name: 'Means' }).last().fill(meaning);
    }
  }

  async rings(kind: 'Person' | 'Ring group', name: string): Promise<void> {
    await this.#inspector.getByRole('combobox', { name: 'Add who rings' }).selectOption({ label: kind });
    await this.choose(kind, name);
  }

  async takesMessagesFor(name: string): Promise<void> {
    await this.choose('Box', 'A person’s own box');
    await this.choose('Whose box', name);
  }

  /** Open all day on every day but this one; the schedule node that is selected uses it. */
  async isAlwaysOpenBut({ name, holiday, day }: { readonly name: string; readonly holiday: string; readonly day: string }): Promise<void> {
    await this.#inspector.getByRole('button', { name: 'New schedule' }).click();
    const dialog = this.#plans.page.getByRole('dialog', { name: 'New schedule' });
    await dialog.getByRole('textbox', { name: 'Name' }).first().fill(name);
    for (const weekend of ['Saturday', 'Sunday']) await dialog.getByRole('button', { name: weekend }).click();
    await dialog.getByLabel('From', { exact: true }).fill('00:00');
    await dialog.getByLabel('To', { exact: true }).fill('00:00');
    await dialog.getByRole('button', { name: 'Add a day' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).last().fill(holiday);
    await this.#setDay(dialog, day);
  }

  /** Moves the only holiday of the selected node's schedule to another day. */
  async movesHolidayTo(day: string): Promise<void> {
    await this.#inspector.getByRole('button', { name: 'Edit hours' }).click();
    await this.#setDay(this.#plans.page.getByRole('dialog', { name: 'Edit hours' }), day);
  }

  async #setDay(dialog: Locator, day: string): Promise<void> {
    await dialog.getByLabel('First day').fill(day);
    await dialog.getByLabel('Last day').fill(day);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
  }
}
