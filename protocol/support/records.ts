import { z } from 'zod';

/** What is kept of support sessions: sealed by experts' browsers; the server has bytes, and no key. */
export const artefactKindSchema = z.enum(['recording', 'receipt', 'transcript', 'still']);
export const artefactSchema = z.object({
  id: z.uuid(),
  kind: artefactKindSchema,
  name: z.string(),
  /** Of all its parts. */
  bytes: z.int(),
  /** How many parts it is fetched in: `/artefacts/{id}` is the first, `/artefacts/{id}/parts/1` the next. */
  parts: z.int().positive(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
export type Artefact = z.infer<typeof artefactSchema>;
/** GET /api/support/sessions/{id}/artefacts */
export const artefactListSchema = z.object({ items: z.array(artefactSchema) });
/** POST there. Who names the id may send the same again: it is kept once. */
export const artefactUploadQuerySchema = z.object({
  id: z.uuid().optional(),
  kind: artefactKindSchema,
  name: z.string().trim().min(1).max(200),
});
/** A body of one upload; a larger file is sent as parts that follow each other. */
export const maxArtefactPartBytes = 64 * 1024 * 1024;
/** Parts that may follow: eleven hours in pieces of two seconds. */
export const maxFollowingParts = 20_000;

/** PUT and GET /api/support/sessions/{id}/artefacts/{artefactId}/parts/{number}. The next number, or one that is there already. */
export const artefactPartNumberSchema = z.coerce.number().int().min(1).max(maxFollowingParts);
export const artefactPartSchema = z.object({ number: z.int(), bytes: z.int() });
export type ArtefactPart = z.infer<typeof artefactPartSchema>;

/** Sealed; base64url. 48 KiB of them. */
const sealedTextSchema = z
  .string()
  .max(65_536)
  .regex(/^[A-Za-z0-9_-]*$/u);
/** GET /api/support/sessions/{id}/notes */
export const sealedNotesSchema = z.object({
  /** Null when nobody wrote any. */
  sealed: sealedTextSchema.nullable(),
  version: z.int().nonnegative(),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
});
export type SessionNotes = z.infer<typeof sealedNotesSchema>;
/** PUT there: to the version that was read. */
export const putNotesSchema = z.object({ sealed: sealedTextSchema.min(1), version: z.int().nonnegative() });
export type PutNotes = z.infer<typeof putNotesSchema>;
