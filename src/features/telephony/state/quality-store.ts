import { createStore, type StoreApi } from 'zustand/vanilla';
import { isAnswered } from '../sip/call-state.ts';
import type { Phone } from '../sip/phone.ts';
import type { Timers } from '../sip/timers.ts';
import { countersOf, qualityBetween, type LiveQuality, type QualityCounters } from './quality.ts';

/** One call's figures, newest last. */
export interface CallQuality {
  readonly now: LiveQuality;
  readonly history: readonly LiveQuality[];
}
export type QualityView = Readonly<Record<string, CallQuality>>;

export const pollMs = 2000;
export const historyLength = 60;

/** Asks the browser about every answered call, as long as there is one. */
export class QualityStore {
  readonly view: StoreApi<QualityView> = createStore<QualityView>(() => ({}));
  readonly #timers: Timers;
  readonly #before = new Map<string, QualityCounters>();
  #phone: Phone | undefined;
  #cancel: (() => void) | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  handlePhone(phone: Phone): void {
    this.#phone = phone;
    const live = phone.calls.filter((call) => isAnswered(call.state)).map((call) => call.id);
    for (const id of this.#before.keys()) if (!live.includes(id)) this.#before.delete(id);
    if (live.length > 0) this.#cancel ??= this.#timers.after(pollMs, () => void this.#poll());
    else this.close();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#before.clear();
    if (Object.keys(this.view.getState()).length > 0) this.view.setState({}, true);
  }

  async #poll(): Promise<void> {
    const phone = this.#phone;
    this.#cancel = undefined;
    if (phone === undefined) return;
    const next: Record<string, CallQuality> = {};
    for (const call of phone.calls) {
      const report = await phone.stats(call.id);
      if (report === undefined) continue;
      const before = this.#before.get(call.id);
      const measured = countersOf(report);
      // While one holds nothing is received; what was agreed still stands.
      const counters = { ...measured, codec: measured.codec ?? before?.codec };
      this.#before.set(call.id, counters);
      // Packets sent before the connection stood count as lost: the first seconds say nothing about the line.
      if (before === undefined) continue;
      const now = qualityBetween(before, counters);
      next[call.id] = { now, history: [...(this.view.getState()[call.id]?.history ?? []), now].slice(-historyLength) };
    }
    this.view.setState(next, true);
    this.handlePhone(phone);
  }
}
