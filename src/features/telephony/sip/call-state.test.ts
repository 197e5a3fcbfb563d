import { describe, expect, it } from 'vitest';
import { CallModel } from './call-model.ts';
import { answeredState, callTransitions, mayFollow, type CallState, type CallStateName, type LinkFacts } from './call-state.ts';

const talking: LinkFacts = {
  answeredAtMs: 1,
  isSignallingUp: true,
  isMediaUp: true,
  isOtherAway: false,
  isHeldByMe: false,
  isHeldByOther: false,
};
const samples: Readonly<Record<CallStateName, CallState>> = {
  dialling: { name: 'dialling' },
  ringing: { name: 'ringing' },
  incoming: { name: 'incoming' },
  answering: { name: 'answering' },
  connected: { name: 'connected', answeredAtMs: 1 },
  held: { name: 'held', answeredAtMs: 1, by: 'me' },
  reconnecting: { name: 'reconnecting', answeredAtMs: 1, who: 'me' },
  ended: { name: 'ended', cause: 'completed', answeredAtMs: 1, endedAtMs: 2 },
};
const origin = { id: 'a', direction: 'outgoing', party: { displayName: 'Bob', number: '101' } } as const;

describe('the state of a call', () => {
  it('[SP02] every state reaches its end, and nothing follows the end', () => {
    const open = Object.entries(callTransitions).filter(([name]) => name !== 'ended');
    for (const [name, next] of open) expect(next, name).toContain('ended');
    expect(callTransitions.ended).toEqual([]);
  });

  it('[SP02] the model makes exactly the steps of the table', () => {
    for (const from of Object.values(samples)) {
      for (const to of Object.values(samples)) {
        const model = new CallModel(origin, from, 0);
        model.to(to);
        expect(model.state.name, `${from.name} → ${to.name}`).toBe(mayFollow(from, to) ? to.name : from.name);
      }
    }
  });

  it('[SP03] being away beats being held beats talking', () => {
    expect(answeredState(talking)).toEqual({ name: 'connected', answeredAtMs: 1 });
    expect(answeredState({ ...talking, isHeldByMe: true })).toMatchObject({ name: 'held', by: 'me' });
    expect(answeredState({ ...talking, isHeldByMe: true, isHeldByOther: true })).toMatchObject({ name: 'held', by: 'both' });
    expect(answeredState({ ...talking, isHeldByMe: true, isSignallingUp: false })).toMatchObject({ name: 'reconnecting', who: 'me' });
    expect(answeredState({ ...talking, isOtherAway: true })).toMatchObject({ name: 'reconnecting', who: 'other' });
    expect(answeredState({ ...talking, isOtherAway: true, isMediaUp: false })).toMatchObject({ name: 'reconnecting', who: 'both' });
  });

  it('[SP03] comes back to being held after the network was away', () => {
    const model = new CallModel(origin, samples.ringing, 0);
    model.begin({ ...talking, isHeldByMe: true }, undefined);
    model.learn({ isSignallingUp: false });
    expect(model.state.name).toBe('reconnecting');
    model.learn({ isSignallingUp: true });
    expect(model.state).toMatchObject({ name: 'held', by: 'me', answeredAtMs: 1 });
  });

  it('[SP02] facts that come after the end change nothing', () => {
    const model = new CallModel(origin, samples.ringing, 0);
    model.begin(talking, undefined);
    model.end('completed', 5);
    model.learn({ isHeldByMe: true });
    expect(model.state).toEqual({ name: 'ended', cause: 'completed', answeredAtMs: 1, endedAtMs: 5 });
  });

  it('[SP24] only an answered call with a dialog can be taken over', () => {
    const model = new CallModel(origin, samples.ringing, 0);
    const wishes = { isHeldByMe: false, lastKeyNumber: 0 };
    expect(model.saved(wishes)).toBeUndefined();
    model.begin(talking, { callId: 'c', localTag: 'l', remoteTag: 'r' });
    expect(model.saved(wishes)).toMatchObject({ id: 'a', answeredAtMs: 1, dialog: { callId: 'c' } });
    model.end('completed', 5);
    expect(model.saved(wishes)).toBeUndefined();
  });
});
