/** What some cameras can, and TypeScript's library does not know (MediaStream Image Capture). */
export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly value: number;
}

/** Whether this camera says that it has a light. */
export function hasTorch(track: MediaStreamTrack): boolean {
  return reported(track).some(([key, value]) => key === 'torch' && Boolean(value));
}

/** Between which factors this camera says that it zooms; undefined: it does not. */
export function zoomOf(track: MediaStreamTrack): ZoomRange | undefined {
  const range: unknown = reported(track).find(([key]) => key === 'zoom')?.[1];
  if (typeof range !== 'object' || range === null || !('min' in range) || !('max' in range)) return undefined;
  const { min, max } = range;
  if (typeof min !== 'number' || typeof max !== 'number' || !(max > min)) return undefined;
  const value: unknown = Object.entries(track.getSettings()).find(([key]) => key === 'zoom')?.[1];
  return { min, max, value: typeof value === 'number' ? value : min };
}

/** @throws {DOMException} when the camera refuses after all */
export async function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<void> {
  const torch: object = { torch: isOn };
  await track.applyConstraints({ advanced: [torch] });
}

/** @throws {DOMException} when the camera refuses after all */
export async function setZoom(track: MediaStreamTrack, value: number): Promise<void> {
  const zoom: object = { zoom: value };
  await track.applyConstraints({ advanced: [zoom] });
}

/** Firefox has no capabilities of tracks. */
function reported(track: MediaStreamTrack): readonly [string, unknown][] {
  return 'getCapabilities' in track ? Object.entries(track.getCapabilities()) : [];
}
