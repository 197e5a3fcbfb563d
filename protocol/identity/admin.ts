import { z } from 'zod';
import { pageOf } from '../wire/page.ts';
import { languageSchema } from './session.ts';
import { roleSchema } from './role.ts';

const name = z.string().trim().min(1).max(120);
export const extensionNumberSchema = z.string().regex(/^[0-9]{2,8}$/);
/** The local part of a person's SIP address. */
export const loginNameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/);

/** GET /api/admin/users → pageOf(adminUser). Sortable by name, email, role, extension. */
export const adminUserSchema = z.object({
  id: z.string(),
  email: z.string(),
  displayName: z.string(),
  loginName: z.string(),
  role: roleSchema,
  language: languageSchema.nullable(),
  siteId: z.string().nullable(),
  extensions: z.array(z.object({ id: z.string(), pbxId: z.string(), number: z.string() })),
  isDisabled: z.boolean(),
  mustChangePassword: z.boolean(),
  /** Optimistic lock: send it back with an update. */
  version: z.number().int(),
});
export type AdminUser = z.infer<typeof adminUserSchema>;
export const adminUserPageSchema = pageOf(adminUserSchema);

/** POST /api/admin/users → { user, oneTimePassword }. `extension` is optional and made in the default PBX. */
export const createUserSchema = z.object({
  email: z.email().max(254),
  displayName: name,
  loginName: loginNameSchema.optional(),
  role: roleSchema,
  language: languageSchema.nullable().default(null),
  /** Where the person works; null: the tenant's default site. */
  siteId: z.uuid().nullable().default(null),
  extension: extensionNumberSchema.optional(),
});
export type CreateUser = z.infer<typeof createUserSchema>;
export const createdUserSchema = z.object({ user: adminUserSchema, oneTimePassword: z.string() });
/** PATCH /api/admin/users/{id} */
export const updateUserSchema = z.object({
  version: z.number().int(),
  email: z.email().max(254).optional(),
  displayName: name.optional(),
  loginName: loginNameSchema.optional(),
  role: roleSchema.optional(),
  language: languageSchema.nullable().optional(),
  siteId: z.uuid().nullable().optional(),
  isDisabled: z.boolean().optional(),
});
export type UpdateUser = z.infer<typeof updateUserSchema>;
/** POST /api/admin/users/{id}/reset-password → { oneTimePassword } */
export const oneTimePasswordSchema = z.object({ oneTimePassword: z.string() });

/**
 * POST /api/admin/users/import { csv, dryRun } → importReport. Header line: email,name,role,extension,language.
 * All or nothing: with any refused line nothing is stored.
 */
export const importRequestSchema = z.object({ csv: z.string().max(2_000_000), dryRun: z.boolean() });
export const importReportSchema = z.object({
  accepted: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), field: z.string(), value: z.string(), reason: z.string() })),
  isStored: z.boolean(),
  oneTimePasswords: z.array(z.object({ email: z.string(), oneTimePassword: z.string() })),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** GET/POST/PATCH/DELETE /api/admin/extensions[/{id}]. Sortable by number, person, pbx. */
export const adminExtensionSchema = z.object({
  id: z.string(),
  pbxId: z.string(),
  pbxName: z.string(),
  number: z.string(),
  label: z.string(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  version: z.number().int(),
});
export type AdminExtension = z.infer<typeof adminExtensionSchema>;
export const adminExtensionPageSchema = pageOf(adminExtensionSchema);
export const createExtensionSchema = z.object({
  pbxId: z.uuid().optional(),
  number: extensionNumberSchema,
  label: z.string().trim().max(120).default(''),
  userId: z.uuid().nullable().default(null),
});
export const updateExtensionSchema = z.object({
  version: z.number().int(),
  number: extensionNumberSchema.optional(),
  label: z.string().trim().max(120).optional(),
  userId: z.uuid().nullable().optional(),
});

/**
 * Which digest algorithms a PBX asks its phones for (RFC 7616, RFC 8760): `sha-256` alone; `sha-256-and-md5` for devices that
 * were allowed MD5 and look for it behind the first challenge; `md5` for phones that cannot see beyond the first challenge.
 * MD5 is weak: whoever records a registration can try passwords against it quickly.
 */
export const digestPolicySchema = z.enum(['sha-256', 'sha-256-and-md5', 'md5']);
export type DigestPolicy = z.infer<typeof digestPolicySchema>;

/** GET/POST/PATCH /api/admin/pbxs */
export const pbxSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  language: languageSchema,
  country: z.string().length(2),
  timeZone: z.string(),
  digestPolicy: digestPolicySchema,
  version: z.number().int(),
});
export type Pbx = z.infer<typeof pbxSchema>;
const pbxFields = z.object({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/),
  name,
  language: languageSchema,
  country: z.string().length(2),
  timeZone: z.string().max(60),
  digestPolicy: digestPolicySchema,
});
export const pbxFieldsSchema = pbxFields.extend({ digestPolicy: digestPolicySchema.default('sha-256') });
/**
 * POST takes the fields, PATCH any of them with the version: { version, name?, … }. GET → { items }. No defaults here: a
 * field that is left out stays as it is.
 */
export const updatePbxSchema = pbxFields.partial().extend({ version: z.number().int() });
export const pbxListSchema = z.object({ items: z.array(pbxSchema) });
/** GET/POST/PATCH /api/admin/sites: a place with an emergency address. */
export const siteSchema = z.object({
  id: z.string(),
  name: z.string(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  country: z.string(),
  areaCode: z.string(),
  trunkPrefix: z.string(),
  isDefault: z.boolean(),
  version: z.number().int(),
});
export type Site = z.infer<typeof siteSchema>;
export const siteFieldsSchema = z.object({
  name,
  street: z.string().trim().max(200),
  postalCode: z.string().trim().max(20),
  city: z.string().trim().max(120),
  country: z.string().length(2),
  areaCode: z.string().regex(/^[0-9]{0,6}$/),
  trunkPrefix: z.string().regex(/^[0-9]{0,3}$/),
  isDefault: z.boolean(),
});
export const updateSiteSchema = siteFieldsSchema.partial().extend({ version: z.number().int() });
export const siteListSchema = z.object({ items: z.array(siteSchema) });

/** GET/POST/PATCH/DELETE /api/admin/devices: SIP phones with digest credentials. The password is shown once. */
export const deviceSchema = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  label: z.string(),
  sipUsername: z.string(),
  allowMd5: z.boolean(),
  lastSeenAt: z.iso.datetime().nullable(),
  isDisabled: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;
export const deviceListSchema = z.object({ items: z.array(deviceSchema) });
export const createDeviceSchema = z.object({ userId: z.uuid(), label: name, allowMd5: z.boolean().default(false) });
/** PATCH /api/admin/devices/{id} */
export const updateDeviceSchema = z.object({ isDisabled: z.boolean() });
export const createdDeviceSchema = z.object({ device: deviceSchema, sipPassword: z.string(), realm: z.string(), registrar: z.string() });
