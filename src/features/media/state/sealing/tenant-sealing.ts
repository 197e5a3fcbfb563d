import {
  certifyLeaf,
  fromBase64Url,
  SealError,
  type ArtefactRecipient,
  type CertifiedLeaf,
  type KeyRing,
  type LeafCertificate,
} from '../../../../../seal/index.ts';
import type { OwnBrowserKey } from './own-browser.ts';
import type { RootPins } from './root-pins.ts';
import type { SealingDesk, SealingState } from './sealing-desk.ts';

/** To whom something is sealed, or why to nobody. */
export type Recipient =
  | { readonly kind: 'there'; readonly tenantId: string; readonly recipient: ArtefactRecipient }
  /** Nobody has made the tenant's keys. */
  | { readonly kind: 'unset' }
  /** The server names keys that are not those which this browser knows. */
  | { readonly kind: 'alarm' }
  | { readonly kind: 'unsupported' };

/** What this browser opens with, or why it opens nothing. */
export type Opening =
  | { readonly kind: 'approved'; readonly tenantId: string; readonly ring: KeyRing }
  | { readonly kind: 'unset' | 'stranger' | 'waiting' | 'alarm' | 'unsupported' };

export interface KnownTenant {
  readonly rootPublicKey: string;
  /** Of browsers. */
  readonly removed: readonly string[];
  /** As which this browser asked for approval last, whatever became of it. */
  readonly browserId: string | undefined;
}

export interface TenantSealingParts extends OwnBrowserKey {
  readonly desk: Pick<SealingDesk, 'state'>;
  readonly pins: RootPins;
  readonly canSeal: () => Promise<boolean>;
}

/** The tenant's keys for whoever seals or opens more than recordings of calls. Methods throw ApiFailure. */
export class TenantSealing {
  readonly #parts: TenantSealingParts;
  #asking: Promise<SealingState> | undefined;

  constructor(parts: TenantSealingParts) {
    this.#parts = parts;
  }

  /**
   * Any browser seals: an approved one to the root that it compared, another one to the first root that it was told (docs/adr/0169).
   * The newest recording key of it.
   */
  async recipient(): Promise<Recipient> {
    const { pins, canSeal, tenantId, userId } = this.#parts;
    if (!(await canSeal())) return { kind: 'unsupported' };
    const state = await this.#state();
    if (state.kind === 'unset' || state.kind === 'alarm') return { kind: state.kind };
    const { rootPublicKey, recordingKeys } = state.keys;
    const recordingKey = recordingKeys.at(-1);
    const isKnown = state.kind === 'approved' || pins.pin({ tenantId, userId }, rootPublicKey) === rootPublicKey;
    if (!recordingKey || !isKnown) return { kind: 'alarm' };
    return { kind: 'there', tenantId, recipient: { rootPublicKey: fromBase64Url(rootPublicKey), recordingKey } };
  }

  async opening(): Promise<Opening> {
    const { canSeal, tenantId } = this.#parts;
    if (!(await canSeal())) return { kind: 'unsupported' };
    const state = await this.#state();
    return state.kind === 'approved' ? { kind: 'approved', tenantId, ring: state.ring } : { kind: state.kind };
  }

  /** Says that this browser is approved; undefined where it is not, or was before approved browsers got a signature key. */
  async certify(leaf: CertifiedLeaf): Promise<LeafCertificate | undefined> {
    const { canSeal, tenantId } = this.#parts;
    const state = (await canSeal()) ? await this.#state() : undefined;
    if (state?.kind !== 'approved') return undefined;
    const { keys, browserId, ring } = state;
    const approved = { rootPublicKey: fromBase64Url(keys.rootPublicKey), owner: { tenantId, id: browserId }, ring };
    return certifyLeaf(approved, leaf).catch((error: unknown) => {
      if (error instanceof SealError && error.why === 'not-manager') return undefined;
      throw error;
    });
  }

  /** The root that this browser knows, and which browsers it knows to be removed; undefined: none, or another one is told now. */
  async known(): Promise<KnownTenant | undefined> {
    const { pins, canSeal, tenantId, userId } = this.#parts;
    const state = (await canSeal()) ? await this.#state() : undefined;
    if (state === undefined || state.kind === 'unset' || state.kind === 'alarm') return undefined;
    const { keys, browserId } = state;
    const { rootPublicKey } = keys;
    if (state.kind === 'approved') return { rootPublicKey, removed: state.ring.removed, browserId };
    return pins.pin({ tenantId, userId }, rootPublicKey) === rootPublicKey ? { rootPublicKey, removed: [], browserId } : undefined;
  }

  /** Whoever asks while an answer is on its way gets that one; whoever asks later asks anew. */
  #state(): Promise<SealingState> {
    this.#asking ??= this.#parts.desk.state().finally(() => (this.#asking = undefined));
    return this.#asking;
  }
}
