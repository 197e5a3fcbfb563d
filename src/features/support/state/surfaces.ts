/** What a screen's picture shows (Screen Capture §5.5, DisplayCaptureSurfaceType); the browser's own label of it is no word for people. */
const surfaces = ['monitor', 'window', 'browser'] as const;
export type Surface = (typeof surfaces)[number];

/** The surface that a stream's label names; undefined for a camera's name, or when the browser did not say. */
export function surfaceOf(label: string): Surface | undefined {
  return surfaces.find((one) => one === label);
}
