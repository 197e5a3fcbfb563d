import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../../protocol/identity/role.ts';
import { protocolVersion } from '../../../protocol/wire/version.ts';
import type { IdentityEvents } from '../../identity/index.ts';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { PageHub } from './page-hub.ts';
import type { Accepted } from './upgrade.ts';

const frameSchema = z.object({ name: z.string().optional() });
const [tenantId, userId] = ['tenant', 'user'];

/** A hub with one page of a person; what the database says of their role is answered when the test says so. */
function worldOf(role: Role) {
  const asked: ((answer: Role | undefined) => void)[] = [];
  const bus = new InProcessBus<IdentityEvents>((error) => {
    throw error;
  });
  const kept: PromiseWithResolvers<boolean>[] = [];
  const clock = new FakeClock();
  const sessions = {
    roleOf: () => new Promise<Role | undefined>((resolve) => void asked.push(resolve)),
    keepAlive: () => {
      const answer = Promise.withResolvers<boolean>();
      kept.push(answer);
      return answer.promise;
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the sessions only what is asked here is here
  const options = { sessions, bus, clock, logger: silentLogger } as unknown as ConstructorParameters<typeof PageHub>[0];
  const hub = new PageHub(options);
  const told: string[] = [];
  const send = (text: string): void => {
    const { name } = frameSchema.parse(JSON.parse(text));
    if (name !== undefined && name !== 'me.changed') told.push(name);
  };
  const closed: string[] = [];
  const close = (_code: number, reason: string): void => void closed.push(reason);
  // Alive as long as the test likes.
  const isGone = { readyState: 3, OPEN: 1 };
  const socket = Object.assign(new EventEmitter(), { send, close, terminate: () => undefined, bufferedAmount: 0, ...isGone });
  const live = { tenant: { id: tenantId }, user: { id: userId, role }, session: { id: 'session' } };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  hub.accept({ socket, live } as unknown as Accepted);
  socket.emit('message', Buffer.from(JSON.stringify({ type: 'hello', protocolVersion, oldestSupportedVersion: 1 })), false);
  return {
    hub,
    clock,
    asked,
    kept,
    told,
    closed,
    changes: () => bus.publish('identity.user-changed', { tenantId, userId }),
    tell: () =>
      hub.toPermitted({ tenantId, permission: 'plans.read' }, 'plan.changed', { planId: 'plan', revision: 1, publishedVersion: null }),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('[ID22] of two changes of a role in quick succession the later counts, whichever is answered first', async () => {
  const { asked, told, changes, tell } = worldOf('user');
  changes();
  changes();
  asked[1]?.('user');
  await settled();
  asked[0]?.('admin');
  await settled();
  tell();
  expect(told).toEqual([]);
});

test('[ID22] while the later look is on its way the earlier one’s answer is not believed', async () => {
  const { asked, told, changes, tell } = worldOf('admin');
  tell();
  changes();
  changes();
  asked[0]?.('admin');
  await settled();
  tell();
  expect(told).toEqual(['plan.changed']);
  asked[1]?.('admin');
  await settled();
  tell();
  expect(told).toEqual(['plan.changed', 'plan.changed']);
});

test('[OP32] while the database owes an answer about a session it is not asked again, however long that takes', async () => {
  const { hub, clock, kept, closed } = worldOf('user');
  clock.advance(30 * 60_000);
  expect(kept).toHaveLength(1);
  kept[0]?.reject(new Error('the database is away'));
  await settled();
  clock.advance(60_000);
  expect(kept).toHaveLength(2);
  kept[1]?.resolve(false);
  await settled();
  expect(closed).toEqual(['expired']);
  hub.close();
  clock.advance(30 * 60_000);
  expect(kept).toHaveLength(2);
});
