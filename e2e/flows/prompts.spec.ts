import { expect } from '@playwright/test';
import { promptPageSchema } from '../../protocol/media/prompts.ts';
import { ApiClient } from '../fixtures/api.ts';
import { expectTone } from '../fixtures/hearing.ts';
import { cast } from '../fixtures/person.ts';
import { newestWay } from '../fixtures/plans.ts';
import { hearsSpeech } from '../fixtures/speech.ts';
import { test } from '../fixtures/test.ts';
import { toneFile } from '../fixtures/tones.ts';
import { PlanEditorPage } from '../pages/plan-editor-page.ts';
import { PlanForms } from '../pages/plan-forms.ts';
import { PromptsPage } from '../pages/prompts-page.ts';

const wide = { viewport: { width: 1_700, height: 1_000 } } as const;
const line = 'Announcements';
const tone = 'Seven hundred';
const speech = 'Read aloud to you';
const toneHz = 700;

// One plan that plays two prompts; each test stands on the one before.
test.describe.serial('[D7] prompts', () => {
  test('a recording is uploaded, a text is read aloud, and a plan plays both', async ({ people }) => {
    const admin = await people.arrive('admin', wide);
    await admin.signIn();
    const prompts = new PromptsPage(admin.page, admin.product.url);
    await prompts.open();
    await prompts.upload(tone, toneFile(toneHz));
    await prompts.readAloud(speech, 'Good morning. Thank you for calling. All of us will be with you in a moment.');

    const plans = new PlanEditorPage(admin.page, admin.product.url);
    const forms = new PlanForms(plans);
    await plans.openList();
    await plans.create(line);
    await plans.connectByKeys('Start', '', 'New: Play');
    await forms.saysPrompt(tone);
    await plans.rename('The tone');
    await plans.connectByKeys('The tone', 'Done', 'New: Play');
    await forms.saysPrompt(speech);
    await plans.rename('The speech');
    await plans.connectByKeys('The speech', 'Done', 'New: Hang up');
    await admin.page.getByRole('button', { name: 'Show all' }).click();
    await plans.leadHere('279');
    await plans.hasNoFindings();
    await plans.publish('two prompts');
  });

  test('the caller hears the tone that was uploaded, then somebody speaking', async ({ people, product }) => {
    const alice = await people.atPhone('alice');
    await alice.phone.call('279');
    await expectTone(alice.page, toneHz);
    // The tone lasts ten seconds; nobody's own tone is near it, and speech is none that stays.
    await expect.poll(async () => (await newestWay(product, line)).way[0], { timeout: 20_000 }).toBe('The tone.done');
    await hearsSpeech(alice);
    await alice.phone.hasNoCall(line, 20_000);
    expect((await newestWay(product, line)).way).toEqual(['The tone.done', 'The speech.done', 'hang-up.']);
  });

  test('what a plan plays is not deleted: the answer names the plan, over HTTP too', async ({ people, product }) => {
    const admin = await people.arrive('admin', wide);
    await admin.signIn();
    const prompts = new PromptsPage(admin.page, admin.product.url);
    await prompts.open();
    const answer = await prompts.askToDelete(tone);
    await expect(answer).toContainText(line);
    await expect(answer).toContainText('Dial plan');
    await expect(answer.getByRole('button', { name: 'Delete' })).toHaveCount(0);
    await answer.getByRole('button', { name: 'Close' }).last().click();
    await expect(prompts.row(tone)).toBeVisible();

    const api = await ApiClient.signIn(product, cast.admin.email);
    const id = await promptId(api, tone);
    expect(await api.send('DELETE', `/api/admin/prompts/${id}`)).toMatchObject({ status: 409 });
    expect(await promptId(api, tone)).toBe(id);
  });
});

async function promptId(api: ApiClient, name: string): Promise<string> {
  const { items } = promptPageSchema.parse(await api.expect('GET', '/api/admin/prompts?pageSize=200'));
  return items.find((prompt) => prompt.name === name)?.id ?? '';
}
