import { z } from 'zod';

/**
 * Sealed recordings: what browsers and server agree on (docs/spec/sealed-recordings.md). Bytes are base64url without padding. Every
 * statement below is UTF-8 text that the tenant root (Ed25519) signs, or that a sealed value is bound to.
 */
const bytesSchema = (least: number, most = least) =>
  z
    .base64url()
    .min(Math.ceil((least * 4) / 3))
    .max(Math.ceil((most * 4) / 3));
/** Of Ed25519 and X25519 alike. */
const publicKeySchema = bytesSchema(32);
const signatureSchema = bytesSchema(64);
const ringSchema = bytesSchema(64, 24_000);

/** A recording key: X25519, for HPKE. Browsers refuse one that the root did not sign. */
export const recordingKeySchema = z.object({
  version: z.number().int().positive(),
  publicKey: publicKeySchema,
  signature: signatureSchema,
});
export type RecordingKey = z.infer<typeof recordingKeySchema>;

/** One who can open: a browser of somebody, or whoever types the recovery code. */
export const sealingBrowserKinds = ['browser', 'recovery'] as const;
export const sealingBrowserSchema = z.object({
  id: z.uuid(),
  kind: z.enum(sealingBrowserKinds),
  userId: z.string().nullable(),
  /** Null when the person is gone, or it is the recovery code. */
  userName: z.string().nullable(),
  isMine: z.boolean(),
  name: z.string(),
  publicKey: publicKeySchema,
  /** May approve and remove others: it has the root's private half. */
  isManager: z.boolean(),
  /** The root's signature; null while it waits for approval. */
  certificate: signatureSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type SealingBrowser = z.infer<typeof sealingBrowserSchema>;

/** GET /api/recording-sealing. Who may not seal sees only their own browsers. */
export const sealingSchema = z.object({
  /** Whether recordings that begin now are sealed. */
  isOn: z.boolean(),
  /** Null until an administrator's browser has made the keys. */
  keys: z
    .object({
      rootPublicKey: publicKeySchema,
      /** The root's public key, closed under the recovery code: whoever types the code knows the root from this, not from the server's word. */
      recoveryPin: bytesSchema(60),
      /** Oldest first. */
      recordingKeys: z.array(recordingKeySchema),
      /** Of the rings: grows with every removal. */
      version: z.number().int().positive(),
      browsers: z.array(sealingBrowserSchema),
    })
    .nullable(),
});
export type Sealing = z.infer<typeof sealingSchema>;

/** A key ring: what a browser may open with, sealed to its own key and signed by the root. */
export const sealedRingSchema = z.object({ ring: ringSchema, signature: signatureSchema });
export type SealedRing = z.infer<typeof sealedRingSchema>;
const certifiedSchema = z.object({ id: z.uuid(), publicKey: publicKeySchema, certificate: signatureSchema, ring: sealedRingSchema });
const browserNameSchema = z.string().trim().min(1).max(80);

/** POST /api/recording-sealing: the first administrator's browser made the keys. Turns sealing on. */
export const foundSealingSchema = z.object({
  rootPublicKey: publicKeySchema,
  recoveryPin: bytesSchema(60),
  recordingKey: recordingKeySchema,
  browser: certifiedSchema.extend({ name: browserNameSchema }),
  recovery: certifiedSchema,
});
export type FoundSealing = z.infer<typeof foundSealingSchema>;

/** PUT /api/recording-sealing/switch */
export const sealingSwitchSchema = z.object({ isOn: z.boolean() });

/** POST /api/recording-sealing/browsers: a browser asks to be approved. */
export const askApprovalSchema = z.object({ id: z.uuid(), name: browserNameSchema, publicKey: publicKeySchema });
export type AskApproval = z.infer<typeof askApprovalSchema>;

/** POST /api/recording-sealing/browsers/{id}/approval */
export const approvalSchema = z.object({
  version: z.number().int().positive(),
  isManager: z.boolean(),
  certificate: signatureSchema,
  ring: sealedRingSchema,
  /** As the approving browser says. */
  how: z.enum(['compared', 'recovery-code']),
});
export type Approval = z.infer<typeof approvalSchema>;

/** POST /api/recording-sealing/browsers/{id}/removal: new recordings are sealed to a new key, which the others get. */
export const removalSchema = z.object({
  /** Of the rings that are replaced; the new ones have the next. */
  version: z.number().int().positive(),
  recordingKey: recordingKeySchema,
  rings: z
    .array(z.object({ id: z.uuid(), ring: sealedRingSchema }))
    .min(1)
    .max(500),
});
export type Removal = z.infer<typeof removalSchema>;

/** What a sealed track needs to be opened, beside a ring. */
export const sealedTrackSchema = z.object({
  objectId: z.string(),
  contentType: z.string(),
  keyVersion: z.number().int().positive(),
  /** HPKE: encapsulated key (32), then the sealed object key (48). */
  sealedKey: bytesSchema(80),
});
export type SealedTrack = z.infer<typeof sealedTrackSchema>;

/** Notes and tags of a sealed recording, sealed by the browser in which they were written. */
export const sealedNotesSchema = z.object({ keyVersion: z.number().int().positive(), sealed: bytesSchema(48, 60_000) });
export type SealedNotes = z.infer<typeof sealedNotesSchema>;
