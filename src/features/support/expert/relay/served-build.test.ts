import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { servedBuild } from './served-build.ts';

const sources = 'a'.repeat(64);
const answering = (text: string): Parameters<typeof servedBuild>[0] => ({ file: () => Promise.resolve(new Blob([text])) });

describe('the build that is served', () => {
  it('[SU570] has the hash of its list, byte by byte, whatever the list says of itself', async () => {
    const files = { '/index.html': 'b'.repeat(64), '/a.js': 'c'.repeat(64) };
    const text = JSON.stringify({ format: 'deskline build', version: 1, sources, files });
    const hash = createHash('sha256').update(text).digest('hex');
    expect(await servedBuild(answering(text))).toEqual({ hash, sources, files: 2 });
    const other = await servedBuild(answering(`${text} `));
    expect(other?.hash).not.toBe(hash);
    expect(other?.sources).toBe(sources);
  });

  it('[SU570] is none where the server answers with something else', async () => {
    for (const text of ['<!doctype html>', '{}', JSON.stringify({ format: 'deskline build', version: 1, sources: 'x', files: {} })])
      expect(await servedBuild(answering(text))).toBeNull();
  });
});
