import type { Region } from './corners.ts';
import type { Tracked } from './scene-tracker.ts';

/** What the page tells the worker. */
export type ToTrackingWorker =
  /** A picture, as a JPEG, that is to be found in all frames from now on. */
  | { readonly type: 'scene'; readonly id: string; readonly picture: ArrayBuffer; readonly region: Region }
  | { readonly type: 'forget'; readonly id: string }
  /** The worker closes the frame. The page sends no other before the answer. */
  | { readonly type: 'frame'; readonly number: number; readonly frame: VideoFrame | ImageBitmap };

export interface Mark {
  readonly id: string;
  readonly tracked: Tracked;
}

/** What the worker tells the page. */
export type FromTrackingWorker =
  /** The scene is being looked for; `isUsable`: false when it is no picture. */
  | { readonly type: 'scene'; readonly id: string; readonly isUsable: boolean }
  /** The answer to each frame: where every scene is in it. */
  | { readonly type: 'tracked'; readonly number: number; readonly marks: readonly Mark[] };

/** Scenes that are followed at a time. */
export const maxScenes = 6;

/** @throws {TypeError} for anything but a message of ours */
export function readToWorker(data: unknown): ToTrackingWorker {
  if (!isRecord(data)) throw new TypeError('this is no message');
  const { type, id, picture, region, number, frame } = data;
  if (type === 'scene' && isText(id) && picture instanceof ArrayBuffer && isRegion(region)) return { type, id, picture, region };
  if (type === 'forget' && isText(id)) return { type, id };
  if (type === 'frame' && isNumber(number) && isFrame(frame)) return { type, number, frame };
  throw new TypeError('this is no message for the tracker');
}

/** @returns undefined for anything but a message of ours */
export function readFromWorker(data: unknown): FromTrackingWorker | undefined {
  if (!isRecord(data)) return undefined;
  const { type, id, isUsable, number, marks } = data;
  if (type === 'scene' && isText(id) && typeof isUsable === 'boolean') return { type, id, isUsable };
  if (type === 'tracked' && isNumber(number) && Array.isArray(marks) && marks.every(isMark)) return { type, number, marks };
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRegion(value: unknown): value is Region {
  return isRecord(value) && isNumber(value['left']) && isNumber(value['top']) && isNumber(value['right']) && isNumber(value['bottom']);
}

function isFrame(value: unknown): value is VideoFrame | ImageBitmap {
  const isVideoFrame = typeof VideoFrame !== 'undefined' && value instanceof VideoFrame;
  return isVideoFrame || (typeof ImageBitmap !== 'undefined' && value instanceof ImageBitmap);
}

function isMark(value: unknown): value is Mark {
  if (!isRecord(value) || !isText(value['id']) || !isRecord(value['tracked'])) return false;
  const { state, motion, confidence } = value['tracked'];
  if (state === 'lost') return true;
  return state === 'found' && isNumber(confidence) && Array.isArray(motion) && motion.length === 6 && motion.every(isNumber);
}
