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
