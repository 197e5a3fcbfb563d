import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promptPageSchema, promptSchema, promptUsersSchema, voicesSchema, type Prompt } from '../../../protocol/media/prompts.ts';
import { loudnessOf, recordingOf } from '../../media/audio/testing/recordings.testing.ts';
import { readOpusFile } from '../../media/prompts/ogg-opus.ts';
import { newId } from '../../platform/ids.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Answer, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
let wav: Buffer;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
  wav = recordingOf('sine=440:d=2', 'wav');
});
afterAll(() => deskline.close());

const root = '/api/admin/prompts';
const speech = { text: 'Herzlich willkommen', language: 'de', voice: 'de' };
let counter = 0;
const newName = (): string => `Prompt ${String((counter += 1))}`;

function send(path: string, body: Buffer, method = 'POST', who = admin): Promise<Answer> {
  return who.request(method, path, body, { 'content-type': 'audio/wav' });
}
async function made(who = admin): Promise<Prompt> {
  const answer = await send(`${root}?name=${encodeURIComponent(newName())}`, wav, 'POST', who);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return promptSchema.parse(answer.body);
}

describe('prompts over HTTP', () => {
  it('[PR40] a file is uploaded, listed, heard in parts, replaced, renamed and deleted', async () => {
    const prompt = await made();
    expect(prompt).toMatchObject({ kind: 'uploaded', speech: null, durationMs: 2_020, version: 1, updatedByName: 'Admin' });
    const found = promptPageSchema.parse((await admin.get(`${root}?query=${encodeURIComponent(prompt.name)}`)).body);
    expect(found.items).toEqual([prompt]);

    const whole = await admin.download(`${root}/${prompt.id}/audio`);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
    expect(readOpusFile(whole.content).packets).toHaveLength(101);
    const part = await admin.download(`${root}/${prompt.id}/audio`, 'bytes=100-199');
    expect([part.status, part.content.equals(whole.content.subarray(100, 200))]).toEqual([206, true]);
    expect((await admin.download(`${root}/${prompt.id}/audio`, 'bytes=9000000-')).status).toBe(416);

    const louder = recordingOf('sine=440:d=1,volume=20dB', 'mp3');
    const replaced = promptSchema.parse((await send(`${root}/${prompt.id}/audio?version=1&kind=recorded`, louder, 'PUT')).body);
    expect(replaced).toMatchObject({ id: prompt.id, name: prompt.name, kind: 'recorded', version: 2 });
    expect(refusalOf(await send(`${root}/${prompt.id}/audio?version=1`, wav, 'PUT')).code).toBe('changed-meanwhile');
    const again = await admin.download(`${root}/${prompt.id}/audio`);
    expect(again.headers.get('etag')).not.toBe(whole.headers.get('etag'));
    expect(Math.abs(loudnessOf(again.content).lufs + 19)).toBeLessThanOrEqual(1);

    const renamed = await admin.request('PATCH', `${root}/${prompt.id}`, { version: 2, name: 'Renamed', language: 'en' });
    expect(promptSchema.parse(renamed.body)).toMatchObject({ name: 'Renamed', language: 'en', version: 3 });
    expect((await admin.request('DELETE', `${root}/${prompt.id}`)).status).toBe(204);
    expect(refusalOf(await admin.get(`${root}/${prompt.id}/audio`)).code).toBe('not-found');
  });

  it('[PR41] a text is previewed, kept, and read aloud anew', async () => {
    const voices = voicesSchema.parse((await admin.get(`${root}/voices`)).body);
    expect(new Set(voices.items.map((voice) => voice.language))).toEqual(new Set(['en', 'de']));
    const preview = await admin.request('POST', `${root}/preview`, speech);
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
    const made = await admin.request('POST', `${root}/spoken`, { ...speech, name: newName() });
    const prompt = promptSchema.parse(made.body);
    expect(prompt).toMatchObject({ kind: 'spoken', language: 'de', speech: { ...speech, rate: 1 } });
    const other = { text: 'Welcome', language: 'en', voice: 'en-gb', rate: 1.5, version: 1 };
    const again = promptSchema.parse((await admin.request('PUT', `${root}/${prompt.id}/speech`, other)).body);
    expect(again).toMatchObject({ language: 'en', speech: { text: 'Welcome', rate: 1.5 }, version: 2 });
    const unknown = await admin.request('POST', `${root}/preview`, { ...speech, voice: '-x' });
    expect(refusalOf(unknown)).toMatchObject({ code: 'invalid-fields', fields: { voice: 'unknown' } });
  });

  it('[PR42] what is wrong has a code of its own, and nothing is kept', async () => {
    const before = promptPageSchema.parse((await admin.get(root)).body).total;
    const codeOf = async (body: Buffer, name = newName()) => refusalOf(await send(`${root}?name=${encodeURIComponent(name)}`, body)).code;
    expect(await codeOf(Buffer.alloc(0))).toBe('audio-empty');
    expect(await codeOf(Buffer.from('a letter'))).toBe('not-audio');
    expect(await codeOf(recordingOf('anullsrc=d=1', 'wav', '-t', '1'))).toBe('audio-silent');
    expect(await codeOf(recordingOf('sine=d=3', 'm4a').subarray(0, 6_000))).toBe('audio-broken');
    expect(await codeOf(Buffer.alloc(21 * 1_024 * 1_024))).toBe('too-large');
    expect(await codeOf(wav, ' ')).toBe('invalid-fields');
    expect(promptPageSchema.parse((await admin.get(root)).body).total).toBe(before);
    const { name } = await made();
    expect(refusalOf(await send(`${root}?name=${encodeURIComponent(name.toUpperCase())}`, wav))).toMatchObject({
      code: 'taken',
      fields: { name: 'taken' },
    });
  });

  it('[PR43] one that is used is kept, and the answer lists what uses it', async () => {
    const { id } = await made();
    deskline.prompts.usedBy.set(id, [{ kind: 'plan', id: newId(), name: 'Main line' }]);
    expect(promptUsersSchema.parse((await admin.get(`${root}/${id}/users`)).body).items).toMatchObject([
      { kind: 'plan', name: 'Main line' },
    ]);
    const refusal = refusalOf(await admin.request('DELETE', `${root}/${id}`));
    expect(refusal.code).toBe('in-use');
    expect(Object.values(refusal.fields ?? {})).toEqual(['Main line']);
    deskline.prompts.usedBy.delete(id);
    expect((await admin.request('DELETE', `${root}/${id}`)).status).toBe(204);
  });

  it('[PR44] supervisors listen and do not change; a file without the page’s proof is refused before it is read', async () => {
    const { id } = await made();
    const carol = await deskline.person('carol@acme.test');
    expect((await carol.download(`${root}/${id}/audio`)).status).toBe(200);
    expect(refusalOf(await send(`${root}?name=x`, wav, 'POST', carol)).code).toBe('forbidden');
    expect(refusalOf(await carol.request('POST', `${root}/preview`, speech)).code).toBe('forbidden');
    const alice = await deskline.person('alice@acme.test');
    expect((await alice.download(`${root}/${id}/audio`)).status).toBe(403);
    const thief = deskline.visitor();
    for (const [name, value] of admin.cookies) thief.cookies.set(name, value);
    expect(refusalOf(await send(`${root}?name=x`, wav, 'POST', thief)).code).toBe('foreign-origin');
  });

  it('[PR45] what was made is heard in a call: a plan’s clip has its frames', async () => {
    const { id, durationMs } = await made();
    const me = await admin.get('/api/session');
    const { tenant } = me.body as { readonly tenant: { readonly id: string } };
    const [clip] = await deskline.prompts.clips(tenant.id, [{ kind: 'prompt', promptId: id }], 'en');
    expect(clip?.durationMs).toBe(durationMs);
    expect(await clip?.load('opus')).toHaveLength(durationMs / 20);
    expect(await clip?.load('PCMA')).toHaveLength(durationMs / 20);
  });
});
