import { z } from 'zod';

const text = z.string().regex(/^[\w-]+$/u);
const psk = z.strictObject({ id: text.max(256), secret: text.length(43) }).nullable();

/** What seats tell each other about the group itself: sealed and signed like events, never shown as one. */
export const controlMessage = z.discriminatedUnion('type', [
  /** Expert to the customer: I vouch for this one; the secret is of my CPace run with them. */
  z.strictObject({ type: z.literal('propose'), seatId: z.uuid(), package: text.max(4096), psk }),
  /** Customer: my next commit takes this one in. */
  z.strictObject({
    type: z.literal('admitting'),
    package: text.max(4096),
    vouchedBy: z.string().max(80).nullable(),
    psk,
  }),
  /** Customer, after somebody came: who was vouched for by whom. */
  z.strictObject({ type: z.literal('roster'), vouched: z.array(z.strictObject({ seatId: z.uuid(), by: z.string().max(80) })).max(50) }),
  z.strictObject({ type: z.literal('words-commit'), commitment: text.length(43) }),
  z.strictObject({ type: z.literal('words-reveal'), random: text.length(43) }),
  z.strictObject({ type: z.literal('words-differ') }),
]);
export type ControlMessage = z.infer<typeof controlMessage>;
export type ControlOf<Type extends ControlMessage['type']> = Extract<ControlMessage, { type: Type }>;
