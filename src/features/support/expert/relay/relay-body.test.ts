import { describe, expect, it } from 'vitest';
import { bytesOf, hexDump, hexStart, kindOf } from './relay-body.ts';

const clear = (said: string): Uint8Array<ArrayBuffer> => Uint8Array.of(1, 0, ...new TextEncoder().encode(said));

describe('an entry, as the server has it', () => {
  it('[SU245] is sealed, or a message of the handshake, or unknown', () => {
    expect(kindOf(Uint8Array.of(1, 1, 0, 1))).toEqual({ kind: 'sealed' });
    expect(kindOf(clear('{"type":"confirm","run":"a"}'))).toEqual({ kind: 'clear', type: 'confirm' });
    expect(kindOf(clear('{"run":"a","type":"confirmed"}'))).toEqual({ kind: 'clear', type: 'confirmed' });
    for (const other of [Uint8Array.of(2, 1), Uint8Array.of(), Uint8Array.of(1, 7), clear('{"type":"other"}'), clear('no JSON')])
      expect(kindOf(other)).toEqual({ kind: 'unknown' });
  });

  it('[SU245] is never taken for a message of the handshake by what is sealed', () => {
    const said = clear('{"type":"commit"}');
    said[1] = 1;
    expect(kindOf(said)).toEqual({ kind: 'sealed' });
  });

  it('[SU245] is shown byte by byte', () => {
    const body = bytesOf('AQH_-nNlYWxlZCBieXRlcyE');
    expect(hexStart(body, 4)).toBe('01 01 ff fa');
    expect(hexDump(body)).toBe(
      '0000  01 01 ff fa 73 65 61 6c 65 64 20 62 79 74 65 73  ....sealed bytes\n0010  21                                               !',
    );
    expect(hexDump(Uint8Array.of())).toBe('');
  });
});
