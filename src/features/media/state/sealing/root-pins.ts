import type { OwnBrowserKey } from './own-browser.ts';

/** The root that a browser was first told, when it is not approved: it seals to it and to no other. base64url */
export interface RootPins {
  /** Pins `rootPublicKey` unless another one is pinned already. @returns which one counts */
  pin(key: OwnBrowserKey, rootPublicKey: string): string;
}

/** In the browser's own storage, as long as nobody clears it. */
export function createRootPins(storage: Pick<Storage, 'getItem' | 'setItem'>): RootPins {
  return {
    pin({ tenantId, userId }, rootPublicKey) {
      const place = `deskline.root.${tenantId}.${userId}`;
      const pinned = storage.getItem(place);
      if (pinned !== null) return pinned;
      storage.setItem(place, rootPublicKey);
      return rootPublicKey;
    },
  };
}
