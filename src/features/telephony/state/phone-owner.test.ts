import { expect, it } from 'vitest';
import { PhoneOwner, type PhoneOwnerPorts } from './phone-owner.ts';

type Listener = (...values: unknown[]) => void;

/** A phone that says what a test tells it to, beside ports that only remember which calls have sound. */
function owning(calls: { id: string; state: { name: string } }[]): {
  readonly owner: PhoneOwner;
  readonly say: (event: string, ...values: unknown[]) => void;
  readonly sounding: Set<string>;
} {
  const listeners = new Map<string, Listener>();
  const sounding = new Set<string>();
  const nothing = (): undefined => undefined;
  const ports = {
    phone: {
      calls,
      status: { name: 'registered' },
      savedCalls: () => [],
      on: (event: string, listener: Listener) => listeners.set(event, listener) && nothing,
    },
    timers: { now: () => 0, after: () => nothing },
    saved: { read: () => [], write: nothing },
    audio: {
      attach: (id: string) => sounding.add(id),
      detach: (id: string) => sounding.delete(id),
      setSilent: nothing,
      get callIds() {
        return [...sounding];
      },
    },
    ringer: { handleCalls: nothing },
    notices: { handleCalls: nothing },
    quality: { handlePhone: nothing },
    onView: nothing,
  };
  const owner = new PhoneOwner(ports as unknown as PhoneOwnerPorts);
  return { owner, sounding, say: (event, ...values) => listeners.get(event)?.(...values) };
}

const party = { displayName: 'Carol', number: '102' };

it('[SP33] the sound of a call that is being answered outlives news of another call, and ends with its own end', () => {
  const carol = { id: 'carol', party, direction: 'incoming', state: { name: 'answering', cause: 'completed' } };
  const { say, sounding } = owning([carol]);
  say('track', carol, {});
  say('changed');
  expect([...sounding]).toEqual(['carol']);
  carol.state.name = 'ended';
  say('changed');
  expect([...sounding]).toEqual([]);
});
