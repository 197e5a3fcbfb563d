/** What this browser keeps for one person: the pair whose private half it uses and gives to nobody, and the root that it trusts. */
export interface OwnBrowser {
  readonly id: string;
  readonly pair: CryptoKeyPair;
  /** base64url */
  readonly publicKey: string;
  /** The tenant's root as it was first told; another one is refused. base64url */
  readonly rootPublicKey: string;
  /** The newest rings that were seen; older ones are refused. */
  readonly ringVersion: number;
}

/** Of which person in which tenant: several people may use one browser. */
export interface OwnBrowserKey {
  readonly tenantId: string;
  readonly userId: string;
}

/** Where it is kept. Rejects where the browser forbids to keep anything. */
export interface OwnBrowserStore {
  read(key: OwnBrowserKey): Promise<OwnBrowser | undefined>;
  write(key: OwnBrowserKey, browser: OwnBrowser): Promise<void>;
  remove(key: OwnBrowserKey): Promise<void>;
}
