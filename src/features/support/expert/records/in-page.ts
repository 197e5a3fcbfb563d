/** Runs `task` after `delayMs`; the returned function stops it. */
export function inPage(delayMs: number, task: () => void): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
