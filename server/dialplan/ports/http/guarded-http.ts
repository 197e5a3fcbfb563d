import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { HttpPort, HttpQuestion, HttpResult } from '../outside-ports.ts';
import { allowedUrl, type AllowedHost } from './allowed-url.ts';
import { textAt } from './json-pointer.ts';
import { pinnedRequest, type RawAnswer } from '../../../platform/http/pinned-request.ts';
import { isPublicAddress } from '../../../platform/http/public-address.ts';

export interface GuardedHttpOptions {
  /** The tenant's list of hosts; an empty one refuses everything. */
  readonly hostsOf: (tenantId: string) => Promise<readonly AllowedHost[]>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names to addresses; the system's resolver when absent. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Which addresses may be asked; public ones when absent. */
  readonly mayAsk?: (address: string) => boolean;
  /** PEM of a further authority, for tests. */
  readonly ca?: string;
}

const maxSeconds = 5;
const maxBytes = 65_536;
const maxRedirects = 3;
const failed: HttpResult = { isOk: false, values: {} };

/**
 * Asks other systems for a plan, and nothing else: HTTPS to hosts on the tenant's list, to public addresses only, at most 5 s and
 * 64 KiB, JSON only. Every hop of a redirect is checked like the first; the address that was checked is the one connected to.
 */
export class GuardedHttp implements HttpPort {
  readonly #options: GuardedHttpOptions;

  constructor(options: GuardedHttpOptions) {
    this.#options = options;
  }

  async request(tenantId: string, question: HttpQuestion, lifetime: AbortSignal): Promise<HttpResult> {
    const over = new AbortController();
    const timer = this.#options.clock.after(Math.min(question.timeoutSeconds, maxSeconds) * 1_000, () => over.abort());
    const limit = AbortSignal.any([over.signal, lifetime]);
    try {
      return await Promise.race([this.#ask(tenantId, question, limit), untilAborted(limit)]);
    } catch (error) {
      // Where and why, never what: URLs of plans hold callers' numbers and keys of other systems.
      const host = URL.parse(question.url)?.hostname ?? 'none';
      this.#options.logger.debug(
        { tenant: tenantId, host, reason: error instanceof Error ? error.message : 'unknown' },
        'a plan asked in vain',
      );
      return failed;
    } finally {
      timer.stop();
      over.abort();
    }
  }

  async #ask(tenantId: string, question: HttpQuestion, lifetime: AbortSignal): Promise<HttpResult> {
    const hosts = await this.#options.hostsOf(tenantId);
    let url = requireAllowed(allowedUrl(question.url, hosts));
    for (let hop = 0; ; hop += 1) {
      const answer = await this.#hop(url, question, lifetime);
      if (answer.status < 300 || answer.status >= 400) return resultOf(answer, question);
      // A body is not sent to where somebody else says; asking again is harmless.
      if (question.method !== 'GET' || answer.location === undefined || hop === maxRedirects) return failed;
      url = requireAllowed(allowedUrl(answer.location, hosts, url));
    }
  }

  async #hop(url: URL, { method, body }: HttpQuestion, lifetime: AbortSignal): Promise<RawAnswer> {
    const address = await this.#addressOf(url.hostname.replace(/^\[|\]$/gu, ''));
    lifetime.throwIfAborted();
    return pinnedRequest({
      url,
      method,
      headers: { accept: 'application/json', ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
      body: method === 'POST' ? JSON.stringify(body) : undefined,
      address,
      family: isIP(address) === 6 ? 6 : 4,
      maxBytes,
      ca: this.#options.ca,
      lifetime,
    });
  }

  /** One name with one inner address among its addresses is refused as a whole. */
  async #addressOf(host: string): Promise<string> {
    const { resolve = systemResolve, mayAsk = isPublicAddress } = this.#options;
    const addresses = isIP(host) === 0 ? await resolve(host) : [host];
    const [first] = addresses;
    if (first === undefined || !addresses.every(mayAsk)) throw new Error('the host has no public address');
    return first;
  }
}

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map((entry) => entry.address);
}

function requireAllowed(url: URL | undefined): URL {
  if (!url) throw new Error('the URL is not on the list of allowed hosts');
  return url;
}

function resultOf(answer: RawAnswer, { pick }: HttpQuestion): HttpResult {
  const type = (answer.contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (answer.status < 200 || answer.status > 299 || !/^application\/([\w.+-]+\+)?json$/u.test(type)) return failed;
  const document: unknown = JSON.parse(answer.text);
  return {
    isOk: true,
    values: Object.fromEntries(Object.entries(pick).map(([variable, pointer]) => [variable, textAt(document, pointer)])),
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(new Error('it took too long, or the call ended'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
