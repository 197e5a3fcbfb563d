import { useTranslation } from 'react-i18next';
import { TextField } from '../../../../ui/field/text-field.tsx';

const maxName = 80;

/** How colleagues will recognise this browser. */
export function BrowserNameField({
  value,
  onValueChange,
  isMissing,
}: {
  value: string;
  onValueChange: (value: string) => void;
  isMissing: boolean;
}) {
  const { t } = useTranslation('sealing');
  return (
    <TextField
      label={t('browserName')}
      hint={t('browserNameHint')}
      isRequired
      maxLength={maxName}
      value={value}
      error={isMissing ? t('nameMissing') : undefined}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}
