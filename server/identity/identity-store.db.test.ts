import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../storage/testing/database.testing.ts';
import { SqlIdentityStore } from './identity-store.sql.ts';
import { identityStoreSuite } from './testing/identity-store.suite.ts';
import { numberStoreSuite } from './testing/number-store.suite.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('identity store in PostgreSQL', () => {
  identityStoreSuite(() => new SqlIdentityStore(database));
  numberStoreSuite(() => new SqlIdentityStore(database));
});
