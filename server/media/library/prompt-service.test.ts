import { beforeEach, describe, expect, it } from 'vitest';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import type { PromptUser } from '../../../protocol/media/prompts.ts';
import type { Actor } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { FakeSealedObjects } from '../../storage/objects/sealed-objects.fake.ts';
import { SpeechError, type SpeechSynthesis } from '../speech/speech-synthesis.ts';
import { LibraryClips } from './library-clips.ts';
import { PromptObjects } from './prompt-objects.ts';
import { PromptService, type Recording } from './prompt-service.ts';
import { FakePromptStore } from './prompt-store.fake.ts';

/** Takes bytes for audio that is a millisecond long each. */
const workshop = {
  async prepare(source: Uint8Array) {
    if (source.byteLength === 0) throw new ServiceError('audio-empty');
    return { content: Buffer.from(source), durationMs: source.byteLength, loudnessLufs: -19 };
  },
};
/** Writes down what it would say. */
const speech: SpeechSynthesis = {
  voices: () => [{ id: 'de', name: 'Deutsch', language: 'de' }],
  async speak({ text, voice }) {
    if (voice === 'gone') throw new SpeechError('missing', 'not installed');
    if (voice !== 'de') throw new SpeechError('unknown-voice', 'no such voice');
    return Buffer.from(text);
  },
};
const spoken = { text: 'Guten Tag', language: 'de', voice: 'de', rate: 1 } as const;

let objects: FakeSealedObjects;
let users: PromptUser[];
let service: PromptService;
let store: FakePromptStore;
let admin: Actor;
beforeEach(() => {
  objects = new FakeSealedObjects();
  users = [];
  store = new FakePromptStore();
  service = new PromptService({
    store,
    objects: new PromptObjects({ objects, logger: silentLogger }),
    workshop,
    speech,
    uses: [async () => users, async () => []],
  });
  admin = { tenantId: newId(), userId: newId(), role: 'admin', sessionId: newId(), address: '192.0.2.1' };
});

const upload = (content: string): Recording => ({ kind: 'uploaded', read: async () => Buffer.from(content) });
const welcome = { name: 'Welcome', language: null };
async function keptCount(): Promise<number> {
  return (await objects.store.list('')).length;
}
async function contentOf(id: string): Promise<string> {
  const { reader } = await service.audio(admin, id);
  return (await reader.read(0, reader.facts.bytes)).toString();
}

describe('prompts', () => {
  it('[PR20] come from a recording or from a text; their audio is sealed as prompts of the tenant', async () => {
    const recorded = await service.createFromRecording(admin, welcome, upload('hello'));
    const said = await service.createSpoken(admin, 'Greeting', spoken);
    expect(recorded).toMatchObject({ kind: 'uploaded', speech: null, durationMs: 5, version: 1 });
    expect(said).toMatchObject({ kind: 'spoken', speech: spoken, language: 'de' });
    expect([await contentOf(recorded.id), await contentOf(said.id)]).toEqual(['hello', 'Guten Tag']);
    const { reader } = await service.audio(admin, recorded.id);
    expect(reader.facts).toMatchObject({ isWhole: true, contentType: 'audio/ogg', bytes: 5 });
    expect(await objects.open(newId(), recorded.objectId)).toBeUndefined();
  });

  it('[PR21] what is refused leaves nothing behind', async () => {
    await service.createFromRecording(admin, welcome, upload('hello'));
    await expect(service.createFromRecording(admin, { ...welcome, name: 'Empty' }, upload(''))).rejects.toMatchObject({
      code: 'audio-empty',
    });
    await expect(service.createFromRecording(admin, welcome, upload('other'))).rejects.toMatchObject({
      code: 'taken',
      fields: { name: 'taken' },
    });
    await expect(service.createSpoken(admin, 'welcome', spoken)).rejects.toMatchObject({ code: 'taken' });
    await expect(service.createSpoken(admin, 'x', { ...spoken, voice: 'nobody' })).rejects.toMatchObject({ fields: { voice: 'unknown' } });
    await expect(service.createSpoken(admin, 'x', { ...spoken, voice: 'gone' })).rejects.toMatchObject({ code: 'speech-missing' });
    expect(await keptCount()).toBe(1);
    expect((await service.list(admin, listQuerySchema.parse({}))).total).toBe(1);
  });

  it('[PR21] so does a full disk, and what was there stays', async () => {
    const before = await service.createFromRecording(admin, welcome, upload('hello'));
    objects.store.roomBytes = 0;
    await expect(service.replaceByRecording(admin, before, upload('too much'))).rejects.toMatchObject({ code: 'full' });
    expect([await contentOf(before.id), await keptCount()]).toEqual(['hello', 1]);
  });

  it('[PR22] new audio takes the place of the old, which goes; another version comes to nothing', async () => {
    const first = await service.createFromRecording(admin, welcome, upload('hello'));
    const second = await service.replaceBySpeech(admin, first, spoken);
    expect(second).toMatchObject({ id: first.id, name: 'Welcome', kind: 'spoken', language: 'de', version: 2 });
    expect(await contentOf(first.id)).toBe('Guten Tag');
    await expect(service.replaceByRecording(admin, first, upload('late'))).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const third = await service.replaceByRecording(admin, second, upload('third'));
    expect(third).toMatchObject({ kind: 'uploaded', speech: null, version: 3 });
    expect(await keptCount()).toBe(1);
  });

  it('[PR23] name and language can be changed, also of one that is used', async () => {
    users = [{ kind: 'plan', id: 'p', name: 'Main line' }];
    const before = await service.createFromRecording(admin, welcome, upload('hello'));
    const after = await service.update(admin, before.id, { version: 1, name: 'Hello', language: 'en' });
    expect(after).toMatchObject({ name: 'Hello', language: 'en', version: 2, objectId: before.objectId });
    expect(await service.update(admin, before.id, { version: 2, language: null })).toMatchObject({ name: 'Hello', language: null });
    await expect(service.update(admin, before.id, { version: 1, name: 'x' })).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });

  it('[PR24] one that is used is not deleted, and the answer says by what', async () => {
    const { id } = await service.createFromRecording(admin, welcome, upload('hello'));
    users = [
      { kind: 'plan', id: 'p1', name: 'Main line' },
      { kind: 'queue', id: 'q1', name: 'Service' },
    ];
    await expect(service.delete(admin, id)).rejects.toMatchObject({
      code: 'in-use',
      fields: { 'plan.p1': 'Main line', 'queue.q1': 'Service' },
    });
    expect(await service.users(admin, id)).toEqual(users);
    users = [];
    await service.delete(admin, id);
    expect(await keptCount()).toBe(0);
    await expect(service.delete(admin, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[PR25] a preview keeps nothing', async () => {
    expect((await service.preview(admin, spoken)).toString()).toBe('Guten Tag');
    expect(await keptCount()).toBe(0);
  });

  it('[PR26] supervisors read and admins change; nobody is heard before the right is known', async () => {
    const { id } = await service.createFromRecording(admin, welcome, upload('hello'));
    const supervisor: Actor = { ...admin, role: 'supervisor' };
    const agent: Actor = { ...admin, role: 'agent' };
    let isRead = false;
    const recording: Recording = {
      kind: 'recorded',
      read: async () => {
        isRead = true;
        return Buffer.alloc(1);
      },
    };
    const prompt = { id, version: 1 };
    expect((await service.list(supervisor, listQuerySchema.parse({}))).total).toBe(1);
    await service.audio(supervisor, id);
    const forbidden = [
      () => service.list(agent, listQuerySchema.parse({})),
      () => service.get(agent, id),
      () => service.audio(agent, id),
      () => service.users(agent, id),
      async () => service.voices(agent),
      () => service.createFromRecording(supervisor, welcome, recording),
      () => service.createSpoken(supervisor, 'x', spoken),
      () => service.replaceByRecording(supervisor, prompt, recording),
      () => service.replaceBySpeech(supervisor, prompt, spoken),
      () => service.update(supervisor, id, { version: 1, name: 'x' }),
      () => service.preview(supervisor, spoken),
      () => service.delete(supervisor, id),
    ];
    for (const attempt of forbidden) await expect(attempt(), String(attempt)).rejects.toMatchObject({ code: 'forbidden' });
    expect(isRead).toBe(false);
  });

  it('[PR04] another tenant’s prompts are not found', async () => {
    const { id } = await service.createFromRecording(admin, welcome, upload('hello'));
    const foreign: Actor = { ...admin, tenantId: newId() };
    const attempts = [
      () => service.get(foreign, id),
      () => service.audio(foreign, id),
      () => service.users(foreign, id),
      () => service.delete(foreign, id),
      () => service.update(foreign, id, { version: 1, name: 'x' }),
      () => service.replaceByRecording(foreign, { id, version: 1 }, upload('x')),
    ];
    for (const attempt of attempts) await expect(attempt(), String(attempt)).rejects.toMatchObject({ code: 'not-found' });
    expect(await contentOf(id)).toBe('hello');
  });

  it('[PR54] as a clip, new audio has another key', async () => {
    const clips = new LibraryClips({ store, objects: new PromptObjects({ objects, logger: silentLogger }) });
    const first = await service.createFromRecording(admin, welcome, upload('hello'));
    const before = await clips.clipOf(admin.tenantId, first.id);
    await service.replaceByRecording(admin, first, upload('other one'));
    const after = await clips.clipOf(admin.tenantId, first.id);
    expect([before?.durationMs, after?.durationMs]).toEqual([5, 9]);
    expect(before?.key).not.toBe(after?.key);
    expect(await clips.clipOf(newId(), first.id)).toBeUndefined();
  });
});
