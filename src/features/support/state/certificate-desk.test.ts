import { describe, expect, it } from 'vitest';
import {
  approveBrowser,
  certifyLeaf,
  foundTenantKeys,
  newLockedPair,
  openRing,
  publicBytesOf,
  toBase64Url,
  type ApprovedBrowser,
  type ArrivedEvent,
  type Member,
  type SealedEvent,
} from '../../../../seal/index.ts';
import type { RelayEvents } from '../../../platform/relay/relay-socket.ts';
import { Emitter } from '../../../platform/socket/emitter.ts';
import { CertificateDesk, type OrganisationKeys } from './certificate-desk.ts';
import { RemovedBrowsers } from './removed-browsers.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const sessionId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002';

/** An approved browser of an organisation that may not approve others, and its first one, which holds the root. */
async function organisation(): Promise<ApprovedBrowser & { readonly first: ApprovedBrowser }> {
  const [tenantId, id, browserId, pair] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID(), await newLockedPair()];
  const publicKey = await publicBytesOf(pair);
  const { request, rootPublicKey } = await foundTenantKeys(tenantId, { id, name: 'First', publicKey });
  const ring = await openRing(rootPublicKey, { tenantId, id, pair }, request.browser.ring);
  const manager = { tenantId, rootPublicKey, ring };
  const approval = await approveBrowser(
    manager,
    { id: browserId, publicKey: toBase64Url(publicKey) },
    { isManager: false, how: 'compared' },
  );
  const owner = { tenantId, id: browserId };
  const first = { rootPublicKey, owner: { tenantId, id }, ring };
  return { rootPublicKey, owner, ring: await openRing(rootPublicKey, { ...owner, pair }, approval.ring), first };
}

interface KeysState {
  readonly isApproved?: () => boolean;
  /** As far as this browser knows. */
  readonly removed?: readonly string[];
}

function keysOf(ours: ApprovedBrowser, { isApproved = () => true, removed = [] }: KeysState = {}): OrganisationKeys {
  return {
    certify: async (leaf) => (isApproved() ? certifyLeaf(ours, leaf) : undefined),
    known: async () => ({ rootPublicKey: toBase64Url(ours.rootPublicKey), removed, browserId: ours.owner.id }),
  };
}

/** What the relay tells everybody. */
class TestRelay {
  readonly #listeners = new Emitter<RelayEvents>();
  readonly removed = (): RemovedBrowsers => new RemovedBrowsers(this.#listeners, new AbortController().signal);

  welcome(removedBrowsers: string[]): void {
    const session = { id: sessionId, kind: 'screen', tenantName: 'Acme', msSinceStart: null } as const;
    const seat = { id: aliceSeat, role: 'expert', token: '' } as const;
    this.#listeners.emit('welcome', { type: 'welcome', session, seat, seats: [], lastNumber: 0, removedBrowsers });
  }

  removes(browserId: string): void {
    this.#listeners.emit('browser-removed', { type: 'browser-removed', browserId });
  }
}

const members: readonly Member[] = [
  { seatId: customerSeat, leaf: 0, name: 'Chris', role: 'customer', isMe: false, signatureKey: new Uint8Array(32).fill(1) },
  { seatId: aliceSeat, leaf: 1, name: 'Alice', role: 'expert', isMe: false, signatureKey: new Uint8Array(32).fill(2) },
  { seatId: bobSeat, leaf: 2, name: 'Bob', role: 'expert', isMe: false, signatureKey: new Uint8Array(32).fill(3), vouchedBy: 'Alice' },
];

/** One session of which everybody hears what the others say. */
class Room {
  readonly relay = new TestRelay();
  #sides: { readonly side: TestSide; readonly desk: CertificateDesk; isNew: boolean }[] = [];

  comes(seatId: string, keys?: OrganisationKeys): TestSide {
    const side = new TestSide(seatId);
    // A page that was loaded again has the seat and knows nothing.
    this.#sides = this.#sides.filter((one) => one.side.view.mySeatId !== seatId);
    this.#sides.push({ side, desk: new CertificateDesk(side.context, { sessionId, keys, removed: this.relay.removed() }), isNew: true });
    return side;
  }

  async settle(swap: (event: SealedEvent) => SealedEvent = (event) => event): Promise<void> {
    const here = members.filter(({ seatId }) => this.#sides.some(({ side }) => side.view.mySeatId === seatId));
    const newcomers = here.filter(({ seatId }) => this.#sides.some(({ side, isNew }) => isNew && side.view.mySeatId === seatId));
    for (const { side, desk } of this.#sides) {
      const seen = here.map((member) => ({ ...member, isMe: member.seatId === side.view.mySeatId }));
      const others = newcomers.filter(({ seatId }) => seatId !== side.view.mySeatId);
      desk.handleMembers(seen, others);
      await desk.all();
    }
    for (const one of this.#sides) one.isNew = false;
    for (const { side } of this.#sides) {
      const from = here.find(({ seatId }) => seatId === side.view.mySeatId);
      for (const event of side.sent.splice(0)) if (from) await this.#hear(swap(event), from);
    }
  }

  async #hear(event: SealedEvent, from: Member): Promise<void> {
    const bytes = new Uint8Array();
    const arrived: ArrivedEvent = { event, from, number: 1, signature: bytes, signed: bytes };
    for (const { desk } of this.#sides) {
      desk.handleArrived(arrived);
      await desk.all();
    }
  }
}

describe('experts whose browser their organisation approved', () => {
  it('[SE107] an approved browser says so, and everybody sees it; one that is not approved says nothing', async () => {
    const [ours, room] = [await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    const alice = room.comes(aliceSeat, keysOf(ours));
    const bob = room.comes(bobSeat, keysOf(ours, { isApproved: () => false }));
    await room.settle();
    for (const side of [carla, alice, bob]) expect(side.view.organisation).toEqual({ [aliceSeat]: 'approved' });
    expect(carla.view.organisationKey).toBe(alice.view.organisationKey);
  });

  it('[SE107] to the customer a colleague’s browser counts by the root of the expert whom they met, and not without it', async () => {
    const [ours, room] = [await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    room.comes(aliceSeat, keysOf(ours, { isApproved: () => false }));
    room.comes(bobSeat, keysOf(ours));
    await room.settle();
    expect(carla.view.organisation).toEqual({});
    const other = new Room();
    const kim = other.comes(customerSeat);
    other.comes(aliceSeat, keysOf(ours));
    other.comes(bobSeat, keysOf(ours));
    await other.settle();
    expect(kim.view.organisation).toEqual({ [aliceSeat]: 'approved', [bobSeat]: 'approved' });
  });

  it('[SE107] a browser that was removed meanwhile says nothing to those who come later', async () => {
    const ours = await organisation();
    let isApproved = true;
    const side = new TestSide(aliceSeat);
    const keys = keysOf(ours, { isApproved: () => isApproved });
    const desk = new CertificateDesk(side.context, { sessionId, keys, removed: new TestRelay().removed() });
    const seen = members.map((member) => ({ ...member, isMe: member.seatId === aliceSeat }));
    const comes = async (newcomers: readonly Member[]): Promise<number> => {
      desk.handleMembers(seen, newcomers);
      await desk.all();
      return side.sent.length;
    };
    expect(await comes([])).toBe(1);
    expect(await comes(seen.slice(2)), 'control').toBe(2);
    isApproved = false;
    expect(await comes(seen.slice(2))).toBe(2);
  });

  it('[SE115] what is told of the group twice in one breath asks for the keys once', async () => {
    const ours = await organisation();
    const side = new TestSide(aliceSeat);
    let asked = 0;
    const theirs = keysOf(ours);
    const keys: OrganisationKeys = { certify: (leaf) => theirs.certify(leaf), known: () => ((asked += 1), theirs.known()) };
    const desk = new CertificateDesk(side.context, { sessionId, keys, removed: new TestRelay().removed() });
    const seen = members.map((member) => ({ ...member, isMe: member.seatId === aliceSeat }));
    desk.handleMembers(seen, []);
    desk.handleMembers(seen, []);
    await desk.all();
    expect([asked, side.sent.length]).toEqual([1, 1]);
    desk.handleMembers(seen, seen.slice(2));
    await desk.all();
    expect(asked, 'control').toBe(2);
  });

  it('[SE107] another organisation’s browser is shown as such, a removed one as that; what is signed for somebody else, not at all', async () => {
    const [ours, theirs, room] = [await organisation(), await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    const alice = room.comes(aliceSeat, keysOf(ours, { removed: [ours.owner.id] }));
    room.comes(bobSeat, keysOf(theirs));
    await room.settle();
    expect(carla.view.organisation).toEqual({ [aliceSeat]: 'approved', [bobSeat]: 'foreign' });
    expect(alice.view.organisation, 'Alice’s browser knows that it was removed').toEqual({ [aliceSeat]: 'removed', [bobSeat]: 'foreign' });
    // Bob’s page says Alice’s words, and some under her root’s name.
    const copied = new Room();
    const kim = copied.comes(customerSeat);
    copied.comes(aliceSeat, keysOf(ours));
    copied.comes(bobSeat, keysOf(theirs));
    let first: SealedEvent | undefined;
    await copied.settle((event) => (first ??= event));
    expect(first).toMatchObject({ type: 'certificate' });
    expect(kim.view.organisation).toEqual({ [aliceSeat]: 'approved' });
  });
});

describe('a browser that its organisation removed in mid-session', () => {
  /** Alice and Bob of one organisation, both approved, and who looks at them. */
  async function approved({ first, ...alices }: Awaited<ReturnType<typeof organisation>>) {
    const room = new Room();
    const state = { isApproved: true };
    const keys = keysOf(alices, { isApproved: () => state.isApproved });
    const sides = [room.comes(customerSeat), room.comes(aliceSeat, keys), room.comes(bobSeat, keysOf(first))] as const;
    await room.settle();
    const remove = async (browserId: string): Promise<void> => {
      state.isApproved = false;
      room.relay.removes(browserId);
      await room.settle();
    };
    return { room, sides, keys, remove };
  }
  it.each([
    ['one that may not approve others', false],
    ['one that holds the root', true],
  ])('[SE112] is shown as that at once, to all and to itself, with a notice: %s', async (_which, isManager) => {
    const ours = await organisation();
    const [alices, bobs] = isManager ? [ours.first, ours] : [ours, ours.first];
    const room = new Room();
    const [carla, alice] = [room.comes(customerSeat), room.comes(aliceSeat, keysOf(alices))];
    const bob = room.comes(bobSeat, keysOf(bobs));
    await room.settle();
    room.relay.removes(crypto.randomUUID());
    await room.settle();
    for (const side of [carla, alice, bob]) {
      expect(side.view.organisation, 'control: another browser was removed').toEqual({ [aliceSeat]: 'approved', [bobSeat]: 'approved' });
      expect(side.view.problem).toBeUndefined();
    }
    room.relay.removes(alices.owner.id);
    await room.settle();
    for (const side of [carla, alice, bob]) expect(side.view.organisation).toEqual({ [aliceSeat]: 'removed', [bobSeat]: 'approved' });
    for (const side of [carla, bob]) expect(side.view.problem).toEqual({ code: 'browserRemoved', detail: 'Alice' });
    expect(alice.view.problem).toMatchObject({ code: 'ownBrowserRemoved' });
    carla.context.view.setState({ problem: undefined });
    room.relay.welcome([alices.owner.id]);
    await room.settle();
    expect(carla.view.problem, 'it is said once').toBeUndefined();
  });

  it('[SE112] a page that was away learns it when it comes back', async () => {
    const alices = await organisation();
    const { room, sides } = await approved(alices);
    room.relay.welcome([]);
    await room.settle();
    expect(sides[0].view.organisation, 'control').toMatchObject({ [aliceSeat]: 'approved' });
    room.relay.welcome([alices.owner.id]);
    await room.settle();
    for (const side of sides) expect(side.view.organisation).toEqual({ [aliceSeat]: 'removed', [bobSeat]: 'approved' });
  });

  it('[SE112] a page that is loaded again hears it of the removed browser, also when that one was loaded again too', async () => {
    const alices = await organisation();
    const { room, keys, remove } = await approved(alices);
    await remove(alices.owner.id);
    const carla = room.comes(customerSeat);
    await room.settle();
    expect(carla.view.organisation).toMatchObject({ [aliceSeat]: 'removed' });
    const alice = room.comes(aliceSeat, keys);
    room.relay.welcome([alices.owner.id]);
    await room.settle();
    const kim = room.comes(customerSeat);
    await room.settle();
    for (const side of [alice, kim]) expect(side.view.organisation).toMatchObject({ [aliceSeat]: 'removed' });
    expect(kim.view.organisationKey, 'whom she met vouches for no key').toBeUndefined();
  });

  it('[SE113] the server’s word makes nobody approved: not one that never was, nor one that it names and names no more', async () => {
    const [ours, room] = [await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    room.comes(aliceSeat, keysOf(ours));
    room.comes(bobSeat, keysOf(ours.first, { isApproved: () => false }));
    await room.settle();
    room.relay.removes(ours.owner.id);
    room.relay.welcome([]);
    await room.settle();
    expect(carla.view.organisation).toEqual({ [aliceSeat]: 'removed' });
  });

  it('[SE113] what a removed browser’s page goes on to say of its approval does not count, nor does the key that it names', async () => {
    const [ours, room] = [await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    room.relay.welcome([ours.owner.id]);
    // As a page that was changed: it certifies itself still.
    room.comes(aliceSeat, keysOf(ours));
    await room.settle();
    expect(carla.view.organisation).toEqual({ [aliceSeat]: 'removed' });
    expect(carla.view.organisationKey).toBeUndefined();
  });

  it('[SE112] approved anew it is another browser, and counts', async () => {
    const ours = await organisation();
    const { room, remove } = await approved(ours);
    await remove(ours.owner.id);
    // Here the organisation’s other browser is the new one.
    room.comes(aliceSeat, keysOf(ours.first));
    const carla = room.comes(customerSeat);
    room.relay.welcome([ours.owner.id]);
    await room.settle();
    expect(carla.view.organisation).toMatchObject({ [aliceSeat]: 'approved' });
  });
});
