import { describe, expect, it } from 'vitest';
import { joined, textOf, utf8, type Bytes } from '../bytes.ts';
import { ed25519 } from '../group/mls/suite.ts';
import { canonicalJson } from './canonical-json.ts';
import { capability } from './capabilities.ts';
import { passingEvent, sealedEvent } from './catalogue.ts';
import { closeEnvelope, openEnvelope, type Said } from './envelope.ts';

const where: Said = { session: 's', group: 'g', epoch: 1, leaf: 0, lane: 'log', sequence: 1 };

async function signer(): Promise<{ readonly publicKey: Bytes; readonly sign: (bytes: Bytes) => Promise<Bytes> }> {
  const pair = await ed25519.keygen();
  const sign = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await ed25519.sign(pair.signKey, bytes));
  return { publicKey: new Uint8Array(pair.publicKey), sign };
}

describe('signed events', () => {
  it('[SE25] one value has one text: names in order, no blanks, nothing undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ü"' }], a: undefined, A: true })).toBe('{"A":true,"b":[1,{"c":"ü\\"","d":null}]}');
    expect(canonicalJson({ 10: 1, 9: 2 })).toBe('{"10":1,"9":2}');
    expect(canonicalJson(1e21)).toBe('1e+21');
  });

  it('[SE26] an envelope proves event, place and sender; changed or by another key it is refused', async () => {
    const [alice, eve] = [await signer(), await signer()];
    const event = { type: 'chat', id: '1', text: 'hi' };
    const { bytes, opened } = await closeEnvelope(where, event, alice.sign);
    expect(await openEnvelope(bytes, alice.publicKey)).toEqual({ ...opened, said: where, event });
    expect(textOf(opened.signed)).toBe(canonicalJson({ ...where, event }));
    const forged = expect.objectContaining({ why: 'forged' });
    await expect(openEnvelope(bytes, eve.publicKey)).rejects.toEqual(forged);
    await expect(openEnvelope(bytes.with(bytes.length - 3, 0x20), alice.publicKey)).rejects.toEqual(forged);
    await expect(openEnvelope(utf8('{}'), alice.publicKey)).rejects.toEqual(forged);
    const odd = utf8('{"x":1}');
    const other = joined(await alice.sign(odd), odd);
    await expect(openEnvelope(other, alice.publicKey)).rejects.toEqual(expect.objectContaining({ why: 'malformed' }));
  });

  it('[SE27] the catalogue takes what it names, within its bounds, and nothing else', () => {
    const seatId = crypto.randomUUID();
    const still = {
      type: 'still',
      id: '1',
      producerId: 'p',
      kind: 'photo',
      width: 1,
      height: 1,
      mime: 'image/jpeg',
      bytes: 1,
      key: 'AA',
      chunks: 1,
    };
    const fine = [
      { type: 'chat', id: '1', text: 'x' },
      { type: 'ask', id: '1', capability: 'control', minutes: 15 },
      { type: 'grant', askId: '1', capability: 'view', seatId, minutes: null },
      { type: 'revoke', capability: 'control', seatId: null },
      { type: 'draw', id: '1', producerId: 'p', tool: 'pen', points: [[0, 1]] },
      { type: 'draw', id: '1', sceneId: 's', producerId: 'p', tool: 'pen', points: [[0, 1]] },
      { type: 'draw', id: '1', producerId: 'p', tool: 'ellipse', points: [[0, 1]] },
      { type: 'scene', id: '1', producerId: 'p', picture: 'A'.repeat(23_000) },
      { type: 'file-offer', id: '1', name: 'a.txt', bytes: 0, key: 'AA', chunks: 0 },
      { type: 'control', sequence: 1, input: { kind: 'pointer-move', producerId: 'p', x: 0, y: 1 } },
      { type: 'camera-ask', id: '1', wish: { what: 'zoom', value: 2 } },
      { type: 'certificate-withdrawn' },
      still,
      { type: 'history', to: seatId, events: [{ seatId, name: 'A', number: 1, event: { type: 'chat', id: '1', text: 'x' } }] },
    ];
    for (const event of fine) expect(sealedEvent.safeParse(event)).toMatchObject({ success: true, data: event });
    const wrong = [
      { type: 'chat', id: '1', text: '' },
      { type: 'chat', id: '1', text: 'x'.repeat(4001) },
      { type: 'ask', id: '1', capability: 'everything', minutes: 15 },
      { type: 'grant', askId: '1', capability: 'view', seatId: 'me', minutes: null },
      { type: 'draw', id: '1', producerId: 'p', tool: 'pen', points: [[0, 1.1]] },
      { type: 'scene', id: '1', producerId: 'p', picture: 'A'.repeat(23_001) },
      { type: 'scene', id: '1', producerId: 'p', picture: 'no+base64url' },
      { type: 'control', sequence: 1, input: { kind: 'shell', command: 'x' } },
      { type: 'heartbeat', epoch: 1, transcript: 'A'.repeat(43), lastNumber: 1 },
      { type: 'camera-ask', id: '1', wish: { what: 'record' } },
      { ...still, mime: 'image/svg+xml' },
      { ...still, bytes: -1 },
      { type: 'code-read', id: '1', format: 'QRCode', text: '' },
      { type: 'words-differ' },
      { type: 'draw', id: '1', producerId: 'p', tool: 'star', points: [[0, 1]] },
      { ...still, type: 'still-taken', mime: 'image/svg+xml' },
      { type: 'history', to: seatId, events: Array.from({ length: 501 }, () => null) },
    ];
    for (const event of wrong) expect(sealedEvent.safeParse(event).success).toBe(false);
    expect(passingEvent.safeParse({ type: 'chat', id: '1', text: 'x' }).success).toBe(false);
    expect(capability.options).toHaveLength(10);
  });

  it('[SU594] a page that does not know a word of an event takes the rest of it; what is not said is not signed', () => {
    const said = { type: 'control-target', label: 'A page' };
    expect(sealedEvent.parse({ ...said, aWordOfLater: false })).toEqual(said);
    expect(sealedEvent.parse({ ...said, canShowScreen: false })).toEqual({ ...said, canShowScreen: false });
    expect(canonicalJson({ ...said, canShowScreen: undefined })).toBe(canonicalJson(said));
  });

  it('[SU472] [SE27] what a newer page drew with a tool that this one does not know is left out, in a history too, and the rest is told', () => {
    const seatId = crypto.randomUUID();
    const entry = (event: object): object => ({ seatId, name: 'A', number: 1, event });
    const pen = { type: 'draw', id: '1', producerId: 'p', tool: 'pen', points: [[0, 1]] };
    const events = [{ ...pen, tool: 'star' }, pen, { type: 'history', to: seatId, events: [] }, { type: 'dance' }].map(entry);
    const told = sealedEvent.safeParse({ type: 'history', to: seatId, events: [...events, 'nothing'] });
    expect(told.data).toEqual({ type: 'history', to: seatId, events: [null, entry(pen), null, null, null] });
  });
});
