import type { VoicemailQuery, Waveform } from '../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { readAll, type AudioDesk } from '../../media/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { ObjectReader, SealedObjects } from '../../storage/index.ts';
import { requireOwnBox } from './box-access.ts';
import type { BoxNews } from './box-news.ts';
import { keepAudio } from './keep-audio.ts';
import type { Box, Message, VoicemailStore } from './voicemail-store.ts';

export interface MailboxOptions {
  readonly store: VoicemailStore;
  readonly objects: SealedObjects;
  readonly desk: AudioDesk;
  readonly news: BoxNews;
  /** A mail server is configured. */
  readonly isMailPossible: boolean;
  readonly clock: Clock;
}

/** A box as one of its listeners sees it. */
export interface OwnBox {
  readonly box: Box;
  readonly isMailPossible: boolean;
  readonly newCount: number;
}

/** What people do with the messages in their boxes: listen, mark, delete and restore, forward. */
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
    this.#options.news.tell(actor.tenantId, message.boxId);
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
    const objectId = await keepAudio(objects, { tenantId: actor.tenantId, retentionClass: 'voicemail' }, content);
    const copy = { ...message, id: newId(), boxId: box.id, objectId, receivedAt: new Date(clock.now()) };
    try {
      await store.beginMessage(actor.tenantId, copy);
    } catch (error) {
      await objects.delete(actor.tenantId, objectId);
      throw error;
    }
    const state = message.state === 'cut' ? 'cut' : 'whole';
    await store.finishMessage(actor.tenantId, { id: copy.id, state, objectId, durationMs: message.durationMs });
    this.#options.news.tell(actor.tenantId, box.id);
  }

  async #changed(actor: Actor, { id, boxId }: Message): Promise<Message> {
    this.#options.news.tell(actor.tenantId, boxId);
    return this.#message(actor, id);
  }

  async #message(actor: Actor, id: string): Promise<Message> {
    const message = await this.#options.store.message(actor.tenantId, id);
    if (!message || message.state === 'recording') throw new ServiceError('not-found');
    await requireOwnBox(this.#options.store, actor, message.boxId);
    return message;
  }
}
