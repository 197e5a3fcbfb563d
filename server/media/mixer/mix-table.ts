import { rtpHeaderBytes, writeRtpPacket } from '../prompts/rtp-stream.ts';
import { frameMs, phaseMs, phases } from '../prompts/schedule.ts';
import { MixRoom } from './mix-room.ts';
import type { MixPacket } from './mix-room.ts';
import type { MixCommand, MixReport } from './mixer-messages.ts';

/** The mixes of the mixer's thread and what they send at each tick, spread over the phases of 5 ms. Knows no thread and no timer. */
export class MixTable {
  readonly #originMs: number;
  readonly #rooms = new Map<number, MixRoom>();
  readonly #roomOf = new Map<number, number>();
  #opened = 0;

  constructor(originMs: number) {
    this.#originMs = originMs;
  }

  get size(): number {
    return this.#rooms.size;
  }

  handle(command: MixCommand, nowMs: number): void {
    switch (command.kind) {
      case 'join':
        return this.#join(command.mix, command.member, nowMs);
      case 'leave':
        return this.#leave(command.member);
      case 'listen':
        return this.#room(command.listener.member)?.listen(command.listener);
      case 'unlisten':
        for (const room of this.#rooms.values()) if (room.unlisten(command.id)) return undefined;
        return undefined;
      case 'signal':
        return this.#rooms.get(command.mix)?.play(command.signal);
      default:
        return this.#push(command, nowMs);
    }
  }

  /** The packets due at `nowMs`; undefined when there are none. */
  tick(nowMs: number): MixReport | undefined {
    const packets: MixPacket[] = [];
    for (const room of this.#rooms.values()) room.tick(nowMs, (packet) => packets.push(packet));
    if (packets.length === 0) return undefined;
    const bytes = new ArrayBuffer(packets.reduce((sum, { payload }) => sum + rtpHeaderBytes + payload.byteLength, 0));
    const into = Buffer.from(bytes);
    const index: number[] = [];
    let offset = 0;
    for (const { listener, stream, payload } of packets) {
      const length = writeRtpPacket(stream, payload, into, offset);
      index.push(listener, length);
      offset += length;
    }
    return { bytes, index };
  }

  #join(mix: number, member: number, nowMs: number): void {
    const room = this.#rooms.get(mix) ?? this.#open(nowMs);
    this.#rooms.set(mix, room);
    this.#roomOf.set(member, mix);
    room.join(member);
  }

  #open(nowMs: number): MixRoom {
    const first = this.#originMs + (this.#opened++ % phases) * phaseMs;
    return new MixRoom(first + Math.max(0, Math.ceil((nowMs - first) / frameMs)) * frameMs);
  }

  #leave(member: number): void {
    const mix = this.#roomOf.get(member);
    this.#roomOf.delete(member);
    const room = mix === undefined ? undefined : this.#rooms.get(mix);
    if (mix === undefined || !room) return;
    room.leave(member);
    if (room.isEmpty) this.#rooms.delete(mix);
  }

  #push({ bytes, index }: Extract<MixCommand, { kind: 'rtp' }>, nowMs: number): void {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = 0;
    for (let at = 0; at < index.length; at += 2) {
      const [member = 0, length = 0] = [index[at], index[at + 1]];
      this.#room(member)?.push(member, all.subarray(offset, offset + length), nowMs);
      offset += length;
    }
  }

  #room(member: number): MixRoom | undefined {
    const mix = this.#roomOf.get(member);
    return mix === undefined ? undefined : this.#rooms.get(mix);
  }
}
