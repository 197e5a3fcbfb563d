import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { WorkQueue } from './work-queue.ts';
import type { PasswordHasher } from './password-hasher.ts';

const derive = promisify(argon2);

interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/**
 * argon2id (RFC 9106) with 19 MiB, the floor of OWASP's password storage guide, and four passes instead of its
 * two: measured 50 ms on two cores, and two at a time stay below 40 MB.
 */
const chosenCost: Cost = { memory: 19_456, passes: 4, parallelism: 1 };
/** A 128-bit random password needs no stretching: guessing it is as hard as guessing a session token. */
const oneTimeCost: Cost = { memory: 64, passes: 1, parallelism: 1 };
const oneTimePrefix = `$argon2id$v=19$m=${oneTimeCost.memory},`;
/** What a stored string may ask of us, so that a forged row cannot stop the server. */
const maxCost: Cost = { memory: 65_536, passes: 10, parallelism: 4 };

const saltLength = 16;
const tagLength = 32;
const phcForm = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

/** How many hashes run at once, and how many wait before the server says that it is busy. */
const limits = { running: 2, waiting: 200 } as const;

/** Passwords by node:crypto's argon2id; work is queued so that memory and the thread pool stay bounded. */
export class Argon2Hasher implements PasswordHasher {
  readonly #queue = new WorkQueue(limits.running, limits.waiting);
  /** What unknown users are compared with: random bytes in place of a hash, which no password leads to. */
  readonly #dummy = phcOf(chosenCost, randomBytes(saltLength), randomBytes(tagLength));

  async hash(password: string, strength: 'chosen' | 'one-time' = 'chosen'): Promise<string> {
    return this.#queue.run(() => encode(password, strength === 'chosen' ? chosenCost : oneTimeCost));
  }

  async verify(phc: string | undefined, password: string): Promise<boolean> {
    return this.#queue.run(async () => {
      const matches = await compare(phc ?? this.#dummy, password);
      // A cheap hash would answer sooner and tell that the account exists and waits for its first sign-in.
      if (phc?.startsWith(oneTimePrefix)) await compare(this.#dummy, password);
      return matches && phc !== undefined;
    });
  }
}

async function encode(password: string, cost: Cost): Promise<string> {
  const salt = randomBytes(saltLength);
  const tag = await tagOf(password, salt, cost, tagLength);
  return phcOf(cost, salt, tag);
}

function phcOf(cost: Cost, salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

async function compare(phc: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = phcForm.exec(phc) ?? [];
  if (salt === undefined || tag === undefined) throw new RangeError('a stored password hash is not an argon2id PHC string');
  const cost: Cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  if (cost.memory > maxCost.memory || cost.passes > maxCost.passes || cost.parallelism > maxCost.parallelism) {
    throw new RangeError('a stored password hash asks for more work than this server does');
  }
  const wanted = Buffer.from(tag, 'base64');
  return timingSafeEqual(await tagOf(password, Buffer.from(salt, 'base64'), cost, wanted.length), wanted);
}

/** NFC, so that the same characters typed on another system are the same password (NIST SP 800-63B-4 §3.1.1.2). */
async function tagOf(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength: length, ...cost });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
