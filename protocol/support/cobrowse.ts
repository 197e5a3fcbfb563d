import { z } from 'zod';
import { controlInput } from './control-input.ts';

/** Of the messages between a page with the script tag and the customer's window. */
const version = z.literal(1);
const says = { deskline: version };

/** What the page says to the window. */
export const pageMessage = z.discriminatedUnion('type', [
  /** The answer to each `ready`. `handle` is what a capture of the page's tab tells the window: how the window knows that tab. */
  z.object({ ...says, type: z.literal('hello'), title: z.string().max(200), handle: z.string().min(16).max(64) }),
]);
export type PageMessage = z.infer<typeof pageMessage>;

/** What the window says to the page. */
export const windowMessage = z.discriminatedUnion('type', [
  /** The window is there; said again every 2 s, so that a page that was loaded again can answer. */
  z.object({ ...says, type: z.literal('ready') }),
  /** Something is about to be captured, or nothing any more: inputs are masked meanwhile. */
  z.object({ ...says, type: z.literal('sharing'), isOn: z.boolean() }),
  /** Who controls, as the pointer is labelled; null: nobody any more. */
  z.object({ ...says, type: z.literal('controlled'), name: z.string().min(1).max(80).nullable() }),
  z.object({ ...says, type: z.literal('input'), input: controlInput }),
  z.object({ ...says, type: z.literal('ended') }),
]);
export type WindowMessage = z.infer<typeof windowMessage>;
