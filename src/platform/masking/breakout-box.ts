/** MediaStreamTrack Insertable Media Processing using Streams, as Chromium has it on the page; TypeScript's library does not. */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
type TrackGenerator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };

interface BreakoutBox {
  readonly MediaStreamTrackProcessor: new (options: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor;
  readonly MediaStreamTrackGenerator: new (options: { kind: 'video' }) => TrackGenerator;
}

function hasIt(scope: object): scope is BreakoutBox {
  return 'MediaStreamTrackProcessor' in scope && 'MediaStreamTrackGenerator' in scope && 'OffscreenCanvas' in scope;
}

/** Whether pictures can be masked here. */
export function canMask(): boolean {
  return breakoutBox() !== undefined;
}

/** Undefined where the browser lacks it: there masking is not offered. */
export function breakoutBox(scope: object = globalThis): BreakoutBox | undefined {
  return hasIt(scope) ? scope : undefined;
}
