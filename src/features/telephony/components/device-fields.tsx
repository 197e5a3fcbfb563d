import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Device } from '../../../platform/devices/device-list.ts';
import { Select, type SelectOption } from '../../../ui/field/select.tsx';
import { useTelephony } from './telephony-context.ts';

function useOptions(): (devices: readonly Device[]) => SelectOption[] {
  const { t } = useTranslation('telephony');
  return (devices) => [
    { value: '', label: t('settings.systemDefault') },
    ...devices.map((device, index) => ({ value: device.id, label: device.label || t('settings.device', { number: index + 1 }) })),
  ];
}

const orDefault = (value: string): string | undefined => (value === '' ? undefined : value);

export function MicrophoneField() {
  const { t } = useTranslation('telephony');
  const { devices } = useTelephony();
  const { choice, microphones } = useStore(devices.view);
  return (
    <Select
      label={t('settings.microphone')}
      options={useOptions()(microphones)}
      value={choice.microphoneId ?? ''}
      onValueChange={(value) => void devices.choose({ microphoneId: orDefault(value) })}
    />
  );
}

export function SpeakerField() {
  const { t } = useTranslation('telephony');
  const { devices } = useTelephony();
  const { choice, speakers } = useStore(devices.view);
  return (
    <Select
      label={t('settings.speaker')}
      options={useOptions()(speakers)}
      value={choice.speakerId ?? ''}
      onValueChange={(value) => void devices.choose({ speakerId: orDefault(value) })}
    />
  );
}

export function RingerField() {
  const { t } = useTranslation('telephony');
  const { devices } = useTelephony();
  const { choice, speakers } = useStore(devices.view);
  return (
    <Select
      label={t('settings.ringer')}
      options={useOptions()(speakers)}
      value={choice.ringerId ?? ''}
      onValueChange={(value) => void devices.choose({ ringerId: orDefault(value) })}
    />
  );
}
