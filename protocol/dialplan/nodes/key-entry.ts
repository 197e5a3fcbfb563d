import type { EffectBody } from '../effects.ts';
import type { RunEvent } from '../events.ts';
import type { Here, KeyUse } from '../node-kind.ts';
import type { Sound } from '../sounds.ts';
import { audible } from './parts.ts';

/**
 * Says something and reads keys: what attendants, PIN gates and all others that ask for keys have in common.
 *
 *   saying ──► waiting        (saying: the prompt plays; waiting: a timer runs until the first or the next key)
 */
export type KeyEntryState = { readonly phase: 'saying' | 'waiting'; readonly keys: string; readonly timerId: string | null };

export interface KeyEntryRules {
  readonly sounds: readonly Sound[];
  /** A key ends the prompt. Otherwise keys pressed meanwhile are read after it. */
  readonly isInterruptible: boolean;
  /** From the end of the prompt to the first key. */
  readonly firstKeySeconds: number;
  /** From one key to the next. */
  readonly nextKeySeconds: number;
  /** Nothing longer is meant: there is nothing to wait for. */
  isComplete(keys: string): boolean;
}

export type KeyEntryResult =
  | { readonly kind: 'more'; readonly state: KeyEntryState; readonly effects: readonly EffectBody[] }
  /** Keys as pressed, with the end key if it was pressed. Whoever stays in the node stops the entry first: `stops`. */
  | { readonly kind: 'keys'; readonly keys: string; readonly stops: readonly EffectBody[] }
  | { readonly kind: 'silence' };

/** The first effects of a move must be these; they begin with `before`. */
export function startKeyEntry(
  here: Here<unknown>,
  rules: KeyEntryRules,
  before: readonly EffectBody[] = [],
): { readonly state: KeyEntryState; readonly effects: readonly EffectBody[] } {
  const sounds = audible(rules.sounds);
  if (sounds.length === 0) return wait(here, '', { seconds: rules.firstKeySeconds, before });
  return {
    state: { phase: 'saying', keys: '', timerId: null },
    effects: [...before, { kind: 'play', sounds, language: here.run.language }],
  };
}

export function continueKeyEntry(here: Here<unknown>, rules: KeyEntryRules, state: KeyEntryState, event: RunEvent): KeyEntryResult {
  switch (event.kind) {
    case 'digit':
      return press(here, rules, state, event.digit);
    case 'played':
      return { kind: 'more', ...wait(here, state.keys, { seconds: rules.firstKeySeconds, before: [] }) };
    case 'timer':
      return state.keys === '' ? { kind: 'silence' } : { kind: 'keys', keys: state.keys, stops: [] };
    default:
      return { kind: 'more', state, effects: [] };
  }
}

export function keyEntryUse(rules: Pick<KeyEntryRules, 'isInterruptible'>, state: KeyEntryState): KeyUse {
  return state.phase === 'waiting' || rules.isInterruptible ? 'read' : 'keep';
}

function press(here: Here<unknown>, rules: KeyEntryRules, state: KeyEntryState, key: string): KeyEntryResult {
  const keys = state.keys + key;
  const stops: EffectBody[] = [];
  if (state.phase === 'saying') stops.push({ kind: 'stop-playing' });
  if (state.timerId !== null) stops.push({ kind: 'stop-timer', timerId: state.timerId });
  if (rules.isComplete(keys)) return { kind: 'keys', keys, stops };
  return { kind: 'more', ...wait(here, keys, { seconds: rules.nextKeySeconds, before: stops }) };
}

function wait(
  here: Here<unknown>,
  keys: string,
  { seconds, before }: { readonly seconds: number; readonly before: readonly EffectBody[] },
): { readonly state: KeyEntryState; readonly effects: readonly EffectBody[] } {
  return {
    state: { phase: 'waiting', keys, timerId: here.effectId(before.length) },
    effects: [...before, { kind: 'timer', seconds }],
  };
}
