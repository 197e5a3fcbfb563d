import type { LookupFunction } from 'node:net';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface PinnedRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
  /** The one address that is connected to; what DNS says a moment later does not matter (DNS rebinding). */
  readonly address: string;
  readonly family: 4 | 6;
  readonly maxBytes: number;
  /** PEM of a further authority, for tests. */
  readonly ca?: string | undefined;
  readonly lifetime: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  /** RFC 9110 §10.2.3: seconds, or a date. */
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** One request to one address; the caller decides whether plain HTTP is allowed. @throws {Error} when it cannot be had whole, within `maxBytes`, in time */
export function pinnedRequest(order: PinnedRequest): Promise<RawAnswer> {
  const { url, method, body, lifetime, maxBytes } = order;
  const lookup: LookupFunction = (_host, options, callback) => {
    if (options.all === true) callback(null, [{ address: order.address, family: order.family }]);
    else callback(null, order.address, order.family);
  };
  return new Promise((resolve, reject) => {
    const headers = {
      'accept-encoding': 'identity',
      'user-agent': 'Deskline',
      ...order.headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    };
    const begin = url.protocol === 'http:' ? requestHttp : requestHttps;
    const request = begin(url, {
      method,
      headers,
      lookup,
      agent: false,
      signal: lifetime,
      ...(order.ca === undefined ? {} : { ca: order.ca }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes) request.destroy(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          location: response.headers.location,
          retryAfter: response.headers['retry-after'],
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.end(body);
  });
}
