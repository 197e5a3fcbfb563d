import { describe } from 'vitest';
import { FakeIdentityStore } from './identity-store.fake.ts';
import { identityStoreSuite } from './testing/identity-store.suite.ts';
import { numberStoreSuite } from './testing/number-store.suite.ts';

describe('identity store in memory', () => {
  identityStoreSuite(() => new FakeIdentityStore());
  numberStoreSuite(() => new FakeIdentityStore());
});
