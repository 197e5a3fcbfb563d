import { useMutation } from '@tanstack/react-query';
import { Circle, Pause, Play, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { bytesText } from '../../customer/exchange/bytes-text.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { minutesText, usePageClock } from '../use-now.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { useRecorder } from './recorder-context.tsx';
import { useSessionRecords } from './records-context.tsx';

/** Asks whether it may be recorded, records, and says how it stands. */
export function RecorderBar() {
  const { t } = useTranslation('supportRecords');
  const { view } = useRecorder();
  const isRecording = view.state === 'recording';
  return (
    <div role="group" aria-label={t('recorder.title')} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {view.state === 'off' ? <BeginButton /> : <RunningButtons />}
        <p
          role="status"
          className={`inline-flex items-center gap-1.5 text-dense ${isRecording ? 'font-medium text-red-text' : 'text-n11'}`}
        >
          {isRecording && <Circle aria-hidden className="size-3 fill-current" />}
          {t(`recorder.state.${view.state}`)}
        </p>
        <Recorded />
      </div>
      {view.isRevoked && <Notice tone="warning">{t('recorder.revoked')}</Notice>}
      <RecordTroubleNotice failure={view.failure} />
    </div>
  );
}

function BeginButton() {
  const { t } = useTranslation('supportRecords');
  const session = useSession();
  const { recorder } = useRecorder();
  const records = useSessionRecords(useLive((view) => view.session.id));
  const { state } = useLive((view) => view.capabilities.record);
  const isLive = useLive((view) => view.link === 'live');
  const ask = useMutation({
    // Nobody is asked for what could not be kept.
    mutationFn: async () => {
      await records.recipient();
      session.ask('record');
    },
  });
  const isOff = state !== 'granted' && state !== 'asked' && !ask.isPending;
  useSessionCommands('record', [
    isLive && state === 'granted' && { id: 'record', title: t('recorder.start'), icon: Circle, run: () => recorder.start() },
    isLive && isOff && { id: 'ask-record', title: t('recorder.ask'), icon: Circle, run: () => ask.mutate() },
  ]);
  if (state === 'granted')
    return (
      <Button icon={Circle} disabled={!isLive} onClick={() => recorder.start()}>
        {t('recorder.start')}
      </Button>
    );
  return (
    <>
      <Button icon={Circle} disabled={!isLive || state === 'asked'} isBusy={ask.isPending} onClick={() => ask.mutate()}>
        {t(state === 'asked' ? 'recorder.asked' : 'recorder.ask')}
      </Button>
      {state === 'refused' && <span className="text-dense text-red-text">{t('recorder.refused')}</span>}
      <RecordTroubleNotice failure={ask.error} />
    </>
  );
}

function RunningButtons() {
  const { t } = useTranslation('supportRecords');
  const { recorder, view } = useRecorder();
  if (view.state === 'finishing') return null;
  return (
    <>
      {view.state === 'paused' ? (
        <Button icon={Play} onClick={() => recorder.resume()}>
          {t('recorder.resume')}
        </Button>
      ) : (
        <Button icon={Pause} disabled={view.state === 'starting'} onClick={() => recorder.pause()}>
          {t('recorder.pause')}
        </Button>
      )}
      <Button icon={Square} onClick={() => recorder.stop()}>
        {t('recorder.stop')}
      </Button>
    </>
  );
}

/** Beside the status: nobody wants to hear each second. */
function Recorded() {
  const { t, i18n } = useTranslation('supportRecords');
  const { view } = useRecorder();
  const now = usePageClock();
  const recordedMs = view.recordedMs + (view.since === undefined ? 0 : Math.max(0, now - view.since));
  const isBehind = view.waitingBytes > 1024 * 1024 || (view.state === 'finishing' && view.waitingBytes > 0);
  if (view.state === 'off') return null;
  return (
    <p className="text-dense text-n11 tabular-nums">
      {minutesText(recordedMs)}
      {isBehind && ` · ${t('recorder.unsent', { size: bytesText(view.waitingBytes, i18n.language === 'de' ? 'de' : 'en') })}`}
    </p>
  );
}

/** After the end: what was recorded and is not sent yet. Whoever closes the page now loses that. */
export function SendingRest() {
  const { t } = useTranslation('supportRecords');
  const { view } = useRecorder();
  if (view.state === 'off') return <RecordTroubleNotice failure={view.failure} />;
  return (
    <p role="status" className="text-dense">
      {t(`recorder.state.${view.state}`)}
    </p>
  );
}
