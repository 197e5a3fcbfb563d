import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { searchFolder } from '../../tools/proof/canary-search.ts';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { connect } from '../fixtures/calls.ts';
import { cast, type Person, type Role } from '../fixtures/person.ts';
import { flipABit, openEverything, toneOf, trackKeysOf } from '../fixtures/sealed-recordings.ts';
import { test as base } from '../fixtures/test.ts';
import { leaveMessage, setVoicemail } from '../fixtures/voicemail.ts';
import { RecordingsPage } from '../pages/recordings-page.ts';
import { SealingPage } from '../pages/sealing-page.ts';

const sealedText = 'Sealed: only your team’s approved browsers can open it.';

/** Somebody signed in, at a server of their own: sealing stays on once it was set up. */
const test = base.extend<{ arrive: (role: Role) => Promise<Person> }>({
  arrive: async ({ ownPeople }, use) => {
    await setVoicemail(ownPeople.product, ['alice', 'bob', 'admin'], false);
    await use(async (role) => {
      const person = await ownPeople.arrive(role);
      await person.signIn();
      return person;
    });
  },
});

const sealingOf = (person: Person): SealingPage => new SealingPage(person.page, person.product.url);
const recordingsOf = (person: Person): RecordingsPage => new RecordingsPage(person.page, person.product.url);

async function recordACall(alice: Person, bob: Person): Promise<void> {
  for (const person of [alice, bob]) {
    await person.phone.open();
    await person.phone.isReachable();
  }
  await connect(alice, bob);
  await bob.hears('alice');
  await alice.phone.press('Bob', 'Record');
  await expect(bob.phone.callWith('Alice').getByText('Recording', { exact: true })).toBeVisible();
  await alice.phone.talksOn('Bob', 4);
  await alice.phone.press('Bob', 'Stop recording');
  await expect(bob.phone.callWith('Alice').getByText('Recording', { exact: true })).toHaveCount(0);
  await alice.phone.press('Bob', 'Hang up');
}

/** Opens the newest recording in this browser. */
async function openInBrowser(person: Person): Promise<void> {
  const { panel } = recordingsOf(person);
  await panel.getByRole('button', { name: 'Open in this browser' }).click();
  await expect(panel.getByRole('slider', { name: 'Position' })).toBeVisible();
}

/** Saves one voice and measures it. */
async function hasTone(person: Person, role: Role): Promise<void> {
  const { panel } = recordingsOf(person);
  const download = person.page.waitForEvent('download');
  await panel.getByRole('button', { name: new RegExp(`^Only ${cast[role].name}.*Opus`, 'u') }).click();
  const { hertz, levelDb } = await toneOf(person.page, await readFile(await (await download).path()));
  expect(levelDb).toBeGreaterThan(-45);
  expect(Math.abs(hertz - cast[role].toneHz)).toBeLessThan(15);
}

test.describe('sealed recordings', () => {
  test('[SR40] [SR41] [SR42] only approved browsers hear a sealed call; the server with all its keys does not', async ({ arrive }) => {
    test.setTimeout(240_000);
    const admin = await arrive('admin');
    const { product } = admin;
    const sealing = sealingOf(admin);
    await sealing.open();
    const code = await sealing.setUp('Desk of the admin');
    await expectNoFindings(admin.page, 'sealing');
    const [alice, bob] = await Promise.all([arrive('alice'), arrive('bob')]);
    await recordACall(alice, bob);

    // Alice may hear it; her browser may not yet.
    const page = recordingsOf(alice);
    await page.open();
    await page.rows.first().getByRole('button').click();
    await expect(page.panel.getByText(sealedText)).toBeVisible();
    await expect(page.panel.getByRole('button', { name: 'Open in this browser' })).toHaveCount(0);
    const hers = await sealingOf(alice).ask('Alice’s browser');
    expect(hers).toMatch(/^(\d{5}, ){5}\d{5}$/u);
    expect(await sealing.startApproving('Alice’s browser')).toBe(hers);
    await expectNoFindings(admin.page, 'approving a browser');
    await sealing.finishApproving();

    await openInBrowser(alice);
    await expectNoFindings(alice.page, 'a sealed recording');
    await page.panel.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => page.position(), { message: 'the player goes on' }).toBeGreaterThan(1);
    for (const role of ['alice', 'bob'] as const) await hasTone(alice, role);
    const mixed = alice.page.waitForEvent('download');
    await page.panel.getByRole('button', { name: 'Both voices (WAV)' }).click();
    expect((await mixed).suggestedFilename()).toMatch(/\.wav$/u);

    // What she writes on it is sealed too, and found by her browser only.
    await page.note('Complaint about invoice 4711');
    await page.tag('billing');
    for (const text of ['INVOICE 4711', 'billing']) {
      await page.search(text);
      await expect(alice.page.getByRole('list', { name: 'Found in sealed notes' }).getByRole('listitem')).toHaveCount(1);
      await expect(page.rows).toHaveCount(0);
    }
    await page.search('nobody said this');
    await expect(alice.page.getByText('No recording fits')).toBeVisible();
    await page.search('');

    // The server gives nothing in the clear, and cannot.
    const id = new URL(alice.page.url()).searchParams.get('open') ?? '';
    const api = await ApiClient.signIn(product, cast.alice.email);
    expect(await api.send('GET', `/api/recordings/${id}/tracks/caller`)).toMatchObject({ status: 409, body: { code: 'sealed' } });

    expect(await api.send('GET', `/api/recordings/${id}`)).toMatchObject({ body: { notes: '', tags: [], isSealed: true } });
    expect(await api.send('GET', '/api/recordings?query=invoice')).toMatchObject({ body: { items: [] } });

    // Bob was in the call, his browser is not approved. Another browser of the admin opens it with the code, and with no other.
    await recordingsOf(bob).openById(id);
    await expect(recordingsOf(bob).panel.getByText('This browser is not approved')).toBeVisible();
    await expect(recordingsOf(bob).panel.getByRole('button', { name: 'Open in this browser' })).toHaveCount(0);
    await expect(recordingsOf(bob).panel.getByText('Sealed. Approved browsers show them.')).toBeVisible();
    await expect(recordingsOf(bob).panel.getByRole('button', { name: 'Use the recovery code' })).toHaveCount(0);
    const laptop = await arrive('admin');
    await recordingsOf(laptop).openById(id);
    await expect(recordingsOf(laptop).panel.getByText('This browser is not approved')).toBeVisible();
    const wrong = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2');
    await sealingOf(laptop).recover(wrong, 'Laptop');
    await expect(sealingOf(laptop).dialog.getByText('This is not the recovery code.')).toBeVisible();
    await laptop.page.keyboard.press('Escape');
    await sealingOf(laptop).recover(code, 'Laptop');
    await openInBrowser(laptop);
    for (const role of ['alice', 'bob'] as const) await hasTone(laptop, role);
    await expect(recordingsOf(laptop).panel.getByRole('textbox', { name: 'Notes' })).toHaveValue('Complaint about invoice 4711');
    await expect(recordingsOf(laptop).panel.getByText(/^Alice.* listened$/)).toHaveCount(1);

    // Control: voicemail, and a recording after sealing was turned off.
    await sealing.turnOff();
    await recordACall(alice, bob);
    await alice.phone.open();
    await leaveMessage(alice, bob);
    const everything = (await openEverything(product)).filter(({ retentionClass }) => ['recordings', 'voicemail'].includes(retentionClass));
    const sealed = everything.filter(({ key }) => key === 'sealed');
    const others = everything.filter(({ key }) => key === 'wrapped');
    expect(sealed.map(({ retentionClass, bytes }) => [retentionClass, bytes])).toEqual([
      ['recordings', null],
      ['recordings', null],
    ]);
    for (const { tried } of sealed) expect(tried).toBeGreaterThan(1);
    expect(others.map(({ retentionClass }) => retentionClass).toSorted()).toEqual(['recordings', 'recordings', 'voicemail']);
    for (const { bytes } of others) expect(bytes).toBeGreaterThan(1_000);

    // Nor do the keys of the tracks lie anywhere in its folder; control: their sealed form does.
    for (const key of await trackKeysOf(product, code, id)) {
      expect(await searchFolder(product.dataDir, key.plain)).toEqual([]);
      expect(await searchFolder(product.dataDir, key.sealed)).not.toEqual([]);
    }

    // A changed bit is found by whoever opens it.
    const [first] = sealed;
    if (first === undefined) throw new Error('nothing is sealed');
    await flipABit(product, first);
    await recordingsOf(laptop).openById(id);
    await recordingsOf(laptop).panel.getByRole('button', { name: 'Open in this browser' }).click();
    await expect(recordingsOf(laptop).panel.getByText('This recording was changed or damaged, and is not played.')).toBeVisible();
    await flipABit(product, first);
    await recordingsOf(laptop).panel.getByRole('button', { name: 'Open in this browser' }).click();
    await expect(recordingsOf(laptop).panel.getByRole('slider', { name: 'Position' })).toBeVisible();
  });

  test('[SR43] [SR44] a removed browser gets nothing new; all of it stands in the audit log', async ({ arrive }) => {
    test.setTimeout(180_000);
    const admin = await arrive('admin');
    const sealing = sealingOf(admin);
    await sealing.open();
    await sealing.setUp('Desk of the admin');
    const [alice, bob] = await Promise.all([arrive('alice'), arrive('bob')]);
    await recordACall(alice, bob);
    const page = recordingsOf(alice);
    await page.open();
    await page.rows.first().getByRole('button').click();
    await sealingOf(alice).ask('Alice’s browser');
    await sealing.startApproving('Alice’s browser');
    await sealing.finishApproving();
    await openInBrowser(alice);
    await sealing.remove('Alice’s browser');
    await expect(admin.page.getByText('Number 2', { exact: true })).toBeVisible();
    await recordACall(alice, bob);
    await page.open();
    await page.rows.first().getByRole('button').click();
    await expect(page.panel.getByText('This browser is not approved')).toBeVisible();
    await recordingsOf(admin).open();
    await recordingsOf(admin).rows.first().getByRole('button').click();
    await openInBrowser(admin);
    for (const role of ['alice', 'bob'] as const) await hasTone(admin, role);
    await admin.page.goto(`${admin.product.url}/admin/audit`);
    for (const action of [
      'Sealing of recordings set up',
      'Approval of a browser asked for',
      'Browser approved for sealed recordings',
      'Browser for sealed recordings removed',
    ])
      await expect(admin.page.getByRole('row').filter({ hasText: action })).toHaveCount(1);
  });
});
