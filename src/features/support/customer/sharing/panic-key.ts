/** Two presses within this time are meant. */
const withinMs = 800;

/** Calls `panic` when Esc is pressed twice in that window. Another key in between starts it anew. Ends with the signal. */
export function listenForPanic(at: Pick<Window, 'addEventListener'>, panic: () => void, signal: AbortSignal): void {
  let firstAtMs = -Infinity;
  const hear = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    if (event.key !== 'Escape') firstAtMs = -Infinity;
    else if (event.timeStamp - firstAtMs <= withinMs) {
      firstAtMs = -Infinity;
      panic();
    } else firstAtMs = event.timeStamp;
  };
  // While it goes down, before anything on the page can take the key.
  at.addEventListener('keydown', hear, { capture: true, signal });
}
