import type { z } from 'zod';
import { StorageError, type Secrets } from '../storage/index.ts';

/** A value that we hand out and recognise later: sealed, so that nobody can read, change or make one. URL-safe. */
export function sealToken(secrets: Secrets, purpose: string, value: unknown): string {
  return secrets.seal(purpose, Buffer.from(JSON.stringify(value))).toString('base64url');
}

/** The value inside a token of ours for the same purpose; undefined for anything else. */
export function openToken<Schema extends z.ZodType>(
  secrets: Secrets,
  purpose: string,
  token: { readonly text: string; readonly schema: Schema },
): z.infer<Schema> | undefined {
  if (token.text.length > 4096 || !/^[A-Za-z0-9_-]+$/.test(token.text)) return undefined;
  try {
    const opened: unknown = JSON.parse(secrets.open(purpose, Buffer.from(token.text, 'base64url')).toString('utf8'));
    return token.schema.safeParse(opened).data;
  } catch (error) {
    // Forged, of another purpose, or from before the key changed: all the same to whoever asks.
    if (error instanceof StorageError && error.code === 'invalid') return undefined;
    throw error;
  }
}
