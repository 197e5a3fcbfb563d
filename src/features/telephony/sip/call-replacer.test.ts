import { describe, expect, it } from 'vitest';
import { CallReplacer, replaceLimitMs } from './call-replacer.ts';
import type { EndFacts } from './call-end.ts';
import { Events } from './events.ts';
import { RequestGate } from './request-gate.ts';
import type { CallNews, SessionLink, SessionLinkEvents } from './session-link.ts';
import { FakeTimers } from './timers.fake.ts';

/** A session whose fate the test decides. */
class FakeLink extends Events<SessionLinkEvents> {
  isEnded = false;
  answer(news: CallNews): void {
    this.emit('answered', news);
  }
  fail(facts: EndFacts): void {
    this.emit('over', facts);
  }
  end(): void {
    this.isEnded = true;
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

function setUp() {
  const gate = new RequestGate();
  const timers = new FakeTimers();
  const links: FakeLink[] = [];
  const headers: (readonly string[] | undefined)[] = [];
  const outcomes: string[] = [];
  const replacer = new CallReplacer({
    gate,
    timers,
    invite: (_number, options) => {
      const link = new FakeLink();
      links.push(link);
      headers.push(options.extraHeaders);
      return link as unknown as SessionLink;
    },
    request: () => ({
      dialog: { callId: 'c', localTag: 'me', remoteTag: 'srv' },
      number: '101',
      isHeld: false,
      openStream: () => Promise.resolve({} as MediaStream),
    }),
    onTrying: () => undefined,
    onReplaced: () => outcomes.push('replaced'),
    onFailed: (cause) => outcomes.push(cause),
  });
  return { gate, timers, links, headers, outcomes, replacer };
}

describe('taking a call over', () => {
  it('[SP24] waits for the gate and names the dialog from the side of the server', async () => {
    const { gate, links, headers, outcomes, replacer } = setUp();
    replacer.start();
    await settle();
    expect(links).toHaveLength(0);
    gate.open();
    await settle();
    expect(headers[0]).toEqual(['Replaces: c;to-tag=srv;from-tag=me']);
    links[0]?.answer({});
    expect(outcomes).toEqual(['replaced']);
  });

  it('[SP25] tries again when the socket is lost on the way, and gives up at 481', async () => {
    const { gate, links, outcomes, replacer } = setUp();
    gate.open();
    replacer.start();
    await settle();
    gate.close();
    links[0]?.fail({ libraryCause: 'Connection Error' });
    expect(outcomes).toEqual([]);
    gate.open();
    await settle();
    expect(links).toHaveLength(2);
    links[1]?.fail({ status: 481 });
    expect(outcomes).toEqual(['connection-lost']);
  });

  it('[SP25] gives up after the time in which the server keeps the call', async () => {
    const { timers, outcomes, replacer } = setUp();
    replacer.start();
    timers.advance(replaceLimitMs);
    expect(outcomes).toEqual(['connection-lost']);
    expect(timers.pending).toBe(0);
  });

  it('[SP25] an answer that comes after the call was given up is ended', async () => {
    const { gate, links, outcomes, replacer } = setUp();
    gate.open();
    replacer.start();
    await settle();
    replacer.close();
    links[0]?.answer({});
    expect(links[0]?.isEnded).toBe(true);
    expect(outcomes).toEqual([]);
  });
});
