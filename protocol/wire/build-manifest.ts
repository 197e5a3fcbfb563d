import { z } from 'zod';

/** Where the server has it, for everybody. */
export const buildManifestPath = '/build.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What the build wrote of all files that it gave to the server. The hash of the build is the SHA-256 of this file itself. */
export const buildManifest = z.strictObject({
  format: z.literal('deskline build'),
  version: z.literal(1),
  /** Of what the pages were built from; it stands in receipts. */
  sources: sha256,
  /** SHA-256 of each file by its path, compressed forms left out: they are the same file. */
  files: z.record(z.string().regex(/^\//u), sha256),
});
export type BuildManifest = z.infer<typeof buildManifest>;
