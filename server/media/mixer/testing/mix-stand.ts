import { Speaker } from '../../recordings/testing/speaker.ts';
import type { SpeakerOptions } from '../../recordings/testing/speaker.ts';
import { readRtpPacket } from '../../rtp/rtp-packet.ts';
import { MixTable } from '../mix-table.ts';
import type { MixCodec } from '../mixer-messages.ts';
import { ToneMeter } from './tone-meter.ts';

export interface StandMember extends SpeakerOptions {
  /** Hears in this codec. */
  readonly hearsIn?: MixCodec;
}

const payloadTypes = { opus: 111, PCMU: 0, PCMA: 8 } as const;

/** A mix on a clock of the test's own: members say tones, and what each hears is measured. */
export class MixStand {
  readonly table = new MixTable(0);
  readonly meters = new Map<number, ToneMeter>();
  /** What each heard, as payloads. */
  readonly payloads = new Map<number, Buffer[]>();
  readonly #speakers = new Map<number, { readonly speaker: Speaker; readonly frames: number }>();
  #nowMs = 0;

  /** Somebody joins and listens. A member without `hertz` is silent. */
  join(member: number, options: StandMember = {}): void {
    const { hearsIn = 'opus', hertz, ...rest } = options;
    this.table.handle({ kind: 'join', mix: 1, member }, this.#nowMs);
    const listener = { id: member, member, codec: hearsIn, ssrc: member, payloadType: payloadTypes[hearsIn] };
    this.table.handle({ kind: 'listen', listener }, this.#nowMs);
    this.meters.set(member, new ToneMeter(hearsIn));
    this.payloads.set(member, []);
    if (hertz !== undefined) {
      const speaker = new Speaker({ ssrc: member, hertz, ...rest });
      this.#speakers.set(member, { speaker, frames: (rest.frameMs ?? 20) / 20 });
    }
  }

  leave(member: number): void {
    this.#speakers.delete(member);
    this.table.handle({ kind: 'leave', member }, this.#nowMs);
  }

  /** Nothing is said by a member any more. */
  fallSilent(member: number): void {
    this.#speakers.delete(member);
  }

  /** Time goes by; `onPacket` may drop (undefined) or hold back what a member says. */
  run(ms: number, onPacket: (rtp: Buffer, member: number, frame: number) => readonly Buffer[] = (rtp) => [rtp]): void {
    for (let frame = 0; frame < ms / 20; frame += 1) {
      for (const [member, { speaker, frames }] of this.#speakers) {
        if (frame % frames !== 0) continue;
        for (const rtp of onPacket(speaker.say(), member, frame)) this.push(member, rtp);
      }
      for (let phase = 0; phase < 4; phase += 1) this.#tick();
    }
  }

  push(member: number, rtp: Buffer): void {
    this.table.handle({ kind: 'rtp', bytes: Uint8Array.from(rtp), index: [member, rtp.byteLength] }, this.#nowMs);
  }

  level(member: number, hertz: number, ms = 200): number {
    return this.meters.get(member)?.level(hertz, ms) ?? Number.NaN;
  }

  #tick(): void {
    this.#nowMs += 5;
    const report = this.table.tick(this.#nowMs);
    if (!report) return;
    let offset = 0;
    for (let at = 0; at < report.index.length; at += 2) {
      const [member = 0, length = 0] = [report.index[at], report.index[at + 1]];
      const rtp = Buffer.from(report.bytes, offset, length);
      offset += length;
      this.meters.get(member)?.hear(rtp);
      const payload = readRtpPacket(rtp)?.payload;
      if (payload) this.payloads.get(member)?.push(payload);
    }
  }
}
