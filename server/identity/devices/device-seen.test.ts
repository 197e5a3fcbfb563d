import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { createSecrets } from '../../storage/secrets.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { FakeIdentityStore } from '../identity-store.fake.ts';
import { makeTenant } from '../provisioning/tenant-maker.ts';
import { DeviceService } from './device-service.ts';

const person = {
  email: 'ann@acme.test',
  displayName: 'Ann',
  loginName: 'ann',
  role: 'super_admin',
  extension: '100',
  passwordHash: '',
} as const;

describe('a SIP phone', () => {
  it('[ID43] is seen when it registers, written at most once a minute', async () => {
    const clock = new FakeClock();
    const store = new FakeIdentityStore();
    const bus = new InProcessBus<IdentityEvents>(() => undefined);
    const devices = new DeviceService({ store, bus, clock, secrets: createSecrets(randomBytes(32)), sipDomain: 'sip.test' });
    const tenantId = await makeTenant(store, { slug: 'acme', name: 'Acme', people: [person] });
    const userId = (await store.find('email', person.email))?.id ?? '';
    const actor = { tenantId, userId, role: person.role, sessionId: newId(), address: '192.0.2.1' };
    const created = await devices.create(actor, { userId, label: 'Desk', allowMd5: false });
    const { id } = created.row.device;
    const seen = async (): Promise<number | undefined> => (await devices.list(actor))[0]?.device.lastSeenAt?.getTime();
    expect(await seen()).toBeUndefined();
    const firstMs = clock.now();
    await devices.noteSeen(tenantId, id);
    clock.advance(59_999);
    await devices.noteSeen(tenantId, id);
    expect(await seen()).toBe(firstMs);
    clock.advance(1);
    await devices.noteSeen(tenantId, id);
    expect(await seen()).toBe(firstMs + 60_000);
    await devices.noteSeen(tenantId, newId());
  });
});
