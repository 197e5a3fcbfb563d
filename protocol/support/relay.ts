import { z } from 'zod';
import { seatRoleSchema, seatStateSchema, sessionKindSchema } from './states.ts';

/** What a sealed message may measure in the log or on the way: 64 KiB, as base64url. */
export const maxBodyBytes = 65_536;

/** Limits of one seat and of one session. */
export const relayLimits = {
  /** Messages at once, and per second in the long run. */
  burst: 200,
  perSecond: 60,
  logEntries: 20_000,
  logBytes: 64 * 1024 * 1024,
  /** A chunk of a file with the tag of its seal. */
  chunkBytes: 65_536 + 16,
  /** Kind, target or sender, file, number. */
  chunkHeaderBytes: 37,
  chunkKind: 1,
} as const;

/** A tenant's removed browsers are told, at most so many: the newest (docs/spec/seal.md, SE112). */
export const maxRemovedBrowsers = 100;

export const seatTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

export const seatSchema = z.object({
  id: z.uuid(),
  role: seatRoleSchema,
  name: z.string(),
  /** Only experts are told. */
  userId: z.uuid().optional(),
  isHere: z.boolean(),
  state: seatStateSchema,
  /** An expert whose account may see all sessions. The server's word: it gives no right (docs/spec/support.md, SU530). */
  isSupervisor: z.boolean().optional(),
});
export type Seat = z.infer<typeof seatSchema>;

export const mediaSourceSchema = z.enum(['screen', 'camera', 'voice']);
export type MediaSource = z.infer<typeof mediaSourceSchema>;
export const mediaKindSchema = z.enum(['audio', 'video']);
export type MediaKind = z.infer<typeof mediaKindSchema>;

const iceServerSchema = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.string().optional(),
  credential: z.string().optional(),
});

/** What the server says to pages; what they say is in relay-requests.ts. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    session: z.object({
      id: z.uuid(),
      kind: sessionKindSchema,
      tenantName: z.string(),
      /** Milliseconds since the first customer came, for pages whose clock is wrong; null: nobody came yet. */
      msSinceStart: z.int().min(0).nullable(),
    }),
    seat: z.object({ id: z.uuid(), role: seatRoleSchema, token: seatTokenSchema }),
    seats: z.array(seatSchema),
    lastNumber: z.int(),
    /** Browsers that the tenant removed since the session was made. */
    removedBrowsers: z.array(z.uuid()).max(maxRemovedBrowsers).default([]),
    iceServers: z.array(iceServerSchema).optional(),
  }),
  z.object({
    type: z.literal('log'),
    number: z.int(),
    from: z.uuid(),
    at: z.iso.datetime(),
    body: z.string(),
    /** Only to the seat that sent it. */
    clientNumber: z.int().optional(),
  }),
  z.object({ type: z.literal('pass'), from: z.uuid(), body: z.string() }),
  z.discriminatedUnion('ok', [
    z.object({ type: z.literal('response'), id: z.int(), ok: z.literal(true), data: z.unknown() }),
    z.object({ type: z.literal('response'), id: z.int(), ok: z.literal(false), code: z.string(), message: z.string() }),
  ]),
  z.object({ type: z.literal('seats'), seats: z.array(seatSchema) }),
  z.object({
    type: z.literal('producer-added'),
    producerId: z.string(),
    seatId: z.uuid(),
    source: mediaSourceSchema,
    kind: mediaKindSchema,
  }),
  z.object({ type: z.literal('producer-removed'), producerId: z.string() }),
  /** The tenant removed a browser: what it says of itself counts no longer. */
  z.object({ type: z.literal('browser-removed'), browserId: z.uuid() }),
  /** The media worker died: open the room again. */
  z.object({ type: z.literal('room-lost') }),
  z.object({ type: z.literal('ended'), reason: z.string() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** Close codes of `/relay` after which coming back is no use. The close reason is a word, and for `tooManyTries` also seconds. */
export const relayCloseCodes = {
  /** The web session of an expert ended. */
  sessionEnded: 4401,
  /** The seat was removed by the customer. */
  removed: 4403,
  /** No such invite: `unknown`, `used`, `expired` or `burnt`; `unknown` also for a seat or session that is not there. */
  unknownInvite: 4404,
  /** The same seat came in elsewhere. */
  takenOver: 4409,
  sessionOver: 4410,
  clientTooOld: 4426,
  /** Slowed down: `slowed 30` says for how many seconds. */
  tooManyTries: 4429,
} as const;
