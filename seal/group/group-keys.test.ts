import { describe, expect, it } from 'vitest';
import { textOf, utf8 } from '../bytes.ts';
import { joinByWelcome } from './mls/begin.ts';
import { newPackage, readPackage } from './mls/packages.ts';
import { addThird, alice, bob, carla, eve, twoInAGroup, word } from './testing/groups.ts';

const refused = (why: string): unknown => expect.objectContaining({ name: 'SealError', why });

describe('the group’s keys', () => {
  it('[SE10] customer and expert share keys, read each other and know who wrote', async () => {
    const { customer, expert } = await twoInAGroup();
    expect(await customer.export('x', utf8('y'), 32)).toEqual(await expert.export('x', utf8('y'), 32));
    expect(customer.authenticator).toEqual(expert.authenticator);
    const opened = await expert.open(await customer.seal(utf8('hello')));
    expect([textOf(opened.plain), opened.from.identity]).toEqual(['hello', carla]);
    expect((await customer.open(await expert.seal(utf8('hi')))).from.identity).toEqual(alice);
  });

  it('[SE11] a Welcome without the secret of CPace, or with another one, is refused', async () => {
    await expect(twoInAGroup({}, [])).rejects.toEqual(refused('unexpected'));
    await expect(twoInAGroup({}, [{ ...word, secret: utf8('another') }])).rejects.toEqual(refused('forged'));
    await expect(twoInAGroup({}, [{ ...word, id: utf8('another') }])).rejects.toEqual(refused('forged'));
  });

  it('[SE12] a Welcome is refused unless its tree is exactly the expected leaves', async () => {
    const [stranger, own] = [await newPackage(carla), await newPackage(alice)];
    await expect(twoInAGroup({ leaves: [stranger.leaf, own.leaf] })).rejects.toEqual(refused('forged'));
    await expect(twoInAGroup({ leaves: [stranger.leaf], mayHaveOthers: true })).rejects.toEqual(refused('unexpected'));
    const pair = await twoInAGroup();
    const third = await newPackage(bob);
    const { welcome } = await pair.customer.prepare({ add: [third.bytes], remove: [], psks: [word] });
    const two = [pair.customerPackage.leaf, third.leaf];
    await expect(joinByWelcome(welcome ?? utf8(''), third, { leaves: two, mayHaveOthers: false }, [word])).rejects.toEqual(
      refused('forged'),
    );
    const all = [...two, pair.expertPackage.leaf];
    const joined = await joinByWelcome(welcome ?? utf8(''), third, { leaves: all, mayHaveOthers: false }, [word]);
    expect(joined.leaves.map((leaf) => leaf.identity.name)).toEqual(['Carla', 'Alice', 'Bob']);
  });

  it('[SE13] only the customer commits', async () => {
    const pair = await twoInAGroup();
    const third = await newPackage(bob);
    const change = { add: [third.bytes], remove: [], psks: [] };
    await expect(pair.expert.prepare(change)).rejects.toEqual(refused('not-allowed'));
    const prepared = await pair.customer.prepare(change);
    await expect(pair.expert.apply(prepared.commit, [], [])).rejects.toEqual(refused('forged'));
    await pair.expert.apply(prepared.commit, [third.leaf], []);
    prepared.apply();
    expect(pair.customer.authenticator).toEqual(pair.expert.authenticator);
    await expect(pair.expert.apply(prepared.commit, [third.leaf], [])).rejects.toEqual(refused('malformed'));
  });

  it('[SE14] who was removed opens nothing more, and is opened no more', async () => {
    const pair = await twoInAGroup();
    const third = await addThird(pair, bob);
    const last = await third.seal(utf8('late'));
    const place = pair.customer.leaves.find((leaf) => leaf.identity.seatId === bob.seatId)?.index ?? -1;
    const prepared = await pair.customer.prepare({ add: [], remove: [place], psks: [] });
    const { removed } = await pair.expert.apply(prepared.commit, [], []);
    expect(removed.map((leaf) => leaf.identity)).toEqual([bob]);
    expect(await third.apply(prepared.commit, [], [])).toMatchObject({ amRemoved: true });
    prepared.apply();
    const said = await pair.customer.seal(utf8('without Bob'));
    await expect(third.open(said)).rejects.toEqual(refused('unexpected'));
    await expect(third.seal(utf8('still here'))).rejects.toEqual(refused('not-sealed'));
    await expect(pair.expert.open(last)).rejects.toEqual(refused('not-allowed'));
    expect(textOf((await pair.expert.open(said)).plain)).toBe('without Bob');
    expect(await third.export('x', utf8(''), 32)).not.toEqual(await pair.expert.export('x', utf8(''), 32));
  });

  it('[SE15] nothing is opened twice, changed, or from another group; what overtook or was lost in between does no harm', async () => {
    const [{ customer, expert }, other] = [await twoInAGroup(), await twoInAGroup()];
    const said = [await customer.seal(utf8('one'))];
    for (let at = 0; at < 300; at += 1) said.push(await customer.seal(utf8(String(at))));
    const [first, last] = [said[0] ?? utf8(''), said[300] ?? utf8('')];
    expect(textOf((await expert.open(last)).plain)).toBe('299');
    expect(textOf((await expert.open(first)).plain)).toBe('one');
    await expect(expert.open(first)).rejects.toEqual(refused('forged'));
    await expect(other.expert.open(await customer.seal(utf8('x')))).rejects.toEqual(refused('forged'));
    const changed = await customer.seal(utf8('x'));
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(expert.open(changed)).rejects.toEqual(refused('forged'));
  });

  it('[SE16] what was opened before an epoch changed cannot be played again after it', async () => {
    const { customer, expert } = await twoInAGroup();
    const prepared = await customer.prepare({ add: [], remove: [], psks: [] });
    const said = await expert.seal(utf8('on the way'));
    expect(textOf((await customer.open(said)).plain)).toBe('on the way');
    const late = await expert.seal(utf8('late'));
    prepared.apply();
    await expect(customer.open(said)).rejects.toEqual(refused('forged'));
    expect(textOf((await customer.open(late)).plain)).toBe('late');
  });

  it('[SE17] a package that nobody signed, that was changed, or of another suite is refused', async () => {
    const { bytes } = await newPackage(eve);
    expect((await readPackage(bytes)).identity).toEqual(eve);
    const flipped = bytes.slice();
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    await expect(readPackage(flipped)).rejects.toEqual(refused('forged'));
    const foreign = bytes.slice();
    foreign[3] = 3;
    await expect(readPackage(foreign)).rejects.toEqual(refused('foreign-suite'));
    await expect(readPackage(bytes.slice(0, 100))).rejects.toEqual(refused('malformed'));
    await expect(readPackage(new Uint8Array([...bytes, 0]))).rejects.toEqual(refused('malformed'));
  });
});
