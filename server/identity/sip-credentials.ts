import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Secrets } from '../storage/index.ts';
import type { DigestIdentity, PhonePrincipal } from './devices/digest-identity.ts';
import type { ProvenDevices } from './devices/proven-devices.ts';
import type { SealedDigest } from './entities.ts';
import type { IdentityStore } from './identity-store.ts';
import { includesMd5, type DigestAlgorithms, type DigestPolicies } from './pbxs/digest-policies.ts';
import { openToken, sealToken } from './sealed-token.ts';
import type { SessionService } from './sessions/session-service.ts';
import { parsePbxDomain, pbxDomain } from './subscribers/addresses.ts';
import type { SubscriberDirectory } from './subscribers/subscriber-directory.ts';

/** A browser's flow: the web session that upgraded to WebSocket. */
export interface PhoneOwner {
  readonly tenantId: string;
  readonly userId: string;
  readonly webSessionId: string;
}

export interface SipCredentialServiceOptions {
  readonly store: IdentityStore;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly sessions: SessionService;
  readonly directory: SubscriberDirectory;
  readonly digestPolicies: Pick<DigestPolicies, 'algorithms'>;
  readonly provenDevices: ProvenDevices;
  readonly sipDomain: string;
}

export const registrationTokenSeconds = 60;
const purpose = 'sip-registration v1';
const tokenSchema = z.object({ tenantId: z.string(), userId: z.string(), sessionId: z.string(), expiresAtMs: z.number() });

/** The context that seals a device's digest secret to its row. */
export function digestContext(tenantId: string, deviceId: string, algorithm: 'sha-256' | 'md5'): string {
  return `${tenantId}/device/${deviceId}/ha1-${algorithm}`;
}

/** HA1 = H(username ":" realm ":" password), RFC 7616 §3.4.2. Lower-case hex. */
export function ha1(
  algorithm: 'sha256' | 'md5',
  identity: { readonly username: string; readonly realm: string; readonly password: string },
): string {
  return createHash(algorithm).update(`${identity.username}:${identity.realm}:${identity.password}`).digest('hex');
}

/**
 * What the SIP stack asks of identity: it has the shape of `SipCredentials` in telephony, which identity may not
 * import; compose.ts hands it over.
 */
export class SipCredentialService {
  readonly #options: SipCredentialServiceOptions;
  /** Opened in place of an unknown device's secrets, so that unknown takes as long as known. */
  readonly #decoy: SealedDigest;

  constructor(options: SipCredentialServiceOptions) {
    this.#options = options;
    const seal = (algorithm: 'sha-256' | 'md5'): Buffer => options.secrets.seal(digestContext('', '', algorithm), randomBytes(32));
    this.#decoy = { ha1Sha256: seal('sha-256'), ha1Md5: seal('md5') };
  }

  /** A token that lets the pages of one web session register for 60 s, as often as they need to. */
  issueToken(owner: PhoneOwner): string {
    const expiresAtMs = this.#options.clock.now() + registrationTokenSeconds * 1000;
    return sealToken(this.#options.secrets, purpose, {
      tenantId: owner.tenantId,
      userId: owner.userId,
      sessionId: owner.webSessionId,
      expiresAtMs,
    });
  }

  /** Whether `token` is ours, still valid, belongs to the flow's owner, and the web session goes on. */
  async checkToken(token: string, owner: PhoneOwner): Promise<boolean> {
    const claims = openToken(this.#options.secrets, purpose, { text: token, schema: tokenSchema });
    if (!claims || claims.expiresAtMs <= this.#options.clock.now()) return false;
    if (claims.tenantId !== owner.tenantId || claims.userId !== owner.userId || claims.sessionId !== owner.webSessionId) return false;
    return this.#options.sessions.keepAlive(owner.tenantId, owner.webSessionId);
  }

  /** The principal of `user@host` if that address belongs to the flow's owner: their login name or one of their extensions there. */
  async principalOf(owner: Pick<PhoneOwner, 'tenantId' | 'userId'>, user: string, host: string): Promise<PhonePrincipal | undefined> {
    const { directory, sipDomain } = this.#options;
    const named = parsePbxDomain(host, sipDomain);
    const numbering = named && (await directory.numbering(owner.tenantId));
    if (!numbering || numbering.tenant.slug !== named.tenantSlug) return undefined;
    const pbx = numbering.pbxs.find((candidate) => candidate.slug === named.pbxSlug);
    const person = pbx && (await directory.byUser(owner.tenantId, owner.userId));
    if (!pbx || !person || person.isDisabled) return undefined;
    const wanted = user.toLowerCase();
    const isTheirs =
      wanted === person.loginName || person.extensions.some((extension) => extension.pbxId === pbx.id && extension.number === wanted);
    return isTheirs ? { tenantId: owner.tenantId, userId: owner.userId, pbxId: pbx.id } : undefined;
  }

  /** What challenges for that realm ask for, in their order. */
  digestAlgorithms(realm: string): DigestAlgorithms {
    return this.#options.digestPolicies.algorithms(realm);
  }

  /** A device's digest identity by user name and realm; undefined when unknown or disabled, after the same work. */
  device(username: string, realm: string): Promise<DigestIdentity | undefined> {
    return this.#options.provenDevices.reading(username, realm, () => this.#read(username, realm));
  }

  /** What `device()` said of one that proved itself lately and that nothing changed since: good to confirm a right answer, for nothing else. */
  provenDevice(username: string, realm: string): DigestIdentity | undefined {
    return this.#options.provenDevices.get(username, realm);
  }

  /** A right answer was given to what `device()` said. */
  deviceProved(identity: DigestIdentity): void {
    this.#options.provenDevices.keep(identity);
  }

  async #read(username: string, realm: string): Promise<DigestIdentity | undefined> {
    const { store, sipDomain } = this.#options;
    const hit = username.length <= 128 ? await store.find('sip_user', `${username}@${realm.toLowerCase()}`) : undefined;
    const tenantId = hit?.tenantId ?? nobodyId;
    const account = await store.inTenant(tenantId, (unit) => unit.devices.digestAccount(username));
    const opened = this.#open(account && { tenantId, deviceId: account.device.id }, account?.digest ?? this.#decoy);
    if (!account || account.device.isDisabled || account.isUserDisabled || account.isTenantEnded) return undefined;
    if (pbxDomain(account.pbxSlug, account.tenantSlug, sipDomain) !== realm.toLowerCase()) return undefined;
    const { device, digestPolicy } = account;
    return {
      principal: { tenantId, userId: device.userId, pbxId: device.pbxId, deviceId: device.id },
      ha1Sha256: opened.ha1Sha256,
      ha1Md5: device.allowMd5 && includesMd5(digestPolicy) ? opened.ha1Md5 : undefined,
    };
  }

  #open(
    row: { readonly tenantId: string; readonly deviceId: string } | undefined,
    { ha1Sha256, ha1Md5 }: SealedDigest,
  ): Pick<DigestIdentity, 'ha1Sha256' | 'ha1Md5'> {
    const open = (algorithm: 'sha-256' | 'md5', sealed: Buffer): string =>
      this.#options.secrets.open(digestContext(row?.tenantId ?? '', row?.deviceId ?? '', algorithm), sealed).toString('utf8');
    return { ha1Sha256: open('sha-256', ha1Sha256), ha1Md5: ha1Md5 === null ? undefined : open('md5', ha1Md5) };
  }
}

const nobodyId = '00000000-0000-0000-0000-000000000000';
