import type { z } from 'zod';
import {
  adminExtensionPageSchema,
  adminExtensionSchema,
  adminUserPageSchema,
  adminUserSchema,
  createdDeviceSchema,
  createdUserSchema,
  deviceListSchema,
  deviceSchema,
  importReportSchema,
  oneTimePasswordSchema,
  pbxListSchema,
  pbxSchema,
  siteListSchema,
  siteSchema,
  type createDeviceSchema,
  type createExtensionSchema,
  type createUserSchema,
  type pbxFieldsSchema,
  type siteFieldsSchema,
  type updateExtensionSchema,
  type updatePbxSchema,
  type updateSiteSchema,
  type updateUserSchema,
} from '../../../../protocol/identity/admin.ts';
import { auditActionsSchema, auditPageSchema } from '../../../../protocol/identity/audit.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';
import { PAGE_SIZE, type ListSearch } from '../../../platform/lists/list-search.ts';

function listQuery(search: ListSearch): Record<string, string | number | undefined> {
  const { query, sort, direction, page } = search;
  return { query, sort, direction, page, pageSize: PAGE_SIZE };
}

/** Whole days of this browser's time zone as moments: `until` counts with its day. */
export function auditFilterOf({ person, action, from, until }: ListSearch): Record<string, string | undefined> {
  const startOf = (day: string, later = 0): string => {
    const date = new Date(`${day}T00:00:00`);
    date.setDate(date.getDate() + later);
    return date.toISOString();
  };
  return { person, action, from: from && startOf(from), until: until && startOf(until, 1) };
}

function path(collection: string, id: string): string {
  return `/api/admin/${collection}/${encodeURIComponent(id)}`;
}

/** An admin's work on users, extensions, SIP phones, PBXs and sites. Every method throws ApiFailure. */
export class AdminApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  users = (search: ListSearch, signal: AbortSignal) =>
    this.#http.get('/api/admin/users', adminUserPageSchema, { query: listQuery(search), signal });
  user = (id: string) => this.#http.get(path('users', id), adminUserSchema);
  createUser = (fields: z.input<typeof createUserSchema>) => this.#http.send('POST', '/api/admin/users', fields, createdUserSchema);
  updateUser = (id: string, change: z.input<typeof updateUserSchema>) =>
    this.#http.send('PATCH', path('users', id), change, adminUserSchema);
  deleteUser = (id: string) => this.#http.command('DELETE', path('users', id));
  resetPassword = (id: string) => this.#http.send('POST', `${path('users', id)}/reset-password`, {}, oneTimePasswordSchema);
  importUsers = (csv: string, dryRun: boolean) => this.#http.send('POST', '/api/admin/users/import', { csv, dryRun }, importReportSchema);

  extensions = (search: ListSearch, signal: AbortSignal) =>
    this.#http.get('/api/admin/extensions', adminExtensionPageSchema, { query: listQuery(search), signal });
  extension = (id: string) => this.#http.get(path('extensions', id), adminExtensionSchema);
  createExtension = (fields: z.input<typeof createExtensionSchema>) =>
    this.#http.send('POST', '/api/admin/extensions', fields, adminExtensionSchema);
  updateExtension = (id: string, change: z.input<typeof updateExtensionSchema>) =>
    this.#http.send('PATCH', path('extensions', id), change, adminExtensionSchema);
  deleteExtension = (id: string) => this.#http.command('DELETE', path('extensions', id));

  devices = (signal?: AbortSignal) => this.#http.get('/api/admin/devices', deviceListSchema, signal === undefined ? {} : { signal });
  createDevice = (fields: z.input<typeof createDeviceSchema>) => this.#http.send('POST', '/api/admin/devices', fields, createdDeviceSchema);
  setDeviceDisabled = (id: string, isDisabled: boolean) => this.#http.send('PATCH', path('devices', id), { isDisabled }, deviceSchema);
  deleteDevice = (id: string) => this.#http.command('DELETE', path('devices', id));

  pbxs = (signal?: AbortSignal) => this.#http.get('/api/admin/pbxs', pbxListSchema, signal === undefined ? {} : { signal });
  createPbx = (fields: z.input<typeof pbxFieldsSchema>) => this.#http.send('POST', '/api/admin/pbxs', fields, pbxSchema);
  updatePbx = (id: string, change: z.input<typeof updatePbxSchema>) => this.#http.send('PATCH', path('pbxs', id), change, pbxSchema);

  sites = (signal?: AbortSignal) => this.#http.get('/api/admin/sites', siteListSchema, signal === undefined ? {} : { signal });
  createSite = (fields: z.input<typeof siteFieldsSchema>) => this.#http.send('POST', '/api/admin/sites', fields, siteSchema);
  updateSite = (id: string, change: z.input<typeof updateSiteSchema>) => this.#http.send('PATCH', path('sites', id), change, siteSchema);

  audit = (search: ListSearch, signal: AbortSignal) =>
    this.#http.get('/api/admin/audit', auditPageSchema, { query: { ...listQuery(search), ...auditFilterOf(search) }, signal });
  auditActions = (signal: AbortSignal) => this.#http.get('/api/admin/audit/actions', auditActionsSchema, { signal });
}
