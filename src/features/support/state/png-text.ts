import type { Bytes } from '../../../../seal/index.ts';

export function base64Of(bytes: Bytes): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}

/** A PNG of the other side; undefined: that is no base64. */
export function pngOf(base64: string): Blob | undefined {
  try {
    return new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], { type: 'image/png' });
  } catch (cause) {
    if (cause instanceof DOMException) return undefined;
    throw cause;
  }
}
