import type { z } from 'zod';
import { apiErrorSchema } from '../../../protocol/wire/errors.ts';
import { ApiFailure } from './api-failure.ts';
import { sendFile } from './send-file.ts';

const TIMEOUT_MS = 15_000;
/** Reading a long text aloud takes a while. */
const FILE_TIMEOUT_MS = 90_000;

export type QueryValue = string | number | boolean | undefined;

export interface RequestOptions {
  query?: Readonly<Record<string, QueryValue>>;
  signal?: AbortSignal;
}

export interface SendOptions {
  /** The request goes on when its page is gone. */
  keepalive?: boolean;
}

export interface UploadOptions extends RequestOptions {
  /** Share of the file that was sent, 0..1. After 1 the server works on it. */
  onProgress?: (share: number) => void;
}

export interface HttpClientOptions {
  fetch: typeof globalThis.fetch;
  isOnline: () => boolean;
  /** The token of the session; requests that change something carry it (`X-CSRF-Token`). */
  csrfToken: () => string | undefined;
  /** A request was refused because of the session as a whole: 401, or a password that must be changed first. */
  onSessionRefused: (code: 'not-signed-in' | 'password-change-required') => void;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Talks to our own server and believes nothing: every answer is parsed by the schema that the caller names. */
export class HttpClient {
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  /** Reads. Throws ApiFailure. */
  get<Answer>(path: string, schema: z.ZodType<Answer>, options: RequestOptions = {}): Promise<Answer> {
    return this.#answered('GET', path, schema, options);
  }

  /** Changes something and reads the answer. Throws ApiFailure. */
  send<Answer>(
    ...[method, path, body, schema, options = {}]: [Exclude<Method, 'GET'>, string, unknown, z.ZodType<Answer>, SendOptions?]
  ): Promise<Answer> {
    return this.#answered(method, path, schema, options, body);
  }

  /** Changes something whose answer has no body (204). Throws ApiFailure. */
  async command(method: Exclude<Method, 'GET'>, path: string, body?: unknown): Promise<void> {
    await this.#fetch(method, path, {}, body);
  }

  /** Sends a file and reads the answer; there is no limit on its time but the signal. Throws ApiFailure. */
  async upload<Answer>(
    ...[method, path, file, schema, options = {}]: ['POST' | 'PUT', string, Blob, z.ZodType<Answer>, UploadOptions?]
  ): Promise<Answer> {
    const { query, onProgress, signal } = options;
    const headers = { ...this.#headers(method, undefined), 'content-type': 'application/octet-stream' };
    const url = withQuery(path, query);
    const response = await this.#answer(`${method} ${path}`, signal, () => sendFile({ method, url, headers, file, onProgress, signal }));
    return this.#parsed(response, schema, `${method} ${path}`);
  }

  /**
   * Sends a file in a request that goes on when its page is gone, and reads the answer if it is not. Browsers take 64 KiB of all such requests
   * together (Fetch, “keepalive”), and fail the one that is too much. Throws ApiFailure.
   */
  async sendLast<Answer>(
    ...[path, file, schema, options = {}]: [string, Uint8Array<ArrayBuffer>, z.ZodType<Answer>, Pick<RequestOptions, 'query'>?]
  ): Promise<Answer> {
    const response = await this.#answer(`POST ${path}`, undefined, () =>
      this.#options.fetch(withQuery(path, options.query), {
        method: 'POST',
        headers: { ...this.#headers('POST', undefined), 'content-type': 'application/octet-stream' },
        credentials: 'same-origin',
        cache: 'no-store',
        keepalive: true,
        body: file,
      }),
    );
    return this.#parsed(response, schema, `POST ${path}`);
  }

  /** Asks for something and reads the answer as a file. Throws ApiFailure. */
  async file(method: Method, path: string, body?: unknown, options: RequestOptions = {}): Promise<Blob> {
    const response = await this.#fetch(method, path, options, body, FILE_TIMEOUT_MS);
    return response.blob();
  }

  async #answered<Answer>(
    ...[method, path, schema, options, body]: [Method, string, z.ZodType<Answer>, RequestOptions & SendOptions, unknown?]
  ): Promise<Answer> {
    return this.#parsed(await this.#fetch(method, path, options, body), schema, `${method} ${path}`);
  }

  async #parsed<Answer>(response: Response, schema: z.ZodType<Answer>, request: string): Promise<Answer> {
    const parsed = schema.safeParse(await readJson(response));
    if (parsed.success) return parsed.data;
    throw new ApiFailure('unexpected-answer', request, {}, parsed.error);
  }

  #fetch(
    ...[method, path, options, body, timeoutMs = TIMEOUT_MS]: [Method, string, RequestOptions & SendOptions, unknown?, number?]
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    return this.#answer(`${method} ${path}`, options.signal, () =>
      this.#options.fetch(withQuery(path, options.query), {
        method,
        headers: this.#headers(method, body),
        credentials: 'same-origin',
        cache: 'no-store',
        signal,
        ...(options.keepalive === true ? { keepalive: true } : {}),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  /** The answer to a request that was made, or why there is none. What the caller's signal ended comes out as it is. */
  async #answer(request: string, givenUp: AbortSignal | undefined, ask: () => Promise<Response>): Promise<Response> {
    let response: Response;
    try {
      response = await ask();
    } catch (cause) {
      if (givenUp?.aborted === true) throw cause;
      throw new ApiFailure(this.#options.isOnline() ? 'no-answer' : 'offline', request, {}, cause);
    }
    if (response.ok) return response;
    throw this.#noteRefusal(await failureOf(request, response));
  }

  #headers(method: Method, body: unknown): Record<string, string> {
    const token = method === 'GET' ? undefined : this.#options.csrfToken();
    return {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { 'x-csrf-token': token }),
    };
  }

  #noteRefusal(failure: ApiFailure): ApiFailure {
    const { code } = failure;
    if (code === 'not-signed-in' || code === 'password-change-required') this.#options.onSessionRefused(code);
    return failure;
  }
}

function withQuery(path: string, query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]]));
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A page of a proxy instead of our JSON: the schema then refuses `undefined` and the caller hears of it.
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** Reads the error table's body; an answer without one comes from something between us and the server. */
async function failureOf(request: string, response: Response): Promise<ApiFailure> {
  const parsed = apiErrorSchema.safeParse(await readJson(response));
  if (parsed.success) return new ApiFailure(parsed.data.code, request, parsed.data);
  const isGateway = response.status >= 502 && response.status <= 504;
  return new ApiFailure(isGateway ? 'no-answer' : 'unexpected-answer', `${request} (${response.status})`);
}
