import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { FieldProps } from './field-props.ts';
import { removedAt } from './list-change.ts';
import { ListFrame } from './list-frame.tsx';
import { RowButtons } from './row-buttons.tsx';

export interface WordsFieldProps extends FieldProps<string[]> {
  /** Name of the field for a new word. */
  readonly addLabel: string;
}

/** A list of words: periods, ends, skills, variables, addresses. */
export function WordsField({ label, value, onChange, error, hint, addLabel, isReadOnly }: WordsFieldProps) {
  const { t } = useTranslation('dialplan');
  const [typed, setTyped] = useState('');
  const add = (): void => {
    const word = typed.trim();
    if (word !== '' && !value.includes(word)) onChange([...value, word]);
    setTyped('');
  };
  return (
    <ListFrame label={label} hint={hint} error={error}>
      {value.length > 0 && (
        <ul className="flex flex-col">
          {value.map((word, index) => (
            <li key={word} className="flex min-h-8 items-center gap-2 text-dense">
              <span className="min-w-0 flex-1 truncate">{word}</span>
              {isReadOnly !== true && <RowButtons name={word} onRemove={() => onChange(removedAt(value, index))} />}
            </li>
          ))}
        </ul>
      )}
      {isReadOnly !== true && (
        <TextField
          label={addLabel}
          isLabelHidden
          placeholder={addLabel}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          onBlur={add}
          trailing={<IconButton size="dense" icon={Plus} label={t('field.add')} onClick={add} />}
        />
      )}
    </ListFrame>
  );
}
