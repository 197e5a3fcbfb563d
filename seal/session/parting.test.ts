import { describe, expect, it } from 'vitest';
import { Room, say, saidTo } from './testing/people.ts';

const head = { type: 'receipt-head', number: 1, hash: 'x'.repeat(43), at: 0 } as const;

describe('after the end', () => {
  it('[SE119] only heads are said and told, and for three seconds at most', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    await say(carla, 'before');
    await alice.end.send({ type: 'end', reason: 'done' });
    // Under way while the end was, and said by a page that does as it likes.
    const late = say(carla, 'overtaken');
    await Promise.all([late, room.relay.settle()]);
    await room.relay.settle();
    expect(saidTo(alice), 'control: before it was told').toEqual(['before']);
    await expect(say(carla, 'after')).rejects.toMatchObject({ why: 'not-sealed' });
    await expect(carla.end.sendNow({ type: 'laser', producerId: null })).rejects.toMatchObject({ why: 'not-sealed' });
    for (const { end } of [carla, alice]) await end.send(head);
    await room.relay.settle();
    for (const { events, endings } of [carla, alice]) {
      expect(events.filter(({ event }) => event.type === 'receipt-head')).toHaveLength(2);
      expect(endings).toEqual([]);
    }
    await room.relay.advance(2);
    await carla.end.send(head);
    await room.relay.advance(2);
    for (const { end, endings } of [carla, alice]) expect([end.state, endings]).toEqual(['ended', ['done']]);
    await expect(carla.end.send(head)).rejects.toMatchObject({ why: 'not-sealed' });
  });

  it('[SE119] nobody is let in any more', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    await carla.end.send({ type: 'end', reason: 'done' });
    await room.relay.settle();
    const { routing, secret } = room.colleague;
    const bob = await room.second({ invited: { routing, secret: { kind: 'link', secret } } });
    await room.relay.settle();
    expect([carla.asked, alice.asked, bob.end.state]).toEqual([[], [], 'greeting']);
    const other = new Room();
    const met = await other.met();
    await other.second({ invited: { routing: other.colleague.routing, secret: { kind: 'link', secret: other.colleague.secret } } });
    await other.relay.settle();
    expect(met.carla.asked, 'control: without the end she is asked').toHaveLength(1);
  });
});
