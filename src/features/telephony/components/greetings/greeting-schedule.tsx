import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GreetingChoice, GreetingRule, GreetingSchedule as Schedule } from '../../../../../protocol/telephony/greetings.ts';
import { Select, type SelectOption } from '../../../../ui/field/select.tsx';
import { usePeriodName } from './use-period-name.ts';

export interface GreetingScheduleProps {
  choice: Pick<GreetingChoice, 'scheduleId' | 'rules'>;
  choices: readonly SelectOption[];
  schedules: readonly Schedule[];
  onChange: (part: Pick<GreetingChoice, 'rules'> | Pick<GreetingChoice, 'scheduleId'>) => void;
}

/** Which schedule the box goes by, and what plays in which of its periods and on which holidays. */
export function GreetingSchedule({ choice, choices, schedules, onChange }: GreetingScheduleProps) {
  const { t } = useTranslation('voicemail');
  const schedule = schedules.find(({ id }) => id === choice.scheduleId);
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t('greetings.schedule')}
        hint={t(schedules.length === 0 ? 'greetings.noSchedules' : 'greetings.scheduleHint')}
        value={schedule?.id ?? ''}
        disabled={schedules.length === 0}
        options={[{ value: '', label: t('greetings.noSchedule') }, ...schedules.map(({ id, name }) => ({ value: id, label: name }))]}
        onValueChange={(id) => onChange({ scheduleId: id === '' ? null : id })}
      />
      {schedule !== undefined && (
        <Rules key={schedule.id} schedule={schedule} rules={choice.rules} choices={choices} onChange={(rules) => onChange({ rules })} />
      )}
    </div>
  );
}

interface RulesProps {
  schedule: Schedule;
  rules: readonly GreetingRule[];
  choices: readonly SelectOption[];
  onChange: (rules: GreetingRule[]) => void;
}

function Rules({ schedule, rules, choices, onChange }: RulesProps) {
  const { t } = useTranslation('voicemail');
  const periodName = usePeriodName();
  const [added, setAdded] = useState<readonly string[]>([]);
  const named = (when: GreetingRule['when']): string[] => rules.filter((rule) => rule.when === when).map((rule) => rule.name);
  // A rule stays in sight when its period or holiday is in the schedule no longer.
  const periods = [...new Set([...schedule.periods, ...named('period')])];
  const holidays = [...new Set([...named('holiday'), ...added])];
  const more = schedule.holidays.filter((holiday) => !holidays.includes(holiday));
  const set = (when: GreetingRule['when'], name: string, greetingId: string): void => {
    const others = rules.filter((rule) => rule.when !== when || rule.name !== name);
    onChange(greetingId === '' ? others : [...others, { when, name, greetingId }]);
  };
  const field = (when: GreetingRule['when'], name: string, label: string) => (
    <Select
      key={`${when}/${name}`}
      label={label}
      value={rules.find((rule) => rule.when === when && rule.name === name)?.greetingId ?? ''}
      options={[{ value: '', label: t('greetings.usual') }, ...choices]}
      onValueChange={(id) => set(when, name, id)}
    />
  );
  return (
    <fieldset className="min-w-0 border-l-2 pl-3">
      <legend className="sr-only">{t('greetings.rules', { schedule: schedule.name })}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {periods.map((name) => field('period', name, t('greetings.whenPeriod', { period: periodName(name) })))}
        {holidays.map((name) => field('holiday', name, t('greetings.whenHoliday', { holiday: name })))}
        {more.length > 0 && (
          <Select
            label={t('greetings.addHoliday')}
            value=""
            options={[{ value: '', label: t('greetings.chooseHoliday') }, ...more.map((name) => ({ value: name, label: name }))]}
            onValueChange={(name) => setAdded([...added, name])}
          />
        )}
      </div>
    </fieldset>
  );
}
