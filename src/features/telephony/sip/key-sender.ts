import type { RequestGate } from './request-gate.ts';

/** How one INFO ended: taken by the server, lost with the socket (it may or may not have arrived), refused by the server. */
export type KeyOutcome = 'taken' | 'lost' | 'refused';
export const maxWaitingKeys = 64;

export interface KeySenderPorts {
  readonly gate: RequestGate;
  /** Sends one key. `number` counts keys per call, so that the server can tell a repetition from a second press. */
  readonly send: (key: string, number: number) => Promise<KeyOutcome>;
  /** The number of keys that wait changed. */
  readonly onChanged: () => void;
}

/** Keys in the order they were pressed, one INFO at a time; they wait while the gate is closed and are never lost with a socket. */
export class KeySender {
  readonly #ports: KeySenderPorts;
  readonly #waiting: { readonly key: string; readonly number: number }[] = [];
  readonly #unsubscribe: () => void;
  #isSending = false;
  #lastNumber: number;

  constructor(ports: KeySenderPorts, lastNumber = 0) {
    this.#ports = ports;
    this.#lastNumber = lastNumber;
    this.#unsubscribe = ports.gate.on('opened', () => void this.#pump());
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** @param keys of `0-9*#A-D`; others are left out. Keys beyond `maxWaitingKeys` are refused: returns how many were taken. */
  press(keys: string): number {
    const room = maxWaitingKeys - this.#waiting.length;
    const taken = (keys.toUpperCase().match(/[0-9*#A-D]/g) ?? []).slice(0, room);
    for (const key of taken) this.#waiting.push({ key, number: (this.#lastNumber += 1) });
    if (taken.length > 0) this.#ports.onChanged();
    void this.#pump();
    return taken.length;
  }

  /** A new session can carry keys again. */
  resume(): void {
    void this.#pump();
  }

  close(): void {
    this.#unsubscribe();
    this.#waiting.length = 0;
  }

  async #pump(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#ports.gate.isOpen) {
      const next = this.#waiting[0];
      if (next === undefined) break;
      const outcome = await this.#ports.send(next.key, next.number);
      // A lost key stays first in line and goes out again, with its number, after the next registration.
      if (outcome === 'lost') break;
      if (this.#waiting[0] === next) this.#waiting.shift();
      this.#ports.onChanged();
    }
    this.#isSending = false;
  }
}
