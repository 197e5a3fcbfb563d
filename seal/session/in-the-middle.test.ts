import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { twoInAGroup } from '../group/testing/groups.ts';
import { safetyWordsOf, type SafetyWords } from '../words/safety-words.ts';
import type { ControlMessage } from './control-messages.ts';
import { Middle } from './testing/middle.ts';
import { Room, say, saidTo, type Person } from './testing/people.ts';
import { WordsExchange } from './words-exchange.ts';

const times = 20;
/** Forty handshakes take some seconds where the machine is busy. */
const patienceMs = 60_000;
const ways = ['link', 'code'] as const;

function wordsOf({ end }: Person): SafetyWords {
  if (end.words === undefined) throw new Error('there are no words');
  return end.words;
}

/** Emoji and digits are compared each for themselves: people may read either. */
const hasOther = (one: SafetyWords, other: SafetyWords): boolean =>
  one.emoji.join(' ') !== other.emoji.join(' ') && one.digits !== other.digits;

/** Everything that people can notice but the words is as it should be: both are in, and read each other through the one in between. */
async function expectUnnoticed(middle: Middle): Promise<void> {
  const [carla, alice] = [middle.toCarla.real, middle.toAlice.real];
  await say(carla, 'from Carla');
  await say(alice, 'from Alice');
  await middle.settle();
  for (const person of [carla, alice]) {
    expect([person.end.state, person.refused, person.endings]).toEqual(['sealed', [], []]);
    expect(saidTo(person).toSorted()).toEqual(['from Alice', 'from Carla']);
    expect(person.end.members.map(({ name }) => name).toSorted()).toEqual(['Alice', 'Carla']);
  }
}

describe('one who knows the invite and stands in between', () => {
  it.each(ways)(
    '[SE130] by %s: has both believe that they met, reads all, and has other words with each, 20 times in 20',
    async (way) => {
      let differed = 0;
      for (let time = 0; time < times; time += 1) {
        const middle = await Middle.between(way);
        const { toCarla, toAlice } = middle;
        await expectUnnoticed(middle);
        for (const { real, played } of [toCarla, toAlice]) {
          expect(wordsOf(real), 'the one in between is in a whole group with each').toEqual(wordsOf(played));
          expect(saidTo(played), 'and reads all').toContain(real === toCarla.real ? 'from Carla' : 'from Alice');
        }
        const [carla, alice] = [toCarla.real, toAlice.real];
        expect(toBase64Url(carla.end.frameKeys().baseKey), 'these are two groups').not.toBe(toBase64Url(alice.end.frameKeys().baseKey));
        if (hasOther(wordsOf(carla), wordsOf(alice))) differed += 1;
        middle.leave();
      }
      expect(differed).toBe(times);
    },
    patienceMs,
  );

  it.each(ways)(
    '[SE130] control, by %s: with nobody in between both have the same words, 20 times in 20',
    async (way) => {
      let same = 0;
      const all = new Set<string>();
      for (let time = 0; time < times; time += 1) {
        const room = new Room();
        const { carla, alice } = await room.met(room[way]);
        if (wordsOf(carla).digits === wordsOf(alice).digits && wordsOf(carla).emoji.join(' ') === wordsOf(alice).emoji.join(' ')) same += 1;
        all.add(wordsOf(carla).digits);
        room.relay.detach(room.carla);
        room.relay.detach(room.alice);
      }
      expect([same, all.size], 'the same on both sides, and other ones each time').toEqual([times, times]);
    },
    patienceMs,
  );

  it('[SE131] cannot choose its part when it has seen the other’s: it is held to what it committed to', async () => {
    const { customer } = await twoInAGroup();
    const { authenticator } = customer;
    const wanted = await wordsOfAnotherGroup();
    const [carla, middle] = [new WordsExchange(authenticator, [0, 1], 0), new WordsExchange(authenticator, [0, 1], 1)];
    const [hers, its] = [committed(await carla.begin()), committed(await middle.begin())];
    expect(carla.handleCommit(0, hers), 'she shows nothing before everybody has committed').toBeUndefined();
    const shown = revealed(carla.handleCommit(1, its));
    expect(() => carla.handleCommit(1, its), 'nor is anybody asked twice').toThrow(expect.objectContaining({ why: 'unexpected' }));
    await carla.handleReveal(0, shown);
    const chosen = await chosenFor(wanted, authenticator, fromBase64Url(shown));
    expect(chosen, 'the control: could it choose now, it would find words that look alike').toBeDefined();
    await expect(carla.handleReveal(1, toBase64Url(chosen ?? new Uint8Array(32)))).rejects.toMatchObject({ why: 'forged' });
    middle.handleCommit(0, hers);
    const honest = revealed(middle.handleCommit(1, its));
    expect(await carla.handleReveal(1, honest), 'what it had committed to is taken').toMatchObject({ digits: expect.any(String) });
  });
});

async function wordsOfAnotherGroup(): Promise<SafetyWords> {
  const { authenticator } = (await twoInAGroup()).customer;
  return safetyWordsOf(
    authenticator,
    [0, 1].map((leaf) => ({ leaf, random: crypto.getRandomValues(new Uint8Array(32)) })),
  );
}

/** A part with which the first emoji is the wanted one: of 64 tries one has it, of 4,000 surely one. */
async function chosenFor(wanted: SafetyWords, authenticator: Bytes, shown: Bytes): Promise<Bytes | undefined> {
  for (let attempt = 0; attempt < 4_000; attempt += 1) {
    const random = crypto.getRandomValues(new Uint8Array(32));
    const { emoji } = await safetyWordsOf(authenticator, [
      { leaf: 0, random: shown },
      { leaf: 1, random },
    ]);
    if (emoji[0] === wanted.emoji[0]) return random;
  }
  return undefined;
}

function committed(message: ControlMessage): string {
  return message.type === 'words-commit' ? message.commitment : '';
}

function revealed(message: ControlMessage | undefined): string {
  return message?.type === 'words-reveal' ? message.random : '';
}
