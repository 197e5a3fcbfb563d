import type { z } from 'zod';
import {
  sharedBoxListSchema,
  sharedBoxSchema,
  type newSharedBoxSchema,
  type updateSharedBoxSchema,
} from '../../../../protocol/telephony/shared-boxes.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

const path = '/api/admin/voicemail-boxes';
const one = (id: string): string => `${path}/${encodeURIComponent(id)}`;

/** An admin's work on shared voicemail boxes. Every method throws ApiFailure. */
export class SharedBoxesApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  list = (signal?: AbortSignal) => this.#http.get(path, sharedBoxListSchema, signal === undefined ? {} : { signal });
  create = (fields: z.input<typeof newSharedBoxSchema>) => this.#http.send('POST', path, fields, sharedBoxSchema);
  update = (id: string, fields: z.input<typeof updateSharedBoxSchema>) => this.#http.send('PUT', one(id), fields, sharedBoxSchema);
  delete = (id: string) => this.#http.command('DELETE', one(id));
}
