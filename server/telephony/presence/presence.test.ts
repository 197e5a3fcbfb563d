import { expect, test } from 'vitest';
import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { silentLogger } from '../../platform/logger.ts';
import { PhoneSettingsService } from './phone-settings-service.ts';
import { PresenceService } from './presence-service.ts';

const usual: PhoneSettings = { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 };

function make() {
  const facts = { registered: new Set<string>(), inCall: new Set<string>(), settings: new Map<string, PhoneSettings>(), isDown: false };
  const told: string[] = [];
  const notices: Notifier<typeof telephonyNotifications> = {
    toUser: (to, name) => void told.push(`${name} → ${to.userId}`),
    toTenant: (tenantId, _name, data) => void told.push(`${tenantId}: ${JSON.stringify(data)}`),
  };
  const settings = async (_tenantId: string, userId: string): Promise<PhoneSettings> => {
    if (facts.isDown) throw new Error('the database is away');
    return facts.settings.get(userId) ?? usual;
  };
  const presence = new PresenceService({
    facts: { isRegistered: (_, userId) => facts.registered.has(userId), isInCall: (_, userId) => facts.inCall.has(userId), settings },
    notices,
    logger: silentLogger,
  });
  const subscribers = {
    settings,
    updateSettings: async (_tenantId: string, userId: string, changed: PhoneSettings) => void facts.settings.set(userId, changed),
  };
  const service = new PhoneSettingsService({ subscribers, presence, notices });
  const change = async () => {
    presence.handleChange('t1', 'bob');
    await new Promise((resolve) => setImmediate(resolve));
    return presence.presenceOf('t1', 'bob');
  };
  return { facts, told, presence, service, change };
}

test('[CA50] offline, available, in a call, available, offline: told once per change', async () => {
  const { facts, told, change, presence } = make();
  expect(presence.presenceOf('t1', 'bob')).toBe('offline');
  facts.registered.add('bob');
  expect(await change()).toBe('available');
  expect(await change()).toBe('available');
  facts.inCall.add('bob');
  expect(await change()).toBe('in-call');
  facts.inCall.delete('bob');
  expect(await change()).toBe('available');
  facts.registered.delete('bob');
  expect(await change()).toBe('offline');
  expect(told).toEqual(['available', 'in-call', 'available', 'offline'].map((state) => `t1: {"userId":"bob","presence":"${state}"}`));
  expect(presence.size).toBe(0);
});

test('[CA50] the wish not to be disturbed outweighs a call, and is read before anybody is told', async () => {
  const { facts, told, change } = make();
  facts.settings.set('bob', { ...usual, doNotDisturb: true });
  facts.registered.add('bob');
  facts.inCall.add('bob');
  expect(await change()).toBe('do-not-disturb');
  expect(told).toHaveLength(1);
});

test('[CA50] a call goes on without a registered phone: in a call, not offline', async () => {
  const { facts, change } = make();
  facts.inCall.add('bob');
  expect(await change()).toBe('in-call');
});

test('[CA50] who leaves while the settings are read stays offline', async () => {
  const { facts, told, presence, change } = make();
  facts.registered.add('bob');
  presence.handleChange('t1', 'bob');
  facts.registered.delete('bob');
  expect(await change()).toBe('offline');
  expect(told).toEqual([]);
});

test('[CA50] without the database a registered person is available', async () => {
  const { facts, change } = make();
  facts.isDown = true;
  facts.registered.add('bob');
  expect(await change()).toBe('available');
});

test('[CA51] a wish that is set while the older one is read is the one that counts', async () => {
  const { facts, presence, change } = make();
  facts.registered.add('bob');
  presence.handleChange('t1', 'bob');
  presence.handleSettings('t1', 'bob', { ...usual, doNotDisturb: true });
  expect(await change()).toBe('do-not-disturb');
});

test('[CA51] a changed setting is stored, acts on presence at once and is shown on the other pages', async () => {
  const { facts, told, service, presence, change } = make();
  facts.registered.add('bob');
  await change();
  await service.set('t1', 'bob', { ...usual, doNotDisturb: true });
  expect(presence.presenceOf('t1', 'bob')).toBe('do-not-disturb');
  expect(await service.get('t1', 'bob')).toMatchObject({ doNotDisturb: true });
  expect(told.slice(1)).toEqual(['t1: {"userId":"bob","presence":"do-not-disturb"}', 'phone.settings → bob']);
});
