import type { Decoder } from 'ts-mls/codec/tlsDecoder.js';
import { SealError, type SealRefusal } from '../../seal-error.ts';

/** Whatever ts-mls or WebCrypto throws at a stranger's bytes becomes a refusal. */
export async function guarded<T>(why: SealRefusal, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof SealError ? error : new SealError(why, { cause: error });
  }
}

/** All of the bytes, or a refusal. @throws {SealError} `malformed` */
export function decodeAll<T>(decode: Decoder<T>, bytes: Uint8Array): T {
  let decoded: [T, number] | undefined;
  try {
    decoded = decode(bytes, 0);
  } catch (error) {
    throw new SealError('malformed', { cause: error });
  }
  if (decoded === undefined || decoded[1] !== bytes.length) throw new SealError('malformed');
  return decoded[0];
}
