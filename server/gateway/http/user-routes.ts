import {
  adminUserPageSchema,
  adminUserSchema,
  createUserSchema,
  createdUserSchema,
  importReportSchema,
  importRequestSchema,
  oneTimePasswordSchema,
  updateUserSchema,
} from '../../../protocol/identity/admin.ts';
import { auditActionsSchema, auditPageSchema, auditQuerySchema } from '../../../protocol/identity/audit.ts';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import { adminUserOf, auditEntryOf, type Identity } from '../../identity/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Users';
/** 2,000,000 characters of CSV, JSON-escaped UTF-8. */
const maxImportBytes = 6_000_000;

/** An admin's work on people, and the audit log. */
export function addUserRoutes(router: Router, { users, userImport, userDeletion, auditLog }: Identity): void {
  router.signedIn(
    { method: 'get', path: '/api/admin/users', tag, summary: 'List users', query: listQuerySchema, answer: adminUserPageSchema },
    async ({ query }, { actor }) => {
      const page = await users.list(actor, query);
      return { items: page.items.map(adminUserOf), total: page.total };
    },
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/admin/users',
      tag,
      summary: 'Add a user',
      body: createUserSchema,
      answer: createdUserSchema,
      status: 201,
    },
    async ({ body }, { actor }) => {
      const created = await users.create(actor, body);
      return { user: adminUserOf(created.row), oneTimePassword: created.oneTimePassword };
    },
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/admin/users/import',
      tag,
      summary: 'Import users from CSV',
      body: importRequestSchema,
      answer: importReportSchema,
      maxBodyBytes: maxImportBytes,
    },
    async ({ body }, { actor }) => userImport.run(actor, body),
  );
  router.signedIn(
    { method: 'get', path: '/api/admin/users/{id}', tag, summary: 'One user', params: idParams, answer: adminUserSchema },
    async ({ params }, { actor }) => adminUserOf(await users.get(actor, params.id)),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/admin/users/{id}',
      tag,
      summary: 'Change or disable a user',
      params: idParams,
      body: updateUserSchema,
      answer: adminUserSchema,
    },
    async ({ params, body }, { actor }) => adminUserOf(await users.update(actor, params.id, body)),
  );
  router.signedIn(
    { method: 'delete', path: '/api/admin/users/{id}', tag, summary: 'Delete a user', params: idParams },
    async ({ params }, { actor }) => userDeletion.delete(actor, params.id),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/admin/users/{id}/reset-password',
      tag,
      summary: 'Give a one-time password',
      params: idParams,
      answer: oneTimePasswordSchema,
    },
    async ({ params }, { actor }) => ({
      oneTimePassword: await users.resetPassword(actor, params.id),
    }),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/admin/audit',
      tag: 'Audit',
      summary: 'Who changed what',
      query: auditQuerySchema,
      answer: auditPageSchema,
    },
    async ({ query }, { actor }) => {
      const page = await auditLog.list(actor, query);
      return { items: page.items.map(auditEntryOf), total: page.total };
    },
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/admin/audit/actions',
      tag: 'Audit',
      summary: 'What the log can be filtered by',
      answer: auditActionsSchema,
    },
    async (_input, { actor }) => ({ items: [...(await auditLog.actions(actor))] }),
  );
}
