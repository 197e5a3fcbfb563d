import { z } from 'zod';
import type { EffectBody } from '../effects.ts';
import type { RunEvent } from '../events.ts';
import type { Exit, Here, Move, NodeKind } from '../node-kind.ts';
import type { Sound } from '../sounds.ts';
import { choiceOf, isChoiceComplete } from './attendant-choice.ts';
import type { ChoiceRules } from './attendant-choice.ts';
import { continueKeyEntry, keyEntryUse, startKeyEntry } from './key-entry.ts';
import type { KeyEntryRules, KeyEntryState } from './key-entry.ts';
import { extensionVariable, promptReferences, soundsSchema, waitSecondsSchema } from './parts.ts';
import { withVariables } from './text.ts';

export const attendantOptionSchema = z.object({
  /** Names its exit, so that an option may change its keys and keep its way. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/u),
  keys: z.string().regex(/^[0-9*#]{1,5}$/u),
  label: z.string().max(60),
});

export const attendantSettingsSchema = z.object({
  sounds: soundsSchema,
  /** Said before the prompt when the choice was wrong. */
  invalidSounds: soundsSchema,
  isInterruptible: z.boolean(),
  options: z.array(attendantOptionSchema).max(40),
  extensions: z.object({
    isOn: z.boolean(),
    minDigits: z.number().int().min(1).max(10),
    maxDigits: z.number().int().min(1).max(10),
    /** First digits of extensions; others need no pause. Empty: any. */
    firstDigits: z.string().regex(/^[0-9]{0,10}$/u),
  }),
  /** Keys that lead to dialling by name. Empty: none. */
  nameKeys: z.string().regex(/^[0-9*#]{0,5}$/u),
  firstKeySeconds: waitSecondsSchema,
  nextKeySeconds: waitSecondsSchema,
  /** How often the prompt is repeated for who presses nothing. */
  repeats: z.number().int().min(0).max(10),
  /** How many wrong choices lead to `invalid`. */
  maxWrong: z.number().int().min(1).max(10),
});
type Settings = z.infer<typeof attendantSettingsSchema>;

/**
 *   menu ──► asking ──► (extension)         asking: is there such an extension or name?
 *    └► spelling ──┘└► picking              picking: one of several people of that name
 */
type State = Counts &
  (
    | { readonly mode: 'menu' | 'spelling'; readonly entry: KeyEntryState }
    | { readonly mode: 'asking' }
    | { readonly mode: 'picking'; readonly entry: KeyEntryState; readonly numbers: readonly string[] }
  );
type Counts = { readonly repeated: number; readonly wrong: number };

type Opening = { readonly sounds?: readonly Sound[]; readonly stops?: readonly EffectBody[] };
type Pressed = { readonly keys: string; readonly stops: readonly EffectBody[] };

const nameOption = '#name';
const maxMatches = 5;

export function optionExit(optionId: string): string {
  return `option:${optionId}`;
}

export const attendantNode: NodeKind<'attendant', typeof attendantSettingsSchema, State> = {
  kind: 'attendant',
  group: 'ask',
  settings: attendantSettingsSchema,
  defaults: {
    sounds: [],
    invalidSounds: [{ kind: 'phrase', phrase: 'invalid-choice' }],
    isInterruptible: true,
    options: [],
    extensions: { isOn: false, minDigits: 2, maxDigits: 4, firstDigits: '' },
    nameKeys: '',
    firstKeySeconds: 5,
    nextKeySeconds: 3,
    repeats: 2,
    maxWrong: 3,
  },
  exits: ({ options, extensions, nameKeys }): readonly Exit[] => [
    ...options.map(({ id, keys, label }) => ({ id: optionExit(id), label: label === '' ? keys : `${keys} ${label}` })),
    ...(extensions.isOn || nameKeys !== '' ? [{ id: 'extension' }] : []),
    { id: 'timeout' },
    { id: 'invalid' },
  ],
  references: ({ sounds, invalidSounds }) => [...promptReferences(sounds, 'sounds'), ...promptReferences(invalidSounds, 'invalidSounds')],
  enter: (here) => menu(here, { repeated: 0, wrong: 0 }, {}),
  keys({ isInterruptible }, state) {
    if (state.mode === 'asking') return 'keep';
    return keyEntryUse({ isInterruptible: state.mode === 'menu' ? isInterruptible : true }, state.entry);
  },
  handle(here, state, event) {
    if (state.mode === 'asking') return answered(here, state, event);
    const result = continueKeyEntry(here, rulesOf(here.settings, state), state.entry, event);
    if (result.kind === 'more') return { kind: 'stay', state: { ...state, entry: result.state }, effects: result.effects };
    if (state.mode === 'menu') return result.kind === 'keys' ? choose(here, state, result) : silent(here, state);
    if (result.kind === 'silence') return wrong(here, state, []);
    if (state.mode === 'picking') return pick(here, state, result);
    const digits = result.keys.replaceAll(/[*#]/gu, '');
    return digits === '' ? wrong(here, state, result.stops) : ask(state, { about: 'name', digits }, result.stops);
  },
};

function menu(here: Here<Settings>, counts: Counts, { sounds: before = [], stops = [] }: Opening): Move<State> {
  const { state, effects } = startKeyEntry(here, { ...menuRules(here.settings), sounds: [...before, ...here.settings.sounds] }, stops);
  return { kind: 'stay', state: { ...counts, mode: 'menu', entry: state }, effects };
}

function choose(here: Here<Settings>, state: State, { keys, stops }: Pressed): Move<State> {
  const choice = choiceOf(choices(here.settings), keys);
  if (choice.kind === 'invalid') return wrong(here, state, stops);
  if (choice.kind === 'extension') return ask(state, { about: 'extension', digits: choice.digits }, stops);
  if (choice.id !== nameOption) return { kind: 'leave', exit: optionExit(choice.id), why: { kind: 'pressed', keys: choice.keys } };
  const { state: entry, effects } = startKeyEntry(here, spellingRules, stops);
  return { kind: 'stay', state: { ...counts(state), mode: 'spelling', entry }, effects };
}

function silent(here: Here<Settings>, state: State): Move<State> {
  if (state.repeated >= here.settings.repeats) return { kind: 'leave', exit: 'timeout', why: { kind: 'pressed-nothing' } };
  return menu(here, { repeated: state.repeated + 1, wrong: state.wrong }, {});
}

function wrong(here: Here<Settings>, state: State, stops: readonly EffectBody[]): Move<State> {
  if (state.wrong + 1 >= here.settings.maxWrong) return { kind: 'leave', exit: 'invalid', why: { kind: 'wrong-choices' } };
  const move = menu(here, { repeated: state.repeated, wrong: state.wrong + 1 }, { sounds: here.settings.invalidSounds, stops });
  return move.kind === 'stay' ? { ...move, forgetsKeys: true } : move;
}

function ask(
  state: State,
  question: { readonly about: 'extension' | 'name'; readonly digits: string },
  stops: readonly EffectBody[],
): Move<State> {
  return { kind: 'stay', state: { ...counts(state), mode: 'asking' }, effects: [...stops, { kind: 'ask', question }] };
}

function answered(here: Here<Settings>, state: State, event: RunEvent): Move<State> {
  if (event.kind !== 'answer') return { kind: 'stay', state, effects: [] };
  const { answer } = event;
  if (answer.about === 'extension') return dialled(here, answer.number);
  if (answer.about !== 'name') return wrong(here, state, []);
  const numbers = answer.matches.map(({ number }) => number).slice(0, maxMatches);
  const [only] = numbers;
  if (only === undefined) return wrong(here, state, []);
  if (numbers.length === 1) return dialled(here, only);
  const { state: entry, effects } = startKeyEntry(here, pickingRules(numbers));
  return { kind: 'stay', state: { ...counts(state), mode: 'picking', entry, numbers }, effects };
}

function pick(here: Here<Settings>, state: Extract<State, { mode: 'picking' }>, { keys, stops }: Pressed): Move<State> {
  const number = state.numbers[Number(keys) - 1];
  return number === undefined ? wrong(here, state, stops) : dialled(here, number);
}

function dialled({ run }: Here<Settings>, number: string): Move<State> {
  return {
    kind: 'leave',
    exit: 'extension',
    why: { kind: 'dialled', number },
    set: { variables: withVariables(run.variables, { [extensionVariable]: number }) },
  };
}

function counts({ repeated, wrong: wrongSoFar }: State): Counts {
  return { repeated, wrong: wrongSoFar };
}

function choices({ options, extensions, nameKeys }: Settings): ChoiceRules {
  return { options: nameKeys === '' ? options : [...options, { id: nameOption, keys: nameKeys }], extensions };
}

function rulesOf(settings: Settings, state: Exclude<State, { mode: 'asking' }>): KeyEntryRules {
  if (state.mode === 'menu') return menuRules(settings);
  return state.mode === 'picking' ? pickingRules(state.numbers) : spellingRules;
}

function menuRules(settings: Settings): KeyEntryRules {
  const { sounds, isInterruptible, firstKeySeconds, nextKeySeconds } = settings;
  const rules = choices(settings);
  return { sounds, isInterruptible, firstKeySeconds, nextKeySeconds, isComplete: (keys) => isChoiceComplete(rules, keys) };
}

const spellingRules: KeyEntryRules = {
  sounds: [{ kind: 'phrase', phrase: 'spell-name' }],
  isInterruptible: true,
  firstKeySeconds: 8,
  nextKeySeconds: 3,
  isComplete: (keys) => keys.endsWith('#') || keys.length >= 20,
};

function pickingRules(numbers: readonly string[]): KeyEntryRules {
  const sounds = numbers.flatMap((digits, index): readonly Sound[] => [
    { kind: 'phrase', phrase: 'press' },
    { kind: 'number', value: index + 1 },
    { kind: 'phrase', phrase: 'for-extension' },
    { kind: 'digits', digits },
  ]);
  return { sounds, isInterruptible: true, firstKeySeconds: 8, nextKeySeconds: 3, isComplete: () => true };
}
