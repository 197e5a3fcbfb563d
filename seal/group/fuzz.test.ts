import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../bytes.ts';
import { isEqualBytes } from '../cpace/encodings.ts';
import { SealError } from '../seal-error.ts';
import { clearBody, readBody, sealedBody } from '../session/bodies.ts';
import { joinByWelcome } from './mls/begin.ts';
import { newPackage, readPackage } from './mls/packages.ts';
import { bob, twoInAGroup, word, type Pair } from './testing/groups.ts';
import { mutated, repeatable } from './testing/mutations.ts';

const rounds = 400;
/** Far above what one refusal takes, far below what a loop that does not end would. */
const mostMs = 1000;

/** Runs every mutation; names those that were accepted, threw something of another kind, or took long. */
async function troublesOf(original: Bytes, seed: number, take: (bytes: Bytes) => Promise<unknown>): Promise<string[]> {
  const random = repeatable(seed);
  const troubles: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bytes = mutated(original, random);
    if (isEqualBytes(bytes, original)) continue;
    const before = performance.now();
    const outcome = await take(bytes).then(
      () => 'accepted',
      (error: unknown) => (error instanceof SealError ? 'refused' : String(error)),
    );
    if (outcome !== 'refused') troubles.push(`${round}: ${outcome}`);
    if (performance.now() - before > mostMs) troubles.push(`${round}: slow`);
  }
  return troubles;
}

async function welcomeFor(pair: Pair): Promise<(bytes: Bytes) => Promise<unknown>> {
  const { customerPackage, expertPackage } = pair;
  const tree = { leaves: [customerPackage.leaf, expertPackage.leaf], mayHaveOthers: false };
  await joinByWelcome(pair.welcome, expertPackage, tree, [word]);
  return (bytes) => joinByWelcome(bytes, expertPackage, tree, [word]);
}

describe('strangers’ bytes', () => {
  it('[SE18] a package that was mutated is refused, with nothing but our error, in no time', async () => {
    const { bytes } = await newPackage(bob);
    expect(await troublesOf(bytes, 1, readPackage)).toEqual([]);
  });

  it('[SE18] so is a Welcome', async () => {
    const pair = await twoInAGroup();
    expect(await troublesOf(pair.welcome, 2, await welcomeFor(pair))).toEqual([]);
  });

  it('[SE18] so is a sealed message, and the true one is still read after all of them', async () => {
    const { customer, expert } = await twoInAGroup();
    const said = await customer.seal(utf8('hello'));
    expect(await troublesOf(said, 3, (bytes) => expert.open(bytes))).toEqual([]);
    expect((await expert.open(said)).plain).toEqual(utf8('hello'));
  });

  it('[SE18] so is a commit, and the true one is still followed', async () => {
    const pair = await twoInAGroup();
    const third = await newPackage(bob);
    const { commit } = await pair.customer.prepare({ add: [third.bytes], remove: [], psks: [word] });
    expect(await troublesOf(commit, 4, (bytes) => pair.expert.apply(bytes, [third.leaf], [word]))).toEqual([]);
    await pair.expert.apply(commit, [third.leaf], [word]);
    expect(pair.expert.epoch).toBe(2);
  });

  it('[SE18] a body of the relay is read or refused, never anything else', async () => {
    const bodies = [sealedBody(utf8('x')), clearBody({ type: 'apply', package: 'AAAA' }), utf8('')];
    const strange: unknown[] = [];
    for (const [seed, body] of bodies.entries()) {
      const random = repeatable(seed);
      for (let round = 0; round < rounds; round += 1) {
        await Promise.resolve(body.length === 0 ? body : mutated(body, random))
          .then(readBody)
          .catch((error: unknown) => (error instanceof SealError ? undefined : strange.push(error)));
      }
    }
    expect(strange).toEqual([]);
    expect(() => clearBody({ type: 'apply', package: 'A'.repeat(60_000) })).toThrow(expect.objectContaining({ why: 'too-long' }));
  });
});
