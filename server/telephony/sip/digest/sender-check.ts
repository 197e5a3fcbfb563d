import type { Clock } from '../../../platform/clock.ts';
import type { SipCredentials } from '../credentials.ts';
import type { SipPrincipal } from '../dialog/user-agent.ts';
import { authValuesOf, formatAuthValue } from '../message/authentication.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { SipRequest } from '../message/message.ts';
import { formatUri, sipUri } from '../message/uri-parser.ts';
import type { SipUri } from '../message/uri.ts';
import type { SipMetrics } from '../metrics.ts';
import type { Flow, FlowOwner } from '../transport/flow.ts';
import { DigestAuthenticator, type DigestVerdict } from './digest-authenticator.ts';
import { FailureLimit } from './failure-limit.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderEntry[];
}

export type SenderVerdict = { readonly kind: 'accepted'; readonly principal: SipPrincipal } | Refusal;

export interface SenderCheckOptions {
  readonly clock: Clock;
  readonly credentials: SipCredentials;
  readonly metrics: SipMetrics;
}

/** What a flow of a browser has proved so far; dies with the flow. */
interface FlowTrust {
  isProven: boolean;
  /** A token that is being checked: requests behind it wait for the same answer. */
  checking: Promise<boolean> | undefined;
  /** Addresses that it spoke for: one, seldom two. A list, because four thousand open pages have four thousand of these. */
  addresses: readonly { readonly key: string; readonly principal: SipPrincipal }[];
}

/** A user's addresses are few; a page that claims more than this is guessing. */
const maxAddressesPerFlow = 8;
const noChallenge: readonly HeaderEntry[] = [];

/**
 * Decides who sent a request. Browsers: the flow's owner, once a `Bearer` token came with the first request (RFC 8898 §2),
 * under an address that is the owner's. Devices: digest with each request that no dialog covers.
 */
export class SenderCheck {
  readonly #options: SenderCheckOptions;
  readonly #digest: DigestAuthenticator;
  readonly #tokenFailures: FailureLimit;
  readonly #trust = new WeakMap<Flow, FlowTrust>();

  constructor(options: SenderCheckOptions) {
    this.#options = options;
    this.#digest = new DigestAuthenticator(options);
    this.#tokenFailures = new FailureLimit({ clock: options.clock, burst: 20, refillMs: 5000 });
  }

  /**
   * @param claimed the address that the sender speaks for: To of a REGISTER, From of anything else
   * @returns at once where nothing has to be looked up, so that requests of a known flow keep their order
   * @throws {SipError} 400 for malformed credentials
   */
  check(request: SipRequest, flow: Flow, claimed: SipUri): SenderVerdict | Promise<SenderVerdict> {
    const owner = flow.owner;
    if (!owner) return this.#checkDevice(request, flow, claimed);
    const trust = this.#trustOf(flow);
    const known = trust.isProven && request.method !== 'REGISTER' ? principalAt(trust, addressKey(claimed)) : undefined;
    return known ? { kind: 'accepted', principal: known } : this.#checkBrowser(request, flow, { owner, claimed });
  }

  /** Whether a browser's flow needs no token any more. */
  isProven(flow: Flow): boolean {
    return this.#trust.get(flow)?.isProven === true;
  }

  async #checkBrowser(request: SipRequest, flow: Flow, who: { owner: FlowOwner; claimed: SipUri }): Promise<SenderVerdict> {
    const { owner, claimed } = who;
    const refusal = await this.#prove(request, flow, who);
    if (refusal) return refusal;
    const principal = await this.#options.credentials.principalOf(owner, claimed.user ?? '', claimed.host);
    const trust = this.#trustOf(flow);
    const key = addressKey(claimed);
    trust.addresses = trust.addresses.filter((address) => address.key !== key);
    if (principal?.userId !== owner.userId || principal.tenantId !== owner.tenantId) return this.#foreignAddress();
    if (trust.addresses.length < maxAddressesPerFlow) trust.addresses = [...trust.addresses, { key, principal }];
    return { kind: 'accepted', principal };
  }

  /** The proof of a flow's first request; undefined when it is given. */
  async #prove(request: SipRequest, flow: Flow, who: { owner: FlowOwner; claimed: SipUri }): Promise<Refusal | undefined> {
    const trust = this.#trustOf(flow);
    // Waiting for a check that is not under way would let a second one begin beside it.
    if (trust.isProven || (trust.checking && (await trust.checking))) return undefined;
    const values = authValuesOf(request.headers, 'Authorization');
    if (values.some((value) => value.scheme === 'digest')) return this.#proveByDigest(request, flow, who);
    const token = values.find((value) => value.scheme === 'bearer')?.token;
    if (token === undefined) return this.#proofWanted(flow, who.claimed.host, false);
    const { webSessionId } = who.owner;
    const waitSeconds = this.#tokenFailures.waitSeconds(webSessionId);
    if (waitSeconds > 0) return this.#slowDown(waitSeconds);
    trust.checking = this.#options.credentials.checkToken(token, who.owner);
    try {
      trust.isProven = await trust.checking;
    } finally {
      trust.checking = undefined;
    }
    if (trust.isProven) return undefined;
    this.#tokenFailures.failed(webSessionId);
    this.#options.metrics.authenticationFailed('wrong-token');
    return this.#proofWanted(flow, who.claimed.host, true);
  }

  async #proveByDigest(request: SipRequest, flow: Flow, who: { owner: FlowOwner; claimed: SipUri }): Promise<Refusal | undefined> {
    const verdict = await this.#digest.authenticate(request, flow, who.claimed.host);
    if (verdict.kind !== 'accepted') return this.#refusalOf(verdict);
    const { principal } = verdict.credentials;
    if (principal.userId !== who.owner.userId || principal.tenantId !== who.owner.tenantId) return this.#foreignAddress();
    this.#trustOf(flow).isProven = true;
    return undefined;
  }

  async #checkDevice(request: SipRequest, flow: Flow, claimed: SipUri): Promise<SenderVerdict> {
    const verdict = await this.#digest.authenticate(request, flow, claimed.host);
    if (verdict.kind !== 'accepted') return this.#refusalOf(verdict);
    const device = verdict.credentials.principal;
    const principal = await this.#options.credentials.principalOf(device, claimed.user ?? '', claimed.host);
    if (principal?.userId !== device.userId || principal.tenantId !== device.tenantId) return this.#foreignAddress();
    return { kind: 'accepted', principal: { ...principal, deviceId: device.deviceId } };
  }

  #refusalOf(verdict: Exclude<DigestVerdict, { kind: 'accepted' }>): Refusal {
    if (verdict.kind === 'slow-down') return this.#slowDown(verdict.retryAfterSeconds);
    if (verdict.isWrong) this.#options.metrics.authenticationFailed('wrong-credentials');
    const headers = verdict.challenges.map((value) => ['WWW-Authenticate', value] as const);
    return { kind: 'refused', status: 401, reason: 'Unauthorized', headers };
  }

  /** RFC 8898 §2.1.1: 401 with the Bearer scheme asks for a token. Digest stands in front for clients that know only that. */
  #proofWanted(flow: Flow, realm: string, isInvalid: boolean): Refusal {
    const parameters: HeaderEntry[] = [['realm', realm]];
    if (isInvalid) parameters.push(['error', 'invalid_token']);
    const values = [...this.#digest.challenges(flow, realm), formatAuthValue('Bearer', parameters)];
    return { kind: 'refused', status: 401, reason: 'Unauthorized', headers: values.map((value) => ['WWW-Authenticate', value]) };
  }

  #slowDown(seconds: number): Refusal {
    this.#options.metrics.authenticationFailed('slowed-down');
    return { kind: 'refused', status: 503, reason: 'Too Many Failed Attempts', headers: [['Retry-After', String(seconds)]] };
  }

  #foreignAddress(): Refusal {
    this.#options.metrics.authenticationFailed('foreign-address');
    return { kind: 'refused', status: 403, reason: 'Not Your Address', headers: noChallenge };
  }

  #trustOf(flow: Flow): FlowTrust {
    let trust = this.#trust.get(flow);
    if (!trust) {
      trust = { isProven: false, checking: undefined, addresses: [] };
      this.#trust.set(flow, trust);
    }
    return trust;
  }
}

function principalAt(trust: FlowTrust, key: string): SipPrincipal | undefined {
  return trust.addresses.find((address) => address.key === key)?.principal;
}

function addressKey(address: SipUri): string {
  return formatUri(sipUri(address.user, address.host));
}
