import { CalendarDays, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withHolidays, type ImportedHoliday } from '../../../../../protocol/dialplan/holidays.ts';
import type { Schedule, ScheduleException } from '../../../../../protocol/dialplan/schedule.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { buttonClasses } from '../../../../ui/button/button-styles.ts';
import { Switch } from '../../../../ui/field/switch.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { holidaysOf } from '../../state/holiday-calendar.ts';
import { exceptionProblem, newException, todayIn } from '../../state/schedule-draft.ts';
import { removedAt, replacedAt } from '../fields/list-change.ts';
import { ListFrame } from '../fields/list-frame.tsx';
import { RowButtons } from '../fields/row-buttons.tsx';

export interface ExceptionRowsProps {
  schedule: Schedule;
  isChecked: boolean;
  onChange: (schedule: Schedule) => void;
}

/** Holidays and other days that are not like others; also from a calendar file. */
export function ExceptionRows({ schedule, isChecked, onChange }: ExceptionRowsProps) {
  const { t } = useTranslation('dialplan');
  const { exceptions } = schedule;
  const set = (next: ScheduleException[]): void => onChange({ ...schedule, exceptions: next });
  return (
    <ListFrame label={t('schedule.exceptions')} hint={exceptions.length === 0 ? t('schedule.exceptionsHint') : undefined}>
      {exceptions.map((row, index) => (
        <ExceptionRow
          // oxlint-disable-next-line react/no-array-index-key -- rows have no identity besides their place
          key={index}
          row={row}
          problem={isChecked ? exceptionProblem(row) : undefined}
          onChange={(next) => set(replacedAt(exceptions, index, next))}
          onRemove={() => set(removedAt(exceptions, index))}
        />
      ))}
      <div className="flex flex-wrap gap-1.5">
        <Button size="dense" tone="quiet" icon={Plus} onClick={() => set([...exceptions, newException(todayIn(schedule.timeZone))])}>
          {t('schedule.addException')}
        </Button>
        <CalendarImport onHolidays={(more) => onChange(withHolidays(schedule, more))} />
      </div>
    </ListFrame>
  );
}

interface ExceptionRowProps {
  row: ScheduleException;
  problem: ReturnType<typeof exceptionProblem>;
  onChange: (row: ScheduleException) => void;
  onRemove: () => void;
}

function ExceptionRow({ row, problem, onChange, onRemove }: ExceptionRowProps) {
  const { t } = useTranslation('dialplan');
  return (
    <div className="flex flex-wrap items-end gap-2 rounded-input border border-n6 p-2.5">
      <div className="min-w-40 flex-1">
        <TextField
          label={t('list.name')}
          value={row.name}
          onChange={(event) => onChange({ ...row, name: event.target.value })}
          error={problem === 'noName' ? t('schedule.problems.noName') : undefined}
        />
      </div>
      <div className="w-36">
        <TextField
          label={t('schedule.fromDate')}
          type="date"
          value={row.fromDate}
          onChange={(event) => onChange({ ...row, fromDate: event.target.value })}
        />
      </div>
      <div className="w-36">
        <TextField
          label={t('schedule.toDate')}
          type="date"
          value={row.toDate}
          onChange={(event) => onChange({ ...row, toDate: event.target.value })}
          error={problem === 'endBeforeStart' ? t('schedule.problems.endBeforeStart') : undefined}
        />
      </div>
      <div className="w-28">
        <TextField label={t('schedule.period')} value={row.period} onChange={(event) => onChange({ ...row, period: event.target.value })} />
      </div>
      <div className="pb-1">
        <Switch label={t('schedule.yearly')} isOn={row.isYearly} onChange={(isYearly) => onChange({ ...row, isYearly })} />
      </div>
      <RowButtons name={row.name} onRemove={onRemove} />
    </div>
  );
}

function CalendarImport({ onHolidays }: { onHolidays: (holidays: readonly ImportedHoliday[]) => void }) {
  const { t } = useTranslation('dialplan');
  const id = useId();
  const [result, setResult] = useState('');
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const holidays = await holidaysOf(await file.text());
    setResult(holidays === undefined ? t('schedule.noCalendar') : t('schedule.imported', { count: holidays.length }));
    if (holidays !== undefined) onHolidays(holidays);
  };
  return (
    <>
      <label htmlFor={id} className={buttonClasses('quiet', 'dense', 'cursor-pointer has-focus-visible:outline-2')}>
        <CalendarDays aria-hidden className="size-4" />
        {t('schedule.import')}
        <input
          id={id}
          type="file"
          accept=".ics,text/calendar"
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      <span role="status" className="self-center text-caption text-n11">
        {result}
      </span>
    </>
  );
}
