import type { FieldPath, FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { words } from './words.en.ts';
import type { EntityForm } from './use-entity-form.ts';

type FieldWord = keyof (typeof words)['invalid'];

function isFieldWord(name: string): name is FieldWord {
  return Object.hasOwn(words.invalid, name);
}

/** What is wrong with a field: the server's reason, or our own sentence for that kind of field. */
export function useFieldError<Fields extends FieldValues>({ form }: EntityForm<Fields>): (name: FieldPath<Fields>) => string | undefined {
  const { t } = useTranslation('lists');
  // Read during the render, so that react-hook-form knows that errors are shown here.
  const { errors } = form.formState;
  return (name) => {
    if (!Object.hasOwn(errors, name)) return undefined;
    const error = form.getFieldState(name, form.formState).error;
    if (error === undefined) return undefined;
    if (error.type === 'server') return error.message;
    const word: FieldWord = isFieldWord(name) ? name : 'tooLong';
    return t(`invalid.${word}`);
  };
}
