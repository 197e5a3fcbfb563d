import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Argon2Hasher } from './argon2-hasher.ts';

const hasher = new Argon2Hasher();

function text(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe('argon2id', () => {
  it('[ID4] takes the right password and no other', async () => {
    const phc = await hasher.hash('correct horse battery staple');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=4,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hasher.verify(phc, 'correct horse battery staple')).toBe(true);
    expect(await hasher.verify(phc, 'correct horse battery stapler')).toBe(false);
  });

  it('[ID4] salts: the same password twice is stored differently', async () => {
    expect(await hasher.hash('the same password', 'one-time')).not.toBe(await hasher.hash('the same password', 'one-time'));
  });

  it('[ID4] is the argon2id that others compute', async () => {
    const salt = Buffer.from('0123456789abcdef');
    const tag = argon2Sync('argon2id', { message: 'password', nonce: salt, parallelism: 1, tagLength: 32, memory: 64, passes: 1 });
    expect(await hasher.verify(`$argon2id$v=19$m=64,t=1,p=1$${text(salt)}$${text(tag)}`, 'password')).toBe(true);
  });

  it('[ID4] takes composed and decomposed characters for the same', async () => {
    expect(await hasher.verify(await hasher.hash('Stra\u00DFenb\u00E4ume', 'one-time'), 'Stra\u00DFenba\u0308ume')).toBe(true);
  });

  it('[ID3] says false for nobody, and works as hard for it', async () => {
    const phc = await hasher.hash('some password of somebody');
    const known = await timeMs(() => hasher.verify(phc, 'a wrong one'));
    const unknown = await timeMs(() => hasher.verify(undefined, 'a wrong one'));
    const waiting = await timeMs(async () => hasher.verify(await hasher.hash('one-time', 'one-time'), 'a wrong one'));
    expect(unknown).toBeGreaterThan(known / 3);
    expect(waiting).toBeGreaterThan(known / 3);
    expect(await hasher.verify(undefined, '')).toBe(false);
  });

  it('[ID4] refuses stored strings that ask for absurd work, and strings that are none', async () => {
    const greedy = `$argon2id$v=19$m=999999,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
    await expect(hasher.verify(greedy, 'x')).rejects.toThrow(RangeError);
    await expect(hasher.verify('plain text', 'x')).rejects.toThrow(RangeError);
  });
});
