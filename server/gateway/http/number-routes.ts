import {
  adminNumberPageSchema,
  adminNumberSchema,
  createNumbersSchema,
  createdNumbersSchema,
  numberImportReportSchema,
  numberImportRequestSchema,
  updateNumberSchema,
  type AdminNumber,
} from '../../../protocol/identity/numbers.ts';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import { adminNumberOf, planNamesOf, type Identity, type NumberRow, type PlanNameLookup } from '../../identity/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Numbers';
const path = '/api/admin/numbers';
/** 2,000,000 characters of CSV, JSON-escaped UTF-8. */
const maxImportBytes = 6_000_000;

/** An admin's work on the tenant's numbers. `planNames` says what the dial plans are called that they lead to. */
export function addNumberRoutes(router: Router, { numbers, numberImport }: Identity, planNames?: PlanNameLookup): void {
  const named = async (tenantId: string, rows: readonly NumberRow[]): Promise<AdminNumber[]> => {
    const nameOf = await planNamesOf(
      planNames,
      tenantId,
      rows.map((row) => row.number),
    );
    return rows.map((row) => adminNumberOf(row, nameOf));
  };
  const namedOne = async (tenantId: string, row: NumberRow): Promise<AdminNumber> => {
    const [one] = await named(tenantId, [row]);
    return one ?? adminNumberOf(row);
  };
  router.signedIn(
    { method: 'get', path, tag, summary: 'List numbers', query: listQuerySchema, answer: adminNumberPageSchema },
    async ({ query }, { actor }) => {
      const page = await numbers.list(actor, query);
      return { items: await named(actor.tenantId, page.items), total: page.total };
    },
  );
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a number or a range', body: createNumbersSchema, answer: createdNumbersSchema, status: 201 },
    async ({ body }, { actor }) => ({ items: await named(actor.tenantId, await numbers.create(actor, body)) }),
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
    async ({ params }, { actor }) => namedOne(actor.tenantId, await numbers.get(actor, params.id)),
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
    async ({ params, body }, { actor }) => namedOne(actor.tenantId, await numbers.update(actor, params.id, body)),
  );
  router.signedIn(
    { method: 'delete', path: `${path}/{id}`, tag, summary: 'Delete a number that leads nowhere', params: idParams },
    async ({ params }, { actor }) => numbers.delete(actor, params.id),
  );
}
