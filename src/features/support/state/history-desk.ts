import type { HistoryEntry, SealedEvent } from '../../../../seal/index.ts';
import { maxScenes } from './drawing-desk.ts';
import type { LiveContext, Said } from './live-context.ts';

/** What those who come later are told; the rest is only of its moment. */
const toldTypes: ReadonlySet<SealedEvent['type']> = new Set([
  'chat',
  'scene',
  'draw',
  'undraw',
  'clear-drawings',
  'step-done',
  'diagnostics',
  'survey',
  'still',
  'still-taken',
  'still-note',
  'still-drop',
  'still-keep',
  'code-read',
  'file-offer',
  'file-done',
  'file-cancel',
]);
const keptEntries = 2_000;
/** A sealed body holds 48 KiB; what is around each entry is counted generously. */
const maxLettersPerMessage = 30_000;

/** Remembers what was said, and tells it to whoever came without it. */
export class HistoryDesk {
  readonly #context: LiveContext;
  #entries: HistoryEntry[] = [];

  constructor(context: LiveContext) {
    this.#context = context;
  }

  handleSaid({ event, seatId, name, at }: Said<SealedEvent>): void {
    if (!isTold(event)) return;
    this.#entries.push({ seatId, name, number: at, event });
    if (event.type === 'scene') this.#forgetOldScenes();
    // Not at each: in a flood all of them would be copied for every one.
    if (this.#entries.length >= 2 * keptEntries) this.#entries = this.#entries.slice(-keptEntries);
  }

  /** Whoever comes now is somebody else. */
  forget(): void {
    this.#entries = [];
  }

  #forgetOldScenes(): void {
    const scenes = this.#entries.filter((entry) => entry.event.type === 'scene');
    const old = new Set(scenes.slice(0, -maxScenes));
    if (old.size > 0) this.#entries = this.#entries.filter((entry) => !old.has(entry));
  }

  /** Somebody came without it: the customer's side tells; the customer is told by the first expert. */
  handleJoined(seatId: string): void {
    const { view, role } = this.#context;
    const { people, mySeatId } = view.getState();
    const firstExpert = people.find((person) => person.role === 'expert' && person.isSealed && person.seatId !== seatId)?.seatId;
    const isCustomer = people.find((person) => person.seatId === seatId)?.role === 'customer';
    const isMine = isCustomer ? firstExpert === mySeatId : role === 'customer';
    if (!isMine) return;
    for (const events of parts(this.#entries.slice(-keptEntries))) this.#context.send({ type: 'history', to: seatId, events: [...events] });
  }
}

function isTold(event: SealedEvent): event is HistoryEntry['event'] {
  return toldTypes.has(event.type);
}

function parts(entries: readonly HistoryEntry[]): readonly (readonly HistoryEntry[])[] {
  const all: HistoryEntry[][] = [];
  let letters = Infinity;
  for (const entry of entries) {
    const size = JSON.stringify(entry).length;
    if (letters + size > maxLettersPerMessage) {
      all.push([]);
      letters = 0;
    }
    letters += size;
    all.at(-1)?.push(entry);
  }
  return all;
}
