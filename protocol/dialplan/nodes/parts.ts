import { z } from 'zod';
import { soundSchema } from '../sounds.ts';
import type { Sound } from '../sounds.ts';
import type { Presentation } from '../effects.ts';
import type { Reference, ReferenceKind } from '../references.ts';
import type { Run } from '../run.ts';

/** The id of something of the tenant. Empty: not chosen yet, which a draft may be and a published plan may not. */
export const thingIdSchema = z.string().max(64);
/** Variables that a run carries. */
export const variableNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_.]{0,39}$/u);
export const variableValueMaxLength = 500;
/** Text in which `{{name}}` is a variable; see text.ts. */
export const templateSchema = z.string().max(2_000);
/** One after the other. Empty: nothing is said. */
export const soundsSchema = z.array(soundSchema).max(10);
export const ringSecondsSchema = z.number().int().min(1).max(600);
export const waitSecondsSchema = z.number().int().min(1).max(60);
/** Variables that those who are rung see before they answer. */
export const shownVariablesSchema = z.array(variableNameSchema).max(10);

/** Where the extension is kept that a caller dialled in an attendant. */
export const extensionVariable = 'extension';

export function reference(kind: ReferenceKind, id: string, path: string): Reference {
  return { kind, id, path };
}

/** Prompts among sounds. */
export function promptReferences(sounds: readonly Sound[], path: string): readonly Reference[] {
  return sounds.flatMap((sound, index) =>
    sound.kind === 'prompt' ? [reference('prompt', sound.promptId, `${path}.${index}.promptId`)] : [],
  );
}

/** Sounds that can be played: what is not chosen yet is left out. */
export function audible(sounds: readonly Sound[]): readonly Sound[] {
  return sounds.filter((sound) => sound.kind !== 'prompt' || sound.promptId !== '');
}

export function presentation(run: Run, shown: readonly string[]): Presentation {
  const context = shown.flatMap((name) => {
    const value = Object.hasOwn(run.variables, name) ? run.variables[name] : undefined;
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return { callerPrefix: run.callerPrefix, context: Object.fromEntries(context) };
}
