import { expect, type Locator, type Page } from '@playwright/test';

/** A point of the canvas, in parts of its width and height: 0 is left or top, 1 right or bottom. */
export interface CanvasPoint {
  readonly x: number;
  readonly y: number;
}

/** The dial plans at /plans and /plans/ID, by the names of their interface. */
export class PlanEditorPage {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  get canvas(): Locator {
    return this.page.getByRole('application', { name: 'Dial plan canvas' });
  }

  get palette(): Locator {
    return this.page.getByRole('region', { name: 'Palette' });
  }

  get inspector(): Locator {
    return this.page.getByRole('region', { name: 'Inspector' });
  }

  get findings(): Locator {
    return this.page.getByRole('region', { name: 'Findings' });
  }

  async openList(): Promise<void> {
    await this.page.goto(`${this.url}/plans`);
    await expect(this.page.getByRole('heading', { name: 'Dial plans' })).toBeVisible();
  }

  /** Makes an empty plan and shows its canvas. */
  async create(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New plan' }).first().click();
    const dialog = this.page.getByRole('dialog', { name: 'New plan' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('radio', { name: /^Empty plan/ }).check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(this.canvas).toBeVisible();
  }

  /** Opens a plan from the list, its drawing as large as the page lets it. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('row', { name: new RegExp(name) }).click();
    await expect(this.canvas).toBeVisible();
    await this.page.getByRole('button', { name: 'Hide the checks' }).click();
    await this.page.getByRole('button', { name: 'Show all' }).click();
  }

  /** The card of a node, the pill of an entry: whatever lies on the canvas under this title. */
  part(title: string): Locator {
    return this.canvas.locator('[data-part]').and(this.canvas.getByRole('group', { name: new RegExp(`^${title}(,|$)`) }));
  }

  exit(title: string, exit: string): Locator {
    return this.part(title).getByRole('group', { name: new RegExp(`^${exit}(,|$)`) });
  }

  /** Drags a kind of node from the palette to a place of the canvas. */
  async drag(kind: string, to: CanvasPoint): Promise<void> {
    const from = await boxOf(this.palette.getByRole('button', { name: kind, exact: true }));
    const canvas = await boxOf(this.canvas);
    await this.#drag(middle(from), { x: canvas.x + canvas.width * to.x, y: canvas.y + canvas.height * to.y });
  }

  /** Draws a line with the pointer, from the port of an exit onto a node. */
  async drawLine(from: string, exit: string, to: string): Promise<void> {
    const card = await boxOf(this.part(from));
    const row = await boxOf(exit === '' ? this.part(from) : this.exit(from, exit));
    const target = await boxOf(this.part(to));
    await this.page.mouse.move(card.x + card.width / 2, row.y + row.height / 2);
    await this.#drag(
      { x: card.x + card.width, y: row.y + row.height / 2 },
      { x: target.x + 2, y: target.y + Math.min(20, target.height / 2) },
    );
    await this.leadsTo(from, exit, to);
  }

  /** The keyboard is on the canvas, at this part; a dialog that is still closing would take the keys. */
  async goTo(title: string): Promise<void> {
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    await this.canvas.focus();
    await this.page.keyboard.press('ControlOrMeta+f');
    const dialog = this.page.getByRole('dialog', { name: 'Find in this plan' });
    await dialog.getByRole('combobox').fill(title);
    await this.page.keyboard.press('Enter');
    await this.#isBackFrom(dialog);
  }

  /** Goes to an exit by the arrow keys and connects it by typing what comes behind: a node's title, or `New: KIND`. */
  async connectByKeys(from: string, exit: string, to: string): Promise<void> {
    await this.goTo(from);
    await this.page.keyboard.press('ArrowRight');
    const wanted = exit === '' ? /.*/ : new RegExp(`^${exit}(,|$)`);
    for (let step = 0; step < 12 && !(await this.#isAtExit(wanted)); step += 1) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
    const dialog = this.page.getByRole('dialog', { name: /leads to$/ });
    await dialog.getByRole('combobox').fill(to);
    await this.page.keyboard.press('Enter');
    await this.#isBackFrom(dialog);
  }

  /** Closed, and the next key is the canvas's: focus returns a moment after the dialog is gone. */
  async #isBackFrom(dialog: Locator): Promise<void> {
    await expect(dialog).toBeHidden();
    await expect(this.canvas).toBeFocused();
  }

  async #isAtExit(name: RegExp): Promise<boolean> {
    const id = await this.canvas.getAttribute('aria-activedescendant');
    if (id === null) return false;
    const label = await this.page.locator(`[id="${id}"]`).getAttribute('aria-label');
    return label !== null && name.test(label);
  }

  /** The node's own list of exits says where one leads. */
  async leadsTo(from: string, exit: string, to: string): Promise<void> {
    await this.select(from);
    const row = this.inspector.getByRole('group', { name: 'Exits' }).getByRole('listitem').filter({ hasText: exit });
    await expect(row.getByRole('button', { name: to, exact: true })).toBeVisible();
  }

  /** Shows a part's settings. */
  async select(title: string): Promise<void> {
    await this.part(title).click({ position: { x: 40, y: 12 } });
    await expect(this.inspector.getByRole('heading', { name: title, exact: true })).toBeVisible();
  }

  async rename(to: string): Promise<void> {
    await this.inspector.getByRole('textbox', { name: /^Title/ }).fill(to);
    await expect(this.part(to)).toBeVisible();
  }

  /** Leads an extension to the entry `Start`. */
  async leadHere(extension: string): Promise<void> {
    await this.select('Start');
    await this.inspector.getByRole('textbox', { name: 'Extension or number' }).fill(extension);
    await this.inspector.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(this.inspector.getByText(`Extension ${extension}`)).toBeVisible();
  }

  /** `TITLE, step N` of the nodes that a shown way passes, in the order of the steps. */
  async litSteps(): Promise<readonly string[]> {
    const names = await this.canvas
      .locator('[data-part]')
      .evaluateAll((parts) => parts.map((part) => part.getAttribute('aria-label') ?? ''));
    const stepOf = (name: string): number => Number(/step (\d+)/.exec(name)?.[1]);
    const lit = names.filter((name) => stepOf(name) > 0).toSorted((one, other) => stepOf(one) - stepOf(other));
    return lit.map((name) => `${name.split(',')[0] ?? ''}, step ${String(stepOf(name))}`);
  }

  /** Waits until the server has the draft. */
  async isSaved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }

  async hasNoFindings(): Promise<void> {
    await expect(this.findings).toContainText('Nothing to mend');
  }

  async publish(note: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Publish/ });
    await dialog.getByRole('textbox', { name: 'What is new' }).fill(note);
    await dialog.getByRole('button', { name: 'Publish now' }).click();
    await expect(dialog).toBeHidden();
    await expect(this.page.getByText(/Version \d+ is in force/)).toBeVisible();
  }

  async #drag(from: CanvasPoint, to: CanvasPoint): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(locator: Locator): Promise<Box> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator.toString()} is not on screen`);
  return box;
}

function middle({ x, y, width, height }: Box): CanvasPoint {
  return { x: x + width / 2, y: y + height / 2 };
}
