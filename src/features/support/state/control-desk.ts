import type { ControlInput } from '../../../../seal/index.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability } from './live-view.ts';

/** Something on the customer's side that can be moved: a page with our script today, a computer's helper later. */
export interface ControlTarget {
  /** What the expert is told that it is. */
  readonly label: string;
  apply(input: ControlInput): void;
}

/** More inputs than this in a second are no hand. */
const maxInputsPerSecond = 250;

/**
 * One hand at a time. The customer's side names the holder; every input is checked there against grant, holder and sequence before it does
 * anything, so that a late or repeated one does nothing.
 */
export class ControlDesk {
  readonly #context: LiveContext;
  readonly #holds: (capability: Capability, seatId: string) => boolean;
  readonly #canShowScreen: () => boolean;
  #target: ControlTarget | undefined;
  #sent = 0;
  #lastSequence = new Map<string, number>();
  #inputTimes: number[] = [];

  /** `canShowScreen`: of the customer's browser. */
  constructor(context: LiveContext, holds: (capability: Capability, seatId: string) => boolean, canShowScreen = () => true) {
    this.#context = context;
    this.#holds = holds;
    this.#canShowScreen = canShowScreen;
  }

  /** Customer: what can be controlled, or nothing any more. */
  setTarget(target: ControlTarget | undefined): void {
    this.#target = target;
    this.announce();
  }

  /** Customer: says again what can be controlled, and that no screen can be shown, for those who came. */
  announce(): void {
    const canShowScreen = this.#canShowScreen() ? undefined : false;
    if (this.#context.role === 'customer')
      this.#context.send({ type: 'control-target', label: this.#target?.label ?? null, canShowScreen });
  }

  /** Hands the control on: the customer's side and whoever has it may. What nobody has, an expert who may control takes. */
  give(seatId: string | null): void {
    this.#context.send({ type: 'control-holder', seatId });
  }

  /** Expert: does it at the customer's. Nothing is sent without control. */
  sendInput(input: ControlInput): void {
    const { mySeatId, controlHolder, link } = this.#context.view.getState();
    if (link !== 'live' || controlHolder !== mySeatId || !this.#holds('control', mySeatId)) return;
    this.#sent += 1;
    this.#context.pass({ type: 'control', sequence: this.#sent, input });
  }

  handleTarget({ event, role }: Said<EventOf<'control-target'>>): void {
    if (role === 'customer')
      this.#context.view.setState({ controlTarget: event.label ?? undefined, canCustomerShow: event.canShowScreen !== false });
  }

  handleHolder({ event, seatId, role }: Said<EventOf<'control-holder'>>): void {
    const { view } = this.#context;
    const { controlHolder } = view.getState();
    const isTaken = controlHolder === undefined && event.seatId === seatId;
    if (role !== 'customer' && controlHolder !== seatId && !isTaken) return;
    if (event.seatId !== null && !this.#holds('control', event.seatId)) return;
    view.setState({ controlHolder: event.seatId ?? undefined });
  }

  /** Customer: an input arrived. Says whether it was applied. */
  handleInput(from: { readonly seatId: string; readonly sequence: number; readonly input: ControlInput }): boolean {
    const { role, view } = this.#context;
    if (role !== 'customer' || view.getState().link !== 'live' || view.getState().controlHolder !== from.seatId) return false;
    if (!this.#holds('control', from.seatId) || from.sequence <= (this.#lastSequence.get(from.seatId) ?? 0) || !this.#isInRate())
      return false;
    this.#lastSequence.set(from.seatId, from.sequence);
    this.#target?.apply(from.input);
    return this.#target !== undefined;
  }

  /** Somebody has control from now on, here. */
  handleBegun(seatId: string): void {
    if (this.#context.role === 'customer') this.give(seatId);
  }

  handleEnded(): void {
    if (this.#context.role === 'customer' && this.#context.view.getState().controlHolder !== undefined) this.give(null);
    this.#context.view.setState({ controlHolder: undefined });
  }

  /** Who is gone, or may no more, has it no more; everybody sees that at the same place. */
  handleGone(seatId: string): void {
    if (this.#context.view.getState().controlHolder === seatId) this.#context.view.setState({ controlHolder: undefined });
  }

  /** A seat came back with a new page: its inputs are counted from the start. */
  handleJoined(seatId: string): void {
    this.#lastSequence.delete(seatId);
  }

  #isInRate(): boolean {
    const now = this.#context.now();
    this.#inputTimes = this.#inputTimes.filter((at) => at > now - 1_000);
    this.#inputTimes.push(now);
    return this.#inputTimes.length <= maxInputsPerSecond;
  }
}
