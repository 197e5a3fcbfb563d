import { sessionKeepingSchema, type SessionKeeping } from '../../../../../protocol/support/retention.ts';
import type { HttpClient } from '../../../../platform/http/http-client.ts';

const session = (id: string): string => `/api/support/sessions/${encodeURIComponent(id)}`;

/** How long content of a session stays, and who holds it. Every method throws ApiFailure. */
export class KeepingApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  keeping = (id: string, signal: AbortSignal): Promise<SessionKeeping> =>
    this.#http.get(`${session(id)}/keeping`, sessionKeepingSchema, { signal });
  hold = (id: string, reason: string): Promise<SessionKeeping> =>
    this.#http.send('PUT', `${session(id)}/hold`, { reason }, sessionKeepingSchema);
  release = (id: string): Promise<SessionKeeping> => this.#http.send('DELETE', `${session(id)}/hold`, undefined, sessionKeepingSchema);
}
