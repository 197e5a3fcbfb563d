/** `0:42`, `12:05`, `1:02:03`; whole seconds, rounded up so that the last one shows. */
export function clockOf(durationMs: number): string {
  const seconds = Math.max(0, Math.ceil(durationMs / 1_000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${String(hours)}:${String(minutes).padStart(2, '0')}:${tail}` : `${String(minutes)}:${tail}`;
}
