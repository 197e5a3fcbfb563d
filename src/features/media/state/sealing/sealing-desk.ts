import type { Sealing, SealingBrowser } from '../../../../../protocol/media/sealing.ts';
import {
  approveBrowser,
  comparisonNumber,
  fingerprintOf,
  foundTenantKeys,
  fromBase64Url,
  newLockedPair,
  openPin,
  openRing,
  publicBytesOf,
  readRecoveryCode,
  removeBrowser,
  requireSignedKeys,
  SealError,
  secretsOf,
  toBase64Url,
  type KeyRing,
  type SealRefusal,
} from '../../../../../seal/index.ts';
import type { OwnBrowser, OwnBrowserKey, OwnBrowserStore } from './own-browser.ts';
import type { SealingServer } from './sealing-api.ts';

type SealingKeys = NonNullable<Sealing['keys']>;

/**
 * Where this browser stands:
 *
 *   unset ──found──► approved                    unset: the tenant has no keys
 *   stranger ──ask──► waiting ──approved elsewhere──► approved ──removed elsewhere──► stranger
 *   stranger | waiting ──recovery code──► approved
 *   alarm: something is not signed by the root that this browser knows; nothing is opened or approved
 */
export type SealingState =
  | { readonly kind: 'unset' }
  | {
      readonly kind: 'stranger';
      readonly keys: SealingKeys;
      readonly isOn: boolean;
      /** Set where it asked before, and was turned away or removed. */
      readonly browserId: string | undefined;
    }
  | { readonly kind: 'waiting'; readonly keys: SealingKeys; readonly isOn: boolean; readonly browserId: string; readonly number: string }
  | {
      readonly kind: 'approved';
      readonly keys: SealingKeys;
      readonly isOn: boolean;
      readonly browserId: string;
      readonly ring: KeyRing;
      readonly fingerprint: string;
    }
  | { readonly kind: 'alarm'; readonly why: SealRefusal };

export interface SealingDeskParts extends OwnBrowserKey {
  readonly server: SealingServer;
  readonly store: OwnBrowserStore;
}

/** Keys that were made and are not in use before their recovery code was typed back. */
export interface Founding {
  readonly recoveryCode: string;
  /** Sends them and turns sealing on. */
  confirm(): Promise<SealingState>;
}

/** This browser's part in sealing, for one person. Everything throws ApiFailure or SealError. */
export class SealingDesk {
  readonly tenantId: string;
  readonly #key: OwnBrowserKey;
  readonly #server: SealingServer;
  readonly #store: OwnBrowserStore;

  constructor({ tenantId, userId, server, store }: SealingDeskParts) {
    this.tenantId = tenantId;
    this.#key = { tenantId, userId };
    this.#server = server;
    this.#store = store;
  }

  async state(): Promise<SealingState> {
    return this.#stateOf(await this.#server.get());
  }

  async found(name: string): Promise<Founding> {
    const made = await newBrowser();
    const { request, recoveryCode, rootPublicKey } = await foundTenantKeys(this.tenantId, {
      id: made.id,
      name,
      publicKey: fromBase64Url(made.publicKey),
    });
    const own: OwnBrowser = { ...made, rootPublicKey: toBase64Url(rootPublicKey), ringVersion: 1 };
    const confirm = async (): Promise<SealingState> => {
      const before = await this.#store.read(this.#key);
      // Kept first: keys that the server has and no browser opens would be lost but for the code.
      await this.#store.write(this.#key, own);
      try {
        return await this.#stateOf(await this.#server.found(request));
      } catch (error) {
        await (before ? this.#store.write(this.#key, before) : this.#store.remove(this.#key));
        throw error;
      }
    };
    return { recoveryCode, confirm };
  }

  async switch(isOn: boolean): Promise<SealingState> {
    return this.#stateOf(await this.#server.switch(isOn));
  }

  /** Asks that this browser may open. The root that the server tells now is the one that the number is about, and that is trusted later. */
  async ask(name: string): Promise<SealingState> {
    const { keys } = await this.#server.get();
    if (keys === null) return { kind: 'unset' };
    const made = await newBrowser();
    await this.#store.write(this.#key, { ...made, rootPublicKey: keys.rootPublicKey, ringVersion: 1 });
    return this.#stateOf(await this.#server.ask({ id: made.id, name, publicKey: made.publicKey }));
  }

  /** Takes back the own request, or turns another one away. */
  async withdraw(browserId: string): Promise<SealingState> {
    return this.#stateOf(await this.#server.withdraw(browserId));
  }

  /** Makes this an approved browser by the recovery code. @throws {SealError} `wrong-code` */
  async recover(typed: string, name: string): Promise<SealingState> {
    const code = readRecoveryCode(typed);
    if (code === undefined) throw new SealError('wrong-code');
    const { keys } = await this.#server.get();
    const recovery = keys?.browsers.find(({ kind }) => kind === 'recovery');
    if (keys === null || recovery === undefined) throw new SealError('wrong-code');
    const { pair, pinKey } = await secretsOf(code, this.tenantId);
    // The root is known from the code, not from what the server says it is.
    const rootPublicKey = await openPin(pinKey, keys.recoveryPin);
    const sealed = await this.#server.ring(recovery.id);
    const ring = await openRing(rootPublicKey, { tenantId: this.tenantId, id: recovery.id, pair }, sealed);
    const made = await newBrowser();
    const manager = { tenantId: this.tenantId, rootPublicKey, ring };
    const approval = await approveBrowser(manager, made, { isManager: true, how: 'recovery-code' });
    await this.#server.ask({ id: made.id, name, publicKey: made.publicKey });
    await this.#store.write(this.#key, { ...made, rootPublicKey: toBase64Url(rootPublicKey), ringVersion: ring.version });
    return this.#stateOf(await this.#server.approve(made.id, approval));
  }

  /** What whoever sits at that browser must read, if nobody in between changed a key. */
  numberOf(browser: SealingBrowser, state: SealingState & { kind: 'approved' }): Promise<string> {
    return this.#number(state.keys.rootPublicKey, browser.publicKey);
  }

  async approve(browser: SealingBrowser, isManager: boolean): Promise<SealingState> {
    const state = await this.#approved();
    const approval = await approveBrowser(this.#manager(state), browser, { isManager, how: 'compared' });
    return this.#stateOf(await this.#server.approve(browser.id, approval));
  }

  /** New recordings are sealed to a new key, which this one does not get. */
  async remove(browserId: string): Promise<SealingState> {
    const state = await this.#approved();
    const removal = await removeBrowser(this.#manager(state), browserId, state.keys.browsers);
    return this.#stateOf(await this.#server.remove(browserId, removal));
  }

  /** What this browser opens recordings with; undefined unless it is approved. */
  async ring(): Promise<KeyRing | undefined> {
    const state = await this.state();
    return state.kind === 'approved' ? state.ring : undefined;
  }

  async #approved(): Promise<SealingState & { kind: 'approved' }> {
    const state = await this.state();
    if (state.kind !== 'approved') throw new SealError(state.kind === 'alarm' ? state.why : 'not-manager');
    return state;
  }

  #manager({ keys, ring }: SealingState & { kind: 'approved' }): {
    tenantId: string;
    rootPublicKey: Uint8Array<ArrayBuffer>;
    ring: KeyRing;
  } {
    return { tenantId: this.tenantId, rootPublicKey: fromBase64Url(keys.rootPublicKey), ring };
  }

  #number(rootPublicKey: string, browserKey: string): Promise<string> {
    const told = { rootPublicKey: fromBase64Url(rootPublicKey), browserKey: fromBase64Url(browserKey) };
    return comparisonNumber({ tenantId: this.tenantId, ...told });
  }

  async #stateOf({ isOn, keys }: Sealing): Promise<SealingState> {
    if (keys === null) return { kind: 'unset' };
    const own = await this.#store.read(this.#key);
    try {
      if (own && own.rootPublicKey !== keys.rootPublicKey) throw new SealError('foreign-root');
      await requireSignedKeys(this.tenantId, fromBase64Url(keys.rootPublicKey), keys.recordingKeys);
      const listed = own && keys.browsers.find(({ id }) => id === own.id);
      if (!own || !listed) return { kind: 'stranger', keys, isOn, browserId: own?.id };
      const about = { keys, isOn, browserId: own.id };
      if (listed.certificate === null) return { kind: 'waiting', ...about, number: await this.#number(own.rootPublicKey, own.publicKey) };
      return { kind: 'approved', ...about, ...(await this.#opened(own)) };
    } catch (error) {
      if (error instanceof SealError) return { kind: 'alarm', why: error.why };
      throw error;
    }
  }

  async #opened(own: OwnBrowser): Promise<{ readonly ring: KeyRing; readonly fingerprint: string }> {
    const rootPublicKey = fromBase64Url(own.rootPublicKey);
    const sealed = await this.#server.ring(own.id);
    const ring = await openRing(rootPublicKey, { tenantId: this.tenantId, id: own.id, pair: own.pair }, sealed);
    if (ring.version < own.ringVersion) throw new SealError('older');
    if (ring.version > own.ringVersion) await this.#store.write(this.#key, { ...own, ringVersion: ring.version });
    return { ring, fingerprint: await fingerprintOf(rootPublicKey) };
  }
}

async function newBrowser(): Promise<Pick<OwnBrowser, 'id' | 'pair' | 'publicKey'>> {
  const pair = await newLockedPair();
  return { id: crypto.randomUUID(), pair, publicKey: toBase64Url(await publicBytesOf(pair)) };
}
