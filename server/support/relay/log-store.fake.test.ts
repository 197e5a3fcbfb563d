import { newId } from '../../platform/ids.ts';
import { logStoreSuite } from '../testing/log-store.suite.ts';
import { FakeLogStore } from './log-store.fake.ts';

logStoreSuite('fake', async () => ({ store: new FakeLogStore(), tenantId: newId(), sessionId: newId(), otherId: newId() }));
