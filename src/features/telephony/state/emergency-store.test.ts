import { beforeEach, describe, expect, it } from 'vitest';
import type { EmergencyAlert, EmergencyFacts, EmergencyReport } from '../../../../protocol/telephony/emergency.ts';
import type { CallEnd } from '../sip/call-end.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { callSnapshot } from '../sip/testing/call-snapshot.testing.ts';
import { EmergencyStore } from './emergency-store.ts';

const sites = [
  { id: 'berlin', name: 'Berlin', address: 'Hauptstraße 1, 10115 Berlin, DE' },
  { id: 'hamburg', name: 'Hamburg', address: '' },
];
const office: EmergencyFacts = { numbers: ['112', '110'], sites, ownSiteId: 'berlin', siteOfNetworkId: null, network: 'office-net' };
const alert: EmergencyAlert = {
  id: 'a1',
  at: '2026-05-01T12:00:00Z',
  callerName: 'Bob',
  callerNumber: '101',
  number: '112',
  siteName: 'Berlin',
  siteAddress: '',
  isPlaceSure: false,
};

/** A browser: its storage outlives the page. */
class Browser {
  readonly kept = new Map<string, string>();
  readonly called: string[] = [];
  readonly reported: EmergencyReport[] = [];
  facts: EmergencyFacts | Error = office;
  alerts: readonly EmergencyAlert[] | Error = [alert];
  isReportRefused = false;

  open({ mayHandleAlerts = false } = {}): EmergencyStore {
    const answer = <T>(value: T | Error): Promise<T> => (value instanceof Error ? Promise.reject(value) : Promise.resolve(value));
    return new EmergencyStore({
      api: {
        readEmergencyFacts: () => answer(this.facts),
        readAlerts: () => answer(this.alerts),
        reportEmergency: (report) => {
          this.reported.push(report);
          return this.isReportRefused ? Promise.reject(new Error('offline')) : Promise.resolve();
        },
        acknowledgeAlert: () => Promise.resolve(),
      },
      storage: { getItem: (key) => this.kept.get(key) ?? null, setItem: (key, value) => void this.kept.set(key, value) },
      mayHandleAlerts,
      call: (number, siteId) => void this.called.push(`${number} ${siteId ?? '-'}`),
    });
  }
}

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});

function ended(number: string, cause: CallEnd, direction: 'incoming' | 'outgoing' = 'outgoing'): CallSnapshot {
  return callSnapshot({
    id: `${number} ${cause} ${direction}`,
    direction,
    party: { displayName: '', number },
    state: { name: 'ended', cause, answeredAtMs: null, endedAtMs: 0 },
  });
}

describe('an emergency call', () => {
  it('[EM7] waits for its person’s word, then goes out with the place, and is told in a second way', async () => {
    const store = browser.open();
    await store.refresh();
    expect([store.isEmergency(' 112 '), store.isEmergency('110'), store.isEmergency('1120'), store.isEmergency('911')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    store.ask('112');
    expect([store.view.getState().asked, browser.called]).toEqual(['112', []]);
    store.confirm('hamburg');
    expect([store.view.getState().asked, browser.called]).toEqual([undefined, ['112 hamburg']]);
    expect(browser.reported).toEqual([{ number: '112', siteId: 'hamburg' }]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.view.getState().isTold).toBe(true);
    store.confirm('hamburg');
    expect(browser.called, 'one confirmation is one call').toHaveLength(1);
  });

  it('[EM7] can be cancelled; then nothing goes out', () => {
    const store = browser.open();
    store.ask('112');
    store.cancel();
    store.confirm('berlin');
    expect([browser.called, browser.reported]).toEqual([[], []]);
  });

  it('[EM7] needs no answer of the server: the usual numbers are known, and it goes out without a place', async () => {
    browser.facts = new Error('offline');
    browser.isReportRefused = true;
    const store = browser.open();
    await store.refresh();
    expect([store.isEmergency('112'), store.isEmergency('911'), store.isEmergency('101')]).toEqual([true, true, false]);
    store.ask('112');
    store.confirm(undefined);
    await new Promise((resolve) => setTimeout(resolve));
    expect(browser.called).toEqual(['112 -']);
    expect(store.view.getState().isTold).toBe(false);
    store.handleCalls([ended('112', 'no-emergency-service')]);
    expect(store.view.getState().isTold, 'the cause is the server’s own word').toBe(true);
  });

  it('[EM7] is at the network’s site, else where this browser’s person was in this network, else at their own', async () => {
    const store = browser.open();
    await store.refresh();
    expect(store.placeOf(office)).toEqual({ site: sites[0], known: 'not' });
    store.ask('112');
    store.confirm('hamburg');
    const later = browser.open();
    expect(later.placeOf(office)).toEqual({ site: sites[1], known: 'by-memory' });
    expect(later.placeOf({ ...office, network: 'hotel' }), 'another network').toEqual({ site: sites[0], known: 'not' });
    expect(later.placeOf({ ...office, siteOfNetworkId: 'berlin' })).toEqual({ site: sites[0], known: 'by-network' });
    browser.kept.set('deskline.emergency-place', '{broken');
    expect(browser.open().placeOf(office).known).toBe('not');
  });

  it('[EM6] that fails is shown until it was read, whatever the reason; others are not', async () => {
    const store = browser.open();
    await store.refresh();
    store.handleCalls([ended('101', 'no-route'), ended('112', 'completed'), ended('112', 'cancelled'), ended('112', 'failed', 'incoming')]);
    expect(store.view.getState().failed).toBeUndefined();
    store.handleCalls([ended('112', 'no-emergency-service')]);
    expect(store.view.getState().failed).toEqual({ number: '112', cause: 'no-emergency-service' });
    store.handleFailureRead();
    store.handleCalls([ended('112', 'no-emergency-service')]);
    expect(store.view.getState().failed, 'read once is enough').toBeUndefined();
    store.handleCalls([ended('110', 'no-microphone')]);
    expect(store.view.getState().failed).toEqual({ number: '110', cause: 'no-microphone' });
  });
});

describe('alerts of others', () => {
  it('[EM5] are read by who may handle them, and go when acknowledged', async () => {
    const plain = browser.open();
    await plain.refresh();
    expect(plain.view.getState().alerts).toEqual([]);
    const admin = browser.open({ mayHandleAlerts: true });
    await admin.refresh();
    expect(admin.view.getState().alerts).toEqual([alert]);
    browser.alerts = new Error('offline');
    await admin.refreshAlerts();
    expect(admin.view.getState().alerts, 'what is shown stays').toEqual([alert]);
    await admin.acknowledge('a1');
    expect(admin.view.getState().alerts).toEqual([]);
  });
});
