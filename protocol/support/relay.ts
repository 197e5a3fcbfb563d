import { z } from 'zod';
import { capabilitySchema } from './capabilities.ts';
import { mediaSourceSchema } from './room.ts';

/** A body that only the ends can open: base64url of at most 48 KiB. */
const bodySchema = z
  .string()
  .min(1)
  .max(65_536)
  .regex(/^[\w-]+$/u);
const seatIdSchema = z.uuid();

/** 128 random bits, made by an expert's browser. */
export const routingIdSchema = z.string().regex(/^[\w-]{22}$/u);
/** The half of a spoken code that finds the session. */
export const nameplateSchema = z.string().regex(/^\d{6}$/u);
const nameSchema = z.string().trim().min(1).max(80);

/** How somebody comes to a seat. */
export const relayAsSchema = z.discriminatedUnion('kind', [
  /** By their web session, which has to be of the session's tenant. */
  z.object({ kind: z.literal('expert'), sessionId: z.uuid() }),
  z.object({ kind: z.literal('link'), routingId: routingIdSchema }),
  z.object({ kind: z.literal('code'), nameplate: nameplateSchema }),
  /** Back to a seat that they had. */
  z.object({ kind: z.literal('seat'), token: z.string().regex(/^[\w-]{43}$/u) }),
]);
export type RelayAs = z.infer<typeof relayAsSchema>;

export const relayHelloSchema = z.object({
  type: z.literal('hello'),
  protocolVersion: z.number().int(),
  oldestSupportedVersion: z.number().int(),
  as: relayAsSchema,
  /** Needed by those who come by link or code. */
  name: nameSchema.optional(),
  /** The last number of the log that it has; 0: none. */
  after: z.number().int().nonnegative(),
});
export type RelayHello = z.infer<typeof relayHelloSchema>;

/** What a seat sends after its hello. Binary frames are pieces of files, see `chunkHeaderBytes`. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /** Appends to the log. `clientNumber` names it: one that was kept already is answered, not kept again. */
  z.object({ type: z.literal('log'), clientNumber: z.number().int().positive(), body: bodySchema }),
  /** Passed on at once, never kept. */
  z.object({ type: z.literal('pass'), to: seatIdSchema.optional(), body: bodySchema }),
  z.object({ type: z.literal('request'), id: z.number().int().positive(), method: z.string().max(40), data: z.unknown() }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** `1` ‖ seat (16: whom it is for; whom it is from, when it arrives) ‖ file (16) ‖ number (4, big-endian) ‖ sealed piece. */
export const chunkKind = 1;
export const chunkHeaderBytes = 37;
export const maxChunkBytes = chunkHeaderBytes + 65_536 + 64;

export const seatSchema = z.object({
  id: seatIdSchema,
  role: z.enum(['customer', 'expert']),
  name: nameSchema,
  /** Connected now. */
  isHere: z.boolean(),
  /** waiting: asks to come in. */
  state: z.enum(['waiting', 'admitted', 'left', 'removed']),
});
export type Seat = z.infer<typeof seatSchema>;

const producer = { producerId: z.string().max(64), seatId: seatIdSchema, source: mediaSourceSchema };

/** What the relay sends. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    session: z.object({ id: z.uuid(), kind: z.enum(['screen', 'camera']), tenantName: z.string(), startedAt: z.iso.datetime().nullable() }),
    seat: z.object({ id: seatIdSchema, role: z.enum(['customer', 'expert']), token: z.string() }),
    seats: z.array(seatSchema),
    /** Producers of others that are there. */
    producers: z.array(z.object(producer)),
    lastNumber: z.number().int().nonnegative(),
  }),
  z.object({
    type: z.literal('log'),
    number: z.number().int().positive(),
    from: seatIdSchema,
    at: z.iso.datetime(),
    body: bodySchema,
    /** Only to its sender. */
    clientNumber: z.number().int().positive().optional(),
  }),
  z.object({ type: z.literal('pass'), from: seatIdSchema, body: bodySchema }),
  z.object({ type: z.literal('response'), id: z.number().int(), ok: z.literal(true), data: z.unknown() }),
  z.object({ type: z.literal('refusal'), id: z.number().int(), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('seats'), seats: z.array(seatSchema) }),
  z.object({ type: z.literal('producer-added'), ...producer }),
  z.object({ type: z.literal('producer-removed'), producerId: z.string().max(64) }),
  /** The SFU's worker died: open the room again. */
  z.object({ type: z.literal('room-lost') }),
  z.object({ type: z.literal('ended'), reason: z.string() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** Codes with which the relay closes and after which coming back is no use. The reason is a word, then for `tooManyTries` a space and seconds. */
export const relayCloseCodes = {
  /** Something that is not in the protocol. */
  protocolError: 4400,
  sessionEnded: 4401,
  removed: 4403,
  /** Reasons: `unknown`, `used`, `expired`, `burnt`. */
  unknownInvite: 4404,
  takenOver: 4409,
  sessionOver: 4410,
  clientTooOld: 4426,
  tooManyTries: 4429,
} as const;

// Requests beside those of room.ts.
/** `session.end` */
export const endSessionSchema = z.object({ reason: z.string().max(64) });
/** `session.rate` */
export const rateSessionSchema = z.object({ rating: z.number().int().min(1).max(5) });
/** `session.state`: which capabilities are granted now, for reports; told by the customer's side. */
export const sessionStateSchema = z.object({ capabilities: z.array(capabilitySchema).max(16) });
/** `invite.make` */
export const makeInviteSchema = z.object({ role: z.enum(['customer', 'expert']), routingId: routingIdSchema });
export const inviteMadeSchema = z.object({ inviteId: z.uuid(), nameplate: nameplateSchema, expiresAt: z.iso.datetime() });
/** `invite.burn` */
export const burnInviteSchema = z.object({ inviteId: z.uuid() });
/** `seat.admit`, `seat.remove` */
export const seatRequestSchema = z.object({ seatId: seatIdSchema });
