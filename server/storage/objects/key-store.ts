import { z } from 'zod';
import type { RetentionClass } from './sealed-objects.ts';

export const retentionClasses = ['prompts', 'greetings', 'voicemail', 'recordings', 'support'] as const satisfies readonly RetentionClass[];

/** A class key as it lies in the keystore. */
export const classKeySchema = z.object({
  tenantId: z.uuid(),
  retentionClass: z.enum(retentionClasses),
  /** Of a key for one matter. */
  shredId: z.uuid().optional(),
  /** Rises with each rotation. */
  version: z.number().int().positive(),
  rootId: z.string().max(200),
  /** Base64. */
  wrapped: z.base64(),
  createdAt: z.iso.datetime(),
});
export type ClassKeyEntry = z.infer<typeof classKeySchema>;

/** What a keystore holds. */
export const keyStoreSchema = z.object({
  format: z.literal(1),
  keys: z.array(classKeySchema),
});
export type KeyStoreContent = z.infer<typeof keyStoreSchema>;

/** Class keys, wrapped, outside the database and its backups. One process writes at a time; others see it at their next look. */
export interface KeyStore {
  read(): Promise<KeyStoreContent>;
  /** Replaces the content by what `change` makes of it; on disk when it resolves. Nobody else changes it meanwhile. */
  update(change: (content: KeyStoreContent) => Promise<KeyStoreContent>): Promise<KeyStoreContent>;
}

export const emptyKeyStore: KeyStoreContent = { format: 1, keys: [] };
