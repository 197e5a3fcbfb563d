import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scheduleSchema, type Schedule } from '../../../../../protocol/dialplan/schedule.ts';
import type { PlanSchedule } from '../../../../../protocol/dialplan/things-api.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { exceptionProblem, hoursProblem, newSchedule } from '../../state/schedule-draft.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { useThingsApi } from '../use-things-api.ts';
import { useWorld } from '../world-context.tsx';
import { ExceptionRows } from './exception-rows.tsx';
import { WeekRows } from './week-rows.tsx';

export interface ScheduleDialogProps {
  /** What is changed; undefined makes a new one. */
  existing: PlanSchedule | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** When somebody is there: name, zone, weekly hours, holidays. */
export function ScheduleDialog({ existing, onClose, onSaved }: ScheduleDialogProps) {
  const { t } = useTranslation('dialplan');
  const api = useThingsApi();
  const { timeZone } = useWorld();
  const [name, setName] = useState(existing?.name ?? '');
  const [schedule, setSchedule] = useState<Schedule>(existing?.schedule ?? newSchedule(timeZone));
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const isTaken = failure instanceof ApiFailure && failure.fields['name'] === 'taken';
  const isFine =
    name.trim() !== '' &&
    schedule.weekly.every((row) => hoursProblem(row) === undefined) &&
    schedule.exceptions.every((row) => exceptionProblem(row) === undefined) &&
    scheduleSchema.safeParse(schedule).success;
  const save = async (): Promise<void> => {
    setChecked(true);
    if (!isFine) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const stored =
        existing === undefined
          ? await api.createSchedule({ name, schedule })
          : await api.updateSchedule(existing.id, { version: existing.version, name, schedule });
      onSaved(stored.id);
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={existing === undefined ? t('schedule.new') : t('schedule.edit')}
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={isBusy} onClick={() => void save()}>
            {t('saveAction')}
          </Button>
        </>
      }
    >
      {failure !== undefined && !isTaken && <FailureNotice failure={failure} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('list.name')}
          value={name}
          placeholder={t('schedule.example')}
          onChange={(event) => setName(event.target.value)}
          error={isTaken ? t('schedule.taken') : isChecked && name.trim() === '' ? t('new.nameMissing') : undefined}
        />
        <TextField
          label={t('schedule.timeZone')}
          value={schedule.timeZone}
          list="time-zones"
          onChange={(event) => setSchedule({ ...schedule, timeZone: event.target.value })}
        />
        <datalist id="time-zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
      </div>
      <WeekRows rows={schedule.weekly} isChecked={isChecked} onChange={(weekly) => setSchedule({ ...schedule, weekly })} />
      <ExceptionRows schedule={schedule} isChecked={isChecked} onChange={setSchedule} />
    </Dialog>
  );
}
