import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { UpdateVoicemailBox, VoicemailQuery, Waveform } from '../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { readAll, recordingContentType, type AudioDesk, type ObjectClips } from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError, type ObjectReader, type RetentionClass, type SealedObjects } from '../../storage/index.ts';
import type { Box, Message, StoredGreeting, VoicemailStore } from './voicemail-store.ts';

/** Levels and encodes what people send; `AudioWorkshop` of media. */
export interface GreetingWorkshop {
  prepare(source: Uint8Array, signal?: AbortSignal): Promise<{ readonly content: Buffer; readonly durationMs: number }>;
}

export interface MailboxOptions {
  readonly store: VoicemailStore;
  readonly objects: SealedObjects;
  readonly desk: AudioDesk;
  readonly clips: ObjectClips;
  readonly workshop: GreetingWorkshop;
  readonly notices: Notifier<Pick<typeof telephonyNotifications, 'voicemail.changed'>>;
  /** Tells a person's phones that the messages they listen to may be others now. */
  readonly tellPhones: (tenantId: string, userId: string) => void;
  /** A mail server is configured. */
  readonly isMailPossible: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A box as one of its listeners sees it. */
export interface OwnBox {
  readonly box: Box;
  readonly isMailPossible: boolean;
  readonly newCount: number;
}

/** What people do with their boxes: listen, mark, delete and restore, forward, greet. */
export class MailboxService {
  readonly #options: MailboxOptions;

  constructor(options: MailboxOptions) {
    this.#options = options;
  }

  /** My own box, made with the first look, and those that I share. */
  async boxes(actor: Actor): Promise<readonly OwnBox[]> {
    requirePermission(actor, 'voicemail.use');
    const { store } = this.#options;
    await store.boxOfUser(actor.tenantId, actor.userId);
    const boxes = await store.boxesFor(actor.tenantId, actor.userId);
    const counts = await store.countNew(
      actor.tenantId,
      boxes.map((box) => box.id),
    );
    const { isMailPossible } = this.#options;
    return boxes.map((box) => ({ box, isMailPossible, newCount: counts.get(box.id) ?? 0 }));
  }

  /** Boxes of teams, by name, whoever listens to them. */
  async sharedBoxes(actor: Actor): Promise<readonly { readonly id: string; readonly name: string }[]> {
    requirePermission(actor, 'groups.read');
    return (await this.#options.store.sharedBoxes(actor.tenantId)).map(({ id, name }) => ({ id, name }));
  }

  /** @throws {ServiceError} `invalid-fields` when a member is nobody of the tenant */
  async createShared(actor: Actor, name: string, members: readonly string[]): Promise<{ readonly id: string; readonly name: string }> {
    requirePermission(actor, 'groups.update');
    const id = newId();
    try {
      await this.#options.store.createShared(actor.tenantId, { id, name, members: [...new Set(members)] }, actor);
    } catch (error) {
      if (error instanceof StorageError && error.code === 'reference')
        throw new ServiceError('invalid-fields', { fields: { members: 'unknown' }, cause: error });
      throw error;
    }
    return { id, name };
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `invalid-fields` for a greeting of another box, or mail without a mail server */
  async updateBox(actor: Actor, boxId: string, change: UpdateVoicemailBox): Promise<OwnBox> {
    const { store, isMailPossible } = this.#options;
    await this.#box(actor, boxId);
    if ((change.emailNotice ?? 'none') !== 'none' && !isMailPossible)
      throw new ServiceError('invalid-fields', { fields: { emailNotice: 'no-mail-server' } });
    for (const field of ['greetingId', 'busyGreetingId'] as const) {
      const id = change[field];
      if (typeof id === 'string' && (await store.greeting(actor.tenantId, id))?.boxId !== boxId)
        throw new ServiceError('invalid-fields', { fields: { [field]: 'unknown' } });
    }
    const box = await store.updateBox(actor.tenantId, boxId, change, actor);
    if (!box) throw new ServiceError('changed-meanwhile');
    return { box, isMailPossible, newCount: (await store.countNew(actor.tenantId, [boxId])).get(boxId) ?? 0 };
  }

  /** @throws {ServiceError} `not-found` when a box is named that is not mine */
  async messages(actor: Actor, query: VoicemailQuery): Promise<Page<Message>> {
    requirePermission(actor, 'voicemail.use');
    const { store } = this.#options;
    const boxes = (await store.boxesFor(actor.tenantId, actor.userId)).map((box) => box.id);
    if (query.boxId !== undefined && !boxes.includes(query.boxId)) throw new ServiceError('not-found');
    return store.messages(actor.tenantId, query.boxId === undefined ? boxes : [query.boxId], query);
  }

  /** The audio; whoever asked closes the reader. @throws {ServiceError} `not-found` */
  async audio(actor: Actor, id: string): Promise<{ readonly message: Message; readonly reader: ObjectReader }> {
    const message = await this.#message(actor, id);
    const reader = await this.#options.objects.open(actor.tenantId, message.objectId);
    if (!reader) throw new ServiceError('not-found');
    return { message, reader };
  }

  /** @throws {ServiceError} `not-found` */
  async waveform(actor: Actor, id: string): Promise<Waveform> {
    const { objectId } = await this.#message(actor, id);
    const { objects, desk } = this.#options;
    const { perSecond, peak } = await desk.ask('envelope', await readAll(objects, actor.tenantId, objectId));
    return { perSecond, peak: [...peak] };
  }

  /** @throws {ServiceError} `not-found` */
  async setHeard(actor: Actor, id: string, isHeard: boolean): Promise<Message> {
    const message = await this.#message(actor, id);
    const at = isHeard ? new Date(this.#options.clock.now()) : undefined;
    await this.#options.store.setHeard(actor.tenantId, id, { userId: actor.userId, at });
    return this.#changed(actor, message);
  }

  /** It can be restored for 30 days. @throws {ServiceError} `not-found` */
  async delete(actor: Actor, id: string): Promise<void> {
    const message = await this.#message(actor, id);
    if (message.deletedAt) return;
    await this.#options.store.setDeleted(actor.tenantId, id, new Date(this.#options.clock.now()));
    this.tellChange(actor.tenantId, message.boxId);
  }

  /** @throws {ServiceError} `not-found` */
  async restore(actor: Actor, id: string): Promise<Message> {
    const message = await this.#message(actor, id);
    await this.#options.store.setDeleted(actor.tenantId, id, undefined);
    return this.#changed(actor, message);
  }

  /**
   * A copy in a colleague's own box.
   * @throws {ServiceError} `not-found`, `invalid-fields` for somebody who is not there (`unknown`) or whose box takes no more (`box-full`)
   */
  async forward(actor: Actor, id: string, userId: string): Promise<void> {
    const { store, objects, clock } = this.#options;
    const message = await this.#message(actor, id);
    const box = await store.boxOfUser(actor.tenantId, userId);
    if (!box) throw new ServiceError('invalid-fields', { fields: { userId: 'unknown' } });
    if ((await store.countMessages(actor.tenantId, box.id)) >= box.maxMessages)
      throw new ServiceError('invalid-fields', { fields: { userId: 'box-full' } });
    const content = await readAll(objects, actor.tenantId, message.objectId);
    const objectId = await this.#keep(actor.tenantId, 'voicemail', content);
    const copy = { ...message, id: newId(), boxId: box.id, objectId, receivedAt: new Date(clock.now()) };
    try {
      await store.beginMessage(actor.tenantId, copy);
    } catch (error) {
      await objects.delete(actor.tenantId, objectId);
      throw error;
    }
    const state = message.state === 'cut' ? 'cut' : 'whole';
    await store.finishMessage(actor.tenantId, { id: copy.id, state, objectId, durationMs: message.durationMs });
    this.tellChange(actor.tenantId, box.id);
  }

  /** @throws {ServiceError} `not-found` */
  async greetings(actor: Actor, boxId: string): Promise<readonly StoredGreeting[]> {
    await this.#box(actor, boxId);
    return this.#options.store.greetings(actor.tenantId, boxId);
  }

  /** @throws {ServiceError} `not-found`; what `AudioWorkshop` throws */
  async addGreeting(
    actor: Actor,
    boxId: string,
    greeting: {
      readonly name: string;
      readonly kind: StoredGreeting['kind'];
      readonly read: () => Promise<Uint8Array>;
      readonly signal?: AbortSignal;
    },
  ): Promise<StoredGreeting> {
    await this.#box(actor, boxId);
    const { content, durationMs } = await this.#options.workshop.prepare(await greeting.read(), greeting.signal);
    const objectId = await this.#keep(actor.tenantId, 'greetings', content);
    const stored = { id: newId(), boxId, name: greeting.name, kind: greeting.kind, objectId, durationMs };
    await this.#options.store.insertGreeting(actor.tenantId, stored);
    return stored;
  }

  /** @throws {ServiceError} `not-found` */
  async deleteGreeting(actor: Actor, id: string): Promise<void> {
    const { store, objects, clips } = this.#options;
    const greeting = await this.#greeting(actor, id);
    await store.deleteGreeting(actor.tenantId, id);
    clips.forget(greeting.objectId);
    await objects.delete(actor.tenantId, greeting.objectId);
  }

  /** Whoever asked closes the reader. @throws {ServiceError} `not-found` */
  async greetingAudio(actor: Actor, id: string): Promise<ObjectReader> {
    const { objectId } = await this.#greeting(actor, id);
    const reader = await this.#options.objects.open(actor.tenantId, objectId);
    if (!reader) throw new ServiceError('not-found');
    return reader;
  }

  /** Tells everybody who listens to a box. Never rejects. */
  tellChange(tenantId: string, boxId: string): void {
    void this.#tell(tenantId, boxId);
  }

  async #tell(tenantId: string, boxId: string): Promise<void> {
    const { store, notices, tellPhones, logger } = this.#options;
    try {
      for (const userId of await store.listeners(tenantId, boxId)) {
        tellPhones(tenantId, userId);
        const boxes = (await store.boxesFor(tenantId, userId)).map((box) => box.id);
        const newCount = [...(await store.countNew(tenantId, boxes)).values()].reduce((sum, count) => sum + count, 0);
        notices.toUser({ tenantId, userId }, 'voicemail.changed', { newCount });
      }
    } catch (error) {
      logger.warn({ err: error, tenantId, boxId }, 'people could not be told of their messages');
    }
  }

  async #keep(tenantId: string, retentionClass: RetentionClass, content: Uint8Array): Promise<string> {
    const writer = await this.#options.objects.create({ tenantId, retentionClass, contentType: recordingContentType });
    try {
      await writer.write(content);
      await writer.finish();
      return writer.id;
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  async #changed(actor: Actor, { id, boxId }: Message): Promise<Message> {
    this.tellChange(actor.tenantId, boxId);
    return this.#message(actor, id);
  }

  /** A box that the actor listens to; any other does not exist for them. */
  async #box(actor: Actor, boxId: string): Promise<Box> {
    requirePermission(actor, 'voicemail.use');
    const box = (await this.#options.store.boxesFor(actor.tenantId, actor.userId)).find((own) => own.id === boxId);
    if (!box) throw new ServiceError('not-found');
    return box;
  }

  async #message(actor: Actor, id: string): Promise<Message> {
    const message = await this.#options.store.message(actor.tenantId, id);
    if (!message || message.state === 'recording') throw new ServiceError('not-found');
    await this.#box(actor, message.boxId);
    return message;
  }

  async #greeting(actor: Actor, id: string): Promise<StoredGreeting> {
    const greeting = await this.#options.store.greeting(actor.tenantId, id);
    if (!greeting) throw new ServiceError('not-found');
    await this.#box(actor, greeting.boxId);
    return greeting;
  }
}
