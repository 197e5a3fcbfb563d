import { describe, expect, it } from 'vitest';
import type { PartKind } from './byte-parts.ts';
import { packetsOf, type SeenPacket } from './seen-packets.ts';

interface Sent {
  readonly payload: readonly number[];
  readonly hasMarker?: boolean;
  readonly extension?: readonly number[];
  readonly padding?: number;
}

let sequence = 1_000;
/** RTP of payload type 101, SSRC 0x01020304, timestamp 90,000. */
function rtp({ payload, hasMarker = false, extension = [], padding = 0 }: Sent): Uint8Array {
  sequence += 1;
  const first = 0x80 | (extension.length > 0 ? 0x10 : 0) | (padding > 0 ? 0x20 : 0);
  const header = [first, 101 | (hasMarker ? 0x80 : 0), sequence >> 8, sequence & 255, 0, 1, 0x5f, 0x90, 1, 2, 3, 4];
  const words = extension.length > 0 ? [0xbe, 0xde, 0, extension.length / 4, ...extension] : [];
  const filling = padding > 0 ? [...Array.from({ length: padding - 1 }, () => 0), padding] : [];
  return Uint8Array.from([...header, ...words, ...payload, ...filling]);
}

const some = (count: number, fill: number): number[] => Array.from({ length: count }, () => fill);
/** Key id: stream 7, place 1, epoch 3; counter 300. */
const sealHeader = [0x80 | (2 << 4) | 8 | 1, 7, 1, 3, 1, 44];
const keyPrefix = [0x10, 2, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0];
const deltaPrefix = [0x11, 2, 0];

const kindsOf = ({ parts }: SeenPacket): readonly (readonly [PartKind, number])[] => parts.map(({ kind, bytes }) => [kind, bytes.length]);
/** Every byte is in one part, in its place. */
function expectWhole({ parts, length, readable, sealed }: SeenPacket): void {
  let at = 0;
  for (const part of parts) {
    expect(part.at).toBe(at);
    at += part.bytes.length;
  }
  expect([at, readable + sealed]).toEqual([length, length]);
}

describe('packets as they are forwarded', () => {
  it('[SU544] of VP8: a key frame of three packets shows 10 bytes, key and counter; then nothing but ciphertext and tag', () => {
    const seen = packetsOf(
      [
        rtp({ payload: [0x90, 0x80, 0x81, 5, ...keyPrefix, ...sealHeader, ...some(100, 0xaa)], extension: [1, 2, 3, 4] }),
        rtp({ payload: [0x80, 0x80, 0x81, 5, ...some(90, 0xbb)] }),
        rtp({ payload: [0x80, 0x80, 0x81, 5, ...some(30, 0xcc), ...some(16, 0xdd)], hasMarker: true }),
      ],
      'video/VP8',
    );
    expect(seen.map(kindsOf)).toEqual([
      [
        ['rtp', 12],
        ['extension', 8],
        ['descriptor', 4],
        ['clear', 10],
        ['seal', 6],
        ['ciphertext', 100],
      ],
      [
        ['rtp', 12],
        ['descriptor', 4],
        ['ciphertext', 90],
      ],
      [
        ['rtp', 12],
        ['descriptor', 4],
        ['ciphertext', 30],
        ['tag', 16],
      ],
    ]);
    expect(seen.map(({ place }) => place)).toEqual(['begin', 'inside', 'end']);
    expect(seen[0]?.seal).toEqual({ kid: 0x07_01_03n, context: 7, leaf: 1, epoch: 3, counter: 300n });
    expect(seen[0]?.rtp).toMatchObject({ payloadType: 101, sequence: expect.any(Number), timestamp: 90_000, ssrc: 0x01_02_03_04 });
    expect(seen.map(({ readable, sealed }) => [readable, sealed])).toEqual([
      [40, 100],
      [16, 90],
      [16, 46],
    ]);
    for (const packet of seen) expectWhole(packet);
  });

  it('[SU544] of VP8: another frame shows 3 bytes; of Opus 1, of VP9 none', () => {
    const sealedPart = [...sealHeader, ...some(50, 0xaa)];
    const [delta] = packetsOf([rtp({ payload: [0x10, ...deltaPrefix, ...sealedPart], hasMarker: true })], 'video/VP8');
    const [voice] = packetsOf([rtp({ payload: [0x78, ...sealedPart] })], 'audio/opus');
    const [vp9] = packetsOf([rtp({ payload: [0x8c, 0x81, 5, ...sealedPart], padding: 4 })], 'video/VP9');
    const end = [
      ['seal', 6],
      ['ciphertext', 34],
      ['tag', 16],
    ];
    expect([delta, voice, vp9].map((packet) => packet && kindsOf(packet))).toEqual([
      [['rtp', 12], ['descriptor', 1], ['clear', 3], ...end],
      [['rtp', 12], ['clear', 1], ...end],
      [['rtp', 12], ['descriptor', 3], ...end, ['padding', 4]],
    ]);
    for (const packet of [delta, voice, vp9]) {
      expect(packet?.place).toBe('whole');
      if (packet) expectWhole(packet);
    }
  });

  it('[SU544] control: what is not sealed counts as readable, to the end of its frame', () => {
    const seen = packetsOf(
      [
        rtp({ payload: [0x10, ...keyPrefix, ...some(100, 0x41)] }),
        rtp({ payload: [0x00, ...some(50, 0x42)], hasMarker: true }),
        rtp({ payload: [0x10, ...deltaPrefix, ...sealHeader, ...some(40, 0xaa)], hasMarker: true }),
      ],
      'video/VP8',
    );
    expect(seen.map(({ sealed }) => sealed)).toEqual([0, 0, 40]);
    expect(seen[0]?.parts.at(-1)).toMatchObject({ kind: 'unsealed' });
    for (const mimeType of ['video/H264', ''])
      expect(packetsOf([rtp({ payload: some(9, 1) })], mimeType)[0]).toMatchObject({ place: 'unknown', sealed: 0, readable: 21 });
  });

  it('[SU544] of what is shorter than it says, or no RTP, all counts as readable; nothing is read behind its end', () => {
    const whole = rtp({
      payload: [0x90, 0x80, 0x81, 5, ...keyPrefix, ...sealHeader, ...some(40, 0xaa)],
      extension: [1, 2, 3, 4],
      padding: 3,
    });
    for (const mimeType of ['video/VP8', 'video/VP9', 'audio/opus'])
      for (let length = 0; length <= whole.length; length += 1)
        for (const first of [undefined, 0x00, 0xff]) {
          const bytes = whole.slice(0, length);
          if (first !== undefined && length > 0) bytes[0] = first;
          const [packet] = packetsOf([bytes], mimeType);
          if (packet) expectWhole(packet);
          expect(packet?.length).toBe(length);
        }
  });

  it('[SU544] of VP9 with references and a structure of layers', () => {
    const flexible = [0xfc | 0x02, 0x81, 5, 0x20, 0x03, 0x02, 0x18 | (1 << 5), 2, 0x80, 1, 0xe0, 4, 0, 2, 0xd0, 1, 0x04, 1];
    const [packet] = packetsOf([rtp({ payload: [...flexible, ...sealHeader, ...some(40, 0xaa)] })], 'video/VP9');
    expect(packet && kindsOf(packet)).toEqual([
      ['rtp', 12],
      ['descriptor', flexible.length],
      ['seal', 6],
      ['ciphertext', 24],
      ['tag', 16],
    ]);
  });
});
