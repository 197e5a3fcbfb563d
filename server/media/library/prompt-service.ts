import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { PromptKind, PromptUser, Speech } from '../../../protocol/media/prompts.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError, type ObjectReader } from '../../storage/index.ts';
import type { PreparedAudio } from '../audio/prepare-audio.ts';
import { speechRefusal } from '../speech/speech-refusal.ts';
import type { SpeechSynthesis, Voice } from '../speech/speech-synthesis.ts';
import type { PromptObjects } from './prompt-objects.ts';
import { promptSorts, type PromptAudio, type PromptSort, type PromptStore, type StoredPrompt } from './prompt-store.ts';

/** What plays a prompt, asked before it is deleted. */
export type PromptUse = (tenantId: string, promptId: string) => Promise<readonly PromptUser[]>;

export interface PromptServiceOptions {
  readonly store: PromptStore;
  readonly objects: PromptObjects;
  readonly workshop: { prepare(source: Uint8Array, signal?: AbortSignal): Promise<PreparedAudio> };
  readonly speech: SpeechSynthesis;
  readonly uses: readonly PromptUse[];
}

/** A recording that somebody sends. */
export interface Recording {
  readonly kind: Exclude<PromptKind, 'spoken'>;
  /** Reads what is sent; called once the right to send it is known. */
  readonly read: () => Promise<Uint8Array>;
  /** Aborted when the sender gave up. */
  readonly signal?: AbortSignal | undefined;
}

/** An admin's work on prompts. */
export class PromptService {
  readonly #options: PromptServiceOptions;

  constructor(options: PromptServiceOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `invalid-fields` for an unknown column */
  async list(actor: Actor, query: ListQuery): Promise<Page<StoredPrompt>> {
    requirePermission(actor, 'prompts.read');
    const { page, pageSize, direction } = query;
    const filter = { query: query.query, sort: sortOf(query), direction, offset: (page - 1) * pageSize, limit: pageSize };
    return this.#options.store.page(actor.tenantId, filter);
  }

  /** @throws {ServiceError} `not-found` */
  async get(actor: Actor, id: string): Promise<StoredPrompt> {
    requirePermission(actor, 'prompts.read');
    return this.#required(actor, id);
  }

  voices(actor: Actor): readonly Voice[] {
    requirePermission(actor, 'prompts.read');
    return this.#options.speech.voices();
  }

  /** @throws {ServiceError} `taken` with `name`; what `AudioWorkshop` throws */
  async createFromRecording(
    actor: Actor,
    fields: { readonly name: string; readonly language: Language | null },
    recording: Recording,
  ): Promise<StoredPrompt> {
    requirePermission(actor, 'prompts.update');
    const audio = await this.#record(actor, recording);
    return this.#keeping(actor, audio, () => this.#options.store.insert(actor.tenantId, { id: newId(), ...fields, ...audio }, actor));
  }

  /** @throws {ServiceError} `taken` with `name`, `invalid-fields` with `voice`, `speech-missing`, `speech-failed` */
  async createSpoken(actor: Actor, name: string, speech: Speech): Promise<StoredPrompt> {
    requirePermission(actor, 'prompts.update');
    const audio = await this.#speak(actor, speech);
    const fields = { id: newId(), name, language: speech.language };
    return this.#keeping(actor, audio, () => this.#options.store.insert(actor.tenantId, { ...fields, ...audio }, actor));
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`; what `AudioWorkshop` throws */
  async replaceByRecording(
    actor: Actor,
    prompt: { readonly id: string; readonly version: number },
    recording: Recording,
  ): Promise<StoredPrompt> {
    requirePermission(actor, 'prompts.update');
    const before = await this.#current(actor, prompt);
    return this.#replace(actor, before, await this.#record(actor, recording));
  }

  /** @throws {ServiceError} as `createSpoken`, `not-found`, `changed-meanwhile` */
  async replaceBySpeech(actor: Actor, prompt: { readonly id: string; readonly version: number }, speech: Speech): Promise<StoredPrompt> {
    requirePermission(actor, 'prompts.update');
    const before = await this.#current(actor, prompt);
    return this.#replace(actor, { ...before, language: speech.language }, await this.#speak(actor, speech));
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `taken` with `name` */
  async update(
    actor: Actor,
    id: string,
    change: { readonly version: number; readonly name?: string | undefined; readonly language?: Language | null | undefined },
  ): Promise<StoredPrompt> {
    requirePermission(actor, 'prompts.update');
    const before = await this.#current(actor, { id, version: change.version });
    const { name = before.name, language = before.language } = change;
    return this.#store(actor, { ...before, name, language });
  }

  /** @throws {ServiceError} `not-found`, `in-use` with what uses it */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'prompts.update');
    const users = await this.users(actor, id);
    if (users.length > 0)
      throw new ServiceError('in-use', { fields: Object.fromEntries(users.map((user) => [`${user.kind}.${user.id}`, user.name])) });
    const deleted = await this.#options.store.delete(actor.tenantId, id, actor);
    if (!deleted) throw new ServiceError('not-found');
    await this.#options.objects.remove(actor.tenantId, deleted.objectId);
  }

  /** What plays it. @throws {ServiceError} `not-found` */
  async users(actor: Actor, id: string): Promise<readonly PromptUser[]> {
    requirePermission(actor, 'prompts.read');
    await this.#required(actor, id);
    return (await Promise.all(this.#options.uses.map((use) => use(actor.tenantId, id)))).flat();
  }

  /** The audio; whoever asked closes the reader. @throws {ServiceError} `not-found` */
  async audio(actor: Actor, id: string): Promise<{ readonly prompt: StoredPrompt; readonly reader: ObjectReader }> {
    requirePermission(actor, 'prompts.read');
    const prompt = await this.#required(actor, id);
    const reader = await this.#options.objects.open(actor.tenantId, prompt.objectId);
    if (!reader) throw new ServiceError('not-found');
    return { prompt, reader };
  }

  /** How a text would sound, levelled like a prompt; nothing is kept. @throws {ServiceError} as `createSpoken` */
  async preview(actor: Actor, speech: Speech): Promise<Buffer> {
    requirePermission(actor, 'prompts.update');
    return (await this.#said(speech)).content;
  }

  async #record(actor: Actor, { kind, read, signal }: Recording): Promise<PromptAudio> {
    const prepared = await this.#options.workshop.prepare(await read(), signal);
    return { kind, speech: null, ...(await this.#keep(actor, prepared)) };
  }

  async #speak(actor: Actor, speech: Speech): Promise<PromptAudio> {
    return { kind: 'spoken', speech, ...(await this.#keep(actor, await this.#said(speech))) };
  }

  async #said(speech: Speech): Promise<PreparedAudio> {
    try {
      return await this.#options.workshop.prepare(await this.#options.speech.speak(speech));
    } catch (error) {
      throw speechRefusal(error);
    }
  }

  async #keep(actor: Actor, { content, durationMs, loudnessLufs }: PreparedAudio) {
    return { objectId: await this.#options.objects.keep(actor.tenantId, content), durationMs, loudnessLufs };
  }

  async #replace(actor: Actor, before: StoredPrompt, audio: PromptAudio): Promise<StoredPrompt> {
    const after = await this.#keeping(actor, audio, () => this.#store(actor, { ...before, ...audio }));
    await this.#options.objects.remove(actor.tenantId, before.objectId);
    return after;
  }

  /** Audio whose row could not be written is not left behind. */
  async #keeping(actor: Actor, { objectId }: PromptAudio, work: () => Promise<StoredPrompt>): Promise<StoredPrompt> {
    try {
      return await refusingTaken(work);
    } catch (error) {
      await this.#options.objects.remove(actor.tenantId, objectId);
      throw error;
    }
  }

  async #store(actor: Actor, prompt: StoredPrompt): Promise<StoredPrompt> {
    const stored = await refusingTaken(() => this.#options.store.update(actor.tenantId, prompt, actor));
    if (!stored) throw new ServiceError('changed-meanwhile');
    return stored;
  }

  async #current(actor: Actor, { id, version }: { readonly id: string; readonly version: number }): Promise<StoredPrompt> {
    const prompt = await this.#required(actor, id);
    if (prompt.version !== version) throw new ServiceError('changed-meanwhile');
    return prompt;
  }

  async #required(actor: Actor, id: string): Promise<StoredPrompt> {
    const prompt = await this.#options.store.get(actor.tenantId, id);
    if (!prompt) throw new ServiceError('not-found');
    return prompt;
  }
}

function sortOf({ sort = 'name' }: ListQuery): PromptSort {
  const found = promptSorts.find((known) => known === sort);
  if (found === undefined) throw new ServiceError('invalid-fields', { fields: { sort: 'unknown' } });
  return found;
}

async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError && error.code === 'conflict')
      throw new ServiceError('taken', { fields: { name: 'taken' }, cause: error });
    throw error;
  }
}
