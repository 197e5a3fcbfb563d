import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetails } from '../../../../../protocol/media/recordings.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { exactTime } from '../../../../platform/i18n/format.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { TextArea } from '../../../../ui/field/text-area.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { useLanguage, useRecordings } from './recordings-context.tsx';
import { useChange, type Change } from './use-change.ts';

type RecordingHold = NonNullable<RecordingDetails['hold']>;

/** When the recording goes, and what keeps it from going. */
export function HoldPart({ recording }: { recording: RecordingDetails }) {
  const { t } = useTranslation('recordings');
  const { rights } = useRecordings();
  const language = useLanguage();
  const problem = useProblem();
  const change = useChange();
  const { hold } = recording;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(Date.parse(recording.keptUntil));
  return (
    <section aria-labelledby="recording-hold" className="flex flex-col items-start gap-2 text-dense">
      <h3 id="recording-hold" className="font-semibold">
        {t('holding.title')}
      </h3>
      {hold === null ? <p className="text-n11">{t('holding.none')}</p> : <HoldText hold={hold} />}
      <p className="text-n11">{t(hold === null ? 'panel.keptUntil' : 'panel.keptByHold', { date })}</p>
      {rights.mayHold &&
        (hold === null ? <PutOnHold recording={recording} change={change} /> : <Release id={recording.id} hold={hold} change={change} />)}
      {change.failure !== undefined && <Notice tone="error">{problem(change.failure).title}</Notice>}
    </section>
  );
}

function HoldText({ hold }: { hold: RecordingHold }) {
  const { t } = useTranslation('recordings');
  const { rights } = useRecordings();
  const language = useLanguage();
  const nameOf = (name: string | null): string => name ?? t('holding.somebody');
  return (
    <>
      <p className="break-words">
        {t('holding.held', { name: nameOf(hold.byName), date: exactTime(Date.parse(hold.since), language), reason: hold.reason })}
      </p>
      {hold.releaseAskedBy !== null && (
        <p>
          {hold.releaseAskedBy === rights.userId ? t('holding.askedByMe') : t('holding.asked', { name: nameOf(hold.releaseAskedByName) })}
        </p>
      )}
    </>
  );
}

function Release({ id, hold, change }: { id: string; hold: RecordingHold; change: Change }) {
  const { t } = useTranslation('recordings');
  const { api, rights } = useRecordings();
  // Nobody agrees with themselves: the button is absent, not refused.
  if (hold.releaseAskedBy === rights.userId) return null;
  return (
    <Button size="dense" icon={LockOpen} isBusy={change.isBusy} onClick={() => void change.run(() => api.release(id))}>
      {hold.releaseAskedBy === null ? t('holding.ask') : t('holding.agree')}
    </Button>
  );
}

function PutOnHold({ recording, change }: { recording: RecordingDetails; change: Change }) {
  const { t } = useTranslation('recordings');
  const { api } = useRecordings();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const confirm = async (): Promise<void> => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    await change.run(() => api.hold(recording.id, reason.trim()));
    setAsking(false);
  };
  return (
    <>
      <Button size="dense" icon={Lock} onClick={() => setAsking(true)}>
        {t('holding.put')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('holding.putTitle')}
        action={t('holding.put')}
        isBusy={change.isBusy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p className="pb-3">{t('holding.putText')}</p>
        <TextArea
          label={t('holding.reason')}
          isRequired
          maxLength={500}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={isMissing ? t('holding.reasonMissing') : undefined}
        />
      </ConfirmDialog>
    </>
  );
}
