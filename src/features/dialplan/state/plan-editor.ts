import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlanDetail } from '../../../../protocol/dialplan/api.ts';
import type { NodeKindName, Position } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Refusal } from '../../../../protocol/dialplan/operations.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { cutOutText, pasteAt, readCutOut } from './clipboard.ts';
import { DraftSaver, type UnsentChanges, type UnsentStore } from './draft-saver.ts';
import { addNodeOperation, exitFor, moveOperation, newNode, onGrid, placeFor, removeOperation } from './edits.ts';
import { freshPartId } from './fresh-id.ts';
import { cardSizeOf } from './geometry.ts';
import { edgeId, partsOf } from './plan-parts.ts';
import { PlanDocument, type Edit, type EditName } from './plan-document.ts';
import type { PlansApi } from './plans-api.ts';
import { Selection, type Spot } from './selection.ts';

/** What the editor says to a screen reader after an action, as a key of the words with its variables. */
export interface Announcement {
  readonly what: EditName | 'undone' | 'redone' | 'refused' | 'copied' | 'nothingToPaste' | 'saved' | 'theirs';
  readonly edit?: EditName;
  readonly reason?: Refusal;
  /** Rises, so that the same words twice are two announcements. */
  readonly number: number;
}

export interface PlanEditorOptions {
  readonly api: Pick<PlansApi, 'changeDraft' | 'plan'>;
  readonly detail: PlanDetail;
  readonly unsent: UnsentStore;
  readonly isReadOnly: boolean;
  readonly now: () => number;
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  readonly random?: () => number;
}

/** One open plan: its draft, what is selected, how it is stored. Knows no React and no canvas. */
export class PlanEditor {
  readonly planId: string;
  readonly isReadOnly: boolean;
  readonly document: PlanDocument;
  readonly selection = new Selection();
  readonly saver: DraftSaver;
  readonly announcement: StoreApi<Announcement | undefined> = createStore<Announcement | undefined>(() => undefined);
  readonly #options: PlanEditorOptions;
  readonly #life = new AbortController();
  #announced = 0;

  constructor(options: PlanEditorOptions) {
    const { detail, api } = options;
    this.#options = options;
    this.planId = detail.id;
    this.isReadOnly = options.isReadOnly;
    this.document = new PlanDocument(detail.draft, options.now);
    this.saver = new DraftSaver({
      send: (revision, operations) => api.changeDraft(detail.id, revision, operations),
      unsent: options.unsent,
      schedule: options.schedule,
      revision: detail.revision,
    });
    this.document.onOperation((operation) => this.saver.handleChange([operation]), this.#life.signal);
    const { signal } = this.#life;
    signal.addEventListener(
      'abort',
      this.document.view.subscribe(({ plan }) => this.#forgetGone(plan)),
      { once: true },
    );
    signal.addEventListener(
      'abort',
      this.saver.state.subscribe(({ kind }) => void (kind === 'conflict' && this.#lookAtTheirs())),
      {
        once: true,
      },
    );
  }

  get plan(): Plan {
    return this.document.plan;
  }

  /** Carries out an edit and says so. Does nothing where one may only read. */
  apply(edit: Edit, isQuiet = false): boolean {
    if (this.isReadOnly) return false;
    const applied = this.document.apply(edit);
    if (!applied.ok) this.#announce({ what: 'refused', reason: applied.reason });
    else if (!isQuiet) this.#announce({ what: edit.name });
    return applied.ok;
  }

  /** Adds a node: at a place, or after what is selected and connected to its exit. Gives its id. */
  addNode(kind: NodeKindName, at?: Position, after: Spot | undefined = this.#after(at)): string | undefined {
    const id = freshPartId(this.#options.random);
    const drawn = newNode(kind, id, { x: 0, y: 0 });
    const position = at === undefined ? placeFor(this.plan, after, cardSizeOf(drawn)) : onGrid(at);
    const isAdded = this.apply({ name: 'add', operation: addNodeOperation(this.plan, { ...drawn, position }, after) });
    if (!isAdded) return undefined;
    this.selection.goTo({ id });
    return id;
  }

  addNote(at?: Position): string | undefined {
    const id = freshPartId(this.#options.random);
    const position = at === undefined ? placeFor(this.plan, this.selection.view.getState().spot, { width: 200, height: 96 }) : onGrid(at);
    if (!this.apply({ name: 'note', operation: { kind: 'add-note', note: { id, text: '', position } } })) return undefined;
    this.selection.goTo({ id });
    return id;
  }

  addEntry(name: string, at?: Position): string | undefined {
    const id = freshPartId(this.#options.random);
    const position = at === undefined ? placeFor(this.plan, undefined, { width: 152, height: 40 }) : onGrid(at);
    if (!this.apply({ name: 'entry', operation: { kind: 'add-entry', entry: { id, name, position } } })) return undefined;
    this.selection.goTo({ id });
    return id;
  }

  connect(from: string, exit: string, to: string): boolean {
    return this.apply({ name: 'connect', operation: { kind: 'connect', edge: { from, exit, to } } });
  }

  disconnect(from: string, exit: string): boolean {
    if (!partsOf(this.plan).edges.has(edgeId(from, exit))) return false;
    return this.apply({ name: 'disconnect', operation: { kind: 'disconnect', from, exit } });
  }

  move(places: ReadonlyMap<string, Position>, name: 'move' | 'tidy' = 'move'): void {
    const operation = moveOperation(this.plan, places);
    if (operation !== undefined)
      this.apply({ name, operation, ...(name === 'move' ? { mergeKey: `move ${[...places.keys()].join(' ')}` } : {}) }, name === 'move');
  }

  /** Moves what is selected by so much. */
  nudge(x: number, y: number): void {
    const { parts } = partsOf(this.plan);
    const places = [...this.selection.view.getState().ids].flatMap((id): [string, Position][] => {
      const position = parts.get(id)?.position;
      return position === undefined ? [] : [[id, { x: position.x + x, y: position.y + y }]];
    });
    this.move(new Map(places));
  }

  setSettings(nodeId: string, settings: unknown): void {
    this.apply({ name: 'settings', operation: { kind: 'update-node', nodeId, settings }, mergeKey: `settings ${nodeId}` }, true);
  }

  setTitle(nodeId: string, title: string): void {
    this.apply({ name: 'title', operation: { kind: 'update-node', nodeId, title }, mergeKey: `title ${nodeId}` }, true);
  }

  setNote(noteId: string, text: string): void {
    this.apply({ name: 'note', operation: { kind: 'edit-note', noteId, text }, mergeKey: `note ${noteId}` }, true);
  }

  renameEntry(entryId: string, name: string): void {
    this.apply({ name: 'entry', operation: { kind: 'rename-entry', entryId, name }, mergeKey: `entry ${entryId}` }, true);
  }

  /** Removes the line of the exit under the keyboard, or all that is selected. */
  removeSelected(): void {
    const { ids, spot } = this.selection.view.getState();
    if (spot?.exit !== undefined) return void this.disconnect(spot.id, spot.exit);
    const operation = removeOperation(this.plan, ids);
    if (operation !== undefined) this.apply({ name: 'remove', operation });
  }

  /** Removes one part, whatever of it the keyboard is at. */
  remove(id: string): void {
    const operation = removeOperation(this.plan, new Set([id]));
    if (operation !== undefined) this.apply({ name: 'remove', operation });
  }

  selectAll(): void {
    this.selection.select([...partsOf(this.plan).parts.keys()]);
  }

  /** The selected parts as text for the clipboard. */
  copy(): string | undefined {
    const text = cutOutText(this.plan, this.selection.view.getState().ids);
    if (text !== undefined) this.#announce({ what: 'copied' });
    return text;
  }

  /** Puts in what the clipboard holds, when it is of a plan. */
  paste(text: string, at?: Position): boolean {
    const clip = readCutOut(text);
    if (clip === undefined) {
      this.#announce({ what: 'nothingToPaste' });
      return false;
    }
    const place = at ?? placeFor(this.plan, this.selection.view.getState().spot, { width: 232, height: 120 });
    const { operation, ids } = pasteAt(clip, onGrid(place), () => freshPartId(this.#options.random));
    if (!this.apply({ name: 'paste', operation })) return false;
    this.selection.select(ids);
    return true;
  }

  undo(): void {
    const edit = this.isReadOnly ? undefined : this.document.undo();
    if (edit !== undefined) this.#announce({ what: 'undone', edit });
  }

  redo(): void {
    const edit = this.isReadOnly ? undefined : this.document.redo();
    if (edit !== undefined) this.#announce({ what: 'redone', edit });
  }

  /** The exit behind which the next new node goes. */
  exitForNew(): Spot | undefined {
    return exitFor(this.plan, this.selection.view.getState().spot);
  }

  /** Changes of an earlier visit that never reached the server: carried out again, or asked about when the draft went on without them. */
  takeUp(left: UnsentChanges): void {
    if (this.isReadOnly || left.operations.length === 0) return;
    if (left.revision !== this.saver.revision) this.saver.handleForeign();
    for (const operation of left.operations) this.document.apply({ name: 'plan', operation, mergeKey: 'taken up' });
  }

  /** Somebody stored, published or restored: shows the newer draft where nothing of ours waits. */
  async handleChangedElsewhere(revision: number): Promise<void> {
    if (revision <= this.saver.revision || this.saver.hasUnsent) return;
    const theirs = await this.#options.api.plan(this.planId);
    if (theirs.revision <= this.saver.revision || this.saver.hasUnsent) return;
    this.showTheirs(theirs);
  }

  /** Gives up what was changed here in favour of what the server has. */
  showTheirs(theirs: PlanDetail): void {
    this.document.replace(theirs.draft);
    this.saver.handleReplaced(theirs.revision);
    this.#announce({ what: 'theirs' });
  }

  /** Stops listening and sending; what waits is sent first. */
  async close(): Promise<void> {
    await this.saver.leave();
    this.#life.abort();
  }

  #after(at: Position | undefined): Spot | undefined {
    return at === undefined ? this.exitForNew() : undefined;
  }

  #forgetGone(plan: Plan): void {
    const { parts } = partsOf(plan);
    this.selection.keepOnly((id) => parts.has(id));
  }

  /** An answer that got lost looks like a conflict with oneself: then there is nothing to ask. */
  async #lookAtTheirs(): Promise<void> {
    try {
      const theirs = await this.#options.api.plan(this.planId);
      if (JSON.stringify(theirs.draft) === JSON.stringify(this.plan)) this.saver.handleReplaced(theirs.revision);
    } catch {
      // The question to the person stays: they can look at the newer draft when the server answers again.
    }
  }

  #announce(announcement: Omit<Announcement, 'number'>): void {
    this.#announced += 1;
    this.announcement.setState({ ...announcement, number: this.#announced }, true);
  }
}
