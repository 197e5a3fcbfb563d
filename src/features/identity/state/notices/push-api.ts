import { pushOverviewSchema, type PushOverview, type PutPushSubscription } from '../../../../../protocol/identity/push.ts';
import type { HttpClient } from '../../../../platform/http/http-client.ts';

/** One's own browsers at the server. Every method throws ApiFailure. */
export class PushApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  overview(): Promise<PushOverview> {
    return this.#http.get('/api/push', pushOverviewSchema);
  }

  put(subscription: PutPushSubscription): Promise<PushOverview> {
    return this.#http.send('PUT', '/api/push/subscription', subscription, pushOverviewSchema);
  }

  remove(id: string): Promise<void> {
    return this.#http.command('DELETE', `/api/push/subscriptions/${encodeURIComponent(id)}`);
  }
}
