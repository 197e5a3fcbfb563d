import type { RecordingReceipt } from '../recording-store.ts';
import { maxWaiting } from './sealing-store.ts';
import type { SealingOutcome, SealingStore, StoredBrowser, StoredSealing } from './sealing-store.ts';

interface Tenant {
  sealing: StoredSealing;
  browsers: StoredBrowser[];
}

/** Sealing in memory. */
export class FakeSealingStore implements SealingStore {
  /** What the audit log would say. */
  readonly receipts: RecordingReceipt[] = [];
  readonly #tenants = new Map<string, Tenant>();

  async get(tenantId: string): Promise<StoredSealing | undefined> {
    return this.#tenants.get(tenantId)?.sealing;
  }

  async browsers(tenantId: string): Promise<readonly StoredBrowser[]> {
    return [...(this.#tenants.get(tenantId)?.browsers ?? [])];
  }

  async found(...[tenantId, founding, receipt]: Parameters<SealingStore['found']>): Promise<boolean> {
    if (this.#tenants.has(tenantId)) return false;
    const { rootPublicKey, recoveryPin, key, browsers } = founding;
    this.#tenants.set(tenantId, { sealing: { isOn: true, rootPublicKey, recoveryPin, version: 1, keys: [key] }, browsers: [...browsers] });
    this.receipts.push(receipt);
    return true;
  }

  async setOn(tenantId: string, isOn: boolean, receipt: RecordingReceipt): Promise<boolean> {
    const tenant = this.#tenants.get(tenantId);
    if (!tenant || tenant.sealing.isOn === isOn) return false;
    tenant.sealing = { ...tenant.sealing, isOn };
    this.receipts.push(receipt);
    return true;
  }

  async ask(...[tenantId, browser, receipt]: Parameters<SealingStore['ask']>): Promise<boolean> {
    const tenant = this.#tenants.get(tenantId);
    if (!tenant || tenant.browsers.some(({ id }) => id === browser.id)) return false;
    const waiting = [...tenant.browsers, browser].filter((one) => one.userId === browser.userId && !one.approved);
    const tooOld = waiting.slice(0, Math.max(0, waiting.length - maxWaiting));
    tenant.browsers = [...tenant.browsers, browser].filter((one) => !tooOld.includes(one));
    this.receipts.push(receipt);
    return true;
  }

  async approve(...[tenantId, id, change, receipt]: Parameters<SealingStore['approve']>): Promise<SealingOutcome> {
    const tenant = this.#tenants.get(tenantId);
    const found = tenant?.browsers.find((one) => one.id === id && !one.approved);
    if (!tenant || !found) return 'gone';
    const { version, isManager, certificate, ring } = change;
    if (tenant.sealing.version !== version) return 'changed';
    tenant.browsers = tenant.browsers.map((one) => (one === found ? { ...one, isManager, approved: { certificate, ring } } : one));
    this.receipts.push(receipt);
    return 'done';
  }

  async withdraw(tenantId: string, id: string, receipt: RecordingReceipt): Promise<boolean> {
    const tenant = this.#tenants.get(tenantId);
    if (!tenant?.browsers.some((one) => one.id === id && !one.approved)) return false;
    tenant.browsers = tenant.browsers.filter((one) => one.id !== id);
    this.receipts.push(receipt);
    return true;
  }

  async remove(...[tenantId, id, { version, key, rings }, receipt]: Parameters<SealingStore['remove']>): Promise<SealingOutcome> {
    const tenant = this.#tenants.get(tenantId);
    const found = tenant?.browsers.find((one) => one.id === id && one.kind === 'browser' && one.approved);
    if (!tenant || !found) return 'gone';
    const kept = tenant.browsers.filter((one) => one !== found);
    const owners = kept.filter((one) => one.approved);
    const hasAll = owners.length === rings.size && owners.every((one) => rings.has(one.id));
    if (tenant.sealing.version !== version || !hasAll) return 'changed';
    tenant.sealing = { ...tenant.sealing, version: version + 1, keys: [...tenant.sealing.keys, key] };
    tenant.browsers = kept.map((one) => {
      const ring = rings.get(one.id);
      return one.approved && ring ? { ...one, approved: { ...one.approved, ring } } : one;
    });
    this.receipts.push(receipt);
    return 'done';
  }
}
