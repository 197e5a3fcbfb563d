import { expect, it } from 'vitest';
import { sealedOnce, type SealedTo } from './sealed-once.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const to = (version: number): SealedTo => ({
  tenantId: 'tenant',
  recipient: { rootPublicKey: bytes('root'), recordingKey: { version, publicKey: 'key', signature: 'signature' } },
});

it('[SU294] notes are sealed once a change: what lies in the browser is what is sent; for other keys anew, and again after it failed', async () => {
  const sealed: string[] = [];
  let fault: Error | undefined;
  const seal = sealedOnce(async (content, { recipient }) => {
    if (fault) throw fault;
    sealed.push(`${new TextDecoder().decode(content.bytes)} ${String(recipient.recordingKey.version)}`);
    return bytes(String(sealed.length));
  });
  const text = (what: string) => ({ type: 'text/plain', bytes: bytes(what) });
  const [draft, sent] = [await seal(text('one'), to(1)), await seal(text('one'), to(1))];
  expect([sent, sealed]).toEqual([draft, ['one 1']]);
  await seal(text('one'), to(2));
  await seal(text('two'), to(2));
  expect(sealed).toEqual(['one 1', 'one 2', 'two 2']);
  fault = new Error('no');
  await expect(seal(text('three'), to(2))).rejects.toBe(fault);
  fault = undefined;
  await seal(text('three'), to(2));
  expect(sealed.at(-1)).toBe('three 2');
});
