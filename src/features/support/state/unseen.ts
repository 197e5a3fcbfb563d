import type { LiveSession } from './live-session.ts';
import type { LiveView } from './live-view.ts';
import type { SessionDesk } from './session-desk.ts';

export interface UnseenOptions {
  /** Somebody sees this window. */
  readonly isVisible: () => boolean;
  /** How much there is now that nobody has seen. */
  readonly onCount: (count: number) => void;
}

interface Known {
  readonly stop: () => void;
  last: Facts;
  count: number;
}

interface Facts {
  readonly isCustomerHere: boolean;
  readonly lines: number;
  readonly isLost: boolean;
}

/** Counts what happens in the sessions of this tab while nobody looks at them: another page is shown, another tab, another window. */
export class Unseen {
  readonly #desk: Pick<SessionDesk, 'get' | 'subscribe' | 'isLookedAt'>;
  readonly #options: UnseenOptions;
  readonly #known = new Map<string, Known>();
  readonly #stop: () => void;

  constructor(desk: Pick<SessionDesk, 'get' | 'subscribe' | 'isLookedAt'>, options: UnseenOptions) {
    this.#desk = desk;
    this.#options = options;
    this.#stop = desk.subscribe(() => this.#handleDesk());
    this.#handleDesk();
  }

  /** This window is seen again, or no more. */
  handleVisibility(): void {
    for (const [place, known] of this.#known) if (this.#isSeen(place)) known.count = 0;
    this.#tell();
  }

  /** Mine, idempotent. */
  close(): void {
    this.#stop();
    for (const { stop } of this.#known.values()) stop();
    this.#known.clear();
    this.#tell();
  }

  #handleDesk(): void {
    const sessions = this.#desk.get();
    for (const [place, { stop }] of this.#known) {
      if (sessions.some((one) => one.place === place)) continue;
      stop();
      this.#known.delete(place);
    }
    for (const { place, session } of sessions) if (!this.#known.has(place)) this.#watch(place, session);
    this.handleVisibility();
  }

  #watch(place: string, session: LiveSession): void {
    const look = (): void => this.#handleView(place, session.getView());
    this.#known.set(place, { stop: session.subscribe(look), last: factsOf(session.getView()), count: 0 });
  }

  #handleView(place: string, view: LiveView): void {
    const known = this.#known.get(place);
    if (!known) return;
    const now = factsOf(view);
    const hasHappened = didHappen(known.last, now);
    known.last = now;
    if (!hasHappened || this.#isSeen(place)) return;
    known.count += 1;
    this.#tell();
  }

  #isSeen(place: string): boolean {
    return this.#options.isVisible() && this.#desk.isLookedAt(place);
  }

  #tell(): void {
    this.#options.onCount([...this.#known.values()].reduce((sum, { count }) => sum + count, 0));
  }
}

function factsOf({ people, chat, link, mySeatId }: LiveView): Facts {
  return {
    isCustomerHere: people.some(({ role, isHere }) => role === 'customer' && isHere),
    lines: chat.filter(({ seatId }) => seatId !== mySeatId).length,
    isLost: link === 'locked',
  };
}

/** The customer came, wrote, or is lost: what an expert wants to be called for. */
function didHappen(last: Facts, now: Facts): boolean {
  const cameOrWent = now.isCustomerHere !== last.isCustomerHere;
  return cameOrWent || now.lines > last.lines || (now.isLost && !last.isLost);
}
