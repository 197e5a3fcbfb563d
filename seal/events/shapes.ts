import { z } from 'zod';

/** An id that a page made; never shown, never trusted to be free. */
export const id = z.string().min(1).max(64);
/** A place on a picture, 0..1 from its left and from its top. */
export const share = z.number().min(0).max(1);
export const point = z.tuple([share, share]);
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const pixels = z.number().int().min(0).max(65_535);
/** base64url of bytes. */
export const bytesText = z
  .string()
  .max(65_536)
  .regex(/^[\w-]*$/u);
export const sha256 = z
  .string()
  .length(43)
  .regex(/^[\w-]+$/u);
export const minutes = z.number().int().min(1).max(1440).nullable();

export const mediaSource = z.enum(['screen', 'camera', 'voice']);
export const drawingTool = z.enum(['pen', 'highlight', 'arrow', 'box', 'ellipse', 'text', 'step']);
