import type { z } from 'zod';
import {
  heldPageSchema,
  receiptPageSchema,
  supportRetentionSchema,
  type DeletionReceipt,
  type HeldSession,
  type HoldQuery,
  type ReceiptQuery,
  type SupportRetention,
} from '../../../../protocol/support/retention.ts';
import type { Page } from '../../../../protocol/wire/page.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

/** What of a list is asked for; the server knows the rest. */
type Asked<Query> = { readonly [Key in keyof Query]?: Query[Key] | undefined };

/** How long a tenant keeps content of sessions, what is held, and what is gone. Every method throws ApiFailure. */
export class RetentionApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  settings = (signal: AbortSignal): Promise<SupportRetention> =>
    this.#http.get('/api/support/retention', supportRetentionSchema, { signal });
  setSettings = (settings: SupportRetention): Promise<SupportRetention> =>
    this.#http.send('PUT', '/api/support/retention', settings, supportRetentionSchema);
  receipts = (query: Asked<ReceiptQuery>, signal: AbortSignal): Promise<Page<DeletionReceipt>> =>
    this.#list('/api/support/receipts', receiptPageSchema, query, signal);
  holds = (query: Asked<HoldQuery>, signal: AbortSignal): Promise<Page<HeldSession>> =>
    this.#list('/api/support/holds', heldPageSchema, query, signal);

  #list<Answer>(...[path, schema, query, signal]: [string, z.ZodType<Answer>, object, AbortSignal]): Promise<Answer> {
    return this.#http.get(path, schema, { query: { ...query }, signal });
  }
}
