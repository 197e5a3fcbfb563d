import { describe, expect, it } from 'vitest';
import { SipError } from '../message/sip-error.ts';
import { below, seededRandom } from '../testing/random.ts';
import { StreamFramer, type Frame } from './stream-framer.ts';

const first = 'OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 5\r\n\r\nhello';
const second = 'SIP/2.0 200 OK\r\nCall-ID: 2\r\nl: 0\r\n\r\n';
const third = 'BYE sip:a@b SIP/2.0\r\nCall-ID: 3\r\nContent-Length: 4\r\n\r\n\r\n\r\n';

function callIds(frames: readonly Frame[]): string[] {
  return frames.map((frame) =>
    frame.kind === 'message' ? `${frame.message.headers.get('call-id') ?? ''}:${Buffer.from(frame.message.body).toString()}` : frame.kind,
  );
}

describe('stream framer', () => {
  it('[SIP22] finds messages in one chunk', () => {
    expect(callIds(new StreamFramer().push(Buffer.from(first + second + third)))).toEqual(['1:hello', '2:', '3:\r\n\r\n']);
  });

  it('[SIP22] finds the same messages byte by byte', () => {
    const framer = new StreamFramer();
    const frames = [...Buffer.from(first + second + third)].flatMap((byte) => framer.push(Buffer.from([byte])));
    expect(callIds(frames)).toEqual(['1:hello', '2:', '3:\r\n\r\n']);
    expect(framer.isInMessage).toBe(false);
  });

  it('[SIP22] finds the same messages however they are cut, 500 seeded cuts, and no body is overwritten later', () => {
    const random = seededRandom(22);
    const bytes = Buffer.from((first + second + third).repeat(3));
    for (let round = 0; round < 500; round++) {
      const framer = new StreamFramer();
      const frames: Frame[] = [];
      for (let at = 0; at < bytes.length;) {
        const length = 1 + below(random, 120);
        frames.push(...framer.push(Buffer.from(bytes.subarray(at, at + length))));
        at += length;
      }
      expect(callIds(frames)).toEqual(Array.from({ length: 3 }, () => ['1:hello', '2:', '3:\r\n\r\n']).flat());
    }
  });

  it('[SIP25] tells double CRLF between messages from line breaks before a start line', () => {
    const framer = new StreamFramer();
    expect(callIds(framer.push(Buffer.from('\r\n\r\n')))).toEqual(['ping']);
    expect(callIds(framer.push(Buffer.from(`\r\n${second}`)))).toEqual(['2:']);
    expect(callIds(framer.push(Buffer.from(`${second}\r\n\r\n${second}`)))).toEqual(['2:', 'ping', '2:']);
  });

  it.each([
    ['no Content-Length', 'Call-ID: 1', 400],
    ['a negative one', 'Content-Length: -999', 400],
    ['two that differ', 'Content-Length: 13\r\nContent-Length: 5', 400],
    ['one over the limit', 'Content-Length: 65536', 513],
  ])('[SIP23] breaks at %s and takes nothing more', (_what, headers, status) => {
    const framer = new StreamFramer();
    const [frame] = framer.push(Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\n${headers}\r\n\r\n${second}`));
    expect(frame?.kind).toBe('broken');
    expect(frame?.kind === 'broken' ? frame.message?.defect?.status : 0).toBe(status);
    expect(framer.push(Buffer.from(second))).toEqual([]);
  });

  it('[SIP23] breaks without an answer at what is no SIP', () => {
    const [frame] = new StreamFramer().push(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect(frame).toEqual({ kind: 'broken', message: undefined });
  });

  it('[SIP23] breaks at a head without end after 64 KiB', () => {
    const framer = new StreamFramer();
    let frames = framer.push(Buffer.from('OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 9\r\n'));
    for (let i = 0; i < 20 && frames.length === 0; i++) frames = framer.push(Buffer.from(`X: ${'y'.repeat(8_000)}\r\n`));
    const [frame] = frames;
    expect(frame?.kind === 'broken' ? frame.message?.defect?.status : 0).toBe(513);
    expect(frame?.kind === 'broken' ? frame.message?.headers.get('call-id') : '').toBe('9');
  });

  it('[SIP24] gives what it has of an unfinished message', () => {
    const framer = new StreamFramer();
    const late = new SipError(408, 'Request Timeout');
    framer.push(Buffer.from('OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 7\r\nCon'));
    expect(framer.isInMessage).toBe(true);
    expect(framer.unfinished(late)?.headers.get('call-id')).toBe('7');
    framer.push(Buffer.from('tent-Length: 10\r\n\r\n12345'));
    expect(framer.unfinished(late)?.defect?.status).toBe(408);
    const other = new StreamFramer();
    other.push(Buffer.from('OPTIO'));
    expect(other.unfinished(late)).toBeUndefined();
  });
});
