import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StorageError } from '../errors.ts';
import { loadKeyFile } from '../keys.ts';
import { canonicalJson } from './canonical.ts';

/** Up to `seq`, a tenant's chain had this hash. */
export interface Checkpoint {
  readonly tenantId: string;
  readonly seq: number;
  readonly hash: Buffer;
  readonly signedAt: Date;
  readonly keyId: string;
  readonly signature: Buffer;
}

/** Signs checkpoints with a key that the database never sees (Ed25519, RFC 8032), and knows its own signature again. */
export interface CheckpointSigner {
  readonly keyId: string;
  sign(checkpoint: Omit<Checkpoint, 'keyId' | 'signature'>): Checkpoint;
  isGenuine(checkpoint: Checkpoint): boolean;
}

export function loadCheckpointSigner(keysFolder: string): CheckpointSigner {
  const path = join(keysFolder, 'audit-signing.pem');
  const pem = loadKeyFile(path, () => Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const privateKey = readPrivateKey(path, pem);
  const publicKey = createPublicKey(privateKey);
  const keyId = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
  return {
    keyId,
    sign: (checkpoint) => ({ ...checkpoint, keyId, signature: sign(null, statement(checkpoint), privateKey) }),
    isGenuine: (checkpoint) => checkpoint.keyId === keyId && verify(null, statement(checkpoint), publicKey, checkpoint.signature),
  };
}

function readPrivateKey(path: string, pem: Buffer): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new StorageError('refused', `The file ${path} holds no private key; restore it from a backup.`, { cause: error });
  }
}

function statement({ tenantId, seq, hash, signedAt }: Omit<Checkpoint, 'keyId' | 'signature'>): Buffer {
  return Buffer.from(
    canonicalJson({ v: 1, what: 'deskline audit checkpoint', tenantId, seq, hash: hash.toString('hex'), signedAt: signedAt.toISOString() }),
    'utf8',
  );
}

const hex = z
  .string()
  .regex(/^[0-9a-f]+$/)
  .transform((text) => Buffer.from(text, 'hex'));
const fileLine = z.object({
  tenantId: z.uuid(),
  seq: z.number().int().positive(),
  hash: hex,
  signedAt: z.iso.datetime().transform((text) => new Date(text)),
  keyId: z.string(),
  signature: hex,
});

/**
 * The copies outside the database: one file per tenant, only ever appended to. Whoever can write the database but not
 * this folder cannot cut off the end of a log unseen.
 */
export class CheckpointFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async append(checkpoint: Checkpoint): Promise<void> {
    const { tenantId, seq, keyId } = checkpoint;
    const line = {
      tenantId,
      seq,
      hash: checkpoint.hash.toString('hex'),
      signedAt: checkpoint.signedAt.toISOString(),
      keyId,
      signature: checkpoint.signature.toString('hex'),
    };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = await open(this.#path(tenantId), 'a', 0o600);
    try {
      // The leading line break closes a line that a crash cut short.
      await file.write(`\n${JSON.stringify(line)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /**
   * A tenant's checkpoints by number. The first line for a number counts: whoever makes the chainer link a rewritten log
   * gets another signature for it, but only further down. A line that a crash cut short is skipped; its checkpoint is in
   * the database.
   */
  async read(tenantId: string): Promise<Map<number, Checkpoint>> {
    const text = await readFile(this.#path(tenantId), 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return '';
      throw error;
    });
    const found = new Map<number, Checkpoint>();
    for (const line of text.split('\n')) {
      const parsed = parseLine(line);
      if (parsed && !found.has(parsed.seq)) found.set(parsed.seq, parsed);
    }
    return found;
  }

  /** The tenants that have a file: one that the database does not know any more has been removed there. */
  async tenants(): Promise<string[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    return names.filter((name) => name.endsWith('.jsonl')).map((name) => name.slice(0, -'.jsonl'.length));
  }

  #path(tenantId: string): string {
    return join(this.#folder, `${tenantId}.jsonl`);
  }
}

/** Undefined for a line that is no checkpoint: one that nobody can read proves nothing. */
function parseLine(line: string): Checkpoint | undefined {
  const parsed = fileLine.safeParse(parseJson(line));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
