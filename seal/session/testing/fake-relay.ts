import type { Bytes } from '../../bytes.ts';
import type { SealedSession, SealWire } from '../sealed-session.ts';
import { FakeClock } from './fake-clock.ts';

export interface Delivery {
  readonly lane: 'log' | 'pass';
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly body: Bytes;
}

/** What a hostile relay makes of a delivery; unchanged: itself. */
export type Tamper = (delivery: Delivery) => readonly Delivery[];

/** A relay as the server runs it, in one page; hostile when it is given a `tamper`. */
export class FakeRelay {
  readonly clock = new FakeClock();
  readonly entries: { readonly number: number; readonly from: string; readonly body: Bytes }[] = [];
  tamper: Tamper = (delivery) => [delivery];
  readonly #ends = new Map<string, SealedSession>();
  #deliveries = 0;

  wireOf(seatId: string): SealWire {
    return {
      log: (body) => Promise.resolve(this.append(seatId, body)),
      pass: (body, to) => {
        for (const seat of to === undefined ? [...this.#ends.keys()] : [to]) {
          if (seat !== seatId) this.deliver({ lane: 'pass', number: 0, from: seatId, to: seat, body });
        }
      },
    };
  }

  append(from: string, body: Bytes): number {
    const entry = { number: this.entries.length + 1, from, body };
    this.entries.push(entry);
    for (const to of this.#ends.keys()) this.deliver({ lane: 'log', to, ...entry });
    return entry.number;
  }

  /** A seat's page is here: it gets the log so far, then what comes. */
  attach(seatId: string, end: SealedSession): void {
    this.#ends.get(seatId)?.close();
    this.#ends.set(seatId, end);
    for (const entry of this.entries.slice()) this.deliver({ lane: 'log', to: seatId, ...entry });
  }

  detach(seatId: string): void {
    this.#ends.get(seatId)?.close();
    this.#ends.delete(seatId);
  }

  deliver(delivery: Delivery): void {
    for (const { lane, number, from, to, body } of this.tamper(delivery)) {
      this.#deliveries += 1;
      const end = this.#ends.get(to);
      void (lane === 'log' ? end?.handleLog({ number, from, body }) : end?.handlePass(from, body));
    }
  }

  /** Until nobody has anything to do or to say. */
  async settle(): Promise<void> {
    let before = -1;
    while (before !== this.#deliveries) {
      before = this.#deliveries;
      for (const end of this.#ends.values()) {
        for (let round = 0; round < 3; round += 1) await end.handleLog({ number: 0, from: '', body: new Uint8Array(0) });
      }
    }
  }

  async advance(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      this.clock.advance(1000);
      await this.settle();
    }
  }
}
