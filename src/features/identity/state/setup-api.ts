import { setupStateSchema, type SetupRequest } from '../../../../protocol/identity/setup.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

/** The first admin of an installation. Every method throws ApiFailure. */
export class SetupApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** Whether the first admin is still missing. */
  async isOpen(signal?: AbortSignal): Promise<boolean> {
    const state = await this.#http.get('/api/setup', setupStateSchema, signal === undefined ? {} : { signal });
    return state.isOpen;
  }

  /** Makes the organisation and its admin. `not-found` for a wrong or used link. */
  complete(request: SetupRequest): Promise<void> {
    return this.#http.command('POST', '/api/setup', request);
  }
}
