/** What the server can tell of an entry: that it is sealed, or which message of the handshake it is. Layout: seal/session/bodies.ts. */
export type BodyKind = { readonly kind: 'sealed' | 'unknown' } | { readonly kind: 'clear'; readonly type: ClearType };

const clearTypes = [
  'greet',
  'answer',
  'share',
  'reply',
  'confirm',
  'confirmed',
  'failed',
  'commit',
  'apply',
  'introduce',
  'resume',
] as const;
export type ClearType = (typeof clearTypes)[number];

const knownVersion = 1;
const bytesOfLine = 16;

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** Reads what stands outside of the seal: version, kind, and of the handshake its type. */
export function kindOf(body: Uint8Array<ArrayBuffer>): BodyKind {
  const [version, kind] = body;
  if (version !== knownVersion) return { kind: 'unknown' };
  if (kind === 1) return { kind: 'sealed' };
  const said = new TextDecoder().decode(body.subarray(2));
  const type = clearTypes.find((each) => kind === 0 && new RegExp(`"type":"${each}"[,}]`, 'u').test(said));
  return type === undefined ? { kind: 'unknown' } : { kind: 'clear', type };
}

/** `01 01 a4`, so many of the first bytes. */
export function hexStart(body: Uint8Array, count: number): string {
  return [...body.subarray(0, count)].map(hex).join(' ');
}

/** Lines of sixteen bytes as `hexdump -C` shows them: offset (counted from `from`), bytes, and those that are letters. */
export function hexDump(body: Uint8Array, from = 0): string {
  const lines: string[] = [];
  for (let at = 0; at < body.length; at += bytesOfLine) {
    const line = body.subarray(at, at + bytesOfLine);
    const letters = [...line].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${(from + at).toString(16).padStart(4, '0')}  ${hexStart(line, bytesOfLine).padEnd(bytesOfLine * 3 - 1)}  ${letters}`);
  }
  return lines.join('\n');
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
