import { z } from 'zod';
import { pageOf } from '../wire/page.ts';

/** An entry of a dial plan that a number or an extension leads to. */
export const planEntrySchema = z.object({ planId: z.uuid(), entryId: z.string().min(1).max(128) });

/** The same with the plan's name; null when nobody knows it. */
export const namedPlanEntrySchema = planEntrySchema.extend({ name: z.string().nullable() });
export type NamedPlanEntry = z.infer<typeof namedPlanEntrySchema>;

/** Where a number leads: to a person, into a dial plan, or nowhere yet. */
export const numberAssignmentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('user'), userId: z.string(), userName: z.string() }),
  namedPlanEntrySchema.extend({ kind: z.literal('plan') }),
]);
export type NumberAssignment = z.infer<typeof numberAssignmentSchema>;

/** GET /api/admin/numbers → pageOf(adminNumber). Sortable by number, label, site, assignment. */
export const adminNumberSchema = z.object({
  id: z.string(),
  /** `+49301234567` (ITU-T E.164). */
  e164: z.string(),
  /** As people of its country write it for the world: `+49 30 1234567`. */
  formatted: z.string(),
  /** ISO 3166-1 alpha-2; null for numbers of no country. */
  country: z.string().nullable(),
  label: z.string(),
  pbxId: z.string(),
  pbxName: z.string(),
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  assignment: numberAssignmentSchema,
  version: z.number().int(),
});
export type AdminNumber = z.infer<typeof adminNumberSchema>;
export const adminNumberPageSchema = pageOf(adminNumberSchema);

/** As it was typed: `030 1234567`, `+49 30 1234567`; read with the country, area code and trunk prefix of the site. */
const typedNumber = z.string().trim().min(1).max(40);
const label = z.string().trim().max(120);
export const maxRange = 1_000;

/**
 * POST /api/admin/numbers → { items }: one number, or a range with `last` (as many digits as the first one; at most 1,000),
 * all or none. `invalid-fields` with `number` or `last`; `taken` with `number` when any of them exists in this installation.
 */
export const createNumbersSchema = z.object({
  number: typedNumber,
  last: typedNumber.optional(),
  label: label.default(''),
  /** The default PBX when absent. */
  pbxId: z.uuid().optional(),
  /** The default site when absent. */
  siteId: z.uuid().nullable().optional(),
  userId: z.uuid().nullable().default(null),
});
export type CreateNumbers = z.output<typeof createNumbersSchema>;
export const createdNumbersSchema = z.object({ items: z.array(adminNumberSchema) });

/** PATCH /api/admin/numbers/{id}. `userId` replaces whatever the number led to; null leaves it unassigned. */
export const updateNumberSchema = z.object({
  version: z.number().int(),
  label: label.optional(),
  pbxId: z.uuid().optional(),
  siteId: z.uuid().nullable().optional(),
  userId: z.uuid().nullable().optional(),
});
export type UpdateNumber = z.output<typeof updateNumberSchema>;

/** DELETE /api/admin/numbers/{id}: 204; `in-use` while it is assigned. */

/**
 * POST /api/admin/numbers/import { csv, dryRun } → importReport without passwords. Header line: number,label,site,email
 * (label, site and email optional). All or nothing.
 */
export const numberImportRequestSchema = z.object({ csv: z.string().max(2_000_000), dryRun: z.boolean() });
export const numberImportReportSchema = z.object({
  accepted: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), field: z.string(), value: z.string(), reason: z.string() })),
  isStored: z.boolean(),
});
export type NumberImportReport = z.infer<typeof numberImportReportSchema>;
