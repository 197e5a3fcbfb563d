import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../ui/field/text-field.tsx';

const min = 5;
const max = 120;
const isAllowed = (value: number): boolean => Number.isInteger(value) && value >= min && value <= max;

/** How long calls ring; stored when the field is left with an allowed number. */
export function NoAnswerField({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const { t } = useTranslation('telephony');
  const [typed, setTyped] = useState(String(seconds));
  const value = Number(typed);
  const isWrong = !isAllowed(value);
  return (
    <TextField
      label={t('settings.noAnswer')}
      hint={t('settings.noAnswerHint')}
      {...(isWrong ? { error: t('settings.noAnswerHint') } : {})}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (!isWrong && value !== seconds) onChange(value);
      }}
    />
  );
}
