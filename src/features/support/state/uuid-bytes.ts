/** The 16 bytes of a UUID (RFC 9562 §4). */
export function bytesOfUuid(uuid: string): Uint8Array<ArrayBuffer> {
  const digits = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_one, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

export function uuidOfBytes(bytes: Uint8Array): string {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
