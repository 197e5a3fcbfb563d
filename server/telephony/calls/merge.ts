import { newId } from '../../platform/ids.ts';
import type { AudioTap, Mouth } from '../../media/media-engine.ts';
import type { Mix, MixSeat, Mixer } from '../../media/media-engine.ts';
import type { CallSide } from '../history/call-record.ts';
import type { Bridge } from './bridge.ts';
import type { Call } from './call.ts';
import type { Conferring } from './conferring.ts';

/** A call of the person who merged, and on which side of it they are. */
export interface MergedCall {
  readonly call: Call;
  readonly bridge: Bridge;
  readonly own: CallSide;
}

interface Entry extends MergedCall {
  readonly other: CallSide;
  /** The other's place in the mix. */
  readonly seat: MixSeat;
  readonly tap: AudioTap;
}

const otherSide = { caller: 'callee', callee: 'caller' } as const satisfies Record<CallSide, CallSide>;

/**
 * Calls of one person that became one conference ([CF20]). Each call stays a call of its own, with its record; what changes is what its
 * two people hear. The person who merged has a leg in each call and speaks and hears by one of them, the one that does not hold.
 * It ends when fewer than three people are left.
 */
export class Merge {
  readonly id = newId();
  readonly userId: string;
  readonly #mix: Mix;
  readonly #name: string;
  readonly #entries = new Map<string, Entry>();
  readonly #onOver: () => void;
  readonly #own: MixSeat;
  #primary: Entry | undefined;
  #ownTap: AudioTap | undefined;
  #isOver = false;

  constructor(options: { readonly userId: string; readonly name: string; readonly mixer: Mixer; readonly onOver: () => void }) {
    this.userId = options.userId;
    this.#name = options.name;
    this.#onOver = options.onOver;
    this.#mix = options.mixer.open();
    this.#own = this.#mix.join(options.name);
  }

  has(callId: string): boolean {
    return this.#entries.has(callId);
  }

  /** Takes calls in that are not in it yet. */
  add(calls: readonly MergedCall[]): void {
    for (const merged of calls) if (!this.has(merged.call.id)) this.#enter(merged);
    for (const { call } of calls) call.note('merged', { conference: this.id });
    this.#mix.signal('joined');
    this.#settle();
  }

  #enter(merged: MergedCall): void {
    const { call, bridge, own } = merged;
    const other = otherSide[own];
    const seat = this.#mix.join(nameOf(call, other));
    const entry: Entry = { ...merged, other, seat, tap: bridge.seat(other).tap((rtp) => seat.say(rtp)) };
    this.#entries.set(call.id, entry);
    call.on('changed', (phase) => {
      if (phase.name === 'ended') this.#remove(entry);
    });
    bridge.confer(this.#conferring(entry));
  }

  #conferring(entry: Entry): Conferring {
    const { own, other, seat } = entry;
    const status = this.#status.bind(this);
    return {
      get status() {
        return status();
      },
      earOf: (side) => (side === other ? seat.mouth : this.#ownEar(entry)),
      // Only who merged may leave and let the others talk on.
      goesOnWithout: (side) => side === own && this.#entries.size > 1,
      handleChange: () => this.#settle(),
    };
  }

  #ownEar(entry: Entry): Mouth | undefined {
    return entry === this.#primary ? this.#own.mouth : undefined;
  }

  #remove(entry: Entry): void {
    if (!this.#entries.delete(entry.call.id)) return;
    this.#leave(entry);
    if (!this.#isOver) this.#mix.signal('left');
    this.#settle();
  }

  #leave({ seat, tap }: Entry): void {
    tap.close();
    seat.leave();
  }

  #settle(): void {
    if (this.#isOver) return;
    if (this.#entries.size < 2) return this.#finish();
    this.#speakBy(this.#choosePrimary());
    for (const { bridge } of this.#entries.values()) bridge.refresh();
    return undefined;
  }

  /** The present one, while its leg is there and does not hold; else one that is like that, else any that is there. */
  #choosePrimary(): Entry | undefined {
    const here = [...this.#entries.values()].filter(({ bridge, own }) => !bridge.hasLeft(own));
    const listening = here.filter(({ bridge, own }) => !bridge.seat(own).leg.isHolding);
    const last = (entries: readonly Entry[]): Entry | undefined => entries.find((entry) => entry === this.#primary) ?? entries.at(-1);
    return last(listening) ?? last(here);
  }

  #speakBy(next: Entry | undefined): void {
    if (next === this.#primary) return;
    this.#ownTap?.close();
    this.#primary = next;
    this.#ownTap = next?.bridge.seat(next.own).tap((rtp) => this.#own.say(rtp));
    if (!next) this.#own.leave();
  }

  /** Two are left, who talk to each other by their call; or one, whose call ends. */
  #finish(): void {
    this.#isOver = true;
    this.#ownTap?.close();
    for (const { call, bridge, own } of this.#entries.values()) {
      if (bridge.hasLeft(own)) call.end('completed', own);
      else bridge.confer(undefined);
    }
    for (const entry of this.#entries.values()) this.#leave(entry);
    this.#entries.clear();
    this.#mix.close();
    this.#onOver();
  }

  #status(): Conferring['status'] {
    const entries = [...this.#entries.values()];
    return {
      id: this.id,
      members: [...(this.#primary ? [this.#name] : []), ...entries.map(({ call, other }) => nameOf(call, other))],
      isWaiting: false,
      isMuted: false,
      isRecorded: entries.some(({ bridge }) => bridge.isRecorded),
    };
  }
}

function nameOf(call: Call, side: CallSide): string {
  const party = side === 'caller' ? call.caller : call.callee;
  return party === undefined ? '' : party.displayName || party.number;
}
