import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WeeklyHours } from '../../../../../protocol/dialplan/schedule.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { hoursProblem, newHours } from '../../state/schedule-draft.ts';
import { removedAt, replacedAt } from '../fields/list-change.ts';
import { ListFrame } from '../fields/list-frame.tsx';
import { RowButtons } from '../fields/row-buttons.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** `Mon`, `Mo`: the 1st of January 2024 was a Monday. */
function dayName(day: number, style: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(currentLanguage(), { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

export interface WeekRowsProps {
  rows: readonly WeeklyHours[];
  isChecked: boolean;
  onChange: (rows: WeeklyHours[]) => void;
}

/** Days with hours, and what those hours are called. */
export function WeekRows({ rows, isChecked, onChange }: WeekRowsProps) {
  const { t } = useTranslation('dialplan');
  return (
    <ListFrame label={t('schedule.weekly')} hint={t('schedule.weeklyHint')}>
      {rows.map((row, index) => {
        const problem = isChecked ? hoursProblem(row) : undefined;
        const change = (part: Partial<WeeklyHours>): void => onChange(replacedAt(rows, index, { ...row, ...part }));
        return (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no identity besides their place
          <div key={index} className="flex flex-wrap items-end gap-2 rounded-input border border-n6 p-2.5">
            <Days days={row.days} onChange={(days) => change({ days })} />
            <div className="w-28">
              <TextField
                label={t('schedule.from')}
                type="time"
                value={row.from}
                onChange={(event) => change({ from: event.target.value })}
              />
            </div>
            <div className="w-28">
              <TextField
                label={t('schedule.to')}
                type="time"
                value={row.to === '24:00' ? '00:00' : row.to}
                onChange={(event) => change({ to: event.target.value === '00:00' ? '24:00' : event.target.value })}
                error={problem === undefined ? undefined : t(`schedule.problems.${problem}`)}
              />
            </div>
            <div className="w-36">
              <TextField label={t('schedule.period')} value={row.period} onChange={(event) => change({ period: event.target.value })} />
            </div>
            <RowButtons name={t('schedule.hours', { number: index + 1 })} onRemove={() => onChange(removedAt(rows, index))} />
          </div>
        );
      })}
      <Button size="dense" tone="quiet" icon={Plus} className="self-start" onClick={() => onChange([...rows, newHours])}>
        {t('schedule.addHours')}
      </Button>
    </ListFrame>
  );
}

function Days({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const { t } = useTranslation('dialplan');
  return (
    <div role="group" aria-label={t('schedule.days')} className="flex gap-0.5">
      {weekdays.map((day) => {
        const isOn = days.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-pressed={isOn}
            aria-label={dayName(day, 'long')}
            onClick={() => onChange(isOn ? days.filter((each) => each !== day) : [...days, day].toSorted((a, b) => a - b))}
            className="h-9 min-w-9 rounded-input border border-n7 px-1 text-dense text-n11 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent-text pointer-coarse:min-h-11"
          >
            {dayName(day, 'short')}
          </button>
        );
      })}
    </div>
  );
}
