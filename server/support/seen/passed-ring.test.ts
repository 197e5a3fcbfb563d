import { describe, expect, it } from 'vitest';
import { seenLimits } from '../../../protocol/support/seen.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { PassedRing } from './passed-ring.ts';

const [carla, alice] = [newId(), newId()];
const body = (bytes: number, fill = 7): string => Buffer.alloc(bytes, fill).toString('base64url');

describe('what is only passed on', () => {
  it('[SU545] is not noted while nobody looks; then the last ones of each kind are, with their first bytes', () => {
    const ring = new PassedRing(new FakeClock());
    ring.noteMessage(carla, undefined, body(10));
    expect(ring.seen, 'nobody looks').toBeUndefined();
    ring.look();
    expect(ring.seen?.passed, 'of before').toEqual([]);
    ring.noteMessage(carla, undefined, body(1_000));
    ring.notePiece(alice, carla, Buffer.alloc(65_000, 9));
    expect(ring.seen?.passed).toMatchObject([
      { kind: 'message', from: carla, to: null, bytes: 1_000, start: body(seenLimits.startBytes) },
      { kind: 'piece', from: alice, to: carla, bytes: 65_000, start: body(seenLimits.startBytes, 9) },
    ]);
  });

  it('[SU545] takes no more memory however much passes, and pieces are not pushed out by pointers', () => {
    const ring = new PassedRing(new FakeClock());
    ring.look();
    ring.notePiece(alice, carla, Buffer.from('a piece'));
    for (let count = 1; count <= 1_000; count += 1) ring.noteMessage(carla, alice, body(count));
    const { passed = [] } = ring.seen ?? {};
    expect(passed.filter(({ kind }) => kind === 'message').map(({ bytes }) => bytes)).toEqual(
      Array.from({ length: seenLimits.passed }, (_, at) => 1_000 - seenLimits.passed + 1 + at),
    );
    expect(passed.filter(({ kind }) => kind === 'piece')).toHaveLength(1);
    expect(Math.max(...passed.map(({ start }) => Buffer.from(start, 'base64url').length))).toBe(seenLimits.startBytes);
  });

  it('[SU545] is forgotten two minutes after the last look, and when the session ends', () => {
    const clock = new FakeClock();
    const ring = new PassedRing(clock);
    ring.look();
    ring.noteMessage(carla, alice, body(10));
    clock.advance(seenLimits.lookMs - 1);
    ring.look();
    clock.advance(seenLimits.lookMs - 1);
    expect(ring.seen?.passed, 'the control: somebody looked meanwhile').toHaveLength(1);
    clock.advance(1);
    expect([ring.seen, clock.pending]).toEqual([undefined, 0]);
    ring.noteMessage(carla, alice, body(10));
    expect(ring.seen).toBeUndefined();
    ring.look();
    ring.noteMessage(carla, alice, body(10));
    ring.forget();
    ring.forget();
    expect([ring.seen, clock.pending]).toEqual([undefined, 0]);
  });
});
