import { describe, expect, it } from 'vitest';
import { LineAhead } from './line-ahead.ts';
import type { RelaySocketLike } from './relay-socket.ts';
import { TestLine } from './testing/test-line.ts';

function lines({ begun }: { readonly begun?: RelaySocketLike } = {}) {
  const opened: { readyState: number }[] = [];
  const ahead = new LineAhead(() => {
    const line: RelaySocketLike & { readyState: number } = {
      binaryType: '',
      bufferedAmount: 0,
      readyState: 0,
      send: () => expect.unreachable('nothing is said on it'),
      close: () => undefined,
      addEventListener: () => undefined,
    };
    opened.push(line);
    return line;
  }, begun);
  return { ahead, opened };
}

describe('[SU441] a line ahead', () => {
  it('is opened once, and given to the first who comes in; the next one gets another', () => {
    const { ahead, opened } = lines();
    ahead.prepare();
    ahead.prepare();
    expect(opened).toHaveLength(1);
    expect(ahead.take()).toBe(opened[0]);
    expect(ahead.take()).toBe(opened[1]);
  });

  it('that the page began with its first bytes is that one', () => {
    const begun = new TestLine();
    const { ahead, opened } = lines({ begun });
    ahead.prepare();
    expect(ahead.take()).toBe(begun);
    expect(opened).toHaveLength(0);
  });

  it('that the server closed meanwhile is given to nobody, and opened anew when the person does something', () => {
    const { ahead, opened } = lines();
    ahead.prepare();
    Object.assign(opened[0] ?? {}, { readyState: 3 });
    ahead.prepare();
    expect(opened).toHaveLength(2);
    expect(ahead.take()).toBe(opened[1]);
  });
});
