import { expect } from '@playwright/test';
import { nodeKinds } from '../../protocol/dialplan/nodes/index.ts';
import { promptPageSchema, type Prompt } from '../../protocol/media/prompts.ts';
import { ApiClient } from '../fixtures/api.ts';
import { audioFormats, encodedTone, loudnessOf } from '../fixtures/audio-files.ts';
import { expectTone } from '../fixtures/hearing.ts';
import { cast } from '../fixtures/person.ts';
import { newestWay, publishPlan } from '../fixtures/plans.ts';
import type { Product } from '../fixtures/product.ts';
import { hearsSpeech } from '../fixtures/speech.ts';
import { test } from '../fixtures/test.ts';
import { PromptsPage } from '../pages/prompts-page.ts';

const line = 'Files of all kinds';
const extension = '276';
/** None is a person's; one is loud, one soft, one in between. */
const tones = { mp3: { hertz: 500, gainDb: -15 }, ogg: { hertz: 560, gainDb: 0 }, m4a: { hertz: 1_150, gainDb: 6 } } as const;
const recorded = 'Spoken by the admin';
const german = 'Auf Deutsch';
const targetLufs = -19;

async function promptsOf(api: ApiClient): Promise<ReadonlyMap<string, Prompt>> {
  const { items } = promptPageSchema.parse(await api.expect('GET', '/api/admin/prompts?pageSize=200'));
  return new Map(items.map((prompt) => [prompt.name, prompt]));
}

async function loudness({ url }: Product, api: ApiClient, id: string): Promise<number> {
  const answer = await fetch(`${url}/api/admin/prompts/${id}/audio`, { headers: api.upgradeHeaders });
  expect(answer.status).toBe(200);
  return loudnessOf(new Uint8Array(await answer.arrayBuffer()));
}

/** A plan that plays these, one after the other. */
async function playAll(api: ApiClient, names: readonly string[]): Promise<void> {
  const known = await promptsOf(api);
  const position = { x: 0, y: 0 };
  const plays = names.map((name, index) => ({
    id: `play${String(index)}`,
    kind: 'play' as const,
    title: name,
    position,
    settings: { sounds: [{ kind: 'prompt' as const, promptId: known.get(name)?.id ?? '' }], isInterruptible: false },
  }));
  const end = { id: 'end', kind: 'hang-up' as const, title: '', position, settings: nodeKinds['hang-up'].defaults };
  const order = [...plays.map(({ id }) => id), 'end'];
  await publishPlan(api, {
    name: line,
    extension,
    nodes: [...plays, end],
    edges: [
      { from: 'start', exit: 'start', to: 'play0' },
      ...plays.map(({ id }, at) => ({ from: id, exit: 'done', to: order[at + 1] ?? 'end' })),
    ],
  });
}

test('[D7] MP3, Ogg, M4A, a recording of the browser and German speech are equally loud, and heard in a call', async ({
  people,
  product,
}) => {
  test.setTimeout(120_000);
  const admin = await people.arrive('admin');
  await admin.signIn();
  const page = new PromptsPage(admin.page, product.url);
  await page.open();
  for (const format of audioFormats) await page.upload(`A tone as ${format}`, encodedTone(format, { ...tones[format], seconds: 4 }));
  await page.record(recorded, 4);
  await page.readAloud(german, 'Guten Tag. Sie sind mit dem Empfang verbunden. Bitte bleiben Sie am Apparat.', 'German');

  const api = await ApiClient.signIn(product, cast.admin.email);
  const known = await promptsOf(api);
  const names = [...audioFormats.map((format) => `A tone as ${format}`), recorded, german];
  for (const name of names) {
    const heard = await loudness(product, api, known.get(name)?.id ?? '');
    expect(Math.abs(heard - targetLufs), `${name} is at ${String(heard)} LUFS`).toBeLessThanOrEqual(1);
  }

  await playAll(api, names);
  const alice = await people.atPhone('alice');
  await alice.phone.call(extension);
  for (const format of audioFormats) await expectTone(alice.page, tones[format].hertz);
  await expectTone(alice.page, cast.admin.toneHz);
  await hearsSpeech(alice);
  await alice.phone.hasNoCall(line, 30_000);
  expect((await newestWay(product, line)).way).toEqual([...names.map((name) => `${name}.done`), 'hang-up.']);
});

test('[PR80] [PR81] a prompt is recorded for ten minutes at most, heard, named anew, replaced by a dropped file, and deleted', async ({
  people,
  product,
}) => {
  const admin = await people.arrive('admin');
  await admin.page.clock.install();
  await admin.signIn();
  const { page } = admin;
  const prompts = new PromptsPage(page, product.url);
  await prompts.open();
  const dialog = await prompts.startNew('Said once');
  await dialog.getByRole('radio', { name: 'Record' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  const level = dialog.getByRole('meter', { name: 'Level of the microphone' });
  await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await page.clock.fastForward(580_000);
  await expect(dialog.getByRole('timer')).toHaveText(/^0?9:\d\d/u);
  await expect(dialog.getByRole('button', { name: 'Stop recording' }), 'control: not before').toBeVisible();
  await page.clock.fastForward(20_000);
  await expect(dialog.getByText('Recorded. Listen to it, or save.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Play', exact: true }).click();
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(prompts.row('Said once'), 'heard before it is kept').toHaveCount(0);
  await prompts.create(dialog);
  await expect(prompts.row('Said once')).toContainText('Recorded');

  await page.getByRole('button', { name: 'Play Said once' }).click();
  await page.getByRole('button', { name: 'Stop Said once' }).click();
  const renaming = await prompts.change('Said once');
  await renaming.getByRole('textbox', { name: 'Name' }).fill('Said anew');
  await renaming.getByRole('button', { name: 'Save' }).click();
  await expect(prompts.row('Said anew')).toContainText('Recorded');
  await expect(prompts.row('Said once')).toHaveCount(0);

  const replacing = await prompts.change('Said anew');
  await replacing.getByRole('radio', { name: 'Upload' }).check({ force: true });
  await prompts.drop(replacing, encodedTone('ogg', { hertz: 500, gainDb: 0, seconds: 1 }));
  let isHeld = true;
  await page.route(/\/api\/admin\/prompts\/[^/]+\/audio\?version/u, (route) => (isHeld ? undefined : route.continue()));
  await replacing.getByRole('button', { name: 'Save' }).click();
  await expect(replacing.getByRole('button', { name: 'Close' }), 'it is on its way').toBeDisabled();
  await replacing.getByRole('button', { name: 'Cancel' }).click();
  await expect(replacing.getByRole('button', { name: 'Close' })).toBeEnabled();
  await expect(prompts.row('Said anew'), 'given up').toContainText('Recorded');
  isHeld = false;
  await replacing.getByRole('button', { name: 'Save' }).click();
  await expect(replacing).toBeHidden();
  await expect(prompts.row('Said anew')).toContainText('Uploaded');

  const speaking = await prompts.startNew('Never kept');
  await speaking.getByRole('radio', { name: 'Text to speech' }).check({ force: true });
  await speaking.getByRole('textbox', { name: 'Text' }).fill('Good morning.');
  const preview = page.waitForResponse(/\/api\/admin\/prompts\/preview/u);
  await speaking.getByRole('button', { name: 'Listen first' }).click();
  expect(await (await preview).headerValue('content-type')).toMatch(/^audio\//u);
  await expect(speaking.getByRole('button', { name: 'Listen first' })).toBeEnabled();
  await expect(speaking.getByRole('alert')).toHaveCount(0);
  await speaking.getByRole('button', { name: 'Cancel' }).click();
  await expect(prompts.row('Never kept')).toHaveCount(0);

  await page.getByRole('button', { name: 'Actions for Said anew' }).click();
  await page.getByRole('menuitem', { name: 'What plays it' }).click();
  await expect(page.getByRole('dialog')).toContainText('Nothing plays it.');
  await page.keyboard.press('Escape');
  await (await prompts.askToDelete('Said anew')).getByRole('button', { name: 'Delete' }).click();
  await expect(prompts.row('Said anew')).toHaveCount(0);
});
