import { callbackListSchema } from '../../../../protocol/telephony/callbacks.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

const path = '/api/callbacks';

/** Callers who are to be called back, as far as one serves or supervises their queues. Every method throws ApiFailure. */
export class CallbacksApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  list = (signal: AbortSignal) => this.#http.get(path, callbackListSchema, { signal });
  cancel = (id: string) => this.#http.command('DELETE', `${path}/${encodeURIComponent(id)}`);
}
