import { expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { EmergencyAlertStore, EmergencyCall } from './emergency-alert-store.ts';

/** A tenant with two people, to whom alerts belong. */
export interface AlertTenant {
  readonly tenantId: string;
  readonly pbxId: string;
  readonly alice: string;
  readonly admin: string;
}

export interface AlertSubject {
  readonly store: EmergencyAlertStore;
  readonly makeTenant: () => Promise<AlertTenant>;
}

export function callOf({ pbxId, alice }: AlertTenant, fields: Partial<EmergencyCall> = {}): EmergencyCall {
  return {
    id: newId(),
    atMs: Date.parse('2026-05-01T12:00:00Z'),
    pbxId,
    userId: alice,
    callerName: 'Alice Adams',
    callerNumber: '100',
    number: '112',
    siteId: undefined,
    siteName: 'Berlin',
    siteAddress: 'Hauptstraße 1, 10115 Berlin, DE',
    isPlaceSure: true,
    ...fields,
  };
}

/** What every store of alerts does. */
export function emergencyAlertStoreSuite(open: () => Promise<AlertSubject>): void {
  test('[EM5] an alert stays until somebody acknowledges it, newest first, each tenant its own', async () => {
    const { store, makeTenant } = await open();
    const [acme, globex] = [await makeTenant(), await makeTenant()];
    const [early, late] = [callOf(acme), callOf(acme, { number: '110', isPlaceSure: false, atMs: Date.parse('2026-05-01T13:00:00Z') })];
    for (const call of [early, late]) await store.add(acme.tenantId, call);
    expect(await store.open(acme.tenantId)).toEqual([late, early]);
    expect(await store.open(globex.tenantId)).toEqual([]);
    const by = { userId: acme.admin, name: 'Admin', atMs: Date.parse('2026-05-01T14:00:00Z'), address: '192.0.2.1' };
    expect(await store.acknowledge(globex.tenantId, early.id, { ...by, userId: globex.admin })).toBe(false);
    expect(await store.acknowledge(acme.tenantId, early.id, by)).toBe(true);
    expect(await store.acknowledge(acme.tenantId, early.id, { ...by, name: 'Late' })).toBe(true);
    expect(await store.acknowledge(acme.tenantId, newId(), by)).toBe(false);
    expect(await store.open(acme.tenantId)).toEqual([late]);
  });

  test('[EM3] adding the same alert again changes nothing', async () => {
    const { store, makeTenant } = await open();
    const acme = await makeTenant();
    const call = callOf(acme);
    await store.add(acme.tenantId, call);
    await store.add(acme.tenantId, { ...call, callerName: 'Somebody else' });
    expect(await store.open(acme.tenantId)).toEqual([call]);
  });
}
