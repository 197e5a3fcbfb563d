import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useEffectEvent } from 'react';
import { get, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { kindOf, type NodeKindName, type NodeOf, type SettingsOf } from '../../../../../protocol/dialplan/nodes/index.ts';
import type { FieldProps } from '../fields/field-props.ts';
import type { words } from '../../words.en.ts';

/** A setting with a name in the words; the compiler says which one lacks it. */
export type FieldName = keyof typeof words.fields;

/** What the form of a kind works with. */
export interface SettingsForm<Kind extends NodeKindName> {
  readonly settings: SettingsOf<Kind>;
  readonly isReadOnly: boolean;
  /** Changes some settings; what fits the kind's schema is stored. */
  set(change: Partial<SettingsOf<Kind>>): void;
  /** Everything that a field needs: `<NumberField {...form.bind('timeoutSeconds')} />`. */
  bind<Name extends keyof SettingsOf<Kind> & FieldName>(name: Name): FieldProps<SettingsOf<Kind>[Name]>;
  /** What is wrong at a path inside the settings, for fields within fields. */
  errorOf(path: string): string | undefined;
}

export interface SettingsFormOptions<Kind extends NodeKindName> {
  readonly node: NodeOf<Kind>;
  readonly isReadOnly: boolean;
  /** What the linter says at a path; shown where the form itself has nothing to say. */
  readonly findingAt: (path: string) => string | undefined;
  readonly onChange: (settings: SettingsOf<Kind>) => void;
}

/**
 * A node's settings as a form that checks by the kind's own schema and stores by itself: what fits is told at once, what
 * does not is shown at its field and stays here. An undo outside shows up inside.
 */
export function useSettingsForm<Kind extends NodeKindName>(options: SettingsFormOptions<Kind>): SettingsForm<Kind> {
  const { node, isReadOnly, findingAt } = options;
  const { t } = useTranslation('dialplan');
  const schema = looseSchema(kindOf(node.kind).settings);
  const form = useForm<Held>({ resolver: zodResolver(schema), values: { settings: node.settings }, mode: 'onChange' });
  const { errors } = form.formState;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- begins with the node's own settings and is changed by `bind` and `set` alone
  const shown = form.watch('settings') as SettingsOf<Kind>;
  const changed = useEffectEvent((settings: SettingsOf<Kind>) => options.onChange(settings));
  const text = JSON.stringify(shown);
  const stored = JSON.stringify(node.settings);
  useEffect(() => {
    if (text === stored) return;
    const parsed = schema.safeParse({ settings: JSON.parse(text) });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of this very kind has just checked it
    if (parsed.success) changed(parsed.data.settings as SettingsOf<Kind>);
    // oxlint-disable-next-line react/exhaustive-deps -- told by what was typed here, not by what came back
  }, [text]);

  const labelOf = (name: FieldName): string => t(`fields.${name}`);
  const errorOf = (path: string): string | undefined => {
    const error: unknown = get(errors, `settings.${path}`);
    return messageOf(error, (code) => t(`problems.${code}`)) ?? findingAt(path);
  };
  return {
    settings: shown,
    isReadOnly,
    errorOf,
    set: (change) => form.setValue('settings', { ...shown, ...change }, { shouldValidate: true, shouldDirty: true }),
    bind: (name) => ({
      label: labelOf(name),
      value: shown[name],
      isReadOnly,
      error: errorOf(name),
      onChange: (value) => form.setValue('settings', { ...shown, [name]: value }, { shouldValidate: true, shouldDirty: true }),
    }),
  };
}

/** The settings under a name: react-hook-form wants an object of fields. */
interface Held {
  settings: unknown;
}

function looseSchema(settings: z.ZodType): z.ZodType<Held, Held> {
  return z.object({ settings: settings.pipe(z.unknown()) });
}

type ProblemCode = keyof typeof words.problems;
const problemCodes: readonly ProblemCode[] = ['too_small', 'too_big', 'invalid_format', 'invalid_type', 'invalid_value'];

/** The sentence for an error of the resolver, whose type is the code of a zod issue. Errors deeper inside are shown there. */
function messageOf(error: unknown, say: (code: ProblemCode) => string): string | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  return say(problemCodes.find((code) => code === error.type) ?? 'invalid_value');
}
