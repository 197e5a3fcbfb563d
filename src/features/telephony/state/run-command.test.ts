import { describe, expect, it } from 'vitest';
import type { CallState } from '../sip/call-state.ts';
import type { CallSnapshot, Phone } from '../sip/phone.ts';
import { callSnapshot } from '../sip/testing/call-snapshot.testing.ts';
import { phoneCommandSchema, type PhoneCommand } from './phone-view.ts';
import { runCommand } from './run-command.ts';

const call = (id: string, state: CallState, isHoldWished = false): CallSnapshot => callSnapshot({ id, state, isHoldWished });

/** Remembers the commands that reach the phone. */
function phoneWith(calls: readonly CallSnapshot[]) {
  const done: string[] = [];
  const note =
    (name: string) =>
    (...details: readonly unknown[]): never => {
      done.push([name, ...details].join(' '));
      return true as never;
    };
  const phone: Phone = {
    status: { name: 'stopped' },
    calls,
    on: () => () => undefined,
    start: note('start'),
    stop: note('stop'),
    dial: note('dial'),
    answer: note('answer'),
    decline: note('decline'),
    ignore: note('ignore'),
    hangUp: note('hangUp'),
    setMuted: note('setMuted'),
    setHeld: note('setHeld'),
    press: note('press'),
    dismiss: note('dismiss'),
    savedCalls: () => [],
    stats: () => Promise.resolve(undefined),
  };
  return { phone, done };
}

const talking = call('a', { name: 'connected', answeredAtMs: 1 });
const waiting = call('b', { name: 'held', answeredAtMs: 1, by: 'me' }, true);
const ringing = call('c', { name: 'incoming' });

describe('commands', () => {
  it('[SP17] dialling, answering and resuming one call hold the others', () => {
    const cases: readonly (readonly [Exclude<PhoneCommand, { name: 'allowSound' }>, readonly string[]])[] = [
      [{ name: 'dial', number: '5', displayName: 'E' }, ['setHeld a true', 'dial 5 E']],
      [{ name: 'answer', callId: 'c' }, ['setHeld a true', 'answer c']],
      [{ name: 'talkTo', callId: 'b' }, ['setHeld a true', 'setHeld b false']],
    ];
    for (const [command, expected] of cases) {
      const { phone, done } = phoneWith([talking, waiting, ringing]);
      runCommand(phone, command);
      expect(done).toEqual(expected);
    }
  });

  it('[CF21] calls that were merged are held, resumed, muted and left together', () => {
    const conference = { id: 'room', members: ['A', 'B', 'C'], isWaiting: false, isMuted: false, isRecorded: false };
    const [one, two] = [
      { ...talking, conference },
      { ...waiting, conference },
    ];
    const third = { ...talking, id: 'd' };
    const cases: readonly (readonly [Exclude<PhoneCommand, { name: 'allowSound' }>, readonly string[]])[] = [
      [{ name: 'hold', callId: 'a' }, ['setHeld a true', 'setHeld b true']],
      [{ name: 'talkTo', callId: 'b' }, ['setHeld d true', 'setHeld a false', 'setHeld b false']],
      [{ name: 'talkTogether', callIds: ['a', 'd'] }, ['setHeld a false', 'setHeld d false']],
      [{ name: 'setMuted', callId: 'a', isMuted: true }, ['setMuted a true', 'setMuted b true']],
      [{ name: 'hangUp', callId: 'b' }, ['hangUp a', 'hangUp b']],
      [{ name: 'hangUp', callId: 'd' }, ['hangUp d']],
    ];
    for (const [command, expected] of cases) {
      const { phone, done } = phoneWith([one, two, third]);
      runCommand(phone, command);
      expect(done).toEqual(expected);
    }
  });

  it('[SP17] what concerns one call leaves the others alone', () => {
    for (const name of ['hold', 'hangUp', 'decline', 'ignore', 'dismiss'] as const) {
      const { phone, done } = phoneWith([talking, waiting]);
      runCommand(phone, { name, callId: 'a' });
      expect(done).toEqual([name === 'hold' ? 'setHeld a true' : `${name} a`]);
    }
  });

  it('[SP31] the catalogue refuses what no screen can ask for', () => {
    for (const bad of [
      { name: 'dial', number: '' },
      { name: 'press', callId: 'a', keys: '1'.repeat(65) },
      { name: 'setMuted', callId: 'a' },
      'answer',
    ]) {
      expect(phoneCommandSchema.safeParse(bad).success).toBe(false);
    }
  });
});
