import { expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { NewNotice, Notice, NoticeStore } from './notice-store.ts';
import { Outbox, type Attempt } from './outbox.ts';

export interface OutboxWorld {
  readonly store: NoticeStore;
  readonly tenantId: string;
  readonly otherTenantId: string;
}

const minuteMs = 60_000;
const noticeOf = (fields: Partial<NewNotice> = {}): NewNotice => ({
  onceKey: 'call/1.1',
  channel: 'test',
  whom: 'bob',
  text: 'hello',
  ...fields,
});

/** What every store of notices does below an outbox. */
export function describeOutbox(open: () => Promise<OutboxWorld>): void {
  async function world() {
    const { store, tenantId, otherTenantId } = await open();
    const clock = new FakeClock();
    const sent: Notice[] = [];
    let next: (notice: Notice) => Promise<Attempt> = async () => ({ kind: 'sent' });
    const start = (): Outbox => {
      const outbox = new Outbox({ store, clock, logger: silentLogger });
      outbox.connect('test', (_tenantId, notice) => {
        sent.push(notice);
        return next(notice);
      });
      return outbox;
    };
    const outbox = start();
    const pass = async (ms: number, of = outbox): Promise<void> => {
      clock.advance(ms);
      await of.idle();
    };
    return { store, clock, outbox, sent, start, pass, tenantId, otherTenantId, answer: (how: typeof next) => void (next = how) };
  }

  it('[ID62] what is repeated is sent once; another receiver, key or tenant is another notice', async () => {
    const { outbox, sent, tenantId, otherTenantId } = await world();
    expect(await outbox.add(tenantId, [noticeOf(), noticeOf({ whom: 'carol' })])).toBe(2);
    expect(await outbox.add(tenantId, [noticeOf()])).toBe(0);
    await outbox.add(tenantId, [noticeOf({ onceKey: 'call/1.2' })]);
    await outbox.add(otherTenantId, [noticeOf()]);
    await outbox.idle();
    expect(sent.map(({ onceKey, whom, text }) => `${onceKey} ${whom} ${text}`).toSorted()).toEqual([
      'call/1.1 bob hello',
      'call/1.1 bob hello',
      'call/1.1 carol hello',
      'call/1.2 bob hello',
    ]);
  });

  it('[ID62] a killed server sends what it kept at its next start, once', async () => {
    const { store, clock, start, sent, pass, tenantId } = await world();
    // Killed after it kept the notice, before it sent anything.
    await store.add(tenantId, [noticeOf()], clock.now());
    const next = start();
    next.start();
    await next.idle();
    expect(sent).toHaveLength(1);
    expect(await next.add(tenantId, [noticeOf()])).toBe(0);
    await pass(5 * minuteMs, next);
    expect(sent).toHaveLength(1);
    await next.close();
  });

  it('[ID62] what was on its way at the kill goes out again under the same id', async () => {
    const { outbox, start, sent, pass, answer, tenantId } = await world();
    answer(() => new Promise(() => undefined));
    await outbox.add(tenantId, [noticeOf()]);
    await expect.poll(() => sent.length).toBe(1);
    answer(async () => ({ kind: 'sent' }));
    const next = start();
    next.start();
    await next.idle();
    expect(sent).toHaveLength(1);
    await pass(2 * minuteMs, next);
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]?.onceKey).toBe(sent[0]?.onceKey);
    await next.close();
  });

  it('[ID64] what is not taken is tried again, five times at most, not before the receiver wants it', async () => {
    const { outbox, sent, pass, answer, tenantId } = await world();
    answer(async ({ attempts }) => (attempts === 1 ? { kind: 'later', afterMs: 10 * minuteMs } : { kind: 'later' }));
    outbox.start();
    await outbox.add(tenantId, [noticeOf()]);
    await outbox.idle();
    await pass(9 * minuteMs);
    expect(sent).toHaveLength(1);
    await pass(2 * minuteMs);
    expect(sent).toHaveLength(2);
    for (let hour = 0; hour < 3; hour += 1) await pass(60 * minuteMs);
    expect(sent).toHaveLength(5);
    await outbox.close();
  });

  it('[ID62] what is over is forgotten after a month; what is due is not', async () => {
    const { outbox, sent, pass, tenantId } = await world();
    await outbox.add(tenantId, [noticeOf()]);
    await outbox.idle();
    await outbox.purge();
    expect(await outbox.add(tenantId, [noticeOf()])).toBe(0);
    await pass(31 * 24 * 60 * minuteMs);
    await outbox.purge();
    expect(await outbox.add(tenantId, [noticeOf()])).toBe(1);
    await outbox.idle();
    expect(sent).toHaveLength(2);
  });
}
