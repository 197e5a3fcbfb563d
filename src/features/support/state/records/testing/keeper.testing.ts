import { createStore } from 'zustand/vanilla';
import type { Artefact } from '../../../../../../protocol/support/records.ts';
import type { ReceiptFile } from '../../../../../../seal/index.ts';
import { emptyView } from '../../empty-view.ts';
import type { LivePerson, LiveView } from '../../live-view.ts';
import type { StillView } from '../../camera-view.ts';
import { SessionKeeper, type SessionKeeperParts } from '../session-keeper.ts';
import type { SessionRecord } from '../session-record.ts';

interface KeptFile extends Artefact {
  readonly content: string | SessionRecord | ReceiptFile;
}

const person = (name: string, isMe: boolean): LivePerson => ({
  seatId: name,
  name,
  role: 'expert',
  isMe,
  isHere: true,
  isSealed: true,
  colour: 0,
  isWaiting: false,
});
export const alice = person('Alice', true);
export const bob = person('Bob', false);

export function still(id: string, change: Partial<StillView> = {}): StillView {
  const blob = new Blob([`picture ${id}`], { type: 'image/jpeg' });
  return {
    id,
    number: Number(/\d+$/u.exec(id)?.[0] ?? 9),
    producerId: 'camera',
    kind: 'photo',
    width: 4_000,
    height: 3_000,
    at: 1_000,
    note: '',
    blob,
    ...change,
  };
}

/** A session that is there, a server that keeps, and a keeper between them; time passes when it is told to. */
export class KeeperBench {
  readonly view = createStore<LiveView>(() => ({ ...emptyView(), link: 'live', people: [alice, bob] }));
  readonly files: KeptFile[];
  /** What the next requests fail with. */
  failure: Error | undefined;
  /** What answers never come back for, though the server kept it. */
  isDeaf = false;
  readonly keeper: SessionKeeper;
  readonly #sealed = new Map<Uint8Array, SessionRecord>();
  #now = 0;
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  /** @param files what the server has: of another bench, where a page goes on with what another one kept */
  constructor(change: Partial<SessionKeeperParts['records']> = {}, files: KeptFile[] = []) {
    this.files = files;
    const receipt: unknown = { entries: [1, 2] };
    this.keeper = new SessionKeeper({
      session: {
        getView: this.view.getState,
        subscribe: this.view.subscribe,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- counted and written down, not read
        receipts: async () => [receipt as ReceiptFile],
      },
      records: {
        list: async () => this.files,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is sealed here
        recipient: async () => ({}) as Awaited<ReturnType<SessionKeeperParts['records']['recipient']>>,
        keepStill: async (picture, { title }, as) =>
          this.#keep({ id: as?.id ?? '', name: as?.name ?? '', kind: 'still', content: `${title}|${await picture.text()}` }),
        sealRecord: async (content) => {
          const sealed = new TextEncoder().encode(JSON.stringify(content));
          this.#sealed.set(sealed, content);
          return sealed;
        },
        keepLast: async (sealed, as) => {
          const content = this.#sealed.get(sealed);
          if (!content) throw new Error('this was not sealed here');
          return this.#keep({ ...as, kind: 'transcript', content });
        },
        keepDocument: async (kind, content, as) => this.#keep({ ...as, kind, content }),
        remove: async (id) =>
          void this.files.splice(
            this.files.findIndex((file) => file.id === id),
            1,
          ),
        ...change,
      },
      paint: async (picture, drawings) => new Blob([picture, ...drawings.map((one) => ` with ${one.id}`)]),
      schedule: (delayMs, task) => {
        const entry = { at: this.#now + delayMs, task };
        this.#tasks.push(entry);
        return () => (this.#tasks = this.#tasks.filter((one) => one !== entry));
      },
    });
  }

  /** Names and contents of what is kept, as far as it is text. */
  get stills(): readonly (readonly [name: string, content: unknown])[] {
    return this.files.filter(({ kind }) => kind === 'still').map(({ name, content }) => [name, content]);
  }

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#tasks.filter(({ at }) => at <= this.#now);
    this.#tasks = this.#tasks.filter(({ at }) => at > this.#now);
    for (const { task } of due) task();
    await this.settle();
  }

  /** What is under way ends. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  #keep(file: Pick<KeptFile, 'id' | 'name' | 'kind' | 'content'>): Artefact {
    if (this.failure) throw this.failure;
    const createdAt = new Date(1_000 + this.#now + this.files.length).toISOString();
    const kept = this.files.find(({ id }) => id === file.id) ?? { ...file, bytes: 1, parts: 1, createdBy: 'Alice', createdAt };
    if (!this.files.includes(kept)) this.files.push(kept);
    return kept;
  }
}
