import { useTranslation } from 'react-i18next';
import { hangUpCauses } from '../../../../../../protocol/dialplan/nodes/hang-up.ts';
import { languages } from '../../../../../../protocol/dialplan/sounds.ts';
import { Select } from '../../../../../ui/field/select.tsx';
import { Switch } from '../../../../../ui/field/switch.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import type { FieldProps } from '../../fields/field-props.ts';
import { OptionalNumberField } from '../../fields/number-field.tsx';
import { ReferenceField } from '../../fields/reference-field.tsx';
import { LongText } from '../../fields/long-text.tsx';
import { WordsField } from '../../fields/words-field.tsx';
import { useWorld } from '../../world-context.tsx';
import { RecipientsField } from './recipients-field.tsx';
import type { FormProps } from './form-props.ts';

export function SetPrefixForm({ form }: FormProps<'set-prefix'>) {
  const { t } = useTranslation('dialplan');
  return <LineField {...form.bind('prefix')} hint={t('hints.template')} />;
}

function LineField({ label, value, onChange, error, hint, isReadOnly }: FieldProps<string>) {
  return (
    <TextField
      label={label}
      value={value}
      error={error}
      hint={hint}
      readOnly={isReadOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function SetLanguageForm({ form }: FormProps<'set-language'>) {
  const { t } = useTranslation('dialplan');
  return (
    <Select
      label={t('fields.language')}
      disabled={form.isReadOnly}
      value={form.settings.language}
      options={languages.map((language) => ({ value: language, label: t(`languages.${language}`) }))}
      onValueChange={(chosen) => form.set({ language: languages.find((language) => language === chosen) ?? 'en' })}
    />
  );
}

export function SetVariableForm({ form }: FormProps<'set-variable'>) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      <LineField {...form.bind('name')} label={t('fields.variable')} hint={t('hints.variable')} />
      <LineField {...form.bind('value')} hint={t('hints.template')} />
    </>
  );
}

export function SetPriorityForm({ form }: FormProps<'set-priority'>) {
  const { t } = useTranslation('dialplan');
  const skills = form.bind('skills');
  return (
    <>
      <OptionalNumberField {...form.bind('priority')} placeholder={t('field.unchanged')} hint={t('hints.priority')} />
      <WordsField
        {...skills}
        value={skills.value ?? []}
        onChange={(words) => form.set({ skills: words.length === 0 ? null : [...words] })}
        addLabel={t('add.skill')}
      />
    </>
  );
}

export function RecordForm({ form }: FormProps<'record'>) {
  const { t } = useTranslation('dialplan');
  const { isOn, isAnnounced } = form.settings;
  return (
    <>
      <Switch label={t('fields.isOn')} isOn={isOn} isDisabled={form.isReadOnly} onChange={(next) => form.set({ isOn: next })} />
      {isOn && (
        <Switch
          label={t('fields.isAnnounced')}
          hint={t('hints.isAnnounced')}
          isOn={isAnnounced}
          isDisabled={form.isReadOnly}
          onChange={(next) => form.set({ isAnnounced: next })}
        />
      )}
    </>
  );
}

const channels = ['push', 'email', 'webhook'] as const;

export function NotifyForm({ form }: FormProps<'notify'>) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      <Select
        label={t('fields.channel')}
        disabled={form.isReadOnly}
        value={form.settings.channel}
        options={channels.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
        onValueChange={(chosen) => form.set({ channel: channels.find((channel) => channel === chosen) ?? 'push', to: [] })}
      />
      <RecipientsField form={form} />
      <LongText {...form.bind('text')} hint={t('hints.template')} />
    </>
  );
}

/** The plan to go to and where to come in there. */
function PlanFields({ form }: FormProps<'go-to'> | FormProps<'sub-plan'>) {
  const { t } = useTranslation('dialplan');
  const { plans } = useWorld();
  const { planId, entryId } = form.settings;
  const plan = plans.find((each) => each.id === planId);
  return (
    <>
      <ReferenceField
        label={t('fields.planId')}
        error={form.errorOf('planId')}
        isReadOnly={form.isReadOnly}
        value={planId}
        things={plans.map(({ id, name, publishedVersion }) => ({
          id,
          name,
          detail: publishedVersion === null ? t('state.draft') : undefined,
        }))}
        onChange={(id) => {
          const ends = plans.find((each) => each.id === id)?.ends ?? [];
          if ('ends' in form.settings) form.set({ planId: id, entryId: '', ends: [...ends] });
          else form.set({ planId: id, entryId: '' });
        }}
      />
      {plan !== undefined && plan.entries.length > 1 && (
        <ReferenceField
          label={t('fields.entryId')}
          error={form.errorOf('entryId')}
          isReadOnly={form.isReadOnly}
          value={entryId}
          things={plan.entries}
          emptyLabel={t('field.firstEntry')}
          onChange={(id) => form.set({ entryId: id })}
        />
      )}
    </>
  );
}

export function SubPlanForm({ form }: FormProps<'sub-plan'>) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      <PlanFields form={form} />
      <WordsField {...form.bind('ends')} hint={t('hints.ends')} addLabel={t('add.end')} />
    </>
  );
}

export function GoToForm({ form }: FormProps<'go-to'>) {
  return <PlanFields form={form} />;
}

export function ReturnForm({ form }: FormProps<'return'>) {
  const { t } = useTranslation('dialplan');
  return <LineField {...form.bind('end')} hint={t('hints.end')} />;
}

export function HangUpForm({ form }: FormProps<'hang-up'>) {
  const { t } = useTranslation('dialplan');
  return (
    <Select
      label={t('fields.cause')}
      disabled={form.isReadOnly}
      value={form.settings.cause}
      options={hangUpCauses.map((cause) => ({ value: cause, label: t(`causes.${cause}`) }))}
      onValueChange={(chosen) => form.set({ cause: hangUpCauses.find((cause) => cause === chosen) ?? 'completed' })}
    />
  );
}
