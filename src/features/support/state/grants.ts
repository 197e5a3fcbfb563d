import type { Capability } from './live-view.ts';

/** Who may do what, and until when by the monotonic clock. The customer's side asks it at every use. */
export class Grants {
  readonly #untilMs = new Map<string, number>();

  /** @param untilMs Infinity for as long as the session lasts */
  give(capability: Capability, seatId: string, untilMs: number): void {
    this.#untilMs.set(`${capability} ${seatId}`, untilMs);
  }

  /** @param seatId null takes it from everybody */
  take(capability: Capability, seatId: string | null): void {
    for (const key of this.#untilMs.keys())
      if (key === `${capability} ${seatId}` || (seatId === null && key.startsWith(`${capability} `))) this.#delete(key);
  }

  takeAll(): void {
    this.#untilMs.clear();
  }

  /** When it ends; undefined when it is not given, or is over. */
  until(capability: Capability, seatId: string, nowMs: number): number | undefined {
    const untilMs = this.#untilMs.get(`${capability} ${seatId}`);
    return untilMs !== undefined && untilMs > nowMs ? untilMs : undefined;
  }

  /** Those who have it now. */
  holders(capability: Capability, nowMs: number): readonly string[] {
    return [...this.#untilMs].flatMap(([key, untilMs]) =>
      key.startsWith(`${capability} `) && untilMs > nowMs ? [key.slice(capability.length + 1)] : [],
    );
  }

  /** The next moment at which one ends. */
  nextEnd(nowMs: number): number | undefined {
    const ends = [...this.#untilMs.values()].filter((untilMs) => untilMs > nowMs && untilMs !== Infinity);
    return ends.length === 0 ? undefined : Math.min(...ends);
  }

  /** Forgets what is over and says what that was. */
  sweep(nowMs: number): readonly { readonly capability: Capability; readonly seatId: string }[] {
    const over = [...this.#untilMs].filter(([, untilMs]) => untilMs <= nowMs).map(([key]) => key);
    return over.map((key) => {
      this.#delete(key);
      const at = key.indexOf(' ');
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- give() takes nothing else
      return { capability: key.slice(0, at) as Capability, seatId: key.slice(at + 1) };
    });
  }

  /**
   * Pointing ends with seeing the screen, unless a camera is seen; what was asked for without either is of no picture. The end of a camera leaves
   * it: its stills are there to be drawn on.
   */
  #delete(key: string): void {
    this.#untilMs.delete(key);
    const seatId = key.slice(key.indexOf(' ') + 1);
    if (key === `view ${seatId}` && !this.#untilMs.has(`camera ${seatId}`)) this.#untilMs.delete(`point ${seatId}`);
  }
}
