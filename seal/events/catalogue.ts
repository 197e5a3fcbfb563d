import { z } from 'zod';
import { cameraEvents } from './camera-events.ts';
import { capability } from './capabilities.ts';
import { certificateEvents } from './certificate-event.ts';
import { controlInput } from './control-input.ts';
import { bytesText, count, drawingTool, id, mediaSource, minutes, pixels, point, sha256, share } from './shapes.ts';

const say = [
  z.object({ type: z.literal('chat'), id, text: z.string().min(1).max(4000) }),
  z.object({ type: z.literal('clipboard'), mime: z.enum(['text/plain', 'image/png']), data: z.string().max(65_536) }),
  z.object({ type: z.literal('survey'), rating: z.number().int().min(1).max(5), text: z.string().max(4000).optional() }),
  z.object({ type: z.literal('end'), reason: z.string().max(64) }),
] as const;

const consent = [
  z.object({ type: z.literal('ask'), id, capability, minutes }),
  z.object({ type: z.literal('grant'), askId: id.nullable(), capability, seatId: z.uuid(), minutes }),
  z.object({ type: z.literal('refuse'), askId: id }),
  z.object({ type: z.literal('revoke'), capability, seatId: z.uuid().nullable() }),
  /** Its expert asks no more. */
  z.object({ type: z.literal('withdraw'), askId: id }),
  /** An expert needs it no more. */
  z.object({ type: z.literal('give-back'), capability }),
  z.object({ type: z.literal('recording'), isOn: z.boolean() }),
  /** The chain of the receipt up to entry `number`; `at`: milliseconds of the signer's own clock. */
  z.object({ type: z.literal('receipt-head'), number: count, hash: sha256, at: count }),
] as const;

const stream = z.object({
  producerId: id,
  source: mediaSource,
  label: z.string().max(200),
  width: pixels,
  height: pixels,
  isPaused: z.boolean(),
  /** The sender's system holds it back: a call, another app. */
  isHeld: z.boolean().optional(),
  /** Of the key ids of its frames (SE62): what is shown as this stream is this stream. */
  context: z.number().int().min(0).max(0xffff_ffff),
});
export type SharedStream = z.infer<typeof stream>;

const picture = [
  z.object({
    type: z.literal('share'),
    streams: z.array(stream).max(16),
    /** What ended by itself and is not back yet. */
    lost: z.array(mediaSource).max(3).optional(),
  }),
  z.object({
    type: z.literal('draw'),
    id,
    /** It sticks to what this scene shows. */
    sceneId: id.optional(),
    producerId: id,
    tool: drawingTool,
    points: z.array(point).min(1).max(2000),
    text: z.string().max(500).optional(),
    number: z.number().int().min(1).max(999).optional(),
  }),
  /** What is drawn on next, small, as a JPEG: every side finds it again in its own picture. */
  z.object({ type: z.literal('scene'), id, producerId: id, picture: bytesText.max(23_000) }),
  /** Takes back a drawing, or a clear. */
  z.object({ type: z.literal('undraw'), id }),
  z.object({ type: z.literal('clear-drawings'), id: id.optional(), producerId: id.nullable() }),
  z.object({ type: z.literal('step-done'), id }),
  z.object({ type: z.literal('control-holder'), seatId: z.uuid().nullable() }),
  /** What can be controlled at the customer's; null: nothing. */
  z.object({
    type: z.literal('control-target'),
    label: z.string().max(200).nullable(),
    /** false: the customer's browser cannot show a screen. Pages of before do not say. */
    canShowScreen: z.boolean().optional(),
  }),
] as const;

const fact = z.object({ key: z.string().max(64), value: z.string().max(2000) });

const things = [
  z.object({ type: z.literal('diagnostics-ask') }),
  z.object({ type: z.literal('diagnostics'), items: z.array(fact).max(200) }),
  z.object({
    type: z.literal('file-offer'),
    id,
    name: z.string().min(1).max(255),
    path: z.string().max(1000).optional(),
    bytes: count,
    key: bytesText,
    chunks: count,
  }),
  z.object({ type: z.literal('file-accept'), id, fromChunk: count, seatId: z.uuid() }),
  z.object({ type: z.literal('file-refuse'), id }),
  z.object({ type: z.literal('file-done'), id, sha256 }),
  z.object({ type: z.literal('file-cancel'), id }),
] as const;

/** A picture of the clipboard that does not fit the log; its pieces go like a file's. */
const clipboardPicture = z.object({ type: z.literal('clipboard-picture'), id, bytes: count, key: bytesText, chunks: count });
/** An expert, first of all in a group of a customer who was invited again: the receipt goes on from another one of the session, up to this entry. */
const follows = z.object({ type: z.literal('follows'), number: count, hash: sha256 });
const control = z.object({ type: z.literal('control'), sequence: count, input: controlInput });

/** All of these but `history` itself may be told to those who come later. */
const told = z.discriminatedUnion('type', [...say, ...consent, ...picture, ...things, ...cameraEvents]);
const historyEntry = z.object({ seatId: z.uuid(), name: z.string().max(80), number: count, event: told });
export type HistoryEntry = z.infer<typeof historyEntry>;
/** null: what a newer page told and this one does not know; the rest is told all the same. */
const historyEntries = z.array(historyEntry.nullable().catch(null)).max(500);

/** What is said in the numbered log: kept in order, replayed to who was away. */
export const sealedEvent = z.discriminatedUnion('type', [
  ...say,
  ...consent,
  ...picture,
  ...things,
  ...cameraEvents,
  ...certificateEvents,
  clipboardPicture,
  follows,
  control,
  z.object({ type: z.literal('history'), to: z.uuid(), events: historyEntries }),
]);
export type SealedEvent = z.infer<typeof sealedEvent>;

/** What is only worth something now: passed on, never kept. */
export const passingEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heartbeat'), epoch: count, transcript: sha256, lastNumber: count }),
  z.object({ type: z.literal('laser'), producerId: id.nullable(), x: share.optional(), y: share.optional() }),
  z.object({ type: z.literal('file-credit'), id, upTo: count }),
  control,
]);
export type PassingEvent = z.infer<typeof passingEvent>;
