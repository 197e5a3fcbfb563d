import { newId } from '../../platform/ids.ts';
import { FakePromptStore } from './prompt-store.fake.ts';
import { describePromptStore } from './prompt-store.suite.ts';

describePromptStore('in memory', async () => ({
  store: new FakePromptStore(() => 'Alice'),
  makeTenant: async () => ({ tenantId: newId(), alice: newId() }),
}));
