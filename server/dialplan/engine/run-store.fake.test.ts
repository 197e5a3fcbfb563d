import { newId } from '../../platform/ids.ts';
import { FakeRunStore } from './run-store.fake.ts';
import { describeRunStore } from './run-store.suite.ts';

describeRunStore('in memory', async () => ({
  store: new FakeRunStore(),
  makeTenant: async () => ({ tenantId: newId(), planId: newId(), alice: newId() }),
}));
