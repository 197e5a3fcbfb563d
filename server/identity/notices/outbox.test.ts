import { describe } from 'vitest';
import { FakeNoticeStore } from './notice-store.fake.ts';
import { describeOutbox } from './outbox.suite.ts';

describe('notices in memory', () => {
  describeOutbox(async () => ({ store: new FakeNoticeStore(), tenantId: 'acme', otherTenantId: 'globex' }));
});
