import { describe, expect, it } from 'vitest';
import type { CallSnapshot } from '../sip/phone.ts';
import { callSnapshot } from '../sip/testing/call-snapshot.testing.ts';
import { callsTogether, canMerge, shownCalls } from './conference-calls.ts';
import { MergeStore } from './merge-store.ts';
import type { PhoneCommand } from './phone-view.ts';

const call = (id: string, changes: Partial<CallSnapshot> = {}): CallSnapshot =>
  callSnapshot({ id, serverCallId: `server-${id}`, direction: 'outgoing', party: { displayName: id, number: '101' }, ...changes });
const conference = { id: 'room', members: ['A', 'B', 'C'], isWaiting: false, isMuted: false, isRecorded: false };

describe('merging', () => {
  it('[CF21] of the calls that were merged one is shown', () => {
    const calls = [call('a', { conference }), call('b', { conference }), call('c')];
    expect(shownCalls(calls).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(callsTogether(calls, call('b', { conference })).map(({ id }) => id)).toEqual(['a', 'b']);
    const ended = call('d', { conference, state: { name: 'ended', cause: 'completed', answeredAtMs: 0, endedAtMs: 1 } });
    expect(shownCalls([...calls, ended]).map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  });

  it('[CF27] is offered for calls with people that are in nobody else’s conference', () => {
    const [one, other] = [call('a'), call('b')];
    expect(canMerge([one, other], one, other)).toBe(true);
    const plan = call('p', { activity: { kind: 'plan' } });
    const ringing = call('r', { state: { name: 'ringing' } });
    const guest = call('g', { conference });
    for (const bad of [plan, ringing, guest, call('n', { serverCallId: null })]) expect(canMerge([one, bad], one, bad)).toBe(false);
    const mine = [call('x', { conference }), call('y', { conference })] as const;
    expect(canMerge([...mine, one], mine[0], one)).toBe(true);
  });

  it('[CF20] [CF26] asks the server for all of them, then resumes what is held', async () => {
    const calls = [call('x', { conference }), call('y', { conference }), call('a', { isHoldWished: true })] as const;
    const [asked, done]: [string[][], PhoneCommand[]] = [[], []];
    const store = new MergeStore({
      api: { mergeCalls: async (ids) => void asked.push([...ids]) },
      calls: () => calls,
      run: (command) => void done.push(command),
    });
    await store.merge(calls[0], calls[2]);
    expect(asked).toEqual([['server-x', 'server-y', 'server-a']]);
    expect(done).toEqual([{ name: 'talkTogether', callIds: ['x', 'y', 'a'] }]);
    expect(store.view.getState()).toEqual({ isBusy: false, failure: undefined });
  });

  it('[CF27] a refusal is shown, and changes nothing', async () => {
    const failure = new Error('in use');
    const done: PhoneCommand[] = [];
    const store = new MergeStore({
      api: { mergeCalls: () => Promise.reject(failure) },
      calls: () => [],
      run: (command) => void done.push(command),
    });
    await store.merge(call('a'), call('b'));
    expect([store.view.getState(), done]).toEqual([{ isBusy: false, failure }, []]);
  });
});
