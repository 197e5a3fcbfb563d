import type { z } from 'zod';
import {
  planPinListSchema,
  planPinSchema,
  planScheduleListSchema,
  planScheduleSchema,
  type createPinSchema,
  type createScheduleSchema,
  type updatePinSchema,
  type updateScheduleSchema,
} from '../../../../protocol/dialplan/things-api.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

/** The work on what plans name: schedules and PINs. Every method throws ApiFailure. */
export class ThingsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  schedules = (signal?: AbortSignal) => this.#http.get('/api/schedules', planScheduleListSchema, signal === undefined ? {} : { signal });
  createSchedule = (fields: z.input<typeof createScheduleSchema>) => this.#http.send('POST', '/api/schedules', fields, planScheduleSchema);
  updateSchedule = (id: string, fields: z.input<typeof updateScheduleSchema>) =>
    this.#http.send('PATCH', `/api/schedules/${encodeURIComponent(id)}`, fields, planScheduleSchema);
  deleteSchedule = (id: string) => this.#http.command('DELETE', `/api/schedules/${encodeURIComponent(id)}`);

  pins = (signal?: AbortSignal) => this.#http.get('/api/plan-pins', planPinListSchema, signal === undefined ? {} : { signal });
  createPin = (fields: z.input<typeof createPinSchema>) => this.#http.send('POST', '/api/plan-pins', fields, planPinSchema);
  updatePin = (id: string, fields: z.input<typeof updatePinSchema>) =>
    this.#http.send('PATCH', `/api/plan-pins/${encodeURIComponent(id)}`, fields, planPinSchema);
  deletePin = (id: string) => this.#http.command('DELETE', `/api/plan-pins/${encodeURIComponent(id)}`);
}
