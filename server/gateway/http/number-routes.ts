import {
  adminNumberPageSchema,
  adminNumberSchema,
  createNumbersSchema,
  createdNumbersSchema,
  numberImportReportSchema,
  numberImportRequestSchema,
  updateNumberSchema,
} from '../../../protocol/identity/numbers.ts';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import { adminNumberOf, type Identity } from '../../identity/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Numbers';
const path = '/api/admin/numbers';
/** 2,000,000 characters of CSV, JSON-escaped UTF-8. */
const maxImportBytes = 6_000_000;

/** An admin's work on the tenant's numbers. */
export function addNumberRoutes(router: Router, { numbers, numberImport }: Identity): void {
  router.signedIn(
    { method: 'get', path, tag, summary: 'List numbers', query: listQuerySchema, answer: adminNumberPageSchema },
    async ({ query }, { actor }) => {
      const page = await numbers.list(actor, query);
      return { items: page.items.map(adminNumberOf), total: page.total };
    },
  );
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a number or a range', body: createNumbersSchema, answer: createdNumbersSchema, status: 201 },
    async ({ body }, { actor }) => ({ items: (await numbers.create(actor, body)).map(adminNumberOf) }),
  );
  router.signedIn(
    {
      method: 'post',
      path: `${path}/import`,
      tag,
      summary: 'Import numbers from CSV',
      body: numberImportRequestSchema,
      answer: numberImportReportSchema,
      maxBodyBytes: maxImportBytes,
    },
    async ({ body }, { actor }) => numberImport.run(actor, body),
  );
  router.signedIn(
    { method: 'get', path: `${path}/{id}`, tag, summary: 'One number', params: idParams, answer: adminNumberSchema },
    async ({ params }, { actor }) => adminNumberOf(await numbers.get(actor, params.id)),
  );
  router.signedIn(
    {
      method: 'patch',
      path: `${path}/{id}`,
      tag,
      summary: 'Change or assign a number',
      params: idParams,
      body: updateNumberSchema,
      answer: adminNumberSchema,
    },
    async ({ params, body }, { actor }) => adminNumberOf(await numbers.update(actor, params.id, body)),
  );
  router.signedIn(
    { method: 'delete', path: `${path}/{id}`, tag, summary: 'Delete a number that leads nowhere', params: idParams },
    async ({ params }, { actor }) => numbers.delete(actor, params.id),
  );
}
