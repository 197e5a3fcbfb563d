import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { generatorOf, newScalar, shareOf } from '../cpace/cpace.ts';
import { foundGroup } from '../group/mls/begin.ts';
import { newPackage } from '../group/mls/packages.ts';
import { clearBody, sealedBody } from './bodies.ts';
import { newGroupId } from './membership.ts';
import type { Tamper } from './testing/fake-relay.ts';
import { clearOf, flipped, rewriting, stolen } from './testing/hostile.ts';
import { Room, say, saidTo } from './testing/people.ts';

const foreignShare = (): Bytes => {
  const input = { password: utf8('a guess'), channel: utf8(''), sessionId: utf8('') };
  return shareOf(generatorOf(input), newScalar());
};

/** What a relay without the secret does while two people meet. */
const whileMeeting: Readonly<Record<string, (room: Room) => Promise<Tamper> | Tamper>> = {
  'swaps the expert’s package': async (room) => {
    const brings = toBase64Url(await stolen(room.alice, 'Alice', 'expert'));
    return rewriting('answer', (message) => ({ ...message, brings }));
  },
  'swaps the customer’s package': async (room) => {
    const brings = toBase64Url(await stolen(room.carla, 'Carla', 'customer'));
    return rewriting('share', (message) => ({ ...message, brings }));
  },
  'swaps the joiner’s share': () => rewriting('share', (message) => ({ ...message, share: toBase64Url(foreignShare()) })),
  'swaps the inviter’s share': () => rewriting('reply', (message) => ({ ...message, share: toBase64Url(foreignShare()) })),
  'sends the neutral point': () => rewriting('reply', (message) => ({ ...message, share: toBase64Url(new Uint8Array(32)) })),
  'strips the suite': () => rewriting('greet', (message) => ({ ...message, suite: 0 })),
  'strips the protocol': () => rewriting('greet', (message) => ({ ...message, protocol: 'SEAL0' })),
  'makes a link a code': (room) => rewriting('greet', (message) => ({ ...message, mode: 'code', routing: room.invite.nameplate })),
  'makes up the inviter’s proof': () => rewriting('confirmed', (message) => ({ ...message, tag: toBase64Url(new Uint8Array(64)) })),
  'plays the joiner’s proof back as the inviter’s': (room) => {
    let tag = '';
    return (delivery) => {
      const message = clearOf(delivery);
      if (message?.type === 'confirm') ({ tag } = message);
      return message?.type === 'confirmed' && delivery.to === room.carla
        ? [{ ...delivery, body: clearBody({ ...message, tag }) }]
        : [delivery];
    };
  },
  'lets the customer’s commit come back changed': (room) => (delivery) => {
    const message = clearOf(delivery);
    const isOwn = message?.type === 'commit' && delivery.to === room.carla;
    return isOwn ? [{ ...delivery, body: clearBody({ ...message, welcome: 'AAAA' }) }] : [delivery];
  },
};

describe('a hostile relay while two people meet', () => {
  it('[SE50] control: one that changes nothing lets them meet', async () => {
    const room = new Room();
    room.relay.tamper = rewriting('greet', (message) => ({ ...message }));
    const { carla, alice } = await room.met();
    expect([carla.end.state, alice.end.state, alice.end.words]).toEqual(['sealed', 'sealed', carla.end.words]);
  });

  it.each(Object.entries(whileMeeting))('[SE50] who %s, joins nobody and is noticed', async (_, act) => {
    const room = new Room();
    room.relay.tamper = await act(room);
    const { carla, alice } = await room.met();
    await room.relay.settle();
    const isNoticed = [...carla.refused, ...alice.refused].length + carla.endings.length + alice.endings.length > 0;
    const haveWords = carla.end.words !== undefined || alice.end.words !== undefined;
    expect({ isNoticed, haveWords, both: carla.end.state === 'sealed' && alice.end.state === 'sealed' }).toEqual({
      isNoticed: true,
      haveWords: false,
      both: false,
    });
  });

  it('[SE51] who swaps packages 20 times is refused 20 times', async () => {
    let refused = 0;
    for (let time = 0; time < 20; time += 1) {
      const room = new Room();
      const brings = toBase64Url(await stolen(room.alice, 'Alice', 'expert'));
      room.relay.tamper = rewriting('answer', (message) => ({ ...message, brings }));
      const { carla, alice } = await room.met();
      if (carla.endings[0] === 'wrong-secret' && alice.end.state === 'greeting') refused += 1;
      room.relay.detach(room.carla);
      room.relay.detach(room.alice);
    }
    expect(refused).toBe(20);
  });

  it('[SE50] who founds a group of its own for the expert is refused: it lacks the key of CPace', async () => {
    const room = new Room();
    let answer = '';
    room.relay.tamper = (delivery) => {
      const message = clearOf(delivery);
      if (message?.type === 'answer') answer = message.brings;
      return message?.type === 'commit' && delivery.to === room.alice ? [] : [delivery];
    };
    const { alice } = await room.met();
    const group = await foundGroup(await newPackage({ seatId: room.carla, name: 'Carla', role: 'customer' }), newGroupId(0));
    const { welcome } = await group.prepare({ add: [fromBase64Url(answer)], remove: [], psks: [] });
    const commit = room.relay.entries.find((entry) => clearOf(entry)?.type === 'commit');
    const body = clearBody({ type: 'commit', commit: null, welcome: toBase64Url(welcome ?? utf8('')), welcomeFor: room.alice });
    room.relay.tamper = (delivery) => [delivery];
    room.relay.deliver({ lane: 'log', to: room.alice, from: room.carla, number: commit?.number ?? 0, body });
    await room.relay.settle();
    expect(alice.end.state).toBe('greeting');
    expect(alice.refused).toContainEqual({ what: 'welcome', why: 'unexpected' });
  });
});

/** What it does to people who have met; true when it was refused and changed nothing that is shown. */
const afterwards: Readonly<Record<string, (room: Room) => Promise<boolean>>> = {
  'plays a message again': async (room) => {
    const { alice, carla } = await room.met();
    await say(carla, 'once');
    await room.relay.settle();
    const entry = room.relay.entries.at(-1);
    room.relay.append(room.carla, entry?.body ?? utf8(''));
    await room.relay.settle();
    return saidTo(alice).length === 1 && alice.refused.length === 1;
  },
  'passes a control event twice': async (room) => {
    const { alice, carla } = await room.met();
    room.relay.tamper = (delivery) => (delivery.lane === 'pass' ? [delivery, delivery] : [delivery]);
    await alice.end.sendNow({ type: 'control', sequence: 1, input: { kind: 'text', text: 'x' } });
    await room.relay.settle();
    return carla.events.length === 1 && carla.refused.length === 1;
  },
  'changes the order of two messages': async (room) => {
    const { alice, carla } = await room.met();
    const { length } = room.relay.entries;
    const held: Bytes[] = [];
    room.relay.tamper = (delivery) => {
      if (delivery.to !== room.alice || delivery.number <= length) return [delivery];
      held.push(delivery.body);
      const [first, second] = held;
      if (first === undefined || second === undefined) return [];
      return [
        { ...delivery, number: length + 1, body: second },
        { ...delivery, number: length + 2, body: first },
      ];
    };
    await say(carla, 'first');
    await say(carla, 'second');
    await room.relay.settle();
    return saidTo(alice).length === 1 && alice.refused.some(({ why }) => why === 'gap') && alice.refused.some(({ why }) => why === 'older');
  },
  'leaves out a message': async (room) => {
    const { alice, carla } = await room.met();
    const { length } = room.relay.entries;
    room.relay.tamper = (delivery) => (delivery.to === room.alice && delivery.number === length + 1 ? [] : [delivery]);
    await say(carla, 'kept from Alice');
    await say(carla, 'second');
    await room.relay.settle();
    return saidTo(alice).length === 0 && alice.end.state === 'locked';
  },
  'leaves out a message and numbers on': async (room) => {
    const { alice, carla } = await room.met();
    const { length } = room.relay.entries;
    room.relay.tamper = (delivery) => {
      if (delivery.to !== room.alice || delivery.number <= length) return [delivery];
      return delivery.number === length + 1 ? [] : [{ ...delivery, number: delivery.number - 1 }];
    };
    await say(carla, 'kept from Alice');
    await say(carla, 'second');
    await say(carla, 'third');
    await room.relay.advance(3);
    return (
      carla.endings.includes('tampered') &&
      carla.refused.some(({ why }) => why === 'split') &&
      alice.refused.some(({ why }) => why === 'gap')
    );
  },
  'holds the log back': async (room) => {
    const { alice, carla } = await room.met();
    room.relay.tamper = (delivery) => (delivery.to === room.alice && delivery.lane === 'log' ? [] : [delivery]);
    await say(carla, 'kept from Alice');
    await room.relay.advance(11);
    return alice.end.state === 'locked';
  },
  'holds back a Remove': async (room) => {
    const { carla, alice, bob } = await room.metAll();
    room.relay.tamper = (delivery) => (delivery.to !== room.carla && clearOf(delivery)?.type === 'commit' ? [] : [delivery]);
    await carla.end.remove(room.bob);
    await say(carla, 'not for Bob');
    await room.relay.advance(11);
    return [alice, bob].every(({ end }) => end.state === 'locked') && saidTo(bob).length === 0;
  },
  'makes up a sealed message': async (room) => {
    const { alice } = await room.met();
    room.relay.append(room.carla, sealedBody(crypto.getRandomValues(new Uint8Array(300))));
    await room.relay.settle();
    return alice.events.length === 0 && alice.refused.length === 1;
  },
  'changes a bit': async (room) => {
    const { alice, carla } = await room.met();
    room.relay.tamper = (delivery) =>
      delivery.to === room.alice && clearOf(delivery) === undefined ? [{ ...delivery, body: flipped(delivery.body, -1) }] : [delivery];
    await say(carla, 'hello');
    await room.relay.settle();
    return saidTo(alice).length === 0 && alice.refused.length === 1;
  },
  'brings a message of another session': async (room) => {
    const { alice } = await room.met();
    const other = await new Room().met();
    const body = sealedBody((await newForeignMessage(room.carla)).message);
    room.relay.append(room.carla, body);
    await room.relay.settle();
    return alice.refused.length === 1 && alice.events.length === 0 && other.alice.refused.length === 0;
  },
  'brings a commit of a group of its own': async (room) => {
    const { alice, carla } = await room.met();
    const { commit } = await newForeignMessage(room.carla);
    room.relay.append(room.carla, clearBody({ type: 'commit', commit: toBase64Url(commit), welcome: null, welcomeFor: null }));
    await room.relay.settle();
    return alice.end.epoch === 1 && carla.end.epoch === 1 && alice.refused.some(({ what }) => what === 'commit');
  },
  'says that another seat committed': async (room) => {
    const { alice, carla } = await room.metAll();
    room.relay.tamper = (delivery) =>
      delivery.to === room.alice && clearOf(delivery)?.type === 'commit' ? [{ ...delivery, from: room.bob }] : [delivery];
    await carla.end.remove(room.bob);
    await room.relay.settle();
    return alice.end.epoch === 2 && alice.refused.some(({ what, why }) => what === 'commit' && why === 'not-allowed');
  },
  'says that somebody else said it': async (room) => {
    const { carla, alice, bob } = await room.metAll();
    room.relay.tamper = (delivery) =>
      delivery.to === room.alice && delivery.from === room.carla && delivery.lane === 'log'
        ? [{ ...delivery, from: room.bob }]
        : [delivery];
    await say(carla, 'I am Carla');
    await room.relay.settle();
    return saidTo(alice).length === 0 && alice.refused.length === 1 && saidTo(bob).length === 1;
  },
  'puts what was passed into the log': async (room) => {
    const { alice, carla } = await room.met();
    const passed: Bytes[] = [];
    room.relay.tamper = (delivery) => {
      if (delivery.lane === 'log') return [delivery];
      passed.push(delivery.body);
      return [];
    };
    await alice.end.sendNow({ type: 'control', sequence: 1, input: { kind: 'text', text: 'x' } });
    await room.relay.settle();
    room.relay.append(room.alice, passed[0] ?? utf8(''));
    await room.relay.settle();
    return passed.length === 1 && carla.events.length === 0 && carla.refused.length === 1;
  },
  'plays a customer who comes back': async (room) => {
    const { alice } = await room.met();
    const keyPackage = toBase64Url(await stolen(room.carla, 'Carla', 'customer'));
    const group = toBase64Url(utf8('x'));
    for (const epoch of [0, 1])
      room.relay.append(room.carla, clearBody({ type: 'resume', group, epoch, package: keyPackage, tag: 'A'.repeat(43) }));
    await room.relay.settle();
    return (
      alice.end.state === 'sealed' && !room.relay.entries.some((entry) => entry.from === room.alice && clearOf(entry)?.type === 'resume')
    );
  },
  'plays an expert who comes back': async (room) => {
    const { carla, alice } = await room.met();
    const resume: unknown = JSON.parse(new TextDecoder().decode(await alice.end.resumeSecret()));
    const group = typeof resume === 'object' && resume !== null && 'group' in resume ? String(resume.group) : '';
    const keyPackage = toBase64Url(await stolen(room.alice, 'Alice', 'expert'));
    room.relay.append(room.alice, clearBody({ type: 'resume', group, epoch: 1, package: keyPackage, tag: 'A'.repeat(43) }));
    await room.relay.settle();
    return carla.end.epoch === 1 && carla.refused.some(({ why }) => why === 'older');
  },
  'shows the customer an applicant nobody vouched for': async (room) => {
    const { carla, alice } = await room.met();
    room.relay.append(room.bob, clearBody({ type: 'apply', package: toBase64Url(await stolen(room.bob, 'Bob', 'expert')) }));
    await room.relay.settle();
    return carla.asked.length === 0 && alice.asked.length === 1 && carla.end.epoch === 1;
  },
};

async function newForeignMessage(seatId: string): Promise<{ readonly message: Bytes; readonly commit: Bytes }> {
  const group = await foundGroup(await newPackage({ seatId, name: 'Carla', role: 'customer' }), newGroupId(0));
  const first = await group.prepare({ add: [await stolen(crypto.randomUUID(), 'Alice', 'expert')], remove: [], psks: [] });
  first.apply();
  const { commit } = await group.prepare({ add: [], remove: [], psks: [] });
  return { commit, message: await group.seal(utf8('{}')) };
}

describe('a hostile relay among people who have met', () => {
  it('[SE52] control: one that changes nothing is never refused anything', async () => {
    const room = new Room();
    const { carla, alice, bob } = await room.metAll();
    for (const person of [carla, alice, bob]) await say(person, person.seatId);
    await room.relay.advance(12);
    for (const person of [carla, alice, bob]) expect([saidTo(person).length, person.end.state, person.refused]).toEqual([3, 'sealed', []]);
  });

  it.each(Object.entries(afterwards))('[SE52] who %s is refused', async (_, act) => {
    expect(await act(new Room())).toBe(true);
  });

  it('[SE108] who makes up people without end makes an expert’s page keep 16 of them', async () => {
    const room = new Room();
    const { alice } = await room.metAll();
    const apply = async (seatId: string): Promise<void> => {
      room.relay.append(seatId, clearBody({ type: 'apply', package: toBase64Url(await stolen(seatId, 'Eve', 'expert')) }));
      await room.relay.settle();
    };
    for (let count = 0; count < 20; count += 1) await apply(crypto.randomUUID());
    expect([alice.asked.length, alice.refused.length]).toEqual([16, 4]);
  });

  it('[SE108] whom a colleague vouched for waits no more', async () => {
    const room = new Room();
    const { carla, alice, bob } = await room.metAll();
    const { seatId } = await room.stranger('Dora');
    await room.relay.advance(2);
    expect([alice.asked.length, bob.asked.length]).toEqual([1, 1]);
    await alice.end.vouch(seatId);
    await room.relay.settle();
    await carla.end.admit(seatId);
    await room.relay.settle();
    expect(carla.end.members.map((member) => member.seatId)).toContain(seatId);
    await expect(bob.end.vouch(seatId)).rejects.toMatchObject({ why: 'unexpected' });
  });
});
