import type { EffectBody } from '../effects.ts';
import type { RunEvent } from '../events.ts';
import type { Here, KeyUse, Move } from '../node-kind.ts';
import type { Sound } from '../sounds.ts';
import { continueKeyEntry, keyEntryUse, startKeyEntry } from './key-entry.ts';
import type { KeyEntryRules, KeyEntryState } from './key-entry.ts';

/** Asks for a PIN, up to `attempts` times. The keys are in the state only until they are asked about; never in the path. */
export type PinEntryState =
  | { readonly step: 'entry'; readonly entry: KeyEntryState; readonly wrong: number }
  /** `index`: which of the PINs is asked about. */
  | { readonly step: 'asking'; readonly keys: string; readonly index: number; readonly wrong: number };

export interface PinEntryOptions {
  readonly sounds: readonly Sound[];
  readonly attempts: number;
  readonly pinIds: readonly string[];
}

/** What comes of an event: more of the same, one of the PINs was right, or none after all attempts. */
export type PinEntryResult =
  | { readonly kind: 'stay'; readonly move: Extract<Move<PinEntryState>, { kind: 'stay' }> }
  | { readonly kind: 'right'; readonly pinId: string }
  | { readonly kind: 'wrong' };

const maxPinKeys = 20;
const wrongPin: Sound = { kind: 'phrase', phrase: 'wrong-pin' };

export function startPinEntry(here: Here<unknown>, options: PinEntryOptions): Extract<Move<PinEntryState>, { kind: 'stay' }> {
  const { state, effects } = startKeyEntry(here, rules(options));
  return { kind: 'stay', state: { step: 'entry', entry: state, wrong: 0 }, effects };
}

export function continuePinEntry(here: Here<unknown>, options: PinEntryOptions, state: PinEntryState, event: RunEvent): PinEntryResult {
  if (state.step === 'asking')
    return event.kind === 'answer' ? judge(here, options, state, event) : { kind: 'stay', move: { kind: 'stay', state, effects: [] } };
  const result = continueKeyEntry(here, rules(options), state.entry, event);
  if (result.kind === 'more')
    return { kind: 'stay', move: { kind: 'stay', state: { ...state, entry: result.state }, effects: result.effects } };
  const keys = result.kind === 'keys' ? result.keys.replace(/#$/u, '') : '';
  const stops = result.kind === 'keys' ? result.stops : [];
  if (keys === '') return missed(here, options, { wrong: state.wrong, stops });
  return ask(options, { step: 'asking', keys, index: 0, wrong: state.wrong }, stops);
}

export function pinEntryUse(state: PinEntryState): KeyUse {
  return state.step === 'entry' ? keyEntryUse({ isInterruptible: true }, state.entry) : 'keep';
}

function ask(
  { pinIds }: PinEntryOptions,
  state: Extract<PinEntryState, { step: 'asking' }>,
  stops: readonly EffectBody[] = [],
): PinEntryResult {
  const pinId = pinIds[state.index] ?? '';
  const otherPinIds = pinIds.filter((id) => id !== pinId);
  const others = otherPinIds.length === 0 ? {} : { otherPinIds };
  const effect: EffectBody = { kind: 'ask', question: { about: 'pin', pinId, digits: state.keys, ...others } };
  return { kind: 'stay', move: { kind: 'stay', state, effects: [...stops, effect] } };
}

function judge(
  here: Here<unknown>,
  options: PinEntryOptions,
  state: Extract<PinEntryState, { step: 'asking' }>,
  event: Extract<RunEvent, { kind: 'answer' }>,
): PinEntryResult {
  if (event.answer.about === 'pin' && event.answer.isRight) return { kind: 'right', pinId: options.pinIds[state.index] ?? '' };
  if (state.index + 1 < options.pinIds.length) return ask(options, { ...state, index: state.index + 1 });
  return missed(here, options, { wrong: state.wrong, stops: [] });
}

function missed(
  here: Here<unknown>,
  options: PinEntryOptions,
  { wrong, stops }: { readonly wrong: number; readonly stops: readonly EffectBody[] },
): PinEntryResult {
  if (wrong + 1 >= options.attempts) return { kind: 'wrong' };
  const { state, effects } = startKeyEntry(here, rules({ ...options, sounds: [wrongPin, ...options.sounds] }), stops);
  return { kind: 'stay', move: { kind: 'stay', state: { step: 'entry', entry: state, wrong: wrong + 1 }, effects, forgetsKeys: true } };
}

function rules({ sounds }: PinEntryOptions): KeyEntryRules {
  const isComplete = (keys: string): boolean => keys.endsWith('#') || keys.length >= maxPinKeys;
  return { sounds, isInterruptible: true, firstKeySeconds: 8, nextKeySeconds: 4, isComplete };
}
