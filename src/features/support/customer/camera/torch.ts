/** What some cameras can, and TypeScript's library does not know (Image Capture). */
function reports(track: MediaStreamTrack, name: string): boolean {
  // Firefox has no capabilities of tracks.
  if (!('getCapabilities' in track)) return false;
  return Object.entries(track.getCapabilities()).some(([key, value]) => key === name && Boolean(value));
}

/** Whether this camera says that it has a light. */
export function hasTorch(track: MediaStreamTrack): boolean {
  return reports(track, 'torch');
}

/** @throws {DOMException} when the camera refuses after all */
export async function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<void> {
  const torch: object = { torch: isOn };
  await track.applyConstraints({ advanced: [torch] });
}
