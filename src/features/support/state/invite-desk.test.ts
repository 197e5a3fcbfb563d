import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { inviteLifetimeMs } from '../../../../protocol/support/states.ts';
import { InviteDesk } from './invite-desk.ts';
import { TestSide, aliceSeat } from './testing/context.testing.ts';

const hourMs = 3_600_000;

/** Makes invites as the server does, by a clock that is right. */
class TestRelay {
  readonly asked: string[] = [];
  readonly rightNow: () => number;
  constructor(rightNow: () => number) {
    this.rightNow = rightNow;
  }
  async request<Answer extends z.ZodType>(method: string, _data: unknown, answer: Answer): Promise<z.output<Answer>> {
    this.asked.push(method);
    const expiresAt = new Date(this.rightNow() + inviteLifetimeMs).toISOString();
    return answer.parse({
      inviteId: crypto.randomUUID(),
      nameplate: String(100_000 + this.asked.length),
      expiresAt,
      expiresInMs: inviteLifetimeMs,
    });
  }
}

/** Alice's tab, at a computer whose clock is wrong. */
class Tab {
  readonly side = new TestSide(aliceSeat);
  readonly relay: TestRelay;
  readonly desk: InviteDesk;
  constructor(kept: Map<string, string>, { rightAt = Date.now(), wrongByMs = 0 } = {}) {
    const began = this.side.context.now();
    const right = (): number => rightAt + this.side.context.now() - began;
    this.relay = new TestRelay(right);
    this.desk = new InviteDesk(this.side.context, {
      relay: this.relay,
      origin: 'https://desk.test',
      wallNow: () => right() + wrongByMs,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
    });
  }
  get states(): readonly string[] {
    return this.side.view.invites.map(({ state }) => state);
  }
  get left(): readonly number[] {
    return this.side.view.invites.map(({ until }) => until - this.side.context.now());
  }
}

describe('how long an invite serves', () => {
  for (const wrongByMs of [-hourMs, 0, hourMs])
    it(`[SU540] ten minutes at a computer whose clock is wrong by ${String(wrongByMs / hourMs)} h, also in a page that is loaded again`, async () => {
      const kept = new Map<string, string>();
      const rightAt = Date.now();
      const tab = new Tab(kept, { rightAt, wrongByMs });
      await tab.desk.make('customer');
      expect([tab.states, tab.left, tab.desk.secrets().length]).toEqual([['open'], [inviteLifetimeMs], 1]);
      tab.side.pass(240_000);
      expect([tab.states, tab.left]).toEqual([['open'], [inviteLifetimeMs - 240_000]]);
      const again = new Tab(kept, { rightAt: rightAt + 300_000, wrongByMs });
      expect([again.states, again.left]).toEqual([['open'], [inviteLifetimeMs - 300_000]]);
      again.side.pass(299_999);
      expect([again.states, again.desk.secrets().length]).toEqual([['open'], 1]);
      again.side.pass(2);
      expect([again.states, again.desk.secrets().length]).toEqual([['expired'], 0]);
    });

  it('[SU540] a clock that was set back while the page was loaded again gives no more than ten minutes', async () => {
    const kept = new Map<string, string>();
    const tab = new Tab(kept);
    await tab.desk.make('customer');
    const again = new Tab(kept, { wrongByMs: -hourMs });
    expect([again.states, again.left]).toEqual([['open'], [inviteLifetimeMs]]);
  });
});

describe('a burnt code', () => {
  it('[SU541] is told to the server and is no code any more; its link serves on, also in a page that is loaded again, until somebody came by it', async () => {
    const kept = new Map<string, string>();
    const tab = new Tab(kept);
    await tab.desk.make('customer');
    expect(tab.desk.secrets(), 'control').toMatchObject([{ isCodeBurnt: false }]);
    tab.desk.handleBurnt(tab.side.view.invites[0]?.id ?? '');
    expect([tab.states, tab.relay.asked]).toEqual([['burnt'], ['invite.make', 'invite.burn']]);
    const again = new Tab(kept);
    for (const { desk, states } of [tab, again]) {
      expect(states).toEqual(['burnt']);
      expect(desk.secrets()).toMatchObject([{ isCodeBurnt: true }]);
    }
    again.desk.handleJoined('customer');
    expect([again.states, again.desk.secrets()]).toEqual([['used'], []]);
    tab.side.pass(inviteLifetimeMs + 1);
    expect([tab.states, tab.desk.secrets()]).toEqual([['expired'], []]);
  });
});
