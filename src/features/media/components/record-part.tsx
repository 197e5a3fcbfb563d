import { Circle, Square } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPromptMs } from '../../../../protocol/media/prompts.ts';
import { openLevelMeter } from '../../../platform/devices/level-meter.ts';
import { Elapsed } from '../../../platform/devices/elapsed.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Meter } from '../../../ui/status/meter.tsx';
import { Recording, type RecordingState } from '../../../platform/devices/recording.ts';
import { PlayButton } from './play-button.tsx';

const meterMs = 60;

/** Records with the microphone, and lets one hear it before it is kept. */
export function RecordPart({ onTake }: { onTake: (file: Blob | undefined) => void }) {
  const { t } = useTranslation('media');
  const [recording] = useState(() => new Recording({ maxMs: maxPromptMs }));
  const state = useSyncExternalStore(recording.subscribe, recording.state);
  useEffect(() => () => recording.reset(), [recording]);
  useEffect(() => onTake(state.kind === 'done' ? state.file : undefined), [state, onTake]);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {state.kind === 'recording' ? (
          <Button tone="danger" icon={Square} onClick={recording.stop}>
            {t('record.stop')}
          </Button>
        ) : (
          <Button icon={Circle} isBusy={state.kind === 'asking'} onClick={() => void recording.start()}>
            {state.kind === 'done' ? t('record.again') : t('record.start')}
          </Button>
        )}
        {state.kind === 'done' && <PlayButton source={state.url} />}
      </div>
      <RecordingStatus state={state} />
    </div>
  );
}

function RecordingStatus({ state }: { state: RecordingState }) {
  const { t } = useTranslation('media');
  if (state.kind === 'recording') return <Live track={state.track} startedAtMs={state.startedAtMs} />;
  if (state.kind === 'failed') return <Notice tone="error">{t(`record.problems.${state.problem}`)}</Notice>;
  return <p className="text-dense text-n11">{state.kind === 'done' ? t('record.done') : t('record.hint')}</p>;
}

function Live({ track, startedAtMs }: { track: MediaStreamTrack; startedAtMs: number }) {
  const { t } = useTranslation('media');
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const meter = openLevelMeter(track);
    const timer = setInterval(() => setLevel(meter.read()), meterMs);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [track]);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2 text-dense font-medium text-red-text">
        <p role="status" className="flex items-center gap-2">
          <Circle aria-hidden className="size-3 fill-current" />
          {t('record.running')}
        </p>
        <Elapsed sinceMs={startedAtMs} />
      </div>
      <Meter label={t('record.level')} value={level} tone={level > 0.9 ? 'red' : level > 0.15 ? 'green' : 'accent'} />
    </div>
  );
}
