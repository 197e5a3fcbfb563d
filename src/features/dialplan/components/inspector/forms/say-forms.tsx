import { useTranslation } from 'react-i18next';
import { Switch } from '../../../../../ui/field/switch.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { BackgroundField } from '../../fields/background-field.tsx';
import { NumberField } from '../../fields/number-field.tsx';
import { ReferenceField } from '../../fields/reference-field.tsx';
import { SoundsField } from '../../fields/sounds-field.tsx';
import { useWorld } from '../../world-context.tsx';
import type { FormProps } from './form-props.ts';

export function PlayForm({ form }: FormProps<'play'>) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      <SoundsField {...form.bind('sounds')} />
      <Switch
        label={t('fields.isInterruptible')}
        isOn={form.settings.isInterruptible}
        isDisabled={form.isReadOnly}
        onChange={(isInterruptible) => form.set({ isInterruptible })}
      />
    </>
  );
}

export function WaitForm({ form }: FormProps<'wait'>) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      <NumberField {...form.bind('seconds')} unit={t('unit.seconds')} />
      <BackgroundField {...form.bind('background')} />
      <Switch
        label={t('fields.endsOnKey')}
        isOn={form.settings.endsOnKey}
        isDisabled={form.isReadOnly}
        onChange={(endsOnKey) => form.set({ endsOnKey })}
      />
    </>
  );
}

export function ServiceNoticeForm({ form }: FormProps<'service-notice'>) {
  const { t } = useTranslation('dialplan');
  const { serviceNotices } = useWorld();
  const subscribeKey = form.bind('subscribeKey');
  return (
    <>
      <ReferenceField {...form.bind('noticeId')} things={serviceNotices} />
      <SoundsField {...form.bind('sounds')} hint={t('hints.noticeSounds')} />
      <TextField
        label={subscribeKey.label}
        inputMode="tel"
        maxLength={1}
        value={subscribeKey.value}
        error={subscribeKey.error}
        readOnly={form.isReadOnly}
        onChange={(event) => subscribeKey.onChange(event.target.value)}
      />
      <NumberField {...form.bind('waitSeconds')} unit={t('unit.seconds')} />
    </>
  );
}
