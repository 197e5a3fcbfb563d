import { z } from 'zod';

const text = z.string().regex(/^[\w-]+$/u);
/** base64url of 16 bytes. */
const nonce = text.length(22);
/** base64url of 32 and of 64 bytes. */
const short = text.length(43);
const long = text.length(86);
const keyPackage = text.max(4096);

/**
 * What is said before there are keys, in the log and in the clear: nothing here is secret, and everything that counts is bound by CPace,
 * by a tag of the resume secret, or by the customer's signature. A run's name is its joiner's nonce.
 */
export const handshakeMessage = z.discriminatedUnion('type', [
  /** Joiner: I want in by this invite. */
  z.strictObject({
    type: z.literal('greet'),
    protocol: z.string().max(16),
    suite: z.number(),
    run: nonce,
    role: z.enum(['customer', 'expert']),
    mode: z.enum(['link', 'code']),
    routing: z.string().min(1).max(64),
  }),
  /** Inviter: my nonce, and what I bring: a KeyPackage for a customer, an introduction for an expert. */
  z.strictObject({ type: z.literal('answer'), run: nonce, nonce, brings: keyPackage }),
  /** Joiner: my KeyPackage and my public share. */
  z.strictObject({ type: z.literal('share'), run: nonce, brings: keyPackage, share: short }),
  /** Inviter: my public share. */
  z.strictObject({ type: z.literal('reply'), run: nonce, share: short }),
  /** Joiner, first: proof of the key. */
  z.strictObject({ type: z.literal('confirm'), run: nonce, tag: long }),
  /** Inviter, once that was right. */
  z.strictObject({ type: z.literal('confirmed'), run: nonce, tag: long }),
  /** Either: this run came to nothing. Nobody signed it. */
  z.strictObject({ type: z.literal('failed'), run: z.string().max(43), why: z.enum(['wrong-secret', 'burnt', 'late', 'older']) }),
  /** Customer: an epoch changes, or (commit null) a group begins. */
  z.strictObject({
    type: z.literal('commit'),
    commit: text.max(32_768).nullable(),
    welcome: text.max(32_768).nullable(),
    welcomeFor: z.uuid().nullable(),
  }),
  /** Expert without an invite: who vouches for me? */
  z.strictObject({ type: z.literal('apply'), package: keyPackage }),
  /** Expert: this is who you would come to, should I vouch. */
  z.strictObject({ type: z.literal('introduce'), to: z.uuid(), introduction: keyPackage }),
  /** A seat that came back: `package` is its new leaf; the tag is of the epoch's resume secret. */
  z.strictObject({
    type: z.literal('resume'),
    group: text.max(64),
    epoch: z.number().int().min(0),
    package: keyPackage,
    tag: short,
  }),
]);
export type HandshakeMessage = z.infer<typeof handshakeMessage>;
export type MessageOf<Type extends HandshakeMessage['type']> = Extract<HandshakeMessage, { type: Type }>;
