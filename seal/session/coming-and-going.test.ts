import { describe, expect, it } from 'vitest';
import { Room, say, saidTo } from './testing/people.ts';

const names = (person: { end: { members: readonly { name: string }[] } }): string[] => person.end.members.map(({ name }) => name);

describe('coming and going', () => {
  it('[SE40] a second expert gets keys only after the customer’s commit, and is shown as vouched for', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const { routing, secret } = room.colleague;
    const bob = await room.second({ invited: { routing, secret: { kind: 'link', secret } } });
    await room.relay.settle();
    expect(carla.asked).toMatchObject([{ seatId: room.bob, name: 'Bob', vouchedBy: 'Alice' }]);
    expect([bob.end.state, bob.end.members]).toEqual(['greeting', []]);
    await say(alice, 'before Bob');
    await room.relay.settle();
    await carla.end.admit(room.bob);
    await room.relay.settle();
    for (const person of [carla, alice, bob]) {
      expect([person.end.state, person.end.epoch, names(person)]).toEqual(['sealed', 2, ['Carla', 'Alice', 'Bob']]);
      expect(person.end.members.find(({ name }) => name === 'Bob')?.vouchedBy).toBe('Alice');
      expect(person.end.words).toEqual(carla.end.words);
      expect(person.refused).toEqual([]);
    }
    await say(bob, 'hi');
    await room.relay.settle();
    expect([saidTo(carla), saidTo(alice), saidTo(bob)]).toEqual([['before Bob', 'hi'], ['before Bob', 'hi'], ['hi']]);
    expect(bob.end.frameKeys()).toEqual({ ...alice.end.frameKeys(), myLeaf: 2 });
  });

  it('[SE41] an expert without an invite is taken in when another one vouched by hand; both screens show the same digits', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const bob = await room.second();
    await room.relay.advance(2);
    expect(alice.asked).toMatchObject([{ seatId: room.bob, name: 'Bob' }]);
    expect(bob.asked[0]?.digits).toBe(alice.asked[0]?.digits);
    expect(carla.asked).toEqual([]);
    await expect(carla.end.admit(room.bob)).rejects.toEqual(expect.objectContaining({ why: 'unexpected' }));
    await alice.end.vouch(room.bob);
    await room.relay.settle();
    expect(carla.asked[0]?.digits).toBe(alice.asked[0]?.digits);
    await carla.end.admit(room.bob);
    await room.relay.settle();
    expect(names(bob)).toEqual(['Carla', 'Alice', 'Bob']);
    expect(bob.end.words).toEqual(carla.end.words);
  });

  it('[SE53] when no expert is left, whoever comes without an invite is asked for at the customer’s, with the digits of both screens', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const bob = await room.second();
    await room.relay.advance(2);
    expect(carla.asked, 'control: Alice is there, and vouches').toEqual([]);
    alice.end.close();
    await carla.end.remove(room.alice);
    await room.relay.settle();
    expect(carla.asked).toEqual([{ seatId: room.bob, name: 'Bob', digits: bob.asked[0]?.digits }]);
    expect([bob.end.state, bob.end.members]).toEqual(['greeting', []]);
    await carla.end.admit(room.bob);
    await room.relay.settle();
    for (const person of [carla, bob]) expect([person.end.state, names(person), person.refused]).toEqual(['sealed', ['Carla', 'Bob'], []]);
    expect(bob.end.words).toEqual(carla.end.words);
    await say(bob, 'back');
    await room.relay.settle();
    expect(saidTo(carla)).toEqual(['back']);
  });

  it('[SE53] of a crowd of strangers sixteen are asked for', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    alice.end.close();
    await carla.end.remove(room.alice);
    for (let at = 0; at < 20; at += 1) await room.stranger(`Stranger ${String(at)}`);
    await room.relay.advance(2);
    expect([carla.asked.length, carla.refused.length]).toEqual([16, 4]);
  });

  it('[SE53] whoever is turned away then gets nothing', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    alice.end.close();
    await carla.end.remove(room.alice);
    const bob = await room.second();
    await room.relay.advance(2);
    expect(carla.asked).toHaveLength(1);
    await carla.end.remove(room.bob);
    await expect(carla.end.admit(room.bob)).rejects.toEqual(expect.objectContaining({ why: 'unexpected' }));
    await room.relay.advance(2);
    expect([bob.end.state, carla.asked.length]).toEqual(['greeting', 1]);
  });

  it('[SE42] who only asked and was turned away gets nothing', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const bob = await room.second();
    await room.relay.advance(2);
    await alice.end.vouch(room.bob);
    await room.relay.settle();
    await carla.end.remove(room.bob);
    await expect(carla.end.admit(room.bob)).rejects.toEqual(expect.objectContaining({ why: 'unexpected' }));
    expect([bob.end.state, carla.end.epoch]).toEqual(['greeting', 1]);
  });

  it('[SE43] a removed expert’s session ends there, and reads nothing more', async () => {
    const room = new Room();
    const { carla, alice, bob } = await room.metAll();
    const before = bob.end.frameKeys().baseKey.slice();
    await carla.end.remove(room.bob);
    await room.relay.settle();
    expect([bob.endings, names(carla), names(alice)]).toEqual([['removed'], ['Carla', 'Alice'], ['Carla', 'Alice']]);
    await say(alice, 'without Bob');
    await room.relay.settle();
    expect([saidTo(carla), saidTo(bob)]).toEqual([['without Bob'], []]);
    expect(carla.end.frameKeys().baseKey).not.toEqual(before);
    expect(() => bob.end.frameKeys()).toThrow(expect.objectContaining({ why: 'not-sealed' }));
    await expect(carla.end.remove(room.carla)).rejects.toEqual(expect.objectContaining({ why: 'not-allowed' }));
  });

  it('[SE44] only the customer admits and removes; only experts vouch', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const refused = expect.objectContaining({ why: 'not-allowed' });
    await expect(alice.end.remove(room.carla)).rejects.toEqual(refused);
    await expect(alice.end.admit(room.bob)).rejects.toEqual(refused);
    await expect(carla.end.vouch(room.bob)).rejects.toEqual(refused);
  });

  it('[SE45] an expert’s page that is loaded again comes back by its resume secret, at a new leaf', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const resume = await alice.end.resumeSecret();
    const key = alice.end.members[1]?.signatureKey;
    const again = await room.expert(resume);
    await room.relay.settle();
    expect([again.end.state, names(again), again.end.epoch]).toEqual(['sealed', ['Carla', 'Alice'], 2]);
    expect(again.end.members[1]?.signatureKey).not.toEqual(key);
    expect(again.end.words).toEqual(carla.end.words);
    await say(again, 'back');
    await room.relay.settle();
    expect(saidTo(carla)).toEqual(['back']);
    expect([carla.refused, again.refused]).toEqual([[], []]);
  });

  it('[SE45] with others there, they follow; a vouched one stays vouched for', async () => {
    const room = new Room();
    const { carla, alice, bob } = await room.metAll();
    const again = await room.second({ resume: await bob.end.resumeSecret() });
    await room.relay.settle();
    for (const person of [carla, alice, again]) {
      expect([person.end.state, names(person), person.refused]).toEqual(['sealed', ['Carla', 'Alice', 'Bob'], []]);
      expect(person.end.members[2]?.vouchedBy).toBe('Alice');
      expect(person.end.words).toEqual(carla.end.words);
    }
  });

  it('[SE46] a customer’s page that is loaded again founds a new group with the experts; epochs count on', async () => {
    const room = new Room();
    const { carla, alice, bob } = await room.metAll();
    const before = alice.end.frameKeys();
    const again = await room.customer(undefined, { resume: await carla.end.resumeSecret() });
    await room.relay.settle();
    for (const person of [again, alice, bob]) {
      expect([person.end.state, names(person).toSorted()]).toEqual(['sealed', ['Alice', 'Bob', 'Carla']]);
      expect(person.end.words).toEqual(again.end.words);
      expect(person.end.frameKeys().baseKey).toEqual(again.end.frameKeys().baseKey);
    }
    expect(again.end.epoch).toBeGreaterThan(before.epoch);
    expect(again.end.members.find(({ name }) => name === 'Bob')?.vouchedBy).toBe('Alice');
    await say(again, 'back');
    await room.relay.advance(12);
    expect([saidTo(alice), saidTo(bob), alice.end.state]).toEqual([['back'], ['back'], 'sealed']);
  });

  it('[SE47] both pages loaded again find each other', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    const [mine, theirs] = [await carla.end.resumeSecret(), await alice.end.resumeSecret()];
    room.relay.detach(room.carla);
    const expert = await room.expert(theirs);
    await room.relay.settle();
    expect(expert.end.state).toBe('greeting');
    const customer = await room.customer(undefined, { resume: mine });
    await room.relay.settle();
    expect([customer.end.state, expert.end.state, expert.end.words]).toEqual(['sealed', 'sealed', customer.end.words]);
  });

  it('[SE48] an older resume secret, or one of before a removal, brings nobody back', async () => {
    const room = new Room();
    const { carla, alice, bob } = await room.metAll();
    const old = await bob.end.resumeSecret();
    await carla.end.remove(room.bob);
    await room.relay.settle();
    const again = await room.second({ resume: old });
    await room.relay.settle();
    expect([again.end.state, again.endings]).toEqual(['ended', ['lost']]);
    expect([names(carla), names(alice)]).toEqual([
      ['Carla', 'Alice'],
      ['Carla', 'Alice'],
    ]);
  });

  it('[SE49] a page that comes back with what is no resume secret begins anew', async () => {
    const room = new Room();
    const alice = await room.expert(new Uint8Array(40));
    const carla = await room.customer();
    await room.relay.settle();
    expect([carla.end.state, alice.end.state]).toEqual(['sealed', 'sealed']);
  });
});
