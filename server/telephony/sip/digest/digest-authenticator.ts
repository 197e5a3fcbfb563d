import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { DeviceCredentials, SipCredentials } from '../credentials.ts';
import { formatAuthValue } from '../message/authentication.ts';
import type { SipRequest } from '../message/message.ts';
import type { Flow } from '../transport/flow.ts';
import { type DigestCredentials, digestCredentialsOf } from './credentials-of.ts';
import { type DigestAlgorithm, digestResponse } from './digest-response.ts';
import { FailureLimit } from './failure-limit.ts';
import { Nonces } from './nonces.ts';

export type DigestVerdict =
  | { readonly kind: 'accepted'; readonly credentials: DeviceCredentials }
  /** Answer 401 with these WWW-Authenticate values, in order of preference (RFC 8760 §2.4). */
  | { readonly kind: 'challenge'; readonly challenges: readonly string[]; readonly isWrong: boolean }
  /** Answer 503 with Retry-After. */
  | { readonly kind: 'slow-down'; readonly retryAfterSeconds: number };

type DigestCredentialsPort = Pick<SipCredentials, 'device' | 'provenDevice' | 'deviceProved' | 'digestAlgorithms'>;

export interface DigestAuthenticatorOptions {
  readonly clock: Clock;
  readonly credentials: DigestCredentialsPort;
  readonly nonces?: Nonces;
}

/** Stands in for the HA1 of someone unknown, so that both ways take the same steps. */
const nobodysHa1: Readonly<Record<DigestAlgorithm, string>> = { 'SHA-256': '0'.repeat(64), MD5: '0'.repeat(32) };

/**
 * Checks `Authorization: Digest` (RFC 7616, RFC 8760, RFC 3261 §22). Unknown names, disabled devices and wrong passwords
 * get the same challenge after the same work.
 */
export class DigestAuthenticator {
  readonly #credentials: DigestCredentialsPort;
  readonly #nonces: Nonces;
  /** One account from one address: a phone with an old password may ask five times, then every 10 s. */
  readonly #accountFailures: FailureLimit;
  /** All accounts from one address: an office behind one address may fail often, a scanner more often. */
  readonly #addressFailures: FailureLimit;

  constructor(options: DigestAuthenticatorOptions) {
    this.#credentials = options.credentials;
    this.#nonces = options.nonces ?? new Nonces({ clock: options.clock });
    this.#accountFailures = new FailureLimit({ clock: options.clock, burst: 5, refillMs: 10_000 });
    this.#addressFailures = new FailureLimit({ clock: options.clock, burst: 100, refillMs: 1000 });
  }

  /**
   * @param realm host part of the address that the sender claims, in lower case
   * @throws {SipError} 400 for malformed credentials
   */
  async authenticate(request: SipRequest, flow: Flow, realm: string): Promise<DigestVerdict> {
    const sent = digestCredentialsOf(request, realm);
    if (!sent) return this.#challenge(flow, realm, { isStale: false, isWrong: false });
    if (!this.#nonces.isFresh(sent.nonce, flow.id)) return this.#challenge(flow, realm, { isStale: true, isWrong: false });
    const account = `${flow.remoteAddress} ${realm} ${sent.username.slice(0, 64)}`;
    const waitSeconds = Math.max(this.#accountFailures.waitSeconds(account), this.#addressFailures.waitSeconds(flow.remoteAddress));
    if (waitSeconds > 0) return { kind: 'slow-down', retryAfterSeconds: waitSeconds };
    const known = await this.#whoAnswered(sent, request.method, realm);
    // A downgrade: whoever was asked for SHA-256 only does not answer in MD5.
    const isAsked = sent.algorithm !== 'MD5' || this.#credentials.digestAlgorithms(realm).includes('MD5');
    if (!known || !isAsked) {
      this.#accountFailures.failed(account);
      this.#addressFailures.failed(flow.remoteAddress);
      return this.#challenge(flow, realm, { isStale: false, isWrong: true });
    }
    // A replay proves nothing but that somebody listened, and an honest client with an old count just tries again.
    if (!this.#nonces.use(sent.nonce, flow.id, sent.count)) return this.#challenge(flow, realm, { isStale: true, isWrong: false });
    this.#accountFailures.succeeded(account);
    return { kind: 'accepted', credentials: known };
  }

  /** The device whose right answer this is. Only a right one may be spared the database; all others take the same steps. */
  async #whoAnswered(sent: DigestCredentials, method: string, realm: string): Promise<DeviceCredentials | undefined> {
    const proven = this.#credentials.provenDevice(sent.username, realm);
    if (isResponseRight(sent, method, proven)) return proven;
    const known = await this.#credentials.device(sent.username, realm);
    if (!isResponseRight(sent, method, known)) return undefined;
    this.#credentials.deviceProved(known);
    return known;
  }

  #challenge(flow: Flow, realm: string, why: { isStale: boolean; isWrong: boolean }): DigestVerdict {
    return { kind: 'challenge', challenges: this.challenges(flow, realm, why.isStale), isWrong: why.isWrong };
  }

  /** WWW-Authenticate values with a fresh nonce for that flow, in the order of the realm's policy. */
  challenges(flow: Flow, realm: string, isStale = false): readonly string[] {
    const nonce = this.#nonces.issue(flow.id);
    return this.#credentials
      .digestAlgorithms(realm)
      .map((algorithm) =>
        formatAuthValue('Digest', [
          ['realm', realm],
          ['nonce', nonce],
          ['algorithm', algorithm],
          ['qop', 'auth'],
          ...(isStale ? ([['stale', 'true']] as const) : []),
        ]),
      );
  }
}

/** Takes the same steps for somebody unknown. */
function isResponseRight(sent: DigestCredentials, method: string, known: DeviceCredentials | undefined): known is DeviceCredentials {
  const stored = sent.algorithm === 'MD5' ? known?.ha1Md5 : known?.ha1Sha256;
  const expected = digestResponse({ ...sent, method, ha1: stored ?? nobodysHa1[sent.algorithm] });
  const isEqual = timingSafeEqual(Buffer.from(expected), Buffer.from(sent.response));
  return isEqual && stored !== undefined;
}
