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
import type { OrganisationMark } from './live-view.ts';
import type { RemovedBrowsers } from './removed-browsers.ts';

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
  /** As which this browser asked for approval last, whatever became of it. */
  readonly browserId?: string | undefined;
}

export interface CertificateParts {
  readonly sessionId: string;
  /** An expert's. */
  readonly keys: OrganisationKeys | undefined;
  readonly removed: Pick<RemovedBrowsers, 'has' | 'onChanged'>;
}

/**
 * Which experts' browsers the tenant approved. An expert's page measures them by the root that its browser knows. A customer's page trusts no
 * root: the one of the expert whom its person met counts, and says of further experts that they are of the same organisation. That a browser
 * was removed is the server's word, or the browser's own: nobody becomes approved by it.
 */
export class CertificateDesk {
  readonly #context: LiveContext;
  readonly #sessionId: string;
  readonly #keys: OrganisationKeys | undefined;
  readonly #removed: CertificateParts['removed'];
  /** By the key that said it. */
  readonly #certificates = new Map<string, LeafCertificate>();
  /** Keys that said since then that their browser was removed. */
  readonly #withdrawn = new Set<string>();
  /** Keys of which the person here was told that their browser was removed. */
  readonly #told = new Set<string>();
  #members: readonly Member[] = [];
  #ownKey = '';
  /** The customer's: once it is known it stays. */
  #anchor: KnownOrganisation | undefined;
  #known: KnownOrganisation | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(context: LiveContext, { sessionId, keys, removed }: CertificateParts) {
    this.#context = context;
    this.#sessionId = sessionId;
    this.#keys = context.role === 'expert' ? keys : undefined;
    this.#removed = removed;
    removed.onChanged(() => this.#next(() => this.#show()));
  }

  /** Who is in the group now. */
  handleMembers(members: readonly Member[], newcomers: readonly Member[]): void {
    this.#members = members;
    const me = members.find(({ isMe }) => isMe);
    const key = me && toBase64Url(me.signatureKey);
    const isNew = key !== undefined && key !== this.#ownKey;
    // Noted at once: what is told twice in one breath is asked once.
    if (isNew) this.#ownKey = key;
    // Asked anew each time that somebody comes: a browser may be approved or removed meanwhile.
    if (me && (isNew || newcomers.length > 0)) this.#next(() => this.#certify(me));
    this.#next(() => this.#show());
  }

  handleArrived({ event, from }: ArrivedEvent): void {
    if (from.role !== 'expert') return;
    const key = toBase64Url(from.signatureKey);
    if (event.type === 'certificate') {
      const certificate = { ...event.proof, key, name: from.name };
      this.#next(async () => {
        // What proves nothing is as if it were not there.
        if (!(await isCertified(this.#sessionId, certificate))) return;
        this.#certificates.set(key, certificate);
        this.#withdrawn.delete(key);
        await this.#show();
      });
    } else if (event.type === 'certificate-withdrawn') {
      this.#next(() => {
        this.#withdrawn.add(key);
        return this.#show();
      });
    }
  }

  /** For receipts: of whose roots they are is for whoever checks them. */
  async all(): Promise<readonly LeafCertificate[]> {
    await this.#work;
    return [...this.#certificates.values()];
  }

  async #certify(me: Member): Promise<void> {
    if (!this.#keys) return;
    const key = toBase64Url(me.signatureKey);
    // In one breath: both come out of one answer of the server's.
    const leaf = { sessionId: this.#sessionId, key, name: me.name };
    const [known, own] = await Promise.all([this.#keys.known(), this.#keys.certify(leaf)]);
    this.#known = known;
    if (own !== undefined) {
      const { rootPublicKey, signature, signer } = own;
      this.#context.send({ type: 'certificate', proof: { rootPublicKey, signature, ...(signer ? { signer } : {}) } });
    } else if (this.#known?.browserId !== undefined && this.#removed.has(this.#known.browserId)) {
      // Whoever came later never heard that it was approved, and could not tell it from one that never was.
      this.#context.send({ type: 'certificate-withdrawn' });
    }
  }

  async #show(): Promise<void> {
    const known = this.#context.role === 'expert' ? this.#known : this.#met();
    const experts = this.#members.filter(({ role }) => role === 'expert');
    const organisation: Record<string, OrganisationMark> = {};
    for (const { seatId, signatureKey } of experts) {
      const mark = this.#markOf(toBase64Url(signatureKey), known);
      if (mark !== undefined) organisation[seatId] = mark;
    }
    const organisationKey = known && (await fingerprintOf(fromBase64Url(known.rootPublicKey)));
    this.#context.view.setState({ organisation, organisationKey });
    this.#tell(experts, organisation);
  }

  #markOf(key: string, known: KnownOrganisation | undefined): OrganisationMark | undefined {
    const certificate = this.#certificates.get(key);
    if (certificate && known && certificate.rootPublicKey !== known.rootPublicKey) return 'foreign';
    if (this.#withdrawn.has(key) || (certificate && this.#isRemoved(certificate, known))) return 'removed';
    return certificate && known && 'approved';
  }

  #isRemoved({ signer }: LeafCertificate, known?: KnownOrganisation): boolean {
    return signer !== undefined && (this.#removed.has(signer.browserId) || known?.removed.includes(signer.browserId) === true);
  }

  /** Once of each. */
  #tell(experts: readonly Member[], organisation: Readonly<Record<string, OrganisationMark>>): void {
    const fresh: Member[] = [];
    for (const expert of experts) {
      const key = toBase64Url(expert.signatureKey);
      if (organisation[expert.seatId] !== 'removed') this.#told.delete(key);
      else if (!this.#told.has(key)) fresh.push(expert);
      if (organisation[expert.seatId] === 'removed') this.#told.add(key);
    }
    const others = fresh.filter(({ isMe }) => !isMe).map(({ name }) => name);
    if (others.length > 0) this.#context.fail('browserRemoved', others.join(', '));
    if (fresh.length > others.length) this.#context.fail('ownBrowserRemoved');
  }

  #met(): KnownOrganisation | undefined {
    const met = this.#members.find(({ role, vouchedBy }) => role === 'expert' && vouchedBy === undefined);
    const certificate = met && this.#certificates.get(toBase64Url(met.signatureKey));
    if (certificate && !this.#isRemoved(certificate)) this.#anchor ??= { rootPublicKey: certificate.rootPublicKey, removed: [] };
    return this.#anchor;
  }

  /** One after the other. Without an answer of the server nothing is shown as approved; the session goes on. */
  #next(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => this.#context.view.setState({ organisation: {}, organisationKey: undefined }));
  }
}
