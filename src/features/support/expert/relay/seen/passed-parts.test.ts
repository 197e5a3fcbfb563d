import { describe, expect, it } from 'vitest';
import { passedParts } from './passed-parts.ts';

const some = (count: number, fill: number): number[] => Array.from({ length: count }, () => fill);
const encoded = (bytes: readonly number[]): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const kindsOf = (kind: 'message' | 'piece', bytes: readonly number[]) =>
  passedParts({ kind, start: encoded(bytes) }).map((part) => [part.kind, part.bytes.length]);

/** MLS 1.0, PrivateMessage, a group's id of 16 bytes, epoch 2, application data, no authenticated data. */
const mls = [0, 1, 0, 2, 16, ...some(16, 0xab), ...some(7, 0), 2, 1, 0];

describe('what is only passed on', () => {
  it('[SU544] of a sealed message shows group, epoch and type, and no more', () => {
    expect(kindsOf('message', [1, 1, ...mls, ...some(200, 0xcc)])).toEqual([
      ['body', 2],
      ['mls', mls.length],
      ['ciphertext', 200],
    ]);
  });

  it('[SU544] of a piece of a file shows sender, file and number', () => {
    expect(kindsOf('piece', [1, ...some(36, 2), ...some(100, 0xcc)])).toEqual([
      ['piece', 37],
      ['ciphertext', 100],
    ]);
  });

  it('[SU544] control: what is not sealed counts as readable', () => {
    const clear = [...new TextEncoder().encode('{"type":"greet"}')];
    expect(kindsOf('message', [1, 0, ...clear])).toEqual([
      ['body', 2],
      ['handshake', clear.length],
    ]);
    // Of another wire format, or cut off within its header.
    for (const other of [[0, 1, 0, 1, ...some(40, 1)], mls.slice(0, 12), []])
      expect(kindsOf('message', [1, 1, ...other]).map(([kind]) => kind)).toEqual(other.length > 0 ? ['body', 'unsealed'] : ['body']);
  });
});
