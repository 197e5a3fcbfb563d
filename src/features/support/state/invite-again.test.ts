import { describe, expect, it } from 'vitest';
import { RelayFailure } from '../../../platform/relay/relay-failure.ts';
import { FormerReceipt, inviteAgain } from './invite-again.ts';
import { LiveDesks } from './live-desks.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const entry = {
  number: 4,
  previous: 'p',
  from: { key: 'k', seatId: 's', name: 'n', role: 'expert' as const, vouchedBy: null },
  signed: '',
  signature: '',
};
const header = { format: 'deskline receipt', version: 1, sessionId: 's', tenantName: 't', origin: 'o', build: 'b' } as const;

/** Alice's side: the customer shares, and Alice may see, record and control. */
function bench({
  answer = async () => ({}),
  mayRenew = true,
}: { readonly answer?: () => Promise<unknown>; readonly mayRenew?: boolean } = {}) {
  const side = new TestSide(aliceSeat);
  const done: string[] = [];
  const desks = new LiveDesks(side.context, {
    openRoom: () => Promise.reject(new Error('no room here')),
    onEnded: () => undefined,
    onCapabilityEnded: () => undefined,
    sendChunk: () => true,
    roomForChunk: () => Promise.resolve(),
    onSaidEnd: () => undefined,
    openTaker: undefined,
  });
  for (const capability of ['view', 'record', 'control'] as const)
    desks.handle(side.hears({ type: 'grant', askId: null, capability, seatId: aliceSeat, minutes: null }, customerSeat));
  const screen = { producerId: 's', source: 'screen', label: '', width: 1, height: 1, isPaused: false, context: 1 } as const;
  desks.handle(side.hears({ type: 'share', streams: [screen] }, customerSeat));
  desks.handle(side.hears({ type: 'chat', id: 'c', text: 'My printer blinks' }, customerSeat));
  desks.chat.flush();
  side.context.view.setState({ applicants: [{ seatId: bobSeat, name: 'Bob', digits: '1' }] });
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const seal = { mayRenew, renew: async () => void done.push('renewed') };
  const inside = {
    view: side.context.view,
    desks,
    relay: {
      request: (async (method: string) => {
        done.push(method);
        return answer();
      }) as never,
    },
    invites: { make: async (role: string) => void done.push(`invite ${role}`) } as never,
    receipt: {
      files: async () => [{ header, follows: null, entries: [entry], certificates: [] }],
      beginAnother: () => void done.push('receipt'),
    } as never,
  };
  return { side, desks, done, kept, act: () => inviteAgain(seal, new FormerReceipt(storage, 'id'), { ...inside, line: 'New keys' }) };
}

describe('a customer is invited again', () => {
  it('[SU606] [SU608] the server gives the seat up first, then the keys go with all that was allowed and shown; what was said stays here', async () => {
    const { side, done, kept, act } = bench();
    expect([side.view.streams.length, side.view.capabilities.record.state], 'control').toEqual([1, 'granted']);
    await act();
    expect(done).toEqual(['customer.release', 'renewed', 'receipt', 'invite customer']);
    const { streams, capabilities, mayControl, applicants, chat, problem } = side.view;
    expect([streams, mayControl, applicants, problem]).toEqual([[], [], [], undefined]);
    expect(Object.values(capabilities).map(({ state }) => state)).not.toContain('granted');
    expect(chat.map(({ text }) => text)).toEqual(['My printer blinks']);
    expect(JSON.parse(kept.get('support-follows id') ?? '')).toMatchObject({ number: 4, line: 'New keys' });
  });

  it('[SU612] nothing of before is told to whoever comes; (control) to a page of the same group it is', async () => {
    const { side, desks, act } = bench();
    desks.handleJoined(customerSeat, 'customer');
    expect(side.sent.filter(({ type }) => type === 'history')).toHaveLength(1);
    side.sent.length = 0;
    await act();
    desks.handleJoined(customerSeat, 'customer');
    expect(side.sent.filter(({ type }) => type === 'history')).toEqual([]);
  });

  it.each([
    ['a page of the customer’s is here again', { answer: () => Promise.reject(new RelayFailure('in-use')) }, ['customer.release']],
    ['the customer is heard', { mayRenew: false }, []],
  ])('[SU606] while %s nothing changes, and it is said', async (_name, given, asked) => {
    const { side, done, kept, act } = bench(given);
    await act();
    expect([done, [...kept.keys()]]).toEqual([asked, []]);
    expect([side.view.problem?.code, side.view.streams.length, side.view.capabilities.view.state]).toEqual([
      'customerIsHere',
      1,
      'granted',
    ]);
  });

  it('[SU606] without an answer of the server nothing changes either', async () => {
    const { side, done, act } = bench({ answer: () => Promise.reject(new RelayFailure('lost')) });
    await expect(act()).rejects.toMatchObject({ code: 'lost' });
    expect([done, side.view.capabilities.view.state]).toEqual([['customer.release'], 'granted']);
  });
});
