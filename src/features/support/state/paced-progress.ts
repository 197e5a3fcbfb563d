const showEveryMs = 100;

/** Shows how far a file is ten times a second and at its end: whatever is shown is drawn, and a piece comes every few milliseconds. */
export function pacedProgress(bytes: number, now: () => number, show: (movedBytes: number) => void): (movedBytes: number) => void {
  let shownAt = Number.NEGATIVE_INFINITY;
  return (movedBytes) => {
    const at = now();
    if (movedBytes < bytes && at - shownAt < showEveryMs) return;
    shownAt = at;
    show(movedBytes);
  };
}
