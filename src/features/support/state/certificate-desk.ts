import {
  fingerprintOf,
  fromBase64Url,
  isCertified,
  toBase64Url,
  type ArrivedEvent,
  type CertifiedLeaf,
  type LeafCertificate,
  type Member,
} from '../../../../seal/index.ts';
import type { LiveContext } from './live-context.ts';

/** The tenant's keys as an expert's browser has them. Both throw ApiFailure and SealError. */
export interface OrganisationKeys {
  /** Says that this browser is approved; undefined where it is not, or got no key to say so with. */
  certify(leaf: CertifiedLeaf): Promise<LeafCertificate | undefined>;
  /** The root that this browser knows, and browsers that it knows to be removed; undefined: none. */
  known(): Promise<KnownOrganisation | undefined>;
}

export interface KnownOrganisation {
  readonly rootPublicKey: string;
  /** Of browsers. */
  readonly removed: readonly string[];
}

/**
 * Which experts' browsers the tenant approved. An expert's page measures them by the root that its browser knows. A customer's page trusts no
 * root: the one of the expert whom its person met counts, and says of further experts that they are of the same organisation.
 */
export class CertificateDesk {
  readonly #context: LiveContext;
  readonly #sessionId: string;
  readonly #keys: OrganisationKeys | undefined;
  /** By the key that said it. */
  readonly #certificates = new Map<string, LeafCertificate>();
  #members: readonly Member[] = [];
  #ownKey = '';
  /** The customer's: once it is known it stays. */
  #anchor: KnownOrganisation | undefined;
  #known: KnownOrganisation | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(context: LiveContext, sessionId: string, keys: OrganisationKeys | undefined) {
    this.#context = context;
    this.#sessionId = sessionId;
    this.#keys = context.role === 'expert' ? keys : undefined;
  }

  /** Who is in the group now. */
  handleMembers(members: readonly Member[], newcomers: readonly Member[]): void {
    this.#members = members;
    const me = members.find(({ isMe }) => isMe);
    const isNew = me !== undefined && toBase64Url(me.signatureKey) !== this.#ownKey;
    // Asked anew each time that somebody comes: a browser may be approved or removed meanwhile.
    if (me && (isNew || newcomers.length > 0)) this.#next(() => this.#certify(me));
    this.#next(() => this.#show());
  }

  handleArrived({ event, from }: ArrivedEvent): void {
    if (event.type !== 'certificate' || from.role !== 'expert') return;
    const certificate = { ...event.proof, key: toBase64Url(from.signatureKey), name: from.name };
    this.#next(async () => {
      // What proves nothing is as if it were not there.
      if (!(await isCertified(this.#sessionId, certificate))) return;
      this.#certificates.set(certificate.key, certificate);
      await this.#show();
    });
  }

  /** For receipts: of whose roots they are is for whoever checks them. */
  async all(): Promise<readonly LeafCertificate[]> {
    await this.#work;
    return [...this.#certificates.values()];
  }

  async #certify(me: Member): Promise<void> {
    const key = toBase64Url(me.signatureKey);
    this.#ownKey = key;
    if (!this.#keys) return;
    this.#known = await this.#keys.known();
    const own = await this.#keys.certify({ sessionId: this.#sessionId, key, name: me.name });
    if (own === undefined) return;
    const { rootPublicKey, signature, signer } = own;
    this.#context.send({ type: 'certificate', proof: { rootPublicKey, signature, ...(signer ? { signer } : {}) } });
  }

  async #show(): Promise<void> {
    const known = this.#context.role === 'expert' ? this.#known : this.#met();
    const organisation: Record<string, 'approved' | 'foreign'> = {};
    for (const member of this.#members) {
      const certificate = this.#certificates.get(toBase64Url(member.signatureKey));
      if (member.role !== 'expert' || certificate === undefined || known === undefined) continue;
      const isRemoved = certificate.signer !== undefined && known.removed.includes(certificate.signer.browserId);
      if (!isRemoved) organisation[member.seatId] = certificate.rootPublicKey === known.rootPublicKey ? 'approved' : 'foreign';
    }
    const organisationKey = known && (await fingerprintOf(fromBase64Url(known.rootPublicKey)));
    this.#context.view.setState({ organisation, organisationKey });
  }

  #met(): KnownOrganisation | undefined {
    const met = this.#members.find(({ role, vouchedBy }) => role === 'expert' && vouchedBy === undefined);
    const certificate = met && this.#certificates.get(toBase64Url(met.signatureKey));
    this.#anchor ??= certificate && { rootPublicKey: certificate.rootPublicKey, removed: [] };
    return this.#anchor;
  }

  /** One after the other. Without an answer of the server nothing is shown as approved; the session goes on. */
  #next(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => this.#context.view.setState({ organisation: {}, organisationKey: undefined }));
  }
}
