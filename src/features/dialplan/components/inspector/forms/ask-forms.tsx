import { useTranslation } from 'react-i18next';
import { Select } from '../../../../../ui/field/select.tsx';
import { Switch } from '../../../../../ui/field/switch.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { NumberField } from '../../fields/number-field.tsx';
import { ReferenceField } from '../../fields/reference-field.tsx';
import { SoundsField } from '../../fields/sounds-field.tsx';
import { NewPin } from '../../pins/new-pin.tsx';
import { useWorld } from '../../world-context.tsx';
import { FoldedFields } from './folded-fields.tsx';
import type { FormProps } from './form-props.ts';
import { OptionsField } from './options-field.tsx';

export function AttendantForm({ form }: FormProps<'attendant'>) {
  const { t } = useTranslation('dialplan');
  const nameKeys = form.bind('nameKeys');
  return (
    <>
      <SoundsField {...form.bind('sounds')} />
      <OptionsField form={form} />
      <ExtensionFields form={form} />
      <FoldedFields title={t('more.waiting')}>
        <NumberField {...form.bind('firstKeySeconds')} unit={t('unit.seconds')} />
        <NumberField {...form.bind('nextKeySeconds')} unit={t('unit.seconds')} />
        <NumberField {...form.bind('repeats')} />
        <NumberField {...form.bind('maxWrong')} />
        <Switch
          label={t('fields.isInterruptible')}
          isOn={form.settings.isInterruptible}
          isDisabled={form.isReadOnly}
          onChange={(isInterruptible) => form.set({ isInterruptible })}
        />
        <SoundsField {...form.bind('invalidSounds')} />
        <TextField
          label={nameKeys.label}
          isRequired={false}
          inputMode="tel"
          value={nameKeys.value}
          error={nameKeys.error}
          hint={t('hints.nameKeys')}
          readOnly={form.isReadOnly}
          onChange={(event) => nameKeys.onChange(event.target.value)}
        />
      </FoldedFields>
    </>
  );
}

function ExtensionFields({ form }: FormProps<'attendant'>) {
  const { t } = useTranslation('dialplan');
  const { extensions } = form.settings;
  const change = (part: Partial<typeof extensions>): void => form.set({ extensions: { ...extensions, ...part } });
  return (
    <>
      <Switch label={t('fields.extensions')} isOn={extensions.isOn} isDisabled={form.isReadOnly} onChange={(isOn) => change({ isOn })} />
      {extensions.isOn && (
        <div className="grid grid-cols-2 gap-2 border-l-2 border-n6 pl-3">
          <NumberField
            label={t('extension.minDigits')}
            value={extensions.minDigits}
            isReadOnly={form.isReadOnly}
            error={form.errorOf('extensions.minDigits')}
            onChange={(minDigits) => change({ minDigits })}
          />
          <NumberField
            label={t('extension.maxDigits')}
            value={extensions.maxDigits}
            isReadOnly={form.isReadOnly}
            error={form.errorOf('extensions.maxDigits')}
            onChange={(maxDigits) => change({ maxDigits })}
          />
          <div className="col-span-2">
            <TextField
              label={t('extension.firstDigits')}
              isRequired={false}
              inputMode="numeric"
              value={extensions.firstDigits}
              readOnly={form.isReadOnly}
              hint={t('hints.firstDigits')}
              error={form.errorOf('extensions.firstDigits')}
              onChange={(event) => change({ firstDigits: event.target.value })}
            />
          </div>
        </div>
      )}
    </>
  );
}

export function CollectForm({ form }: FormProps<'collect'>) {
  const { t } = useTranslation('dialplan');
  const variable = form.bind('variable');
  return (
    <>
      <SoundsField {...form.bind('sounds')} />
      <TextField
        label={variable.label}
        value={variable.value}
        error={variable.error}
        hint={t('hints.variable')}
        readOnly={form.isReadOnly}
        onChange={(event) => variable.onChange(event.target.value)}
      />
      <div className="grid grid-cols-2 gap-2">
        <NumberField {...form.bind('minKeys')} />
        <NumberField {...form.bind('maxKeys')} />
      </div>
      <Select
        label={t('fields.endKey')}
        disabled={form.isReadOnly}
        value={form.settings.endKey ?? ''}
        options={[
          { value: '', label: t('field.noKey') },
          { value: '#', label: '#' },
          { value: '*', label: '*' },
        ]}
        onValueChange={(key) => form.set({ endKey: key === '#' || key === '*' ? key : null })}
      />
      <FoldedFields title={t('more.waiting')}>
        <NumberField {...form.bind('firstKeySeconds')} unit={t('unit.seconds')} />
        <NumberField {...form.bind('nextKeySeconds')} unit={t('unit.seconds')} />
        <NumberField {...form.bind('repeats')} />
        <Switch
          label={t('fields.isInterruptible')}
          isOn={form.settings.isInterruptible}
          isDisabled={form.isReadOnly}
          onChange={(isInterruptible) => form.set({ isInterruptible })}
        />
      </FoldedFields>
    </>
  );
}

export function PinForm({ form }: FormProps<'pin'>) {
  const { pins } = useWorld();
  return (
    <>
      <ReferenceField {...form.bind('pinId')} things={pins} />
      {!form.isReadOnly && <NewPin onMade={(pinId) => form.set({ pinId })} />}
      <SoundsField {...form.bind('sounds')} />
      <NumberField {...form.bind('attempts')} />
    </>
  );
}
