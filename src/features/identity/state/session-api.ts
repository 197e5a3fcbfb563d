import { meSchema, webSessionListSchema, type Language, type Me, type WebSession } from '../../../../protocol/identity/session.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

/** What a person does with their own sign-in. Every method throws ApiFailure. */
export class SessionApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  me(): Promise<Me> {
    return this.#http.get('/api/session', meSchema);
  }

  signIn(email: string, password: string): Promise<Me> {
    return this.#http.send('POST', '/api/session', { email, password }, meSchema);
  }

  signOut(): Promise<void> {
    return this.#http.command('DELETE', '/api/session');
  }

  changePassword(current: string, next: string): Promise<void> {
    return this.#http.command('POST', '/api/password', { current, next });
  }

  setLanguage(language: Language): Promise<void> {
    return this.#http.command('PATCH', '/api/session', { language });
  }

  async sessions(signal: AbortSignal): Promise<readonly WebSession[]> {
    const list = await this.#http.get('/api/sessions', webSessionListSchema, { signal });
    return list.items;
  }

  revoke(id: string): Promise<void> {
    return this.#http.command('DELETE', `/api/sessions/${encodeURIComponent(id)}`);
  }
}
