import type { Phrase, Sound } from '../../../protocol/dialplan/sounds.ts';
import { maxGreetingMs } from '../../../protocol/telephony/greetings.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { CallKeys } from './call-keys.ts';

const nextKeyMs = 8_000;
/** So often the keys are explained before one is led back by itself. */
const menus = 3;

/** A greeting that was said, and is not kept yet. */
export interface SaidGreeting {
  readonly clips: readonly Clip[];
  /** It is the usual greeting from now on. Rejects when it cannot be kept. */
  keep(): Promise<void>;
  /** Its audio goes. */
  discard(): Promise<void>;
}

export interface GreetingInProgress {
  /** Undefined when nothing could be heard. Rejects when it could not be written. */
  finish(): Promise<SaidGreeting | undefined>;
}

/** What can be done by phone with the greetings of one box. */
export interface GreetingsByPhone {
  /** What callers hear while nothing else is chosen for them. */
  usual(): Promise<readonly Clip[]>;
  /** All that can be chosen, the one that comes with Deskline last. */
  choices(): Promise<readonly { readonly clips: readonly Clip[]; readonly choose: () => Promise<void> }[]>;
  hasRoom(): Promise<boolean>;
  record(): Promise<GreetingInProgress>;
}

export interface GreetingVisitParts {
  readonly keys: CallKeys;
  readonly greetings: GreetingsByPhone;
  readonly say: (phrase: Phrase, ...more: readonly Sound[]) => Promise<void>;
  /** Told that a greeting could not be kept. */
  readonly onFailure: (error: unknown) => void;
  /** Aborted when the caller is gone. */
  readonly gone: AbortSignal;
}

/**
 * Somebody sets their greeting by phone:
 *
 *   menu ─ 1 ─► the usual one is heard
 *        ├ 2 ─► tone, speaking, # ─► heard again ─► 1 again · 2 keep · 3 anew · * discard
 *        ├ 3 ─► each in turn: 1 use · 2 next · * back
 *        └ * ─► back to the messages
 */
export class GreetingVisit {
  readonly #parts: GreetingVisitParts;

  constructor(parts: GreetingVisitParts) {
    this.#parts = parts;
  }

  /** Rejects when greetings cannot be read. */
  async run(): Promise<void> {
    const { keys, greetings, gone } = this.#parts;
    for (let menu = 0; menu < menus && !gone.aborted; menu += 1) {
      const key = await this.#ask('greeting-menu');
      if (key === '*' || key === '#') return;
      if (key === undefined) continue;
      menu = -1;
      if (key === '1') await keys.play(await greetings.usual());
      else if (key === '2') await this.#record();
      else if (key === '3') await this.#choose();
    }
  }

  async #record(): Promise<void> {
    const { greetings, say, gone } = this.#parts;
    if (!(await greetings.hasRoom())) return say('greetings-full');
    try {
      while (!gone.aborted) {
        const said = await this.#take();
        if (!said) return await say('greeting-empty');
        if ((await this.#decide(said)) !== 'anew') return;
      }
    } catch (error) {
      if (gone.aborted) return;
      this.#parts.onFailure(error);
      await say('greeting-failed');
    }
  }

  /** What is said after the tone, up to a key or the longest time. */
  async #take(): Promise<SaidGreeting | undefined> {
    const { keys, greetings, say, gone } = this.#parts;
    await say('greeting-record');
    keys.forget();
    await say('beep');
    if (gone.aborted) return undefined;
    const recording = await greetings.record();
    await keys.next(maxGreetingMs);
    const said = await recording.finish();
    if (!gone.aborted) return said;
    await said?.discard();
    return undefined;
  }

  async #decide(said: SaidGreeting): Promise<'over' | 'anew'> {
    const { keys, say, gone } = this.#parts;
    await keys.play(said.clips);
    for (let menu = 0; menu < menus && !gone.aborted; menu += 1) {
      const key = await this.#ask('greeting-keep');
      if (key === '2') {
        await said.keep();
        await say('greeting-kept');
        return 'over';
      }
      if (key === '3' || key === '*') {
        await said.discard();
        return key === '3' ? 'anew' : 'over';
      }
      if (key !== '1') continue;
      menu = -1;
      await keys.play(said.clips);
    }
    await said.discard();
    return 'over';
  }

  async #choose(): Promise<void> {
    const { keys, greetings, say, gone } = this.#parts;
    const choices = await greetings.choices();
    for (const [at, { clips, choose }] of choices.entries()) {
      if (gone.aborted) return;
      await say('greeting-number', { kind: 'number', value: at + 1 });
      await keys.play(clips);
      const key = await this.#ask('greeting-choose');
      if (key === '1') {
        await choose();
        return say('greeting-chosen');
      }
      if (key !== '2' && key !== undefined) return;
    }
  }

  async #ask(phrase: Phrase): Promise<string | undefined> {
    await this.#parts.say(phrase);
    return this.#parts.gone.aborted ? undefined : this.#parts.keys.next(nextKeyMs);
  }
}
