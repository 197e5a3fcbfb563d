import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voicemailPinSchema } from '../../../../../protocol/telephony/voicemail.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';

export interface PinFieldProps {
  hasPin: boolean;
  /** Null takes the PIN away. */
  onSet: (pin: string | null) => Promise<unknown>;
}

/** The PIN with which one hears one's messages by phone. It is never shown again. */
export function PinField({ hasPin, onSet }: PinFieldProps) {
  const { t } = useTranslation('voicemail');
  const [pin, setPin] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const set = async (to: string | null): Promise<void> => {
    setBusy(true);
    await onSet(to);
    setBusy(false);
    setPin('');
  };
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    const isFit = voicemailPinSchema.safeParse(pin).success;
    setWrong(!isFit);
    if (isFit) void set(pin);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <TextField
        label={t('settings.pin')}
        hint={t('settings.pinHint')}
        error={isWrong ? t('settings.pinWrong') : undefined}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        value={pin}
        onChange={(event) => setPin(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" isBusy={isBusy} disabled={pin === ''}>
          {t(hasPin ? 'settings.pinChange' : 'settings.pinSet')}
        </Button>
        {hasPin && (
          <>
            <Button tone="quiet" onClick={() => void set(null)}>
              {t('settings.pinRemove')}
            </Button>
            <Badge tone="green">{t('settings.pinIsSet')}</Badge>
          </>
        )}
      </div>
    </form>
  );
}
