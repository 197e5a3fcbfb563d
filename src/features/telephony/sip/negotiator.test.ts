import { beforeEach, describe, expect, it } from 'vitest';
import { Negotiator, type Negotiable, type NegotiationOutcome } from './negotiator.ts';
import { RequestGate } from './request-gate.ts';
import { FakeTimers } from './timers.fake.ts';

let timers: FakeTimers;
let gate: RequestGate;
let sent: string[];
let outcomes: NegotiationOutcome[];
let held: boolean[];
let stuck: number;
let pending: ((outcome: NegotiationOutcome) => void) | undefined;

/** Answers each exchange with the next prepared outcome, or waits for the test when none is left. */
const session: Negotiable = {
  hold: () => exchange('hold'),
  resume: () => exchange('resume'),
  restartIce: () => exchange('ice'),
};
function exchange(name: string): Promise<NegotiationOutcome> {
  sent.push(name);
  const outcome = outcomes.shift();
  return outcome === undefined ? new Promise((resolve) => (pending = resolve)) : Promise.resolve(outcome);
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
const make = (): Negotiator =>
  new Negotiator({ gate, timers, session: () => session, onHeld: (isHeld) => held.push(isHeld), onStuck: () => (stuck += 1) });

beforeEach(() => {
  timers = new FakeTimers();
  gate = new RequestGate();
  sent = [];
  outcomes = [];
  held = [];
  stuck = 0;
  pending = undefined;
});

describe('renegotiation', () => {
  it('[SP20] sends nothing while the gate is closed; hold and resume pressed meanwhile cancel each other', async () => {
    const negotiator = make();
    negotiator.wishHold(true);
    negotiator.wishHold(false);
    gate.open();
    await settle();
    expect(sent).toEqual([]);
  });

  it('[SP20] a hold pressed while the socket was down goes out when the gate opens', async () => {
    const negotiator = make();
    negotiator.wishHold(true);
    outcomes = ['done'];
    gate.open();
    await settle();
    expect(sent).toEqual(['hold']);
    expect(held).toEqual([true]);
  });

  it('[SP20] one re-INVITE at a time: a resume during the hold follows it', async () => {
    const negotiator = make();
    gate.open();
    negotiator.wishHold(true);
    negotiator.wishHold(false);
    expect(sent).toEqual(['hold']);
    outcomes = ['done'];
    pending?.('done');
    await settle();
    expect(sent).toEqual(['hold', 'resume']);
    expect(held).toEqual([true, false]);
  });

  it('[SP23] an ICE restart wished in the turn in which the gate opens is not lost', async () => {
    const negotiator = make();
    gate.on('opened', () => negotiator.wishIceRestart());
    outcomes = ['done'];
    gate.open();
    await settle();
    expect(sent).toEqual(['ice']);
  });

  it('[SP26] asks again after a refusal, then gives the session up', async () => {
    const negotiator = make();
    gate.open();
    outcomes = ['refused', 'refused', 'refused'];
    negotiator.wishHold(true);
    await settle();
    expect(stuck).toBe(0);
    timers.advance(2000);
    await settle();
    timers.advance(2000);
    await settle();
    expect(sent).toHaveLength(3);
    expect(stuck).toBe(1);
  });

  it('[SP26] a re-INVITE lost with the socket gives the session up at once', async () => {
    const negotiator = make();
    gate.open();
    outcomes = ['lost'];
    negotiator.wishHold(true);
    await settle();
    expect(stuck).toBe(1);
  });

  it('[SP20] waits while another offer is open', async () => {
    const negotiator = make();
    gate.open();
    outcomes = ['not-now', 'done'];
    negotiator.wishHold(true);
    await settle();
    timers.advance(200);
    await settle();
    expect(held).toEqual([true]);
    expect(stuck).toBe(0);
  });

  it('leaves no timer behind when closed', async () => {
    const negotiator = make();
    gate.open();
    outcomes = ['refused'];
    negotiator.wishHold(true);
    await settle();
    negotiator.close();
    expect(timers.pending).toBe(0);
  });
});
