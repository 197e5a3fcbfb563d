import type { Phrase, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import { CallKeys } from './call-keys.ts';
import { GreetingVisit, type GreetingsByPhone } from './greeting-visit.ts';
import type { PinAnswer } from './mailbox-pins.ts';
import type { Message } from './voicemail-store.ts';

const tries = 3;
const maxPinDigits = 10;
const nextDigitMs = 6_000;
const nextKeyMs = 8_000;
/** So often the keys are explained before the call ends by itself. */
const menus = 3;
const longestNumber = 20;

const offer: Sound = { kind: 'phrase', phrase: 'mailbox-greetings-offer' };

/** What can be heard and done by phone, for one person. */
export interface MessagesByPhone {
  /** New ones first, the oldest of them first; then those that were heard, newest first. */
  list(): Promise<readonly Message[]>;
  clipsOf(message: Message): readonly Clip[];
  setHeard(message: Message): Promise<void>;
  delete(message: Message): Promise<void>;
}

export interface MailboxVisitParts {
  readonly call: AttendedCall;
  readonly hasPin: boolean;
  readonly checkPin: (pin: string) => Promise<PinAnswer>;
  readonly messages: MessagesByPhone;
  readonly greetings: GreetingsByPhone;
  readonly say: (sounds: readonly Sound[]) => Promise<readonly Clip[]>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborted when the caller is taken away. */
  readonly left: AbortSignal;
}

/**
 * Somebody hears their messages by phone:
 *
 *   PIN ──(wrong three times, locked, none)──► goodbye
 *    └─► number of new ones ─► message ─► 1 again · 2 next · 3 delete · 0 greetings · # leave ─► … ─► offer: 0 greetings ─► goodbye
 */
export class MailboxVisit {
  readonly #parts: MailboxVisitParts;
  readonly #gone: AbortSignal;
  readonly #keys: CallKeys;

  constructor(parts: MailboxVisitParts) {
    this.#parts = parts;
    this.#gone = AbortSignal.any([parts.call.ended, parts.left]);
    this.#keys = new CallKeys(parts.call, parts.clock, this.#gone);
  }

  /** The call is answered. Rejects when messages cannot be read. */
  async run(): Promise<void> {
    try {
      if (await this.#enter()) await this.#listen();
      this.#keys.forget();
      await this.#say('goodbye');
    } finally {
      this.#keys.close();
    }
  }

  async #enter(): Promise<boolean> {
    const { hasPin, checkPin, call } = this.#parts;
    if (!hasPin) {
      await this.#say('mailbox-no-pin');
      return false;
    }
    for (let attempt = 0; attempt < tries && !this.#gone.aborted; attempt += 1) {
      await this.#say('enter-pin');
      const pin = await this.#pin();
      const answer = pin === '' || this.#gone.aborted ? 'wrong' : await checkPin(pin);
      if (answer === 'right') return true;
      if (answer === 'wrong' && this.#gone.aborted) return false;
      call.note('mailbox-refused', { why: answer });
      this.#keys.forget();
      await this.#say(answer === 'wrong' ? 'wrong-pin' : answer === 'locked' ? 'mailbox-locked' : 'mailbox-no-pin');
      if (answer !== 'wrong') return false;
    }
    return false;
  }

  /** Digits up to `#`, a pause, or the longest PIN; `*` begins anew. */
  async #pin(): Promise<string> {
    let pin = '';
    while (pin.length < maxPinDigits) {
      const key = await this.#keys.next(nextDigitMs);
      if (key === undefined || key === '#') break;
      pin = key === '*' ? '' : pin + key;
    }
    return pin;
  }

  async #listen(): Promise<void> {
    const { messages, call } = this.#parts;
    const found = await messages.list();
    const newCount = found.filter(({ heardBy }) => heardBy.length === 0).length;
    call.note('mailbox-opened');
    if (found.length > 0) await this.#say('mailbox-count', { kind: 'number', value: newCount }, offer);
    for (const message of found) if ((await this.#hear(message)) === 'leave') return;
    await this.#say(found.length === 0 ? 'mailbox-empty' : 'mailbox-end', offer);
    if ((await this.#keys.next(nextKeyMs)) === '0') await this.#greet();
  }

  async #hear(message: Message): Promise<'next' | 'leave'> {
    const { messages } = this.#parts;
    for (let menu = 0; menu < menus && !this.#gone.aborted;) {
      // Who pressed 0 while the number was said wants their greetings first.
      const isGreeting = this.#keys.waiting === '0';
      if (menu === 0 && !isGreeting) await this.#play(message);
      await this.#say('mailbox-menu');
      const key = await this.#keys.next(nextKeyMs);
      if (key === '1') menu = 0;
      else if (key === '0') {
        await this.#greet();
        menu = isGreeting ? menu : Math.max(menu, 1);
      } else if (key === '2') return 'next';
      else if (key === '3') {
        await messages.delete(message);
        await this.#say('mailbox-deleted');
        return 'next';
      } else if (key === '#') return 'leave';
      else menu += 1;
    }
    return 'leave';
  }

  async #greet(): Promise<void> {
    const { greetings, logger, call } = this.#parts;
    this.#keys.forget();
    const onFailure = (error: unknown): void => logger.error({ err: error, callId: call.id }, 'a greeting could not be kept');
    const say = (phrase: Phrase, ...more: readonly Sound[]): Promise<void> => this.#say(phrase, ...more);
    await new GreetingVisit({ keys: this.#keys, greetings, say, onFailure, gone: this.#gone }).run();
  }

  async #play(message: Message): Promise<void> {
    const { messages } = this.#parts;
    const number = message.caller.number.replaceAll(/\D/gu, '').slice(0, longestNumber);
    if (number !== '') await this.#say('mailbox-message-from', { kind: 'digits', digits: number });
    if (this.#gone.aborted) return;
    await messages.setHeard(message);
    await this.#keys.play(messages.clipsOf(message));
  }

  async #say(phrase: Phrase, ...more: readonly Sound[]): Promise<void> {
    if (!this.#gone.aborted) await this.#keys.play(await this.#parts.say([{ kind: 'phrase', phrase }, ...more]));
  }
}
