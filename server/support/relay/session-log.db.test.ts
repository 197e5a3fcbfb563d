import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { Database } from '../../storage/database.ts';
import { createPool } from '../../storage/pool.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { SqlSessionStore } from '../sessions/session-store.sql.ts';
import { openDeafLine, type DeafLine } from '../testing/deaf-line.testing.ts';
import { SqlLogStore } from './log-store.sql.ts';
import type { LogEntry } from './log-store.ts';
import { SessionLog } from './session-log.ts';

let database: TestDatabase;
let line: DeafLine;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  database = await createTestDatabase();
  const target = database.target('app');
  if ('url' in target) throw new Error('the test database is reached by a socket');
  line = await openDeafLine(target);
  pool = createPool({ ...target, socketFolder: line.socketFolder }, silentLogger);
});
afterAll(async () => {
  await pool.end();
  await line.close();
  await database.close();
});

it('[SU29] a connection that dies after PostgreSQL committed costs no message, no number and no session', async () => {
  const tenantId = await database.createTenant('deaf');
  const sessionId = newId();
  const session = { id: sessionId, kind: 'screen', ownerId: newId(), ownerName: 'Alice', createdAt: new Date() } as const;
  await new SqlSessionStore(database.db, database.audit, database.shredding).add(tenantId, session, {});
  const db = new Database({ pool, directoryKey: Buffer.alloc(32), logger: silentLogger });
  const store = new SqlLogStore(db, database.shredding);
  const kept: LogEntry[] = [];
  const log = await SessionLog.open({ store, tenantId, sessionId, clock: systemClock, onKept: (entry) => kept.push(entry) });
  const [alice, carla] = [newId(), newId()];
  const say = (seatId: string, clientNumber: number) => log.append({ seatId, clientNumber, body: Buffer.from('x') });
  await say(alice, 1);
  line.lose(1);
  expect(await say(carla, 1), 'it is on the disk, and was new').toBeUndefined();
  // The answer of the write is lost, and so is what the disk has then.
  line.lose(2);
  await expect(say(alice, 2)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await say(carla, 2)).toBeUndefined();
  expect(await say(alice, 2), 'sent again').toMatchObject({ number: 3 });
  const order = [
    [1, alice, 1],
    [2, carla, 1],
    [3, alice, 2],
    [4, carla, 2],
  ];
  expect(kept.map(({ number, seatId, clientNumber }) => [number, seatId, clientNumber])).toEqual(order);
  const stored = await store.read(tenantId, sessionId, 0, 10);
  expect(stored.map(({ number, seatId, clientNumber }) => [number, seatId, clientNumber])).toEqual(order);
});
