import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { ApiClient } from '../fixtures/api.ts';
import { connect } from '../fixtures/calls.ts';
import { cast, type Person, type Role } from '../fixtures/person.ts';
import { userIds } from '../fixtures/queues.ts';
import { test } from '../fixtures/test.ts';
import { RecordingsPage } from '../pages/recordings-page.ts';

/** Long enough for a tone to be measured, and for a gap to be seen. */
const saySeconds = 4;
const pauseSeconds = 2;

const recordingsOf = (person: Person): RecordingsPage => new RecordingsPage(person.page, person.product.url);

/** Both see the mark beside their call. */
async function bothSee(people: readonly [Person, Person], mark: 'Recording' | 'Recording paused' | undefined): Promise<void> {
  const [one, other] = people;
  for (const [person, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    const call = person.phone.callWith(peer.who.name);
    if (mark === undefined) await expect(call.getByText(/^Recording/)).toHaveCount(0);
    else await expect(call.getByText(mark, { exact: true })).toBeVisible();
  }
}

async function hasTone(person: Person, id: string, side: 'caller' | 'callee', role: Role): Promise<void> {
  const facts = await recordingsOf(person).track(id, side, { fromSeconds: 1, toSeconds: 3 });
  expect(facts.status).toBe(200);
  expect(facts.levelDb).toBeGreaterThan(-45);
  expect(Math.abs(facts.frequencyHz - cast[role].toneHz)).toBeLessThan(15);
}

/** Alice calls Bob and records: some seconds, a pause, some seconds. */
async function recordACall(alice: Person, bob: Person): Promise<void> {
  await connect(alice, bob);
  await bob.hears('alice');
  await alice.phone.press('Bob', 'Record');
  await bothSee([alice, bob], 'Recording');
  await alice.phone.talksOn('Bob', saySeconds);
  await bob.phone.press('Alice', 'Pause recording');
  await bothSee([alice, bob], 'Recording paused');
  await alice.phone.talksOn('Bob', pauseSeconds);
  await alice.phone.press('Bob', 'Resume recording');
  await bothSee([alice, bob], 'Recording');
  await alice.phone.talksOn('Bob', 1);
  await alice.phone.press('Bob', 'Stop recording');
  await bothSee([alice, bob], undefined);
}

/** Chooses in the dialog of a person or queue whether calls are recorded. @returns what was stored */
async function choosePolicy(admin: Person, at: { path: string; row: string; choice: string }): Promise<unknown> {
  const { page, product } = admin;
  await page.goto(`${product.url}${at.path}`);
  await page.getByRole('main').getByRole('rowheader', { name: at.row }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Call recording' }).selectOption({ label: at.choice });
  const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().includes('/recording-policies/'));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  return (await stored).json();
}

test.describe('a recorded call', () => {
  test('[REC01] [REC02] [REC30] [REC32] [REC64] both see it; it is found, heard by those who may, and who listened is written down', async ({
    people,
  }) => {
    test.setTimeout(150_000);
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await recordACall(alice, bob);
    await alice.phone.press('Bob', 'Hang up');

    const page = recordingsOf(alice);
    await page.open();
    await expect(page.rows.first()).toContainText(/Alice.* with Bob/);
    const id = await page.openNewest();
    await expect(page.panel.getByRole('list', { name: /^Left out/ }).getByRole('listitem')).toHaveCount(1);
    await hasTone(alice, id, 'caller', 'alice');
    await hasTone(alice, id, 'callee', 'bob');
    await expectNoFindings(alice.page, 'a recording');
    await expect(page.panel.getByRole('heading', { name: 'Access log' }), 'she hears only her own calls').toHaveCount(0);
    await expect(page.panel.getByRole('button', { name: 'Put on hold' })).toHaveCount(0);

    await page.note('Complaint about invoice 4711');
    await page.tag('billing');
    for (const text of ['invoice 4711', 'billing', 'bob']) {
      await page.search(text);
      await expect(page.rows).toHaveCount(1);
    }
    await page.search('nobody said this');
    await expect(alice.page.getByText('No recording fits')).toBeVisible();

    const dave = await people.arrive('dave');
    await dave.signIn();
    await recordingsOf(dave).open();
    await expect(dave.page.getByText('No call was recorded yet')).toBeVisible();
    expect(await recordingsOf(dave).track(id, 'caller', { fromSeconds: 0, toSeconds: 1 })).toMatchObject({ status: 404 });
    await recordingsOf(dave).openById(id);
    await expect(dave.page.getByText('There is no such recording')).toBeVisible();

    const carol = await people.arrive('carol');
    await carol.signIn();
    const all = recordingsOf(carol);
    await all.open();
    await all.openNewest();
    await all.panel.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => all.position(), { message: 'the player goes on' }).toBeGreaterThan(1);
    await all.panel.getByRole('slider', { name: 'Position' }).press('End');
    await all.panel.getByRole('button', { name: 'Read again' }).click();
    for (const listened of [/^Carol.* listened$/, /^Alice.* listened$/]) await expect(all.panel.getByText(listened)).toHaveCount(1);
    await expect(all.panel.getByText(/Dave/)).toHaveCount(0);
    const download = carol.page.waitForEvent('download');
    await all.panel.getByRole('button', { name: 'Both voices (WAV)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^Call Alice.* Bob.*\.wav$/);
    await expect(all.panel.getByText(/^Carol.* exported$/)).toHaveCount(1);
  });

  test('[REC02] [SP83] a page that is reloaded in the call shows that it is recorded, and can still stop it', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await alice.phone.press('Bob', 'Record');
    await bothSee([alice, bob], 'Recording');
    await bob.page.reload();
    await bob.phone.isConnected('Alice', 30_000);
    await bothSee([alice, bob], 'Recording');
    await bob.phone.press('Alice', 'Stop recording');
    await bothSee([alice, bob], undefined);
  });

  test('[REC06] [REC23] [REC64] [REC65] who is always recorded is recorded from the first word; what is held stays until two agree', async ({
    people,
    product,
  }) => {
    const api = await ApiClient.signIn(product, cast.admin.email);
    const bobsId = (await userIds(api, ['bob'])).get('bob') ?? '';
    const setPolicy = (policy: string): Promise<unknown> => api.expect('PUT', `/api/admin/recording-policies/user/${bobsId}`, { policy });
    const admin = await people.arrive('admin');
    await admin.signIn();
    expect(await choosePolicy(admin, { path: '/admin/users?query=bob', row: 'Bob Brown', choice: 'Always' })).toEqual({ policy: 'always' });
    const queue = { path: '/admin/queues', row: 'Service' };
    expect(await choosePolicy(admin, { ...queue, choice: 'Never' })).toEqual({ policy: 'never' });
    expect(await choosePolicy(admin, { ...queue, choice: 'On demand' })).toEqual({ policy: 'on-demand' });
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await bothSee([alice, bob], 'Recording');
    await expect(bob.phone.callWith('Alice').getByRole('button', { name: 'Stop recording' })).toHaveCount(0);
    await alice.phone.talksOn('Bob', saySeconds);
    await alice.phone.press('Bob', 'Hang up');
    await setPolicy('on-demand');
    await connect(alice, bob);
    await bothSee([alice, bob], undefined);
    await alice.phone.press('Bob', 'Hang up');

    const page = recordingsOf(admin);
    await page.open();
    const id = await page.openNewest();
    await expect(page.panel).toContainText('Recorded by a person’s policy');
    await hasTone(admin, id, 'callee', 'bob');
    await page.panel.getByRole('button', { name: 'Put on hold' }).click();
    const dialog = admin.page.getByRole('alertdialog', { name: /legal hold/ });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Claim 17');
    await dialog.getByRole('button', { name: 'Put on hold' }).click();
    await expect(page.panel).toContainText(/Held by Admin.*: Claim 17/);
    await page.panel.getByRole('button', { name: 'Ask to end the hold' }).click();
    await expect(page.panel).toContainText('Another administrator must agree');
    await expect(page.panel.getByRole('button', { name: 'Agree to end the hold' }), 'one person is not two').toHaveCount(0);
  });
});
