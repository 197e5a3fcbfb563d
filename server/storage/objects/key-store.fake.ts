import { emptyKeyStore } from './key-store.ts';
import type { KeyStore, KeyStoreContent } from './key-store.ts';

/** A keystore in memory. */
export class FakeKeyStore implements KeyStore {
  #content: KeyStoreContent = emptyKeyStore;
  #queue: Promise<unknown> = Promise.resolve();

  async read(): Promise<KeyStoreContent> {
    return this.#content;
  }

  update(change: (content: KeyStoreContent) => Promise<KeyStoreContent>): Promise<KeyStoreContent> {
    const result = this.#queue.then(async () => (this.#content = await change(this.#content)));
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
