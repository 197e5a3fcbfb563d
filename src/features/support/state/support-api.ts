import { seenSampleSchema, type SeenSample } from '../../../../protocol/support/seen.ts';
import {
  cannedRepliesSchema,
  relayViewSchema,
  reportSchema,
  sessionDetailSchema,
  sessionPageSchema,
  sessionSummarySchema,
  type AssignSession,
  type CannedReplies,
  type PutOutcome,
  type RelayView,
  type SessionQuery,
  type SessionDetail,
  type SessionSummary,
  type SupportReport,
} from '../../../../protocol/support/session.ts';
import { peopleSchema, type Person } from '../../../../protocol/telephony/phone.ts';
import type { Page } from '../../../../protocol/wire/page.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

/** What of the list is asked for; the server knows the rest. */
export type SessionListQuery = { readonly [Key in keyof SessionQuery]?: SessionQuery[Key] | undefined };

const maxCustomerName = 80;
const root = '/api/support';
const session = (id: string): string => `${root}/sessions/${encodeURIComponent(id)}`;

/** Sessions as the server knows them. Every method throws ApiFailure. */
export class SupportApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  sessions = (query: SessionListQuery, signal: AbortSignal): Promise<Page<SessionSummary>> =>
    this.#http.get(`${root}/sessions`, sessionPageSchema, { query: { ...query }, signal });
  session = (id: string, signal: AbortSignal): Promise<SessionDetail> => this.#http.get(session(id), sessionDetailSchema, { signal });
  create = (kind: 'screen' | 'camera', customerName?: string): Promise<SessionSummary> =>
    this.#http.send('POST', `${root}/sessions`, { kind, customerName: customerName?.slice(0, maxCustomerName) }, sessionSummarySchema);
  assign = (id: string, assignment: AssignSession): Promise<SessionSummary> =>
    this.#http.send('POST', `${session(id)}/assign`, assignment, sessionSummarySchema);
  end = (id: string): Promise<void> => this.#http.command('POST', `${session(id)}/end`, {});
  setOutcome = (id: string, outcome: PutOutcome): Promise<SessionDetail> =>
    this.#http.send('PUT', `${session(id)}/outcome`, outcome, sessionDetailSchema);
  relayView = (id: string, after: number, signal: AbortSignal): Promise<RelayView> =>
    this.#http.get(`${session(id)}/relay-view`, relayViewSchema, { query: { after }, signal });
  sample = (id: string): Promise<SeenSample> => this.#http.send('POST', `${session(id)}/sample`, {}, seenSampleSchema);
  report = (from: Date, to: Date, signal: AbortSignal): Promise<SupportReport> =>
    this.#http.get(`${root}/reports`, reportSchema, { query: { from: from.toISOString(), to: to.toISOString() }, signal });
  /** The sessions of the period as a table, a line each. */
  reportCsv = (from: Date, to: Date): Promise<Blob> =>
    this.#http.file('GET', `${root}/reports/sessions.csv`, undefined, { query: { from: from.toISOString(), to: to.toISOString() } });
  /** Colleagues whom a session can be given to. */
  colleagues = async (query: string, signal: AbortSignal): Promise<readonly Person[]> =>
    (await this.#http.get('/api/people', peopleSchema, { query: { query }, signal })).items;
  cannedReplies = (signal: AbortSignal): Promise<CannedReplies> =>
    this.#http.get(`${root}/canned-replies`, cannedRepliesSchema, { signal });
  setCannedReplies = (replies: CannedReplies): Promise<CannedReplies> =>
    this.#http.send('PUT', `${root}/canned-replies`, replies, cannedRepliesSchema);
}
