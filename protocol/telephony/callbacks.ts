import { z } from 'zod';

/**
 * States of a kept place:
 *
 *   waiting ◄──► offering ──► ringing ──► done
 *      ▲                        │
 *      └── not reached, for now ┤
 *                               └──► given-up      (also from waiting and offering)
 *
 * `offering`: agents are asked; `ringing`: one took it, and the caller's phones ring.
 */
export const callbackStates = ['waiting', 'offering', 'ringing', 'done', 'given-up'] as const;
export const callbackStateSchema = z.enum(callbackStates);
export type CallbackState = z.infer<typeof callbackStateSchema>;
export const callbackTransitions: Readonly<Record<CallbackState, readonly CallbackState[]>> = {
  waiting: ['offering', 'given-up'],
  offering: ['waiting', 'ringing', 'given-up'],
  ringing: ['waiting', 'done', 'given-up'],
  done: [],
  'given-up': [],
};

/** How a kept place ended. `returned`: the caller came to the queue again. */
export const callbackEnds = ['called-back', 'not-reached', 'cancelled', 'returned', 'expired', 'caller-gone'] as const;
export const callbackEndSchema = z.enum(callbackEnds);
export type CallbackEnd = z.infer<typeof callbackEndSchema>;

/** How often a caller is rung at most, and the pause between. */
export const maxCallbackAttempts = 3;
export const callbackPauseSeconds = 300;

/** A kept place as those see it who serve or supervise the queue. */
export const callbackSchema = z.object({
  id: z.uuid(),
  queueId: z.uuid(),
  queueName: z.string(),
  callerName: z.string(),
  callerNumber: z.string(),
  /** Since when the caller waited: what the rank goes by. */
  joinedAt: z.iso.datetime(),
  state: callbackStateSchema,
  /** How often the caller was rung in vain. */
  attempts: z.number().int(),
  /** After an attempt in vain: when it is tried again. */
  nextAttemptAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  end: callbackEndSchema.nullable(),
  /** The agent who took it last. */
  agentName: z.string().nullable(),
});
export type Callback = z.infer<typeof callbackSchema>;

/** GET /api/callbacks: `waiting` in their order, queue by queue; `ended` the newest first. DELETE /api/callbacks/{id} cancels one: 204. */
export const callbackListSchema = z.object({ waiting: z.array(callbackSchema), ended: z.array(callbackSchema) });
export type CallbackList = z.infer<typeof callbackListSchema>;
