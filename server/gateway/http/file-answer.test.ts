import { describe, expect, it } from 'vitest';
import { fileOf, fileResponse } from './file-answer.ts';

async function ask(range?: string) {
  let closed = 0;
  const file = { ...fileOf(Buffer.from('0123456789'), 'tag'), close: async () => void (closed += 1) };
  const response = await fileResponse(file, { contentType: 'audio/ogg', range });
  const text = await response.text();
  const answer = {
    status: response.status,
    text,
    range: response.headers.get('content-range'),
    length: response.headers.get('content-length'),
  };
  return { answer, closed, headers: response.headers };
}

describe('files', () => {
  it('[PR70] are sent whole when no part is asked for', async () => {
    const { answer, closed, headers } = await ask();
    expect(answer).toEqual({ status: 200, text: '0123456789', range: null, length: '10' });
    expect(closed).toBe(1);
    expect([headers.get('accept-ranges'), headers.get('etag'), headers.get('cache-control')]).toEqual([
      'bytes',
      '"tag"',
      'private, no-store',
    ]);
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-100', '0123456789', 'bytes 0-9/10'],
    ['bytes=9-9', '9', 'bytes 9-9/10'],
  ])('[PR70] %s is the part %s', async (range, text, contentRange) => {
    const { answer, closed } = await ask(range);
    expect(answer).toEqual({ status: 206, text, range: contentRange, length: String(text.length) });
    expect(closed).toBe(1);
  });

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('[PR70] %s is not there', async (range) => {
    const { answer, closed } = await ask(range);
    expect(answer).toEqual({ status: 416, text: '', range: 'bytes */10', length: null });
    expect(closed).toBe(1);
  });

  it.each(['bytes=0-1,4-5', 'bytes=5-2', 'seconds=1-2', 'bytes=a-b', 'bytes=', ''])('[PR70] %s is taken for all', async (range) => {
    expect((await ask(range)).answer).toMatchObject({ status: 200, text: '0123456789' });
  });
});
