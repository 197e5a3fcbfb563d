import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RelayHello } from '../../../protocol/support/relay-requests.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import { FakeRoomEngine } from '../../media/room-engine.fake.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { StorageError } from '../../storage/index.ts';
import { createPool } from '../../storage/pool.ts';
import { openCore, type StorageCore } from '../../storage/storage-core.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { GuessThrottle } from '../invites/guess-throttle.ts';
import { InviteService } from '../invites/invite-service.ts';
import { SqlInviteStore } from '../invites/invite-store.sql.ts';
import type { Arrivals } from '../seats/arrivals.ts';
import { SqlArrivals } from '../seats/arrivals.sql.ts';
import { SqlSeatStore } from '../seats/seat-store.sql.ts';
import { newSeatToken } from '../seats/seat-tokens.ts';
import { SqlSessionStore } from '../sessions/session-store.sql.ts';
import { openDeafLine, type DeafLine } from '../testing/deaf-line.testing.ts';
import { sitIn } from '../testing/silent-seat.testing.ts';
import { Entrance } from './entrance.ts';
import { LiveSessions } from './live-sessions.ts';
import { SqlLogStore } from './log-store.sql.ts';
import { Seating, type Seated } from './seating.ts';

let database: TestDatabase;
let line: DeafLine;
let storage: StorageCore;
beforeAll(async () => {
  database = await createTestDatabase();
  const target = database.target('app');
  if ('url' in target) throw new Error('the test database is reached by a socket');
  line = await openDeafLine(target);
  storage = await openCore({
    pool: createPool({ ...target, socketFolder: line.socketFolder }, silentLogger),
    dataDir: database.dataDir,
    clock: systemClock,
    logger: silentLogger,
  });
});
afterAll(async () => {
  await storage.close();
  await line.close();
  await database.close();
});

const visitor = { address: '192.0.2.1', staff: undefined };
/** What an admitted visitor begins: they are here. */
function begin(seated: Seated): Seated {
  sitIn(seated.session, seated.seat.id);
  return seated;
}

interface Change {
  /** Before a seat is written. */
  readonly onTake?: () => unknown;
  /** Instead of a look for a token. */
  readonly byToken?: () => Promise<never>;
}

/** The entrance to one session, over the line that can be deaf. */
async function door({ onTake = () => undefined, byToken }: Change = {}) {
  const tenantId = await database.createTenant(`door-${newId()}`);
  const { db, audit, shredding } = storage;
  const sessions = new SqlSessionStore(db, audit, shredding);
  const seats = new SqlSeatStore(db, audit, shredding);
  const stored = new SqlArrivals(db, audit, shredding);
  const arrivals: Arrivals = {
    async take(...arrival) {
      await onTake();
      return stored.take(...arrival);
    },
  };
  const clock = systemClock;
  const tenantName = async () => 'Acme';
  const live = new LiveSessions({
    sessions,
    seats,
    logs: new SqlLogStore(db, shredding),
    engine: new FakeRoomEngine(),
    tenantName,
    removedBrowsers: async () => [],
    clock,
  });
  const store = new SqlInviteStore(db);
  const invites = new InviteService({
    store,
    sessions,
    throttle: new GuessThrottle(db.throttles, clock),
    tenantName,
    onMade: () => undefined,
    clock,
  });
  const seating = new Seating({ sessions, seats, arrivals, clock, onChanged: () => undefined });
  const entrance = new Entrance({ live, sessions, seats: byToken ? { byToken } : seats, seating, invites });
  const sessionId = newId();
  await sessions.add(tenantId, { id: sessionId, kind: 'screen', ownerId: newId(), ownerName: 'Alice', createdAt: new Date() }, {});
  return {
    seats: async () => (await seats.ofSession(tenantId, sessionId)).map(({ name, state }) => `${name} ${state}`),
    leave: async (seated: Seated) => {
      await seats.setState(tenantId, seated.seat.id, 'left');
      seated.session.putSeat({ ...seated.seat, state: 'left' });
    },
    burn: (inviteId: string) => invites.burn(tenantId, sessionId, inviteId),
    invite: async () => {
      const routingId = randomBytes(16).toString('base64url');
      return { routingId, ...(await invites.make(tenantId, { sessionId, role: 'customer', routingId })) };
    },
    come: (as: RelayHello['as'], name: string) =>
      entrance.admit({ type: 'hello', protocolVersion, oldestSupportedVersion, as, after: 0, name }, visitor, begin),
  };
}

const byLink = ({ routingId }: { readonly routingId: string }, token = newSeatToken()) => ({ kind: 'link', routingId, token }) as const;
const byCode = ({ nameplate }: { readonly nameplate: string }, token = newSeatToken()) => ({ kind: 'code', nameplate, token }) as const;

describe('the entrance', () => {
  it('[SU7] [SU454] of two customers who come at the same moment the second waits', async () => {
    const { invite, come, seats } = await door();
    const [one, other] = [await invite(), await invite()];
    await Promise.all([come(byLink(one), 'Carla'), come(byLink(other), 'Dan')]);
    expect((await seats()).map((seat) => seat.split(' ')[1])).toEqual(['admitted', 'waiting']);
  });

  it('[SU457] an answer that is lost after the seat was written leads to this seat, for who brings its token', async () => {
    let isLost = true;
    const { invite, come, seats } = await door({ onTake: () => isLost && line.lose(1) });
    const open = await invite();
    const as = byLink(open);
    await expect(come(as, 'Carla')).rejects.toMatchObject({ code: 'unavailable' });
    isLost = false;
    await expect(come(byLink(open), 'Mallory'), '(control) another token').rejects.toMatchObject({ reason: 'used' });
    const { seat, session, token } = await come(as, 'Carla');
    expect([seat.state, token, session.startedAt instanceof Date]).toEqual(['admitted', as.token, true]);
    expect(session.seats).toHaveLength(1);
    expect(await seats()).toEqual(['Carla admitted']);
  });

  it('[SU457] the token of a seat that was left gets another seat and another token with an invite that serves', async () => {
    const { invite, come, leave } = await door();
    const token = newSeatToken();
    const first = await come(byLink(await invite(), token), 'Carla');
    await leave(first);
    await expect(come({ kind: 'seat', token }, 'Carla')).rejects.toMatchObject({ reason: 'unknown' });
    const second = await come(byLink(await invite(), token), 'Carla');
    expect(second.seat.id).not.toBe(first.seat.id);
    expect(second.token).not.toBe(token);
    expect((await come({ kind: 'seat', token: second.token }, 'Carla')).seat.id).toBe(second.seat.id);
  });

  it('[SU454] a code that is burnt after it was found to be open lets nobody in; its link does', async () => {
    const burning = { after: async (): Promise<void> => undefined };
    const { invite, come, burn, seats } = await door({ onTake: () => burning.after() });
    const open = await invite();
    burning.after = async () => void (await burn(open.inviteId));
    await expect(come(byCode(open), 'Mallory')).rejects.toMatchObject({ reason: 'burnt' });
    expect(await seats()).toEqual([]);
    await come(byLink(open), 'Carla');
    expect(await seats()).toEqual(['Carla admitted']);
  });

  it('[SU457] a disk that does not answer is no used invite: it is asked again later', async () => {
    const failure = new StorageError('unavailable', 'gone');
    const failing = await door({ byToken: () => Promise.reject(failure) });
    const open = await failing.invite();
    await failing.come(byLink(open), 'Carla');
    await expect(failing.come(byLink(open), 'Carla')).rejects.toBe(failure);
    const control = await door();
    const used = await control.invite();
    await control.come(byLink(used), 'Carla');
    await expect(control.come(byLink(used), 'Dan')).rejects.toMatchObject({ reason: 'used' });
  });
});
