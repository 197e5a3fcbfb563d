import type { z } from 'zod';
import { adminUserPageSchema } from '../../../../protocol/identity/admin.ts';
import { promptPageSchema } from '../../../../protocol/media/prompts.ts';
import {
  ringGroupListSchema,
  ringGroupSchema,
  type newRingGroupSchema,
  type updateRingGroupSchema,
} from '../../../../protocol/telephony/groups.ts';
import { queueListSchema, queueSchema, type newQueueSchema, type updateQueueSchema } from '../../../../protocol/telephony/queues.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';

const ringGroupsPath = '/api/admin/ring-groups';
const queuesPath = '/api/admin/queues';
const under = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;

/** An admin's work on ring groups and queues. Every method throws ApiFailure. */
export class GroupsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  ringGroups = (signal?: AbortSignal) => this.#http.get(ringGroupsPath, ringGroupListSchema, signal === undefined ? {} : { signal });
  createRingGroup = (fields: z.input<typeof newRingGroupSchema>) => this.#http.send('POST', ringGroupsPath, fields, ringGroupSchema);
  updateRingGroup = (id: string, fields: z.input<typeof updateRingGroupSchema>) =>
    this.#http.send('PUT', under(ringGroupsPath, id), fields, ringGroupSchema);
  deleteRingGroup = (id: string) => this.#http.command('DELETE', under(ringGroupsPath, id));

  queues = (signal?: AbortSignal) => this.#http.get(queuesPath, queueListSchema, signal === undefined ? {} : { signal });
  createQueue = (fields: z.input<typeof newQueueSchema>) => this.#http.send('POST', queuesPath, fields, queueSchema);
  updateQueue = (id: string, fields: z.input<typeof updateQueueSchema>) =>
    this.#http.send('PUT', under(queuesPath, id), fields, queueSchema);
  deleteQueue = (id: string) => this.#http.command('DELETE', under(queuesPath, id));

  /** Prompts that callers can hear while they wait. */
  prompts = async (signal: AbortSignal) =>
    (await this.#http.get('/api/admin/prompts', promptPageSchema, { query: { pageSize: 200 }, signal })).items;

  /** Whom one can make a member, best match first. */
  findPeople = async (query: string, signal: AbortSignal) =>
    (await this.#http.get('/api/admin/users', adminUserPageSchema, { query: { query, pageSize: 8 }, signal })).items;
}
