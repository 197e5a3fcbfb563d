import { describe } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { FakeEmergencyAlertStore } from './emergency-alert-store.fake.ts';
import { emergencyAlertStoreSuite } from './emergency-alert-store.suite.ts';

describe('emergency alerts in memory', () => {
  emergencyAlertStoreSuite(async () => ({
    store: new FakeEmergencyAlertStore(),
    makeTenant: async () => ({ tenantId: newId(), pbxId: newId(), alice: newId(), admin: newId() }),
  }));
});
