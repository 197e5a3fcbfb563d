import { newId } from '../../platform/ids.ts';
import { FakeRecordingStore } from './recording-store.fake.ts';
import { describeRecordingStore } from './recording-store.suite.ts';

describeRecordingStore('in memory', async () => {
  const store = new FakeRecordingStore();
  return { store, createTenant: async () => newId(), audited: async () => store.receipts.map(({ action }) => action) };
});
