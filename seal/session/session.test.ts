import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { newGreeting } from '../greeting/greeting.ts';
import { CustomerSeal } from './seal-ends.ts';
import { clearOf } from './testing/hostile.ts';
import { Room, say, saidTo } from './testing/people.ts';

describe('a sealed session', () => {
  it('[SE30] customer and expert meet by a link: one group, the same keys and words, chat both ways in one order', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    expect([carla.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
    expect(carla.end.members.map(({ name, role, leaf }) => [name, role, leaf])).toEqual([
      ['Carla', 'customer', 0],
      ['Alice', 'expert', 1],
    ]);
    expect(alice.end.members.map(({ isMe }) => isMe)).toEqual([false, true]);
    expect(carla.end.frameKeys().baseKey).toEqual(alice.end.frameKeys().baseKey);
    expect(alice.end.frameKeys()).toMatchObject({ epoch: 1, myLeaf: 1 });
    expect([...alice.end.frameKeys().seats]).toEqual(alice.end.members.map(({ leaf, seatId }) => [leaf, seatId]));
    expect(carla.end.words?.digits).toMatch(/\d{5}/u);
    expect(alice.end.words).toEqual(carla.end.words);
    await Promise.all([say(carla, 'hello'), say(alice, 'hi')]);
    await room.relay.settle();
    expect(saidTo(alice)).toEqual(saidTo(carla));
    expect(saidTo(alice).toSorted()).toEqual(['hello', 'hi']);
    expect(alice.events.map(({ from, number }) => [from.name, typeof number])).toContainEqual(['Carla', 'number']);
    expect([carla.refused, alice.refused]).toEqual([[], []]);
    expect(await carla.end.exportSecret('x', utf8('y'), 16)).toEqual(await alice.end.exportSecret('x', utf8('y'), 16));
  });

  it('[SE30] they meet by a spoken code, and when the customer was there first', async () => {
    const room = new Room();
    const carla = await room.customer(room.code);
    await room.relay.settle();
    expect(carla.end.state).toBe('greeting');
    const alice = await room.expert();
    await room.relay.settle();
    expect([carla.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
  });

  it('[SE31] before there are keys nothing is sent and no key is given', async () => {
    const room = new Room();
    const carla = await room.customer();
    const refused = expect.objectContaining({ name: 'SealError', why: 'not-sealed' });
    await expect(say(carla, 'too early')).rejects.toEqual(refused);
    await expect(carla.end.resumeSecret()).rejects.toEqual(refused);
    expect(() => carla.end.frameKeys()).toThrow(refused);
    expect(carla.end.words).toBeUndefined();
  });

  it('[SE31] a name that is too long, or a seat that is none, begins nothing', async () => {
    const room = new Room();
    const refused = expect.objectContaining({ why: 'malformed' });
    const begin = { ...room.base(room.carla, 'Carla'), routing: room.invite.routing, secret: room.link };
    await expect(CustomerSeal.begin({ ...begin, name: 'x'.repeat(81) })).rejects.toEqual(refused);
    await expect(CustomerSeal.begin({ ...begin, mySeatId: 'seat' })).rejects.toEqual(refused);
  });

  it('[SE39] what is closed keeps no keys and no timers, says nothing, and may be closed again', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const keys = alice.end.frameKeys().baseKey;
    alice.end.close();
    alice.end.close();
    const { length } = room.relay.entries;
    await say(carla, 'anybody there?');
    await room.relay.advance(12);
    expect([alice.end.state, alice.end.members, saidTo(alice), alice.endings]).toEqual(['ended', [], [], []]);
    expect(room.relay.entries).toHaveLength(length + 1);
    expect(keys.some((byte) => byte !== 0)).toBe(true);
    expect(() => alice.end.frameKeys()).toThrow(expect.objectContaining({ why: 'not-sealed' }));
  });

  it('[SE32] half a link or half a code begins nothing', async () => {
    const room = new Room();
    const begin = { ...room.base(room.carla, 'Carla'), routing: room.invite.routing };
    const refused = expect.objectContaining({ why: 'wrong-secret' });
    await expect(CustomerSeal.begin(begin)).rejects.toEqual(refused);
    await expect(CustomerSeal.begin({ ...begin, secret: { kind: 'link', secret: utf8('') } })).rejects.toEqual(refused);
    await expect(CustomerSeal.begin({ ...begin, secret: { kind: 'code', word: 'tiger' } })).rejects.toEqual(refused);
    expect(room.relay.entries).toEqual([]);
  });

  it('[SE33] a wrong secret ends the customer’s try and gives the expert no group', async () => {
    const room = new Room();
    const alice = await room.expert();
    const carla = await room.customer({ kind: 'link', secret: crypto.getRandomValues(new Uint8Array(16)) });
    await room.relay.settle();
    expect([carla.end.state, carla.endings]).toEqual(['ended', ['wrong-secret']]);
    expect(alice.end.state).toBe('greeting');
    const again = await room.customer();
    await room.relay.settle();
    expect([again.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
  });

  it('[SE34] three wrong words burn a code: the right one is refused then, the link and the session are not', async () => {
    const room = new Room();
    const alice = await room.expert();
    for (let guess = 0; guess < 3; guess += 1) {
      await room.customer({ kind: 'code', word: 'tiger-lotus-zebra' });
      await room.relay.settle();
    }
    const { inviteId } = room.invite;
    expect(alice.refused.filter(({ what }) => what === 'invite')).toMatchObject([
      { what: 'invite', why: 'unfinished' },
      { what: 'invite', why: 'unfinished' },
      { what: 'invite', why: 'burnt', inviteId },
    ]);
    await expect(room.customer(room.code)).rejects.toEqual(expect.objectContaining({ why: 'burnt' }));
    room.carla = crypto.randomUUID();
    const right = await room.customer(room.code);
    await room.relay.settle();
    expect([right.end.state, right.endings, alice.end.state]).toEqual(['ended', ['burnt'], 'greeting']);
    const linked = await room.customer();
    await room.relay.settle();
    expect([linked.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
  });

  it('[SE34] a code that was burnt before the page was loaded again has no more runs, its link has', async () => {
    const room = new Room();
    room.invite = { ...room.invite, isCodeBurnt: true };
    const alice = await room.expert();
    const right = await room.customer(room.code);
    await room.relay.settle();
    expect([right.end.state, right.endings, alice.end.state]).toEqual(['ended', ['burnt'], 'greeting']);
    const linked = await room.customer();
    await room.relay.settle();
    expect([linked.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
  });

  it('[SE35] runs that nobody finishes within 10 s count as guesses on both sides', async () => {
    const room = new Room();
    const alice = await room.expert();
    room.relay.tamper = (delivery) =>
      delivery.to === room.alice && delivery.from === room.carla && new TextDecoder().decode(delivery.body).includes('"confirm"')
        ? [{ ...delivery, body: utf8('\u0001\u0000{}') }]
        : [delivery];
    const carla = await room.customer(room.code);
    await room.relay.settle();
    expect(carla.refused).toEqual([]);
    await room.relay.advance(31);
    expect([carla.end.state, carla.endings]).toEqual(['ended', ['burnt']]);
    expect(carla.refused.map(({ why }) => why)).toEqual(['unfinished', 'unfinished', 'unfinished', 'burnt']);
    expect(alice.refused.filter(({ what }) => what === 'invite').map(({ why }) => why)).toEqual(['unfinished', 'unfinished', 'burnt']);
  });

  it('[SE110] a group that the expert did not prove themselves for is none of the customer’s; (control) with the proof it is', async () => {
    for (const isProven of [false, true]) {
      const room = new Room();
      room.relay.tamper = (delivery) => {
        const isProof = delivery.to === room.carla && clearOf(delivery)?.type === 'confirmed';
        return isProof && !isProven ? [{ ...delivery, body: utf8('\u0001\u0000{}') }] : [delivery];
      };
      const { carla, alice } = await room.met();
      expect(room.relay.entries.map((entry) => clearOf(entry)?.type)).toContain('commit');
      expect([alice.end.state, carla.end.state]).toEqual(['sealed', isProven ? 'sealed' : 'greeting']);
      expect(carla.end.members).toHaveLength(isProven ? 2 : 0);
      const hasKey = await carla.end.resumeSecret().then(
        () => true,
        () => false,
      );
      expect(hasKey).toBe(isProven);
    }
  });

  it('[SE110] proof and first commit are said before anything is answered', async () => {
    const room = new Room();
    room.relay.tamper = (delivery) => (delivery.to === room.alice && clearOf(delivery)?.type === 'confirm' ? [] : [delivery]);
    await room.met();
    expect(room.relay.entries.map((entry) => clearOf(entry)?.type).slice(-2)).toEqual(['confirm', 'commit']);
  });

  it('[SE111] a greeting that was said before there was a seat begins the run', async () => {
    const room = new Room();
    const alice = await room.expert();
    const { run, body } = newGreeting('customer', 'link', room.invite.routing);
    room.relay.append(room.carla, body);
    const carla = await room.customer(room.link, { greeted: run });
    await room.relay.settle();
    expect([carla.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
    expect(room.relay.entries.filter((entry) => clearOf(entry)?.type === 'greet')).toHaveLength(1);
  });

  it.each([1, 12])('[SE121] %i who greeted and went away without a word keep nobody out', async (seats) => {
    const room = new Room();
    const alice = await room.expert();
    const gone = Array.from({ length: seats }, () => crypto.randomUUID());
    for (let at = 0; at < 12; at += 1) room.relay.append(gone[at % seats] ?? '', newGreeting('customer', 'link', room.invite.routing).body);
    await room.relay.settle();
    const carla = await room.customer();
    await room.relay.settle();
    expect([carla.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
  });

  it('[SE36] words that differ end the session on both sides', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    await carla.end.wordsDiffer();
    await room.relay.settle();
    expect([carla.endings, alice.endings]).toEqual([['words-differ'], ['words-differ']]);
    await expect(say(alice, 'still here')).rejects.toEqual(expect.objectContaining({ why: 'not-sealed' }));
  });

  it('[SE37] without the customer’s heartbeats the expert locks within 10 s, and goes on when they come again', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    await room.relay.advance(30);
    expect(alice.end.state).toBe('sealed');
    room.relay.tamper = (delivery) => (delivery.lane === 'pass' && delivery.from === room.carla ? [] : [delivery]);
    await room.relay.advance(7);
    expect(alice.end.state).toBe('sealed');
    await room.relay.advance(3);
    expect([alice.end.state, carla.end.state]).toEqual(['locked', 'sealed']);
    room.relay.tamper = (delivery) => [delivery];
    await room.relay.advance(2);
    expect(alice.end.state).toBe('sealed');
  });

  it('[SE38] an event that the catalogue does not know is neither sent nor shown', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const long = { type: 'chat', id: '1', text: 'x'.repeat(4001) } as const;
    await expect(carla.end.send(long)).rejects.toEqual(expect.objectContaining({ why: 'malformed' }));
    await expect(carla.end.sendNow({ type: 'laser', producerId: 'p', x: 2, y: 0 })).rejects.toEqual(
      expect.objectContaining({ why: 'malformed' }),
    );
    await carla.end.sendNow({ type: 'laser', producerId: 'p', x: 0.5, y: 0.5 });
    await room.relay.settle();
    expect(alice.events.map(({ event, number }) => [event.type, number])).toEqual([['laser', null]]);
  });
});
