import { describe, expect, it } from 'vitest';
import { readRtpPacket } from './rtp-packet.ts';

const header = [0x80, 0xef, 0x12, 0x34, 0, 0, 0, 9, 0, 0, 0, 7];

describe('an RTP packet', () => {
  it('[MED36] is taken apart', () => {
    expect(readRtpPacket(Buffer.from([...header, 1, 2]))).toEqual({
      payloadType: 111,
      hasMarker: true,
      sequence: 0x1234,
      timestamp: 9,
      ssrc: 7,
      payload: Buffer.of(1, 2),
    });
  });

  it('[MED36] loses CSRCs, header extension and padding', () => {
    const [, ...others] = header;
    const bytes = Buffer.from([0xb1, ...others, 9, 9, 9, 9, 0xbe, 0xde, 0, 1, 5, 5, 5, 5, 42, 0, 0, 3]);
    expect(readRtpPacket(bytes)?.payload).toEqual(Buffer.of(42));
  });

  it.each([
    ['too short', Buffer.alloc(11, 0x80)],
    ['no RTP', Buffer.alloc(20)],
    ['an extension that is not there', Buffer.from([0x90, ...header.slice(1)])],
    ['an extension longer than the packet', Buffer.from([0x90, ...header.slice(1), 0xbe, 0xde, 0, 9])],
    ['more padding than payload', Buffer.from([0xa0, ...header.slice(1), 1, 9])],
  ])('[MED36] is refused when it is %s', (_why, bytes) => {
    expect(readRtpPacket(bytes)).toBeUndefined();
  });
});
