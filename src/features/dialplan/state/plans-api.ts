import type { z } from 'zod';
import {
  attachmentListSchema,
  draftRevisionSchema,
  importedPlanSchema,
  planDetailSchema,
  planListSchema,
  planLiveSchema,
  planRunListSchema,
  planVersionDetailSchema,
  planVersionListSchema,
  planWorldSchema,
  publishAnswerSchema,
  simulationTestListSchema,
  type Attachment,
  type createPlanSchema,
  type publishPlanSchema,
} from '../../../../protocol/dialplan/api.ts';
import type { Operation } from '../../../../protocol/dialplan/operations.ts';
import type { SimulationTest } from '../../../../protocol/dialplan/simulation-test.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

const collection = '/api/plans';

function pathOf(id: string, ...parts: readonly (string | number)[]): string {
  return [collection, encodeURIComponent(id), ...parts].join('/');
}

/** The work on dial plans: what protocol/dialplan/api.ts says. Every method throws ApiFailure. */
export class PlansApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  list = (signal?: AbortSignal) => this.#http.get(collection, planListSchema, signal === undefined ? {} : { signal });
  create = (fields: z.input<typeof createPlanSchema>) => this.#http.send('POST', collection, fields, planDetailSchema);
  import = (name: string, file: unknown) => this.#http.send('POST', `${collection}/import`, { name, file }, importedPlanSchema);
  plan = (id: string, signal?: AbortSignal) => this.#http.get(pathOf(id), planDetailSchema, signal === undefined ? {} : { signal });
  rename = (id: string, name: string) => this.#http.send('PATCH', pathOf(id), { name }, planDetailSchema);
  delete = (id: string) => this.#http.command('DELETE', pathOf(id));

  changeDraft = (id: string, revision: number, operations: readonly Operation[]) =>
    this.#http.send('PUT', pathOf(id, 'draft'), { revision, operations }, draftRevisionSchema);
  publish = (id: string, fields: z.input<typeof publishPlanSchema>) =>
    this.#http.send('POST', pathOf(id, 'publish'), fields, publishAnswerSchema);

  versions = (id: string, signal?: AbortSignal) =>
    this.#http.get(pathOf(id, 'versions'), planVersionListSchema, signal === undefined ? {} : { signal });
  version = (id: string, number: number, signal?: AbortSignal) =>
    this.#http.get(pathOf(id, 'versions', number), planVersionDetailSchema, signal === undefined ? {} : { signal });
  restore = (id: string, number: number, revision: number) =>
    this.#http.send('POST', pathOf(id, 'versions', number, 'restore'), { revision }, planDetailSchema);

  attachments = (id: string, signal?: AbortSignal) =>
    this.#http.get(pathOf(id, 'attachments'), attachmentListSchema, signal === undefined ? {} : { signal });
  attach = (id: string, items: readonly Attachment[]) => this.#http.send('PUT', pathOf(id, 'attachments'), { items }, attachmentListSchema);
  world = (id: string, signal?: AbortSignal) =>
    this.#http.get(pathOf(id, 'world'), planWorldSchema, signal === undefined ? {} : { signal });
  tests = (id: string, signal?: AbortSignal) =>
    this.#http.get(pathOf(id, 'tests'), simulationTestListSchema, signal === undefined ? {} : { signal });
  storeTests = (id: string, items: readonly SimulationTest[]) =>
    this.#http.send('PUT', pathOf(id, 'tests'), { items }, simulationTestListSchema);
  live = (id: string, signal?: AbortSignal) => this.#http.get(pathOf(id, 'live'), planLiveSchema, signal === undefined ? {} : { signal });
  runs = (id: string, signal?: AbortSignal) =>
    this.#http.get(pathOf(id, 'runs'), planRunListSchema, signal === undefined ? {} : { signal });
}
