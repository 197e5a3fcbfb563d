import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseFormReturn } from 'react-hook-form';
import { queueStrategies, queueStrategySchema, type QueueFields, type QueueMember } from '../../../../../protocol/telephony/queues.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { Switch } from '../../../../ui/field/switch.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { MusicField } from './music-field.tsx';
import { OptionalNumber } from './optional-number.tsx';
import { skillsOfText, textOfSkills } from './skills-text.ts';

export interface QueueFieldsProps {
  form: UseFormReturn<QueueFields, unknown, QueueFields>;
  errorOf: (name: keyof QueueFields) => string | undefined;
}

const keys = ['', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];

/** Everything of a queue but its members. */
export function QueueFieldsForm({ form, errorOf }: QueueFieldsProps) {
  const { t } = useTranslation('groups');
  const { register, setValue, watch } = form;
  const set = <Name extends keyof QueueFields>(name: Name, value: QueueFields[Name]): void =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- react-hook-form cannot relate a path to its value generically
    setValue(name, value as never, { shouldDirty: true, shouldValidate: true });
  const number = (name: 'ringSeconds' | 'wrapUpSeconds' | 'announceEverySeconds', min: number, max: number) => (
    <TextField
      label={t(`queues.${name}`)}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      {...register(name, { valueAsNumber: true })}
      error={errorOf(name)}
    />
  );
  const key = (name: 'exitDigit' | 'callbackDigit') => (
    <Select
      label={t(`queues.${name}`)}
      value={watch(name) ?? ''}
      options={keys.map((value) => ({ value, label: value === '' ? t('queues.noKey') : value }))}
      onValueChange={(value) => set(name, value === '' ? null : value)}
      error={errorOf(name)}
      {...(name === 'callbackDigit' ? { hint: t('queues.callbackHint') } : {})}
    />
  );
  const limit = (name: 'maxWaitSeconds' | 'maxSize' | 'missedOffersBeforePause', min: number, max: number) => (
    <OptionalNumber
      label={t(`queues.${name}`)}
      hint={t('queues.noLimit')}
      value={watch(name)}
      min={min}
      max={max}
      error={errorOf(name)}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <>
      <TextField label={t('name')} {...register('name')} error={errorOf('name')} />
      <Select
        label={t('strategy')}
        value={watch('strategy')}
        options={queueStrategies.map((value) => ({ value, label: t(`queues.strategies.${value}`) }))}
        onValueChange={(value) => set('strategy', queueStrategySchema.parse(value))}
      />
      {number('ringSeconds', 5, 120)}
      {number('wrapUpSeconds', 0, 900)}
      {limit('maxWaitSeconds', 5, 86_400)}
      {limit('maxSize', 0, 10_000)}
      {limit('missedOffersBeforePause', 1, 20)}
      {key('exitDigit')}
      {key('callbackDigit')}
      <MusicField value={watch('music')} onChange={(music) => set('music', music)} />
      {number('announceEverySeconds', 15, 600)}
      <Switch label={t('queues.announcesPosition')} isOn={watch('announcesPosition')} onChange={(isOn) => set('announcesPosition', isOn)} />
      <Switch label={t('queues.announcesWait')} isOn={watch('announcesWait')} onChange={(isOn) => set('announcesWait', isOn)} />
    </>
  );
}

/** What an agent knows, as text: `german 8, routers`. */
export function SkillsInput({ member, name, onChange }: { member: QueueMember; name: string; onChange: (next: QueueMember) => void }) {
  const { t } = useTranslation('groups');
  const [text, setText] = useState(() => textOfSkills(member.skills));
  const isWrong = skillsOfText(text) === undefined;
  return (
    <input
      type="text"
      aria-label={t('members.skills', { name })}
      aria-invalid={isWrong || undefined}
      title={isWrong ? t('members.skillsWrong') : t('members.skillsHint')}
      placeholder={t('members.skillsHint')}
      className="control w-40"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const skills = skillsOfText(event.target.value);
        if (skills !== undefined) onChange({ ...member, skills });
      }}
    />
  );
}
