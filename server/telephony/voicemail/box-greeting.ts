import { chosenGreeting } from '../../../protocol/telephony/greetings.ts';
import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { ObjectClips } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { BoxSchedules } from './box-schedules.ts';
import type { GreetingStore } from './greeting-store.ts';
import type { Box } from './voicemail-store.ts';

export interface BoxGreetingParts {
  readonly greetings: Pick<GreetingStore, 'get'>;
  readonly schedules: BoxSchedules;
  readonly clips: ObjectClips;
  /** The greeting that comes with Deskline. */
  readonly standard: (tenantId: string, language: Language) => Promise<readonly Clip[]>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Which greeting a caller asked for: `default` is what the box chooses. */
export type GreetingWish = 'default' | 'busy' | 'none' | { readonly greetingId: string };

/** What callers of a box hear before the beep. */
export class BoxGreeting {
  readonly #parts: BoxGreetingParts;

  constructor(parts: BoxGreetingParts) {
    this.#parts = parts;
  }

  /** A greeting that is not there (any more), or is another box's, gives way to what the box chooses, and that to the standard one. */
  async of(tenantId: string, box: Box, wish: GreetingWish, language: Language): Promise<readonly Clip[]> {
    if (wish === 'none') return [];
    const wished = typeof wish === 'object' ? await this.#own(tenantId, box, wish.greetingId) : undefined;
    return wished ?? this.#chosen(tenantId, box, wish === 'busy', language);
  }

  /** What is heard while nothing else is chosen. */
  async usual(tenantId: string, box: Box, language: Language): Promise<readonly Clip[]> {
    return (await this.#own(tenantId, box, box.greetings.greetingId)) ?? this.#parts.standard(tenantId, language);
  }

  async #chosen(tenantId: string, box: Box, isBusy: boolean, language: Language): Promise<readonly Clip[]> {
    const now = await this.#now(tenantId, box);
    const { greetingId } = chosenGreeting(box.greetings, { atMs: this.#parts.clock.now(), isBusy, now });
    return (await this.#own(tenantId, box, greetingId)) ?? this.usual(tenantId, box, language);
  }

  /** A schedule that cannot be read costs no caller their message. */
  async #now(tenantId: string, { greetings: { scheduleId, rules } }: Box) {
    if (scheduleId === null || rules.length === 0) return undefined;
    try {
      return await this.#parts.schedules.now(tenantId, scheduleId);
    } catch (error) {
      this.#parts.logger.error({ err: error, tenantId, scheduleId }, 'the schedule of a voicemail box cannot be read');
      return undefined;
    }
  }

  async #own(tenantId: string, box: Box, id: string | null): Promise<readonly Clip[] | undefined> {
    const { greetings, clips } = this.#parts;
    const own = id === null ? undefined : await greetings.get(tenantId, id);
    return own?.boxId === box.id ? [clips.clipOf({ tenantId, objectId: own.objectId, durationMs: own.durationMs })] : undefined;
  }
}
