import { expect, it } from 'vitest';
import { newQueueSchema } from '../../../protocol/telephony/queues.ts';
import type { Clip } from '../../media/media-engine.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeAttendedCall } from '../calls/attended-call.fake.ts';
import { settled } from '../calls/testing/calls-world.ts';
import { orderFor } from './testing/order-for.ts';
import { WaitingSounds } from './waiting-sounds.ts';

it('[OP32] announcements whose sounds come slowly do not pile up before a caller, and one that fails is not the last', async () => {
  const clock = new FakeClock();
  const asked: PromiseWithResolvers<readonly Clip[]>[] = [];
  const sounds = new WaitingSounds({
    call: new FakeAttendedCall({ clock }),
    queue: { ...newQueueSchema.parse({ name: 'Service', announcesPosition: true, announceEverySeconds: 15 }), id: 'queue', version: 1 },
    order: orderFor('queue'),
    announcer: {
      clips: () => {
        const answer = Promise.withResolvers<readonly Clip[]>();
        asked.push(answer);
        return answer.promise;
      },
    },
    standing: () => ({ position: 2, expectedWaitMinutes: undefined }),
    callbackKey: undefined,
    clock,
    logger: silentLogger,
  });
  await settled();
  asked[0]?.resolve([]);
  await settled();
  clock.advance(600_000);
  expect(asked).toHaveLength(2);
  asked[1]?.reject(new Error('the store is away'));
  await settled();
  clock.advance(15_000);
  expect(asked).toHaveLength(3);
  sounds.close();
  asked[2]?.resolve([]);
  await settled();
  clock.advance(600_000);
  expect(asked).toHaveLength(3);
});
