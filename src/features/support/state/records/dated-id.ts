const digits = 12;
const longestMs = 0xffff_ffff_ffff;

/** A random id (UUID, version 7) that also says as of when something was kept, so that nothing has to be kept beside it. */
export function datedId(atMs: number): string {
  const hex = Math.min(longestMs, Math.max(0, Math.floor(atMs)))
    .toString(16)
    .padStart(digits, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/** As of when; undefined for an id that does not say it. */
export function dateOfId(id: string): number | undefined {
  const [, first = '', second = ''] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f-]+$/iu.exec(id) ?? [];
  return first === '' ? undefined : Number.parseInt(first + second, 16);
}
