import { placeOf, type Joining } from './joining.ts';
import type { LiveSession } from './live-session.ts';

/** A session that this tab is in. */
export interface OpenedSession {
  /** What it was opened by: a session's id, or the link of a colleague. */
  readonly place: string;
  readonly session: LiveSession;
  /** How many lines of its chat somebody has seen here. */
  readonly seenLines: number;
}

/**
 * The sessions that this tab is in, beside each other. One that is looked at no more stays: the customer keeps their expert, and the expert
 * sees them small. Only what is over goes when nobody looks at it any more.
 */
export class SessionDesk {
  readonly #open: (joining: Joining) => LiveSession;
  readonly #listeners = new Set<() => void>();
  readonly #lookers = new Map<string, number>();
  readonly #lifetimes = new Map<string, () => void>();
  #sessions: readonly OpenedSession[] = [];

  constructor(open: (joining: Joining) => LiveSession) {
    this.#open = open;
  }

  /** First to last opened; the same array while nothing changed. */
  get = (): readonly OpenedSession[] => this.#sessions;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Which of them this tab comes back to when it is loaded again: not what is over and was seen. */
  toComeBackTo(): readonly string[] {
    return this.#sessions
      .filter(({ place, session }) => !(session.getView().link === 'ended' && this.isLookedAt(place)))
      .map(({ place }) => place);
  }

  /** By what it was opened, or by its id. */
  find(place: string): LiveSession | undefined {
    return this.#entryOf(place)?.session;
  }

  /** Somebody looks at a session: it is opened unless this tab is in it. @returns they look at it no more */
  look(joining: Joining): () => void {
    const place = this.#entryOf(placeOf(joining))?.place ?? this.#begin(joining);
    this.#lookers.set(place, (this.#lookers.get(place) ?? 0) + 1);
    this.#tell();
    let isLooking = true;
    return () => {
      if (!isLooking) return;
      isLooking = false;
      this.#lookers.set(place, (this.#lookers.get(place) ?? 1) - 1);
      if (!this.isLookedAt(place)) this.#turnAway(place);
    };
  }

  /** Somebody else works in this tab. Mine, idempotent; the seats are kept for whoever comes back. */
  close(): void {
    for (const stop of this.#lifetimes.values()) stop();
    this.#lifetimes.clear();
    this.#lookers.clear();
    for (const { session } of this.#sessions) session.close();
    this.#set([]);
  }

  #begin(joining: Joining): string {
    const place = placeOf(joining);
    const session = this.#open(joining);
    this.#set([...this.#sessions, { place, session, seenLines: 0 }]);
    // Who was signed out has nothing here to come back to; every other end is shown until somebody has seen it.
    const stop = session.subscribe(() => {
      const { link, endReason } = session.getView();
      if (link !== 'ended') return;
      if (this.isLookedAt(place)) this.#tell();
      else if (endReason === 'signed-out') this.#drop(place);
    });
    this.#lifetimes.set(place, stop);
    session.start();
    return place;
  }

  /** Nobody sees or hears it now. What its people hear of this side ends with that: nobody shall talk into a room that they forgot. */
  #turnAway(place: string): void {
    const session = this.find(place);
    if (!session) return;
    const { link, chat, streams } = session.getView();
    if (link === 'ended') return this.#drop(place);
    if (streams.some(({ isMine, source }) => isMine && source === 'voice')) session.mute(true);
    return this.#set(this.#sessions.map((one) => (one.place === place ? { ...one, seenLines: chat.length } : one)));
  }

  #drop(place: string): void {
    this.#lifetimes.get(place)?.();
    this.#lifetimes.delete(place);
    this.#lookers.delete(place);
    this.find(place)?.close();
    this.#set(this.#sessions.filter((one) => one.place !== place));
  }

  /** Its page is shown in this tab. */
  isLookedAt(place: string): boolean {
    return (this.#lookers.get(place) ?? 0) > 0;
  }

  #entryOf(place: string): OpenedSession | undefined {
    return this.#sessions.find((one) => one.place === place || one.session.getView().session.id === place);
  }

  #set(sessions: readonly OpenedSession[]): void {
    this.#sessions = sessions;
    this.#tell();
  }

  #tell(): void {
    for (const tell of this.#listeners) tell();
  }
}
