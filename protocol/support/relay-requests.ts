import { z } from 'zod';
import { maxBodyBytes, seatTokenSchema } from './relay.ts';
import { seatRoleSchema } from './states.ts';

const bodySchema = z
  .string()
  .max(Math.ceil((maxBodyBytes * 4) / 3))
  .regex(/^[A-Za-z0-9_-]+$/u);

/** 128 random bits in base64url: names an invite and is no secret. */
export const routingIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/u);
/** Six digits that name an invite when it is spoken. */
export const nameplateSchema = z.string().regex(/^\d{6}$/u);

/**
 * How somebody comes in: with a session cookie, an invite, or the token of a seat they have. Who comes by an invite may bring the token of the
 * seat that they will have: whoever did not hear the welcome says the same again, and has their seat.
 */
export const relayAsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expert'), sessionId: z.uuid() }),
  z.object({ kind: z.literal('link'), routingId: routingIdSchema, token: seatTokenSchema.optional() }),
  z.object({ kind: z.literal('code'), nameplate: nameplateSchema, token: seatTokenSchema.optional() }),
  z.object({ kind: z.literal('seat'), token: seatTokenSchema }),
]);
export type RelayAs = z.infer<typeof relayAsSchema>;

/** The first message on a line. */
export const relayHelloSchema = z.object({
  type: z.literal('hello'),
  protocolVersion: z.number().int(),
  oldestSupportedVersion: z.number().int(),
  as: relayAsSchema,
  /** The last number of the log that the page has; 0 for none. */
  after: z.number().int().nonnegative().default(0),
  name: z.string().trim().min(1).max(80).optional(),
});
export type RelayHello = z.infer<typeof relayHelloSchema>;

/** What a page says once it is welcome. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /** Kept and numbered before it is passed on. The same `clientNumber` of a seat is kept once. */
  z.object({ type: z.literal('log'), clientNumber: z.int(), body: bodySchema }),
  /** Passed on at once, kept nowhere. */
  z.object({ type: z.literal('pass'), to: z.uuid().optional(), body: bodySchema }),
  z.object({ type: z.literal('request'), id: z.int(), method: z.string().max(40), data: z.unknown() }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What is asked over the relay that is not about media; the rest is in room-requests.ts. */
export const sessionRequestSchemas = {
  'session.end': z.object({ reason: z.string().trim().min(1).max(40) }),
  'session.rate': z.object({ rating: z.int().min(1).max(5) }),
  /** Which capabilities are granted right now, for reports; never what is done with them. */
  'session.state': z.object({ capabilities: z.array(z.string().max(20)).max(20) }),
  'invite.make': z.object({ role: seatRoleSchema, routingId: routingIdSchema }),
  'invite.burn': z.object({ inviteId: z.uuid() }),
  'seat.admit': z.object({ seatId: z.uuid() }),
  'seat.remove': z.object({ seatId: z.uuid() }),
  /** An expert's page found that somebody does not know the secret: they are out, and their invite serves again. */
  'seat.refuse': z.object({ seatId: z.uuid() }),
  'seat.leave': z.object({}),
  /** An expert gives up the seats of customers, none of whom is here: they can be invited again. `in-use`: one is here. */
  'customer.release': z.object({}),
  /** Whether the line is there. */
  'line.check': z.object({}),
} as const;

/** After the end there is no line: the token of the customer's seat says who rates. */
export const rateEndedSchema = z.object({ token: seatTokenSchema, rating: z.int().min(1).max(5) });

/** What is answered to `invite.make`. */
export const inviteMadeSchema = z.object({
  inviteId: z.uuid(),
  nameplate: nameplateSchema,
  expiresAt: z.iso.datetime(),
  /** The time left as the server counts it: the clock of whoever asked may be wrong. */
  expiresInMs: z.int().nonnegative(),
});
export type InviteMade = z.infer<typeof inviteMadeSchema>;
