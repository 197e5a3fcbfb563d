/** The front door of media: what the app may give to other features. Fetched when somebody needs it: it brings the tenant's keys along. */
import type { HttpClient } from '../../platform/http/http-client.ts';
import { createOwnBrowserStore } from './state/sealing/own-browser.idb.ts';
import { browserStorage } from '../../platform/storage/careful-storage.ts';
import type { OwnBrowserKey } from './state/sealing/own-browser.ts';
import { createRootPins } from './state/sealing/root-pins.ts';
import { createSealingServer } from './state/sealing/sealing-api.ts';
import { SealingDesk } from './state/sealing/sealing-desk.ts';
import { canSeal } from './state/sealing/sealing-support.ts';
import { TenantSealing } from './state/sealing/tenant-sealing.ts';

export type { TenantSealing };

/** The tenant's keys as this browser has them, for the person signed in. */
export function createTenantSealing(http: HttpClient, key: OwnBrowserKey): TenantSealing {
  const desk = new SealingDesk({ ...key, server: createSealingServer(http), store: createOwnBrowserStore() });
  return new TenantSealing({ ...key, desk, pins: createRootPins(browserStorage), canSeal });
}
