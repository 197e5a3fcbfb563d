import { Check, Copy } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/icon-button.tsx';
import { spellShortcut } from '../shortcuts/spell-shortcut.ts';
import { TextField } from './text-field.tsx';
import { useCopy } from './use-copy.ts';

export interface CopyFieldProps {
  label: string;
  value: string;
}

/** A value to take elsewhere, letter by letter or by a button. Where the clipboard is closed to the page it is selected for the keyboard. */
export function CopyField({ label, value }: CopyFieldProps) {
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);
  const { state, copy } = useCopy();
  useEffect(() => {
    if (state === 'refused') input.current?.select();
  }, [state]);
  return (
    <div className="min-w-0">
      <TextField
        ref={input}
        label={label}
        readOnly
        value={value}
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        // On a touch screen type is 16 px: a password of 29 letters must still be seen whole at 360 px.
        className="font-mono pointer-coarse:tracking-tighter"
        hint={state === 'refused' ? t('copyByHand', { keys: spellShortcut('mod+c') }) : undefined}
        trailing={
          <IconButton
            size="dense"
            label={t('copyNamed', { name: label })}
            icon={state === 'copied' ? Check : Copy}
            onClick={() => copy(value)}
          />
        }
      />
      <span role="status" className="sr-only">
        {state === 'copied' ? t('copied') : ''}
      </span>
    </div>
  );
}
