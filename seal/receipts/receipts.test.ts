import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../bytes.ts';
import { newLockedPair, publicBytesOf } from '../hpke.ts';
import { Room, say } from '../session/testing/people.ts';
import { openRing } from '../tenant-keys/key-ring.ts';
import { approveBrowser, foundTenantKeys } from '../tenant-keys/tenant-keys.ts';
import { fingerprintOf, TenantRoot } from '../tenant-keys/tenant-root.ts';
import { hashOfEntry } from './chain.ts';
import { certifyLeaf, type ApprovedBrowser } from './leaf-certificate.ts';
import { receiptFile, type LeafCertificate, type ReceiptEntry, type ReceiptFile } from './receipt-format.ts';
import { giveHead, settled, writerOf, type Writer } from './testing/story.ts';
import { verifyReceipt, type ReceiptProblem } from './verify-receipt.ts';

/** As it comes out of a file. */
const copyOf = (file: ReceiptFile): ReceiptFile => receiptFile.parse(JSON.parse(JSON.stringify(file)));

/** Alice helps Carla: they chat, Carla grants, there are heads, it ends. */
async function story(): Promise<{ readonly room: Room; readonly carla: Writer; readonly alice: Writer }> {
  const room = new Room();
  const met = await room.met();
  const [carla, alice] = [writerOf(room, met.carla, 'customer'), writerOf(room, met.alice, 'expert')];
  await say(carla.person, 'hello');
  await alice.person.end.send({ type: 'ask', id: 'a', capability: 'view', minutes: 5 });
  await carla.person.end.send({ type: 'grant', askId: 'a', capability: 'view', seatId: room.alice, minutes: 5 });
  await giveHead(room, carla);
  await say(alice.person, 'and now?');
  await giveHead(room, carla);
  await carla.person.end.send({ type: 'end', reason: 'done' });
  await settled(room);
  return { room, carla, alice };
}

/** Carla's page is loaded again, and she speaks. */
async function restarted(): Promise<Awaited<ReturnType<typeof story>>> {
  const room = new Room();
  const met = await room.met();
  const [before, alice] = [writerOf(room, met.carla, 'customer'), writerOf(room, met.alice, 'expert')];
  await say(before.person, 'hello');
  await giveHead(room, before);
  const resume = await met.carla.end.resumeSecret();
  room.relay.detach(room.carla);
  const carla = writerOf(room, await room.customer(room.link, resume && { resume }), 'customer');
  await settled(room);
  await say(carla.person, 'back');
  await settled(room);
  return { room, carla, alice };
}

describe('receipts', () => {
  let receipt: ReceiptFile;
  let other: ReceiptFile;
  beforeAll(async () => {
    receipt = await (await story()).carla.book.toFile();
    other = await (await story()).carla.book.toFile();
  });

  it('[SE90] both sides write the same, and it is found right: signed by both up to the last head', async () => {
    const { room, carla, alice } = await story();
    const [hers, theirs] = [await carla.book.toFile(), await alice.book.toFile()];
    expect(theirs.entries).toEqual(hers.entries);
    expect(alice.recorded.filter(({ kind }) => kind === 'countersign')).toHaveLength(2);
    const verdict = await verifyReceipt(copyOf(hers));
    expect(verdict).toMatchObject({ problems: [], entries: 9, isEnded: true, isFromStart: true });
    const head = hers.entries.filter(({ signed }) => signed.includes('receipt-head')).at(-1);
    expect(verdict.bothUpTo).toBe((head?.number ?? 0) - 2);
    expect(verdict.oneSidedUpTo).toBe(verdict.bothUpTo);
    expect(verdict.people.map(({ name, role, isCertified }) => [name, role, isCertified])).toEqual([
      ['Carla', 'customer', false],
      ['Alice', 'expert', false],
    ]);
    expect(room.relay.entries.length).toBeGreaterThan(hers.entries.length);
  });

  it('[SE91] heads are given only when something was said since the last one', async () => {
    const { carla } = await story();
    expect(await carla.book.nextHead()).toMatchObject({ type: 'receipt-head', number: receipt.entries.at(-1)?.number });
    expect(await carla.book.nextHead()).toBeUndefined();
  });

  it('[SE92] an expert does not sign a head that is not of what they saw; it stays one-sided', async () => {
    const room = new Room();
    const met = await room.met();
    const [carla, alice] = [writerOf(room, met.carla, 'customer'), writerOf(room, met.alice, 'expert')];
    await say(carla.person, 'one');
    await giveHead(room, carla);
    await say(alice.person, 'two');
    await settled(room);
    const number = room.relay.entries.length;
    await carla.person.end.send({ type: 'receipt-head', number, hash: toBase64Url(new Uint8Array(32)), at: 0 });
    await settled(room);
    expect(alice.recorded.at(-1)).toEqual({ kind: 'differs', number });
    const verdict = await verifyReceipt(await alice.book.toFile());
    expect(verdict.problems).toEqual([{ number: number + 1, why: 'head' }]);
    expect(verdict.bothUpTo).toBeLessThan(number);
  });

  it('[SE93] who comes later follows from the first head they hear, and says so', async () => {
    const room = new Room();
    const met = await room.met();
    const carla = writerOf(room, met.carla, 'customer');
    await say(carla.person, 'before Bob');
    await giveHead(room, carla);
    const { routing, secret } = room.colleague;
    const second = await room.second({ invited: { routing, secret: { kind: 'link', secret } } });
    const bob = writerOf(room, second, 'expert');
    await settled(room);
    await carla.person.end.admit(room.bob);
    await settled(room);
    await say(carla.person, 'hello Bob');
    await giveHead(room, carla);
    await say(second, 'hello Carla');
    await giveHead(room, carla);
    expect(bob.recorded.map(({ kind }) => kind)).not.toContain('differs');
    expect(bob.recorded.map(({ kind }) => kind)).toContain('countersign');
    const verdict = await verifyReceipt(await bob.book.toFile());
    expect(verdict).toMatchObject({ problems: [], isFromStart: false, isEnded: false });
    expect(verdict.bothUpTo).toBeGreaterThan(0);
    expect(await verifyReceipt(await carla.book.toFile())).toMatchObject({ problems: [], isFromStart: true });
    const people = (await verifyReceipt(await carla.book.toFile())).people;
    expect(people).toContainEqual(expect.objectContaining({ name: 'Bob', vouchedBy: 'Alice' }));
  });

  it('[SE97] a customer’s page that is loaded again begins another receipt, and so does the expert’s', async () => {
    const { room, carla, alice } = await restarted();
    expect(alice.recorded.at(-1)).toEqual({ kind: 'other-page' });
    const next = writerOf(room, alice.person, 'expert');
    await say(carla.person, 'again');
    await giveHead(room, carla);
    expect(next.recorded.map(({ kind }) => kind)).not.toContain('differs');
    for (const { book } of [next, alice]) expect((await verifyReceipt(await book.toFile())).problems).toEqual([]);
  });

  type Change = (entries: ReceiptEntry[], file: ReceiptFile) => unknown;
  const at = (entries: ReceiptEntry[], index: number): ReceiptEntry => {
    const entry = entries.at(index);
    if (!entry) throw new Error('no such entry');
    return entry;
  };
  const replaced = (entries: ReceiptEntry[], index: number, change: Partial<ReceiptEntry>): void => {
    entries[index] = { ...at(entries, index), ...change };
  };
  it.each<[string, ReceiptProblem, Change]>([
    ['a word changed', 'signature', (entries) => replaced(entries, 0, { signed: at(entries, 0).signed.replace('hello', 'hallo') })],
    [
      'minutes changed',
      'signature',
      (entries) => replaced(entries, 2, { signed: at(entries, 2).signed.replace('"minutes":5', '"minutes":60') }),
    ],
    ['a signature of something else', 'signature', (entries) => replaced(entries, 0, { signature: at(entries, 1).signature })],
    ['said by somebody else', 'signature', (entries) => replaced(entries, 0, { from: at(entries, 1).from })],
    ['under another name', 'chain', (entries) => replaced(entries, 0, { from: { ...at(entries, 0).from, name: 'Eve' } })],
    ['an entry left out', 'chain', (entries) => entries.splice(1, 1)],
    ['an entry put in again', 'repeated', (entries) => entries.push({ ...at(entries, 0), number: 900 })],
    ['two entries exchanged', 'order', (entries) => entries.splice(0, 2, at(entries, 1), at(entries, 0))],
    ['a number changed', 'chain', (entries) => replaced(entries, 1, { number: at(entries, 1).number + 1000 })],
    ['an entry of another session', 'session', (entries) => entries.push({ ...at(other.entries, 0), number: 900 })],
    ['another tenant’s name', 'chain', (_, file) => Object.assign(file.header, { tenantName: 'Other' })],
    ['another build', 'chain', (_, file) => Object.assign(file.header, { build: 'build-2' })],
    ['another session’s id', 'session', (_, file) => Object.assign(file.header, { sessionId: crypto.randomUUID() })],
    ['the beginning cut off', 'chain', (entries) => entries.shift()],
    ['a field put in', 'unreadable', (entries) => Object.assign(at(entries, 0), { note: 'x' })],
  ])('[SE94] %s is found', async (_, why, change) => {
    const file = copyOf(receipt);
    change(file.entries, file);
    const { problems } = await verifyReceipt(file);
    expect(problems.map((problem) => problem.why)).toContain(why);
  });

  it('[SE94] made anew after a change, the heads do not fit any more', async () => {
    const file = copyOf(receipt);
    // The chain is healed: every hash fits again, only what the heads signed does not.
    file.entries.splice(1, 1);
    for (const index of file.entries.keys()) {
      const before = file.entries[index - 1];
      if (before) replaced(file.entries, index, { previous: await hashOfEntry(before) });
    }
    const { problems } = await verifyReceipt(file);
    expect(new Set(problems.map(({ why }) => why))).toEqual(new Set(['head']));
  });

  it('[SE95] an end cut off is said; what no head of both covers is one-sided', async () => {
    const file = copyOf(receipt);
    file.entries.splice(-1);
    expect(await verifyReceipt(file)).toMatchObject({ problems: [], isEnded: false });
    const last = file.entries.findLastIndex(({ from, signed }) => from.role === 'expert' && signed.includes('receipt-head'));
    file.entries.splice(last);
    const verdict = await verifyReceipt(file);
    expect(verdict.problems).toEqual([]);
    expect(verdict.oneSidedUpTo).toBeGreaterThan(verdict.bothUpTo);
    expect(verdict.bothUpTo).toBeGreaterThan(0);
  });

  it('[SE95] anything that is no receipt is unreadable', async () => {
    for (const value of [null, [], {}, { entries: [] }, 'receipt'])
      expect((await verifyReceipt(value)).problems).toEqual([{ number: null, why: 'unreadable' }]);
  });

  describe('of a tenant', () => {
    /** Its first browser, which holds the root. */
    async function tenant(): Promise<ApprovedBrowser & { readonly root: ReturnType<typeof fromBase64Url> }> {
      const [tenantId, id, pair] = [crypto.randomUUID(), crypto.randomUUID(), await newLockedPair()];
      const { request } = await foundTenantKeys(tenantId, { id, name: 'First', publicKey: await publicBytesOf(pair) });
      const root = fromBase64Url(request.rootPublicKey);
      return {
        root,
        rootPublicKey: root,
        owner: { tenantId, id },
        ring: await openRing(root, { tenantId, id, pair }, request.browser.ring),
      };
    }

    /** Another browser, which may not approve others. */
    async function approvedBy({ owner: { tenantId }, root, ring }: Awaited<ReturnType<typeof tenant>>): Promise<ApprovedBrowser> {
      const [id, pair] = [crypto.randomUUID(), await newLockedPair()];
      const asked = { id, publicKey: toBase64Url(await publicBytesOf(pair)) };
      const approval = await approveBrowser({ tenantId, rootPublicKey: root, ring }, asked, { isManager: false, how: 'compared' });
      const owner = { tenantId, id };
      return { rootPublicKey: root, owner, ring: await openRing(root, { ...owner, pair }, approval.ring) };
    }

    it('[SE96] the tenant’s root certifies its expert; another root, name, session or key does not', async () => {
      const [ours, theirs] = [await tenant(), await tenant()];
      const tenantRoot = await fingerprintOf(ours.root);
      const { sessionId } = receipt.header;
      const key = receipt.entries.find(({ from }) => from.role === 'expert')?.from.key ?? '';
      const check = async (certificates: ReceiptFile['certificates']): Promise<string[]> =>
        (await verifyReceipt({ ...receipt, certificates }, { tenantRoot })).problems.map(({ why }) => why);
      const good = await certifyLeaf(ours, { sessionId, key, name: 'Alice' });
      expect(await check([good])).toEqual([]);
      expect(await verifyReceipt({ ...receipt, certificates: [good] })).toMatchObject({ people: [{}, { isCertified: true }] });
      expect(await check([])).toEqual(['uncertified']);
      const foreign = await certifyLeaf(theirs, { sessionId, key, name: 'Alice' });
      expect(await check([foreign])).toEqual(['foreign-root', 'uncertified']);
      expect(await check([{ ...foreign, rootPublicKey: good.rootPublicKey }])).toEqual(['certificate', 'uncertified']);
      expect(await check([await certifyLeaf(ours, { sessionId, key, name: 'Bob' })])).toEqual(['uncertified']);
      // As pages said it before certificates named the browser.
      const statement = JSON.stringify(['deskline leaf', 1, sessionId, key, 'Alice']);
      const signature = await (await TenantRoot.from(ours.root, fromBase64Url(ours.ring.root ?? ''))).sign(statement);
      expect(await check([{ key, name: 'Alice', rootPublicKey: good.rootPublicKey, signature }])).toEqual([]);
      const elsewhere = await certifyLeaf(ours, { sessionId: crypto.randomUUID(), key, name: 'Alice' });
      expect(await check([elsewhere])).toEqual(['certificate', 'uncertified']);
      await expect(certifyLeaf({ ...ours, ring: { ...ours.ring, root: null } }, { sessionId, key, name: 'Alice' })).rejects.toMatchObject({
        why: 'not-manager',
      });
    });

    it('[SE96] an approved browser that does not hold the root certifies by its own key; what another root, or nobody, approved does not', async () => {
      const [ours, theirs] = [await tenant(), await tenant()];
      const tenantRoot = await fingerprintOf(ours.root);
      const { sessionId } = receipt.header;
      const key = receipt.entries.find(({ from }) => from.role === 'expert')?.from.key ?? '';
      const check = async (certificate: LeafCertificate): Promise<string[]> =>
        (await verifyReceipt({ ...receipt, certificates: [certificate] }, { tenantRoot })).problems.map(({ why }) => why);
      const leaf = { sessionId, key, name: 'Alice' };
      const [approved, stranger] = [await approvedBy(ours), await approvedBy(theirs)];
      expect(approved.ring.root, 'control: it holds no root').toBeNull();
      const good = await certifyLeaf(approved, leaf);
      expect(await check(good)).toEqual([]);
      const foreign = await certifyLeaf(stranger, leaf);
      expect(await check(foreign)).toEqual(['foreign-root', 'uncertified']);
      // Under our root's name, but approved by theirs; and with a key that nobody approved.
      for (const forged of [
        { ...foreign, rootPublicKey: good.rootPublicKey },
        { ...foreign, rootPublicKey: good.rootPublicKey, signer: good.signer },
        { ...good, signer: good.signer && { ...good.signer, browserId: crypto.randomUUID() } },
        { ...good, signer: undefined },
      ])
        expect(await check(forged)).toEqual(['certificate', 'uncertified']);
      expect(await check({ ...good, name: 'Bob' })).toEqual(['certificate', 'uncertified']);
    });
  });
});
