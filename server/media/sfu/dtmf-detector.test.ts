import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { DtmfDetector, readTelephoneEvent } from './dtmf-detector.ts';

interface Facts {
  readonly event?: number;
  readonly isEnd?: boolean;
  readonly duration?: number;
  readonly timestamp?: number;
  readonly ssrc?: number;
}

function packet(facts: Facts): Buffer {
  const { event = 5, isEnd = false, duration = 800, timestamp = 1000, ssrc = 1 } = facts;
  const bytes = Buffer.alloc(16);
  bytes.writeUInt8(0x80, 0);
  bytes.writeUInt8(101, 1);
  bytes.writeUInt32BE(timestamp, 4);
  bytes.writeUInt32BE(ssrc, 8);
  bytes.writeUInt8(event, 12);
  bytes.writeUInt8((isEnd ? 0x80 : 0) | 10, 13);
  bytes.writeUInt16BE(duration, 14);
  return bytes;
}

function detector(): { clock: FakeClock; keys: string[]; take: (facts: Facts) => void } {
  const clock = new FakeClock();
  const keys: string[] = [];
  const made = new DtmfDetector({ clockRate: 8000, clock, onDigit: (digit, durationMs) => keys.push(`${digit} ${durationMs}`) });
  return { clock, keys, take: (facts) => made.take(packet(facts)) };
}

describe('keys as telephone-event', () => {
  it('[MED40] a key is reported once, at its end, with its whole duration', () => {
    const { keys, take, clock } = detector();
    for (const duration of [160, 320, 480]) take({ duration });
    expect(keys).toEqual([]);
    for (let copy = 0; copy < 3; copy += 1) take({ duration: 800, isEnd: true });
    expect(keys).toEqual(['5 100']);
    clock.advance(1000);
    expect(keys).toEqual(['5 100']);
    expect(clock.pending).toBe(0);
  });

  it('[MED40] the same key again is another timestamp, another stream another ssrc', () => {
    const { keys, take } = detector();
    take({ isEnd: true });
    take({ isEnd: true, timestamp: 5000 });
    take({ isEnd: true, timestamp: 5000, ssrc: 2 });
    expect(keys).toEqual(['5 100', '5 100', '5 100']);
  });

  it('[MED42] a key whose end is lost is reported when the next begins, or after 200 ms', () => {
    const { keys, take, clock } = detector();
    take({ event: 1, duration: 400 });
    take({ event: 2, duration: 400, timestamp: 9000 });
    expect(keys).toEqual(['1 50']);
    clock.advance(199);
    expect(keys).toEqual(['1 50']);
    clock.advance(1);
    expect(keys).toEqual(['1 50', '2 50']);
  });

  it('[MED40] all 16 keys, and nothing else', () => {
    const { keys, take } = detector();
    for (let event = 0; event < 20; event += 1) take({ event, isEnd: true, timestamp: event });
    expect(keys.map((key) => key[0]).join('')).toBe('0123456789*#ABCD');
  });

  it('[MED40] header extensions and contributing sources are passed over; short packets are no event', () => {
    const plain = packet({ event: 11, isEnd: true });
    const extended = Buffer.concat([
      plain.subarray(0, 12),
      Buffer.alloc(4),
      Buffer.from([0xbe, 0xde, 0, 1, 0, 0, 0, 0]),
      plain.subarray(12),
    ]);
    extended.writeUInt8(0x80 | 0x10 | 1, 0);
    expect(readTelephoneEvent(extended)).toEqual(readTelephoneEvent(plain));
    for (let length = 0; length < extended.byteLength; length += 1)
      expect(readTelephoneEvent(extended.subarray(0, length))).toBeUndefined();
  });
});
