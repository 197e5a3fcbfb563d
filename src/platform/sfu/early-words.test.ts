import { describe, expect, it } from 'vitest';
import { EarlyWords } from './early-words.ts';

const origin = { seatId: 'alice', context: 7 };

describe('what is said of a stream before its transform is here', () => {
  it('waits for it, stream by stream', () => {
    const words = new EarlyWords();
    words.add(2, { origin });
    words.add(1, { hasBegun: true });
    words.add(2, { isOver: true });
    expect([words.take(1), words.take(2), words.take(3)]).toEqual([{ hasBegun: true }, { origin, isOver: true }, {}]);
  });

  it('[SE116] the first name is the only one', () => {
    const words = new EarlyWords();
    words.add(1, { origin });
    words.add(1, { origin: { seatId: 'carol', context: 9 } });
    expect(words.take(1)).toEqual({ origin });
  });

  it('[SE86] is not kept once the transform was here, however often it is said', () => {
    const words = new EarlyWords();
    words.take(4);
    words.add(4, { origin });
    words.add(3, { hasBegun: true, isOver: true });
    expect([words.take(3), words.take(4)]).toEqual([{}, {}]);
  });
});
