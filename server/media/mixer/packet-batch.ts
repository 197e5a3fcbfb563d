import type { MixCommand } from './mixer-messages.ts';

/** Collects the packets that come in one turn of the event loop, and hands them on as one message. */
export class PacketBatch {
  readonly #send: (command: Extract<MixCommand, { kind: 'rtp' }>) => void;
  #packets: { readonly member: number; readonly rtp: Buffer }[] = [];

  constructor(send: (command: Extract<MixCommand, { kind: 'rtp' }>) => void) {
    this.#send = send;
  }

  add(member: number, rtp: Buffer): void {
    if (this.#packets.length === 0) setImmediate(() => this.#flush());
    this.#packets.push({ member, rtp });
  }

  #flush(): void {
    const packets = this.#packets;
    this.#packets = [];
    const bytes = new Uint8Array(packets.reduce((sum, { rtp }) => sum + rtp.byteLength, 0));
    let offset = 0;
    for (const { rtp } of packets) {
      bytes.set(rtp, offset);
      offset += rtp.byteLength;
    }
    this.#send({ kind: 'rtp', bytes, index: packets.flatMap(({ member, rtp }) => [member, rtp.byteLength]) });
  }
}
