import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/**
 * argon2id (RFC 9106), 19 MiB and two passes, the floor of OWASP's password storage guide. A PIN of four digits is found from its
 * hash all the same; what holds is that guesses on the phone are few, see docs/spec/dialplan.md and voicemail.md.
 */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const phcForm = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/u;

/** A PHC string with a fresh salt. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(pin, salt);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(salt)}$${plain(tag)}`;
}

/** Whether `pin` is the one behind `phc`; false for what is no hash of ours. */
export async function isPinOf(phc: string, pin: string): Promise<boolean> {
  const [, salt, tag] = phcForm.exec(phc) ?? [];
  if (salt === undefined || tag === undefined) return false;
  return timingSafeEqual(await tagOf(pin, Buffer.from(salt, 'base64')), Buffer.from(tag, 'base64'));
}

function tagOf(pin: string, salt: Buffer): Promise<Buffer> {
  return derive('argon2id', { message: pin, nonce: salt, tagLength: 32, ...cost });
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
