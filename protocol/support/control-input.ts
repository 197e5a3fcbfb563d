import { z } from 'zod';

/** A place on a picture, 0..1 from its left and from its top. */
const share = z.number().min(0).max(1);
const modifiers = z.array(z.enum(['alt', 'control', 'meta', 'shift'])).max(4);
const key = z.object({ code: z.string().max(32), key: z.string().max(32), modifiers });

/** What an expert does at somebody else's screen; places are parts of the picture, wheel steps are pixels. */
export const controlInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pointer-move'), producerId: z.string().max(64), x: share, y: share }),
  z.object({
    kind: z.enum(['pointer-down', 'pointer-up']),
    producerId: z.string().max(64),
    x: share,
    y: share,
    button: z.enum(['left', 'middle', 'right']),
    modifiers,
  }),
  z.object({
    kind: z.literal('wheel'),
    producerId: z.string().max(64),
    x: share,
    y: share,
    deltaX: z.number().min(-10_000).max(10_000),
    deltaY: z.number().min(-10_000).max(10_000),
  }),
  key.extend({ kind: z.literal('key-down') }),
  key.extend({ kind: z.literal('key-up') }),
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(4000) }),
]);
export type ControlInput = z.infer<typeof controlInput>;
