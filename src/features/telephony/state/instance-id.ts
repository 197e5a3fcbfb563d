const key = 'deskline.instance';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Bytes as a version 4 UUID (RFC 9562 §5.4). */
export function uuidOf(bytes: Uint8Array): string {
  const fixed = Uint8Array.from(bytes.subarray(0, 16));
  fixed[6] = ((fixed[6] ?? 0) & 0x0f) | 0x40;
  fixed[8] = ((fixed[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...fixed].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** `crypto.randomUUID` exists on secure pages only; this does everywhere. */
export const newUuid = (): string => uuidOf(crypto.getRandomValues(new Uint8Array(16)));

/** `+sip.instance` of this browser (RFC 5626 §4.1): made once, kept; the server rebinds our dialogs by it. */
export function readInstanceId(storage: Pick<Storage, 'getItem' | 'setItem'>): string {
  const kept = storage.getItem(key);
  if (kept !== null && uuid.test(kept)) return kept;
  const made = newUuid();
  storage.setItem(key, made);
  return made;
}
