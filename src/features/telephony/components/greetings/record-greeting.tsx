import { Circle, Square } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { maxGreetingMs } from '../../../../../protocol/telephony/greetings.ts';
import { Elapsed } from '../../../../platform/devices/elapsed.tsx';
import { Recording } from '../../../../platform/devices/recording.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { LevelBar } from '../level-bar.tsx';

/** Records a greeting with this browser's microphone, two minutes at most, and lets one hear it; `children` keep it. */
export function RecordGreeting({ children }: { children: (file: Blob) => ReactNode }) {
  const { t } = useTranslation(['voicemail', 'telephony']);
  const [recording] = useState(() => new Recording({ maxMs: maxGreetingMs }));
  const state = useSyncExternalStore(recording.subscribe, recording.state);
  useEffect(() => () => recording.reset(), [recording]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {state.kind === 'recording' ? (
          <>
            <Button tone="danger" icon={Square} onClick={recording.stop}>
              {t('settings.stopRecording')}
            </Button>
            <Elapsed sinceMs={state.startedAtMs} />
          </>
        ) : (
          <Button icon={Circle} isBusy={state.kind === 'asking'} onClick={() => void recording.start()}>
            {t(state.kind === 'done' ? 'settings.again' : 'settings.record')}
          </Button>
        )}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the person's own words of a moment ago */}
        {state.kind === 'done' && <audio controls src={state.url} aria-label={t('settings.listen')} className="h-9 min-w-48 flex-1" />}
      </div>
      {state.kind === 'recording' && <LevelBar track={state.track} />}
      {state.kind === 'failed' && <Notice tone="error">{t(`telephony:ends.${state.problem}`)}</Notice>}
      {state.kind === 'done' && children(state.file)}
    </>
  );
}
