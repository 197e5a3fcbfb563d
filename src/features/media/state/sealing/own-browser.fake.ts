import type { OwnBrowser, OwnBrowserKey, OwnBrowserStore } from './own-browser.ts';

/** A browser's memory that ends with the test. */
export class FakeOwnBrowserStore implements OwnBrowserStore {
  readonly #kept = new Map<string, OwnBrowser>();

  async read({ tenantId, userId }: OwnBrowserKey): Promise<OwnBrowser | undefined> {
    return this.#kept.get(`${tenantId} ${userId}`);
  }

  async write({ tenantId, userId }: OwnBrowserKey, browser: OwnBrowser): Promise<void> {
    this.#kept.set(`${tenantId} ${userId}`, browser);
  }

  async remove({ tenantId, userId }: OwnBrowserKey): Promise<void> {
    this.#kept.delete(`${tenantId} ${userId}`);
  }
}
