import { describe, expect, it } from 'vitest';
import { framesOf, payloadsOf } from './rtp-frames.ts';

const packet = (sequence: number, timestamp: number, payload: readonly number[], { extension = false, padding = 0 } = {}): Buffer => {
  const header = Buffer.alloc(12);
  header[0] = 0x80 | (extension ? 0x10 : 0) | (padding > 0 ? 0x20 : 0);
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(timestamp, 4);
  const more = extension ? [0xbe, 0xde, 0, 1, 0x10, 7, 0, 0] : [];
  const filling = Array.from({ length: padding }, () => padding);
  return Buffer.concat([header, Buffer.from([...more, ...payload, ...filling])]);
};

describe('frames of RTP', () => {
  it('[SE104] of VP8 are without descriptors, extensions and padding, in order, each packet once', () => {
    const packets = [
      packet(65_535, 90, [0x90, 0xf0, 0x81, 0x01, 5, 0x20, 1, 2], { extension: true }),
      packet(1, 90, [0x80, 0x80, 0x11, 5, 6], { padding: 3 }),
      packet(0, 90, [0x00, 3, 4]),
      packet(0, 90, [0x00, 3, 4]),
      packet(2, 180, [0x10, 7]),
    ];
    expect(framesOf(packets, 'vp8')).toEqual([Buffer.from([1, 2, 3, 4, 5, 6]), Buffer.from([7])]);
  });

  it('[SE104] of VP9 are without descriptors, with references and structure', () => {
    const packets = [
      // Picture id of two bytes, layers, not flexible, structure of one size and two pictures.
      packet(1, 90, [0xaa, 0x81, 0x01, 0x00, 0x07, 0x18, 5, 0, 2, 208, 2, 0x04, 1, 0x08, 1, 2, 1, 2]),
      // Flexible, two references.
      packet(2, 180, [0xf4, 0x05, 0x00, 0x03, 0x04, 3, 4]),
    ];
    expect(framesOf(packets, 'vp9')).toEqual([Buffer.from([1, 2]), Buffer.from([3, 4])]);
  });

  it('[SE106] of Opus are what the packets carry, in order, each packet once', () => {
    const packets = [
      packet(65_535, 90, [1, 2], { extension: true }),
      packet(1, 2_010, [5, 6], { padding: 3 }),
      packet(0, 1_050, [3, 4]),
      packet(0, 1_050, [3, 4]),
    ];
    expect(payloadsOf(packets)).toEqual([Buffer.from([1, 2]), Buffer.from([3, 4]), Buffer.from([5, 6])]);
  });
});
