import { z } from 'zod';
import { bytesText, count, id, pixels } from './shapes.ts';

/** A factor, 1 is none; of cameras that zoom. */
const factor = z.number().min(0).max(1_000);

/** What an expert asks the customer to do with the camera. */
export const cameraWish = z.discriminatedUnion('what', [
  z.object({ what: z.literal('switch') }),
  z.object({ what: z.literal('torch'), isOn: z.boolean() }),
  z.object({ what: z.literal('zoom'), value: factor }),
]);
export type CameraWish = z.infer<typeof cameraWish>;

/** How the bytes of a still are written; nothing else is shown as a picture. */
export const stillMime = z.enum(['image/jpeg', 'image/png', 'image/webp']);

/** Of the stills of a session, from 1: who asks says the next one that it knows of, and the customer's page which one it is. Pages of before said none. */
const number = z.number().int().min(1).max(65_535).optional();
/** A still and how its bytes come: as those of a file. */
const picture = { id, number, producerId: id, width: pixels, height: pixels, mime: stillMime, bytes: count, key: bytesText, chunks: count };

export const cameraEvents = [
  /** The customer's page: what its camera can, and how it stands. null: it does not report that. */
  z.object({
    type: z.literal('camera-state'),
    producerId: id,
    cameras: z.number().int().min(0).max(64),
    isRear: z.boolean().nullable(),
    torch: z.boolean().nullable(),
    zoom: z.object({ min: factor, max: factor, value: factor }).nullable(),
    isFrozen: z.boolean(),
  }),
  z.object({ type: z.literal('camera-ask'), id, wish: cameraWish }),
  z.object({ type: z.literal('camera-answer'), askId: id, isDone: z.boolean() }),
  z.object({ type: z.literal('still-ask'), id, number, producerId: id }),
  z.object({ type: z.literal('still-failed'), askId: id }),
  /** A picture at the camera's full size; its bytes move as a sealed file does. `photo`: by the camera's own shutter. */
  z.object({
    type: z.literal('still'),
    ...picture,
    kind: z.enum(['photo', 'frame']),
    /** Whose page took it and gave it to the customer's; without: the customer's own. */
    takenBy: z.object({ seatId: z.uuid(), name: z.string().max(80) }).optional(),
  }),
  /** What an expert's page took of a screen, as it was seen there: the customer's page fetches it, and says that it is a still. */
  z.object({
    type: z.literal('still-taken'),
    ...picture,
  }),
  z.object({ type: z.literal('still-note'), id, text: z.string().max(2_000) }),
  z.object({ type: z.literal('still-drop'), id }),
  /** Whether the experts' organisation keeps it. */
  z.object({ type: z.literal('still-keep'), id, isKept: z.boolean() }),
  /** Which still everybody looks at; null: the camera. */
  z.object({ type: z.literal('still-show'), id: id.nullable() }),
  /** What a QR code or barcode in the picture says; with the still that it was read from. */
  z.object({
    type: z.literal('code-read'),
    id,
    format: z.string().max(32),
    text: z.string().min(1).max(4_000),
    stillId: id.optional(),
  }),
] as const;
