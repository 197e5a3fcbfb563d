import type { Clock, Timer } from '../../platform/clock.ts';

/** RFC 4733 §3.2 table 3: events 0-15 are DTMF. */
const digits = '0123456789*#ABCD';

/** A key whose last packets are lost counts as released after this pause (RFC 4733 §2.5.1.1: updates come every 50 ms). */
const releaseAfterMs = 200;

/** One packet of a telephone-event. */
export interface TelephoneEvent {
  readonly ssrc: number;
  /** The RTP timestamp: all packets of one key press share it (RFC 4733 §2.2.1). */
  readonly timestamp: number;
  readonly event: number;
  readonly isEnd: boolean;
  /** In units of the event's clock. */
  readonly duration: number;
}

/** Reads an RTP packet that carries a telephone-event (RFC 3550 §5.1, RFC 4733 §2.3); undefined when it is too short. */
export function readTelephoneEvent(packet: Buffer): TelephoneEvent | undefined {
  if (packet.byteLength < 16) return undefined;
  const first = packet.readUInt8(0);
  const afterSources = 12 + (first & 0x0f) * 4;
  const hasExtension = (first & 0x10) !== 0;
  if (hasExtension && packet.byteLength < afterSources + 4) return undefined;
  const at = hasExtension ? afterSources + 4 + packet.readUInt16BE(afterSources + 2) * 4 : afterSources;
  if (packet.byteLength < at + 4) return undefined;
  return {
    ssrc: packet.readUInt32BE(8),
    timestamp: packet.readUInt32BE(4),
    event: packet.readUInt8(at),
    isEnd: (packet.readUInt8(at + 1) & 0x80) !== 0,
    duration: packet.readUInt16BE(at + 2),
  };
}

interface Press {
  readonly ssrc: number;
  readonly timestamp: number;
  readonly digit: string;
  duration: number;
  isReported: boolean;
}

export interface DtmfDetectorParts {
  readonly clockRate: number;
  readonly clock: Clock;
  readonly onDigit: (digit: string, durationMs: number) => void;
}

/** Turns the packets of telephone-events into keys: each once per (ssrc, timestamp), when it is released. */
export class DtmfDetector {
  readonly #parts: DtmfDetectorParts;
  #press: Press | undefined;
  #timer: Timer | undefined;

  constructor(parts: DtmfDetectorParts) {
    this.#parts = parts;
  }

  take(packet: Buffer): void {
    const event = readTelephoneEvent(packet);
    const digit = event && digits[event.event];
    if (!event || digit === undefined) return;
    const press = this.#pressOf(event, digit);
    press.duration = Math.max(press.duration, event.duration);
    this.#timer?.stop();
    if (event.isEnd) this.#report(press);
    else this.#timer = this.#parts.clock.after(releaseAfterMs, () => this.#report(press));
  }

  close(): void {
    this.#timer?.stop();
  }

  #pressOf(event: TelephoneEvent, digit: string): Press {
    const known = this.#press;
    if (known && known.ssrc === event.ssrc && known.timestamp === event.timestamp) return known;
    // A new timestamp is a new key: the one before is over, even if its end was lost.
    if (known) this.#report(known);
    const press: Press = { ssrc: event.ssrc, timestamp: event.timestamp, digit, duration: 0, isReported: false };
    this.#press = press;
    return press;
  }

  #report(press: Press): void {
    if (press.isReported) return;
    press.isReported = true;
    this.#parts.onDigit(press.digit, Math.round((press.duration * 1000) / this.#parts.clockRate));
  }
}
