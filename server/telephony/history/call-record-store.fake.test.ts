import { newId } from '../../platform/ids.ts';
import { FakeCallRecordStore } from './call-record-store.fake.ts';
import { describeCallRecordStore } from './call-record-store.suite.ts';

describeCallRecordStore('in memory', async () => {
  const store = new FakeCallRecordStore();
  return {
    store,
    makeTenant: async () => ({ tenantId: newId(), pbxId: newId(), alice: newId(), bob: newId(), carol: newId() }),
    eventsOf: async (_tenantId, callId) => store.eventsOf(callId),
  };
});
