import { CircleStop, Disc2, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RecordingAction } from '../../../../protocol/media/recordings.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { noRights, type RecordingRights } from '../state/recording-store.ts';
import { useTelephony } from './telephony-context.ts';

export function useRecordingRights({ serverCallId }: CallSnapshot): RecordingRights {
  const { recording } = useTelephony();
  return useStore(recording.view, (view) => (serverCallId === null ? undefined : view[serverCallId])) ?? noRights;
}

const next = { off: 'start', on: 'pause', paused: 'resume' } as const;
const icons = { off: Disc2, on: Pause, paused: Play } as const;

/** Record, pause, go on, stop: what the policies of the two people allow. The letter does the first of them. */
export function RecordingButtons({ call, isCurrent }: { call: CallSnapshot; isCurrent: boolean }) {
  const { t } = useTranslation('telephony');
  const { recording } = useTelephony();
  const { live, isBusy } = useRecordingRights(call);
  const status = call.recording ?? 'off';
  const isOffered = live !== undefined && call.activity === null && (status !== 'off' || live.canStart);
  const run = (action: RecordingAction): void => void recording.act(call.serverCallId ?? '', action);
  useShortcut(isCurrent && isOffered ? 'r' : undefined, () => run(next[status]));
  if (!isOffered) return null;
  return (
    <>
      <Button size="dense" icon={icons[status]} isBusy={isBusy} {...(isCurrent ? { shortcut: 'r' } : {})} onClick={() => run(next[status])}>
        {t(`record.${next[status]}`)}
      </Button>
      {status !== 'off' && live.canStop && (
        <Button size="dense" icon={CircleStop} aria-disabled={isBusy} onClick={() => run('stop')}>
          {t('record.stop')}
        </Button>
      )}
    </>
  );
}

/** Why the last press on those buttons did nothing. */
export function RecordingFailure({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const problem = useProblem();
  const { failure } = useRecordingRights(call);
  if (failure === undefined || call.state.name === 'ended') return null;
  return (
    <div className="mt-3">
      <Notice tone="error">{t('record.failed', { why: problem(failure).title })}</Notice>
    </div>
  );
}
