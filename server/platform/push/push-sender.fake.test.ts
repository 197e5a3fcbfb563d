import { describe } from 'vitest';
import { FakePushSender } from './push-sender.fake.ts';
import { describePushSender } from './push-sender.suite.ts';

describe('push services in memory', () => {
  describePushSender(async () => {
    const sender = new FakePushSender();
    let count = 0;
    return {
      sender,
      subscribe: () => {
        const endpoint = `https://push.example/${String((count += 1))}`;
        return { target: { endpoint, p256dh: 'key', auth: 'auth' }, sent: () => sender.sentTo(endpoint) };
      },
      answer: ({ endpoint }, what, seconds = 0) =>
        void sender.outcomes.set(
          endpoint,
          what === 'gone'
            ? { kind: 'gone' }
            : what === 'busy'
              ? { kind: 'later', afterMs: seconds * 1_000, why: 'busy' }
              : { kind: 'refused', why: 'no' },
        ),
      innerEndpoint: 'https://10.0.0.1/push',
    };
  });
});
