import { newId } from '../../../platform/ids.ts';
import { FakeSealingStore } from './sealing-store.fake.ts';
import { describeSealing } from './sealing.suite.ts';

describeSealing('in memory', async () => {
  const store = new FakeSealingStore();
  return { store, createTenant: async () => newId(), audited: async () => store.receipts.map(({ action }) => action) };
});
