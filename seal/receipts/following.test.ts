import { describe, expect, it } from 'vitest';
import { Room, say } from '../session/testing/people.ts';
import { storyOf } from './receipt-story.ts';
import { giveHead, settled, writerOf } from './testing/story.ts';
import { tipOf } from './tip.ts';
import { verifyReceipt } from './verify-receipt.ts';

describe('[SE139] the receipts of a session whose customer was invited again', () => {
  it('are two, each right by itself; the second says first of all where the first ends', async () => {
    const room = new Room();
    const alice = await room.renewable();
    const carla = await room.customer();
    await room.relay.settle();
    const [first] = [writerOf(room, carla, 'customer'), writerOf(room, alice, 'expert')];
    await say(alice, 'before');
    await giveHead(room, first);
    const former = await first.book.toFile();
    room.relay.detach(room.carla);
    await room.relay.advance(11);
    await alice.seal.renew();
    room.inviteAgain();
    const dan = await room.customer();
    await room.relay.settle();
    const [second] = [writerOf(room, dan, 'customer'), writerOf(room, alice, 'expert')];
    const tip = await tipOf(former);
    await alice.end.send({ type: 'follows', ...tip });
    await say(dan, 'after');
    await giveHead(room, second);
    await settled(room);
    const file = await second.book.toFile();
    for (const receipt of [former, file]) {
      const { problems, notByBoth } = await verifyReceipt(receipt);
      expect([problems, notByBoth]).toEqual([[], []]);
    }
    expect(storyOf(file)?.follows).toEqual({ ...tip, who: 'Alice' });
    expect(storyOf(former)?.follows, 'control').toBeNull();
    expect(former.entries.at(-1)?.number).toBe(tip.number);
    expect(await tipOf({ ...former, entries: former.entries.slice(0, -1) }), 'another end has another hash').not.toEqual(tip);
    expect(JSON.stringify(file)).not.toContain('before');
  });
});
