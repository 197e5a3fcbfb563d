import { maxGreetings } from '../../../protocol/telephony/greetings.ts';
import type { Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { ObjectClips } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { BoxGreeting } from './box-greeting.ts';
import type { BoxNews } from './box-news.ts';
import type { GreetingRecorder } from './greeting-recorder.ts';
import type { GreetingService, GreetingWorkshop } from './greeting-service.ts';
import type { GreetingStore } from './greeting-store.ts';
import type { GreetingsByPhone } from './greeting-visit.ts';
import type { MailboxPins } from './mailbox-pins.ts';
import { MailboxVisit, type MessagesByPhone } from './mailbox-visit.ts';
import type { Box, VoicemailStore } from './voicemail-store.ts';

/** How many messages one hears in one call. */
const heardByPhone = 100;

export interface MailboxPhoneParts {
  readonly store: VoicemailStore;
  readonly greetings: GreetingStore;
  readonly service: Pick<GreetingService, 'keep'>;
  readonly greeting: BoxGreeting;
  readonly recorder: GreetingRecorder;
  readonly workshop: GreetingWorkshop;
  readonly pins: MailboxPins;
  readonly clips: ObjectClips;
  readonly news: BoxNews;
  /** Phrases that come with Deskline. */
  readonly say: (tenantId: string, sounds: readonly Sound[], language: Language) => Promise<readonly Clip[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Visitor {
  readonly userId: string;
  /** Whose messages are heard. */
  readonly boxes: readonly Box[];
  readonly language: Language;
  /** Aborted when the caller is taken away. */
  readonly left?: AbortSignal;
}

/** Messages and greetings by phone, for whoever proves with their PIN who they are. */
export class MailboxPhone {
  readonly #parts: MailboxPhoneParts;

  constructor(parts: MailboxPhoneParts) {
    this.#parts = parts;
  }

  /** A person calls their messages, and those of boxes that they share; then the call ends. Never rejects. */
  async listen(call: AttendedCall, { userId, language }: { readonly userId: string; readonly language: Language }): Promise<void> {
    const { tenantId } = call;
    const { store, logger } = this.#parts;
    try {
      await call.answer();
      const box = await store.boxOfUser(tenantId, userId);
      if (!box || call.codec === 'G722') return call.end('failed');
      call.takenBy({ userId: undefined, displayName: box.name, number: call.dialled });
      await this.visit(call, box, { userId, boxes: await store.boxesFor(tenantId, userId), language }).run();
      call.end('completed');
    } catch (error) {
      if (call.ended.aborted) return;
      logger.error({ err: error, callId: call.id }, 'messages could not be heard by phone');
      call.end('failed');
    }
  }

  /** The person proves with the PIN of `box` that they are it, hears what is in their boxes, and sets how `box` greets. */
  visit(call: AttendedCall, box: Box, visitor: Visitor): MailboxVisit {
    const { say, pins, clock, logger } = this.#parts;
    const { tenantId } = call;
    return new MailboxVisit({
      call,
      hasPin: box.hasPin,
      checkPin: (pin) => pins.check(tenantId, box.id, pin),
      messages: this.#messages(tenantId, visitor),
      greetings: this.#greetings(call, box, visitor),
      say: (sounds) => say(tenantId, sounds, visitor.language),
      clock,
      logger,
      left: visitor.left ?? new AbortController().signal,
    });
  }

  #messages(tenantId: string, { userId, boxes }: Visitor): MessagesByPhone {
    const { store, clips, news, clock } = this.#parts;
    const now = (): Date => new Date(clock.now());
    return {
      list: async () => {
        const query = { query: '', state: 'inbox', page: 1, pageSize: heardByPhone } as const;
        const ids = boxes.map(({ id }) => id);
        const { items } = await store.messages(tenantId, ids, query);
        const newOnes = items.filter(({ heardBy }) => heardBy.length === 0);
        return [...newOnes.toReversed(), ...items.filter(({ heardBy }) => heardBy.length > 0)];
      },
      clipsOf: ({ objectId, durationMs }) => [clips.clipOf({ tenantId, objectId, durationMs })],
      setHeard: async ({ id, boxId }) => {
        await store.setHeard(tenantId, id, { userId, at: now() });
        news.tell(tenantId, boxId);
      },
      delete: async ({ id, boxId }) => {
        await store.setDeleted(tenantId, id, now());
        news.tell(tenantId, boxId);
      },
    };
  }

  #greetings(call: AttendedCall, { id: boxId }: Box, { userId, language }: Visitor): GreetingsByPhone {
    const { store, greetings, service, greeting, recorder, workshop, clips, say, clock } = this.#parts;
    const { tenantId } = call;
    const choose = async (greetingId: string | null): Promise<void> => {
      // Whoever saves the box at the same moment on a page comes first or second; the person at the phone is not asked again.
      for (let changed: Box | undefined; changed === undefined;) {
        const box = await store.box(tenantId, boxId);
        if (!box) return;
        const change = { version: box.version, greetings: { greetingId } };
        changed = await store.updateBox(tenantId, boxId, change, { userId, address: undefined });
      }
      this.#parts.news.tell(tenantId, boxId);
    };
    const keep = async (audio: Buffer): Promise<void> => {
      const name = `☎ ${new Date(clock.now()).toISOString().slice(0, 16).replace('T', ' ')}`;
      const kept = await service.keep(tenantId, { boxId, name, kind: 'recorded' }, await workshop.prepare(audio));
      await choose(kept.id);
    };
    return {
      usual: async () => {
        const box = await store.box(tenantId, boxId);
        return box ? greeting.usual(tenantId, box, language) : [];
      },
      choices: async () => [
        ...(await greetings.list(tenantId, boxId)).map(({ id, objectId, durationMs }) => ({
          clips: [clips.clipOf({ tenantId, objectId, durationMs })],
          choose: () => choose(id),
        })),
        { clips: await say(tenantId, [{ kind: 'phrase', phrase: 'voicemail-greeting' }], language), choose: () => choose(null) },
      ],
      hasRoom: async () => (await greetings.list(tenantId, boxId)).length < maxGreetings,
      record: () => recorder.start(call, keep),
    };
  }
}
