import type { RtpPacket } from '../rtp/rtp-packet.ts';

/** So long a missing packet is waited for. */
export const reorderMs = 60;
/** Further apart, sequence numbers are those of a source that began anew (RFC 3550 A.1: MAX_DROPOUT). */
const maxDropout = 3000;

interface Held {
  readonly packet: RtpPacket;
  readonly arrivedMs: number;
}

/** Puts the packets of one SSRC in order. What comes later than 60 ms after its successor is dropped. */
export class ReorderBuffer {
  #next: number | undefined;
  /** In order of their sequence numbers. */
  #held: Held[] = [];

  /** Takes a packet; gives those whose turn it is now. */
  push(packet: RtpPacket, nowMs: number): RtpPacket[] {
    const ahead = this.#next === undefined ? 0 : distance(this.#next, packet.sequence);
    if (Math.abs(ahead) > maxDropout) {
      const before = this.drain();
      this.#next = packet.sequence;
      return [...before, ...this.#take(packet, nowMs)];
    }
    return ahead < 0 ? [] : this.#take(packet, nowMs);
  }

  /** Gives what waited long enough, and what follows it. */
  expire(nowMs: number): RtpPacket[] {
    const ready: RtpPacket[] = [];
    for (let first = this.#held[0]; first && nowMs - oldestOf(this.#held) >= reorderMs; first = this.#held[0]) {
      this.#next = first.packet.sequence;
      ready.push(...this.#release());
    }
    return ready;
  }

  /** Gives everything: nothing more comes. */
  drain(): RtpPacket[] {
    const rest = this.#held.map(({ packet }) => packet);
    this.#held = [];
    this.#next = undefined;
    return rest;
  }

  #take(packet: RtpPacket, nowMs: number): RtpPacket[] {
    this.#next ??= packet.sequence;
    const next = this.#next;
    // The same packet twice.
    if (this.#held.some((held) => held.packet.sequence === packet.sequence)) return [];
    this.#held.splice(this.#placeFor(packet), 0, { packet, arrivedMs: nowMs });
    return packet.sequence === next ? [...this.#release(), ...this.expire(nowMs)] : this.expire(nowMs);
  }

  #placeFor(packet: RtpPacket): number {
    const place = this.#held.findIndex((held) => distance(packet.sequence, held.packet.sequence) > 0);
    return place < 0 ? this.#held.length : place;
  }

  /** The packets in a row from `next` on. */
  #release(): RtpPacket[] {
    const ready: RtpPacket[] = [];
    for (let first = this.#held[0]; first && first.packet.sequence === this.#next; first = this.#held[0]) {
      this.#held.shift();
      ready.push(first.packet);
      this.#next = (first.packet.sequence + 1) & 0xffff;
    }
    return ready;
  }
}

function oldestOf(held: readonly Held[]): number {
  return held.reduce((oldest, { arrivedMs }) => Math.min(oldest, arrivedMs), Number.POSITIVE_INFINITY);
}

/** From one sequence number to another, the short way round. */
function distance(from: number, to: number): number {
  return ((to - from + 0x18000) & 0xffff) - 0x8000;
}
