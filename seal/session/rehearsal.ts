import { commonPoint, confirmationOf, sessionKeyOf, type CpaceRun } from '../cpace/cpace.ts';
import type { OwnPackage, Psk } from '../group/group-keys.ts';
import type { Bytes } from '../bytes.ts';
import { foundGroup, joinByWelcome } from '../group/mls/begin.ts';
import { newPackage, readPackage } from '../group/mls/packages.ts';
import { nonceBytes } from '../greeting/greeting.ts';
import { associatedOf, newShare, pskOf, type Channel } from './channel.ts';
import { Membership, newGroupId } from './membership.ts';

/** Between two steps: whether there is time for the next one. */
type MayGoOn = () => Promise<boolean>;

interface Rehearsed {
  readonly welcome: Bytes;
  readonly customer: OwnPackage;
  readonly expert: OwnPackage;
  readonly psk: Psk;
}

const run = 'rehearsal';

/**
 * An agreement of keys with nobody, of random secrets, said to nobody and forgotten: what it runs has been compiled when somebody comes. The
 * first time takes a browser several times as long as the next.
 */
export async function rehearseJoining(mayGoOn: MayGoOn): Promise<Rehearsed | undefined> {
  const psk = await rehearseSecret(mayGoOn);
  if (psk === undefined || !(await mayGoOn())) return undefined;
  const [customer, expert] = [await newOwn('customer'), await newOwn('expert')];
  if (!(await mayGoOn())) return undefined;
  const group = await foundGroup(customer, newGroupId(0));
  await readPackage(expert.bytes);
  if (!(await mayGoOn())) return undefined;
  const prepared = await group.prepare({ add: [expert.bytes], remove: [], psks: [psk] });
  prepared.apply();
  const membership = new Membership(customer.leaf.identity.seatId);
  await membership.enter(group, false);
  membership.forget();
  return prepared.welcome === null ? undefined : { welcome: prepared.welcome, customer, expert, psk };
}

/** The same, and what an expert's side does beyond it. */
export async function rehearseInviting(mayGoOn: MayGoOn): Promise<void> {
  const rehearsed = await rehearseJoining(mayGoOn);
  if (rehearsed === undefined || !(await mayGoOn())) return;
  const { welcome, customer, expert, psk } = rehearsed;
  const group = await joinByWelcome(welcome, expert, { leaves: [customer.leaf, expert.leaf], mayHaveOthers: false }, [psk]);
  group.forget();
}

/** CPace between two ends of this page. */
async function rehearseSecret(mayGoOn: MayGoOn): Promise<Psk | undefined> {
  const [password, sessionId] = [random(nonceBytes), random(2 * nonceBytes)];
  const seats = { joinerSeat: crypto.randomUUID(), inviterSeat: crypto.randomUUID() };
  const channel: Channel = { origin: '', tenantName: '', sessionId: '', mode: 'link', routing: '', joinerRole: 'customer', ...seats };
  const mine = newShare(password, channel, sessionId);
  if (!(await mayGoOn())) return undefined;
  const theirs = newShare(password, channel, sessionId);
  if (!(await mayGoOn())) return undefined;
  const associated = await associatedOf(sessionId);
  const said: CpaceRun = { sessionId, initiator: { share: mine.share, associated }, responder: { share: theirs.share, associated } };
  const key = sessionKeyOf(said, commonPoint(mine.scalar, theirs.share));
  confirmationOf(sessionId, key, said.initiator);
  return pskOf(run, key, said);
}

function newOwn(role: 'customer' | 'expert'): Promise<OwnPackage> {
  return newPackage({ seatId: crypto.randomUUID(), name: run, role });
}

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
