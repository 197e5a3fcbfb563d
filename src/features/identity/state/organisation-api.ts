import { organisationSchema, type EndTenant, type Organisation } from '../../../../protocol/identity/tenant-end.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

/** The organisation as a whole. Every method throws ApiFailure. */
export class OrganisationApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  get(signal: AbortSignal): Promise<Organisation> {
    return this.#http.get('/api/organisation', organisationSchema, { signal });
  }

  /** `invalid-fields` with `name: differs` or `password: wrong`; `too-many-attempts`. */
  end(proof: EndTenant): Promise<Organisation> {
    return this.#http.send('POST', '/api/organisation/end', proof, organisationSchema);
  }

  /** `end-is-final` once the deletion has begun. */
  takeBack(): Promise<Organisation> {
    return this.#http.send('DELETE', '/api/organisation/end', undefined, organisationSchema);
  }
}
