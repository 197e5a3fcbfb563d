import { describe, expect, it } from 'vitest';
import {
  approveBrowser,
  certifyLeaf,
  foundTenantKeys,
  newLockedPair,
  openRing,
  publicBytesOf,
  toBase64Url,
  type ArrivedEvent,
  type Bytes,
  type CertifiedLeaf,
  type KeyRing,
  type Member,
  type SealedEvent,
} from '../../../../seal/index.ts';
import { CertificateDesk, type OrganisationKeys } from './certificate-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const sessionId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002';

/** An organisation, and an approved browser of it that may not approve others. */
async function organisation(): Promise<{ readonly root: Bytes; readonly ring: KeyRing; readonly browserId: string }> {
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
  return { root: rootPublicKey, browserId, ring: await openRing(rootPublicKey, { tenantId, id: browserId, pair }, approval.ring) };
}
type Organisation = Awaited<ReturnType<typeof organisation>>;

function keysOf({ root, ring }: Organisation, { isApproved = true, removed = [] as readonly string[] } = {}): OrganisationKeys {
  return {
    certify: async (leaf) => (isApproved ? certifyLeaf(root, ring, leaf) : undefined),
    known: async () => ({ rootPublicKey: toBase64Url(root), removed }),
  };
}

const members: readonly Member[] = [
  { seatId: customerSeat, leaf: 0, name: 'Chris', role: 'customer', isMe: false, signatureKey: new Uint8Array(32).fill(1) },
  { seatId: aliceSeat, leaf: 1, name: 'Alice', role: 'expert', isMe: false, signatureKey: new Uint8Array(32).fill(2) },
  { seatId: bobSeat, leaf: 2, name: 'Bob', role: 'expert', isMe: false, signatureKey: new Uint8Array(32).fill(3), vouchedBy: 'Alice' },
];

/** One session of which everybody hears what the others say. */
class Room {
  readonly #sides: { readonly side: TestSide; readonly desk: CertificateDesk; heard: number }[] = [];

  comes(seatId: string, keys?: OrganisationKeys): TestSide {
    const side = new TestSide(seatId);
    this.#sides.push({ side, desk: new CertificateDesk(side.context, sessionId, keys), heard: 0 });
    return side;
  }

  async settle(swap: (event: SealedEvent) => SealedEvent = (event) => event): Promise<void> {
    const here = members.filter(({ seatId }) => this.#sides.some(({ side }) => side.view.mySeatId === seatId));
    for (const { side, desk } of this.#sides) {
      const seen = here.map((member) => ({ ...member, isMe: member.seatId === side.view.mySeatId }));
      desk.handleMembers(seen, []);
      await desk.all();
    }
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
    const bob = room.comes(bobSeat, keysOf(ours, { isApproved: false }));
    await room.settle();
    for (const side of [carla, alice, bob]) expect(side.view.organisation).toEqual({ [aliceSeat]: 'approved' });
    expect(carla.view.organisationKey).toBe(alice.view.organisationKey);
  });

  it('[SE107] to the customer a colleague’s browser counts by the root of the expert whom they met, and not without it', async () => {
    const [ours, room] = [await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    room.comes(aliceSeat, keysOf(ours, { isApproved: false }));
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
    const keys = { ...keysOf(ours), certify: (leaf: CertifiedLeaf) => keysOf(ours, { isApproved }).certify(leaf) };
    const desk = new CertificateDesk(side.context, sessionId, keys);
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

  it('[SE107] another organisation’s browser is shown as such; a removed one, and what is signed for somebody else, not at all', async () => {
    const [ours, theirs, room] = [await organisation(), await organisation(), new Room()];
    const carla = room.comes(customerSeat);
    const alice = room.comes(aliceSeat, keysOf(ours, { removed: [ours.browserId] }));
    room.comes(bobSeat, keysOf(theirs));
    await room.settle();
    expect(carla.view.organisation).toEqual({ [aliceSeat]: 'approved', [bobSeat]: 'foreign' });
    expect(alice.view.organisation, 'Alice’s browser knows that it was removed').toEqual({ [bobSeat]: 'foreign' });
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
