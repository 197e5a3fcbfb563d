/** Capture Handle (a proposal of the W3C; in Chromium from version 102). */
declare global {
  interface MediaDevices {
    setCaptureHandleConfig?(config: {
      readonly handle: string;
      readonly exposeOrigin: boolean;
      readonly permittedOrigins: readonly string[];
    }): void;
  }
}

/**
 * Gives the tab a name that only `readers` learn, and only from a capture of it. Where the browser cannot, or the page is in a frame, the tab
 * has none, and nothing can be controlled.
 * @returns the name
 */
export function nameThisTab(readers: readonly string[]): string {
  const handle = crypto.randomUUID();
  if (window.top === window && 'mediaDevices' in navigator)
    navigator.mediaDevices.setCaptureHandleConfig?.({ handle, exposeOrigin: true, permittedOrigins: readers });
  return handle;
}
