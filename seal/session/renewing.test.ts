import { describe, expect, it } from 'vitest';
import { clearBody } from './bodies.ts';
import { Room, say, saidTo, type Person } from './testing/people.ts';
import type { RenewableSeal } from './renewable-seal.ts';

type Alice = Person & { readonly seal: RenewableSeal };
const names = ({ end }: Person): string[] => end.members.map(({ name }) => name);

/** Alice and Carla met; then no line of Carla's leads anywhere, and Alice's side is locked. Carla's page and its keys are still there. */
async function carlaAway(room: Room): Promise<{ readonly carla: Person; readonly alice: Alice; readonly comeBack: () => void }> {
  const alice = await room.renewable();
  const carla = await room.customer();
  await room.relay.settle();
  const { carla: seatId } = room;
  room.relay.tamper = (delivery) => ((delivery.lane === 'pass' && delivery.from === seatId) || delivery.to === seatId ? [] : [delivery]);
  await room.relay.advance(11);
  expect(alice.end.state).toBe('locked');
  return { carla, alice, comeBack: () => (room.relay.tamper = (delivery) => [delivery]) };
}

/** Somebody comes by the new link. */
async function newcomer(room: Room): Promise<Person> {
  const dan = await room.customer();
  await room.relay.settle();
  return dan;
}

describe('an expert gives up a group whose customer is away', () => {
  it('[SE135] not while the customer is heard: then nothing changes', async () => {
    const room = new Room();
    const alice = await room.renewable();
    const carla = await room.customer();
    await room.relay.settle();
    await expect(alice.seal.renew()).rejects.toMatchObject({ why: 'not-allowed' });
    await say(carla, 'still here');
    await room.relay.settle();
    expect([alice.end.state, names(alice), saidTo(alice)]).toEqual(['sealed', ['Carla', 'Alice'], ['still here']]);
  });

  it('[SE135] keys, words and the way back are gone at once; the former page reads and says nothing more', async () => {
    const room = new Room();
    const { carla, alice, comeBack } = await carlaAway(room);
    const told: unknown[] = [];
    alice.end.on('frame-keys', (keys) => told.push(keys));
    await alice.seal.renew();
    expect([alice.end.state, alice.end.members, alice.end.words, told]).toEqual(['greeting', [], undefined, [undefined]]);
    expect(() => alice.end.frameKeys()).toThrow('not-sealed');
    expect(await alice.end.resumeSecret()).toHaveLength(0);
    await expect(say(alice, 'to nobody')).rejects.toMatchObject({ why: 'not-sealed' });
    room.inviteAgain();
    const dan = await newcomer(room);
    comeBack();
    await say(carla, 'from the lost page');
    await say(alice, 'for the new page');
    await room.relay.advance(4);
    expect([saidTo(alice), saidTo(dan), saidTo(carla)]).toEqual([['for the new page'], ['for the new page'], []]);
    expect([alice.endings, dan.endings, alice.end.state]).toEqual([[], [], 'sealed']);
  });

  it('[SE135] (control) who is only away, and not given up, comes back and is heard', async () => {
    const room = new Room();
    const { carla, alice, comeBack } = await carlaAway(room);
    comeBack();
    await say(carla, 'from the page that came back');
    await room.relay.advance(4);
    expect([alice.end.state, saidTo(alice)]).toEqual(['sealed', ['from the page that came back']]);
  });

  it('[SE136] who comes then meets the expert as a first customer does: a group of exactly the two, other words, nobody vouched for', async () => {
    const room = new Room();
    const { alice } = await carlaAway(room);
    const before = alice.end.words?.digits;
    await alice.seal.renew();
    room.inviteAgain();
    const dan = await newcomer(room);
    for (const person of [alice, dan]) {
      expect([person.end.state, names(person), person.refused]).toEqual(['sealed', ['Carla', 'Alice'], []]);
      expect(person.end.members.map(({ vouchedBy }) => vouchedBy)).toEqual([undefined, undefined]);
      expect(person.end.members[0]?.seatId).toBe(room.carla);
    }
    expect(before).toMatch(/\d/u);
    expect(alice.end.words?.digits).not.toBe(before);
    expect(dan.end.words).toEqual(alice.end.words);
    await say(dan, 'hello again');
    await say(alice, 'welcome');
    await room.relay.settle();
    expect([saidTo(alice), saidTo(dan)]).toEqual([
      ['hello again', 'welcome'],
      ['hello again', 'welcome'],
    ]);
  });

  it('[SE136] the former page’s resume secret and link bring nobody in; (control) before it the secret does', async () => {
    for (const isGivenUp of [false, true]) {
      const room = new Room();
      const { carla, alice, comeBack } = await carlaAway(room);
      const resume = await carla.end.resumeSecret();
      const { carla: seat, invite } = room;
      if (isGivenUp) {
        await alice.seal.renew();
        room.inviteAgain();
      }
      comeBack();
      const now = room.carla;
      room.carla = seat;
      const back = await room.customer(room.link, { resume });
      await room.relay.advance(3);
      expect(back.end.state).toBe(isGivenUp ? 'greeting' : 'sealed');
      expect(names(alice)).toEqual(isGivenUp ? [] : ['Carla', 'Alice']);
      if (!isGivenUp) continue;
      room.relay.detach(seat);
      [room.carla, room.invite] = [crypto.randomUUID(), invite];
      const byOldLink = await newcomer(room);
      expect([byOldLink.end.state, names(alice)]).toEqual(['greeting', []]);
      [room.carla, room.invite] = [now, room.serving];
      const right = await newcomer(room);
      expect([right.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
    }
  });

  it('[SE136] three wrong words burn the new code and nothing else; its link serves', async () => {
    const room = new Room();
    const { alice } = await carlaAway(room);
    await alice.seal.renew();
    room.inviteAgain();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      room.carla = crypto.randomUUID();
      const guess = await room.customer({ kind: 'code', word: 'tiger-tiger-tiger' });
      await room.relay.settle();
      expect(guess.endings).toEqual(['wrong-secret']);
      room.relay.detach(room.carla);
    }
    expect(alice.refused.map(({ what, why }) => `${what} ${why}`)).toContain('invite burnt');
    expect([alice.end.state, alice.end.members]).toEqual(['greeting', []]);
    room.carla = crypto.randomUUID();
    const burnt = await room.customer(room.code);
    await room.relay.settle();
    expect(burnt.endings).toEqual(['burnt']);
    room.relay.detach(room.carla);
    room.carla = crypto.randomUUID();
    expect((await newcomer(room)).end.state).toBe('sealed');
  });

  it('[SE137] the newcomer takes nothing of what was said before their own greeting, and holds all of it in the hash that members compare', async () => {
    const room = new Room();
    const { alice } = await carlaAway(room);
    const bob = await room.second();
    await room.relay.advance(3);
    expect(bob.end.state).toBe('greeting');
    const later = clearBody({ type: 'failed', run: 'of nobody', why: 'late' });
    const renewed = alice.seal.renew();
    room.relay.append(room.bob, later);
    await renewed;
    room.inviteAgain();
    const dan = await newcomer(room);
    await room.relay.advance(6);
    expect([dan.refused, dan.asked, dan.endings, alice.endings, alice.end.state]).toEqual([[], [], [], [], 'sealed']);
  });

  it('[SE137] a relay that tells the newcomer another story of before is found out', async () => {
    const room = new Room();
    const { alice } = await carlaAway(room);
    await alice.seal.renew();
    room.inviteAgain();
    room.relay.tamper = (delivery) =>
      delivery.to === room.carla && delivery.number === 1 ? [{ ...delivery, body: new Uint8Array([1, 1, 1]) }] : [delivery];
    const dan = await newcomer(room);
    expect(dan.end.state).toBe('sealed');
    await room.relay.advance(3);
    expect([alice.endings, dan.endings].flat()).toContain('tampered');
  });

  it('[SE136] an expert’s page that was loaded again in between goes on: given up before, or after it', async () => {
    const room = new Room();
    const { alice } = await carlaAway(room);
    const resume = await alice.end.resumeSecret();
    room.relay.detach(room.alice);
    const again = await room.renewable(resume);
    await room.relay.settle();
    await again.seal.renew();
    room.relay.detach(room.alice);
    const third = await room.renewable(await again.end.resumeSecret());
    room.inviteAgain();
    const dan = await newcomer(room);
    expect([dan.end.state, names(third)]).toEqual(['sealed', ['Carla', 'Alice']]);
  });

  it('[SE136] another expert comes in like every further one: vouched for, and let in by the new customer', async () => {
    const room = new Room();
    const { alice } = await carlaAway(room);
    await alice.seal.renew();
    room.inviteAgain();
    const dan = await newcomer(room);
    const bob = await room.second();
    await room.relay.advance(3);
    expect([names(bob), dan.asked]).toEqual([[], []]);
    await alice.end.vouch(room.bob);
    await room.relay.settle();
    expect(dan.asked).toMatchObject([{ name: 'Bob', vouchedBy: 'Alice' }]);
    await dan.end.admit(room.bob);
    await room.relay.settle();
    expect(names(bob)).toEqual(['Carla', 'Alice', 'Bob']);
  });
});
