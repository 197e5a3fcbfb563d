import { createStore } from 'zustand/vanilla';
import type { PassingEvent, SealedEvent } from '../../../../../seal/index.ts';
import { emptyView } from '../empty-view.ts';
import type { LiveContext, Said } from '../live-context.ts';
import type { LivePerson, LiveView } from '../live-view.ts';

export const customerSeat = '00000000-0000-4000-8000-00000000000c';
export const aliceSeat = '00000000-0000-4000-8000-00000000000a';
export const bobSeat = '00000000-0000-4000-8000-00000000000b';

const names: Readonly<Record<string, string>> = { [customerSeat]: 'Chris', [aliceSeat]: 'Alice', [bobSeat]: 'Bob' };

/** One side of a session whose clock goes on when told to, and which keeps what it said. */
export class TestSide {
  readonly sent: SealedEvent[] = [];
  readonly passed: PassingEvent[] = [];
  readonly context: LiveContext;
  #now = 1_000;
  #tasks: { at: number; task: () => void }[] = [];
  #ids = 0;

  constructor(mySeatId: string) {
    const role = mySeatId === customerSeat ? 'customer' : 'expert';
    const view = createStore<LiveView>(() => ({
      ...emptyView(),
      link: 'live',
      mySeatId,
      people: [customerSeat, aliceSeat, bobSeat].map((one) => person(one, mySeatId)),
    }));
    this.context = {
      view,
      role,
      send: (event) => this.sent.push(event),
      pass: (event) => this.passed.push(event),
      now: () => this.#now,
      schedule: (delayMs, task) => {
        const entry = { at: this.#now + delayMs, task };
        this.#tasks.push(entry);
        return () => (this.#tasks = this.#tasks.filter((one) => one !== entry));
      },
      newId: () => `id-${(this.#ids += 1)}`,
      fail: (code, detail) => view.setState({ problem: { code, detail } }),
    };
  }

  get view(): LiveView {
    return this.context.view.getState();
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#tasks.filter(({ at }) => at <= this.#now);
    this.#tasks = this.#tasks.filter(({ at }) => at > this.#now);
    for (const { task } of due) task();
  }

  /** An event as this side hears it. */
  hears<Event>(event: Event, seatId: string): Said<Event> {
    return {
      event,
      seatId,
      name: names[seatId] ?? '',
      isMe: seatId === this.view.mySeatId,
      role: seatId === customerSeat ? 'customer' : 'expert',
      at: this.#now,
    };
  }
}

function person(seatId: string, mySeatId: string): LivePerson {
  return {
    seatId,
    name: names[seatId] ?? '',
    role: seatId === customerSeat ? 'customer' : 'expert',
    isMe: seatId === mySeatId,
    isHere: true,
    isSealed: true,
    colour: 0,
    isWaiting: false,
  };
}
