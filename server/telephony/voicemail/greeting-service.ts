import type { Speech } from '../../../protocol/media/prompts.ts';
import {
  maxGreetingMs,
  maxGreetings,
  type Greeting,
  type GreetingSchedule,
  type GreetingUse,
} from '../../../protocol/telephony/greetings.ts';
import type { UpdateVoicemailBox } from '../../../protocol/telephony/voicemail.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { speechRefusal, type ObjectClips, type SpeechSynthesis, type Voice } from '../../media/index.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError, type ObjectReader, type SealedObjects } from '../../storage/index.ts';
import { requireBoxToSet } from './box-access.ts';
import type { BoxSchedules } from './box-schedules.ts';
import type { GreetingStore, StoredGreeting } from './greeting-store.ts';
import { keepAudio } from './keep-audio.ts';
import type { OwnBox } from './mailbox-service.ts';
import type { Box, VoicemailStore } from './voicemail-store.ts';

/** Levels and encodes what people send; `AudioWorkshop` of media. */
export interface GreetingWorkshop {
  prepare(source: Uint8Array, signal?: AbortSignal): Promise<{ readonly content: Buffer; readonly durationMs: number }>;
}

/** Names of the dial plans that play a greeting, by its id. */
export type PlanUsesOf = (tenantId: string) => Promise<ReadonlyMap<string, readonly string[]>>;

export interface GreetingOptions {
  readonly store: VoicemailStore;
  readonly greetings: GreetingStore;
  readonly objects: SealedObjects;
  readonly clips: ObjectClips;
  readonly workshop: GreetingWorkshop;
  readonly speech: SpeechSynthesis;
  readonly schedules: BoxSchedules;
  readonly planUses: PlanUsesOf;
  /** Something of a box changed. */
  readonly onChanged: (tenantId: string, boxId: string) => void;
  /** A mail server is configured. */
  readonly isMailPossible: boolean;
}

export interface NewGreeting {
  readonly name: string;
  readonly kind: StoredGreeting['kind'];
  readonly read: () => Promise<Uint8Array>;
  readonly signal?: AbortSignal;
}

/** How boxes are set, and what callers hear in them: by those who listen, and in shared boxes by admins. */
export class GreetingService {
  readonly #options: GreetingOptions;

  constructor(options: GreetingOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `invalid-fields` for a greeting of another box, an unknown schedule, or mail without a mail server */
  async updateBox(actor: Actor, boxId: string, change: UpdateVoicemailBox): Promise<OwnBox> {
    const { store, onChanged, isMailPossible } = this.#options;
    await requireBoxToSet(store, actor, boxId);
    if ((change.emailNotice ?? 'none') !== 'none' && !isMailPossible)
      throw new ServiceError('invalid-fields', { fields: { emailNotice: 'no-mail-server' } });
    await this.#checkChoice(actor.tenantId, boxId, change.greetings);
    const box = await refusingSchedule(() => store.updateBox(actor.tenantId, boxId, change, actor));
    if (!box) throw new ServiceError('changed-meanwhile');
    onChanged(actor.tenantId, boxId);
    return { box, isMailPossible, newCount: (await store.countNew(actor.tenantId, [boxId])).get(boxId) ?? 0 };
  }

  /** Oldest first. @throws {ServiceError} `not-found` */
  async list(actor: Actor, boxId: string): Promise<readonly Greeting[]> {
    const { greetings, store, planUses } = this.#options;
    const box = await requireBoxToSet(store, actor, boxId);
    const inPlans = await planUses(actor.tenantId);
    return (await greetings.list(actor.tenantId, boxId)).map(({ id, name, kind, durationMs }) => {
      const plans = (inPlans.get(id) ?? []).map((plan): GreetingUse => ({ kind: 'plan', name: plan }));
      return { id, name, kind, durationMs, usedBy: [...usesInBox(box, id), ...plans] };
    });
  }

  /** @throws {ServiceError} `not-found`, `limit-reached`, `audio-too-long`; what `AudioWorkshop` throws */
  async add(actor: Actor, boxId: string, { name, kind, read, signal }: NewGreeting): Promise<StoredGreeting> {
    const { store, workshop } = this.#options;
    await requireBoxToSet(store, actor, boxId);
    await this.requireRoom(actor.tenantId, boxId);
    return this.keep(actor.tenantId, { boxId, name, kind }, await workshop.prepare(await read(), signal));
  }

  /** A text that is read aloud. @throws {ServiceError} as `add`, `invalid-fields` with `voice`, `speech-missing`, `speech-failed` */
  async addSpoken(actor: Actor, boxId: string, { name, ...text }: Speech & { readonly name: string }): Promise<StoredGreeting> {
    const { store, workshop, speech } = this.#options;
    await requireBoxToSet(store, actor, boxId);
    await this.requireRoom(actor.tenantId, boxId);
    const said = await speech.speak(text).catch((error: unknown) => {
      throw speechRefusal(error);
    });
    return this.keep(actor.tenantId, { boxId, name, kind: 'spoken' }, await workshop.prepare(said));
  }

  /** Whatever plays it falls back to the usual greeting, and that to the one that comes with Deskline. @throws {ServiceError} `not-found` */
  async delete(actor: Actor, id: string): Promise<void> {
    const { greetings, objects, clips, onChanged } = this.#options;
    const greeting = await this.#greeting(actor, id);
    await greetings.delete(actor.tenantId, id);
    clips.forget(greeting.objectId);
    await objects.delete(actor.tenantId, greeting.objectId);
    onChanged(actor.tenantId, greeting.boxId);
  }

  /** Whoever asked closes the reader. @throws {ServiceError} `not-found` */
  async audio(actor: Actor, id: string): Promise<ObjectReader> {
    const { objectId } = await this.#greeting(actor, id);
    const reader = await this.#options.objects.open(actor.tenantId, objectId);
    if (!reader) throw new ServiceError('not-found');
    return reader;
  }

  schedules(actor: Actor): Promise<readonly GreetingSchedule[]> {
    requirePermission(actor, 'voicemail.use');
    return this.#options.schedules.list(actor.tenantId);
  }

  /** Names of the boxes that greet by a schedule. */
  boxesBySchedule(tenantId: string, scheduleId: string): Promise<readonly string[]> {
    return this.#options.store.boxesBySchedule(tenantId, scheduleId);
  }

  voices(actor: Actor): readonly Voice[] {
    requirePermission(actor, 'voicemail.use');
    return this.#options.speech.voices();
  }

  /** @throws {ServiceError} `limit-reached` when the box keeps as many greetings as it may */
  async requireRoom(tenantId: string, boxId: string): Promise<void> {
    if ((await this.#options.greetings.list(tenantId, boxId)).length >= maxGreetings) throw new ServiceError('limit-reached');
  }

  /** Keeps levelled audio as a greeting; what is refused leaves nothing. @throws {ServiceError} `limit-reached`, `audio-too-long` */
  async keep(
    tenantId: string,
    fields: Pick<StoredGreeting, 'boxId' | 'name' | 'kind'>,
    { content, durationMs }: { readonly content: Uint8Array; readonly durationMs: number },
  ): Promise<StoredGreeting> {
    const { greetings, objects, onChanged } = this.#options;
    if (durationMs > maxGreetingMs) throw new ServiceError('audio-too-long');
    const objectId = await keepAudio(objects, { tenantId, retentionClass: 'greetings' }, content);
    const stored = { id: newId(), ...fields, objectId, durationMs };
    try {
      if (!(await greetings.insert(tenantId, stored, maxGreetings))) throw new ServiceError('limit-reached');
    } catch (error) {
      await objects.delete(tenantId, objectId);
      throw error;
    }
    onChanged(tenantId, fields.boxId);
    return stored;
  }

  /** What is chosen has to be a greeting of this box. */
  async #checkChoice(tenantId: string, boxId: string, choice: UpdateVoicemailBox['greetings']): Promise<void> {
    if (choice === undefined) return;
    const known = new Set((await this.#options.greetings.list(tenantId, boxId)).map(({ id }) => id));
    const chosen: readonly (readonly [field: string, id: string | null | undefined])[] = [
      ['greetingId', choice.greetingId],
      ['busyGreetingId', choice.busyGreetingId],
      ['temporary', choice.temporary?.greetingId],
      ...(choice.rules ?? []).map(({ greetingId }) => ['rules', greetingId] as const),
    ];
    const wrong = chosen.find(([, id]) => typeof id === 'string' && !known.has(id));
    if (wrong) throw new ServiceError('invalid-fields', { fields: { [`greetings.${wrong[0]}`]: 'unknown' } });
  }

  async #greeting(actor: Actor, id: string): Promise<StoredGreeting> {
    const greeting = await this.#options.greetings.get(actor.tenantId, id);
    if (!greeting) throw new ServiceError('not-found');
    await requireBoxToSet(this.#options.store, actor, greeting.boxId);
    return greeting;
  }
}

async function refusingSchedule<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError && error.code === 'reference')
      throw new ServiceError('invalid-fields', { fields: { 'greetings.scheduleId': 'unknown' }, cause: error });
    throw error;
  }
}

function usesInBox({ greetings: choice }: Box, id: string): readonly GreetingUse[] {
  const simple: readonly (readonly [GreetingUse['kind'], string | null | undefined])[] = [
    ['usual', choice.greetingId],
    ['busy', choice.busyGreetingId],
    ['temporary', choice.temporary?.greetingId],
  ];
  return [
    ...simple.filter(([, used]) => used === id).map(([kind]) => ({ kind, name: '' })),
    ...choice.rules.filter((rule) => rule.greetingId === id).map(({ when, name }) => ({ kind: when, name })),
  ];
}
