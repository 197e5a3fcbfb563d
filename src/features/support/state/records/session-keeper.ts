import { createStore, type StoreApi } from 'zustand/vanilla';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { LiveSession } from '../live-session.ts';
import type { Drawing, LiveView } from '../live-view.ts';
import { ChangeTimes } from './change-times.ts';
import { datedId } from './dated-id.ts';
import { isKeeper, removeAll } from './keeper-duty.ts';
import { isNewest, learned, type Kept } from './kept-before.ts';
import { KeptNames } from './kept-names.ts';
import { keptThings, recordKey, stillKey, type KeptThing } from './kept-things.ts';
import { LeavingRecord } from './leaving-record.ts';
import { RecordFailure } from './record-failure.ts';
import type { SealedTo } from './sealed-once.ts';
import type { SessionRecords } from './session-records.ts';

/**
 * ```
 * asking ─the tenant has keys─▶ kept ⇄ keeping        keeping ─refused─▶ failed ─retry─▶ asking
 * asking ─it has none, or they cannot be used─▶ none  asking ─no answer─▶ failed
 * ```
 */
export interface KeeperView {
  readonly state: 'asking' | 'none' | 'keeping' | 'kept' | 'failed';
  /** Why nothing is kept, or what failed. */
  readonly failure: unknown;
  /** What is kept, in its newest version or one before: keys of `kept-things.ts`. */
  readonly kept: ReadonlySet<string>;
  /** How many things are still to be kept. */
  readonly open: number;
  /** False: a colleague's page keeps it. */
  readonly isMine: boolean;
}

export interface SessionKeeperParts {
  readonly session: Pick<LiveSession, 'getView' | 'subscribe' | 'receipts'>;
  readonly records: Pick<SessionRecords, 'list' | 'recipient' | 'keepStill' | 'keepDocument' | 'remove' | 'sealRecord' | 'keepLast'>;
  /** A still with what was drawn on it. */
  readonly paint: (still: Blob, drawings: readonly Drawing[]) => Promise<Blob>;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
}

/** What is new is kept soon; what changes again when nobody changed it for a while, or at the end. */
const soonMs = 3_000;
const quietMs = 20_000;
const retryMs = 5_000;
const watched = ['stills', 'drawings', 'codes', 'people', 'link'] as const;

/** With the name that it is listed by. */
type Named = KeptThing & { readonly name: string };

/**
 * Keeps what is made in a session, sealed, without being asked: stills with what was drawn on them and their notes, codes, and at the end
 * chat and receipts. Of several experts the first who is here does it. A newer version is kept before the older one is deleted.
 */
export class SessionKeeper {
  readonly view: StoreApi<KeeperView> = createStore<KeeperView>(() => ({
    state: 'asking',
    failure: undefined,
    kept: new Set(),
    open: 0,
    isMine: true,
  }));
  readonly #parts: SessionKeeperParts;
  readonly #changes = new ChangeTimes();
  readonly #names = new KeptNames();
  readonly #leaving: LeavingRecord;
  /** To whom things are sealed; undefined: it is not known that anything can be kept. */
  #recipient: SealedTo | undefined;
  #kept: ReadonlyMap<string, Kept> = new Map();
  /** What was sent and not answered is sent again under its id: the server keeps it once. */
  readonly #sent = new Map<string, { readonly id: string; readonly state: string }>();
  #seen: LiveView | undefined;
  /** Whether it is known here what a colleague kept until now. */
  #isFresh = false;
  /** Whether it is to be asked for keys before anything is kept. */
  #isToAsk = false;
  #isSoon = false;
  #stopQuiet: () => void = () => undefined;
  #isBegun = false;
  #isWorking = false;
  #asked: 'new' | 'all' | undefined;

  constructor(parts: SessionKeeperParts) {
    this.#parts = parts;
    const { session, records } = parts;
    this.#leaving = new LeavingRecord({
      getView: () => session.getView(),
      kept: () => this.#kept,
      changes: this.#changes,
      nameOf: (thing) => this.#nameOf(thing),
      records,
      recipient: () => (this.view.getState().isMine ? this.#recipient : undefined),
    });
  }

  /** From now on, until all is kept after the end; the second time nothing. */
  begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#parts.session.subscribe(() => this.#look());
    this.#look();
    // Not while the first picture is on its way.
    this.#parts.schedule(soonMs, () => this.#ask());
  }

  /** After something failed, or keys were made. */
  retry(): void {
    const { state } = this.view.getState();
    if (state === 'failed' || state === 'none') this.#ask();
  }

  /** Nobody looks at the page: what waits for a quiet moment is kept now, while there is a page that can. */
  hide(): void {
    this.#stopQuiet();
    void this.#work('all');
  }

  /** The page goes: what was written, and drawn on stills since they were kept, is sent in the same breath, as it was sealed last. */
  leave(): void {
    if (!this.view.getState().isMine) return;
    this.#leaving.leave()?.then(
      // The page stayed all the same.
      ({ name, kept }) => this.#note(name, kept),
      (failure: unknown) => this.#fail(failure, 'failed'),
    );
  }

  #ask(): void {
    this.#isToAsk = true;
    void this.#work(this.#parts.session.getView().link === 'ended' ? 'all' : 'new');
  }

  /** Whether anything can be kept. */
  async #isAble(): Promise<boolean> {
    this.#isToAsk = false;
    this.view.setState({ state: 'asking', failure: undefined });
    try {
      this.#recipient = await this.#parts.records.recipient();
      this.#leaving.handleChanged();
      await this.#learn();
    } catch (failure) {
      this.#recipient = undefined;
      this.#fail(failure, failure instanceof RecordFailure ? 'none' : 'failed');
      return false;
    }
    this.#show('kept');
    return true;
  }

  /** What is kept already, by whom ever: the server's word, also against what this page kept before a colleague's did. */
  async #learn(): Promise<void> {
    this.#isFresh = true;
    try {
      this.#kept = learned(await this.#parts.records.list(AbortSignal.timeout(60_000)), this.#kept);
    } catch (failure) {
      this.#isFresh = false;
      throw failure;
    }
    // A colleague's page keeps it, and may change it at any time.
    this.#isFresh &&= this.view.getState().isMine;
  }

  #look(): void {
    const [now, before] = [this.#parts.session.getView(), this.#seen];
    this.#seen = now;
    this.#changes.look(now);
    const isSame = before !== undefined && watched.every((key) => now[key] === before[key]);
    if (!isSame || now.chat !== before.chat) this.#leaving.handleChanged();
    if (isSame) return;
    const { isMine: wasMine } = this.view.getState();
    const isMine = isKeeper(now, wasMine);
    if (isMine !== wasMine) this.view.setState({ isMine });
    this.#isFresh &&= isMine;
    this.#stopQuiet();
    if (now.link === 'ended') {
      // Nobody is to leave in the belief that the last of it is kept.
      if (this.view.getState().state === 'kept') this.#show('keeping', 1);
      void this.#work('all');
      return;
    }
    if (!this.#isSoon)
      this.#parts.schedule(soonMs, () => {
        this.#isSoon = false;
        void this.#work('new');
      });
    this.#isSoon = true;
    this.#stopQuiet = this.#parts.schedule(quietMs, () => void this.#work('all'));
  }

  /** One after the other. `new`: only what is kept in no version. */
  async #work(which: 'new' | 'all'): Promise<void> {
    const { state } = this.view.getState();
    if (this.#isWorking) this.#asked = this.#asked === 'all' ? 'all' : which;
    if (this.#isWorking || (!this.#isToAsk && (state === 'asking' || state === 'none'))) return;
    this.#isWorking = true;
    try {
      if (!this.#isToAsk || (await this.#isAble())) {
        await this.#keepAll(which);
        this.#show('kept');
      }
    } catch (failure) {
      this.#fail(failure, 'failed');
    }
    this.#isWorking = false;
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked !== undefined) void this.#work(asked);
  }

  async #keepAll(which: 'new' | 'all'): Promise<void> {
    if (this.view.getState().isMine && !this.#isFresh) await this.#learn();
    const failures: unknown[] = [...(await this.#removeUnwanted())];
    // What came, changed or went meanwhile counts; one that is refused does not stop the others.
    const tried = new Set<string>();
    for (let due = await this.#due(which, tried); due[0]; due = await this.#due(which, tried)) {
      tried.add(due[0].name);
      this.#show('keeping', due.length);
      await this.#keep(due[0]).catch((failure: unknown) => failures.push(failure));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #due(which: 'new' | 'all', tried: ReadonlySet<string>): Promise<readonly Named[]> {
    const { session } = this.#parts;
    const isAnyUnwanted = this.#changes.hasDropped || session.getView().stills.some(({ isKept }) => isKept === false);
    const things = await keptThings(session, isAnyUnwanted && this.#kept.has(recordKey));
    if (!this.view.getState().isMine) return [];
    const named = things.map((thing): Named => ({ ...thing, name: this.#nameOf(thing) }));
    return named.filter((thing) => {
      const kept = this.#kept.get(thing.name);
      if (tried.has(thing.name)) return false;
      return kept === undefined || (which === 'all' && !isNewest(kept, thing, this.#changes.of(thing.key)));
    });
  }

  #nameOf(thing: KeptThing): string {
    return this.#names.of(thing, this.#kept, (at) => this.#changes.knows(at));
  }

  async #keep(thing: Named): Promise<void> {
    const { records, paint } = this.#parts;
    const { name, state } = thing;
    const before = this.#kept.get(name)?.artefactIds ?? [];
    const sent = this.#sent.get(name);
    const as = { id: sent?.state === state ? sent.id : datedId(this.#changes.asOf(thing)), name };
    this.#sent.set(name, { id: as.id, state });
    if (thing.kind === 'still')
      await records.keepStill(await paint(thing.picture, thing.drawings), { title: thing.note, number: thing.number }, as);
    else await records.keepDocument(thing.kind, thing.content, as);
    this.#sent.delete(name);
    const left = await removeAll(
      this.#parts.records,
      before.filter((id) => id !== as.id),
    );
    const drawn = thing.kind === 'still' ? new Set(thing.drawings.map(({ id }) => id)) : undefined;
    this.#note(name, { artefactIds: [as.id, ...left.map(({ id }) => id)], state, drawn });
  }

  /** What an expert does not want kept, or threw away. @returns why some of it stays */
  async #removeUnwanted(): Promise<readonly unknown[]> {
    const failures: unknown[] = [];
    for (const [key, kept] of this.#kept) {
      const still = this.#parts.session.getView().stills.find(({ id }) => stillKey(id) === key);
      // What is not here may come yet, as after the page was loaded again.
      const isUnwanted = still?.isKept === false || (still === undefined && this.#changes.isDropped(key));
      // A colleague's page deletes what it kept, while it is there.
      if (!isUnwanted || (kept.state === undefined && !this.view.getState().isMine)) continue;
      const left = await removeAll(this.#parts.records, kept.artefactIds);
      this.#note(key, left.length === 0 ? undefined : { ...kept, artefactIds: left.map(({ id }) => id) });
      failures.push(...left.map(({ failure }) => failure));
    }
    return failures;
  }

  #note(key: string, kept: Kept | undefined): void {
    const others = [...this.#kept].filter(([one]) => one !== key);
    this.#kept = new Map(kept ? [...others, [key, kept]] : others);
  }

  #fail(failure: unknown, state: 'none' | 'failed'): void {
    this.view.setState({ state, failure, kept: new Set(this.#kept.keys()) });
    if (failure instanceof ApiFailure && failure.isTemporary)
      this.#parts.schedule(retryMs, () => this.view.getState().failure === failure && this.retry());
  }

  #show(state: 'keeping' | 'kept', open = 0): void {
    this.view.setState({ state, open, failure: undefined, kept: new Set(this.#kept.keys()) });
  }
}
