import { z } from 'zod';
import { joined, textOf, utf8, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** Where an event was said: part of what is signed, so that it proves itself elsewhere and cannot be moved. */
export interface Said {
  readonly session: string;
  /** base64url of the group's id. */
  readonly group: string;
  readonly epoch: number;
  readonly leaf: number;
  /** `log` or `now` (passed); each counts its own sequence from 1. */
  readonly lane: 'log' | 'now';
  readonly sequence: number;
}

const signatureBytes = 64;
const said = z.strictObject({
  session: z.string(),
  group: z.string(),
  epoch: z.number().int(),
  leaf: z.number().int(),
  lane: z.enum(['log', 'now']),
  sequence: z.number().int().min(1),
  event: z.json(),
});

export interface OpenedEnvelope {
  readonly said: Said;
  readonly event: Json;
  readonly signed: Bytes;
  readonly signature: Bytes;
}

/** Ed25519 signature (64 bytes) ‖ canonical JSON of what was said where. */
export async function closeEnvelope(
  where: Said,
  event: Json,
  sign: (bytes: Bytes) => Promise<Bytes>,
): Promise<{ readonly bytes: Bytes; readonly opened: OpenedEnvelope }> {
  const signed = utf8(canonicalJson({ ...where, event }));
  const signature = await sign(signed);
  return { bytes: joined(signature, signed), opened: { said: where, event, signed, signature } };
}

/** @throws {SealError} `malformed`; `forged` unless `signatureKey` signed exactly this */
export async function openEnvelope(bytes: Bytes, signatureKey: Bytes): Promise<OpenedEnvelope> {
  const proof = { signature: bytes.slice(0, signatureBytes), signed: bytes.slice(signatureBytes) };
  const key = await crypto.subtle.importKey('raw', signatureKey, 'Ed25519', false, ['verify']);
  if (!(await crypto.subtle.verify('Ed25519', key, proof.signature, proof.signed))) throw new SealError('forged');
  const { event, ...where } = parse(textOf(proof.signed));
  return { said: where, event, ...proof };
}

function parse(text: string): z.infer<typeof said> {
  try {
    return said.parse(JSON.parse(text));
  } catch (error) {
    throw new SealError('malformed', { cause: error });
  }
}
