import { describe, expect, it } from 'vitest';
import type { RelaySocket } from '../../../platform/relay/relay-socket.ts';
import { InviteDesk } from './invite-desk.ts';
import { aliceSeat, TestSide } from './testing/context.testing.ts';

describe('links and codes', () => {
  it('[SU4] of an invite the server is told the role and the routing id; secret and word stay in the page', async () => {
    const asked: unknown[] = [];
    const request: RelaySocket['request'] = (name, body, schema) => {
      asked.push([name, body]);
      const made = { inviteId: crypto.randomUUID(), nameplate: '482913', expiresAt: new Date(600_000).toISOString(), expiresInMs: 600_000 };
      return Promise.resolve(schema.parse(name === 'invite.make' ? made : {}));
    };
    const side = new TestSide(aliceSeat);
    const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
    const desk = new InviteDesk(side.context, { relay: { request }, storage, origin: 'https://desk.example', wallNow: () => 0 });
    await desk.make('customer');
    await desk.make('expert');
    const [first, second] = side.view.invites;
    const [routing, secret] = new URL(first?.link ?? '').pathname
      .split('/')
      .slice(2)
      .concat(new URL(first?.link ?? '').hash.slice(1));
    expect(asked).toEqual([
      ['invite.make', { role: 'customer', routingId: routing }],
      ['invite.make', { role: 'expert', routingId: new URL(second?.link ?? '').pathname.split('/').at(-1) }],
    ]);
    desk.handleBurnt(first?.id ?? '');
    const told = JSON.stringify(asked);
    expect(secret).toMatch(/^[\w-]{22}$/u);
    expect(told, 'control: what the server is told').toContain(routing);
    expect(told).not.toContain(secret);
    for (const { word } of desk.secrets()) expect(told).not.toContain(word);
  });
});
