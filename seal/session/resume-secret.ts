import { z } from 'zod';
import { fromBase64Url, textOf, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import type { Psk } from '../group/group-keys.ts';
import { derive, sha256Of } from '../hashing.ts';

const bytes = z.string().regex(/^[\w-]+$/u);
const kept = z.strictObject({
  version: z.literal(1),
  group: bytes,
  epoch: z.number().int().min(0),
  base: bytes.length(43),
  members: z.array(
    z.strictObject({
      seatId: z.uuid(),
      name: z.string().max(80),
      role: z.enum(['customer', 'expert']),
      signatureKey: bytes.length(43),
      vouchedBy: z.string().max(80).nullable(),
    }),
  ),
});
/** What a tab keeps for the case that it is loaded again: a secret of the epoch, no key that opens anything. */
export type Resume = z.infer<typeof kept>;

export function writeResume(resume: Resume): Bytes {
  return utf8(JSON.stringify(resume));
}

/** undefined when it is none of ours: the page begins anew. */
export function readResume(bytes: Bytes): Resume | undefined {
  const text = textOf(bytes);
  const read = kept.safeParse(text.startsWith('{') ? parsed(text) : undefined);
  return read.success ? read.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Shows that the seat's new package comes from who was a member in that epoch. */
export async function resumeTag(resume: Pick<Resume, 'base' | 'group' | 'epoch'>, seatId: string, keyPackage: Bytes): Promise<string> {
  const { group, epoch } = resume;
  const what = canonicalJson({ epoch, group, package: toBase64Url(await sha256Of(keyPackage)), seatId });
  return toBase64Url(await derive(fromBase64Url(resume.base), utf8(what), 'SEAL1 resume tag', 32));
}

/** The secret that goes into the commit which takes that package in. */
export async function resumePsk({ base }: Pick<Resume, 'base'>, keyPackage: Bytes): Promise<Psk> {
  const hash = await sha256Of(keyPackage);
  const secret = await derive(fromBase64Url(base), hash, 'SEAL1 resume secret', 32);
  return { id: utf8(`SEAL1 resume ${toBase64Url(hash)}`), secret };
}
