import { fromBase64Url } from '../../../../seal/index.ts';

/** A hash as programs like sha256sum print it. */
export function hexOfHash(base64Url: string): string {
  return [...fromBase64Url(base64Url)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
