import { expect } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe.ts';
import { expertAt, inSession, invitedColleague } from '../fixtures/support.ts';
import { demoPassword } from '../fixtures/product.ts';
import { test } from '../fixtures/test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { SupportPage } from '../pages/support-page.ts';

test('[R8] a second expert by a colleague’s link: no keys before the customer says yes, then chat and picture; removed, nothing more', async ({
  people,
}) => {
  const { expert: alice, customer } = await inSession(people);
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  await alice.write('Bob will help us');
  const bob = await invitedColleague(people, alice);
  await expect.poll(() => bob.page.url(), { message: 'the secret leaves the address' }).not.toContain('#');
  const question = customer.page.getByRole('dialog').filter({ hasText: /vouched for by Alice/u });
  await expect(question).toContainText('Bob', { timeout: 20_000 });
  await expect(bob.page.getByText('Bob will help us')).toBeHidden();
  expect(await bob.sees()).toBeUndefined();
  await question.getByRole('button', { name: 'Let in' }).click();
  await bob.isSealed();
  await expect(bob.chat).toContainText('Bob will help us');
  await bob.seesScreenGoOn();
  await expect(bob.capability('See the screen'), 'what he sees is told as allowed').toContainText('Allowed');
  const words = await bob.digits();
  expect(await alice.digits()).toBe(words);
  expect(await customer.digits()).toBe(words);
  await customer.page.getByRole('button', { name: 'Remove Bob' }).first().click();
  await expect(bob.page.getByRole('heading', { name: 'You are no longer in this session' })).toBeVisible({ timeout: 15_000 });
  await alice.write('Only the two of us');
  await expect(customer.chat).toContainText('Only the two of us');
  await alice.seesScreenGoOn();
});

test('[SU530] a supervisor who comes in is shown as one to the expert, the customer and themselves', async ({ people }) => {
  const { expert: alice, customer } = await inSession(people);
  const carol = await expertAt(people, 'carol');
  await carol.page.goto(alice.page.url());
  const waiting = alice.page.getByRole('listitem').filter({ hasText: 'Carol Clark' });
  await expect(waiting).toContainText('Supervisor, wants to come in', { timeout: 20_000 });
  await alice.page.getByRole('button', { name: 'They are the same: vouch' }).click();
  const question = customer.question(/Carol Clark, vouched for by Alice Adams/u);
  await expect(question, 'the server’s word is no reason to let somebody in').not.toContainText('Supervisor');
  await question.getByRole('button', { name: 'Let in' }).click();
  await carol.isSealed();
  await expect(customer.page.getByText('Carol Clark (Supervisor), vouched for by Alice Adams').first()).toBeVisible();
  for (const { page } of [alice, carol]) {
    await expect(page.getByRole('listitem').filter({ hasText: 'Carol Clark' })).toContainText('Supervisor');
    await expect(page.getByRole('listitem').filter({ hasText: /^Alice Adams/u }), 'control').toContainText('Expert');
  }
});

test('[R8] [SU317] handed over: the colleague has what was written, drawn and offered; whoever went decrypts nothing more', async ({
  people,
}) => {
  const { expert: alice, customer } = await inSession(people);
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  await customer.write('It began on Monday');
  await alice.choose('Box');
  await alice.draw([0.2, 0.3], [0.5, 0.6]);
  await expect(drawingsOf(alice)).toHaveCount(1);
  await alice.ask('Ask to send files');
  await customer.answer(/exchange files/u, 'Allow');
  await customer.page
    .getByLabel('Send files')
    .first()
    .setInputFiles({ name: 'printer.log', mimeType: 'text/plain', buffer: Buffer.from('E42') });
  await expect(alice.page.getByText('printer.log')).toBeVisible();

  await alice.page.getByRole('button', { name: 'Invite another expert' }).click();
  const { link } = await alice.link();
  // Not signed in yet: the link leads through the sign-in.
  const person = await people.arrive('bob');
  await person.page.goto(link);
  await expect(person.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(person.page.url(), 'the secret is not in the address').not.toContain(link.split('#')[1] ?? '#');
  await new SignInPage(person.page, person.product.url).enter(person.who.email, demoPassword);
  const bob = new SupportPage(person.page, person.product.url);
  await customer.page.getByRole('button', { name: 'Let in' }).click({ timeout: 20_000 });
  await bob.isSealed();
  await expect(bob.chat).toContainText('It began on Monday');
  await bob.seesScreenGoOn();
  await expect(drawingsOf(bob)).toHaveCount(1);
  await bob.page.getByRole('listitem').filter({ hasText: 'printer.log' }).getByRole('button', { name: 'Take' }).click();
  await expect(bob.page.getByRole('button', { name: 'Save printer.log' })).toBeVisible({ timeout: 15_000 });

  await alice.seesScreenGoOn();
  await customer.page.getByRole('button', { name: 'Remove Alice' }).first().click();
  await expect(alice.page.getByRole('heading', { name: 'You are no longer in this session' })).toBeVisible({ timeout: 15_000 });
  await expect(alice.page.locator('video')).toHaveCount(0);
  await customer.write('Only Bob reads this');
  await expect(bob.chat).toContainText('Only Bob reads this');
  await expect(alice.page.getByText('Only Bob reads this')).toHaveCount(0);
  await bob.seesScreenGoOn();
});

test('[R2] an expert asks no more, and gives back: the question goes away, the picture ends', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await expert.ask('Ask for the clipboard');
  await expect(customer.question(/exchange the clipboard/u)).toBeVisible();
  await expert.page.getByRole('button', { name: 'Stop asking: Clipboard' }).click();
  await expect(customer.question(/exchange the clipboard/u)).toBeHidden();
  await expect(expert.capability('Clipboard').getByRole('button', { name: 'Ask for the clipboard' })).toBeVisible();
  await expert.ask('Ask to view');
  await customer.answer(/see your screen/u, 'Allow');
  await expert.seesScreenGoOn();
  await expert.page.getByRole('button', { name: 'Give back: See the screen' }).click();
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  await expect(customer.page.getByRole('button', { name: 'Share screen' })).toBeVisible();
});

test('[R8] [SU318] the only expert closed the tab: they open the session again, and the customer lets them in by the digits of both screens', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.write('Do not go away');
  await expect(expert.chat).toContainText('Do not go away');
  const again = new SupportPage(await expert.page.context().newPage(), new URL(expert.page.url()).origin);
  await expert.page.goto('about:blank');
  await again.open();
  await again.page.getByRole('row').filter({ hasText: 'Active' }).first().getByRole('button', { name: 'Open' }).click();
  const question = customer.page.getByRole('dialog').filter({ hasText: /Let Alice.* in\?/u });
  await expect(question).toBeVisible({ timeout: 30_000 });
  const digits = (await question.textContent())?.replaceAll(/\D/gu, '') ?? '';
  expect(digits).toHaveLength(30);
  await expect(again.page.getByText(/Read these digits/u)).toBeVisible();
  expect((await again.page.getByRole('region', { name: 'People' }).textContent())?.replaceAll(/\D/gu, '')).toContain(digits);
  await expect(again.page.getByText('Do not go away'), 'control: no keys before').toBeHidden();
  await question.getByRole('button', { name: 'Let in' }).click();
  await again.isSealed();
  await expect(again.chat).toContainText('Do not go away');
  expect(await again.digits()).toBe(await customer.digits());
});

test('[SU14] an expert whose account is disabled in mid-session is out at once: the customer is told, and shares nothing more', async ({
  ownPeople,
}) => {
  const { expert, customer } = await inSession(ownPeople);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  const admin = await ownPeople.arrive('admin');
  await admin.signIn();
  const { page, product } = admin;
  await page.goto(`${product.url}/admin/users?query=alice@acme`);
  await page.getByRole('button', { name: 'Actions for Alice Adams' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(customer.page.getByRole('alert')).toContainText('Alice Adams was taken out of this session, not by you');
  await expect(customer.page.getByRole('button', { name: 'Stop sharing', exact: true })).toHaveCount(0);
  await expect(customer.page.getByRole('button', { name: 'Remove Alice Adams' })).toHaveCount(0);
  await expect(expert.page.locator('video')).toHaveCount(0);
  await expectNoFindings(customer.page, 'an expert was taken out');
  await customer.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(customer.page.getByRole('alert')).toHaveCount(0);
});

function drawingsOf(expert: SupportPage) {
  return expert.page.getByRole('region', { name: 'Customer screen' }).locator('svg[viewBox="0 0 1280 720"] rect');
}
