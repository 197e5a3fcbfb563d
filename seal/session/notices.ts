import type { SealNotices } from './sealed-session.ts';

type Listener<Name extends keyof SealNotices> = (notice: SealNotices[Name]) => void;
type Listeners = { readonly [Name in keyof SealNotices]: Set<Listener<Name>> };

/** Who wants to know what. */
export class Notices {
  readonly #listeners: Listeners = {
    changed: new Set(),
    event: new Set(),
    'frame-keys': new Set(),
    refused: new Set(),
    ended: new Set(),
    'vouch-asked': new Set(),
    'admission-asked': new Set(),
  };

  on<Name extends keyof SealNotices>(name: Name, listener: Listener<Name>): () => void {
    const listeners: Set<Listener<Name>> = this.#listeners[name];
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  emit<Name extends keyof SealNotices>(name: Name, notice: SealNotices[Name]): void {
    const listeners: Set<Listener<Name>> = this.#listeners[name];
    for (const listener of listeners) listener(notice);
  }
}
