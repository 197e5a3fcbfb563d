import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportRetention } from '../../../../../protocol/support/retention.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Segments } from '../../../../ui/field/segments.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { daysOf, entryOf, isShorter } from './days-entry.ts';
import { DaysTrouble } from './days-trouble.tsx';
import { useRetentionSaving } from './use-retention.ts';

export interface DaysFormProps {
  readonly settings: SupportRetention;
  /** Somebody else saved meanwhile, and their days count. */
  readonly onTakeTheirs: () => void;
}

/** The days as somebody enters them. What makes content go earlier is asked once more: it cannot be undone. */
export function DaysForm({ settings, onTakeTheirs }: DaysFormProps) {
  const { t } = useTranslation('supportRetention');
  const { t: lists } = useTranslation('lists');
  const [entry, setEntry] = useState(() => entryOf(settings.screenDays));
  const [isWrong, setWrong] = useState(false);
  const [asked, setAsked] = useState<number>();
  const save = useRetentionSaving();
  const days = daysOf(entry);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWrong(days === undefined);
    if (days === undefined) return;
    if (days !== null && isShorter(settings.screenDays, days)) setAsked(days);
    else save.mutate({ screenDays: days, version: settings.version });
  };
  const confirmed = (screenDays: number): void => {
    setAsked(undefined);
    save.mutate({ screenDays, version: settings.version });
  };
  return (
    <form onSubmit={send} noValidate className="flex flex-col items-start gap-3">
      <DaysTrouble
        failure={save.error}
        isBusy={save.isPending}
        onTakeTheirs={onTakeTheirs}
        onKeepMine={() => days !== undefined && save.mutate({ screenDays: days, version: 'any' })}
      />
      <div className="flex flex-wrap items-start gap-3">
        <Segments
          label={t('days.what')}
          value={entry.isLimited ? 'goes' : 'stays'}
          onValueChange={(value) => setEntry({ ...entry, isLimited: value === 'goes' })}
          segments={[
            { value: 'stays', label: t('days.stays') },
            { value: 'goes', label: t('days.goes') },
          ]}
        />
        {entry.isLimited && (
          <TextField
            label={t('days.number')}
            inputMode="numeric"
            maxLength={5}
            value={entry.days}
            onChange={({ target }) => setEntry({ ...entry, days: target.value })}
            error={isWrong ? t('days.wrong') : undefined}
          />
        )}
      </div>
      <p className="text-caption text-n11">{t(entry.isLimited ? 'days.goesHint' : 'days.staysHint')}</p>
      <Button type="submit" tone="primary" isBusy={save.isPending}>
        {lists('save')}
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('days.askTitle', { count: asked ?? 0 })}
        action={t('days.ask')}
        isDangerous
        onConfirm={() => asked !== undefined && confirmed(asked)}
        onClose={() => setAsked(undefined)}
      >
        {t('days.askText', { count: asked ?? 0 })}
      </ConfirmDialog>
    </form>
  );
}
