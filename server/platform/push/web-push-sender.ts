import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import webPush from 'web-push';
import type { Clock } from '../clock.ts';
import { pinnedRequest, type RawAnswer } from '../http/pinned-request.ts';
import { isPublicAddress } from '../http/public-address.ts';
import type { PushMessage, PushOutcome, PushSender, PushTarget } from './push-sender.ts';
import { retryAfterMs } from './retry-after.ts';
import type { VapidKeys } from './vapid-keys.ts';

export interface WebPushOptions {
  readonly keys: VapidKeys;
  /** Whom a push service may write to about us (RFC 8292 §2.1): `mailto:` or `https:`. */
  readonly subject: string;
  /** Origins inside the own network, such as `http://127.0.0.1:9000`, that are allowed all the same. */
  readonly localOrigins: readonly string[];
  readonly clock: Clock;
  /** Names to addresses; the system's resolver when absent. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const limitMs = 10_000;
/** A push service answers with a line or two. */
const maxBytes = 16_384;

/** Web Push with the library `web-push`, which encrypts and signs; the request is ours, so that it goes to public addresses only. */
export class WebPushSender implements PushSender {
  readonly #options: WebPushOptions;

  constructor(options: WebPushOptions) {
    this.#options = options;
  }

  get publicKey(): string {
    return this.#options.keys.publicKey;
  }

  isAllowed(endpoint: string): boolean {
    const url = URL.parse(endpoint);
    if (!url || url.username !== '' || url.password !== '') return false;
    if (this.#isLocal(url)) return true;
    const host = hostOf(url);
    return url.protocol === 'https:' && (isIP(host) === 0 ? host.includes('.') : isPublicAddress(host));
  }

  async send(target: PushTarget, message: PushMessage): Promise<PushOutcome> {
    const url = URL.parse(target.endpoint);
    if (!url || !this.isAllowed(target.endpoint)) return { kind: 'refused', why: 'the endpoint is not allowed' };
    const sealed = this.#seal(target, message);
    if (!sealed) return { kind: 'refused', why: 'the subscription’s keys are none' };
    try {
      return this.#outcomeOf(await this.#post(url, sealed));
    } catch (error) {
      return { kind: 'later', afterMs: 0, why: error instanceof Error ? error.message : 'unknown' };
    }
  }

  /** Encrypted for this browser, signed for its push service. */
  #seal({ endpoint, p256dh, auth }: PushTarget, message: PushMessage): Sealed | undefined {
    const { keys, subject } = this.#options;
    try {
      const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, message.text, {
        TTL: message.ttlSeconds,
        urgency: message.urgency,
        topic: message.topic,
        contentEncoding: 'aes128gcm',
        vapidDetails: { subject, ...keys },
      });
      const { 'Content-Length': _ours, ...rest } = headers;
      return { headers: rest, body };
    } catch {
      // The library's errors quote keys: what they say goes nowhere.
      return undefined;
    }
  }

  async #post(url: URL, { headers, body }: Sealed): Promise<RawAnswer> {
    const address = await this.#addressOf(url);
    const family = isIP(address) === 6 ? 6 : 4;
    return pinnedRequest({ url, method: 'POST', headers, body, address, family, maxBytes, lifetime: AbortSignal.timeout(limitMs) });
  }

  /** The one address that is connected to, checked now: an endpoint's name may lead elsewhere than when it was taken. */
  async #addressOf(url: URL): Promise<string> {
    const host = hostOf(url);
    const { resolve = systemResolve } = this.#options;
    const addresses = isIP(host) === 0 ? await resolve(host) : [host];
    const [first] = addresses;
    if (first === undefined || !(this.#isLocal(url) || addresses.every(isPublicAddress))) throw new Error('the host has no public address');
    return first;
  }

  #outcomeOf({ status, retryAfter }: RawAnswer): PushOutcome {
    if (status >= 200 && status < 300) return { kind: 'taken' };
    if (status === 404 || status === 410) return { kind: 'gone' };
    const why = `the push service answered ${String(status)}`;
    if (status === 429 || status >= 500) return { kind: 'later', afterMs: retryAfterMs(retryAfter, this.#options.clock.now()), why };
    return { kind: 'refused', why };
  }

  #isLocal(url: URL): boolean {
    return this.#options.localOrigins.includes(url.origin);
  }
}

interface Sealed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/gu, '');
}

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map((entry) => entry.address);
}
