import { describe, expect, it } from 'vitest';
import { FakeNoticeStore } from '../../identity/notices/notice-store.fake.ts';
import { Outbox } from '../../identity/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { FakeSubscribers } from '../../identity/subscribers/subscribers.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import { personOf, tenantId, userIdOf } from '../testing/plan-world.testing.ts';
import type { HttpQuestion, PlanNotice } from './outside-ports.ts';
import { PlanNotices } from './plan-notices.ts';

function world({ hasMail = true }: { readonly hasMail?: boolean } = {}) {
  const subscribers = new FakeSubscribers();
  subscribers.add(personOf(100));
  subscribers.add({ ...personOf(101), isDisabled: true });
  const pushed: unknown[] = [];
  const told: unknown[] = [];
  const mails: Mail[] = [];
  const asked: HttpQuestion[] = [];
  const sendMail = async (mail: Mail): Promise<void> => {
    if (mail.to[0]?.startsWith('broken')) throw new Error('no such mailbox');
    mails.push(mail);
  };
  const clock = new FakeClock();
  const outbox = new Outbox({ store: new FakeNoticeStore(), clock, logger: silentLogger });
  const notices = new PlanNotices({
    outbox,
    push: { tell: async (to, userIds, notice) => void told.push([to, userIds, notice]) },
    subscribers,
    notices: { toUser: (to, name, data) => void pushed.push([to.tenantId, to.userId, name, data]) },
    http: {
      request: async (_tenantId, question) => {
        asked.push(question);
        return { isOk: false, values: {} };
      },
    },
    mail: hasMail ? { send: sendMail, close: () => undefined } : undefined,
    emailOf: async (_tenantId, userId) => (userId === userIdOf(100) ? 'alice@acme.test' : undefined),
  });
  const send = async (to: string, notice: PlanNotice): Promise<void> => {
    await notices.send(to, notice);
    await outbox.idle();
  };
  return { notices: { send }, pushed, told, mails, asked };
}

let keys = 0;
const noticeOf = (fields: Partial<PlanNotice>): PlanNotice => ({
  onceKey: `call/${(keys += 1)}`,
  callId: 'call',
  channel: 'push',
  to: [],
  text: 'A VIP called',
  ...fields,
});

describe('notices of plans', () => {
  it('[DP370] push goes to the pages and browsers of people of the tenant who are not disabled', async () => {
    const { notices, pushed, told, mails } = world();
    const notice = noticeOf({ to: [userIdOf(100), userIdOf(101), userIdOf(999)] });
    await notices.send(tenantId, notice);
    expect(told).toEqual([[tenantId, [userIdOf(100)], { kind: 'plan', text: 'A VIP called', onceKey: notice.onceKey }]]);
    expect(pushed).toEqual([[tenantId, userIdOf(100), 'plan.notice', { callId: 'call', text: 'A VIP called' }]]);
    await notices.send('another', noticeOf({ to: [userIdOf(100)] }));
    expect(pushed).toHaveLength(1);
    expect(mails).toEqual([]);
  });

  it('[DP371] the same notice is sent once, whatever is repeated', async () => {
    const { notices, pushed } = world();
    const notice = noticeOf({ to: [userIdOf(100)] });
    await notices.send(tenantId, notice);
    await notices.send(tenantId, notice);
    expect(pushed).toHaveLength(1);
  });

  it('[DP372] mail goes to addresses and to people’s own; one that fails does not keep the others', async () => {
    const { notices, mails } = world();
    await notices.send(tenantId, noticeOf({ channel: 'email', to: ['broken@acme.test', 'desk@acme.test', userIdOf(100), userIdOf(999)] }));
    expect(mails).toMatchObject([
      { to: ['desk@acme.test'], subject: 'A VIP called', text: 'A VIP called' },
      { to: ['alice@acme.test'], subject: 'A VIP called', text: 'A VIP called' },
    ]);
    const without = world({ hasMail: false });
    await without.notices.send(tenantId, noticeOf({ channel: 'email', to: ['desk@acme.test'] }));
    expect(without.mails).toEqual([]);
  });

  it('[DP373] a webhook is a guarded POST with the call and the text', async () => {
    const { notices, asked } = world();
    const notice = noticeOf({ channel: 'webhook', to: ['https://crm.test/hook'] });
    await notices.send(tenantId, notice);
    expect(asked).toEqual([
      {
        about: 'http',
        method: 'POST',
        url: 'https://crm.test/hook',
        body: { id: notice.onceKey, callId: 'call', text: 'A VIP called' },
        timeoutSeconds: 5,
        pick: {},
      },
    ]);
  });
});
