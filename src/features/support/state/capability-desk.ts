import { Grants } from './grants.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import { capabilities, type AskView, type Capability, type CapabilityView } from './live-view.ts';
import type { capabilityOf, Source } from './sources.ts';

/** What is shown or heard. */
type Shown = (typeof capabilityOf)[Source];

/** What happens on this side when a capability begins or ends here. */
export interface CapabilityEffects {
  /** On the customer's side: nobody has it any more; stop what it allowed, now. On an expert's: I have it no more. */
  readonly ended: (capability: Capability) => void;
  /** A seat has it from now on. */
  readonly granted: (capability: Capability, seatId: string) => void;
}

const minuteMs = 60_000;

/** In full minutes, as it is said; a hair more, of the clock's fractions, is no minute. */
function minutesOf(leftMs: number): number | null {
  return leftMs === Infinity ? null : Math.max(1, Math.ceil(leftMs / minuteMs - 1e-6));
}

/**
 * What experts may do. One capability, seen from an expert:
 * ```
 * off ─ask─▶ asked ─grant─▶ granted ─revoke, give back, time over─▶ off        asked ─refuse─▶ refused ─ask─▶ asked
 *              asked ─withdraw─▶ off
 * ```
 * The customer's side decides alone, and looks at its own grants whenever one is used; what experts show is only what they were told.
 */
export class CapabilityDesk {
  readonly #context: LiveContext;
  readonly #effects: CapabilityEffects;
  readonly #grants = new Grants();
  readonly #asked = new Map<string, AskView>();
  readonly #refused = new Set<Capability>();
  #stopTimer: () => void = () => undefined;

  constructor(context: LiveContext, effects: CapabilityEffects) {
    this.#context = context;
    this.#effects = effects;
  }

  /** Whether that seat may do it at this moment. */
  holds(capability: Capability, seatId: string): boolean {
    return this.#grants.until(capability, seatId, this.#context.now()) !== undefined;
  }

  /** Expert: asks the customer. Asking again while it is asked says nothing new. */
  ask(capability: Capability, minutes: number | null): void {
    const { mySeatId } = this.#context.view.getState();
    const isAsked = [...this.#asked.values()].some((ask) => ask.capability === capability && ask.seatId === mySeatId);
    if (!isAsked && !this.holds(capability, mySeatId)) this.#context.send({ type: 'ask', id: this.#context.newId(), capability, minutes });
  }

  /** Expert: asks no more. */
  withdraw(capability: Capability): void {
    const { mySeatId } = this.#context.view.getState();
    for (const ask of this.#asked.values())
      if (ask.capability === capability && ask.seatId === mySeatId) this.#context.send({ type: 'withdraw', askId: ask.id });
  }

  /** Expert: needs it no more; it ends here at once, and at the customer's when they hear of it. */
  giveBack(capability: Capability): void {
    const { mySeatId } = this.#context.view.getState();
    if (!this.holds(capability, mySeatId)) return;
    this.#grants.take(capability, mySeatId);
    this.#show();
    this.#effects.ended(capability);
    this.#context.send({ type: 'give-back', capability });
  }

  /** Customer: the question, while it is open. */
  askOf(askId: string): AskView | undefined {
    return this.#asked.get(askId);
  }

  /** Customer: yes. */
  allow(askId: string): void {
    const ask = this.#asked.get(askId);
    if (ask) this.grant(ask.capability, ask.seatId, ask.minutes, askId);
  }

  /** Customer: gives it, asked or not. Counts from now on. */
  grant(capability: Capability, seatId: string, minutes: number | null, askId: string | null = null): void {
    this.#give(capability, seatId, this.#endOf(minutes));
    this.#context.send({ type: 'grant', askId, capability, seatId, minutes });
    this.#effects.granted(capability, seatId);
  }

  /**
   * Customer: what is shown or heard is that seat's, too; pointing at it goes with seeing it, for the same time.
   * @param minutes undefined: as long as whoever may longest, or until it is stopped where nobody may yet
   */
  letSee(capability: Shown, seatId: string, minutes?: number | null): void {
    if (!this.holds(capability, seatId))
      this.#grantUntil(capability, seatId, minutes === undefined ? this.#longest(capability) : this.#endOf(minutes));
    const nowMs = this.#context.now();
    const untilMs = this.#grants.until(capability, seatId, nowMs) ?? nowMs;
    if (capability !== 'voice' && untilMs > (this.#grants.until('point', seatId, nowMs) ?? nowMs))
      this.#grantUntil('point', seatId, untilMs);
  }

  /** Customer: no. */
  refuse(askId: string): void {
    if (!this.#asked.delete(askId)) return;
    this.#context.send({ type: 'refuse', askId });
    this.#show();
  }

  /** Customer: takes it back from everybody, here and now; then tells them. */
  revoke(capability: Capability): void {
    const hadHolders = this.#grants.holders(capability, this.#context.now()).length > 0;
    this.#grants.take(capability, null);
    this.#show();
    this.#effects.ended(capability);
    if (hadHolders) this.#context.send({ type: 'revoke', capability, seatId: null });
  }

  revokeAll(): void {
    for (const capability of capabilities) if (this.#grants.holders(capability, this.#context.now()).length > 0) this.revoke(capability);
  }

  handleAsk({ event, seatId, name, role }: Said<EventOf<'ask'>>): void {
    if (role !== 'expert') return;
    this.#refused.delete(event.capability);
    this.#asked.set(event.id, { id: event.id, capability: event.capability, minutes: event.minutes, seatId, name });
    this.#show();
  }

  /** Only the customer's side grants: anybody else's word is nothing. */
  handleGrant({ event, role, isMe }: Said<EventOf<'grant'>>): void {
    if (role !== 'customer') return;
    if (event.askId !== null) this.#asked.delete(event.askId);
    if (isMe) return this.#show();
    this.#give(event.capability, event.seatId, this.#endOf(event.minutes));
    return this.#effects.granted(event.capability, event.seatId);
  }

  handleRefuse({ event, role }: Said<EventOf<'refuse'>>): void {
    if (role !== 'customer') return;
    const ask = this.#asked.get(event.askId);
    if (ask?.seatId === this.#context.view.getState().mySeatId) this.#refused.add(ask.capability);
    this.#asked.delete(event.askId);
    this.#show();
  }

  /** Whoever asked takes it back; nobody else can. */
  handleWithdraw({ event, seatId }: Said<EventOf<'withdraw'>>): void {
    if (this.#asked.get(event.askId)?.seatId !== seatId) return;
    this.#asked.delete(event.askId);
    this.#show();
  }

  handleGiveBack({ event: { capability }, seatId }: Said<EventOf<'give-back'>>): void {
    const { role, send } = this.#context;
    if (!this.holds(capability, seatId)) return;
    this.#grants.take(capability, seatId);
    this.#show();
    if (role !== 'customer') return;
    this.#endIfUnheld(capability);
    send({ type: 'revoke', capability, seatId });
  }

  handleRevoke({ event, role, isMe }: Said<EventOf<'revoke'>>): void {
    if (role !== 'customer' || isMe) return;
    this.#grants.take(event.capability, event.seatId);
    this.#show();
    if (!this.holds(event.capability, this.#context.view.getState().mySeatId)) this.#effects.ended(event.capability);
  }

  /** Somebody is gone, or came back with a new page: what they asked and had goes with them. */
  handleGone(seatId: string): void {
    for (const [id, ask] of this.#asked) if (ask.seatId === seatId) this.#asked.delete(id);
    const had = capabilities.filter((capability) => this.holds(capability, seatId));
    for (const capability of capabilities) this.#grants.take(capability, seatId);
    this.#show();
    for (const capability of had) this.#endIfUnheld(capability);
  }

  /** Everything that is given at this moment, as it would be said now; minutes that have begun count. */
  standing(): readonly EventOf<'grant'>[] {
    const nowMs = this.#context.now();
    return capabilities.flatMap((capability) =>
      this.#grants.holders(capability, nowMs).map((seatId) => {
        const minutes = minutesOf((this.#grants.until(capability, seatId, nowMs) ?? nowMs) - nowMs);
        return { type: 'grant', askId: null, capability, seatId, minutes } as const;
      }),
    );
  }

  /** After a new group: everything is asked and given again. */
  reset(): void {
    this.#asked.clear();
    this.#grants.takeAll();
    this.#show();
  }

  close(): void {
    this.#stopTimer();
  }

  #endIfUnheld(capability: Capability): void {
    if (this.#grants.holders(capability, this.#context.now()).length === 0) this.#effects.ended(capability);
  }

  #endOf(minutes: number | null): number {
    return minutes === null ? Infinity : this.#context.now() + minutes * minuteMs;
  }

  #longest(capability: Capability): number {
    const nowMs = this.#context.now();
    const ends = this.#grants.holders(capability, nowMs).map((seatId) => this.#grants.until(capability, seatId, nowMs) ?? nowMs);
    return ends.length === 0 ? Infinity : Math.max(...ends);
  }

  /** It ends here to the millisecond, whatever full minutes the others are told. */
  #grantUntil(capability: Capability, seatId: string, untilMs: number): void {
    this.#give(capability, seatId, untilMs);
    this.#context.send({ type: 'grant', askId: null, capability, seatId, minutes: minutesOf(untilMs - this.#context.now()) });
    this.#effects.granted(capability, seatId);
  }

  #give(capability: Capability, seatId: string, untilMs: number): void {
    this.#refused.delete(capability);
    this.#grants.give(capability, seatId, untilMs);
    this.#show();
  }

  /** Shows where things stand, and wakes up when the next grant ends. */
  #show(): void {
    const { view, role, now, schedule } = this.#context;
    const nowMs = now();
    view.setState({
      mayControl: this.#grants.holders('control', nowMs),
      asks: role === 'customer' ? [...this.#asked.values()] : [],
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each of `capabilities`
      capabilities: Object.fromEntries(capabilities.map((one) => [one, this.#viewOf(one, nowMs)])) as Record<Capability, CapabilityView>,
    });
    this.#stopTimer();
    const end = this.#grants.nextEnd(nowMs);
    if (end !== undefined) this.#stopTimer = schedule(end - nowMs, () => this.#sweep());
  }

  #sweep(): void {
    const { role, now, view, send } = this.#context;
    for (const { capability, seatId } of this.#grants.sweep(now())) {
      if (role === 'customer') {
        if (this.#grants.holders(capability, now()).length === 0) this.#effects.ended(capability);
        send({ type: 'revoke', capability, seatId });
      } else if (seatId === view.getState().mySeatId) this.#effects.ended(capability);
    }
    this.#show();
  }

  #viewOf(capability: Capability, nowMs: number): CapabilityView {
    const { role, view } = this.#context;
    const { mySeatId } = view.getState();
    const holders = this.#grants.holders(capability, nowMs).map((seatId) => {
      const until = this.#grants.until(capability, seatId, nowMs);
      return { seatId, until: until === Infinity ? undefined : until };
    });
    const holder = role === 'expert' ? holders.find(({ seatId }) => seatId === mySeatId) : holders[0];
    if (holder) return { state: 'granted', ...holder, holders };
    const ask = [...this.#asked.values()].find((one) => one.capability === capability && (role === 'customer' || one.seatId === mySeatId));
    if (ask) return { state: 'asked', seatId: ask.seatId, minutes: ask.minutes };
    return { state: role === 'expert' && this.#refused.has(capability) ? 'refused' : 'off' };
  }
}
