import type { DigestPolicy } from '../../../protocol/identity/admin.ts';
import type { Bus } from '../../platform/bus.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore } from '../identity-store.ts';
import { pbxDomain } from '../subscribers/addresses.ts';

/** The algorithms that a PBX asks its phones for, in the order of its challenges. */
export type DigestAlgorithms = readonly ('SHA-256' | 'MD5')[];

/**
 * RFC 8760 lets a server send one challenge for each algorithm, the preferred one topmost. A phone that stops at the first
 * one and knows only MD5 is served by `md5` alone.
 */
const algorithmsOf: Readonly<Record<DigestPolicy, DigestAlgorithms>> = {
  'sha-256': ['SHA-256'],
  'sha-256-and-md5': ['SHA-256', 'MD5'],
  md5: ['MD5'],
};
const standard: DigestPolicy = 'sha-256';

export function includesMd5(policy: DigestPolicy): boolean {
  return algorithmsOf[policy].includes('MD5');
}

export interface DigestPoliciesOptions {
  readonly store: IdentityStore;
  readonly bus: Bus<IdentityEvents>;
  readonly sipDomain: string;
}

/**
 * Every PBX's digest policy by realm, in memory: a challenge is made before anything is known of the sender, so it may
 * neither wait for the database nor take longer for realms that exist. Only PBXs that differ from the standard are kept.
 */
export class DigestPolicies {
  readonly #byRealm = new Map<string, DigestPolicy>();

  private constructor(bus: Bus<IdentityEvents>, lifetime: AbortSignal) {
    bus.subscribe(
      'identity.pbx-changed',
      ({ realmBefore, realm, digestPolicy }) => {
        if (realmBefore !== undefined) this.#set(realmBefore, standard);
        this.#set(realm, digestPolicy);
      },
      lifetime,
    );
  }

  /** Listens for changes first, then reads what there is: a change in between is not lost. */
  static async create({ store, bus, sipDomain }: DigestPoliciesOptions, lifetime: AbortSignal): Promise<DigestPolicies> {
    const policies = new DigestPolicies(bus, lifetime);
    for (const tenantId of await store.tenantIds())
      await store.inTenant(tenantId, async (unit) => {
        const tenant = await unit.tenant();
        for (const pbx of tenant ? await unit.pbxs.list() : [])
          policies.#set(pbxDomain(pbx.slug, tenant?.slug ?? '', sipDomain), pbx.digestPolicy);
      });
    return policies;
  }

  /** @param realm a PBX's domain; unknown ones answer like known ones with the standard. */
  algorithms(realm: string): DigestAlgorithms {
    return algorithmsOf[this.#byRealm.get(realm.toLowerCase()) ?? standard];
  }

  #set(realm: string, policy: DigestPolicy): void {
    if (policy === standard) this.#byRealm.delete(realm);
    else this.#byRealm.set(realm, policy);
  }
}
