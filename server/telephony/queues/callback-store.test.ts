import { newId } from '../../platform/ids.ts';
import { FakeCallbackStore } from './callback-store.fake.ts';
import { describeCallbackStore } from './callback-store.suite.ts';

describeCallbackStore('kept places in memory', async () => ({
  store: new FakeCallbackStore(),
  makeTenant: async () => ({ tenantId: newId(), alice: newId(), bob: newId() }),
  makeQueue: async () => newId(),
}));
