import type { Timers } from './timers.ts';

/** How long media may be `disconnected` before we restart ICE: shorter than any browser's way to `failed`. */
export const iceGraceMs = 2000;

export interface IceWatchPorts {
  readonly timers: Timers;
  readonly restart: () => void;
  readonly onMediaUp: (isUp: boolean) => void;
}

/** Follows `iceConnectionState` and asks for an ICE restart (RFC 8445 §9) in time. JsSIP ends calls at `failed`; we mend before it. */
export class IceWatch {
  readonly #ports: IceWatchPorts;
  #cancel: () => void = () => undefined;

  constructor(ports: IceWatchPorts) {
    this.#ports = ports;
  }

  handleState(state: RTCIceConnectionState): void {
    this.#cancel();
    if (state === 'connected' || state === 'completed') this.#ports.onMediaUp(true);
    // At `failed` the session reports itself broken and is replaced.
    if (state !== 'disconnected') return;
    this.#cancel = this.#ports.timers.after(iceGraceMs, () => {
      this.#ports.onMediaUp(false);
      this.#ports.restart();
    });
  }

  close(): void {
    this.#cancel();
  }
}
