import { utf8, type Bytes } from '../../bytes.ts';
import type { ExpectedTree, GroupKeys, OwnPackage, Psk } from '../group-keys.ts';
import type { LeafIdentity } from '../leaf.ts';
import { foundGroup, joinByWelcome } from '../mls/begin.ts';
import { newPackage } from '../mls/packages.ts';

const seat = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;
export const carla: LeafIdentity = { seatId: seat(1), name: 'Carla', role: 'customer' };
export const alice: LeafIdentity = { seatId: seat(2), name: 'Alice', role: 'expert' };
export const bob: LeafIdentity = { seatId: seat(3), name: 'Bob', role: 'expert' };
export const eve: LeafIdentity = { seatId: seat(4), name: 'Alice', role: 'expert' };

export const groupId = utf8('a group of tests');
export const word: Psk = { id: utf8('word'), secret: utf8('0123456789abcdef0123456789abcdef') };

export interface Pair {
  readonly customer: GroupKeys;
  readonly expert: GroupKeys;
  readonly customerPackage: OwnPackage;
  readonly expertPackage: OwnPackage;
  readonly welcome: Bytes;
}

/** Customer and expert in a group of their own. */
export async function twoInAGroup(expected?: Partial<ExpectedTree>, psks: readonly Psk[] = [word]): Promise<Pair> {
  const [customerPackage, expertPackage] = [await newPackage(carla), await newPackage(alice)];
  const customer = await foundGroup(customerPackage, groupId);
  const prepared = await customer.prepare({ add: [expertPackage.bytes], remove: [], psks: [word] });
  prepared.apply();
  const welcome = prepared.welcome ?? utf8('');
  const tree = { leaves: [customerPackage.leaf, expertPackage.leaf], mayHaveOthers: false, ...expected };
  const expert = await joinByWelcome(welcome, expertPackage, tree, psks);
  return { customer, expert, customerPackage, expertPackage, welcome };
}

/** A third one, whom the two take in. */
export async function addThird({ customer, expert }: Pair, identity: LeafIdentity): Promise<GroupKeys> {
  const own = await newPackage(identity);
  const prepared = await customer.prepare({ add: [own.bytes], remove: [], psks: [word] });
  await expert.apply(prepared.commit, [own.leaf], [word]);
  prepared.apply();
  return joinByWelcome(prepared.welcome ?? utf8(''), own, { leaves: customer.leaves, mayHaveOthers: false }, [word]);
}
